"""Readers of the formats in which other systems keep a network: HXL sheets, service directories, workbooks.

Each reader gives the tables of the data model and findings about the source; it computes nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from samspill.building import TABLE_NAMES
from samspill.importers.excel import read_workbook, table_name
from samspill.importers.hsds import read_hsds
from samspill.importers.hsds_files import find_files
from samspill.importers.hxl import read_hxl
from samspill.importers.hxl_tags import find_tag_row
from samspill.importers.sheet import is_folder, read_sheets
from samspill.importers.sheet_xlsx import MissingExtraError
from samspill.importers.tables import Columns, FindingLog, ImportedStudy, ImportFinding, Rule

__all__ = [
    "Columns",
    "Format",
    "ImportFinding",
    "ImportedStudy",
    "MissingExtraError",
    "detect",
    "read_foreign",
    "read_hsds",
    "read_hxl",
    "read_workbook",
]

#: ``tables``: a folder of CSV tables; ``hsds``: a service directory; ``hxl``: a tagged sheet; ``workbook``:
#: an XLSX file whose sheets are named like the tables.
Format = Literal["tables", "hsds", "hxl", "workbook"]

_SHEET_SUFFIXES = (".csv", ".tsv", ".xlsx", ".json")
_DESCRIPTION_FILE = "datapackage.json"
_NOT_FOREIGN = Rule("error", "not_foreign", "the folder holds tables of the data model; it needs no importer")
_UNKNOWN_FOLDER = Rule(
    "error",
    "unknown_format",
    "the folder holds neither tables of the data model, nor a service directory, nor a single tagged sheet",
    "expected is actors.csv with other tables, or organizations.csv with services.csv, or one sheet",
)


def detect(path: str | Path) -> Format | None:
    """The format of a file or folder, told by its content; ``None`` when it is none of them or unreadable.

    A folder with a single sheet or workbook is what that is.

    Raises:
        MissingExtraError: it is an XLSX file and the extra ``excel`` is not installed.
    """
    location = _sheet_of(Path(path))
    if is_folder(location):
        return _detect_folder(location)
    sheets = read_sheets(location, FindingLog(location.name))
    if "actors" in map(table_name, sheets):
        return "workbook"
    return "hxl" if any(find_tag_row(sheet.rows) for sheet in sheets) else None


def read_foreign(path: str | Path, *, form: Format | None = None) -> ImportedStudy:
    """The study in a file or folder of a foreign format; ``form``, if given, is what was detected.

    A path of no known format gives a study without tables and with an error that says so. So does a folder of
    CSV tables: it is not foreign, and is read without an importer.

    Raises:
        MissingExtraError: it is an XLSX file and the extra ``excel`` is not installed.
    """
    location = _sheet_of(Path(path))
    form = form or detect(location)
    if form == "hsds":
        return read_hsds(location)
    if form == "workbook":
        return read_workbook(location)
    if form == "hxl" or not is_folder(location):
        return read_hxl(location)
    log = FindingLog(location.name)
    log.add(_NOT_FOREIGN if form == "tables" else _UNKNOWN_FOLDER)
    return ImportedStudy({}, log.findings(), location.name)


def _sheet_of(location: Path) -> Path:
    """The one sheet or workbook of a folder that holds nothing else to read, or the location itself."""
    if not is_folder(location) or _detect_folder(location) is not None:
        return location
    try:
        sheets = [
            path
            for path in location.iterdir()
            if path.suffix.lower() in _SHEET_SUFFIXES and path.name != _DESCRIPTION_FILE and path.is_file()
        ]
    except OSError:
        return location
    return sheets[0] if len(sheets) == 1 else location


def _detect_folder(folder: Path) -> Format | None:
    try:
        names = {path.name for path in folder.iterdir()}
    except OSError:
        return None
    if names & {f"{name}.csv" for name in TABLE_NAMES}:
        return "tables"
    return "hsds" if find_files(folder).keys() >= {"organizations", "services"} else None
