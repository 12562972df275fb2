"""Observed counts beside expected ones (methods M3.10, M3.11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samspill import _core, options
from samspill.pilot import inputs
from samspill.pilot.shown import Shown, made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samspill.options import Progress
    from samspill.tables import ResultTable


@dataclass(frozen=True, slots=True)
class Funnel(Shown):
    """Ratios with the limits that chance alone would hold them in. Being outside is no verdict.

    Attributes:
        points: One row a unit, in the order given: observed, expected, ratio, score.
        limits: One row a unit and level, units by position from 0: exact limits at its expected count, and
            wider ones where there is overdispersion.
        overdispersion: Mean square of the winsorised scores.
        plain_overdispersion: The same of the scores as they are.
        is_overdispersed: The widened limits are those to use.
        winsorised: Share of the scores drawn in at either end.
        without_score: Units left out of the overdispersion.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is no funnel; else empty.
        convention: The score and the limits.
        method: Method id.
    """

    points: ResultTable
    limits: ResultTable
    overdispersion: float | None
    plain_overdispersion: float | None
    is_overdispersed: bool
    winsorised: float
    without_score: int
    status: str
    reason: str
    convention: str
    method: str


@dataclass(frozen=True, slots=True)
class Shrinkage(Shown):
    """Ratios, drawn towards their mean the more, the less each unit's own count says.

    Attributes:
        ratios: One row a unit, in the order given: ratio, weight, shrunken ratio, limits, limits of the rank.
        mean: All observed over all expected.
        variance: Of the true ratios between units; 0: all are drawn to the mean.
        units: Units.
        level: Of all limits.
        draws: That ranks rest on.
        seed: Of the draws.
        status: ``ok`` or ``not_applicable``.
        reason: Why there are no limits; else empty.
        convention: Prior and estimator.
        method: Method id.
    """

    ratios: ResultTable
    mean: float | None
    variance: float | None
    units: int
    level: float
    draws: int
    seed: int
    status: str
    reason: str
    convention: str
    method: str


@dataclass(frozen=True, slots=True)
class PreconditionModel(Shown):
    """How many events a municipality's preconditions would lead one to expect.

    Attributes:
        coefficients: The constant and one row a precondition, with standard errors.
        expected: One row a unit, in the order given: expected count, and the same from a fit to all others.
        left_out_reason: Why some of the latter are not there.
        units: Units.
        preconditions: Columns.
        most_preconditions: That so many units allow.
        deviance: Of the fit.
        degrees_of_freedom: units - preconditions - 1.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is no model; else empty.
        convention: The model.
        method: Method id.
    """

    coefficients: ResultTable
    expected: ResultTable
    left_out_reason: str
    units: int
    preconditions: int
    most_preconditions: int
    deviance: float | None
    degrees_of_freedom: float | None
    status: str
    reason: str
    convention: str
    method: str


def funnel_limits(
    observed: Sequence[int],
    expected: Sequence[float],
    *,
    score: str = "log_ratio",
    winsorised: float = 0.1,
    levels: Sequence[float] = (0.95, 0.998),
) -> Funnel:
    """Which municipalities lie further from the rest than chance takes them?

    Args:
        observed: Counts, one a unit.
        expected: Expected counts, above 0.
        score: ``log_ratio``, which a count of 0 does not have, or ``square_root``.
        winsorised: Share of the scores at either end that are drawn in, from 0 to below 0.5.
        levels: Of the limits.

    Raises:
        InvalidArgument: A number is missing or out of range, or lengths differ.
    """
    return made(
        Funnel,
        _core.funnel_limits(
            inputs.counts("observed", observed),
            inputs.numbers("expected", expected),
            options.choice("score", score, _core.FunnelScore),
            options.real_number("winsorised", winsorised),
            options.real_numbers("levels", levels),
        ),
    )


def shrunken_ratios(  # noqa: PLR0913 - one argument an option
    observed: Sequence[int],
    expected: Sequence[float],
    *,
    level: float = 0.95,
    draws: int = 10_000,
    seed: int = 1,
    progress: Progress | None = None,
) -> Shrinkage:
    """How much of a municipality's good or bad ratio is more than chance?

    Args:
        observed: As in ``funnel_limits``.
        expected: As in ``funnel_limits``.
        level: Of all limits.
        draws: Of all true ratios together, for ranks.
        seed: Of the draws.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: As ``funnel_limits``.
    """
    return made(
        Shrinkage,
        _core.shrunken_ratios(
            inputs.counts("observed", observed),
            inputs.numbers("expected", expected),
            options.real_number("level", level),
            options.whole_number("draws", draws),
            options.seed("seed", seed),
            options.progress_function(progress),
        ),
    )


def expected_counts(  # noqa: PLR0913 - one argument an option
    observed: Sequence[int],
    size: Sequence[float],
    preconditions: object = (),
    *,
    model: str = "poisson",
    units_each: int = 8,
    leave_one_out: bool = True,
    progress: Progress | None = None,
) -> PreconditionModel:
    """What could be expected of a municipality with these preconditions?

    Args:
        observed: Counts, one a unit.
        size: Exposure, such as children, for ``poisson``; trials for ``logistic``.
        preconditions: The columns, without a constant: a mapping, a data frame, or rows.
        model: ``poisson`` or ``logistic``.
        units_each: At least so many units for each precondition.
        leave_one_out: Fit all others once for each unit.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: A number is missing or out of range, or lengths differ.
    """
    counts = inputs.counts("observed", observed)
    columns, names = inputs.columns("preconditions", preconditions, len(counts))
    return made(
        PreconditionModel,
        _core.expected_counts(
            counts,
            inputs.numbers("size", size),
            columns,
            names,
            options.choice("model", model, _core.CountModel),
            inputs.position("units_each", units_each, ()),
            options.flag("leave_one_out", leave_one_out),
            options.progress_function(progress),
        ),
    )
