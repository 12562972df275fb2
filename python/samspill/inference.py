"""Exact tests of seats, and intervals for shares (methods M1.6).

Nothing is approximated by a normal or chi-square distribution. Read ``smallest_p`` beside every p: with few
seats hardly any outcome has a small one, so that a large p does not certify balance; an equivalence test may.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from samspill import _core, options
from samspill.errors import InvalidArgument
from samspill.measures import ExactTest, Interval
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from samspill.options import Progress

__all__ = [
    "binomial",
    "clopper_pearson",
    "equivalence",
    "fisher",
    "fisher_many",
    "hypergeometric",
    "mid_p_interval",
    "multinomial",
    "odds_ratio",
    "pool_equivalence",
    "pool_tail",
    "wilson",
]

#: A table of counts: ``[[a, b], [c, d]]``.
TwoByTwo = Sequence[Sequence[int]]

_NUMBERS = 4  # of a two-by-two table
_INT64 = frozenset("lq")  # formats of a buffer of 64-bit numbers


def binomial(
    successes: int,
    trials: int,
    share: float = 0.5,
    *,
    mid_p: bool = False,
    max_outcomes: int = _core.default_max_outcomes,
) -> ExactTest:
    """Two-sided: do ``successes`` of ``trials`` seats agree with a chance of ``share`` each? O(trials).

    Args:
        successes: Seats of the sector, at most ``trials``.
        trials: All seats.
        share: Chance of a seat, from 0 to 1.
        mid_p: Outcomes exactly as probable as the observed one count by half: less cautious.
        max_outcomes: No test is made when more outcomes are possible.

    Raises:
        InvalidArgument: A number is out of range.
    """
    return ExactTest(
        **_core.binomial_test(
            options.whole_number("successes", successes),
            options.whole_number("trials", trials),
            options.real_number("share", share),
            *_settings(mid_p, max_outcomes),
        )
    )


def multinomial(
    seats: Sequence[int],
    baseline: Sequence[float],
    *,
    mid_p: bool = False,
    max_outcomes: int = _core.default_max_outcomes,
) -> ExactTest:
    """Could these seats be independent draws with the baseline's shares (weights in any unit)?

    Raises:
        InvalidArgument: A number is negative, or the lengths differ.
    """
    return ExactTest(
        **_core.multinomial_test(
            options.whole_numbers("seats", seats),
            options.real_numbers("baseline", baseline),
            *_settings(mid_p, max_outcomes),
        )
    )


def hypergeometric(
    seats: Sequence[int],
    pool: Sequence[int],
    *,
    mid_p: bool = False,
    max_outcomes: int = _core.default_max_outcomes,
) -> ExactTest:
    """Could these seats be drawn without replacement from so many candidates of each sector?

    Raises:
        InvalidArgument: A number is negative, or the lengths differ.
    """
    return ExactTest(
        **_core.hypergeometric_test(
            options.whole_numbers("seats", seats),
            options.whole_numbers("pool", pool),
            *_settings(mid_p, max_outcomes),
        )
    )


def pool_tail(  # noqa: PLR0913 - one argument an option
    seats_of_sector: int,
    seats: int,
    pool_of_sector: int,
    pool: int,
    *,
    tail: str = "at_most",
    mid_p: bool = False,
    max_outcomes: int = _core.default_max_outcomes,
) -> ExactTest:
    """How likely does a blind draw from the pool give the sector at most (``at_least``) so many seats?

    Raises:
        InvalidArgument: A part exceeds its whole, or ``tail`` is neither ``at_most`` nor ``at_least``.
    """
    return ExactTest(
        **_core.hypergeometric_tail(
            _draw(seats_of_sector, seats, pool_of_sector, pool),
            options.choice("tail", tail, _core.Tail),
            *_settings(mid_p, max_outcomes),
        )
    )


def equivalence(  # noqa: PLR0913 - one argument an option
    successes: int,
    trials: int,
    share: float = 0.5,
    *,
    margin: float,
    mid_p: bool = False,
    max_outcomes: int = _core.default_max_outcomes,
) -> ExactTest:
    """Do the seats show that the chance lies within ``margin`` of ``share``? A small p says so.

    Raises:
        InvalidArgument: ``share`` less or plus ``margin`` is not between 0 and 1.
    """
    return ExactTest(
        **_core.binomial_equivalence_test(
            options.whole_number("successes", successes),
            options.whole_number("trials", trials),
            options.real_number("share", share),
            options.real_number("margin", margin),
            *_settings(mid_p, max_outcomes),
        )
    )


def pool_equivalence(  # noqa: PLR0913 - one argument an option
    seats_of_sector: int,
    seats: int,
    pool_of_sector: int,
    pool: int,
    *,
    odds_margin: float,
    mid_p: bool = False,
    max_outcomes: int = _core.default_max_outcomes,
) -> ExactTest:
    """Do the seats show that the odds of the sector's candidates lie within a factor of ``odds_margin``?

    Raises:
        InvalidArgument: A part exceeds its whole, or the factor is not above 1.
    """
    return ExactTest(
        **_core.hypergeometric_equivalence_test(
            _draw(seats_of_sector, seats, pool_of_sector, pool),
            options.real_number("odds_margin", odds_margin),
            *_settings(mid_p, max_outcomes),
        )
    )


def fisher(
    table: TwoByTwo,
    *,
    alternative: str = "two_sided",
    mid_p: bool = False,
    max_outcomes: int = _core.default_max_outcomes,
) -> ExactTest:
    """Fisher's exact test of ``[[a, b], [c, d]]``.

    Args:
        table: Counts.
        alternative: ``two_sided`` (by minimum likelihood), ``less`` or ``greater`` (in a).
        mid_p: As in ``binomial``.
        max_outcomes: As in ``binomial``.

    Raises:
        InvalidArgument: The table is not two by two, or a count is negative.
    """
    return ExactTest(
        **_core.fisher_test(
            _cells(table),
            options.choice("alternative", alternative, _core.Alternative),
            *_settings(mid_p, max_outcomes),
        )
    )


def fisher_many(
    tables: object,
    *,
    alternative: str = "two_sided",
    mid_p: bool = False,
    max_outcomes: int = _core.default_max_outcomes,
    progress: Progress | None = None,
) -> ResultTable:
    """Fisher's exact test of many tables at once, on all cores; the same numbers as ``fisher`` of each.

    Args:
        tables: Rows of four counts a, b, c, d, or two-by-two tables. An array of 64-bit integers (numpy) in
            row order is read without conversion.
        alternative: As in ``fisher``.
        mid_p: As in ``binomial``.
        max_outcomes: As in ``binomial``.
        progress: Called as ``progress(fraction, stage)``.

    Returns:
        One row a table: ``p``, ``smallest_p`` and ``outcomes``; nulls for a table of zeros.

    Raises:
        InvalidArgument: A row has not four counts, or a count is negative.
    """
    core = _core.fisher_tests(
        _buffer(tables),
        options.choice("alternative", alternative, _core.Alternative),
        *_settings(mid_p, max_outcomes),
        options.progress_function(progress),
    )
    return ResultTable(core)


def odds_ratio(table: TwoByTwo, *, level: float = 0.95) -> Interval:
    """The conditional odds ratio of ``[[a, b], [c, d]]`` with exact limits, as R's ``fisher.test`` has it.

    Raises:
        InvalidArgument: Not two by two, a negative count, or a level that is not between 0 and 1.
    """
    return Interval(**_core.conditional_odds_ratio(_cells(table), options.real_number("level", level)))


def wilson(successes: int, trials: int, *, level: float = 0.95) -> Interval:
    """Wilson's score interval for a share: near the level on average, for few trials too.

    Raises:
        InvalidArgument: Successes exceed trials, or the level is not between 0 and 1.
    """
    return Interval(**_core.wilson_interval(*_share(successes, trials, level)))


def clopper_pearson(successes: int, trials: int, *, level: float = 0.95) -> Interval:
    """The exact interval for a share: encloses it at least as often as the level says.

    Raises:
        InvalidArgument: As ``wilson``.
    """
    return Interval(**_core.clopper_pearson_interval(*_share(successes, trials, level)))


def mid_p_interval(successes: int, trials: int, *, level: float = 0.95) -> Interval:
    """As ``clopper_pearson`` with the observed outcome by half: shorter, near the level on average.

    Raises:
        InvalidArgument: As ``wilson``.
    """
    return Interval(**_core.mid_p_interval(*_share(successes, trials, level)))


def _settings(mid_p: object, max_outcomes: object) -> tuple[bool, int]:
    return options.flag("mid_p", mid_p), options.whole_number("max_outcomes", max_outcomes)


def _share(successes: object, trials: object, level: object) -> tuple[int, int, float]:
    return (
        options.whole_number("successes", successes),
        options.whole_number("trials", trials),
        options.real_number("level", level),
    )


def _draw(seats_of_sector: object, seats: object, pool_of_sector: object, pool: object) -> list[int]:
    return [
        options.whole_number("seats", seats),
        options.whole_number("seats_of_sector", seats_of_sector),
        options.whole_number("pool", pool),
        options.whole_number("pool_of_sector", pool_of_sector),
    ]


def _cells(table: object) -> list[int]:
    """The four counts of a table given as two rows or as one."""
    counts: list[int] = []
    for row in options.items("table", table):
        nested = isinstance(row, Sequence) or (hasattr(row, "tolist") and getattr(row, "ndim", 0) > 0)
        counts += options.whole_numbers("table", row) if nested else [options.whole_number("table", row)]
    if len(counts) != _NUMBERS:
        message = "table must have four counts"
        raise InvalidArgument(message)
    return counts


def _buffer(tables: object) -> memoryview | array[int]:
    """All counts as 64-bit numbers, one table after another."""
    try:
        view = memoryview(tables)  # type: ignore[arg-type]
    except TypeError:
        flat = array("q")
        for table in options.items("tables", tables):
            flat.extend(_cells(table))
        return flat
    if view.format not in _INT64 or not view.c_contiguous:
        message = "an array of tables must hold 64-bit integers in row order"
        raise InvalidArgument(message)
    if view.ndim < 2 or view.nbytes != len(view) * _NUMBERS * view.itemsize:
        message = "every row of tables must have four counts"
        raise InvalidArgument(message)
    return view
