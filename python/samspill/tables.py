"""ResultTable: named columns with units, convertible to whatever the reader works with."""

from __future__ import annotations

from functools import cached_property
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from samspill import _core
from samspill.display import html_table, plain_number

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    import polars as pl

_ROWS_SHOWN = 200


class ResultTable:
    """A table that never changes. Nulls are ``None``: a number that is not known is not 0.

    Data frame libraries take it as it is, through the Arrow PyCapsule protocol: ``polars.DataFrame(table)``,
    ``pyarrow.table(table)``, ``duckdb.sql("from table")``. ``repr`` shows no cells, because they may be
    personal data and reprs end up in logs; a notebook shows the first 200 rows.
    """

    def __init__(self, table: _core.Table) -> None:
        self._table = table

    @property
    def name(self) -> str:
        """What the table is, such as ``coverage_gaps``."""
        return self._table.name

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(name for name, _, _ in self._table.columns)

    @cached_property
    def units(self) -> dict[str, str]:
        """What the numbers of each column count; empty for texts."""
        return {name: unit for name, _, unit in self._table.columns}

    @cached_property
    def types(self) -> dict[str, str]:
        """``int64``, ``float64``, ``boolean``, ``text`` or ``text_list``, by column."""
        return {name: type_.name for name, type_, _ in self._table.columns}

    def __len__(self) -> int:
        return len(self._table)

    def column(self, name: str) -> list[Any]:
        """The cells of a column as Python values, ``None`` where null. O(rows).

        Raises:
            NotFound: The table has no such column.
        """
        return self._table.cells(str(name))

    def rows(self) -> list[dict[str, Any]]:
        """One dict a row. O(cells)."""
        cells = (self.column(name) for name in self.columns)
        return [dict(zip(self.columns, row, strict=True)) for row in zip(*cells, strict=True)]

    def to_pandas(self) -> pd.DataFrame:
        """A pandas data frame with nullable types: ``Int64``, ``Float64``, ``boolean``, ``string``, lists.

        Raises:
            ImportError: pandas is not installed; pyarrow is not needed.
        """
        import numpy as np  # noqa: PLC0415 - comes with pandas
        import pandas as pd  # noqa: PLC0415 - an optional extra

        def masked(name: str) -> tuple[Any, Any]:
            values = np.array(self._table.values(name))  # a copy: the frame may be written to
            return values, np.asarray(self._table.validity(name)) == 0

        make: dict[str, Callable[[str], Any]] = {
            "int64": lambda name: pd.arrays.IntegerArray(*masked(name)),
            "float64": lambda name: pd.arrays.FloatingArray(*masked(name)),
            "boolean": lambda name: pd.arrays.BooleanArray(masked(name)[0].astype(bool), masked(name)[1]),
            "text": lambda name: pd.array(self.column(name), dtype="string"),
            "text_list": lambda name: pd.Series(self.column(name), dtype=object),
        }
        return pd.DataFrame({name: make[type_](name) for name, type_ in self.types.items()})

    def to_polars(self) -> pl.DataFrame:
        """A polars data frame; neither pyarrow nor pandas is needed.

        Raises:
            ImportError: polars is not installed.
        """
        import polars as pl  # noqa: PLC0415 - an optional extra

        return pl.DataFrame(self)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The table as an Arrow stream of one record batch, its numbers and texts shared, not copied.

        ``requested_schema`` is accepted and left unmet, as the protocol allows.
        """
        return self._table.__arrow_c_stream__(requested_schema)

    def to_csv(self, path: str | PathLike[str]) -> None:
        """Writes the table as CSV in UTF-8: RFC 4180, lists joined by ``;``, texts guarded against formulas.

        Other programs see the file complete or not at all; only its owner may read it.

        Raises:
            FileError: The file cannot be written; one that was there before is then untouched.
        """
        self._table.write_csv_file(fspath(path))

    def __repr__(self) -> str:
        return f"<samspill.ResultTable {self.name}: {len(self)} rows, columns {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """The first 200 rows for a notebook, every text escaped."""
        return self.to_html(caption=self.name)

    def to_html(
        self, *, caption: str, columns: tuple[str, ...] | None = None, limit: int = _ROWS_SHOWN
    ) -> str:
        """An HTML table of the first ``limit`` rows, every text escaped.

        Args:
            caption: Title of the table.
            columns: Columns to show; all of them without.
            limit: Most rows to show; the caption says when there are more.
        """
        shown = self.columns if columns is None else columns
        cells = [self._table.cells(name)[:limit] for name in shown]
        rows = [[plain_number(cell) for cell in row] for row in zip(*cells, strict=True)]
        count = f"first {limit} of {len(self)} rows" if len(self) > limit else f"{len(self)} rows"
        headings = [f"{name} ({self.units[name]})" if self.units[name] else name for name in shown]
        numeric = [self.types[name] in {"int64", "float64"} for name in shown]
        return html_table(f"{caption}: {count}", headings, rows, numeric)
