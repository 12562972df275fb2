"""Samspill's voting power beside packages of Python, on the same games in one run.

    python benchmarks/compare_voting.py build/bench/benchmarks/samspill_voting [--rounds 5] [--large]

Every contestant starts from weights and a quota and ends with one index of every member. First each answers
once and must agree with Samspill's; then they run in turn, round after round. Printed are median, minimum and
maximum of the seconds of one computation, and the ratio of medians. Samspill's own time is the median of many
repeats within each round, because it is too short to be measured once. With --large Samspill alone computes
games that take the peers too long.
Needs `pip install powerindices powerindex numpy`; what is not installed is named and left out.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import random
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

COUNCIL = [29] * 4 + [27] * 2 + [14, 13] + [12] * 5 + [10] * 3 + [7] * 5 + [4] * 5 + [3]
PACKAGES = ("powerindices", "powerindex")


class Game(NamedTuple):
    """Weights and quota; how often Samspill repeats, and which peers can take the time."""

    name: str
    quota: int
    weights: list[int]
    repeats: int
    peers: tuple[str, ...]

    def title(self) -> str:
        return f"{self.name}: {len(self.weights)} members, quota {self.quota} of {sum(self.weights)}"


class Answer(NamedTuple):
    """Index of every member and how long it took."""

    index: list[float]
    seconds: float
    cpu_seconds: float
    residual: float


def powerindices(game: Game, index: str) -> list[float]:
    """Its Banzhaf index is the absolute one; it changes the list it is given."""
    import numpy as np
    import powerindices as peer

    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if index == "shapley":
            return [float(value) for value in peer.compute_ssi(game.quota, list(game.weights))]
        absolute = [float(value) for value in peer.compute_pbi(game.quota, list(game.weights))]
        return [value / sum(absolute) for value in absolute]


def powerindex(game: Game, index: str) -> list[float]:
    from powerindex import Game as Peer

    peer = Peer(game.quota, game.weights)
    if index == "banzhaf":
        peer.calc_banzhaf()
        return list(peer.banzhaf)
    peer.calc_shapley_shubik()
    return list(peer.shapley_shubik)


PEERS: dict[str, Callable[[Game, str], list[float]]] = {
    "powerindices": powerindices,
    "powerindex": powerindex,
}


class Program:
    """The program samspill_voting."""

    def __init__(self, program: Path) -> None:
        self._process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, game: Game, index: str, mode: str) -> Answer:
        sender, answers = self._process.stdin, self._process.stdout
        if sender is None or answers is None:
            raise RuntimeError("the program has no pipes")
        print(index, mode, game.repeats, game.quota, *game.weights, file=sender, flush=True)
        seconds, cpu_seconds, residual, *values = (float(word) for word in answers.readline().split())
        return Answer(values, seconds, cpu_seconds, residual)

    def end(self) -> None:
        self._process.communicate()


def made_up(members: int, total: int, seed: int) -> list[int]:
    """Seeded weights of a Pareto distribution cut off at 20 times the least, which sum to about `total`."""
    draw = random.Random(seed)
    sizes = [min(draw.paretovariate(1.1), 20.0) for _ in range(members)]
    return [max(1, round(size / sum(sizes) * total)) for size in sizes]


def games() -> list[Game]:
    sixty = made_up(60, 970, 1)
    wide = made_up(60, 9970, 2)
    many = made_up(190, 99_900, 3)
    both = ("powerindices", "powerindex")
    return [
        Game("council of 27", 255, COUNCIL, 501, both),
        Game("60, small votes", sum(sixty) // 2 + 1, sixty, 101, both),
        Game("60, larger votes", sum(wide) // 2 + 1, wide, 21, ("powerindices",)),
        Game("190", sum(many) // 2 + 1, many, 5, ()),
    ]


def large_games() -> list[Game]:
    pareto = made_up(190, 5_000_000, 4)
    draw = random.Random(5)
    level = [round((0.5 + draw.random()) / 190 * 5_000_000) for _ in range(190)]
    thousand = made_up(1000, 100_000, 6)
    return [
        Game("190, few large", sum(pareto) // 2 + 1, pareto, 1, ()),
        Game("190, all alike", sum(level) // 2 + 1, level, 1, ()),
        Game("1,000", sum(thousand) // 2 + 1, thousand, 1, ()),
    ]


def timed(peer: str, game: Game, index: str) -> tuple[list[float], float]:
    start = time.perf_counter()
    values = PEERS[peer](game, index)
    return values, time.perf_counter() - start


def difference(ours: Sequence[float], theirs: Sequence[float]) -> float:
    return max(abs(a - b) for a, b in zip(ours, theirs, strict=True))


def row(name: str, seconds: Sequence[float], base: float, note: str) -> None:
    median = statistics.median(seconds)
    numbers = (median, min(seconds), max(seconds), median / base)
    print("| " + " | ".join([name, *(f"{x:.3g}" for x in numbers), note]) + " |", flush=True)


def compare(program: Program, game: Game, index: str, rounds: int) -> None:
    """Ends the program when a peer disagrees."""
    ours = program.ask(game, index, "automatic")
    peers = [name for name in game.peers if is_there(name)]
    for name in peers:
        if not difference(ours.index, timed(name, game, index)[0]) <= 1e-9:
            sys.exit(f"{name} disagrees on {game.title()}")
    modes = ("automatic", "floating")
    taken: dict[str, list[float]] = {name: [] for name in (*modes, *peers)}
    for _ in range(rounds):
        for mode in modes:
            taken[mode].append(program.ask(game, index, mode).seconds)
        for name in peers:
            taken[name].append(timed(name, game, index)[1])
    print(f"\n### {index}, {game.title()}\n")
    print("| contestant | median s | min s | max s | ratio | |")
    print("|---|---:|---:|---:|---:|---|")
    base = statistics.median(taken["automatic"])
    for name, seconds in taken.items():
        row(f"Samspill, {name}" if name in modes else name, seconds, base, "" if name in modes else "agrees")


def overflow(program: Program) -> None:
    """powerindices from 63 members on, once each."""
    if not is_there("powerindices"):
        return
    print("\n### powerindices beside exact counts, Banzhaf\n")
    print("| members | sum of powerindices | largest difference |")
    print("|---:|---:|---:|")
    for members in (62, 63, 64, 80, 190):
        weights = made_up(members, 3000, members)
        game = Game("", sum(weights) // 2 + 1, weights, 1, ())
        theirs, _ = timed("powerindices", game, "banzhaf")
        exact = program.ask(game, "banzhaf", "exact").index
        print(f"| {members} | {sum(theirs):.6g} | {difference(exact, theirs):.3g} |", flush=True)


def alone(program: Program, rounds: int) -> None:
    print("\n### Samspill alone, floating\n")
    print("| game | Banzhaf s (CPU) | Shapley-Shubik s (CPU) | residual | Banzhaf, off exact counts |")
    print("|---|---:|---:|---:|---:|")
    for game in large_games():
        asked = {
            index: [program.ask(game, index, "floating") for _ in range(rounds)]
            for index in ("banzhaf", "shapley")
        }
        cells = [
            f"{statistics.median(a.seconds for a in answers):.3g} "
            f"({statistics.median(a.cpu_seconds for a in answers):.3g})"
            for answers in asked.values()
        ]
        residual = asked["shapley"][0].residual
        exact = program.ask(game, "banzhaf", "exact").index
        relative = max(abs(a / b - 1) for a, b in zip(asked["banzhaf"][0].index, exact, strict=True) if b)
        print(f"| {game.title()} | {' | '.join(cells)} | {residual:.2g} | {relative:.2g} |", flush=True)


def is_there(package: str) -> bool:
    try:
        importlib.import_module(package)
    except ImportError:
        return False
    return True


def print_conditions(rounds: int) -> None:
    for package in PACKAGES:
        try:
            print(f"{package} {version(package)}")
        except PackageNotFoundError:
            print(f"{package}: NOT INSTALLED, left out")
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    cores = len(os.sched_getaffinity(0))
    print(f"Python {platform.python_version()}, {platform.machine()}, {cores} cores")
    print(f"rounds: {rounds}; load of the machine before: {load}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare voting power.")
    parser.add_argument("program", type=Path, help="samspill_voting")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--large", action="store_true", help="also games that only Samspill computes")
    parsed = parser.parse_args()
    print_conditions(parsed.rounds)
    program = Program(parsed.program.resolve())
    for game in games():
        for index in ("banzhaf", "shapley"):
            compare(program, game, index, parsed.rounds)
    overflow(program)
    if parsed.large:
        alone(program, parsed.rounds)
    program.end()


if __name__ == "__main__":
    main()
