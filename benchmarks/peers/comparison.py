"""One question, answered by Samspill and by its peers on the same data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

Data = TypeVar("Data")
Answer = TypeVar("Answer")


class Time(NamedTuple):
    """What a run took: by the clock, and on all cores together, which a busy machine disturbs less."""

    seconds: float
    cpu_seconds: float


@dataclass(frozen=True)
class SelfTimed(Generic[Answer]):
    """An answer that comes with its own time, because only part of what was done is measured.

    ``peak_mebibytes`` is told by a contestant that runs in another process. ``making`` is what it took to
    bring the data into the form that ``time`` begins with.
    """

    answer: Answer
    time: Time
    peak_mebibytes: float | None = None
    making: Time | None = None


@dataclass(frozen=True)
class Contestant(Generic[Data, Answer]):
    """One way to the answer.

    ``largest`` is the largest size it is asked for: above it a run takes minutes. ``is_there`` says whether
    what it needs is installed.
    """

    name: str
    run: Callable[[Data], Answer | SelfTimed[Answer]]
    largest: int = 10**9
    is_there: Callable[[], bool] = lambda: True


@dataclass(frozen=True)
class Comparison(Generic[Data, Answer]):
    """Contestants for one question; the first one is what the others are compared with.

    ``prepare`` writes the data of a size to a folder, ``load`` reads them back: neither is timed, and a
    process of its own can load what another one prepared. ``differs`` says how two answers differ, or ""
    when they are equal.
    """

    name: str
    question: str
    sizes: tuple[int, ...]
    prepare: Callable[[int, Path], None]
    load: Callable[[Path], Data]
    differs: Callable[[Answer, Answer], str]
    contestants: tuple[Contestant[Data, Answer], ...]

    def contestants_at(self, size: int) -> tuple[Contestant[Data, Answer], ...]:
        """Those that are there and asked for this size."""
        return tuple(
            contestant
            for contestant in self.contestants
            if size <= contestant.largest and contestant.is_there()
        )

    def left_out_at(self, size: int) -> tuple[str, ...]:
        """Names of the others."""
        asked = self.contestants_at(size)
        return tuple(contestant.name for contestant in self.contestants if contestant not in asked)


def unequal(ours: object, theirs: object) -> str:
    """For answers that must be the same."""
    return "" if ours == theirs else f"{ours} and {theirs}"
