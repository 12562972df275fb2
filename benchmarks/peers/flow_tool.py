"""The program samspill_flows: Samspill's kernels and the peers of C++, run one at a time in one process."""

from __future__ import annotations

import os
import subprocess
import weakref
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from peers.comparison import SelfTimed, Time
from peers.eligible import Pairs

#: Name of the environment variable that holds the program's path.
EXECUTABLE = "SAMSPILL_FLOWS"


def make_instance(layout: str, size: int, most_seats: int, file: Path) -> None:
    """Writes a made-up instance, as benchmarks/flow_instance.hpp says."""
    command = [os.environ[EXECUTABLE], "make", layout, str(size), str(most_seats), str(file)]
    subprocess.run(command, check=True)


@cache
def contestants() -> frozenset[str]:
    """Those that the program was built with; none without the program."""
    if EXECUTABLE not in os.environ:
        return frozenset()
    command = [os.environ[EXECUTABLE], "list"]
    return frozenset(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


def write_pairs(pairs: Pairs, file: Path) -> None:
    """The same kind of file from pairs that are there; unknown amounts are 0."""
    order = np.lexsort((pairs.activity, pairs.need))
    needs, activities = len(pairs.people), len(pairs.capacity)
    begin = np.concatenate([[0], np.cumsum(np.bincount(pairs.need, minlength=needs))])
    with file.open("wb") as out:
        for values, kind in (
            ([needs, activities, order.size], np.uint32),
            (pairs.demand(), np.int64),
            (pairs.capacity_low(), np.int64),
            (begin, np.uint32),
            (pairs.activity[order], np.uint32),
        ):
            np.asarray(values, dtype=kind).tofile(out)


def read_pairs(file: Path) -> Pairs:
    """The pairs of such a file."""
    with file.open("rb") as source:
        needs, activities, count = np.fromfile(source, np.uint32, 3).astype(int)
        people = np.fromfile(source, np.int64, needs)
        seats = np.fromfile(source, np.int64, activities)
        begin = np.fromfile(source, np.uint32, needs + 1).astype(np.int64)
        activity = np.fromfile(source, np.uint32, count).astype(np.int64)
    return Pairs(np.repeat(np.arange(needs), np.diff(begin)), activity, people, seats)


class FlowTool:
    """A running program that has read one instance; it ends when the object does."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._process = subprocess.Popen(
            [os.environ[EXECUTABLE], "serve", str(file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        weakref.finalize(self, self._process.communicate)

    def run(self, contestant: str) -> SelfTimed[int]:
        """People served, and what it took."""
        sender, answers = self._process.stdin, self._process.stdout
        if sender is None or answers is None:
            raise RuntimeError("the program has no pipes")
        print(contestant, file=sender, flush=True)
        line = answers.readline()
        if not line:
            message = f"samspill_flows ended during {contestant}"
            raise RuntimeError(message)
        people, *times, mebibytes = line.split()
        making, making_cpu, seconds, cpu_seconds = map(float, times)
        return SelfTimed(int(people), Time(seconds, cpu_seconds), float(mebibytes), Time(making, making_cpu))

    def shares(self) -> npt.NDArray[np.float64]:
        """The fair shares that the last run of samspill-fair left behind."""
        return np.fromfile(self._file.with_name(self._file.name + ".shares"), np.float64)
