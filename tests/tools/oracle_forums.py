"""Who sits in which forum, and how even it is (methods M1.1), the plain way."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from oracle_tables import Folder, Row, items

DEFAULT_SECTORS = ("municipal", "civil_society")


def forums(folder: Folder) -> dict[str, dict[str, object]]:
    """Seats by sector and parity on the latest day; a person seated twice with equal votes counts once."""
    sector = {row["id"]: row["sector"] for row in folder.actors}
    result: dict[str, dict[str, object]] = {}
    for forum in folder.forums:
        day = seat_day(folder, forum)
        rows = [row for row in folder.seats if row["forum"] == forum["id"] and is_held(row, day)]
        rows.sort(key=lambda row: row["actor"], reverse=True)  # the first actor in id order is written last
        holders = {seat_holder(row, number): row["actor"] for number, row in enumerate(rows)}
        expected = [entry.split("=")[0].strip() for entry in items(forum, "composition")] or list(
            DEFAULT_SECTORS
        )
        seats = dict.fromkeys(expected, 0)
        other: dict[str, int] = {}
        for actor in holders.values():
            counts = seats if sector[actor] in seats else other
            counts[sector[actor]] = counts.get(sector[actor], 0) + 1
        result[forum["id"]] = {
            "seats": seats,
            "other": other,
            "seated_twice": len(rows) - len(holders),
            "parity": parity(list(seats.values())),
        }
    return result


def seat_day(folder: Folder, forum: Row) -> str:
    """The day of the latest meeting of any forum, else of the last beginning of a seat; empty without any.

    A forum that had ended by then is taken on the day before it ended.
    """
    met = [row["start"][:10] for row in folder.meetings]
    day = max(met or [row.get("from") or "" for row in folder.seats], default="")
    end = forum.get("ends_on") or ""
    if end and end <= day:
        day = (date.fromisoformat(end) - timedelta(days=1)).isoformat()
    return day


def is_held(seat: Row, day: str) -> bool:
    """True when the seat is held on the day; a missing end of its period is open, and so is a missing day."""
    first, last = seat.get("from") or "", seat.get("to") or ""
    return not day or (first <= day and (not last or day < last))


def seat_holder(row: Row, number: int) -> tuple[str, str]:
    """Who holds a seat: the person with these votes, or the seat itself when it names no person."""
    return (row["person"], row.get("votes") or "") if row.get("person") else ("", str(number))


def parity(seats: list[int]) -> str | None:
    """P = 1 - m/(2(m-1)) * sum |p - 1/m| over the expected sectors; None without seats or with one sector."""
    m, total = len(seats), sum(seats)
    if m < 2 or total == 0:
        return None
    distance = sum(abs(Fraction(n, total) - Fraction(1, m)) for n in seats)
    return str(1 - Fraction(m, 2 * (m - 1)) * distance)
