"""Reads XLSX workbooks with python-calamine, behind the guard that refuses hostile archives."""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from samspill.importers.cells import number_text
from samspill.importers.tables import FindingLog, Rule
from samspill.importers.xlsx_guard import RefusedArchiveError, check_archive

if TYPE_CHECKING:
    from collections.abc import Callable

    from python_calamine import CalamineSheet

#: The name of a worksheet and its rows.
NamedRows = tuple[str, list[list[str]]]

_DAMAGED = Rule("error", "unreadable_file", "the workbook is damaged or encrypted", "save it again as .xlsx")
_NO_CELLS = Rule("error", "empty_table", "no sheet of the workbook has a cell")


class MissingExtraError(ImportError):
    """A file format needs a package that is not installed; the message names the extra that brings it."""


def read_xlsx(data: bytes, log: FindingLog) -> list[NamedRows]:
    """The worksheets of a workbook as text; none, with an error in ``log``, when it is unusable or refused.

    Text in merged cells is repeated in each row of the merge; a number stays in the first row alone, so that
    nobody is counted twice.

    Raises:
        MissingExtraError: python-calamine is not installed.
    """
    try:
        check_archive(data)
    except RefusedArchiveError as refusal:
        log.add(Rule("error", "refused_archive", str(refusal), "save the table as CSV in UTF-8"))
        return []
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        log.add(_DAMAGED)
        return []
    return _read_worksheets(data, log)


def _read_worksheets(data: bytes, log: FindingLog) -> list[NamedRows]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - an optional extra
    except ImportError as missing:
        raise MissingExtraError("reading .xlsx files needs: pip install samspill[excel]") from missing

    def read() -> list[NamedRows]:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [(name, _rows(workbook.get_sheet_by_name(name))) for name in workbook.sheet_names]

    tables = _or_none(read, (CalamineError, OSError, ValueError, OverflowError))
    if tables is None:
        log.add(_DAMAGED)
    elif not any(rows for _, rows in tables):
        log.add(_NO_CELLS)
    return tables or []


def _or_none(
    read: Callable[[], list[NamedRows]], errors: tuple[type[Exception], ...]
) -> list[NamedRows] | None:
    """What ``read`` returns, or ``None`` when the native reader fails, be it by a panic of its language."""
    try:
        return read()
    except errors:
        return None
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":
            raise
        return None


def _rows(source: CalamineSheet) -> list[list[str]]:
    rows: list[list[object]] = [list(row) for row in source.to_python(skip_empty_area=False)]
    cells_left = sum(map(len, rows))
    for (top, left), (bottom, right) in source.merged_cell_ranges or []:
        last = min(bottom, len(rows) - 1)
        cells_left -= max(last - top, 0)
        if cells_left < 0:  # merges that cover more cells than there are overlap: the file is made up
            break
        if left == right and top <= last and left < len(rows[top]):
            _spread(rows, left, top, last)
    return [[_text(cell) for cell in row] for row in rows]


def _spread(rows: list[list[object]], column: int, top: int, last: int) -> None:
    """Repeats the text of a cell merged over several rows in each of them."""
    if isinstance(rows[top][column], str):
        for row in rows[top + 1 : last + 1]:
            row[column] = rows[top][column]


def _text(cell: object) -> str:
    """A typed cell as text: dates in ISO form, numbers as :func:`number_text` writes them."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return number_text(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return "" if cell is None else str(cell)
