"""Who comes to the meetings of forums, who speaks and who stops coming (methods M1.9, M1.10), the plain way.

Only what the bundled study holds: no seat says that somebody resigned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from oracle_forums import DEFAULT_SECTORS
from oracle_tables import Folder, Row, items, whole

CIVIL_SIDE = ("civil_society", "target_group")
SILENT_MEETINGS = 2
END_OF_WORK = "16:00"

Holder = tuple[str, str]  # an actor, or a person


def attendance(folder: Folder) -> dict[str, dict[str, object]]:
    """Meetings, parity of those who came as a series and together, its slope, relevance and what follows."""
    return {forum["id"]: _forum(folder, forum) for forum in folder.forums}


def _forum(folder: Folder, forum: Row) -> dict[str, object]:
    meetings = meetings_of(folder, forum)
    expected = expected_sectors(forum)
    came = [sectors_present(folder, meeting) for meeting in meetings]
    series = [None if counts is None else parity(counts, expected) for counts in came]
    together = sum((counts for counts in came if counts is not None), Counter[str]())
    known = [(Fraction(number), point) for number, point in enumerate(series, 1) if point is not None]
    return {
        "meetings": len(meetings),
        "recorded": sum(counts is not None for counts in came),
        "series": [shown(point) for point in series],
        "parity": shown(parity(together, expected)),
        "erosion": shown(slope(known)),
        "relevance": shown(relevance(folder, meetings)),
        "absence_slope": shown(slope(list(_low_relevance_and_absence(folder, forum, meetings)))),
    }


def meetings_of(folder: Folder, forum: Row) -> list[Row]:
    """The meetings of a forum by time."""
    own = [row for row in folder.meetings if row["forum"] == forum["id"]]
    return sorted(own, key=lambda row: (row["start"], row["id"]))


def expected_sectors(forum: Row) -> list[str]:
    return [entry.split("=")[0].strip() for entry in items(forum, "composition")] or list(DEFAULT_SECTORS)


def entitled(folder: Folder, meeting: Row) -> dict[Holder, str]:
    """Who has a seat on the day of a meeting, each once, with the sector of the actor they sit for."""
    sector = {row["id"]: row["sector"] for row in folder.actors}
    day = meeting["start"][:10]
    return {
        holder(seat): sector[seat["actor"]]
        for seat in folder.seats
        if seat["forum"] == meeting["forum"]
        and (seat.get("from") or "") <= day
        and (not seat.get("to") or day < seat["to"])
    }


def holder(row: Row) -> Holder:
    """The person, or the actor where a row names no person."""
    return ("person", row["person"]) if row.get("person") else ("actor", row["actor"])


def listed(folder: Folder, meeting: Row) -> dict[Holder, Row]:
    """Who stands on the list of a meeting; empty where nobody kept one."""
    return {holder(row): row for row in folder.attendance if row["meeting"] == meeting["id"]}


def sectors_present(folder: Folder, meeting: Row) -> Counter[str] | None:
    """Members who came by sector; None where nobody kept a list."""
    came = listed(folder, meeting)
    if not came:
        return None
    return Counter(sector for member, sector in entitled(folder, meeting).items() if member in came)


def parity(counts: Counter[str], expected: Sequence[str]) -> Fraction | None:
    """P = 1 - m/(2(m-1)) * sum |p - 1/m|; None where nobody of the expected sectors is counted."""
    total, m = sum(counts[sector] for sector in expected), len(expected)
    if total == 0 or m < 2:
        return None
    away = sum(abs(Fraction(counts[sector], total) - Fraction(1, m)) for sector in expected)
    return 1 - Fraction(m, 2 * (m - 1)) * away


def slope(points: Sequence[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Least squares; None for fewer than two points or when all stand at one place."""
    if len(points) < 2:
        return None
    x_mean = sum((x for x, _ in points), Fraction(0)) / len(points)
    spread = sum(((x - x_mean) ** 2 for x, _ in points), Fraction(0))
    return sum(((x - x_mean) * y for x, y in points), Fraction(0)) / spread if spread else None


def relevance(folder: Folder, meetings: Iterable[Row]) -> Fraction | None:
    """Minutes of items that concern both sides / minutes of items of which this is known."""
    ids = {meeting["id"] for meeting in meetings}
    both, known = 0, 0
    for item in folder.agenda_items:
        minutes, sectors = whole(item, "minutes"), items(item, "relevant_sectors")
        if item["meeting"] not in ids or minutes is None or not sectors:
            continue
        known += minutes
        both += minutes if "municipal" in sectors and set(sectors) & set(CIVIL_SIDE) else 0
    return Fraction(both, known) if known else None


def _low_relevance_and_absence(
    folder: Folder, forum: Row, meetings: Sequence[Row]
) -> Iterable[tuple[Fraction, Fraction]]:
    """1 - relevance of a meeting, and the absent part of the civil side at the next one."""
    for before, after in pairwise(meetings):
        relevant, came = relevance(folder, [before]), sectors_present(folder, after)
        members = sum(sector in CIVIL_SIDE for sector in entitled(folder, after).values())
        if relevant is not None and came is not None and members:
            yield 1 - relevant, 1 - Fraction(sum(came[sector] for sector in CIVIL_SIDE), members)


def speaking_parity(folder: Folder) -> dict[str, str]:
    """Parity of the seconds spoken, in meetings where they are known of every member who came."""
    found: dict[str, str] = {}
    for forum in folder.forums:
        seconds: Counter[str] = Counter()
        for meeting in meetings_of(folder, forum):
            came = listed(folder, meeting)
            present = {m: sector for m, sector in entitled(folder, meeting).items() if m in came}
            spoken = {member: whole(came[member], "speaking_seconds") for member in present}
            if present and None not in spoken.values():
                for member, sector in present.items():
                    seconds[sector] += spoken[member] or 0
        even = parity(seconds, expected_sectors(forum))
        if even is not None:
            found[forum["id"]] = str(even)
    return found


def dropped_off(folder: Folder) -> list[list[object]]:
    """Forum, person and last meeting attended, counted from the first, of all who missed the two after it."""
    found: list[list[object]] = []
    for forum in folder.forums:
        meetings = meetings_of(folder, forum)
        seated = [entitled(folder, meeting).keys() for meeting in meetings]
        lists = [listed(folder, meeting).keys() for meeting in meetings]
        for member in set().union(*seated):
            held = [came for members, came in zip(seated, lists, strict=True) if member in members]
            last = max((number for number, came in enumerate(held, 1) if member in came), default=0)
            if sum(bool(came) for came in held[last:]) >= SILENT_MEETINGS:
                found.append([forum["id"], member[1], last])
    return sorted(found, key=str)


def in_working_hours(folder: Folder) -> list[str]:
    """Forums all of whose meetings begin before the end of work."""
    begins = {forum["id"]: [m["start"][11:] for m in meetings_of(folder, forum)] for forum in folder.forums}
    return sorted(forum for forum, times in begins.items() if times and max(times) < END_OF_WORK)


def shown(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
