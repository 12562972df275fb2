"""Tidy tables of a study for other programs: CSV, Parquet, Excel."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from samspill import _core
from samspill.errors import InvalidArgument
from samspill.files import make_folder, write_file
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from samspill.effects import Effect, Effects
    from samspill.study import Study

    _Column = tuple[str, _core.ColumnType, str, list[Any]]

_TEXTS = ("indicator", "reason", "reweighted_reason", "most_influential")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_SHEET_NAME = 31


def export(study: Study, folder: Path, form: str, effects: Effects | None) -> tuple[Path, ...]:
    """Writes the tables of a study and its effects and says where.

    ``observations``, ``indicators``, ``effects`` and ``effects_estimates``; beside them ``effects_means``,
    ``effects_aggregates`` (staggered designs), ``effects_bounds`` (bounds and sensitivity, one row an
    indicator), ``warnings`` (one row an indicator and warning), ``findings`` about the data, ``provenance``
    (key and value: version, fingerprint, seed and every option), with which effects can be computed again.
    Tables without rows are written too, with their columns where these are known.

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
        "effects_means": _of_all("effects_means", found, lambda effect: effect.means),
        "effects_aggregates": _of_all("effects_aggregates", found, lambda effect: effect.aggregates),
        "effects_bounds": _bounds(found),
        "warnings": _of_all("warnings", found, lambda effect: effect.warnings),
        "findings": study.findings,
        "provenance": _provenance(found),
    }
    make_folder(folder)
    if form == "xlsx":
        return (_write_workbook(folder / "study.xlsx", tables),)
    return tuple(_write(folder / f"{name}.{form}", table, form) for name, table in tables.items())


def _of_all(name: str, effects: Effects, table_of: Callable[[Effect], ResultTable]) -> ResultTable:
    """A table of each effect, one below the other, with the indicator as first column."""
    tables = [(effect.indicator, table_of(effect)) for effect in effects]
    ids = [indicator for indicator, table in tables for _ in range(len(table))]
    columns: list[_Column] = [("indicator", _core.ColumnType.text, "", ids)]
    if tables:
        first = tables[0][1]
        units = {name: {table.units[name] for _, table in tables} for name in first.columns}
        columns += [
            (
                column,
                _core.ColumnType.__members__[first.types[column]],
                first.units[column] if len(units[column]) == 1 else "unit of the indicator",
                [cell for _, table in tables for cell in table.column(column)],
            )
            for column in first.columns
        ]
    return ResultTable(_core.Table.from_columns(name, columns)[0])


def _bounds(effects: Effects) -> ResultTable:
    """Bounds and sensitivity, one row an indicator."""
    rows = [{"indicator": effect.indicator, **effect.bounds, **effect.sensitivity} for effect in effects]
    columns: list[_Column] = []
    for name in rows[0] if rows else ("indicator",):
        cells = [row[name] for row in rows]
        is_text = name in _TEXTS
        type_ = _core.ColumnType.text if is_text else _core.ColumnType.float64
        columns.append((name, type_, "" if is_text else "unit of the indicator", cells))
    return ResultTable(_core.Table.from_columns("effects_bounds", columns)[0])


def _provenance(effects: Effects) -> ResultTable:
    """What it takes to compute the effects again, as keys and values."""
    known = effects.provenance
    pairs = {
        "analysis": known.analysis,
        "version": known.version,
        "fingerprint": str(known.network_fingerprint),
        "seed": None if known.seed is None else str(known.seed),
        **{f"option.{name}": value for name, value in known.options.items()},
    }
    pairs["option.indicator"] = ";".join(effect.indicator for effect in effects)
    text = _core.ColumnType.text
    columns: list[_Column] = [("key", text, "", list(pairs)), ("value", text, "", list(pairs.values()))]
    return ResultTable(_core.Table.from_columns("provenance", columns)[0])


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
