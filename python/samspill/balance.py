"""How evenly seats, minutes or money are spread, as functions of numbers (methods M1.1 to M1.5).

``seats`` has one number for each sector that was expected, 0 where nobody sits; fractions are person-time.
``baseline`` has one weight for each of the same sectors, in any unit. Every result says what it was divided
by and, where there is no number, why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from samspill import _core, options
from samspill.balance_results import (
    AmountGroup,
    CrossedCell,
    Inequality,
    Intersection,
    Segregation,
    SegregationPart,
)
from samspill.errors import InvalidArgument
from samspill.measures import Measure

__all__ = [
    "AmountGroup",
    "CrossedCell",
    "Inequality",
    "Intersection",
    "Segregation",
    "SegregationPart",
    "blau",
    "blau_unbiased",
    "dissimilarity",
    "gallagher",
    "gap",
    "hill_1",
    "hill_2",
    "inequality",
    "intersectional",
    "iqv",
    "kullback_leibler",
    "log_ratio",
    "min_max_ratio",
    "parity",
    "pielou",
    "ratio",
    "segregation",
    "shannon",
]


def parity(seats: Sequence[float]) -> Measure:
    """1 when all expected sectors hold equally many seats, 0 when one holds them all (M1.1)."""
    return Measure(**_core.parity(options.real_numbers("seats", seats)))


def min_max_ratio(seats: Sequence[float]) -> Measure:
    """Fewest seats of an expected sector by most (M1.1)."""
    return Measure(**_core.min_max_ratio(options.real_numbers("seats", seats)))


def ratio(seats: Sequence[float], baseline: Sequence[float], sector: int) -> Measure:
    """Seat share of one sector by its baseline share: 1 as many as it asks for (M1.2)."""
    return Measure(**_core.representation_ratio(*_of_sector(seats, baseline, sector)))


def gap(seats: Sequence[float], baseline: Sequence[float], sector: int) -> Measure:
    """Seat share of one sector less its baseline share (M1.2)."""
    return Measure(**_core.share_gap(*_of_sector(seats, baseline, sector)))


def log_ratio(seats: Sequence[float], baseline: Sequence[float], sector: int) -> Measure:
    """Natural logarithm of ``ratio`` (M1.2)."""
    return Measure(**_core.log_representation_ratio(*_of_sector(seats, baseline, sector)))


def dissimilarity(seats: Sequence[float], baseline: Sequence[float]) -> Measure:
    """Share of seats that would have to change sector to match the baseline (M1.2)."""
    return Measure(**_core.dissimilarity(*_compared(seats, baseline)))


def gallagher(seats: Sequence[float], baseline: Sequence[float]) -> Measure:
    """As ``dissimilarity``, large differences weigh more (M1.2)."""
    return Measure(**_core.gallagher(*_compared(seats, baseline)))


def kullback_leibler(seats: Sequence[float], baseline: Sequence[float]) -> Measure:
    """Divergence of the seats from the baseline, in nats (M1.2)."""
    return Measure(**_core.kullback_leibler(*_compared(seats, baseline)))


def blau(seats: Sequence[float]) -> Measure:
    """Chance that two seats, drawn with replacement, differ in sector (M1.3)."""
    return Measure(**_core.blau(options.real_numbers("seats", seats)))


def iqv(seats: Sequence[float]) -> Measure:
    """Blau's index as a part of its maximum (M1.3)."""
    return Measure(**_core.iqv(options.real_numbers("seats", seats)))


def blau_unbiased(seats: Sequence[float]) -> Measure:
    """Chance that two different seats differ in sector (M1.3)."""
    return Measure(**_core.blau_unbiased(options.real_numbers("seats", seats)))


def shannon(seats: Sequence[float]) -> Measure:
    """Shannon entropy in nats (M1.3)."""
    return Measure(**_core.shannon(options.real_numbers("seats", seats)))


def pielou(seats: Sequence[float], *, observed_only: bool = False) -> Measure:
    """Evenness: entropy by its maximum over the expected sectors, or over those observed (M1.3)."""
    numbers = options.real_numbers("seats", seats)
    measure = _core.pielou_observed if options.flag("observed_only", observed_only) else _core.pielou
    return Measure(**measure(numbers))


def hill_1(seats: Sequence[float]) -> Measure:
    """Effective number of sectors (M1.3)."""
    return Measure(**_core.hill_1(options.real_numbers("seats", seats)))


def hill_2(seats: Sequence[float]) -> Measure:
    """Effective number of sectors, large ones weighing more (M1.3)."""
    return Measure(**_core.hill_2(options.real_numbers("seats", seats)))


