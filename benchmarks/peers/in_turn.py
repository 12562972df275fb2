"""Contestants of one process that answer in turn, once their answers have been found equal."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from peers.comparison import Time

TOLERANCE = 1e-9


class Contestant(NamedTuple):
    """Answers a question. ``part`` is how much of it: the time is divided by that.

    ``begin`` is the place of its first number among those of the first contestant; None: they are not
    looked at, as where only a part of the question was answered.
    """

    name: str
    run: Callable[[], Sequence[float] | npt.NDArray[np.float64]]
    part: float = 1.0
    begin: int | None = 0


def timed(contestant: Contestant) -> Time:
    start, cpu_start = time.perf_counter(), time.process_time()
    contestant.run()
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu_start
    return Time(seconds / contestant.part, cpu / contestant.part)


def compare(title: str, contestants: list[Contestant], rounds: int, tolerance: float = TOLERANCE) -> None:
    """Ends the program when a peer's answer differs in what it answers.

    Args:
        title: What is asked.
        contestants: The first is the one that others are compared with.
        rounds: Of one run each.
        tolerance: Relative and absolute; of answers that rest on random numbers a few standard errors.
    """
    answers = [np.asarray(contestant.run(), dtype=float) for contestant in contestants]
    for contestant, answer in zip(contestants, answers, strict=True):
        if contestant.begin is None:
            continue
        ours = answers[0][contestant.begin :][: len(answer)]
        if not np.allclose(answer, ours, rtol=tolerance, atol=tolerance, equal_nan=True):
            sys.exit(f"{title}: {contestant.name} has another answer")
    times: dict[str, list[Time]] = {contestant.name: [] for contestant in contestants}
    for _ in range(rounds):
        for contestant in contestants:
            times[contestant.name].append(timed(contestant))
    print(f"\n### {title}\n")
    print("| contestant | median s | min s | max s | ratio | median CPU s | CPU ratio |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    base = _medians(times[contestants[0].name])
    for name, taken in times.items():
        seconds = [entry.seconds for entry in taken]
        own = _medians(taken)
        numbers = (
            own.seconds,
            min(seconds),
            max(seconds),
            own.seconds / base.seconds,
            own.cpu_seconds,
            own.cpu_seconds / base.cpu_seconds,
        )
        print("| " + " | ".join([name, *(f"{number:.3g}" for number in numbers)]) + " |", flush=True)


def _medians(taken: list[Time]) -> Time:
    return Time(
        statistics.median(entry.seconds for entry in taken),
        statistics.median(entry.cpu_seconds for entry in taken),
    )
