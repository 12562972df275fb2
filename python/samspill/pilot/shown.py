"""Results of pilots: fields by name, some of them tables, and how notebooks show them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, TypeVar

from samspill import _core
from samspill.display import html_table, plain_number
from samspill.measures import Measure
from samspill.tables import ResultTable


class Shown:
    """A result that a notebook shows field by field, its tables after that."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """Fields and tables, every text escaped."""
        rows, tables = _parts(self, "")
        lines = html_table(type(self).__name__, ["field", "value"], rows, [False, False])
        return lines + "".join(table.to_html(caption=table.name) for table in tables)


_Result = TypeVar("_Result")


def made(kind: type[_Result], fields: dict[str, Any]) -> _Result:
    """The result with these fields, compiled tables as tables of Python."""
    return kind(
        **{
            name: ResultTable(value) if isinstance(value, _core.Table) else value
            for name, value in fields.items()
        }
    )


def _parts(result: Any, before: str) -> tuple[list[list[str]], list[ResultTable]]:  # noqa: ANN401
    rows: list[list[str]] = []
    tables: list[ResultTable] = []
    for field in dataclasses.fields(result):
        value = getattr(result, field.name)
        name = before + field.name
        if isinstance(value, ResultTable):
            tables.append(value)
        elif isinstance(value, (Shown, Measure)):
            rows += _parts(value, f"{name}.")[0]
        elif isinstance(value, Mapping):
            rows += [[f"{name}.{key}", plain_number(item)] for key, item in value.items()]
        else:
            rows.append([name, plain_number(list(value) if isinstance(value, tuple) else value)])
    return rows, tables
