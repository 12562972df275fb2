"""Samspill beside what people would use instead, on the same data in one run of one process.

    python benchmarks/compare_peers.py [NAME ...] [--largest 10000] [--flows PROGRAM]

NAME is one of those that --help lists; none means all. First every contestant answers once and the answers
are compared; then they run in turn, round after round, each round beginning with another one. Printed are
median, minimum and maximum of the seconds, the median over that of the first contestant, the CPU seconds of
all cores together and their ratio, and by how much one run raises the peak memory of a process of its own.
Where making the library's own form of the data is timed apart, the CPU seconds of both together and their
ratio follow. What is in the time of each side stands at the top of the files in benchmarks/peers.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import threadpoolctl  # type: ignore[import-untyped]
from peers.comparison import Comparison, Contestant, SelfTimed, Time
from peers.coverage import COVERAGE
from peers.duplicates import DUPLICATES
from peers.exact_tests import EXACT_TESTS
from peers.fairness import FAIRNESS
from peers.flow import FLOWS
from peers.flow_tool import EXECUTABLE
from peers.reading import READING

ALL: tuple[Comparison[Any, Any], ...] = (COVERAGE, *FLOWS, *FAIRNESS, DUPLICATES, EXACT_TESTS, READING)
COMPARISONS = {comparison.name: comparison for comparison in ALL}
#: Those whose data the program samspill_flows makes.
NEED_PROGRAM = {comparison.name for comparison in ALL if comparison in FLOWS or comparison in FAIRNESS[1:]}
PACKAGES = (
    "samspill",
    "numpy",
    "scipy",
    "pandas",
    "polars",
    "pyarrow",
    "networkx",
    "igraph",
    "ortools",
    "highspy",
    "duckdb",
)
FEWEST_ROUNDS = 5
PEAK_OF = "--peak-of"
PEAK_RESET = Path("/proc/self/clear_refs")
STATUS = Path("/proc/self/status")


def compare(comparison: Comparison[Any, Any], size: int, rounds: int) -> None:
    """Prints the table of one comparison at one size."""
    with tempfile.TemporaryDirectory(prefix="samspill-peers-") as name:
        folder = Path(name)
        comparison.prepare(size, folder)
        data = comparison.load(folder)
        contestants = comparison.contestants_at(size)
        check_answers(comparison, contestants, data)
        times: dict[str, list[Taken]] = {contestant.name: [] for contestant in contestants}
        for round_ in range(rounds):
            first = round_ % len(contestants)
            for contestant in contestants[first:] + contestants[:first]:
                times[contestant.name].append(run(contestant, data)[1])
        peaks = [peak(comparison, contestant, folder) for contestant in contestants]
    print_table(comparison, size, times, peaks)
    for name in comparison.left_out_at(size):
        print(f"left out: {name}", flush=True)


class Taken(NamedTuple):
    """What one run took, and where it was timed apart, what it took to make the data its own."""

    solving: Time
    making: Time | None


def run(contestant: Contestant[Any, Any], data: object) -> tuple[Any, Taken]:
    """The answer and what it took."""
    gc.collect()
    start, cpu_start = time.perf_counter(), time.process_time()
    answer = contestant.run(data)
    passed = Time(time.perf_counter() - start, time.process_time() - cpu_start)
    if isinstance(answer, SelfTimed):
        return answer.answer, Taken(answer.time, answer.making)
    return answer, Taken(passed, None)


def check_answers(
    comparison: Comparison[Any, Any], contestants: tuple[Contestant[Any, Any], ...], data: object
) -> None:
    """Ends the program when two contestants disagree."""
    first, *others = contestants
    ours, _ = run(first, data)
    for contestant in others:
        difference = comparison.differs(ours, run(contestant, data)[0])
        if difference:
            sys.exit(
                f"{comparison.name}: {first.name} and {contestant.name} answer differently: {difference}"
            )


def peak(comparison: Comparison[Any, Any], contestant: Contestant[Any, Any], folder: Path) -> float:
    """MiB by which one run raises the peak memory of a new process that has loaded the data; Linux only."""
    if not PEAK_RESET.exists():
        return math.nan
    command = [sys.executable, __file__, comparison.name, PEAK_OF, contestant.name, "--folder", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


def print_peak(comparison: Comparison[Any, Any], name: str, folder: Path) -> None:
    """What the new process does."""
    data = comparison.load(folder)
    (contestant,) = (contestant for contestant in comparison.contestants if contestant.name == name)
    gc.collect()
    before = restart_peak()
    answer = contestant.run(data)
    told = answer.peak_mebibytes if isinstance(answer, SelfTimed) else None
    print(resident_peak() - before if told is None else told)


def restart_peak() -> float:
    """Lets the peak of this process begin anew, and tells it."""
    PEAK_RESET.write_text("5", encoding="ascii")
    return resident_peak()


def resident_peak() -> float:
    """Resident memory in MiB at its peak; getrusage would count what the process was before exec, too."""
    for line in STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the system does not tell the peak memory")


def print_table(
    comparison: Comparison[Any, Any], size: int, times: dict[str, list[Taken]], peaks: list[float]
) -> None:
    """One row a contestant."""
    rows = {name: row_of(taken) for name, taken in times.items()}
    base = next(iter(rows.values()))
    has_making = any(row.with_making is not None for row in rows.values())
    print(f"\n### {comparison.name}, size {size}: {comparison.question}\n")
    titles = ["contestant", "median s", "min s", "max s", "ratio", "median CPU s", "CPU ratio", "peak + MiB"]
    titles += ["CPU s with making", "ratio"] if has_making else []
    print("| " + " | ".join(titles) + " |")
    print("|---" + "|---:" * (len(titles) - 1) + "|")
    for (name, row), memory in zip(rows.items(), peaks, strict=True):
        numbers = [row.median, row.least, row.most, row.median / base.median, row.cpu, row.cpu / base.cpu]
        cells = [name, *(f"{x:.3g}" for x in numbers), f"{memory:.3g}"]
        if row.with_making is not None and base.with_making is not None:
            cells += [f"{row.with_making:.3g}", f"{row.with_making / base.with_making:.3g}"]
        elif has_making:
            cells += ["–", "–"]
        print("| " + " | ".join(cells) + " |", flush=True)


class Row(NamedTuple):
    """Seconds of all rounds together; ``with_making`` is CPU seconds."""

    median: float
    least: float
    most: float
    cpu: float
    with_making: float | None


def row_of(taken: list[Taken]) -> Row:
    seconds = [run_.solving.seconds for run_ in taken]
    cpu = [run_.solving.cpu_seconds for run_ in taken]
    both = [run_.solving.cpu_seconds + run_.making.cpu_seconds for run_ in taken if run_.making is not None]
    return Row(
        statistics.median(seconds),
        min(seconds),
        max(seconds),
        statistics.median(cpu),
        statistics.median(both) if both else None,
    )


def print_conditions(rounds: int) -> None:
    """Versions, threads and kind of machine: what a reader needs to judge the numbers."""
    print(", ".join(f"{package} {version(package)}" for package in PACKAGES))
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"Python {platform.python_version()} on {machine}")
    pools = ", ".join(
        f"{pool['internal_api']} ({pool.get('architecture', 'any')}) {pool['num_threads']}"
        for pool in threadpoolctl.threadpool_info()
    )
    print(f"threads: samspill 1, polars {pl.thread_pool_size()}, DuckDB {os.cpu_count()}, {pools}")
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"rounds: {rounds}; load of the machine before: {load}")
    for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
        if name in os.environ:
            print(f"note: {name} is set, which slows numpy and scipy; unset it for this run")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare Samspill with its peers.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(COMPARISONS))
    parser.add_argument("--rounds", type=int, default=FEWEST_ROUNDS, help="at least 5")
    parser.add_argument("--smallest", type=int, default=0, help="leave out smaller sizes")
    parser.add_argument(
        "--largest", type=int, default=10_000, help="leave out larger sizes; 1000000 runs all"
    )
    parser.add_argument("--flows", type=Path, help="the program samspill_flows, for kernels without Python")
    parser.add_argument(PEAK_OF, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parsed = parser.parse_args()
    unknown = sorted(set(parsed.names) - set(COMPARISONS))
    if unknown:
        parser.error(f"no comparison {unknown}; there are {', '.join(COMPARISONS)}")
    if parsed.rounds < FEWEST_ROUNDS:
        parser.error(f"fewer than {FEWEST_ROUNDS} rounds tell nothing")
    return parsed


def main() -> None:
    parsed = arguments()
    if parsed.peak_of is not None:
        print_peak(COMPARISONS[parsed.names[0]], parsed.peak_of, parsed.folder)
        return
    if parsed.flows is not None:
        os.environ[EXECUTABLE] = str(parsed.flows.resolve())
    print_conditions(parsed.rounds)
    for name in parsed.names or COMPARISONS:
        comparison = COMPARISONS[name]
        if name in NEED_PROGRAM and EXECUTABLE not in os.environ:
            print(f"\n{name} is left out: give the program samspill_flows with --flows")
            continue
        for size in comparison.sizes:
            if parsed.smallest <= size <= parsed.largest:
                compare(comparison, size, parsed.rounds)


if __name__ == "__main__":
    main()
