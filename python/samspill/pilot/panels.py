"""Municipalities over several periods (methods M3.3, M3.7)."""

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

POOR_FIT = 0.25


@dataclass(frozen=True, slots=True)
class SyntheticControl(Shown):
    """A treated unit beside what it would have been like, put together from others.

    Attributes:
        estimate: Mean gap after treatment, in units of the outcome.
        p: Rank of the ratio among those of donors taken for treated.
        smallest_p: 1 / ``arrangements``.
        p_reason: Why there is no p.
        ratio: RMSPE after over before treatment; infinite after a fit without error.
        pre_rmspe: Root mean squared gap before treatment; there too when the fit is poor.
        relative_pre_rmspe: The same over the standard deviation before treatment.
        post_rmspe: Root mean squared gap after treatment.
        weights: One row a donor with a weight above 0; there too when the fit is poor.
        weights_unique: No other weights fit as well.
        gaps: One row a period.
        placebos: One row a donor taken for treated.
        arrangements: Counted placebos and the treated unit.
        as_extreme: Of them, with a ratio as large.
        donors: With an outcome in every period that counts.
        donors_left_out: Others.
        pre_periods: In which the treated unit was observed.
        post_periods: Likewise.
        periods_left_out: In which it was not.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is no estimate; else empty.
        convention: Who may be a donor of placebos.
        method: Method id.
    """

    estimate: float | None
    p: float | None
    smallest_p: float | None
    p_reason: str
    ratio: float | None
    pre_rmspe: float | None
    relative_pre_rmspe: float | None
    post_rmspe: float | None
    weights: ResultTable
    weights_unique: bool
    gaps: ResultTable
    placebos: ResultTable
    arrangements: int
    as_extreme: int
    donors: int
    donors_left_out: int
    pre_periods: int
    post_periods: int
    periods_left_out: int
    status: str
    reason: str
    convention: str
    method: str


@dataclass(frozen=True, slots=True)
class TwoWayFixedEffects(Shown):
    """An effect beside what units and periods are like anyway.

    Attributes:
        estimate: Of treatment, in units of the outcome.
        errors: One row a variance, as in ``ClusterRobust``.
        units: That count: seen more than once.
        periods: Periods.
        left_out: Units that were seen once.
        rows: That count.
        clusters: Clusters.
        regressors: Treatment, covariates and periods; units are partialled out.
        null_value: What the effect is tested against.
        level: Of the limits.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is no estimate; else empty.
        convention: How unit and period effects are dealt with.
        method: Method id.
    """

    estimate: float | None
    errors: ResultTable
    units: int
    periods: int
    left_out: int
    rows: int
    clusters: int
    regressors: int
    null_value: float
    level: float
    status: str
    reason: str
    convention: str
    method: str


def synthetic_control(  # noqa: PLR0913 - one argument an option
    unit: Sequence[object],
    period: Sequence[object],
    outcome: Sequence[float],
    treated_unit: object,
    first_treated: object,
    *,
    predictor_weights: Sequence[float] = (),
    poor_fit: float = POOR_FIT,
    placebo_fit: float = 0.0,
    placebos_use_treated: bool = False,
    progress: Progress | None = None,
) -> SyntheticControl:
    """What would have become of one municipality without its pilot? One entry for each unit and period.

    Args:
        unit: Labels.
        period: Whole numbers, or texts or days that sort in order of time.
        outcome: Numbers.
        treated_unit: Label of the treated unit.
        first_treated: First period of treatment.
        predictor_weights: How much each period before treatment matters, in ascending order; empty: alike.
        poor_fit: Refuse an effect when the RMSPE before treatment is more than so many standard deviations.
        placebo_fit: Leave placebos out of p whose RMSPE before treatment is more than so many times that of
            the treated unit; 0 counts all.
        placebos_use_treated: Let the treated unit be a donor of placebos.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: A number is missing or out of range; a unit twice in a period; lengths differ.
    """
    given = inputs.known_items("unit", unit)
    place_of = inputs.numbered("unit", [*given, treated_unit])
    periods, first, names = _times(period, first_treated)
    return made(
        SyntheticControl,
        _core.synthetic_control(
            inputs.places(given, place_of),
            periods,
            inputs.numbers("outcome", outcome),
            place_of[treated_unit],
            first,
            options.real_numbers("predictor_weights", predictor_weights),
            options.real_number("poor_fit", poor_fit),
            options.real_number("placebo_fit", placebo_fit),
            options.flag("placebos_use_treated", placebos_use_treated),
            [str(label) for label in place_of],
            names,
            options.progress_function(progress),
        ),
    )


def two_way_fixed_effects(  # noqa: PLR0913 - one argument an option
    unit: Sequence[object],
    period: Sequence[object],
    outcome: Sequence[float],
    treatment: Sequence[float],
    covariates: object = (),
    *,
    weights: Sequence[float] | None = None,
    cluster: Sequence[object] | None = None,
    null_value: float = 0.0,
    level: float = 0.95,
) -> TwoWayFixedEffects:
    """Least squares with effects of units and of periods; cluster-robust errors of the effect of treatment.

    With treatment that starts at different times and effects that grow, this is no mean of the effects: see
    ``staggered_adoption``.

    Args:
        unit: Labels; a unit may have several rows in a period.
        period: Labels.
        outcome: Numbers.
        treatment: Such as 1 where and while a unit is treated, else 0.
        covariates: Columns, as the regressors of ``cluster_robust``.
        weights: Of the rows, above 0.
        cluster: Labels, the same in all rows of a unit; without, each unit is its own.
        null_value: What the effect is tested against.
        level: Of the limits.

    Raises:
        InvalidArgument: A number is missing or out of range; a unit in two clusters; lengths differ.
    """
    numbers = inputs.numbers("outcome", outcome)
    columns, _ = inputs.columns("covariates", covariates, len(numbers))
    return made(
        TwoWayFixedEffects,
        _core.two_way_fixed_effects(
            inputs.labels("unit", unit),
            inputs.ranks("period", period),
            numbers,
            inputs.numbers("treatment", treatment),
            columns,
            inputs.empty() if weights is None else inputs.numbers("weights", weights),
            inputs.labels("cluster", () if cluster is None else cluster),
            options.real_number("null_value", null_value),
            options.real_number("level", level),
        ),
    )


def _times(period: object, first_treated: object) -> tuple[inputs.WholeNumbers, int, list[str]]:
    """Periods and the first period of treatment as numbers; names where they had none."""
    periods = inputs.whole_periods("period", period)
    if periods is not None:
        return periods, options.whole_number("first_treated", first_treated), []
    given = inputs.known_items("period", period)
    place_of = inputs.numbered("period", [*given, first_treated])
    return inputs.places(given, place_of), place_of[first_treated], [str(label) for label in place_of]
