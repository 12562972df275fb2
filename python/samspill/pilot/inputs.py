"""Columns of numbers and of labels, from arrays, series and lists.

Arrays of 64-bit numbers go to the compiled part as they are; numpy is not needed for it.
"""

from __future__ import annotations

import datetime
import itertools
import math
from array import array
from collections.abc import Callable, Mapping, Sequence
from numbers import Real
from typing import Any, TypeAlias

from samspill import options
from samspill.errors import InvalidArgument

#: One number a row.
Numbers: TypeAlias = "memoryview | array[float]"
#: One whole number a row.
WholeNumbers: TypeAlias = "memoryview | array[int]"

_MISSING = {"NAType", "NaTType"}  # of pandas


def is_missing(item: object) -> bool:
    """None, NaN, and pandas' NA and NaT."""
    return item is None or (isinstance(item, float) and math.isnan(item)) or type(item).__name__ in _MISSING


def numbers(name: str, value: object, *, may_miss: bool = False, may_be_infinite: bool = False) -> Numbers:
    """Finite numbers; where some may be missing, NaN stands for these.

    Raises:
        InvalidArgument: A number is missing that must not be.
    """
    view = _column_buffer(value, {"d"})
    if view is not None:
        return view  # whether all are finite, the compiled part looks
    view = _buffer(value)
    if view is not None and view.format == "d" and view.ndim == 1:
        return array("d", view.tobytes())  # one column of a wider array
    given = items(name, value)
    if set(map(type, given)) <= {float, int}:  # as a rule; what follows takes ten times as long
        return array("d", given)  # type: ignore[arg-type]
    read = number_or_infinite if may_be_infinite else options.real_number
    return array("d", [_number(name, item, read, may_miss=may_miss) for item in given])


def _number(name: str, item: object, read: Callable[[str, object], float], *, may_miss: bool) -> float:
    if not is_missing(item):
        return read(f"each of {name}", item)
    if may_miss:
        return math.nan
    message = f"each of {name} must be known"
    raise InvalidArgument(message)


def optional_number(name: str, value: object) -> float | None:
    """A finite number, or None for what is missing."""
    return None if is_missing(value) else options.real_number(name, value)


def number_or_infinite(name: str, value: object) -> float:
    """A number that may be infinite."""
    return value if isinstance(value, float) and math.isinf(value) else options.real_number(name, value)


def counts(name: str, value: object) -> WholeNumbers:
    """Whole numbers; those of lists of 32 bits."""
    view = whole_number_buffer(value)
    if view is not None:
        return view
    return array("q", options.whole_numbers(name, known_items(name, value)))


def flags(name: str, value: object) -> WholeNumbers:
    """Truth values, or 1 and 0, as bytes."""
    view = _column_buffer(value, {"?"})
    if view is not None:
        return view
    return array("B", options.truths(name, known_items(name, value)))


def labels(name: str, value: object) -> WholeNumbers:
    """Numbers for labels that can be keys: equal for equal labels, and the same for any order of rows."""
    view = whole_number_buffer(value)
    return ranks(name, value) if view is None else view


def ranks(name: str, value: object) -> array[int]:
    """The place of each label among the distinct ones, from 0."""
    given = known_items(name, value)
    return places(given, numbered(name, given))


def places(given: Sequence[object], place_of: Mapping[object, int]) -> array[int]:
    """The place of every label."""
    return array("q", [place_of[label] for label in given])


def numbered(name: str, given: Sequence[object]) -> dict[object, int]:
    """The place of each distinct label in an order that does not depend on where it stands.

    Raises:
        InvalidArgument: Labels that cannot be keys, or cannot be told apart by their texts.
    """
    try:
        distinct: list[Any] = list(set(given))
    except TypeError:
        message = f"each of {name} must be a label, such as a text or a number"
        raise InvalidArgument(message) from None
    if _have_an_order(distinct):
        ordered = sorted(distinct)
    else:
        ordered = sorted(distinct, key=_text_of)
        if any(_text_of(a) == _text_of(b) for a, b in itertools.pairwise(ordered)):
            message = f"labels of {name} cannot be told apart by their texts"
            raise InvalidArgument(message)
    return {label: place for place, label in enumerate(ordered)}


def _have_an_order(distinct: Sequence[object]) -> bool:
    """True for labels of one kind that are ordered as numbers are; sets, for one, are not."""
    if {type(label) for label in distinct} == {datetime.date}:
        return True
    if all(isinstance(label, datetime.datetime) for label in distinct):
        return len({label.tzinfo is None for label in distinct}) < 2  # type: ignore[attr-defined]
    return any(all(isinstance(label, kind) for label in distinct) for kind in (str, Real))


def _text_of(label: object) -> tuple[str, str]:
    return type(label).__qualname__, repr(label)


