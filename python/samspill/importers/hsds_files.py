"""The CSV files of an HSDS-like service directory, read by their names in the 1.x, Ohana and 3.0 layouts.

Rows of people (contacts, phones) are read for their references alone; names, numbers and addresses in them
never leave this module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from samspill.importers.cells import clean
from samspill.importers.sheet import read_sheets
from samspill.importers.tables import FindingLog, Rule, Where

if TYPE_CHECKING:
    from pathlib import Path

#: Table -> file stems under which the layouts keep it.
_FILES = {
    "organizations": ("organizations", "organization"),
    "services": ("services", "service"),
    "locations": ("locations", "location"),
    "programs": ("programs", "program"),
    "service_at_location": ("service_at_location", "service_at_locations", "services_at_location"),
    "addresses": ("addresses", "physical_addresses", "address"),
    "service_areas": ("service_areas", "service_area"),
    "schedules": ("schedules", "regular_schedules", "regular_schedule"),
    "holiday_schedules": ("holiday_schedules", "holiday_schedule"),
    "eligibility": ("eligibility", "eligibilitys"),
    "languages": ("languages", "language"),
    "taxonomies": ("taxonomies",),
    "taxonomy_terms": ("taxonomy_terms", "taxonomy_term", "taxonomy"),
    "service_taxonomy": ("service_taxonomy", "services_taxonomy", "service_taxonomys"),
    "attributes": ("attributes", "service_attributes", "service_attribute"),
    "service_capacity": ("service_capacity", "service_capacities"),
    "units": ("units", "unit"),
    "contacts": ("contacts", "contact"),
    "phones": ("phones", "phone"),
}
_PERSONAL = frozenset({"contacts", "phones"})

#: Column that refers to another table -> that table. Lists of ids stand in columns that end in ``s``.
_REFERENCES = {
    "organization_id": "organizations",
    "parent_organization_id": "organizations",
    "service_id": "services",
    "location_id": "locations",
    "program_id": "programs",
    "service_at_location_id": "service_at_location",
    "contact_id": "contacts",
    "phone_id": "phones",
    "parent_id": "taxonomy_terms",
    "taxonomy_term_id": "taxonomy_terms",
    "taxonomy_ids": "taxonomy_terms",
    "unit_id": "units",
    "link_id": "any table",
}
_ANY_TABLE = "any table"
#: Tables without which there is no directory, with their required columns.
_REQUIRED = {"organizations": ("id", "name"), "services": ("id", "name")}

_MISSING_TABLE = Rule("error", "missing_table", "the folder has no file of this table")
_MISSING_COLUMN = Rule("error", "missing_column", "the required column is missing")
_NO_RECORDS = Rule("error", "empty_table", "no row of the table can be used")
_MISSING_ID = Rule("warning", "missing_value", "the row has no id; it is left out", "fill in the id")
_REPEATED_ID = Rule(
    "warning", "duplicate_id", "the id stands in an earlier row already; the earlier row counts"
)

_LIST = re.compile(r"[,;|]")


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table: its row in the file and its cleaned cells by column name."""

    row: int
    cells: dict[str, str]

    def text(self, *columns: str) -> str:
        """The first cell that is not empty among the columns, "" when all are empty or absent."""
        return next((self.cells[column] for column in columns if self.cells.get(column)), "")

    def items(self, column: str) -> list[str]:
        """The parts of a cell that holds a list separated by commas, semicolons or bars."""
        return [part.strip() for part in _LIST.split(self.cells.get(column, "")) if part.strip()]


@dataclass(frozen=True)
class Directory:
    """The tables of a directory that are used; ``files`` names the file of each table that exists."""

    files: dict[str, str]
    records: dict[str, list[Record]] = field(default_factory=dict)

    def __getitem__(self, table: str) -> list[Record]:
        """The rows of a table, none when there is no such file."""
        return self.records.get(table, [])

    def ids(self, table: str) -> set[str]:
        """The ids of the rows of a table."""
        return {record.text("id") for record in self[table]}


