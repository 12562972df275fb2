"""Municipalities that lie or work together are not independent (methods M3.17)."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samspill import _core, options
from samspill.errors import InvalidArgument
from samspill.pilot import inputs
from samspill.pilot.shown import Shown, made

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samspill.options import Progress
    from samspill.tables import ResultTable

MAX_ARRANGEMENTS = 500_000
MAX_ORDERS = 50_000
REPLICATES = 9_999


@dataclass(frozen=True, slots=True)
class SpatialAutocorrelation(Shown):
    """Whether neighbours are alike.

    Attributes:
        moran_i: Above ``expected``: neighbours are alike.
        expected: -1 / (units - 1), if values fell on units by chance.
        p: Two-sided: arrangements as far from ``expected``.
        p_upper: With neighbours as much alike.
        smallest_p: p of the most extreme of the arrangements.
        exact: Every arrangement was counted.
        arrangements: Distinct ways to lay the values out; None beyond 2**53.
        replicates: Drawn beside the observed one; 0 when exact.
        seed: Of what is drawn.
        units: Units.
        without_neighbours: Units in no pair of a weight above 0.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is no statistic; else empty.
        convention: The statistic and what is exchanged.
        method: Method id.
    """

    moran_i: float | None
    expected: float | None
    p: float | None
    p_upper: float | None
    smallest_p: float | None
    exact: bool
    arrangements: int | None
    replicates: int
    seed: int
    units: int
    without_neighbours: int
    status: str
    reason: str
    convention: str
    method: str


@dataclass(frozen=True, slots=True)
class QapCorrelation(Shown):
    """Whether two relations between the same units go together.

    Attributes:
        correlation: Pearson's, over the pairs that both relations know.
        slope: Of the second relation on the first.
        p: Two-sided: orders of the units with as large a correlation, either way.
        p_upper: With as large a correlation.
        p_lower: With as small a correlation.
        smallest_p: p of the most extreme order.
        exact: Every order was counted.
        arrangements: Orders of the units; None beyond 2**53.
        replicates: Drawn beside the observed one; 0 when exact.
        seed: Of what is drawn.
        undefined: Orders whose pairs do not vary; they count as extreme.
        units: Units.
        pairs: That both relations know.
        left_out: Pairs that one of them does not know.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is no correlation; else empty.
        convention: Which pairs count, and what is exchanged.
        method: Method id.
    """

    correlation: float | None
    slope: float | None
    p: float | None
    p_upper: float | None
    p_lower: float | None
    smallest_p: float | None
    exact: bool
    arrangements: int | None
    replicates: int
    seed: int
    undefined: int
    units: int
    pairs: int
    left_out: int
    status: str
    reason: str
    convention: str
    method: str


@dataclass(frozen=True, slots=True)
class NeighbourhoodRange(Shown):
    """How far a difference of mean changes hangs on single neighbourhoods.

    Attributes:
        estimate: Of all units.
        low: Least of the estimates without one unit and its neighbours.
        high: Greatest of them.
        without: One row a unit: how many are left out with it, and the estimate then.
        most_influential: Label of the unit whose neighbourhood moves the estimate furthest.
        not_identified: Neighbourhoods without which there is no estimate.
        units: Units.
        treated: Of these.
        treated_beside_controls: Treated units with a control for neighbour: they may interfere.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is no estimate; else empty.
        method: Method id.
    """

    estimate: float | None
    low: float | None
    high: float | None
    without: ResultTable
    most_influential: object | None
    not_identified: int
    units: int
    treated: int
    treated_beside_controls: int
    status: str
    reason: str
    method: str


def spatial_autocorrelation(  # noqa: PLR0913 - one argument an option
    unit: Sequence[object],
    value: Sequence[float],
    weights: Mapping[tuple[object, object], float],
    *,
    max_arrangements: int = MAX_ARRANGEMENTS,
    replicates: int = REPLICATES,
    seed: int = 1,
    progress: Progress | None = None,
) -> SpatialAutocorrelation:
    """Moran's I: are municipalities that lie or work together alike?

    Args:
        unit: The label of each unit, each once.
        value: One number a unit.
        weights: How near units are, at least 0, by pairs of labels; both directions for what holds in both.
        max_arrangements: Up to so many ways to lay the values out are all counted.
        replicates: Drawn where there are more.
        seed: Of what is drawn: the same numbers on any number of threads.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: A weight of unknown units or of a unit with itself; a number that is missing or out
            of range.
    """
    given = inputs.known_items("unit", unit)
    place_of = inputs.numbered("unit", given)
    return made(
        SpatialAutocorrelation,
        _core.spatial_autocorrelation(
            inputs.places(given, place_of),
            inputs.numbers("value", value),
            inputs.pairs("weights", weights, place_of),
            options.whole_number("max_arrangements", max_arrangements),
            options.whole_number("replicates", replicates),
            options.seed("seed", seed),
            options.progress_function(progress),
        ),
    )


def qap_correlation(  # noqa: PLR0913 - one argument an option
    first: object,
    second: object,
    *,
    unit: Sequence[object] | None = None,
    symmetric: bool = False,
    max_arrangements: int = MAX_ORDERS,
    replicates: int = REPLICATES,
    seed: int = 1,
    progress: Progress | None = None,
) -> QapCorrelation:
    """Do municipalities that work together also share something else? By exchanging units.

    Args:
        first: A relation: row i says how unit i stands to each unit; None, NaN or NA for what is not known.
            What stands for a unit with itself is not looked at.
        second: Another one.
        unit: Labels of the units, each once; without, they are known by their position.
        symmetric: Each pair once, for relations without direction.
        max_arrangements: Up to so many orders of the units are all counted.
        replicates: Drawn where there are more.
        seed: Of what is drawn: the same numbers on any number of threads.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: A relation is not square, not of one size with the other, or not symmetric where it
            should be; a number out of range.
    """
    one, size = _square("first", first)
    other, other_size = _square("second", second)
    if size != other_size:
        message = "first and second must be of the same units"
        raise InvalidArgument(message)
    units = array("q", range(size)) if unit is None else inputs.labels("unit", unit)
    return QapCorrelation(
        **_core.qap_correlation(
            units,
            one,
            other,
            options.flag("symmetric", symmetric),
            options.whole_number("max_arrangements", max_arrangements),
            options.whole_number("replicates", replicates),
            options.seed("seed", seed),
            options.progress_function(progress),
        )
    )


def leave_one_neighbourhood_out(
    unit: Sequence[object],
    change: Sequence[float],
    treated: Sequence[bool],
    weights: Mapping[tuple[object, object], float],
) -> NeighbourhoodRange:
    """Does the effect hang on one municipality and those around it?

    Args:
        unit: The label of each unit, each once.
        change: One number a unit.
        treated: Whether it was treated.
        weights: As in ``spatial_autocorrelation``; neighbours have one above 0 in either direction.

    Raises:
        InvalidArgument: As ``spatial_autocorrelation``.
    """
    given = inputs.known_items("unit", unit)
    place_of = inputs.numbered("unit", given)
    fields = _core.leave_one_neighbourhood_out(
        inputs.places(given, place_of),
        inputs.numbers("change", change),
        inputs.flags("treated", treated),
        inputs.pairs("weights", weights, place_of),
        [str(label) for label in place_of],
    )
    place = fields["most_influential"]
    fields["most_influential"] = None if place is None else list(place_of)[place]
    return made(NeighbourhoodRange, fields)


def _square(name: str, value: object) -> tuple[inputs.Numbers, int]:
    """The entries of a relation, row by row, and how many units it has."""
    view = inputs.row_buffer(value)
    if view is not None and view.shape is not None and view.shape[0] == view.shape[1]:
        flat_view = memoryview(view.cast("B").cast("d")) if view.nbytes else array("d")
        return flat_view, view.shape[0]
    rows = [inputs.numbers(name, row, may_miss=True) for row in inputs.items(name, value)]
    flat = array("d")
    for row in rows:
        if len(row) != len(rows):
            message = f"{name} must have as many columns as rows"
            raise InvalidArgument(message)
        flat.extend(row)
    return flat, len(rows)
