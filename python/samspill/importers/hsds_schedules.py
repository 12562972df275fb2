"""Opening hours of a service directory as recurrence rules (RFC 5545), and checks of its times and dates."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from samspill.importers.dates import read_date, read_time
from samspill.importers.tables import Rule, Where, by_code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samspill.importers.hsds_files import Directory, Record
    from samspill.importers.tables import FindingLog

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BY_DAY = re.compile(r"[+-]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU)")
_NUMBERS = re.compile(r"[+-]?\d{1,3}(,[+-]?\d{1,3})*")
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})

_RULES = by_code(
    Rule("warning", "not_a_time", "the cell is not a time of day that can be read; it is left out"),
    Rule(
        "warning",
        "reversed_time",
        "closing time is not after opening time; the day counts, the hours are left out",
    ),
    Rule("warning", "not_a_date", "the cell is not a date that can be read without doubt; it is left out"),
    Rule("warning", "reversed_interval", "the end lies before the start; the dates are left out"),
)
_UNREADABLE = Rule("warning", "schedule_unreadable", "the recurrence cannot be read; the row is left out")


def check_times(directory: Directory, log: FindingLog) -> None:
    """Reports times and dates of both kinds of schedules that cannot be read or contradict each other."""
    for table in ("schedules", "holiday_schedules"):
        noted: dict[tuple[str, str], list[int]] = defaultdict(list)
        for record in directory[table]:
            for code, column in [*_time_problems(record), *_date_problems(record)]:
                noted[code, column].append(record.row)
        for (code, column), rows in noted.items():
            log.add_rows(_RULES[code], rows, Where(table, column, directory.files[table]))


class Schedules:
    """The recurrence rule of each service: its own rows, else those of the one place where it is given."""

    def __init__(self, directory: Directory, log: FindingLog) -> None:
        services_at = {r.text("id"): r.text("service_id") for r in directory["service_at_location"]}
        self._of_services: dict[str, list[str]] = defaultdict(list)
        self._of_locations: dict[str, list[str]] = defaultdict(list)
        unreadable = []
        for record in directory["schedules"]:
            rule = _rule(record)
            service = record.text("service_id") or services_at.get(record.text("service_at_location_id"), "")
            if rule is None:
                unreadable.append(record.row)
            elif service:
                self._of_services[service].append(rule)
            elif location := record.text("location_id"):
                self._of_locations[location].append(rule)
        log.add_rows(_UNREADABLE, unreadable, Where("schedules", file=directory.files.get("schedules", "")))

    def of(self, service: str, locations: set[str]) -> str | None:
        """The rule of a service, ``None`` when no row states one or several rows cannot be one rule."""
        own = self._of_services[service]
        if not own and len(locations) == 1:
            own = self._of_locations[next(iter(locations))]
        return _combined(own)


def _rule(record: Record) -> str | None:
    """One row as a rule: a weekday (1.x) or the recurrence columns (3.0). ``None`` when it cannot be read."""
    if weekday := record.text("weekday"):
        day = _day(weekday)
        return f"FREQ=WEEKLY;BYDAY={day}" if day else None
    frequency = record.text("freq").upper()
    by_day = record.text("byday").upper().replace(" ", "")
    if frequency not in _FREQUENCIES or not all(_BY_DAY.fullmatch(day) for day in by_day.split(",") if day):
        return None
    parts = [f"FREQ={frequency}"]
    for column in ("interval", "count", "byweekno", "bymonthday", "byyearday"):
        text = record.text(column).replace(" ", "")
        if text and not _NUMBERS.fullmatch(text):
            return None
        parts += [f"{column.upper()}={text}"] if text and (column, text) != ("interval", "1") else []
    if until := read_date(record.text("until")):
        parts = [part for part in parts if not part.startswith("COUNT")]  # a rule ends by one of the two
        parts.append("UNTIL=" + until.isoformat().replace("-", ""))
    parts += [f"BYDAY={by_day}"] if by_day else []
    week_start = record.text("wkst")[:2].upper()
    parts += [f"WKST={week_start}"] if week_start in _DAYS and week_start != "MO" else []
    return ";".join(parts)


def _combined(rules: Iterable[str]) -> str | None:
    """Several rules as one: weekly rules that name days alone are joined; others must be the same."""
    distinct = sorted(set(rules))
    prefix = "FREQ=WEEKLY;BYDAY="
    if len(distinct) > 1 and all(
        rule.startswith(prefix) and ";" not in rule[len(prefix) :] for rule in distinct
    ):
        days = {day for rule in distinct for day in rule[len(prefix) :].split(",")}
        if days <= set(_DAYS):
            return prefix + ",".join(day for day in _DAYS if day in days)
    return distinct[0] if len(distinct) == 1 else None


def _day(text: str) -> str | None:
    """The two letters of a weekday given as an English word, its first letters or a number (1 = Monday)."""
    if text.isdecimal():
        return _DAYS[int(text) - 1] if text in "1234567" and len(text) == 1 else None
    short = text[:2].upper()
    return short if short in _DAYS else None


def _time_problems(record: Record) -> list[tuple[str, str]]:
    texts = {column: record.text(column) for column in ("opens_at", "closes_at")}
    times = {column: read_time(text) for column, text in texts.items() if text}
    problems = [("not_a_time", column) for column, time in times.items() if time is None]
    opens, closes = times.get("opens_at"), times.get("closes_at")
    if opens is not None and closes is not None and closes <= opens:
        problems.append(("reversed_time", "closes_at"))
    return problems


def _date_problems(record: Record) -> list[tuple[str, str]]:
    """Problems of the dates of a row. Dates of year 1 stand for every year, so they may wrap over its end."""
    problems: list[tuple[str, str]] = []
    for first, last in (("start_date", "end_date"), ("valid_from", "valid_to")):
        texts = {column: record.text(column) for column in (first, last)}
        dates = {column: read_date(text) for column, text in texts.items() if text}
        problems += [("not_a_date", column) for column, day in dates.items() if day is None]
        start, end = dates.get(first), dates.get(last)
        if start and end and start.year > 1 and end < start:
            problems.append(("reversed_interval", last))
    return problems