def find_files(folder: Path) -> dict[str, Path]:
    """The known tables of a folder with their files; of two files for one table the first in text order."""
    found: dict[str, Path] = {}
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv")
    except OSError:
        return found
    for path in paths:
        for table, stems in _FILES.items():
            if path.stem.lower() in stems:
                found.setdefault(table, path)
    return found


def read_directory(folder: Path, log: FindingLog) -> Directory:
    """All known tables of a folder. Broken rows and references are findings; no content raises."""
    paths = find_files(folder)
    directory = Directory({table: path.name for table, path in paths.items()})
    for table, path in paths.items():
        directory.records[table] = _read_table(table, path, log)
    for table in _REQUIRED:
        if table not in paths:
            log.add(_MISSING_TABLE, Where(table))
    _check_references(directory, log)
    return directory


def _read_table(table: str, path: Path, log: FindingLog) -> list[Record]:
    """The usable records of one file: the first with each id, and those without an id where none is due."""
    own_log = FindingLog(path.name)
    sheets = read_sheets(path, own_log)
    log.merge(own_log)
    if not sheets:
        return []
    rows = sheets[0].rows
    header = _header(table, rows[0])
    required = _REQUIRED.get(table, ())
    for column in required:
        if column not in header:
            log.add(_MISSING_COLUMN, Where(table, column, path.name))
    kept = {name: k for k, name in reversed(list(enumerate(header))) if name and _is_kept(table, name)}
    records = [
        Record(row, {name: clean(cells[k]) if k < len(cells) else "" for name, k in kept.items()})
        for row, cells in enumerate(rows[1:], start=2)
        if any(map(clean, cells))
    ]
    usable = [record for record in records if not required or record.text("id")]
    unique = {record.text("id") or f"row {record.row}": record for record in reversed(usable)}
    if required and not usable:
        log.add(_NO_RECORDS, Where(table, file=path.name))
    where = Where(table, "id", path.name)
    log.add_rows(_MISSING_ID, {r.row for r in records} - {r.row for r in usable}, where)
    log.add_rows(_REPEATED_ID, {r.row for r in usable} - {r.row for r in unique.values()}, where)
    return sorted(unique.values(), key=lambda record: record.row)


def _header(table: str, cells: list[str]) -> list[str]:
    """Column names in lower case with underscores; in the 1.x table of terms ``taxonomy_id`` is the id."""
    header = [re.sub(r"\W+", "_", clean(cell).lower()) for cell in cells]
    if table == "taxonomy_terms" and "id" not in header:
        return ["id" if name == "taxonomy_id" else name for name in header]
    return header


def _is_kept(table: str, column: str) -> bool:
    return table not in _PERSONAL or column == "id" or column.endswith("_id")


def _check_references(directory: Directory, log: FindingLog) -> None:
    """Reports ids that no row has, one finding for each column."""
    for table, records in directory.records.items():
        for column in sorted({column for record in records for column in record.cells}):
            target = _target(table, column)
            if target is None:
                continue
            known = directory.ids(target) if target != _ANY_TABLE else _every_id(directory)
            dangling = [r.row for r in records for part in _referred(r, column) if part not in known]
            log.add_rows(_dangling(target), dangling, Where(table, column, directory.files[table]))


def _dangling(target: str) -> Rule:
    return Rule(
        "warning",
        "unknown_id",
        f"no row of {target} has the id that the cell refers to; the reference is ignored",
        "add the missing row or correct the id",
    )


def _every_id(directory: Directory) -> set[str]:
    return set[str]().union(*(directory.ids(table) for table in directory.records))


def _target(table: str, column: str) -> str | None:
    """The table that a column refers to; ``taxonomy_id`` names a taxonomy in terms and a term elsewhere."""
    if column == "taxonomy_id":
        return "taxonomies" if table == "taxonomy_terms" else "taxonomy_terms"
    return _REFERENCES.get(column)


def _referred(record: Record, column: str) -> list[str]:
    text = record.cells.get(column, "")
    return record.items(column) if column.endswith("_ids") else [text] if text else []
