"""Samspill's joins of similar names beside packages of Python, on the same made-up names in one run.

    python benchmarks/compare_joins.py build/bench/benchmarks/samspill_joins [--sizes 10000 ...] [--one-core]

Every contestant starts from a list of texts and ends with pairs and their similarities. First each answers
once and must find Samspill's pairs (an approximate one tells its recall); then they run in turn, round after
round. Printed are median, minimum and maximum of the seconds, and CPU seconds of all cores and their ratio to
Samspill's. Peers that are not installed are named. Py_stringsimjoin 0.3.6 needs numpy below 2:
`pip install "numpy<2" "pandas<2.3" "cython<3" "setuptools<70" wheel six joblib pyprind`, then
`pip install --no-build-isolation py_stringmatching py_stringsimjoin`, and Splink beside it `"pyarrow<20"`.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from peers.comparison import Time
from peers.joins import PEERS, Pairs, Peer, Question

PACKAGES = {
    "py_stringsimjoin": "py-stringsimjoin",
    "SetSimilaritySearch": "SetSimilaritySearch",
    "datasketch": "datasketch",
    "sparse_dot_topn": "sparse-dot-topn",
    "string_grouper": "string-grouper",
    "rapidfuzz": "rapidfuzz",
    "duckdb": "duckdb",
    "splink": "splink",
}
SLOW_SECONDS = 5.0  # a package that takes longer is timed by its first answer alone


class Answer(NamedTuple):
    """Pairs by number and sum; the pairs themselves where they came to Python."""

    count: int
    similarities: float
    time: Time
    pairs: Pairs | None = None


QUESTIONS = (
    Question("jaccard", "grams", Fraction(4, 5)),
    Question("jaccard", "grams", Fraction(3, 5)),
    Question("jaccard", "words", Fraction(4, 5)),
    Question("jaccard", "words", Fraction(3, 5)),
    Question("cosine", "grams", Fraction(4, 5)),
    Question("jaccard", "grams", Fraction(4, 5), blocks=100),
)


class Program:
    """The program samspill_joins, which has read the names."""

    def __init__(self, program: Path, file: Path) -> None:
        self._process = subprocess.Popen(
            [program, "serve", file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, question: Question) -> tuple[Answer, float]:
        """The answer, and by how many MiB the first one raised the peak memory."""
        sender, answers = self._process.stdin, self._process.stdout
        if sender is None or answers is None:
            raise RuntimeError("the program has no pipes")
        threshold = f"{question.threshold.numerator}/{question.threshold.denominator}"
        print(question.measure, question.tokens, threshold, question.blocks, file=sender, flush=True)
        count, similarities, seconds, cpu, mebibytes, _compared = answers.readline().split()
        time_ = Time(float(seconds), float(cpu))
        return Answer(int(count), float(similarities), time_), float(mebibytes)

    def end(self) -> None:
        self._process.communicate()


def timed(peer: Peer, texts: list[str], question: Question) -> Answer:
    start, cpu_start = time.perf_counter(), time.process_time()
    pairs = peer.run(texts, question)
    passed = Time(time.perf_counter() - start, time.process_time() - cpu_start)
    return Answer(len(pairs), sum(pairs.values()), passed, pairs)


def note_on(peer: Peer, question: Question, ours: Answer, theirs: Answer) -> str:
    """Ends the program when an exact peer finds other pairs than Samspill."""
    if peer.package == "rapidfuzz":
        return "another measure"
    if not peer.exact:
        return f"recall {theirs.count / max(1, ours.count):.4f}"
    # A peer that computes the threshold in doubles may lose pairs that meet it exactly.
    lost = ours.count - theirs.count
    at_threshold = theirs.similarities + lost * float(question.threshold)
    if abs(ours.similarities - at_threshold) > 1e-6 * max(1, ours.count):
        sys.exit(
            f"{peer.package} finds {theirs.count} pairs of sum {theirs.similarities}, "
            f"Samspill {ours.count} of sum {ours.similarities}"
        )
    return "same pairs" if lost == 0 else f"same pairs but {lost} exactly at the threshold"


def is_there(package: str) -> bool:
    try:
        importlib.import_module(package)
    except ImportError:
        return False
    return True


def peers_of(question: Question, size: int) -> list[Peer]:
    """Who is there and can answer."""
    return [
        peer
        for peer in PEERS
        if peer.measure == question.measure
        and size <= peer.largest
        and peer.blocked == (question.blocks > 0)
        and (question.tokens == "grams" or peer.package != "rapidfuzz")
        and is_there(peer.package)
    ]


def compare(program: Program, texts: list[str], question: Question, rounds: int) -> None:
    asked = peers_of(question, len(texts))
    ours, _ = program.ask(question)
    firsts = {peer.package: timed(peer, texts, question) for peer in asked}
    notes = {peer.package: note_on(peer, question, ours, firsts[peer.package]) for peer in asked}
    slow = {name for name, answer in firsts.items() if answer.time.cpu_seconds > SLOW_SECONDS}
    times = {"samspill": list[Time]()}
    times |= {name: [answer.time] if name in slow else [] for name, answer in firsts.items()}
    for _ in range(rounds):
        times["samspill"].append(program.ask(question)[0].time)
        for peer in asked:
            if peer.package not in slow:
                times[peer.package].append(timed(peer, texts, question).time)
    print(f"\n### {len(texts)} names, {question.title()}: {ours.count} pairs\n")
    print("| contestant | rounds | median s | min s | max s | median CPU s | CPU ratio | pairs |")
    print("|---|---:|---:|---:|---:|---:|---:|---|")
    base = statistics.median(t.cpu_seconds for t in times["samspill"])
    for name, all_taken in times.items():
        seconds = [t.seconds for t in all_taken]
        cpu = statistics.median(t.cpu_seconds for t in all_taken)
        numbers = (statistics.median(seconds), min(seconds), max(seconds), cpu, cpu / base)
        cells = [name, str(len(all_taken)), *(f"{x:.3g}" for x in numbers), notes.get(name, "")]
        print("| " + " | ".join(cells) + " |", flush=True)


def without_peers(path: Path, file: Path, size: int, questions: list[Question]) -> None:
    """Samspill alone, each question in a process of its own, so that the peak memory is its own."""
    print(f"\n### {size} names, Samspill alone\n")
    print("| question | block keys | pairs | seconds | CPU s | peak + MiB |")
    print("|---|---:|---:|---:|---:|---:|")
    for question in (q for q in questions if q.measure == "jaccard" or size <= 100_000):
        for blocks in (0, 100) if question.blocks == 0 else ():
            asked = question._replace(blocks=blocks)
            program = Program(path, file)
            answer, mebibytes = program.ask(asked)
            program.end()
            numbers = f"{answer.time.seconds:.3g} | {answer.time.cpu_seconds:.3g} | {mebibytes:.0f}"
            print(f"| {question.title()} | {blocks or '–'} | {answer.count} | {numbers} |", flush=True)


def print_conditions(rounds: int, cores: int) -> None:
    for package, name in PACKAGES.items():
        try:
            print(f"{name} {version(name)}")
        except PackageNotFoundError:
            there = is_there(package)
            print(f"{name}: version unknown" if there else f"{name}: NOT INSTALLED, left out")
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    machine = f"{platform.machine()}, {cores} cores for Samspill, 1 thread a peer"
    print(f"Python {platform.python_version()}, {machine}")
    print(f"rounds: {rounds}; load of the machine before: {load}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare similarity joins.")
    parser.add_argument("program", type=Path, help="samspill_joins")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--alone", type=int, nargs="*", default=[], help="sizes for Samspill alone")
    parser.add_argument("--only", default="", help="questions whose title holds this, such as cosine")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--one-core", action="store_true", help="everything on one core")
    parsed = parser.parse_args()
    if parsed.one_core:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print_conditions(parsed.rounds, len(os.sched_getaffinity(0)))
    path = parsed.program.resolve()
    questions = [question for question in QUESTIONS if parsed.only in question.title()]
    with tempfile.TemporaryDirectory(prefix="samspill-joins-") as folder:
        file = Path(folder) / "names.txt"
        for size in parsed.sizes:
            subprocess.run([path, "make", str(size), file], check=True)
            program = Program(path, file)
            texts = file.read_text(encoding="utf-8").splitlines()
            for question in questions:
                compare(program, texts, question, parsed.rounds)
            program.end()
        for size in parsed.alone:
            subprocess.run([path, "make", str(size), file], check=True)
            without_peers(path, file, size, questions)


if __name__ == "__main__":
    main()
