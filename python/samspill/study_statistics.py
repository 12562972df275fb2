"""Questions about a study beside its effects: fair comparison, differences between sites, burden."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from samspill import _core, options
from samspill.errors import InvalidArgument, NotFound
from samspill.pilot import (
    Funnel,
    NonInferiority,
    PreconditionModel,
    RandomEffects,
    Shrinkage,
    burden_non_inferiority,
    expected_counts,
    funnel_limits,
    random_effects,
    shrunken_ratios,
)
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from samspill.effects import Design, Effect

_Change = tuple[float, float]  # a change and its variance
_WHOLE = 1e-6  # how far a share times its denominator may be from a whole number of people, relatively


@dataclass(frozen=True, slots=True)
class Comparison:
    """Units compared with what their preconditions lead one to expect. No league table: ranks have limits.

    Attributes:
        units: One row a unit: observed and expected counts, ratio, shrunken ratio and limits of its rank.
        model: The expected counts (methods M3.10).
        shrinkage: Ratios drawn towards their mean (M3.10).
        funnel: Limits that chance alone would hold ratios in (M3.11).
        left_out: Units without an observed count, or with an unknown precondition.
        rounded: Units whose share is printed with so few digits that several counts make it; the nearest is
            taken.
    """

    units: ResultTable
    model: PreconditionModel
    shrinkage: Shrinkage | None
    funnel: Funnel | None
    left_out: int
    rounded: int


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    """Does the pilot work the same everywhere?

    Attributes:
        sites: One row a treated unit: its change less the mean change of the controls of its stratum, and
            its standard error.
        summary: Mean with its limits and, beside it, the prediction interval of one more site (M3.18).
        left_out: Treated units that lack a value, a standard error or controls in their stratum.
        reason: Why there are no sites; empty when there are.
    """

    sites: ResultTable
    summary: RandomEffects
    left_out: int
    reason: str


class StudyStatistics(ABC):
    """What a study can be asked beside effects."""

    _core: _core.PilotStudy

    @abstractmethod
    def observations(self) -> ResultTable:
        """One row an indicator, unit and wave."""

    @abstractmethod
    def treatment(self) -> ResultTable:
        """One row a unit."""

    @abstractmethod
    def _brief_effect(
        self, indicator: str, design: Design, baseline: str | None, follow_up: str | None, level: float
    ) -> Effect:
        """The effect on one indicator with hardly any draws, for its numbers that are not drawn."""

    def compare(
        self,
        indicator: str,
        *,
        wave: str | None = None,
        adjust_for: Sequence[str] = (),
        model: Literal["poisson", "logistic"] = "poisson",
        seed: int = 1,
    ) -> Comparison:
        """Units at one wave against what their preconditions lead one to expect (methods M3.10, M3.11).

        Args:
            indicator: A share of people, whose counts are the share times the denominator ``n``, as exactly
                as its digits tell; or an amount of which ``n`` says among how many.
            wave: Without, the last.
            adjust_for: Preconditions; without, all units are expected to have the same ratio.
            model: ``poisson``, or ``logistic`` for shares.
            seed: Of the draws that ranks rest on.

        Raises:
            NotFound: There is no such indicator, wave or precondition.
            InvalidArgument: A share, as it is rounded, is that of no whole number of people; the message
                names the unit and both numbers.
        """
        asked = self._core.waves[-1] if wave is None else options.text("wave", wave)
        rows = self._rows(indicator, asked)
        is_share = self._core.unit_of(indicator) == "share"
        columns = self._preconditions(adjust_for)
        units, counts, sizes, rounded = [], [], [], 0
        adjusted: dict[str, list[float]] = {name: [] for name in columns}
        for unit, row in rows.items():
            known = {name: values[unit] for name, values in columns.items()}
            if row["status"] != "observed" or not row["n"] or None in known.values():
                continue
            units.append(unit)
            count, is_sure = _people(unit, row["value"], row["n"] if is_share else None)
            counts.append(count)
            rounded += 0 if is_sure else 1
            sizes.append(float(row["n"]))
            for name, value in known.items():
                adjusted[name].append(float(value or 0.0))
        fitted = expected_counts(counts, sizes, adjusted if adjusted else (), model=model)
        expected = fitted.expected.column("expected") if fitted.status == "ok" else []
        usable = len(expected) == len(units) > 0
        shrunken = shrunken_ratios(counts, expected, seed=seed) if usable else None
        funnel = funnel_limits(counts, expected) if usable else None
        return Comparison(
            _unit_table(units, counts, expected, shrunken),
            fitted,
            shrunken,
            funnel,
            len(rows) - len(units),
            rounded,
        )

    def heterogeneity(
        self,
        indicator: str,
        *,
        baseline: str | None = None,
        follow_up: str | None = None,
        between: Literal["dersimonian_laird", "reml"] = "dersimonian_laird",
        level: float = 0.95,
    ) -> Heterogeneity:
        """The effect at each treated unit and how much it differs between them (methods M3.18).

        Every treated unit's change is held against the mean change of the controls of its own stratum; its
        variance is that of the numbers, so all of them need a standard error ``se``. Effects share controls
        and so are not quite independent of each other; nor are units of one cluster, which count as if they
        were: with clusters, limits are too narrow when their units go the same way. A treated unit without
        controls in its stratum is left out, and so is one whose effect has a variance of 0: nobody knows a
        site for certain.

        Raises:
            NotFound: There is no such indicator or wave.
            InvalidArgument: An option is out of range, or no unit is treated between the waves.
        """
        effect = self._brief_effect(indicator, "two_waves", baseline, follow_up, level)
        if effect.baseline is None or effect.follow_up is None:
            raise InvalidArgument(effect.reason)
        before = self._rows(indicator, effect.baseline)
        after = self._rows(indicator, effect.follow_up)
        waves = list(self._core.waves)
        window = (waves.index(effect.baseline), waves.index(effect.follow_up))
        changes = {unit: _change(before[unit], after[unit]) for unit in before}
        strata = dict(zip(self.treatment().column("unit"), self.treatment().column("stratum"), strict=True))
        controls: dict[Any, list[_Change]] = {}
        for unit, change in changes.items():
            if change is not None and before[unit]["arm"] == "never":
                controls.setdefault(strata[unit], []).append(change)
        common = {stratum: _mean(own) for stratum, own in controls.items()}
        first = dict(zip(self._core.units, self._core.first_waves, strict=True))
        treated = [unit for unit, wave in first.items() if wave is not None and window[0] < wave <= window[1]]
        held = [
            (unit, change[0] - common[strata[unit]][0], change[1] + common[strata[unit]][1])
            for unit in treated
            if (change := changes[unit]) is not None and strata[unit] in common
        ]
        sites = [site for site in held if site[2] > 0.0]
        effects = [effect for _, effect, _ in sites]
        variances = [variance for _, _, variance in sites]
        columns: list[tuple[str, _core.ColumnType, str, list[Any]]] = [
            ("unit", _core.ColumnType.text, "", [unit for unit, _, _ in sites]),
            ("effect", _core.ColumnType.float64, self._core.unit_of(indicator), effects),
            ("se", _core.ColumnType.float64, self._core.unit_of(indicator), [v**0.5 for v in variances]),
        ]
        return Heterogeneity(
            ResultTable(_core.Table.from_columns("sites", columns)[0]),
            random_effects(effects, variances, between=between, level=level),
            len(treated) - len(effects),
            _why_none(controls, any(changes[unit] for unit in treated), held) if not sites else "",
        )

    def burden(
        self,
        indicator: str,
        *,
        margin: float,
        baseline: str | None = None,
        follow_up: str | None = None,
        level: float = 0.95,
    ) -> NonInferiority:
        """Is a burden, such as minutes, shown to have risen by less than ``margin`` (methods M3.13)?

        The rise is the effect of the pilot with CR2 errors and Satterthwaite's degrees of freedom. That it
        is "not significant" says nothing of the kind. Where a cluster alone determines a coefficient, such as
        the only treated one, there is no such error, and no verdict.

        Raises:
            NotFound: There is no such indicator or wave.
            InvalidArgument: An option is out of range.
        """
        effect = self._brief_effect(indicator, "automatic", baseline, follow_up, level)
        rows = [
            row for row in effect.estimates.rows() if row["method"] in {"cr2_satterthwaite", "cv3_jackknife"}
        ]
        nothing: dict[str, Any] = {"estimate": None, "se": None, "degrees_of_freedom": None, "reason": ""}
        row = rows[0] if rows else nothing
        found = burden_non_inferiority(
            margin=margin,
            estimate=row["estimate"],
            se=row["se"],
            degrees_of_freedom=row["degrees_of_freedom"] or 1.0,
            level=level,
        )
        return replace(found, reason=row["reason"]) if found.estimate is not None and row["reason"] else found

    def _rows(self, indicator: str, wave: str) -> dict[str, dict[str, Any]]:
        """The rows of ``observations`` by unit."""
        if options.text("indicator", indicator) not in self._core.indicators:
            raise NotFound("there is no such indicator")
        if wave not in self._core.waves:
            raise NotFound("there is no such wave")
        return {
            row["unit"]: row
            for row in self.observations().rows()
            if row["indicator"] == indicator and row["wave"] == wave
        }

    def _preconditions(self, names: Sequence[str]) -> Mapping[str, Mapping[str, float | None]]:
        asked = options.texts("adjust_for", names)
        if not set(asked) <= set(self._core.preconditions):
            raise NotFound("there is no such precondition")
        return {
            name: dict(zip(self._core.units, self._core.precondition(name), strict=True)) for name in asked
        }


def _people(unit: str, value: float, denominator: float | None) -> tuple[int, bool]:
    """How many people a number stands for, and whether no other number of them is printed like that.

    Args:
        unit: Whose number it is, for the message.
        value: People; or, with a denominator, the share of them.
        denominator: Among how many.
    """
    size = 1.0 if denominator is None else denominator
    count = value * size
    digits = max(0, -int(Decimal(repr(value)).as_tuple().exponent))
    half_digit = 0.0 if denominator is None else 0.5 * 10.0**-digits * size
    nearest = round(count)
    if abs(count - nearest) > max(half_digit, _WHOLE * max(1.0, abs(count))):
        message = (
            f"unit {unit}: {value} is no whole number of people"
            if denominator is None
            else f"unit {unit}: the share {value} of {denominator:g} is that of no whole number of people"
        )
        raise InvalidArgument(message)
    return nearest, 1.0 - abs(count - nearest) > half_digit


def _change(before: Mapping[str, Any], after: Mapping[str, Any]) -> _Change | None:
    """Change and its variance; nothing unless both values and both standard errors are known."""
    numbers = (before["value"], after["value"], before["se"], after["se"])
    if before["status"] != "observed" or after["status"] != "observed" or None in numbers:
        return None
    return after["value"] - before["value"], before["se"] ** 2 + after["se"] ** 2


def _mean(changes: Sequence[_Change]) -> _Change:
    count = len(changes)
    return sum(value for value, _ in changes) / count, sum(square for _, square in changes) / count**2


def _why_none(controls: Mapping[Any, Any], treated_known: bool, held: Sequence[Any]) -> str:  # noqa: FBT001
    """Why no treated unit has an effect with a standard error."""
    if held:
        return "no unit with a standard error"
    if not controls:
        return "no controls with standard errors"
    return (
        "no controls in the strata of the treated"
        if treated_known
        else "no treated unit with standard errors"
    )


def _unit_table(
    units: Sequence[str], counts: Sequence[int], expected: Sequence[float], shrunken: Shrinkage | None
) -> ResultTable:
    none: list[Any] = [None] * len(units)
    float64 = _core.ColumnType.float64
    columns: list[tuple[str, _core.ColumnType, str, list[Any]]] = [
        ("unit", _core.ColumnType.text, "", list(units)),
        ("observed", _core.ColumnType.int64, "counted", list(counts)),
        ("expected", float64, "counted", list(expected) or none),
    ]
    ratios = "observed over expected"
    if shrunken is not None:
        columns += [
            (name, float64, ratios, [_number(cell) for cell in shrunken.ratios.column(name)])
            for name in shrunken.ratios.columns
            if name not in {"observed", "expected"}
        ]
    return ResultTable(_core.Table.from_columns("comparison", columns)[0])


def _number(cell: Any) -> float | None:  # noqa: ANN401 - any cell
    return None if cell is None else float(cell)
