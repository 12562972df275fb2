"""Reads a Samspill workbook: one file whose sheets are named like the tables of the data model.

Cells are handed on as text: what they must be is known to the reader of tables alone, which checks workbooks
and CSV files by the same rules.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from samspill.building import TABLE_NAMES
from samspill.importers.cells import clean
from samspill.importers.sheet import read_sheets
from samspill.importers.tables import Columns, FindingLog, ImportedStudy, Rule, Where, columns_of

if TYPE_CHECKING:
    from samspill.importers.sheet import Sheet

_NOT_A_TABLE = Rule("info", "sheet_not_used", "the sheet is named like no table; it is not read")
_NO_TABLES = Rule(
    "error", "missing_table", "no sheet is named like a table", "name the sheets " + ", ".join(TABLE_NAMES)
)
_NO_HEADER = Rule("error", "empty_table", "the sheet has no header", "remove the sheet")
_NO_NAME = Rule("warning", "missing_header", "cells stand under no column name; they are left out")
_REPEATED = Rule("error", "duplicate_column", "several columns have this name", "keep one of them")


def table_name(sheet: Sheet) -> str | None:
    """The table that a sheet holds by its name, whatever its case and spaces; ``None`` for other sheets."""
    name = clean(sheet.name).lower()
    return name if name in TABLE_NAMES else None


def read_workbook(path: str | Path) -> ImportedStudy:
    """The study in a workbook. Other sheets are reported and left out; a workbook without tables is an error.

    Raises:
        MissingExtraError: the extra ``excel`` is not installed.

    O(cells) time and memory.
    """
    location = Path(path)
    log = FindingLog(location.name)
    sheets = read_sheets(location, log)
    tables: dict[str, Columns] = {}
    source_rows: dict[str, list[int]] = {}
    for sheet in sheets:
        name = table_name(sheet)
        if name is None or name in tables:
            log.add(_NOT_A_TABLE, Where(sheet.name))
        else:
            tables[name], source_rows[name] = _read_table(name, sheet, log)
    if sheets and not tables:
        log.add(_NO_TABLES)
    return ImportedStudy(tables, log.findings(), location.stem, source_rows=source_rows)


def _read_table(name: str, sheet: Sheet, log: FindingLog) -> tuple[Columns, list[int]]:
    """The columns of one sheet as cleaned texts, and the row of the sheet for each record.

    The first row that is not empty is the header; rows without any cell are skipped.
    """
    rows = [(number, list(map(clean, cells))) for number, cells in enumerate(sheet.rows, start=1)]
    filled = [(number, cells) for number, cells in rows if any(cells)]
    if not filled:
        log.add(_NO_HEADER, Where(name))
        return {}, []
    header_row, header = filled[0]
    places = {column.lower(): k for k, column in reversed(list(enumerate(header))) if column}
    _check_header(name, header, header_row, log)
    records = filled[1:]
    named = {k for k, column in enumerate(header) if column}
    stray = (
        number for number, cells in records if any(cells[k] for k in range(len(cells)) if k not in named)
    )
    log.add_rows(_NO_NAME, stray, Where(name))
    columns = columns_of(
        places,
        ([cells[k] or None if k < len(cells) else None for k in places.values()] for _, cells in records),
    )
    return columns, [number for number, _ in records]


def _check_header(name: str, header: list[str], row: int, log: FindingLog) -> None:
    named = [column.lower() for column in header if column]
    for column in sorted({column for column in named if named.count(column) > 1}):
        log.add(_REPEATED, Where(name, column), row)
