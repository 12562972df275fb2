"""Samspill beside what people would use instead, on the same data in one run of one process.

    python benchmarks/compare_peers.py [NAME ...] [--largest 10000] [--allocate PROGRAM]

NAME is one of coverage, allocation, fairness, duplicates, exact-tests and reading; none means all. First
every contestant answers once and the answers are compared; then they run in turn, round after round, each
round beginning with another one. Printed are median, minimum and maximum of the seconds, the median over
that of the first contestant, the CPU seconds of all cores together, and by how much one run raises the peak
memory of a process of its own. What is in the time of each side stands at the top of the files in
benchmarks/peers.
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
from typing import Any

import polars as pl
import threadpoolctl  # type: ignore[import-untyped]
from peers.allocation import ALLOCATION, EXECUTABLE
from peers.comparison import Comparison, Contestant, SelfTimed, Time
from peers.coverage import COVERAGE
from peers.duplicates import DUPLICATES
from peers.exact_tests import EXACT_TESTS
from peers.fairness import FAIRNESS
from peers.reading import READING

COMPARISONS: dict[str, Comparison[Any, Any]] = {
    comparison.name: comparison
    for comparison in (COVERAGE, ALLOCATION, FAIRNESS, DUPLICATES, EXACT_TESTS, READING)
}
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
PEAKS_OF = "--peaks-of"
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
        times: dict[str, list[Time]] = {contestant.name: [] for contestant in contestants}
        for round_ in range(rounds):
            first = round_ % len(contestants)
            for contestant in contestants[first:] + contestants[:first]:
                times[contestant.name].append(run(contestant, data)[1])
        peaks = [peak(comparison, position, folder) for position in range(len(contestants))]
    print_table(comparison, size, times, peaks)


def run(contestant: Contestant[Any, Any], data: object) -> tuple[Any, Time]:
    """The answer and what it took."""
    gc.collect()
    start, cpu_start = time.perf_counter(), time.process_time()
    answer = contestant.run(data)
    passed = Time(time.perf_counter() - start, time.process_time() - cpu_start)
    return (answer.answer, answer.time) if isinstance(answer, SelfTimed) else (answer, passed)


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


def peak(comparison: Comparison[Any, Any], position: int, folder: Path) -> float:
    """MiB by which one run raises the peak memory of a new process that has loaded the data; Linux only."""
    if not PEAK_RESET.exists():
        return math.nan
    command = [sys.executable, __file__, comparison.name, PEAKS_OF, str(position), "--folder", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


def print_peak(comparison: Comparison[Any, Any], position: int, folder: Path) -> None:
    """What the new process does."""
    data = comparison.load(folder)
    gc.collect()
    before = restart_peak()
    answer = comparison.contestants[position].run(data)
    print(answer.peak_mebibytes if isinstance(answer, SelfTimed) else resident_peak() - before)


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
    comparison: Comparison[Any, Any], size: int, times: dict[str, list[Time]], peaks: list[float]
) -> None:
    """One row a contestant."""
    base = statistics.median(run_.seconds for run_ in next(iter(times.values())))
    print(f"\n### {comparison.name}, size {size}: {comparison.question}\n")
    print("| contestant | median s | min s | max s | ratio | median CPU s | peak + MiB |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for (name, taken), memory in zip(times.items(), peaks, strict=True):
        seconds = [run_.seconds for run_ in taken]
        middle = statistics.median(seconds)
        cpu = statistics.median(run_.cpu_seconds for run_ in taken)
        numbers = " | ".join(f"{x:.3g}" for x in (middle, min(seconds), max(seconds), middle / base, cpu))
        print(f"| {name} | {numbers} | {memory:.0f} |", flush=True)


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
    parser.add_argument("--largest", type=int, default=10_000, help="leave out larger sizes; 100000 runs all")
    parser.add_argument(
        "--allocate", type=Path, help="the program samspill_allocate, for the comparison allocation"
    )
    parser.add_argument(PEAKS_OF, type=int, help=argparse.SUPPRESS)
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
    if parsed.peaks_of is not None:
        print_peak(COMPARISONS[parsed.names[0]], parsed.peaks_of, parsed.folder)
        return
    if parsed.allocate is not None:
        os.environ[EXECUTABLE] = str(parsed.allocate.resolve())
    print_conditions(parsed.rounds)
    for name in parsed.names or COMPARISONS:
        comparison = COMPARISONS[name]
        if comparison is ALLOCATION and EXECUTABLE not in os.environ:
            print(f"\n{name} is left out: give the program with --allocate")
            continue
        for size in comparison.sizes:
            if parsed.smallest <= size <= parsed.largest:
                compare(comparison, size, parsed.rounds)


if __name__ == "__main__":
    main()
