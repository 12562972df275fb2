"""Reads JSON tables: arrays of arrays, arrays of objects, and either of them under the keys of an object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from samspill.importers.cells import number_text
from samspill.importers.tables import Rule, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samspill.importers.tables import FindingLog


#: The name of a table (a JSON key, or empty) and its rows.
NamedRows = tuple[str, list[list[str]]]

_MALFORMED = Rule("error", "malformed_json", "the file is not valid JSON, or is nested too deeply")
_NO_TABLE = Rule(
    "error", "empty_table", "the file holds no table: no array of arrays and no array of objects"
)
_NESTED = Rule("warning", "nested_value", "a cell holds a list or an object; it is left out")


def parse_json(text: str, log: FindingLog, *, must_parse: bool) -> list[NamedRows] | None:
    """The tables in JSON text; ``None`` when it is not JSON and need not be, else an error in ``log``.

    In an array of objects the keys are row 1, in the order they first occur, and the objects follow.
    """
    repeated_keys: list[bool] = []

    def as_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
        result = dict(pairs)
        if len(result) < len(pairs):
            repeated_keys.append(True)
        return result

    try:
        value = json.loads(
            text, object_pairs_hook=as_object, parse_int=str, parse_float=_fraction, parse_constant=str
        )
    except (ValueError, RecursionError):
        if not must_parse:
            return None
        log.add(_MALFORMED)
        return []
    found: list[tuple[str, object]] = list(value.items()) if isinstance(value, dict) else [("", value)]
    tables = [(name, rows) for name, part in found if (rows := _rows(name, part, log))]
    if repeated_keys:
        log.add(_repeated(len(repeated_keys)))
    if not tables:
        log.add(_NO_TABLE)
    return tables


def _repeated(objects: int) -> Rule:
    return Rule(
        "warning",
        "duplicate_column",
        f"{objects} objects hold the same key twice; only the last value of each counts",
        "give each column a tag of its own",
    )


def _rows(name: str, value: object, log: FindingLog) -> list[list[str]]:
    """The rows of an array of arrays or of objects; none for any other value."""
    if not isinstance(value, list):
        return []
    if all(isinstance(row, list) for row in value):
        rows = [[_text(cell) for cell in row] for row in value]
        nested = [k for k, row in enumerate(value, start=1) if any(map(_is_nested, row))]
    elif all(isinstance(row, dict) for row in value):
        rows = _rows_of_objects(value)
        nested = [k for k, row in enumerate(value, start=2) if any(map(_is_nested, row.values()))]
    else:
        return []
    log.add_rows(_NESTED, nested, Where(name))
    return rows


def _rows_of_objects(objects: Sequence[dict[str, object]]) -> list[list[str]]:
    keys = list(dict.fromkeys(key for row in objects for key in row))
    return [keys, *([_text(row.get(key)) for key in keys] for row in objects)]


def _is_nested(cell: object) -> bool:
    return isinstance(cell, (list, dict))


def _fraction(text: str) -> str:
    return number_text(float(text))


def _text(cell: object) -> str:
    """A JSON cell as text; whole numbers kept the text they had, so no digit is lost."""
    if cell is None or _is_nested(cell):
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return str(cell)
