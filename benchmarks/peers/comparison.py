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
    """An answer of a program that took its own time, because starting it is not what is measured."""

    answer: Answer
    time: Time
    peak_mebibytes: float


@dataclass(frozen=True)
class Contestant(Generic[Data, Answer]):
    """One way to the answer.

    ``largest`` is the largest size it is asked for: above it a run takes minutes.
    """

    name: str
    run: Callable[[Data], Answer | SelfTimed[Answer]]
    largest: int = 10**9


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
        """Those that are asked for this size."""
        return tuple(contestant for contestant in self.contestants if size <= contestant.largest)


def unequal(ours: object, theirs: object) -> str:
    """For answers that must be the same."""
    return "" if ours == theirs else f"{ours} and {theirs}"
