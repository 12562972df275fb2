"""Who else might have been treated, and where values might have fallen (methods M3.6, M3.17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samspill import _core, options
from samspill.errors import InvalidArgument
from samspill.pilot import inputs
from samspill.pilot.shown import Shown, made

if TYPE_CHECKING:
    from array import array

    from samspill.options import Progress

MAX_ARRANGEMENTS = 5_000_000
REPLICATES = 99_999
SPATIAL_ARRANGEMENTS = 500_000
SPATIAL_REPLICATES = 9_999


@dataclass(frozen=True, slots=True)
class Randomisation(Shown):
    """A test by who else might have been treated. Print ``caveat`` beside it.

    Attributes:
        estimate: Difference of means, in units of the outcome.
        statistic: The estimate, or the estimate over its standard error.
        p: Two-sided: arrangements with as large a statistic, the observed one included.
        p_upper: With a statistic as large.
        p_lower: With a statistic as small.
        smallest_p: p of the most extreme of the arrangements.
        low: Constant effects that are not rejected, from here; None with ``limits_reason``.
        high: To here.
        limits_reason: Why limits are not there.
        exact: Every arrangement was counted.
        arrangements: That there are; None beyond 2**53.
        replicates: Drawn beside the observed one; 0 when exact.
        seed: Of what is drawn.
        units: In strata with both treated and controls.
        treated: Of these.
        left_out: Units of strata that are all treated or all controls.
        level: Of the limits.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is no test; else empty.
        convention: The statistic and the strata.
        caveat: What must stand beside p.
        method: Method id.
    """

    estimate: float | None
    statistic: float | None
    p: float | None
    p_upper: float | None
    p_lower: float | None
    smallest_p: float | None
    low: float | None
    high: float | None
    limits_reason: str
    exact: bool
    arrangements: int | None
    replicates: int
    seed: int
    units: int
    treated: int
    left_out: int
    level: float
    status: str
    reason: str
    convention: str
    caveat: str
    method: str


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


def randomisation_test(  # noqa: PLR0913 - one argument an option
    outcome: Sequence[float],
    treated: Sequence[bool],
    stratum: Sequence[object] | None = None,
    *,
    statistic: str = "difference",
    max_arrangements: int = MAX_ARRANGEMENTS,
    replicates: int = REPLICATES,
    seed: int = 1,
    limits: bool = True,
    level: float = 0.95,
    progress: Progress | None = None,
) -> Randomisation:
    """Randomisation inference over all ways to treat as many units of each stratum.

    Args:
        outcome: One number a unit, such as the change of a municipality.
        treated: Whether it was treated.
        stratum: The label of each unit's stratum; without, all are of one.
        statistic: ``difference`` of means, or ``studentised``: the same over Welch's standard error.
        max_arrangements: Up to so many are all counted; each takes up to 40 bytes.
        replicates: Drawn where there are more.
        seed: Of what is drawn: the same numbers on any number of threads.
        limits: Look for the constant effects that are not rejected (``difference`` only).
        level: Of the limits.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: A number is missing or out of range, or lengths differ.
    """
    return made(
        Randomisation,
        _core.randomisation_test(
            inputs.numbers("outcome", outcome),
            inputs.flags("treated", treated),
            inputs.labels("stratum", () if stratum is None else stratum),
            options.choice("statistic", statistic, _core.RandomisationStatistic),
            options.whole_number("max_arrangements", max_arrangements),
            options.whole_number("replicates", replicates),
            options.seed("seed", seed),
            options.flag("limits", limits),
            options.real_number("level", level),
            options.progress_function(progress),
        ),
    )


def sign_flip_test(
    change: Sequence[float],
    *,
    max_arrangements: int = MAX_ARRANGEMENTS,
    replicates: int = REPLICATES,
    seed: int = 1,
    progress: Progress | None = None,
) -> Randomisation:
    """Could the mean change of treated units be none, where there are no controls?

    Args:
        change: One number a unit.
        max_arrangements: As in ``randomisation_test``.
        replicates: As in ``randomisation_test``.
        seed: As in ``randomisation_test``.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: As ``randomisation_test``.
    """
    return made(
        Randomisation,
        _core.sign_flip_test(
            inputs.numbers("change", change),
            options.whole_number("max_arrangements", max_arrangements),
            options.whole_number("replicates", replicates),
            options.seed("seed", seed),
            options.progress_function(progress),
        ),
    )


def spatial_autocorrelation(  # noqa: PLR0913 - one argument an option
    unit: Sequence[object],
    value: Sequence[float],
    weights: Mapping[tuple[object, object], float],
    *,
    max_arrangements: int = SPATIAL_ARRANGEMENTS,
    replicates: int = SPATIAL_REPLICATES,
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
    units, pairs = _pairs(unit, weights)
    return made(
        SpatialAutocorrelation,
        _core.spatial_autocorrelation(
            units,
            inputs.numbers("value", value),
            pairs,
            options.whole_number("max_arrangements", max_arrangements),
            options.whole_number("replicates", replicates),
            options.seed("seed", seed),
            options.progress_function(progress),
        ),
    )


def _pairs(unit: object, weights: object) -> tuple[array[int], list[tuple[int, int, float]]]:
    """Numbers of the units, and weights between these numbers."""
    given = inputs.known_items("unit", unit)
    places = inputs.numbered("unit", given)
    if not isinstance(weights, Mapping):
        message = "weights must be a mapping from pairs of units to numbers"
        raise TypeError(message)
    pairs = []
    for pair, weight in weights.items():
        if not isinstance(pair, tuple) or len(pair) != 2 or not all(end in places for end in pair):
            raise InvalidArgument("each key of weights must be a pair of units")
        pairs.append((places[pair[0]], places[pair[1]], options.real_number("each of weights", weight)))
    return inputs.places(given, places), pairs
