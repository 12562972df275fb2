"""Geometry of the charts: bars in table cells, shades of a heat map, the loss cascade, curves over time.

No HTML, no words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Width of a bar's drawing area.
BAR_WIDTH = 120.0
#: Width of the cascade's drawing area.
CASCADE_WIDTH = 360.0
#: Width and height of the area that curves are drawn in.
CURVE_WIDTH = 300.0
CURVE_HEIGHT = 110.0

_MANTISSAS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_LEVELS = 4
_CUT_ABOVE = 0.6  # part that is left everywhere; above it losses are too small to see from 0


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


@dataclass(frozen=True)
class Step:
    """A bar of the cascade in drawing units: left for certain up to ``low``, maybe up to ``high``.

    From there to ``before``, where the bar above ends, people are lost. ``unknown``: nobody recorded what the
    stage asks, and the bar ends where the one above does.
    """

    low: float
    high: float
    before: float
    unknown: bool = False


@dataclass(frozen=True)
class Cascade:
    """Bars below each other. ``start`` is the number of people at their left edge, 0 unless they are cut."""

    start: float
    steps: tuple[Step, ...]


def cascade(people: float, left: Sequence[tuple[float, float] | None]) -> Cascade:
    """Bars for the people who are left after each stage, least and most; ``None`` for an unknown stage."""
    known = [ends for ends in left if ends is not None]
    start = _start(people, min((low for low, _ in known), default=people))

    def scaled(value: float) -> float:
        return round(CASCADE_WIDTH * (value - start) / (people - start), 1) if people > start else 0.0

    steps: list[Step] = []
    before = scaled(people)
    for ends in left:
        if ends is None:
            steps.append(Step(before, before, before, unknown=True))
            continue
        low, high = (scaled(end) for end in ends)
        steps.append(Step(low, high, max(before, high)))
        before = high
    return Cascade(start, tuple(steps))


def _start(people: float, lowest: float) -> float:
    """0, or a round number below all bars where the losses would be too small to see."""
    lost = people - lowest
    if lost <= 0 or lowest <= _CUT_ABOVE * people:
        return 0.0
    grain = 10.0 ** max(math.floor(math.log10(lost)), 0)
    return math.floor((lowest - lost / 2) / grain) * grain


@dataclass(frozen=True)
class Curve:
    """One series of shares: a marker for each known point, and lines between points that follow each other.

    ``number`` tells curves apart by marker and dashes, so that colour is not needed.
    """

    number: int
    points: tuple[tuple[float, float], ...]
    lines: tuple[str, ...]


_APART = 5.0  # curves that lie on each other are drawn side by side
_MOST_TICKS = 12


def curves(series: Sequence[Sequence[float | None]]) -> tuple[Curve, ...]:
    """Curves of fractions of 1 over the same positions; ``None`` leaves a gap."""
    middle = (len(series) - 1) / 2
    return tuple(_curve(number, values, _APART * (number - middle)) for number, values in enumerate(series))


def _curve(number: int, values: Sequence[float | None], aside: float) -> Curve:
    places = [
        None if value is None else (round(_across(k, len(values)) + aside, 1), _up(value))
        for k, value in enumerate(values)
    ]
    lines: list[str] = []
    piece: list[str] = []
    for place in (*places, None):
        if place is not None:
            piece.append(f"{place[0]},{place[1]}")
            continue
        if len(piece) > 1:
            lines.append(" ".join(piece))
        piece = []
    return Curve(number, tuple(place for place in places if place is not None), tuple(lines))


@dataclass(frozen=True)
class Whisker:
    """How far a point of a curve could lie: where it stands, its upper and lower end."""

    number: int
    x: float
    top: float
    bottom: float


def whiskers(series: Sequence[Sequence[tuple[float, float] | None]]) -> tuple[Whisker, ...]:
    """For the curves of ``curves``: the least and most each point could be, where they differ."""
    middle = (len(series) - 1) / 2
    return tuple(
        Whisker(
            number, round(_across(k, len(ends)) + _APART * (number - middle), 1), _up(pair[1]), _up(pair[0])
        )
        for number, ends in enumerate(series)
        for k, pair in enumerate(ends)
        if pair is not None and pair[0] < pair[1]
    )


def axis(values: Iterable[float], least: float | None, greatest: float | None) -> tuple[float, float]:
    """Round ends of an axis around values, within what a value may be; no values give 0 and 1."""
    known = sorted(values)
    if not known:
        return 0.0, 1.0
    spread = max(known[-1] - known[0], abs(known[-1]) * 0.05, 1e-9)
    grain = 10.0 ** math.floor(math.log10(spread))
    low = math.floor((known[0] - spread / 10) / grain) * grain
    high = math.ceil((known[-1] + spread / 10) / grain) * grain
    low, high = (
        max(low, -math.inf if least is None else least),
        min(high, math.inf if greatest is None else greatest),
    )
    return (low, high) if low < high else (low - grain, low + grain)


def ticks(positions: int) -> tuple[tuple[int, float], ...]:
    """Positions, from 1, that get a label, and where they lie; all of them, or every second, third ..."""
    step = math.ceil(positions / _MOST_TICKS)
    return tuple((k + 1, round(_across(k, positions), 1)) for k in range(0, positions, step))


@dataclass(frozen=True)
class Stay:
    """Who is still there from a time on. ``leaving``: somebody left then."""

    time: float
    share: float
    leaving: bool


_BELOW = 3.0  # steps on the same height are drawn below each other


def steps(series: Sequence[Sequence[Stay]], until: float) -> tuple[Curve, ...]:
    """Curves that start at 1 and fall in steps: a marker where somebody left, and one where each ends.

    ``until``: the time at the right edge, above 0. Each series is by time.
    """
    middle = (len(series) - 1) / 2
    return tuple(
        _steps(number, stays, until, _BELOW * (number - middle)) for number, stays in enumerate(series)
    )


def _steps(number: int, stays: Sequence[Stay], until: float, below: float) -> Curve:
    height = round(_up(1.0) + below, 1)
    corners: list[tuple[float, float]] = [(0.0, height)]
    markers: list[tuple[float, float]] = []
    for position, stay in enumerate(stays):
        across = round(CURVE_WIDTH * stay.time / until, 1)
        corners.append((across, height))
        height = round(_up(stay.share) + below, 1)
        if stay.leaving:
            corners.append((across, height))
        if stay.leaving or position == len(stays) - 1:
            markers.append((across, height))
    line = " ".join(f"{x},{y}" for x, y in corners)
    return Curve(number, tuple(markers), (line,))


def times(until: int) -> tuple[tuple[int, float], ...]:
    """Times from 0 to ``until``, above 0, that get a label, and where they lie: all, or every second ..."""
    step = math.ceil((until + 1) / _MOST_TICKS)
    return tuple((time, round(CURVE_WIDTH * time / until, 1)) for time in range(0, until + 1, step))


def _across(position: int, positions: int) -> float:
    return CURVE_WIDTH * (position + 0.5) / positions


def _up(share: float) -> float:
    return round(CURVE_HEIGHT * (1.0 - share), 1)
