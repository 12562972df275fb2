"""Who stops coming, balance by attribute and ratings of each forum, gathered from the results that there are.

Each is by the id of the forum; what is over all forums stands under the empty text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from samspill.report.context import Context
from samspill.report.protocols import Table
from samspill.report.records import Row, rows_of

#: Sectors in their usual order.
SECTORS = ("municipal", "civil_society", "target_group", "private", "state")

#: Where what is over all forums stands.
ALL = ""

_LOG_RANK = "log_rank"


@dataclass(frozen=True)
class Staying:
    """Who stops coming to a forum: by sector, as curves, and the test between the sectors."""

    groups: Sequence[Row]
    curves: Mapping[str, Sequence[Row]]
    test: Row | None

    @property
    def members(self) -> int:
        """Members who are followed."""
        return sum(row.count("spells") for row in self.groups)

    @property
    def stopped(self) -> int:
        """Those of them who stopped coming."""
        return sum(row.count("events") for row in self.groups)

    def of(self, sector: str) -> Row | None:
        """The row of a sector; none where nobody of it is followed."""
        return next((row for row in self.groups if row.text("group") == sector), None)

    def at_risk(self, sector: str, time: int) -> int:
        """Members of a sector who are still followed at a time."""
        row = self.of(sector)
        if time <= 0:
            return row.count("spells") if row else 0
        later = (step for step in self.curves.get(sector, ()) if step.amount("time") >= time)
        return next((step.count("at_risk") for step in later), 0)

    @property
    def until(self) -> int:
        """The last time anybody is followed."""
        return max((int(steps[-1].amount("time")) for steps in self.curves.values() if steps), default=0)


@dataclass(frozen=True)
class Balance:
    """Seats of a forum by attributes other than the sector, and where one of them crosses the sector."""

    attributes: Sequence[Row]
    groups: Mapping[str, Sequence[Row]]
    crossed: Row | None
    crossing: tuple[str, ...]
    cells: Mapping[tuple[str, ...], float]
    combinations: Sequence[tuple[str, ...]]

    @property
    def empty(self) -> list[tuple[str, ...]]:
        """Combinations nobody sits for."""
        return [combination for combination in self.combinations if combination not in self.cells]


@dataclass(frozen=True)
class Ratings:
    """Statements about a forum as people rated them, the latest wave last."""

    items: Sequence[Row]
    instruments: Sequence[Row]

    @property
    def waves(self) -> list[str]:
        """The waves, the latest last."""
        return sorted({row.text("wave") for row in self.items})

    def items_of(self, wave: str) -> list[Row]:
        """The statements of a wave."""
        return [row for row in self.items if row.text("wave") == wave]


def widest(items: Sequence[Row]) -> Row | None:
    """The statement on which the sides differ most; none where no difference is known or all are 0."""
    known = [row for row in items if row.real("gap")]
    return max(known, key=lambda row: abs(row.amount("gap")), default=None)


def staying_of(context: Context) -> Mapping[str, Staying]:
    """Who stops coming, by forum."""
    result = context.say.drop_off
    if result is None:
        return {}
    groups, curves = by_forum(result.groups), by_forum(result.curves)
    tests = {row.text("forum"): row for row in rows_of(result.tests) if row.text("weight") == _LOG_RANK}
    return {
        forum: Staying(
            sorted((row for row in rows if row.text("group") in SECTORS), key=_by_sector),
            _grouped(curves[forum], "group"),
            tests.get(forum),
        )
        for forum, rows in groups.items()
    }


def _by_sector(row: Row) -> int:
    return SECTORS.index(row.text("group"))


def balance_of(context: Context) -> Mapping[str, Balance]:
    """Balance by attribute, by forum."""
    result, crossing = context.say.balance, context.say.crossing
    if result is None:
        return {}
    attributes, groups = by_forum(result.forums), by_forum(result.groups)
    crossed = one_by_forum(crossing.crossed if crossing else None)
    expected = by_forum(crossing.groups if crossing else None)
    cells = by_forum(crossing.cells if crossing else None)
    return {
        forum: Balance(
            rows,
            _grouped(groups[forum], "attribute"),
            crossed.get(forum),
            tuple(_grouped(expected[forum], "attribute")),
            {cell.texts("groups"): cell.amount("amount") for cell in cells[forum]},
            _combinations(expected[forum]),
        )
        for forum, rows in attributes.items()
    }


def _combinations(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    by_attribute = _grouped(rows, "attribute")
    return list(product(*([row.text("group") for row in own] for own in by_attribute.values())))


def ratings_of(context: Context) -> Mapping[str, Ratings]:
    """Ratings in the language of the report, by forum; those that name none stand under the empty text."""
    result = context.say.perception
    if result is None:
        return {}
    instruments = by_forum(result.instruments)
    items = by_forum(result.items_in(context.text.lang))
    return {forum: Ratings(rows, instruments[forum]) for forum, rows in items.items()}


def by_forum(table: Table | None) -> dict[str, list[Row]]:
    """Rows of a table by the forum they are about."""
    return _grouped(rows_of(table) if table is not None else (), "forum")


def _grouped(rows: Sequence[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.text(column)].append(row)
    return found


def one_by_forum(table: Table | None) -> Mapping[str, Row]:
    """The row of each forum in a table that has one for each."""
    return {row.text("forum"): row for row in rows_of(table)} if table is not None else {}
