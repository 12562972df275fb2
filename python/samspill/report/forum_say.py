"""What is known about the say in one forum, gathered from the results that there are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samspill.report.context import Context
from samspill.report.forum_parts import (
    Balance,
    Ratings,
    Staying,
    balance_of,
    by_forum,
    one_by_forum,
    ratings_of,
    staying_of,
)
from samspill.report.records import Row, rows_of

#: What the say of two sides can differ in, in the order of the columns.
DIMENSIONS = (
    "seats",
    "voting_power",
    "airtime",
    "agenda_items",
    "decision_mandate",
    "chair",
    "information_lead",
)

#: What a rule can come to, from the best to what nobody can tell.
OUTCOMES = ("pass", "warn", "fail", "not_assessable")

_KINDS = ("step", "recommendation", "leadership_level", "point_of_attention")
_TO_CHANGE = ("fail", "warn")


@dataclass(frozen=True)
class Meeting:
    """A meeting, and who came to it by group; no groups where nobody kept a list."""

    row: Row
    groups: Mapping[str, Row]

    @property
    def recorded(self) -> bool:
        """True when somebody kept a list of who came."""
        return self.row.flag("recorded")

    def share(self, group: str) -> float | None:
        """Part of the group's members who came; none without a list or without members."""
        row = self.groups.get(group)
        entitled = row.count("entitled") if row else 0
        return None if row is None or not self.recorded or entitled == 0 else row.count("present") / entitled


@dataclass(frozen=True)
class ForumSay:
    """One forum in all results. ``None`` and empty where there is no result."""

    id: str
    form: str
    seat_parity: float | None
    seats: Sequence[Row]
    rules: Sequence[Row]
    attendance: Row | None
    meetings: Sequence[Meeting]
    voting: Row | None
    power: Mapping[str, Row]
    composite: Row | None
    dimensions: Mapping[str, Row]
    staying: Staying | None
    balance: Balance | None
    ratings: Ratings | None

    @property
    def outcomes(self) -> Counter[str]:
        """Number of rules by outcome."""
        return Counter(rule.text("outcome") for rule in self.rules)

    @property
    def to_change(self) -> list[Row]:
        """Rules not met before those nearly met; among these steps first, then by kind and id."""
        asked = [rule for rule in self.rules if rule.text("outcome") in _TO_CHANGE]
        return sorted(asked, key=_urgency)


def _urgency(rule: Row) -> tuple[int, int, str]:
    return (
        _TO_CHANGE.index(rule.text("outcome")),
        _KINDS.index(rule.text("kind")) if rule.text("kind") in _KINDS else len(_KINDS),
        rule.text("rule"),
    )


def forums_of(context: Context) -> list[ForumSay]:
    """All forums: most rules not met first, then nearly met, then the steepest fall of parity, then by id."""
    say = context.say
    if say.rules is None:
        return []
    rules = by_forum(say.rules.rows(context.text.lang))
    representation = context.representation
    parity = one_by_forum(representation.forums if representation else None)
    seats = by_forum(representation.sectors if representation else None)
    attendance = one_by_forum(say.attendance.forums if say.attendance else None)
    meetings = _meetings(context)
    voting = one_by_forum(say.voting.forums if say.voting else None)
    power = by_forum(say.voting.sectors if say.voting else None)
    composites = one_by_forum(say.asymmetry.forums if say.asymmetry else None)
    dimensions = by_forum(say.asymmetry.dimensions if say.asymmetry else None)
    staying, balance, ratings = staying_of(context), balance_of(context), ratings_of(context)
    forums = [
        ForumSay(
            id=row.text("id"),
            form=row.text("form"),
            seat_parity=parity[row.text("id")].real("parity") if row.text("id") in parity else None,
            seats=seats[row.text("id")],
            rules=rules[row.text("id")],
            attendance=attendance.get(row.text("id")),
            meetings=meetings[row.text("id")],
            voting=voting.get(row.text("id")),
            power={sector.text("sector"): sector for sector in power[row.text("id")]},
            composite=composites.get(row.text("id")),
            dimensions={part.text("dimension"): part for part in dimensions[row.text("id")]},
            staying=staying.get(row.text("id")),
            balance=balance.get(row.text("id")),
            ratings=ratings.get(row.text("id")),
        )
        for row in context.rows("forums")
    ]
    return sorted(forums, key=_standing)


def _standing(forum: ForumSay) -> tuple[int, int, float, str]:
    erosion = forum.attendance.real("erosion") if forum.attendance else None
    return (-forum.outcomes["fail"], -forum.outcomes["warn"], erosion or 0.0, forum.id)


def _meetings(context: Context) -> Mapping[str, Sequence[Meeting]]:
    meetings: dict[str, list[Meeting]] = defaultdict(list)
    attendance = context.say.attendance
    if attendance is not None:
        groups: dict[str, dict[str, Row]] = defaultdict(dict)
        for row in rows_of(attendance.meeting_groups):
            groups[row.text("meeting")][row.text("group")] = row
        for row in rows_of(attendance.meetings):
            meetings[row.text("forum")].append(Meeting(row, groups[row.text("meeting")]))
    return meetings
