"""The maximum flow alone, with the pairs given: as many needs as activities, five pairs an activity, near it.

In the time of the libraries: making their graph from arrays, and solving. In the time of samspill_allocate:
indexing the arcs, and solving; "fair" finds the shares of every need as well, by many flows.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from peers import flows
from peers.comparison import Comparison, Contestant, SelfTimed, Time, unequal
from peers.eligible import Pairs

ARCS_OF_AN_ACTIVITY = 5
NEARNESS = 20  # an activity serves needs at most this many places away

#: Path of the executable; empty leaves Samspill's kernel out.
EXECUTABLE = "SAMSPILL_ALLOCATE"


@dataclass(frozen=True)
class Instance:
    pairs: Pairs
    file: Path


def _prepare(size: int, folder: Path) -> None:
    rng = np.random.default_rng(1)
    activity = np.repeat(np.arange(size), ARCS_OF_AN_ACTIVITY)
    need = (activity + rng.integers(-NEARNESS, NEARNESS + 1, size=activity.size)) % size
    need, activity = np.unique(np.column_stack([need, activity]), axis=0).T
    people, capacity = rng.integers(1, 26, size=size), rng.integers(0, 30, size=size)
    np.savez(folder / "instance.npz", need=need, activity=activity, people=people, capacity=capacity)
    arcs_of_need = np.bincount(need, minlength=size)
    with (folder / "instance.txt").open("w", encoding="ascii") as file:
        file.write(f"{size} {size} {need.size}\n")
        for values in (people, capacity, arcs_of_need, activity):
            file.write(" ".join(map(str, values.tolist())) + "\n")


def _load(folder: Path) -> Instance:
    with np.load(folder / "instance.npz") as arrays:
        pairs = Pairs(arrays["need"], arrays["activity"], arrays["people"], arrays["capacity"])
    return Instance(pairs, folder / "instance.txt")


def _samspill(kind: str, instance: Instance) -> SelfTimed[int]:
    command = [os.environ[EXECUTABLE], kind, str(instance.file)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    served, seconds, cpu_seconds, mebibytes = printed.split()
    return SelfTimed(int(served), Time(float(seconds), float(cpu_seconds)), float(mebibytes))


def _library(solver: str, instance: Instance) -> int:
    (served,) = getattr(flows, f"by_{solver}")(instance.pairs, [instance.pairs.capacity])
    return int(served)


ALLOCATION: Comparison[Instance, int] = Comparison(
    name="allocation",
    question="largest number of people served, pairs given",
    sizes=(1_000, 10_000, 100_000),
    prepare=_prepare,
    load=_load,
    differs=unequal,
    contestants=(
        Contestant("samspill, maximum flow", partial(_samspill, "flow")),
        Contestant("samspill, fair", partial(_samspill, "fair")),
        Contestant("scipy", partial(_library, "scipy")),
        Contestant("OR-tools", partial(_library, "ortools")),
        Contestant("igraph", partial(_library, "igraph")),
        Contestant("networkx", partial(_library, "networkx"), largest=1_000),
    ),
)
