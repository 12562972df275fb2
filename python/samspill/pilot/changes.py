"""Changes of treated units beside those of others (methods M3.3, M3.8)."""

from __future__ import annotations

from array import array
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
class DifferenceTest(Shown):
    """A t test of the difference.

    Attributes:
        se: Standard error, in units of the outcome.
        degrees_of_freedom: Of Student's t.
        t: The estimate in standard errors.
        p: Two-sided.
        low: Lower limit.
        high: Upper limit.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is no test; else empty.
        convention: How the standard error is made.
    """

    se: float | None
    degrees_of_freedom: float | None
    t: float | None
    p: float | None
    low: float | None
    high: float | None
    status: str
    reason: str
    convention: str


@dataclass(frozen=True, slots=True)
class DifferenceInDifferences(Shown):
    """The mean change of the treated less that of the others.

    Attributes:
        estimate: In units of the outcome.
        treated_before: Mean of the treated units with both waves; the next three likewise.
        treated_after: Mean.
        controls_before: Mean.
        controls_after: Mean.
        treated: Units with both waves.
        controls: Units with both waves.
        left_out: Units that lack a wave.
        level: Of the limits.
        pooled: Changes vary alike in both arms (Student).
        welch: Each arm's changes vary in their own way.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is no estimate; else empty.
        method: Method id.
    """

    estimate: float | None
    treated_before: float | None
    treated_after: float | None
    controls_before: float | None
    controls_after: float | None
    treated: int
    controls: int
    left_out: int
    level: float
    pooled: DifferenceTest
    welch: DifferenceTest
    status: str
    reason: str
    method: str


@dataclass(frozen=True, slots=True)
class StaggeredAdoption(Shown):
    """Effects of a treatment that starts at different times.

    Attributes:
        cells: One row a group and period: the effect on those first treated then, with error and limits.
        aggregates: ``simple``, ``dynamic``, ``group`` and ``calendar``, each with its overall mean.
        units: That take part.
        clusters: That errors are summed by.
        never_treated: Units of these.
        treated_at_first: Units left out: without a period before treatment.
        rows_missing: Periods without an outcome, over all units.
        level: Of limits and bands.
        replicates: Of the bands; 0 without.
        seed: Of what is drawn.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is nothing; else empty.
        method: Method id.
    """

    cells: ResultTable
    aggregates: ResultTable
    units: int
    clusters: int
    never_treated: int
    treated_at_first: int
    rows_missing: int
    level: float
    replicates: int
    seed: int
    status: str
    reason: str
    method: str


def difference_in_differences(
    before: Sequence[float | None],
    after: Sequence[float | None],
    treated: Sequence[bool],
    *,
    level: float = 0.95,
) -> DifferenceInDifferences:
    """Did the treated change more than the others? Each unit, such as a municipality, is one change.

    Args:
        before: One number a unit; None, NaN or NA for what is not known, which leaves the unit out.
        after: Likewise.
        treated: Whether the unit was treated.
        level: Of the limits.

    Raises:
        InvalidArgument: A number is not finite, or lengths differ.
    """
    fields = _core.difference_in_differences(
        inputs.numbers("before", before, may_miss=True),
        inputs.numbers("after", after, may_miss=True),
        inputs.flags("treated", treated),
        options.real_number("level", level),
    )
    for test in ("pooled", "welch"):
        fields[test] = DifferenceTest(**fields[test])
    return DifferenceInDifferences(**fields)


def staggered_adoption(  # noqa: PLR0913 - one argument an option
    unit: Sequence[object],
    period: Sequence[object],
    outcome: Sequence[float],
    first_treated: Sequence[object | None],
    cluster: Sequence[object] | None = None,
    *,
    comparison: str = "never",
    anticipation: int = 0,
    replicates: int = 0,
    seed: int = 1,
    level: float = 0.95,
    progress: Progress | None = None,
) -> StaggeredAdoption:
    """Group-time effects and their aggregates without covariates (Callaway & Sant'Anna 2021).

    One entry for each unit and period that was observed.

    Args:
        unit: Labels.
        period: Whole numbers, such as years, whose distances count; or texts or days that sort in order of
            time and count as one apart.
        outcome: Numbers.
        first_treated: First period of treatment, the same in all rows of a unit; None, NaN, NA or infinite
            for never.
        cluster: Labels, the same in all rows of a unit; without, each unit is its own cluster.
        comparison: With ``never`` treated units, or also with those ``not_yet`` treated.
        anticipation: Periods before treatment in which it may already have an effect.
        replicates: Draws for bands that hold for all numbers of a kind together; 0: no bands.
        seed: Of what is drawn: the same numbers on any number of threads.
        level: Of limits and bands.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: A number is missing or out of range; a unit twice in a period or with two first
            periods of treatment; lengths differ.
    """
    periods, first, names = _times(period, first_treated)
    return made(
        StaggeredAdoption,
        _core.staggered_adoption(
            inputs.labels("unit", unit),
            periods,
            inputs.numbers("outcome", outcome),
            first,
            inputs.labels("cluster", () if cluster is None else cluster),
            names,
            options.choice("comparison", comparison, _core.StaggeredComparison),
            options.whole_number("anticipation", anticipation),
            options.whole_number("replicates", replicates),
            options.seed("seed", seed),
            options.real_number("level", level),
            options.progress_function(progress),
        ),
    )


def _times(period: object, first_treated: object) -> tuple[inputs.WholeNumbers, inputs.Numbers, list[str]]:
    """Periods and first periods of treatment as numbers, NaN for never; names where they had none."""
    periods = inputs.whole_periods("period", period)
    if periods is not None:
        first = inputs.numbers("first_treated", first_treated, may_miss=True, may_be_infinite=True)
        return periods, first, []
    given = inputs.known_items("period", period)
    starts = inputs.items("first_treated", first_treated)
    stated = [start for start in starts if not inputs.is_missing(start)]
    place_of = inputs.numbered("period", [*given, *stated])
    places = array("d", [float(place_of.get(start, "nan")) for start in starts])
    return inputs.places(given, place_of), places, [str(label) for label in place_of]
