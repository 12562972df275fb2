"""Tables as people have them, as columns of plain values: data frames, dicts of lists, lists of dicts."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeGuard

from samspill.errors import InvalidArgument
from samspill.findings import Finding

if TYPE_CHECKING:
    import pandas as pd


class ArrowStream(Protocol):
    """Anything that hands its rows over as an Arrow stream: polars, pyarrow, duckdb, ResultTable."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """A PyCapsule named ``arrow_array_stream``."""


#: What a table may be given as.
TableData: TypeAlias = (
    "pd.DataFrame | ArrowStream | Mapping[str, Sequence[object]] | Iterable[Mapping[str, object]]"
)

#: A column name and its cells.
Column = tuple[str, list[object]]


def _float(number: Real | Decimal) -> float:
    """The number as a float; NaN, which gets a finding later, for one that no float can stand for."""
    try:
        return float(number)
    except (OverflowError, ValueError):
        return math.nan


#: Types that the compiled part takes as they are.
_PLAIN = {type(None), bool, int, float, str, list, tuple}
_MISSING = {"NAType", "NaTType"}  # of pandas
_PLAIN_FORMS: tuple[tuple[type | tuple[type, ...], Callable[[Any], object]], ...] = (
    (bool, bool),
    (str, str),
    (Integral, int),
    ((Real, Decimal), _float),
    ((set, frozenset), lambda items: sorted(str(item) for item in items)),
)


def arrow_stream(table: str, data: object) -> object | None:
    """The Arrow stream that ``data`` offers, or None when it offers none.

    pandas offers one too, but only with pyarrow, and with the index as one more column: its columns are read
    one by one instead.

    Raises:
        InvalidArgument: The producer failed or gave something else. What it says is left out, for it may
            quote cells.
    """
    if _is_pandas(data, "columns") or not hasattr(data, "__arrow_c_stream__"):
        return None
    try:
        stream: object = data.__arrow_c_stream__()
    except Exception as error:  # noqa: BLE001 - whatever a foreign library raises
        message = f"the table {table} could not be read: {type(data).__name__} raised {type(error).__name__}"
        raise InvalidArgument(message) from None
    if type(stream).__name__ != "PyCapsule":
        message = f"the table {table} could not be read: {type(data).__name__} gave no Arrow stream"
        raise InvalidArgument(message)
    return stream


def columns_of(table: str, data: object) -> tuple[list[Column], list[Finding]]:
    """The columns of a pandas data frame, a mapping of columns, or rows that are mappings; O(cells).

    Missing values of pandas (NaN, NA, NaT, None) become None. In other tables only None is missing: a NaN
    there is a number gone wrong and gets a finding later.

    Returns:
        The columns, and a finding for each that is left out: its name stands twice or is no valid text.

    Raises:
        TypeError: The data is nothing of the kind.
        InvalidArgument: Columns have different lengths.
    """
    if _is_pandas(data, "columns"):
        return _usable(table, _pandas_columns(data))
    if isinstance(data, Mapping):
        columns = [(str(name), _cells(table, values)) for name, values in data.items()]
        if len({len(cells) for _, cells in columns}) > 1:
            message = f"the columns of the table {table} have different lengths"
            raise InvalidArgument(message)
        return _usable(table, columns)
    if isinstance(data, Iterable) and not isinstance(data, (str, bytes)):
        return _usable(table, _columns_of_rows(table, list(data)))
    raise _not_a_table(table, data)


def plain_columns(table: str, data: object) -> tuple[list[Column], list[Finding]]:
    """As ``columns_of``, and the columns of polars, pyarrow and results beside, of small tables."""
    if not _is_pandas(data, "columns"):
        for rows in ("to_dicts", "to_pylist", "rows"):
            if callable(getattr(data, rows, None)):
                return columns_of(table, getattr(data, rows)())
    return columns_of(table, data)


def _not_a_table(table: str, data: object) -> TypeError:
    expected = "a data frame, a dict of lists or a list of dicts"
    return TypeError(f"the table {table} must be {expected}, not {type(data).__name__}")


def _is_pandas(data: object, attribute: str) -> bool:
    """True for what pandas made and has the attribute: ``columns`` of frames, ``to_frame`` of series."""
    return type(data).__module__.partition(".")[0] == "pandas" and hasattr(data, attribute)


def _pandas_columns(frame: Any) -> list[Column]:  # noqa: ANN401 - pandas may not be installed
    columns = []
    for position, name in enumerate(frame.columns):
        series = frame.iloc[:, position]
        cells = series.astype(object).where(series.notna(), None).tolist()
        columns.append((str(name), _plain_cells(cells)))
    return columns


def _columns_of_rows(table: str, rows: list[object]) -> list[Column]:
    names: dict[str, None] = {}
    for row in rows:
        if not isinstance(row, Mapping):
            raise _not_a_table(table, row)
        names.update(dict.fromkeys(row))
    mappings: list[Mapping[str, object]] = rows  # type: ignore[assignment]
    return [(str(name), _plain_cells([row.get(name) for row in mappings])) for name in names]


def _cells(table: str, values: object) -> list[object]:
    """The cells of one column of a mapping: a list, an array or a series of any library."""
    if _is_pandas(values, "to_frame"):
        return _pandas_columns(values.to_frame())[0][1]  # type: ignore[attr-defined]
    for method in ("to_pylist", "to_list", "tolist"):
        cells = getattr(values, method)() if hasattr(values, method) else None
        if isinstance(cells, list):  # an array without dimensions gives its only item
            return _plain_cells(cells)
    if _is_list_like(values):
        return _plain_cells(list(values))
    message = f"each column of the table {table} must be a list, not {type(values).__name__}"
    raise TypeError(message)


def _is_list_like(values: object) -> TypeGuard[Iterable[object]]:
    """True for an iterable of cells. Data frames iterate over their column names."""
    others = (str, bytes, Mapping)
    return (
        isinstance(values, Iterable)
        and not isinstance(values, others)
        and not hasattr(values, "tolist")
        and not hasattr(values, "columns")
    )


def _plain_cells(cells: list[object]) -> list[object]:
    """The cells as types that the compiled part knows; it reports the ones that cannot be."""
    if set(map(type, cells)) <= _PLAIN:
        return cells
    return [cell if type(cell) in _PLAIN else _plain(cell) for cell in cells]


def _plain(cell: object) -> object:
    """The cell as a plain type where it has one; other cells stay as they are."""
    if type(cell).__name__ in _MISSING:
        return None
    if isinstance(cell, Enum):
        return _plain(cell.value)
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    for abstract, plain in _PLAIN_FORMS:
        if isinstance(cell, abstract):
            return plain(cell)
    if hasattr(cell, "tolist"):  # truth values and arrays of numpy
        value = cell.tolist()
        return value if type(value) in _PLAIN else cell
    return cell


def _usable(table: str, columns: list[Column]) -> tuple[list[Column], list[Finding]]:
    kept: dict[str, list[object]] = {}
    findings = []
    for name, cells in columns:
        if not is_unicode(name):
            message = "the name of a column is not UTF-8"
            findings.append(
                Finding("error", "wrong_encoding", "", table, 0, "", message, "rename the column")
            )
        elif name in kept:
            message = "two columns have the same name; the later one is left out"
            findings.append(
                Finding("error", "duplicate_column", "", table, 0, name, message, "rename one of them")
            )
        else:
            kept[name] = cells
    return list(kept.items()), findings


def is_unicode(text: str) -> bool:
    """False for a text with half of a character (a lone surrogate)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