def columns(name: str, value: object, rows: int, *, may_miss: bool = False) -> tuple[Numbers, list[str]]:
    """Columns of numbers, one after another or as a two-dimensional array, with their names where given.

    A mapping may hold one number for all rows. A list of lists is read row by row, as numpy does.
    """
    if isinstance(value, Mapping) or hasattr(value, "columns"):
        return _named_columns(name, value, rows, may_miss=may_miss)
    view = _buffer(value)
    if view is not None and view.ndim == 2:
        if view.format == "d":
            _require_rows(name, view.shape or (), rows)
            return view, []
        value = view.tolist()
    elif view is not None:
        return numbers(name, value), []
    given = items(name, value)
    if not any(isinstance(row, Sequence) and not isinstance(row, str) for row in given):
        return numbers(name, given), []
    table = [numbers(name, row, may_miss=may_miss) for row in given]
    _require_rows(name, (len(table),), rows)
    if len({len(row) for row in table}) > 1:
        message = f"the rows of {name} have different lengths"
        raise InvalidArgument(message)
    return array("d", [number for column in zip(*table, strict=True) for number in column]), []


def _named_columns(
    name: str,
    value: Any,  # noqa: ANN401 - mappings, and frames of any library
    rows: int,
    *,
    may_miss: bool,
) -> tuple[Numbers, list[str]]:
    names = list(value) if isinstance(value, Mapping) else list(value.columns)
    if len(set(names)) < len(names) or not all(isinstance(column, str) for column in names):
        message = f"the columns of {name} must have names that are texts and differ"
        raise InvalidArgument(message)
    flat = array("d")
    for column in names:
        own = value[column]
        of_column = f"{name} {column}"
        if isinstance(own, (int, float)):
            flat.extend([options.real_number(of_column, own)] * rows)
            continue
        part = numbers(of_column, own, may_miss=may_miss)
        _require_rows(of_column, (len(part),), rows)
        flat.frombytes(memoryview(part).cast("B"))
    return flat, names


def rows_of(name: str, value: Any) -> int:  # noqa: ANN401 - what columns() takes
    """How many rows there are in what ``columns`` takes."""
    if isinstance(value, Mapping):
        return next((len(items(name, column)) for column in value.values()), 0)
    if hasattr(value, "columns"):
        return len(value)
    view = _buffer(value)
    return view.shape[0] if view is not None and view.shape else len(items(name, value))


def _require_rows(name: str, shape: Sequence[int], rows: int) -> None:
    if shape[0] != rows:
        message = f"{name} must have one entry for each row"
        raise InvalidArgument(message)


def position(name: str, value: object, names: Sequence[str]) -> int:
    """A column by its name or its position from 0."""
    if isinstance(value, str):
        if value not in names:
            message = f"{name} must be the name of a column"
            raise InvalidArgument(message)
        return names.index(value)
    number = options.whole_number(name, value)
    if number < 0:
        message = f"{name} must be 0 or more"
        raise InvalidArgument(message)
    return number


def empty() -> Numbers:
    """No numbers: what was left out."""
    return array("d")


def whole_number_buffer(value: object) -> memoryview | None:
    """The memory of a column of 64-bit whole numbers, if it is one."""
    return _column_buffer(value, {"l", "q"})


def row_buffer(value: object) -> memoryview | None:
    """The memory of a two-dimensional array of numbers, row by row, if it is one."""
    view = _buffer(value)
    is_rows = view is not None and view.format == "d" and view.ndim == 2 and view.c_contiguous
    return view if is_rows else None


def _column_buffer(value: object, formats: set[str]) -> memoryview | None:
    view = _buffer(value)
    is_column = view is not None and view.format in formats and view.ndim == 1 and view.c_contiguous
    return view if is_column else None


def _buffer(value: object) -> memoryview | None:
    """The memory of an array, or of a series that is one."""
    if callable(to_numpy := getattr(value, "to_numpy", None)):
        try:
            value = to_numpy()
        except Exception:  # noqa: BLE001 - of a foreign library; the items are read one by one then
            return None
    try:
        return memoryview(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, BufferError):
        return None


def items(name: str, value: object) -> list[object]:
    """The items of a list, an array or a series."""
    for method in ("to_list", "to_pylist"):  # of series
        if callable(make := getattr(value, method, None)):
            return list(make())
    return options.items(name, value)


def pairs(name: str, value: object, place_of: Mapping[object, int]) -> list[tuple[int, int, float]]:
    """Weights between units, from a mapping of pairs of labels, by the places of the units."""
    if not isinstance(value, Mapping):
        message = f"{name} must be a mapping from pairs of units to numbers"
        raise TypeError(message)
    found = []
    for pair, weight in value.items():
        if not isinstance(pair, tuple) or len(pair) != 2 or not all(end in place_of for end in pair):
            message = f"each key of {name} must be a pair of units"
            raise InvalidArgument(message)
        number = options.real_number(f"each of {name}", weight)
        found.append((place_of[pair[0]], place_of[pair[1]], number))
    return found


def whole_periods(name: str, value: object) -> WholeNumbers | None:
    """Periods that are whole numbers, of whatever type; None for others, such as texts and days."""
    view = whole_number_buffer(value)
    if view is not None:
        return view
    given = known_items(name, value)
    if not all(isinstance(item, (int, float)) and item == item // 1 for item in given):
        return None
    return array("q", options.whole_numbers(name, [int(item) for item in given]))  # type: ignore[call-overload]


def known_items(name: str, value: object) -> list[object]:
    """The items of a list, an array or a series, none of them missing."""
    return _known(name, items(name, value))


def _known(name: str, given: list[object]) -> list[object]:
    if any(is_missing(item) for item in given):
        message = f"each of {name} must be known"
        raise InvalidArgument(message)
    return given
