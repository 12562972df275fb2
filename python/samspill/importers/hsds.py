"""Reads HSDS-like service directories: a folder of CSV files in the 1.x, Ohana or 3.0 layout.

Organisations become actors, services become activities. A directory states no needs. Contacts, phone numbers
and e-mail addresses are not taken over.
"""

from __future__ import annotations

from pathlib import Path

from samspill.importers.dates import read_date
from samspill.importers.hsds_areas import Districts
from samspill.importers.hsds_files import Directory, Record, read_directory
from samspill.importers.hsds_schedules import Schedules, check_times
from samspill.importers.hsds_services import (
    Ages,
    Capacities,
    Languages,
    Links,
    active_services,
    log_eligibility,
    without_contacts,
)
from samspill.importers.hsds_themes import Themes
from samspill.importers.sheet import is_folder
from samspill.importers.tables import (
    Columns,
    FindingLog,
    ImportedStudy,
    Rule,
    Where,
    columns_of,
    without_empty,
)
from samspill.importers.vocabulary import ASSUMED_SECTOR, log_assumed_sectors, sector_of_organisation

_ACTOR_COLUMNS = ("id", "name", "sector", "type", "parent", "area")
_ACTIVITY_COLUMNS = (
    "id",
    "name",
    "actor",
    "kind",
    "theme",
    "areas",
    "languages",
    "schedule",
    "age_min",
    "age_max",
    "capacity",
    "description",
    "last_confirmed",
)
_NOT_A_FOLDER = Rule("error", "not_a_folder", "a service directory is a folder of CSV files; this is none")
_CIRCULAR = Rule(
    "warning",
    "actor_cycle",
    "the chain of parent organisations comes back to this row; the parent is ignored",
)
_NO_ORGANISATION = Rule(
    "warning",
    "missing_organisation",
    "the service belongs to no organisation of the directory; it is left out",
)
_NO_AREA = Rule(
    "info",
    "area_unstated",
    "neither a service area nor a street address is stated; the service counts as given everywhere",
)


def read_hsds(path: str | Path) -> ImportedStudy:
    """The study in a service directory.

    Ids are those of the directory behind ``org-`` and ``service-``, because it numbers both from 1.

    Returns:
        Findings and those of the tables ``areas, actors, activities`` that have rows.

    Raises:
        MissingExtraError: a file of the folder is a workbook and the extra ``excel`` is not installed.

    O(rows log rows) time, O(bytes) memory.
    """
    folder = Path(path)
    log = FindingLog(folder.name)
    if not is_folder(folder):
        log.add(_NOT_A_FOLDER)
        return ImportedStudy({}, log.findings(), folder.name)
    directory = read_directory(folder, log)
    if not directory["organizations"]:
        return ImportedStudy({}, log.findings(), folder.name)
    check_times(directory, log)
    links, districts = Links(directory), Districts(directory, log)
    actors, actor_rows = _actors(directory, links, districts, log)
    activities, activity_rows = _activities(directory, links, districts, log)
    areas, area_rows = districts.table()
    return ImportedStudy(
        tables=without_empty({"areas": areas, "actors": actors, "activities": activities}),
        findings=log.findings(),
        title=folder.name,
        source_rows={"areas": area_rows, "actors": actor_rows, "activities": activity_rows},
    )


def _actors(
    directory: Directory, links: Links, districts: Districts, log: FindingLog
) -> tuple[Columns, list[int]]:
    """The table ``actors`` sorted by id; the area is the one place where all locations of an actor are."""
    records = sorted(directory["organizations"], key=lambda r: r.text("id"))
    parents = _parents(records, log, directory.files["organizations"])
    sectors = [
        sector_of_organisation(r.text("legal_status"), r.text("tax_status"), r.text("name")) for r in records
    ]
    log_assumed_sectors(log, sectors, "organizations")
    rows = []
    for record, sector in zip(records, sectors, strict=True):
        identity = record.text("id")
        cities = districts.cities_of(links.locations_owned_by(identity))
        rows.append(
            (
                f"org-{identity}",
                record.text("name"),
                sector or ASSUMED_SECTOR,
                record.text("legal_status") or None,
                f"org-{parents[identity]}" if identity in parents else None,
                cities[0] if len(cities) == 1 else None,
            )
        )
    return columns_of(_ACTOR_COLUMNS, rows), [record.row for record in records]


def _parents(records: list[Record], log: FindingLog, file: str) -> dict[str, str]:
    """The parent of each organisation that has one; chains that come back to their start are cut."""
    known = {r.text("id") for r in records}
    stated = {r.text("id"): r.text("parent_organization_id") for r in records}
    parents = {child: parent for child, parent in stated.items() if parent in known}
    circular = {child for child in parents if _leads_back(child, parents)}
    where = Where("organizations", "parent_organization_id", file)
    log.add_rows(_CIRCULAR, (r.row for r in records if r.text("id") in circular), where)
    return {child: parent for child, parent in parents.items() if child not in circular}


def _leads_back(child: str, parents: dict[str, str]) -> bool:
    seen: set[str] = set()
    at = parents[child]
    while at != child and at in parents and at not in seen:
        seen.add(at)
        at = parents[at]
    return at == child


def _activities(
    directory: Directory, links: Links, districts: Districts, log: FindingLog
) -> tuple[Columns, list[int]]:
    """The table ``activities`` sorted by id: services that are given today, by a known organisation."""
    file = directory.files.get("services", "")
    services = sorted(active_services(directory, log), key=lambda r: r.text("id"))
    where = Where("services", file=file)
    log.add_rows(_NO_ORGANISATION, (s.row for s in services if not links.organisation_of(s)), where)
    services = [s for s in services if links.organisation_of(s)]
    log_eligibility(services, file, log)
    themes, schedules, languages = Themes(directory), Schedules(directory, log), Languages(directory)
    ages, capacities = Ages(directory, log), Capacities(directory, log)
    rows: list[tuple[object, ...]] = []
    without_area = []
    for service in services:
        identity, locations = service.text("id"), links.locations_of(service)
        areas = districts.served_by(identity) or districts.cities_of(locations)
        without_area += [] if areas else [service.row]
        confirmed = read_date(service.text("assured_date") or service.text("last_modified"))
        rows.append(
            (
                f"service-{identity}",
                service.text("name"),
                f"org-{links.organisation_of(service)}",
                "offer",
                themes.of(service),
                areas,
                languages.of(identity, locations),
                schedules.of(identity, locations),
                *ages.of(identity),
                capacities.of(identity),
                without_contacts(service.text("description")),
                confirmed.isoformat() if confirmed else None,
            )
        )
    themes.log(log)
    log.add_rows(_NO_AREA, without_area, where)
    return columns_of(_ACTIVITY_COLUMNS, rows), [service.row for service in services]
