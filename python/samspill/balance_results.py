"""What the functions of ``samspill.balance`` answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samspill.measures import Measure


@dataclass(frozen=True, slots=True)
class SegregationPart:
    """What one supergroup adds to the part within.

    Attributes:
        supergroup: Its label; the position of the forum when none were given.
        forums: Those with seats.
        weight: Its share of all seats.
        within: Mutual information of its own forums, in nats.
    """

    supergroup: str | int
    forums: int
    weight: float
    within: float


@dataclass(frozen=True, slots=True)
class Segregation:
    """How much forums differ in their sectors; entropies in nats.

    Attributes:
        theil_h: Mutual information by the entropy of the sectors, from 0 to 1.
        mutual_information: ``between`` + ``within``.
        between: Of supergroup and sector.
        within: Sum of weight times ``within`` of the parts.
        sector_entropy: Of all seats by sector.
        forum_entropy: Of all seats by forum.
        joint_entropy: Of all seats by forum and sector.
        parts: By supergroup.
    """

    theil_h: Measure
    mutual_information: Measure
    between: Measure
    within: Measure
    sector_entropy: Measure
    forum_entropy: Measure
    joint_entropy: Measure
    parts: tuple[SegregationPart, ...]


@dataclass(frozen=True, slots=True)
class AmountGroup:
    """What one group has.

    Attributes:
        group: Its label.
        people: Members.
        amount: Of all its members.
        share: Of all amounts.
        per_head: Amount by people.
        theil: Inequality among its members.
    """

    group: str | int
    people: int
    amount: float
    share: float
    per_head: float
    theil: float


@dataclass(frozen=True, slots=True)
class Inequality:
    """How unequal amounts are among people.

    Attributes:
        theil: Theil's T = ``between`` + ``within``.
        between: Between groups.
        within: Sum of share times ``theil`` of the groups.
        gini: Gini coefficient, not corrected for few people.
        per_head_ratio: Largest amount per head of a group by the smallest.
        groups: By group.
    """

    theil: Measure
    between: Measure
    within: Measure
    gini: Measure
    per_head_ratio: Measure
    groups: tuple[AmountGroup, ...]


@dataclass(frozen=True, slots=True)
class CrossedCell:
    """A combination of categories with seats.

    Attributes:
        categories: One for each attribute.
        seats: Seats, or their weights.
    """

    categories: tuple[str | int, ...]
    seats: float


@dataclass(frozen=True, slots=True)
class Intersection:
    """Balance where attributes cross.

    Attributes:
        parities: Of each attribute by itself.
        joint_blau: Over the combinations.
        joint_maximum: 1 - 1/cells.
        attainable_maximum: The largest that so many whole seats allow.
        joint_evenness: ``joint_blau`` by ``attainable_maximum``.
        total_correlation: 0 when the attributes are independent; in nats.
        unavoidable_correlation: What so few whole seats force, in nats.
        correlation_share: Total correlation as a part of the largest of these margins, both less what is
            unavoidable.
        cells: Combinations that were expected.
        empty_cells: Those without seats.
        unavoidably_empty: Cells beyond the number of seats.
        left_out: Seats of which a category is unknown.
        occupied: Combinations with seats.
        balanced_on_margins_only: All parities reach ``balanced_from``, and ``correlation_share`` reaches
            ``correlated_from``. None where that cannot be assessed.
        margins_reason: Why it is None.
    """

    parities: Mapping[str, Measure]
    joint_blau: Measure
    joint_maximum: float
    attainable_maximum: float
    joint_evenness: Measure
    total_correlation: Measure
    unavoidable_correlation: float
    correlation_share: Measure
    cells: int
    empty_cells: int
    unavoidably_empty: int
    left_out: int
    occupied: tuple[CrossedCell, ...]
    balanced_on_margins_only: bool | None
    margins_reason: str
