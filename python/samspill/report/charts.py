"""Geometry of the small charts: bars in table cells and shades of a heat map. No HTML, no words."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

#: Width of a bar's drawing area.
BAR_WIDTH = 120.0

_MANTISSAS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_LEVELS = 4


@dataclass(frozen=True)
class Bar:
    """A horizontal bar in drawing units: certain up to ``low``, possible up to ``high``, maybe a mark."""

    low: float
    high: float
    mark: float | None = None


def bar(low: float, high: float, largest: float, mark: float | None = None) -> Bar:
    """A bar scaled so that ``largest`` fills the area; empty when ``largest`` is 0."""

    def scaled(value: float) -> float:
        return round(BAR_WIDTH * min(max(value / largest, 0.0), 1.0), 1) if largest > 0 else 0.0

    return Bar(scaled(low), scaled(high), None if mark is None else scaled(mark))


@dataclass(frozen=True)
class Shades:
    """Steps of a heat map. ``bounds`` are the upper ends of all steps but the last, ascending."""

    bounds: tuple[float, ...]
    largest: float

    def level(self, value: float) -> int:
        """0 for nothing, else 1 (lightest in use) to 4 (darkest)."""
        if value <= 0:
            return 0
        step = sum(value > bound for bound in self.bounds)
        return _LEVELS - len(self.bounds) + step

    def steps(self) -> tuple[tuple[int, float, float | None], ...]:
        """Level, lower end (not included) and upper end (included; ``None`` for the last) of each step."""
        if self.largest <= 0:
            return ()
        ends = (0.0, *self.bounds)
        uppers = (*self.bounds, None)
        first = _LEVELS - len(self.bounds)
        return tuple((first + k, ends[k], uppers[k]) for k in range(len(ends)))


def shades(values: Iterable[float]) -> Shades:
    """Round steps up to the largest value; each spans twice the one before, as most gaps are small."""
    largest = max(values, default=0.0)
    bounds = {_round_number(largest / part) for part in (8, 4, 2)}
    return Shades(tuple(sorted(bound for bound in bounds if bound < largest)), largest)


def _round_number(value: float) -> float:
    """The round whole number nearest in ratio, at least 1."""
    if value <= 1:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    nearest = min(_MANTISSAS, key=lambda mantissa: abs(math.log(value / (mantissa * power))))
    return float(math.ceil(nearest * power))
