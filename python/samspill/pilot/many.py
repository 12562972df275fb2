"""Many sites and many tests (methods M3.16, M3.18)."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from samspill import _core, options
from samspill.errors import InvalidArgument
from samspill.pilot import inputs
from samspill.pilot.shown import Shown, made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samspill.tables import ResultTable


@dataclass(frozen=True, slots=True)
class RandomEffects(Shown):
    """One mean effect over sites that differ. Print the prediction interval beside the mean.

    Attributes:
        mean: Of the true effects.
        se: Its standard error.
        low: Lower limit of the mean.
        high: Upper limit of the mean.
        prediction_low: Lower limit of the effect at one more site.
        prediction_high: Upper limit.
        prediction_reason: Why they are not there.
        tau_square: Variance of the true effects between sites.
        tau_square_reason: Why it is 0 or not there.
        fixed_mean: As if all sites had one effect.
        fixed_se: Its standard error.
        q: Squared distances from the fixed mean in variances, summed.
        q_p: Of so large a Q if all sites had one effect.
        i_square: Share of Q beyond what chance gives.
        site_effects: Drawn towards the mean, one for each site, in the order given.
        sites: Sites.
        level: Of all limits.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is no mean; else empty.
        convention: Estimator of the variance between sites, kinds of limits.
        method: Method id.
    """

    mean: float | None
    se: float | None
    low: float | None
    high: float | None
    prediction_low: float | None
    prediction_high: float | None
    prediction_reason: str
    tau_square: float | None
    tau_square_reason: str
    fixed_mean: float | None
    fixed_se: float | None
    q: float | None
    q_p: float | None
    i_square: float | None
    site_effects: tuple[float, ...]
    sites: int
    level: float
    status: str
    reason: str
    convention: str
    method: str


@dataclass(frozen=True, slots=True)
class Multiplicity(Shown):
    """p values of many tests, raised for having looked at many.

    Attributes:
        adjusted: One row a test, in the order given: ``bonferroni``, ``holm``, ``benjamini_hochberg``,
            ``benjamini_yekutieli``; null for the primary one and those without a p.
        rejected: Tests with an adjusted p of at most the level, by procedure.
        primary_p: Of the one primary test named beforehand, as it is.
        tests: In the family: with a p, the primary one left out.
        without_p: Tests whose p is missing.
        level: Of the tests.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is nothing; else empty.
        method: Method id.
    """

    adjusted: ResultTable
    rejected: Mapping[str, int]
    primary_p: float | None
    tests: int
    without_p: int
    level: float
    status: str
    reason: str
    method: str


@dataclass(frozen=True, slots=True)
class WestfallYoung(Shown):
    """Adjusted p values that know how far the tests go together.

    Attributes:
        p: Adjusted, one for each test in the order given; None for a test without a statistic.
        rejected: Tests with an adjusted p of at most the level.
        smallest_p: Adjusted p of the most extreme of the arrangements.
        exact: Every arrangement was given; else some were drawn.
        arrangements: That were given.
        tests: With a statistic.
        without_p: Tests without one.
        level: Of the tests.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is nothing; else empty.
        convention: Statistic and counting.
        method: Method id.
    """

    p: tuple[float | None, ...]
    rejected: int
    smallest_p: float | None
    exact: bool
    arrangements: int
    tests: int
    without_p: int
    level: float
    status: str
    reason: str
    convention: str
    method: str


def random_effects(
    effects: Sequence[float],
    variances: Sequence[float],
    *,
    between: str = "dersimonian_laird",
    level: float = 0.95,
) -> RandomEffects:
    """Does the pilot work the same everywhere? One effect a site with its variance.

    Args:
        effects: One a site.
        variances: Their squared standard errors, above 0.
        between: ``dersimonian_laird``, or ``reml``, which is less biased when sites differ much in size.
        level: Of all limits.

    Raises:
        InvalidArgument: A number is missing or out of range, or lengths differ.
    """
    return RandomEffects(
        **_core.random_effects(
            inputs.numbers("effects", effects),
            inputs.numbers("variances", variances),
            options.choice("between", between, _core.BetweenVariance),
            options.real_number("level", level),
        )
    )


def adjust_p(p: Sequence[float | None], *, primary: int | None = None, level: float = 0.05) -> Multiplicity:
    """Adjusted p values by Bonferroni, Holm, Benjamini-Hochberg and Benjamini-Yekutieli.

    Args:
        p: One a test; None, NaN or NA for a test without.
        primary: Position of the one test that was named before the data were seen, from 0.
        level: Of the tests.

    Raises:
        InvalidArgument: A p outside 0 to 1, or no such position.
    """
    fields = _core.adjust_p(
        inputs.numbers("p", p, may_miss=True),
        None if primary is None else inputs.position("primary", primary, ()),
        options.real_number("level", level),
    )
    fields["rejected"] = MappingProxyType(fields["rejected"])
    return made(Multiplicity, fields)


def westfall_young(
    observed: Sequence[float | None],
    arranged: object,
    *,
    exact: bool = False,
    level: float = 0.05,
) -> WestfallYoung:
    """Step-down max-T of Westfall & Young, two-sided.

    Args:
        observed: One statistic a test, all of one scale, such as t; None, NaN or NA for a test without.
        arranged: One row an arrangement, one statistic a test.
        exact: They are all arrangements, the observed one among them; else they were drawn beside it.
        level: Of the tests.

    Raises:
        InvalidArgument: A row has not one number a test, a number is not finite, or exact arrangements
            without the observed one.
    """
    statistics = inputs.numbers("observed", observed, may_miss=True)
    return WestfallYoung(
        **_core.westfall_young(
            statistics,
            _rows("arranged", arranged, len(statistics)),
            options.flag("exact", exact),
            options.real_number("level", level),
        )
    )


def _rows(name: str, table: object, width: int) -> inputs.Numbers:
    """Rows of numbers, one row after another."""
    view = inputs.row_buffer(table)
    if view is not None and view.shape is not None and view.shape[1] == width:
        return memoryview(view.cast("B").cast("d")) if view.nbytes else array("d")
    flat = array("d")
    for row in options.items(name, table):
        own = inputs.numbers(name, row)
        if len(own) != width:
            message = f"every row of {name} must have one number for each test"
            raise InvalidArgument(message)
        flat.extend(own)
    return flat
