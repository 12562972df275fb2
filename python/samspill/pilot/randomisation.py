"""Who else might have been treated (methods M3.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samspill import _core, options
from samspill.pilot import inputs
from samspill.pilot.shown import Shown, made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samspill.options import Progress

MAX_ARRANGEMENTS = 5_000_000
REPLICATES = 99_999


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


def sign_flip_test(  # noqa: PLR0913 - one argument an option
    change: Sequence[float],
    *,
    max_arrangements: int = MAX_ARRANGEMENTS,
    replicates: int = REPLICATES,
    seed: int = 1,
    limits: bool = True,
    level: float = 0.95,
    progress: Progress | None = None,
) -> Randomisation:
    """Could the mean change of treated units be none, where there are no controls?

    Args:
        change: One number a unit.
        max_arrangements: As in ``randomisation_test``.
        replicates: As in ``randomisation_test``.
        seed: As in ``randomisation_test``.
        limits: Find the constant effects that are not rejected.
        level: Of the limits.
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
            options.flag("limits", limits),
            options.real_number("level", level),
            options.progress_function(progress),
        ),
    )
