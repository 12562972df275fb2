"""Tables of one folder as plain rows, and which activity may serve which need: the base of the oracle.

Standard library only and no code of Samspill, so that a mistake in the product cannot hide in its test.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

Row = dict[str, str]
Pairs = dict[str, set[str]]  # need -> activities that may serve it
Count = int | float  # a float only for the infinite ends of ranges

INFINITY = float("inf")
ELIGIBLE = 4  # stages passed by a pair that fits


def items(row: Row, column: str) -> list[str]:
    """The entries of a list cell; an empty or missing cell gives an empty list."""
    return [entry.strip() for entry in (row.get(column) or "").split(";") if entry.strip()]


def whole(row: Row, column: str) -> int | None:
    """The whole number in a cell, None when the cell is empty or missing."""
    text = row.get(column) or ""
    return int(text) if text else None


def bounds(row: Row, low: str, high: str) -> tuple[Count, Count]:
    """A range of months or ages; a missing bound is open."""
    first, last = whole(row, low), whole(row, high)
    return (-INFINITY if first is None else first, INFINITY if last is None else last)


@dataclass(frozen=True)
class Folder:
    """The tables of one folder, each as rows by name of column, sorted by id where there is one."""

    areas: list[Row]
    actors: list[Row]
    needs: list[Row]
    activities: list[Row]
    ties: list[Row]
    forums: list[Row]
    seats: list[Row]
    meetings: list[Row]
    people: list[Row]
    agenda_items: list[Row]
    attendance: list[Row]

    @classmethod
    def read(cls, path: Path) -> Folder:
        """Reads the CSV files; a table without a file is empty."""
        tables: dict[str, list[Row]] = {}
        for name in cls.__dataclass_fields__:
            file = path / f"{name}.csv"
            rows: list[Row] = []
            if file.exists():
                with file.open(encoding="utf-8-sig", newline="") as text:
                    rows = list(csv.DictReader(text))
            tables[name] = sorted(rows, key=lambda row: row.get("id", ""))
        return cls(**tables)


class Places:
    """Which area lies in which."""

    def __init__(self, areas: Iterable[Row]) -> None:
        self._parent = {row["id"]: row.get("parent") or "" for row in areas}

    def contains(self, outer: str, inner: str) -> bool:
        """True when `inner` is `outer` or lies inside it."""
        while inner and inner != outer:
            inner = self._parent[inner]
        return inner == outer


def listed(stated: list[str], demanded: str) -> bool:
    """An empty list restricts nothing and an empty demand asks for nothing."""
    return not stated or not demanded or demanded in stated


def overlap_half_open(one: tuple[Count, Count], other: tuple[Count, Count]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def overlap_inclusive(one: tuple[Count, Count], other: tuple[Count, Count]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def months(row: Row) -> tuple[Count, Count]:
    return bounds(row, "from_month", "to_month")


def ages(row: Row) -> tuple[Count, Count]:
    return bounds(row, "age_min", "age_max")


def affordable(need: Row, activity: Row) -> bool:
    """True unless both say what they pay or ask, and it is too much."""
    payable, price = need.get("max_cost"), activity.get("cost")
    return not payable or not price or Fraction(price) <= Fraction(payable)


def provides(activity: Row, demanded: list[str]) -> bool:
    """True when the activity lists everything that is demanded, or lists nothing at all."""
    provided = items(activity, "access")
    return not provided or set(demanded) <= set(provided)


def free_seats(activity: Row) -> int | None:
    """Seats that nobody holds; None when nobody knows how many there are."""
    seats = whole(activity, "capacity")
    return None if seats is None else max(0, seats - (whole(activity, "in_use") or 0))


def stage_reached(need: Row, activity: Row, places: Places) -> int:
    """How many of the stages exists, area, period, eligible the pair passes, in this order: 0 to 4."""
    areas = items(activity, "areas")
    home = need.get("area") or ""
    passed = (
        activity["theme"] == need["theme"]
        and listed(items(activity, "target_groups"), need.get("target_group") or ""),
        not areas or not home or any(places.contains(area, home) for area in areas),
        overlap_half_open(months(need), months(activity)),
        listed(items(activity, "languages"), need.get("language") or "")
        and overlap_inclusive(ages(need), ages(activity))
        and affordable(need, activity)
        and provides(activity, items(need, "access")),
    )
    return next((stage for stage, passes in enumerate(passed) if not passes), ELIGIBLE)


def relies_on_unstated(need: Row, activity: Row) -> bool:
    """True when the need states something about which the activity says nothing."""
    lists = (("target_group", "target_groups"), ("area", "areas"), ("language", "languages"))
    silent = any(need.get(demand) and not items(activity, stated) for demand, stated in lists)
    silent |= bool(need.get("max_cost")) and not activity.get("cost")
    silent |= bool(items(need, "access")) and not items(activity, "access")
    open_range = (-INFINITY, INFINITY)
    return silent or (ages(need) != open_range and ages(activity) == open_range)


@dataclass
class Matches:
    """Which activities may serve which need, and how far each need got at best."""

    pairs: Pairs
    stage: dict[str, int]
    unstated: dict[str, bool]


def match_all(folder: Folder) -> Matches:
    places = Places(folder.areas)
    matches = Matches({}, {}, {})
    for need in folder.needs:
        stages = {row["id"]: stage_reached(need, row, places) for row in folder.activities}
        serving = [row for row in folder.activities if stages[row["id"]] == ELIGIBLE]
        matches.pairs[need["id"]] = {row["id"] for row in serving}
        matches.stage[need["id"]] = max(stages.values(), default=0)
        matches.unstated[need["id"]] = any(relies_on_unstated(need, row) for row in serving)
    return matches
