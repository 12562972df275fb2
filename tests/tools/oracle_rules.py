"""How forums stand against the rules that come with Samspill (methods M1.12), the plain way.

The bounds are those of the file of rules; the facts are counted from the tables again.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from oracle_forums import is_held, seat_day, seat_holder
from oracle_members import CIVIL_SIDE, expected_sectors, meetings_of, parity, relevance
from oracle_tables import Folder, Row, items, whole

RULES = Path(__file__).resolve().parents[2] / "python" / "samspill" / "data" / "forum_rules.csv"
TERMS = ("purpose", "tasks", "mandate", "composition", "meets_per_year")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

Value = Fraction | int | None


class Facts:
    """What can be told about one forum; None where the tables do not tell."""

    def __init__(self, folder: Folder, forum: Row) -> None:
        self._folder = folder
        self._forum = forum
        self._sector = {row["id"]: row["sector"] for row in folder.actors}
        self._type = {row["id"]: row.get("type") or "" for row in folder.actors}
        self._person = {row["id"]: row for row in folder.people}
        day = seat_day(folder, forum)
        self._rows = [row for row in folder.seats if row["forum"] == forum["id"] and is_held(row, day)]
        self._seats = list({seat_holder(row, k): row for k, row in enumerate(self._rows)}.values())
        self._counts = Counter(self._sector[row["actor"]] for row in self._seats)
        self._meetings = meetings_of(folder, forum)

    def parity(self) -> Value:
        return parity(self._counts, expected_sectors(self._forum))

    def coordinators(self) -> Value:
        named = {row["person"] for row in self._coordinators() if row.get("person")}
        unnamed = sum(not row.get("person") for row in self._coordinators())
        return len(named) + unnamed if self._seats else None

    def coordinators_placed(self) -> Value:
        seats = self._coordinators()
        placed = [bool(self._of(row, "role")) and bool(self._of(row, "tier")) for row in seats]
        return 1 if placed and all(placed) else None

    def coordinator_hours_per_actor(self) -> Value:
        hours = [self._of(row, "hours") for row in self._coordinators()]
        actors = {row["actor"] for row in self._rows}
        if not hours or not all(hours):
            return None
        return sum(map(Fraction, hours), Fraction(0)) / len(actors)

    def leading_sectors(self) -> Value:
        led = 0
        expected = expected_sectors(self._forum)
        for sector in expected:
            members = [row for row in self._seats if self._sector[row["actor"]] == sector]
            tiers = [self._of(row, "tier") for row in members]
            if "leadership" not in tiers and "" in tiers:
                return None
            led += "leadership" in tiers
        return Fraction(led, len(expected))

    def mandate_stated(self) -> Value:
        return int(bool(self._forum.get("mandate", "")))

    def civil_society_share(self) -> Value:
        return Fraction(self._civil(), len(self._seats)) if self._seats else None

    def civil_society_types(self) -> Value:
        types = {self._type[row["actor"]] for row in self._seats if self._is_civil(row)}
        return None if "" in types else len(types)

    def municipal_seats(self) -> Value:
        return self._counts["municipal"] if self._seats else None

    def fewest_seats_of_both(self) -> Value:
        return min(self._counts["municipal"], self._civil()) if self._seats else None

    def competences_missing(self) -> Value:
        required = set(items(self._forum, "competences"))
        stated = [
            items(self._person[row["person"]], "competences") if row.get("person") else []
            for row in self._seats
        ]
        missing = required.difference(*stated)
        return None if not required or (missing and not all(stated)) else len(missing)

    def end_stated(self) -> Value:
        told = any(row.get("ends_on") or row.get("in_operation") for row in self._folder.forums)
        ends = bool(self._forum.get("ends_on", "")) or self._forum.get("in_operation", "") == "yes"
        return int(ends) if told else None

    def terms_stated(self) -> Value:
        return sum(bool(self._forum.get(term)) for term in TERMS)

    def terms_age(self) -> Value:
        agreed, today = self._forum.get("agreed_on", ""), self._today()
        if not agreed or not today:
            return None
        months = 12 * (int(today[:4]) - int(agreed[:4])) + int(today[5:7]) - int(agreed[5:7])
        return months - (today[8:] < agreed[8:])

    def meeting_overlap(self) -> Value:
        people = {row["person"]: self._person[row["person"]] for row in self._seats if row.get("person")}
        civil = [p for p, row in people.items() if self._sector[row["actor"]] in CIVIL_SIDE]
        asked = [items(people[person], "available") for person in civil if people[person].get("available")]
        total = sum(end - begin for _, begin, end in self._times())
        free = sum(overlap(hours, *time) for hours in asked for time in self._times())
        return Fraction(free, total * len(asked)) if total and asked else None

    def agenda_relevance(self) -> Value:
        return relevance(self._folder, self._meetings)

    def meeting_ratio(self) -> Value:
        meant, today = whole(self._forum, "meets_per_year"), self._today()
        if not meant or not today:
            return None
        year_ago = f"{int(today[:4]) - 1}{today[4:]}"
        return Fraction(sum(year_ago < row["start"][:10] <= today for row in self._meetings), meant)

    def users_involved(self) -> Value:
        involved = bool(self._counts["target_group"]) or bool(self._forum.get("involvement", ""))
        return int(involved) if self._seats or involved else None

    def _of(self, seat: Row, column: str) -> str:
        """What the tables say of the person in a seat; empty when they do not, or it names nobody."""
        return self._person.get(seat.get("person") or "", {}).get(column) or ""

    def _coordinators(self) -> list[Row]:
        return [row for row in self._rows if row.get("role") == "coordinator"]

    def _is_civil(self, row: Row) -> bool:
        return self._sector[row["actor"]] in CIVIL_SIDE

    def _civil(self) -> int:
        return sum(map(self._is_civil, self._seats))

    def _today(self) -> str:
        """The day of the latest meeting of any forum."""
        return max((row["start"][:10] for row in self._folder.meetings), default="")

    def _times(self) -> list[tuple[str, int, int]]:
        """Weekday, first and last minute of each meeting of known length; none goes past midnight."""
        times = []
        for row in self._meetings:
            if row.get("end"):
                begin, end = (datetime.fromisoformat(row[name]) for name in ("start", "end"))
                minutes = [60 * time.hour + time.minute for time in (begin, end)]
                times.append((WEEKDAYS[begin.weekday()], minutes[0], minutes[1]))
        return times


def overlap(hours: list[str], weekday: str, begin: int, end: int) -> int:
    """Minutes of a meeting in which somebody is free; ``MO 17:00-21:00`` is an entry of their hours."""
    free = 0
    for entry in hours:
        day, _, span = entry.partition(" ")
        first, last = (60 * int(time[:2]) + int(time[3:]) for time in span.split("-"))
        free += max(0, min(end, last) - max(begin, first)) if day == weekday else 0
    return free


def rules(folder: Folder) -> dict[str, dict[str, str]]:
    """The outcome of every rule that is asked of a forum of its form."""
    with RULES.open(encoding="utf-8", newline="") as file:
        asked = list(csv.DictReader(file))
    found: dict[str, dict[str, str]] = {}
    for forum in folder.forums:
        facts = Facts(folder, forum)
        found[forum["id"]] = {
            rule["rule"]: outcome(getattr(facts, rule["fact"])(), rule)
            for rule in sorted(asked, key=lambda rule: rule["rule"])
            if forum["form"] in items(rule, "forms")
        }
    return found


COMPARISONS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "at_least": lambda value, bound: value >= bound,
    "at_most": lambda value, bound: value <= bound,
    "exactly": lambda value, bound: value == bound,
}


def outcome(value: Value, rule: Row) -> str:
    if value is None:
        return "not_assessable"
    meets = COMPARISONS[rule["comparison"]]
    for name in ("pass", "warn"):
        if rule[name] and meets(Fraction(value), Fraction(rule[name])):
            return name
    return "fail"
