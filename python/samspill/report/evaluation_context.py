"""What every part of the evaluation report needs at hand."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from samspill.report.evaluation_protocols import Effect, Effects, Study
from samspill.report.records import Row, rows_of
from samspill.report.text import NOTHING, FromData, Line, Text, line

SHARE = "share"
#: Arms that are drawn, in this order.
ARMS = ("treated", "never")

#: Decimals of amounts below a bound.
_DECIMALS = ((10.0, 2), (1000.0, 1))


@dataclass(frozen=True)
class Amounts:
    """Numbers in the unit of an indicator. Shares are percent, their differences percentage points."""

    text: Text
    unit: str
    decimals: int

    def value(self, value: float | None) -> str:
        """A value; a dash where there is none."""
        if value is None:
            return NOTHING
        if self.unit == SHARE:
            return self.text("format.percent", number=self.text.number(100 * value, self.decimals))
        return self.text.number(value, self.decimals)

    def effect(self, value: float | None, *, with_unit: bool = True) -> str:
        """A difference with its sign; a dash where there is none."""
        if value is None:
            return NOTHING
        shown = self._signed(value)
        return self._with_unit(shown) if with_unit else shown

    def size(self, value: float) -> str:
        """How large a difference is, without a sign."""
        return self._with_unit(self.text.number(self._scaled(abs(value)), self.decimals))

    def effects(self, low: float | None, high: float | None) -> str:
        """Two differences; a dash where one is not there."""
        if low is None or high is None:
            return NOTHING
        return self.text("value.from_to", low=self._signed(low), high=self._signed(high))

    @property
    def unit_in_words(self) -> str:
        """The unit in the language of the report, as the data write it where the catalogue lacks it."""
        key = f"unit.{self.unit}"
        return self.text(key) if key in self.text else FromData(self.unit)

    def _with_unit(self, number: str) -> str:
        if self.unit == SHARE:
            return self.text("value.points", number=number)
        return self.text("value.unit", number=number, unit=self.unit_in_words)

    def _signed(self, value: float) -> str:
        scaled = self._scaled(value)
        number = self.text.number(scaled, self.decimals)
        return self.text("value.plus", number=number) if round(scaled, self.decimals) > 0 else number

    def _scaled(self, value: float) -> float:
        return 100 * value if self.unit == SHARE else value


@dataclass(frozen=True)
class Asked:
    """One indicator: what was seen of it, and its effect.

    ``number`` is its place in the report, from 1. ``rows`` are those of its arms and waves.
    """

    number: int
    id: str
    rows: tuple[Row, ...]
    effect: Effect
    overview: Row

    @property
    def about(self) -> Row:
        """The row that its constant columns are read from."""
        return self.rows[0] if self.rows else self.overview

    @property
    def question(self) -> str:
        """The question, or the id where there is none."""
        return FromData(self.about.text("question") or self.id)

    @property
    def has_effect(self) -> bool:
        """False where an effect is refused."""
        return self.effect.estimate is not None

    @property
    def target(self) -> str:
        """The id of its part of the page."""
        return f"indicator-{self.number}"

    def arm(self, arm: str) -> list[Row]:
        """Its waves in an arm, in time."""
        return [row for row in self.rows if row.text("arm") == arm]


@dataclass(frozen=True)
class EvaluationContext:
    """What the evaluation is about, and the language it is written in."""

    study: Study
    effects: Effects
    text: Text

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """The indicators, the primary one first and those without an effect last."""
        rows: dict[str, list[Row]] = {}
        for row in rows_of(self.study.indicators(lang=self.text.lang)):
            rows.setdefault(row.text("indicator"), []).append(row)
        overview = {row.text("indicator"): row for row in rows_of(self.effects.table_in(self.text.lang))}
        ordered = sorted(
            self.effects,
            key=lambda effect: (not overview[effect.indicator].flag("primary"), effect.estimate is None),
        )
        return tuple(
            Asked(
                number,
                effect.indicator,
                tuple(rows.get(effect.indicator, ())),
                effect,
                overview[effect.indicator],
            )
            for number, effect in enumerate(ordered, start=1)
        )

    @cached_property
    def primary(self) -> Asked | None:
        """The indicator that was named beforehand."""
        return next((asked for asked in self.asked if asked.overview.flag("primary")), None)

    def amounts(self, asked: Asked) -> Amounts:
        """Numbers of an indicator."""
        unit = asked.about.text("unit")
        if unit == SHARE:
            return Amounts(self.text, unit, 1)
        means = [abs(mean) for row in asked.rows if (mean := row.real("mean")) is not None]
        largest = max(means, default=0.0)
        return Amounts(self.text, unit, next((d for bound, d in _DECIMALS if largest < bound), 0))

    def units(self, arm: str) -> int:
        """Units in an arm, whether seen or not; 0 without any."""
        return max((_units(row) for asked in self.asked for row in asked.arm(arm)), default=0)

    @cached_property
    def treatment(self) -> tuple[Row, ...]:
        """One row a unit, with its name, arm and first wave."""
        return tuple(rows_of(self.study.treatment()))

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {row.text("unit"): row.text("name") for row in self.treatment if row.text("name")}

    def unit(self, unit: str) -> str:
        """A unit by its name, with the id in brackets where it is another."""
        name = self._names.get(unit, unit)
        return FromData(name if name.casefold() == unit.casefold() else f"{name} ({unit})")

    def word(self, family: str, code: str) -> str:
        """A code in words where the catalogue knows it."""
        key = f"{family}.{code}"
        return self.text(key) if key in self.text else FromData(code.replace("_", " "))

    def level(self, level: float) -> str:
        """The level of limits, such as 95 %."""
        return self.text(
            "format.percent", number=self.text.number(100 * level, 0 if _is_whole(100 * level) else 1)
        )


def _units(row: Row) -> int:
    return sum(row.count(column) for column in ("observed", "missing", "suppressed", "structural"))


def _is_whole(value: float) -> bool:
    return math.isclose(value, round(value), abs_tol=1e-9)


def spaced(*lines: Line | None) -> Line:
    """Sentences behind each other; those that have nothing to say are left out."""
    runs: Line = ()
    for part in lines:
        if part:
            runs += (line(" ") if runs else ()) + part
    return runs
