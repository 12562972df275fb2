"""Targets, burdens and missing answers (methods M3.2, M3.13, M3.15)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samspill import _core, options
from samspill.errors import InvalidArgument
from samspill.pilot import inputs
from samspill.pilot.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class TargetAttainment(Shown):
    """How far from its baseline towards its target an indicator has come.

    Attributes:
        attainment: Share of the way: 0 is the baseline, 1 the target, whichever is larger.
        shown: The same held between 0 and 1, for display only.
        milestone: Share of the way that a straight path had expected by now.
        ahead: Attainment less milestone.
        low: Lower limit of the attainment.
        high: Upper limit.
        limits_reason: Why limits are not there.
        level: Of the limits.
        status: ``ok``, ``unknown`` or ``not_applicable``.
        reason: Why there is no attainment; else empty.
        convention: How the limits were made.
        method: Method id.
    """

    attainment: float | None
    shown: float | None
    milestone: float | None
    ahead: float | None
    low: float | None
    high: float | None
    limits_reason: str
    level: float
    status: str
    reason: str
    convention: str
    method: str


@dataclass(frozen=True, slots=True)
class NonInferiority(Shown):
    """Whether a rise of burden stays below what was agreed to be bearable.

    Attributes:
        estimate: Mean rise.
        se: Its standard error.
        degrees_of_freedom: Of Student's t.
        t: (estimate - margin) / se.
        p: Of a rise of the margin or more, one-sided.
        upper: Upper limit of the rise.
        is_non_inferior: The upper limit is below the margin; None without one.
        margin: Smallest rise that is too much.
        level: Of the upper limit.
        status: ``ok``, ``unknown`` or ``not_applicable``.
        reason: Why there is no verdict; else empty.
        caveat: What must stand beside the verdict.
        method: Method id.
    """

    estimate: float | None
    se: float | None
    degrees_of_freedom: float | None
    t: float | None
    p: float | None
    upper: float | None
    is_non_inferior: bool | None
    margin: float
    level: float
    status: str
    reason: str
    caveat: str
    method: str


@dataclass(frozen=True, slots=True)
class MissingBounds(Shown):
    """A mean with what the units that are missing could make of it.

    Attributes:
        complete_case: Mean of the observed ones alone.
        low: Mean if all others had the lowest value they may have.
        high: Likewise the highest.
        bounds_reason: Why bounds are not there.
        reweighted: Observed ones stand for the others of their stratum.
        reweighted_reason: Why it is not there.
        observed: Units.
        missing: Units.
        suppressed: Units.
        structural: Units that could have no value; in no denominator.
        denominator: observed + missing + suppressed.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is no mean; else empty.
        convention: Who is in the denominators.
        method: Method id.
    """

    complete_case: float | None
    low: float | None
    high: float | None
    bounds_reason: str
    reweighted: float | None
    reweighted_reason: str
    observed: int
    missing: int
    suppressed: int
    structural: int
    denominator: int
    status: str
    reason: str
    convention: str
    method: str


def target_attainment(  # noqa: PLR0913 - one argument an option
    baseline: float | None,
    target: float | None,
    value: float | None,
    *,
    value_error: float | None = None,
    baseline_error: float | None = None,
    covariance: float = 0.0,
    start: float | None = None,
    end: float | None = None,
    now: float | None = None,
    level: float = 0.95,
    degrees_of_freedom: float = math.inf,
) -> TargetAttainment:
    """(value - baseline) / (target - baseline) with limits by Fieller.

    Args:
        baseline: Before the pilot; None for what was not observed.
        target: What was aimed at.
        value: At this wave.
        value_error: Standard error of the value; 0 for what was counted in full.
        baseline_error: Likewise of the baseline.
        covariance: Of value and baseline, as when the same people answered twice.
        start: Time of the baseline, in any unit, such as months.
        end: Time by which the target is to be reached.
        now: Time of this wave.
        level: Of the limits.
        degrees_of_freedom: Of the standard errors; infinite takes the normal distribution.

    Raises:
        InvalidArgument: A number is out of range.
    """
    stated = {
        "baseline": baseline,
        "target": target,
        "value": value,
        "value_error": value_error,
        "baseline_error": baseline_error,
        "start": start,
        "end": end,
        "now": now,
    }
    path = [inputs.optional_number(name, number) for name, number in stated.items()]
    return TargetAttainment(
        **_core.target_attainment(
            path,
            options.real_number("covariance", covariance),
            options.real_number("level", level),
            inputs.number_or_infinite("degrees_of_freedom", degrees_of_freedom),
        )
    )


def burden_non_inferiority(  # noqa: PLR0913 - one argument an option
    changes: Sequence[float] | None = None,
    *,
    margin: float,
    estimate: float | None = None,
    se: float | None = None,
    degrees_of_freedom: float | None = None,
    level: float = 0.95,
) -> NonInferiority:
    """Has the burden on volunteers risen by less than the margin? A small p says so.

    Args:
        changes: One rise a volunteer, such as minutes a week, all independent; or leave it out and give:
        margin: Smallest rise that is too much, agreed on before the data are seen.
        estimate: An estimated rise; None for what is not known.
        se: Its standard error.
        degrees_of_freedom: Of the standard error: n - 1, or those of ``cluster_robust``; may be infinite.
        level: Of the one-sided upper limit.

    Raises:
        InvalidArgument: Both changes and an estimate, or degrees that are not above 0; a number out of range.
    """
    limit = options.real_number("margin", margin)
    confidence = options.real_number("level", level)
    if changes is not None:
        if (estimate, se, degrees_of_freedom) != (None, None, None):
            message = "give either changes or an estimate with se and degrees_of_freedom"
            raise InvalidArgument(message)
        fields = _core.burden_non_inferiority_of_changes(
            inputs.numbers("changes", changes), limit, confidence
        )
        return NonInferiority(**fields)
    if degrees_of_freedom is None:
        message = "degrees_of_freedom must be given for an estimate"
        raise InvalidArgument(message)
    return NonInferiority(
        **_core.burden_non_inferiority(
            inputs.optional_number("estimate", estimate),
            inputs.optional_number("se", se),
            inputs.number_or_infinite("degrees_of_freedom", degrees_of_freedom),
            limit,
            confidence,
        )
    )


def missing_bounds(  # noqa: PLR0913 - one argument an option
    values: Sequence[float | None],
    *,
    status: Sequence[str] | None = None,
    low: Sequence[float | None] | None = None,
    high: Sequence[float | None] | None = None,
    stratum: Sequence[object] | None = None,
    least: float = 0.0,
    greatest: float = 1.0,
) -> MissingBounds:
    """Complete-case mean, worst-case bounds, and a mean re-weighted by strata of response.

    Args:
        values: One number a unit at one wave; None, NaN or NA for what is not observed. For the share of
            units that meet the target, 1 and 0.
        status: ``observed``, ``missing``, ``structural`` (there is nothing to know) or ``suppressed``;
            without, units with a value are observed and the others missing.
        low: Of suppressed units: the lowest value that it may have; without, ``least``.
        high: Likewise the highest; without, ``greatest``.
        stratum: Labels of units that answer alike; without, all do.
        least: Lowest value that the indicator may have; may be infinite.
        greatest: Highest value; may be infinite.

    Raises:
        InvalidArgument: An observed unit without a value; a number out of range; lengths differ.
    """
    numbers = inputs.numbers("values", values, may_miss=True)
    count = len(numbers)
    floor = inputs.number_or_infinite("least", least)
    ceiling = inputs.number_or_infinite("greatest", greatest)
    lows = _limits("low", low, floor, count)
    highs = _limits("high", high, ceiling, count)
    strata = [0] * count if stratum is None else list(inputs.ranks("stratum", stratum))
    states = _states(status, numbers)
    if not len(lows) == len(highs) == len(strata) == len(states) == count:
        message = "status, low, high and stratum must have one entry for each of values"
        raise InvalidArgument(message)
    return MissingBounds(
        **_core.missing_bounds(list(zip(states, numbers, lows, highs, strata, strict=True)), floor, ceiling)
    )


def _states(status: object, values: inputs.Numbers) -> list[_core.ObservationStatus]:
    kinds = _core.ObservationStatus
    if status is None:
        return [kinds.missing if math.isnan(value) else kinds.observed for value in values]
    return options.choices("status", inputs.items("status", status), kinds)


def _limits(name: str, limits: object, otherwise: float, count: int) -> list[float]:
    if limits is None:
        return [otherwise] * count
    stated = inputs.numbers(name, limits, may_miss=True)
    return [otherwise if math.isnan(limit) else limit for limit in stated]
