"""Tidy tables of a study for other programs: CSV, Parquet, Excel."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from samspill.errors import InvalidArgument
from samspill.files import make_folder, write_file

if TYPE_CHECKING:
    from pathlib import Path

    from samspill.effects import Effects
    from samspill.study import Study
    from samspill.tables import ResultTable

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_SHEET_NAME = 31


def export(study: Study, folder: Path, form: str, effects: Effects | None) -> tuple[Path, ...]:
    """Writes ``observations``, ``indicators``, ``effects`` and ``effects_estimates`` and says where.

    ``csv`` and ``parquet`` give a file a table, ``xlsx`` one workbook with a sheet a table. Nulls stay empty:
    what is not known is not 0. Parquet needs pyarrow, Excel openpyxl (the extra ``export``).

    Raises:
        InvalidArgument: There is no such form.
        ImportError: The library that writes it is not installed.
        FileError: A file cannot be written.
    """
    if form not in {"csv", "parquet", "xlsx"}:
        message = "form must be csv, parquet or xlsx"
        raise InvalidArgument(message)
    found = study.effects() if effects is None else effects
    tables = {
        "observations": study.observations(),
        "indicators": study.indicators(),
        "effects": found.table,
        "effects_estimates": found.estimates,
    }
    make_folder(folder)
    if form == "xlsx":
        return (_write_workbook(folder / "study.xlsx", tables),)
    return tuple(_write(folder / f"{name}.{form}", table, form) for name, table in tables.items())


def _write(path: Path, table: ResultTable, form: str) -> Path:
    if form == "csv":
        table.to_csv(path)
        return path
    import pyarrow as pa  # noqa: PLC0415 - an optional extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    content = io.BytesIO()
    pq.write_table(pa.table(table), content)
    write_file(str(path), content.getvalue())
    return path


def _write_workbook(path: Path, tables: dict[str, ResultTable]) -> Path:
    import openpyxl  # noqa: PLC0415 - an optional extra

    book = openpyxl.Workbook(write_only=True)
    for name, table in tables.items():
        sheet = book.create_sheet(name[:_LONGEST_SHEET_NAME])
        sheet.append(list(table.columns))
        for row in table.rows():
            sheet.append([_cell(value) for value in row.values()])
    content = io.BytesIO()
    book.save(content)
    write_file(str(path), content.getvalue())
    return path


def _cell(value: Any) -> object:  # noqa: ANN401 - any cell
    """Lists joined by ``;``; a text that a spreadsheet would take for a formula is kept a text."""
    text = ";".join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA_STARTS) else text
