"""What the rows of a directory say about one service: who gives it, where, for whom, in which languages."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from samspill.importers.cells import NUMBER_RULES, NumberReader, Problem, fold, words
from samspill.importers.language_names import language_code
from samspill.importers.tables import Rule, Where

if TYPE_CHECKING:
    from samspill.importers.hsds_files import Directory, Record
    from samspill.importers.tables import FindingLog

_NOT_ACTIVE = ("inactive", "defunct", "temporarily closed")
_PLACES = words(
    """person people persons place places seat seats bed beds slot slots participant participants client
    clients"""
)
_NO_REQUIREMENT = frozenset({"none", "none.", "no requirement", "no requirements", "n/a"})
_MAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}")
_PHONE = re.compile(r"\(?\+?\d[\d\s().-]{5,}\d")
_YEARS = re.compile(r"(19|20)\d{2}\D+(19|20)\d{2}")

_REVERSED_AGES = Rule(
    "error",
    "reversed_interval",
    "the maximum age is below the minimum age",
    "swap the two ages or correct the wrong one",
)
_OTHER_UNIT = Rule(
    "info", "unit_not_people", "the unit is neither a person nor a place for one; the row is left out"
)
_UNKNOWN_STATUS = Rule(
    "warning",
    "unknown_term",
    f"the status is none of active, {', '.join(_NOT_ACTIVE)}; the service is left out",
)
_PROSE = Rule(
    "info",
    "eligibility_in_prose",
    "who may use the service is described in prose, which is not matched",
    "state ages in minimum_age and maximum_age",
)


class Links:
    """Which organisation gives each service and at which locations."""

    def __init__(self, directory: Directory) -> None:
        organisations = directory.ids("organizations")
        self._owners = {r.text("id"): r.text("organization_id") for r in directory["locations"]}
        self._programs = {r.text("id"): r.text("organization_id") for r in directory["programs"]}
        self._organisations = organisations
        self._locations: dict[str, set[str]] = defaultdict(set)
        known = directory.ids("locations")
        for service in directory["services"]:
            self._locations[service.text("id")].update({service.text("location_id")} & known)
        for link in directory["service_at_location"]:
            self._locations[link.text("service_id")].update({link.text("location_id")} & known)

    def locations_of(self, service: Record) -> set[str]:
        """Ids of the known locations where a service is given."""
        return self._locations[service.text("id")]

    def locations_owned_by(self, organisation: str) -> set[str]:
        """Ids of the locations of an organisation."""
        return {location for location, owner in self._owners.items() if owner == organisation}

    def organisation_of(self, service: Record) -> str:
        """The organisation stated by the service, its program, or all of its locations; "" when none is."""
        owners = {self._owners[location] for location in self.locations_of(service)}
        for stated in (service.text("organization_id"), self._programs.get(service.text("program_id"), "")):
            if stated in self._organisations:
                return stated
        return owners.pop() if len(owners) == 1 and owners <= self._organisations else ""


class Languages:
    """The languages stated for services, else for the locations where they are given; codes where known."""

    def __init__(self, directory: Directory) -> None:
        self._services: dict[str, set[str]] = defaultdict(set)
        self._locations: dict[str, set[str]] = defaultdict(set)
        for table, found in (("services", self._services), ("locations", self._locations)):
            for record in directory[table]:
                found[record.text("id")].update(map(language_code, record.items("languages")))
        for record in directory["languages"]:
            language = language_code(record.text("code", "language", "name"))
            if language and record.text("service_id"):
                self._services[record.text("service_id")].add(language)
            elif language and record.text("location_id"):
                self._locations[record.text("location_id")].add(language)

    def of(self, service: str, locations: set[str]) -> list[str]:
        """Languages of a service, sorted; empty when none is stated."""
        at_locations = set[str]().union(*(self._locations[location] for location in locations))
        return sorted(self._services[service] or at_locations)


class Ages:
    """Minimum and maximum ages as the number columns state them; ages in prose are not guessed."""

    def __init__(self, directory: Directory, log: FindingLog) -> None:
        self._of: dict[str, tuple[int | None, int | None]] = {}
        for table, key in (("services", "id"), ("eligibility", "service_id")):
            numbers = _WholeNumbers(table, directory, log)
            reversed_rows = []
            for record in directory[table]:
                low, high = numbers.read(record, "minimum_age"), numbers.read(record, "maximum_age")
                if low is not None and high is not None and low > high:
                    reversed_rows.append(record.row)
                elif low is not None or high is not None:
                    self._of[record.text(key)] = (low, high)
            numbers.log()
            file = directory.files.get(table, "")
            log.add_rows(_REVERSED_AGES, reversed_rows, Where(table, "maximum_age", file))

    def of(self, service: str) -> tuple[int | None, int | None]:
        """Minimum and maximum age of a service; ``None`` where it states no bound."""
        return self._of.get(service, (None, None))


class Capacities:
    """Places per service, from HSDS 3.1 ``service_capacity`` rows that count people or places for them."""

    def __init__(self, directory: Directory, log: FindingLog) -> None:
        units = {r.text("id"): r.text("name") for r in directory["units"]}
        numbers = _WholeNumbers("service_capacity", directory, log)
        stated: dict[str, list[int | None]] = defaultdict(list)
        other_units = []
        for record in directory["service_capacity"]:
            unit = record.text("unit") or units.get(record.text("unit_id"), "")
            if unit and fold(unit) not in _PLACES:
                other_units.append(record.row)
                continue
            column = "maximum" if record.text("maximum") else "available"
            stated[record.text("service_id")].append(numbers.read(record, column))
        self._of = {service: values[0] for service, values in stated.items() if len(values) == 1}
        numbers.log()
        file = directory.files.get("service_capacity", "")
        log.add_rows(_OTHER_UNIT, other_units, Where("service_capacity", file=file))

    def of(self, service: str) -> int | None:
        """The places of a service; ``None`` when it states none, or several figures without a total."""
        return self._of.get(service)


class _WholeNumbers:
    """Reads number cells of one table, rounded down to whole units, and reports those that are none."""

    def __init__(self, table: str, directory: Directory, log: FindingLog) -> None:
        self._table = table
        self._file = directory.files.get(table, "")
        self._log = log
        self._reader = NumberReader()
        self._problems: dict[tuple[str, Problem], list[int]] = defaultdict(list)

    def read(self, record: Record, column: str) -> int | None:
        number = self._reader.read(record.text(column))
        if number.problem:
            self._problems[column, number.problem].append(record.row)
        return None if number.value is None else math.floor(number.value)

    def log(self) -> None:
        for (column, problem), rows in self._problems.items():
            self._log.add_rows(NUMBER_RULES[problem], rows, Where(self._table, column, self._file))


def active_services(directory: Directory, log: FindingLog) -> list[Record]:
    """The services that are given today; the others are counted in findings. No status means active."""
    services = directory["services"]
    counts = Counter(service.text("status").lower() for service in services)
    left_out = [f"{counts[status]} {status}" for status in _NOT_ACTIVE if counts[status]]
    where = Where("services", "status", directory.files.get("services", ""))
    if left_out:
        message = f"services that are not given today are left out: {', '.join(left_out)}"
        log.add(Rule("info", "status_not_active", message), where)
    known = {"", "active", *_NOT_ACTIVE}
    log.add_rows(_UNKNOWN_STATUS, (s.row for s in services if s.text("status").lower() not in known), where)
    return [service for service in services if service.text("status").lower() in ("", "active")]


def log_eligibility(services: list[Record], file: str, log: FindingLog) -> None:
    """Says how many services tell in prose who may come: prose is not matched. "None" is no requirement."""
    texts = ((s.row, s.text("eligibility", "eligibility_description").casefold()) for s in services)
    rows = (row for row, text in texts if text and text not in _NO_REQUIREMENT)
    log.add_rows(_PROSE, rows, Where("services", file=file))


def without_contacts(text: str) -> str | None:
    """A description without e-mail addresses and phone numbers; ``None`` when nothing is left."""
    text = _MAIL.sub("…", text)
    return _PHONE.sub(lambda m: m[0] if _YEARS.fullmatch(m[0]) else "…", text) or None