def segregation(
    seats: Sequence[Sequence[float]], supergroups: Sequence[str | int] | None = None
) -> Segregation:
    """How much forums differ in their sectors, and how much of that lies between supergroups (M1.4).

    Args:
        seats: One row a forum, one number a sector.
        supergroups: The label of each forum's supergroup, such as a municipality; None for one each.

    Raises:
        InvalidArgument: Rows of different lengths, numbers that are negative or not finite.
    """
    rows = [options.real_numbers("seats", row) for row in options.items("seats", seats)]
    sectors = len(rows[0]) if rows else 1
    if any(len(row) != sectors for row in rows):
        message = "every row of seats must have one number for each sector"
        raise InvalidArgument(message)
    codes, labels = _optional_labels("supergroups", supergroups, len(rows))
    fields = _core.segregation([number for row in rows for number in row], sectors, codes)
    parts = tuple(SegregationPart(labels[part[0]], *part[1:]) for part in fields.pop("parts"))
    return Segregation(parts=parts, **_measures(fields))


def inequality(amounts: Sequence[float], groups: Sequence[str | int] | None = None) -> Inequality:
    """How unequal amounts are among people, and how much of that lies between groups (M1.4).

    Args:
        amounts: Minutes, money or what else each person has.
        groups: The label of each person's group; None for one each.

    Raises:
        InvalidArgument: Amounts that are negative or not finite, or lengths that differ.
    """
    numbers = options.real_numbers("amounts", amounts)
    codes, labels = _optional_labels("groups", groups, len(numbers))
    fields = _core.amount_inequality(numbers, codes)
    parts = tuple(AmountGroup(labels[part[0]], *part[1:]) for part in fields.pop("groups"))
    return Inequality(groups=parts, **_measures(fields))


def intersectional(
    attributes: Mapping[str, Sequence[str | int | None]],
    expected: Mapping[str, Sequence[str | int]],
    *,
    weights: Sequence[float] | None = None,
    balanced_from: float = 0.8,
    correlated_from: float = 0.1,
) -> Intersection:
    """Is a forum balanced where its attributes cross, or on the margins only (M1.5)?

    Args:
        attributes: By name the category of each seat, None where it is not known.
        expected: By the same names the categories that were expected.
        weights: Of each seat, such as person-time; None for 1 each.
        balanced_from: From which parity on an attribute counts as balanced: a choice, not a rule.
        correlated_from: From which share of the largest total correlation on attributes hang together: a
            choice, not a rule.

    Raises:
        InvalidArgument: A category that was not expected, lengths that differ, no attributes.
    """
    names = list(attributes)
    if sorted(names) != sorted(expected):
        message = "expected must name the same attributes"
        raise InvalidArgument(message)
    categories = {name: list(dict.fromkeys(expected[name])) for name in names}
    fields = _core.intersectional_balance(
        [(len(categories[name]), _codes(attributes[name], categories[name])) for name in names],
        [] if weights is None else options.real_numbers("weights", weights),
        options.real_number("balanced_from", balanced_from),
        options.real_number("correlated_from", correlated_from),
    )
    parities = {name: Measure(**measure) for name, measure in zip(names, fields.pop("parities"), strict=True)}
    occupied = tuple(
        CrossedCell(tuple(categories[name][code] for name, code in zip(names, codes, strict=True)), seats)
        for codes, seats in fields.pop("occupied")
    )
    return Intersection(parities=parities, occupied=occupied, **_measures(fields))


def _compared(seats: object, baseline: object) -> tuple[list[float], list[float]]:
    return options.real_numbers("seats", seats), options.real_numbers("baseline", baseline)


def _of_sector(seats: object, baseline: object, sector: object) -> tuple[list[float], list[float], int]:
    position = options.whole_number("sector", sector)
    if position < 0:
        message = "sector must be a position in seats"
        raise InvalidArgument(message)
    return *_compared(seats, baseline), position


def _measures(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with measures made of those that are one."""
    return {name: Measure(**value) if isinstance(value, dict) else value for name, value in fields.items()}


def _optional_labels(name: str, value: object, length: int) -> tuple[list[int], list[str | int]]:
    return ([], list(range(length))) if value is None else options.labels(name, value, length)


def _codes(given: object, categories: list[str | int]) -> list[int]:
    places: dict[object, int] = {category: place for place, category in enumerate(categories)}
    places[None] = _core.unknown_category
    codes = []
    for category in options.items("attributes", given):
        if category not in places:
            message = "every category must be one that was expected, or None"
            raise InvalidArgument(message)
        codes.append(places[category])
    return codes
