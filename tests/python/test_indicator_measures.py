"""What an indicator takes of a result."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from indicator_support import ROWS, Result
from samspill.indicator_measures import parse


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a b",
        "a:b",
        "a:b:middle",
        "a:b:min@w",
        "a/b/c",
        "a..",
        "+a",
        "a[b]:c:sum",
        "A.b",
        "a.b.",
        "__class__",
        "a>",
        "a>b c",
        "a[b=c&]:d:sum",
        "a~b..c",
    ],
)
def test_what_is_no_measure(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("measure", "value", "n"),
    [
        ("table:x:min", 1, 2),
        ("table:x:max", 4, 2),
        ("table:x:mean", Fraction(5, 2), 2),
        ("table:x:median", Fraction(5, 2), 2),
        ("table:x:mean@w", Fraction(7, 4), 4),
        ("table:yes:share_true", Fraction(1, 2), 2),
        ("table:x:count", 3, None),
        ("table[kind=b]:x:count", 2, None),
        ("table[kind!=b]:x:sum", 1, None),
        ("table[kind=c]:x:sum", 0, None),
        ("table[kind=a]:x:first", 1, None),
        ("table:w:sum", 6, None),
        ("table:w:sum+table[kind=a]:w:sum", 9, None),
        ("table[kind=a]:w:sum/table:w:sum", Fraction(1, 2), 6),
        ("amount", 8, None),
    ],
)
def test_measures(measure: str, value: Fraction, n: float | None) -> None:
    parsed = parse(measure)
    assert parsed is not None
    reading = parsed.read(Result(ROWS, amount=8))
    assert reading.low == reading.high == pytest.approx(float(value))
    assert reading.n == n


@pytest.mark.parametrize(
    ("measure", "reason", "structural"),
    [
        ("table:x:sum", "x is not known in 1 of 3 rows", False),
        ("table[kind=c]:x:min", "table has no rows", True),
        ("nothing", "nothing is not known", False),
        ("amount/zero", "the denominator is 0", True),
        ("amount/nothing", "nothing is not known", False),
        ("nothing/amount", "nothing is not known", False),
    ],
)
def test_null_is_not_zero(measure: str, reason: str, structural: bool) -> None:
    parsed = parse(measure)
    assert parsed is not None
    reading = parsed.read(Result(ROWS, amount=8, zero=0, nothing=None))
    assert (reading.low, reading.reason, reading.structural) == (None, reason, structural)


def test_reasons_of_rows_are_kept() -> None:
    parsed = parse("table:x:mean")
    assert parsed is not None
    assert parsed.read(Result(ROWS[2:])).reason == "too few"
    assert parsed.read(Result(ROWS)).reason == "without 1 of 3 rows that are not known"


def test_a_range_has_two_ends() -> None:
    parsed = parse("low..high/whole")
    assert parsed is not None
    reading = parsed.read(Result(ROWS, low=1, high=3, whole=4))
    assert (reading.low, reading.high, reading.n, reading.is_exact) == (0.25, 0.75, 4, False)


COUNTED: list[dict[str, Any]] = [
    {"seats": 3, "seats_unknown": 0, "kind": "a", "more": None},
    {"seats": 5, "seats_unknown": 2, "kind": "b", "more": 1},
]


class Sums:
    """Amounts beside which others may not be known."""

    def __init__(self, amount: float, **unknown: int) -> None:
        self.amount = amount
        self.whole = 10
        for name, count in unknown.items():
            setattr(self, name, count)


@pytest.mark.parametrize(
    ("measure", "needs", "seats", "low", "high"),
    [
        ("sums.amount", 0, 0, 4, 4),
        ("sums.amount", 1, 0, None, None),
        ("sums.amount>sums.seats_unknown<sums.needs_unknown", 0, 0, 4, 4),
        ("sums.amount>sums.seats_unknown<sums.needs_unknown", 1, 0, 0, 4),
        ("sums.amount>sums.seats_unknown<sums.needs_unknown", 0, 1, 4, 8),
        ("sums.amount>sums.seats_unknown", 1, 0, None, None),  # the other one is not named
        ("sums.amount~sums.needs_unknown", 1, 0, 4, 4),
        ("sums.amount/sums.whole", 1, 0, 0.4, 0.4),
        ("sums.amount/sums.whole<sums.needs_unknown", 1, 0, 0, 0.4),
        ("sums.needs_unknown", 3, 0, 3, 3),
    ],
)
def test_what_is_not_known_beside_an_amount_opens_it(
    measure: str, needs: int, seats: int, low: float | None, high: float | None
) -> None:
    parsed = parse(measure)
    assert parsed is not None
    result = Result(ROWS, sums=Sums(4, needs_unknown=needs, seats_unknown=seats))
    reading = parsed.read(result, least=0, greatest=8)
    assert (reading.low, reading.high) == (low, high)


@pytest.mark.parametrize("sign", ["<", ">"])
def test_without_an_end_the_value_is_not_known(sign: str) -> None:
    parsed = parse(f"sums.amount{sign}sums.needs_unknown")
    assert parsed is not None
    reading = parsed.read(Result(ROWS, sums=Sums(4, needs_unknown=1)))
    assert (reading.low, reading.high, reading.structural) == (None, None, False)
    assert reading.reason == "amounts that are not known leave it without an end"
    assert parsed.read(Result(ROWS, sums=Sums(4, needs_unknown=0))).low == 4


def test_a_zero_that_cannot_be_less_is_known() -> None:
    parsed = parse("sums.amount<sums.needs_unknown")
    assert parsed is not None
    reading = parsed.read(Result(ROWS, sums=Sums(0, needs_unknown=1)), least=0)
    assert (reading.low, reading.high) == (0, 0)


@pytest.mark.parametrize("needs", [0, 2])
def test_nothing_to_divide_by_is_structural_only_where_all_is_known(needs: int) -> None:
    parsed = parse("sums.amount/sums.amount~sums.needs_unknown")
    assert parsed is not None
    reading = parsed.read(Result(ROWS, sums=Sums(0, needs_unknown=needs)))
    assert (reading.low, reading.structural) == (None, needs == 0)


@pytest.mark.parametrize(
    ("measure", "value", "reason"),
    [
        ("table:seats:sum", None, "seats is not known in 1 of 2 rows"),
        ("table[kind=a]:seats:sum", 3, ""),
        ("table:seats:max", 3, "without 1 of 2 rows that are not known"),
        ("table:seats:count", 2, ""),
        ("table:seats_unknown:sum", 2, ""),
        ("table:seats:sum~table:seats_unknown:sum", 8, "amounts that are not known are left out"),
        ("table[seats!=3&kind=b]:seats:count", 1, ""),
        ("table[kind=a&kind=b]:seats:count", 0, ""),
        ("table[more=]:seats:count", 1, ""),
    ],
)
def test_counters_of_rows_say_which_cells_are_not_known(
    measure: str, value: float | None, reason: str
) -> None:
    parsed = parse(measure)
    assert parsed is not None
    reading = parsed.read(Result(COUNTED))
    assert (reading.low, reading.reason) == (value, reason)


def test_what_is_not_known_may_stand_in_an_earlier_result() -> None:
    parsed = parse("table[kind=a]:x:count/table:x:count<first.needs_unknown")
    assert parsed is not None
    for needs, low in ((0, 1 / 3), (2, 0.0)):
        reading = parsed.read(Result(ROWS), least=0, steps={"first": Sums(1, needs_unknown=needs)})
        assert (reading.low, reading.high) == (pytest.approx(low), pytest.approx(1 / 3))
    with pytest.raises(AttributeError):
        parsed.read(Result(ROWS))
