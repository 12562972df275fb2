"""Checks of what callers pass in.

The compiled functions are never reached with arguments of the wrong type: the error message of the binding
library would print them, and an argument may be a table of people. Messages here name the argument and the
rule.
"""

from __future__ import annotations

import datetime
import math
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from os import PathLike, fspath
from typing import Any, SupportsFloat, SupportsIndex, TypeVar

from samspill.errors import InvalidArgument

#: Called as ``progress(fraction, stage)``; an exception it raises stops the work and reaches the caller.
Progress = Callable[[float, str], object]

_Choice = TypeVar("_Choice", bound=Enum)

_WHOLE_LIMIT = 2**31 - 1


def whole_number(name: str, value: object) -> int:
    """A whole number of 32 bits; truth values are none."""
    if isinstance(value, bool) or not isinstance(value, SupportsIndex):
        raise _wrong_type(name, "a whole number", value)
    number = operator.index(value)
    if abs(number) > _WHOLE_LIMIT:
        message = f"{name} is out of range"
        raise InvalidArgument(message)
    return number


def natural_number(name: str, value: object) -> int:
    """A whole number of 31 bits without sign."""
    number = whole_number(name, value)
    if number < 0:
        message = f"{name} must not be negative"
        raise InvalidArgument(message)
    return number


def real_number(name: str, value: object) -> float:
    """A finite number; truth values are none."""
    if isinstance(value, bool) or not isinstance(value, (SupportsFloat, SupportsIndex)):
        raise _wrong_type(name, "a number", value)
    number = float(value)
    if not math.isfinite(number):
        message = f"{name} must be finite"
        raise InvalidArgument(message)
    return number


def flag(name: str, value: object) -> bool:
    """A truth value."""
    if not isinstance(value, bool):
        raise _wrong_type(name, "True or False", value)
    return value


def text(name: str, value: object) -> str:
    """A text."""
    if not isinstance(value, str):
        raise _wrong_type(name, "a text", value)
    return value


def texts(name: str, value: object) -> list[str]:
    """A list of texts; one text is none."""
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
        raise _wrong_type(name, "a list of texts", value)
    return [text(f"each item of {name}", item) for item in value]


def choice(name: str, value: object, values: type[_Choice]) -> _Choice:
    """The member of an enumeration with that name."""
    if isinstance(value, str) and value in values.__members__:
        return values[value]
    message = f"{name} must be one of {', '.join(values.__members__)}"
    raise InvalidArgument(message)


def choices(name: str, value: object, values: type[_Choice]) -> list[_Choice]:
    """Members of an enumeration by their names."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise _wrong_type(name, "a list of names", value)
    return [choice(name, item, values) for item in value]


def weights(name: str, value: object, values: type[Enum]) -> list[float]:
    """One weight for each member of an enumeration, 0 for those that the mapping does not name."""
    if not isinstance(value, Mapping):
        raise _wrong_type(name, "a mapping from names to numbers", value)
    stated = {
        choice(f"each key of {name}", key, values): real_number(name, item) for key, item in value.items()
    }
    return [stated.get(member, 0.0) for member in values]


_Kind = TypeVar("_Kind")


def instance(name: str, value: object, kind: type[_Kind]) -> _Kind:
    """An object of a class."""
    if not isinstance(value, kind):
        raise _wrong_type(name, f"a {kind.__name__}", value)
    return value


def numbers(name: str, value: object, keys: Sequence[str]) -> dict[str, float]:
    """Numbers by name, for some of the known names."""
    if not isinstance(value, Mapping):
        raise _wrong_type(name, "a mapping from names to numbers", value)
    for key in value:
        if key not in keys:
            message = f"each key of {name} must be one of {', '.join(keys)}"
            raise InvalidArgument(message)
    return {key: real_number(name, item) for key, item in value.items()}


def months(name: str, value: object) -> tuple[int, int] | None:
    """A half-open interval of months, or None."""
    pair = _pair(name, "two whole numbers (from, to)", value)
    return pair and (whole_number(name, pair[0]), whole_number(name, pair[1]))


def month_labels(name: str, value: object) -> dict[int, str] | None:
    """Texts by whole number, or None."""
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise _wrong_type(name, "a mapping from months to texts", value)
    return {
        whole_number(f"each key of {name}", key): text(f"each text of {name}", label)
        for key, label in value.items()
    }


def days(name: str, value: object) -> tuple[str, str] | None:
    """A half-open interval of days, given as dates or as texts YYYY-MM-DD, or None."""
    pair = _pair(name, "two days (from, to)", value)
    return pair and (day(f"each day of {name}", pair[0]), day(f"each day of {name}", pair[1]))


def seat_day(name: str, value: object) -> str | None:
    """``latest``, a day given as date or as text YYYY-MM-DD, or None for all seats ever held."""
    return None if value is None else day(name, value)


def day(name: str, value: object) -> str:
    """A day, given as date or as text YYYY-MM-DD."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return text(name, value)


def _pair(name: str, expected: str, value: object) -> tuple[object, object] | None:
    if value is None:
        return None
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise _wrong_type(name, expected, value)
    items = tuple(value)
    if len(items) != 2:
        message = f"{name} must be {expected}"
        raise InvalidArgument(message)
    return items


def path(name: str, value: object) -> str:
    """A path as text."""
    if not isinstance(value, (str, PathLike)):
        raise _wrong_type(name, "a path", value)
    location = fspath(value)
    if not isinstance(location, str) or not location or "\0" in location:
        message = f"{name} must be a path: a text that is not empty and has no null characters"
        raise InvalidArgument(message)
    return location


def progress_function(value: object) -> Progress | None:
    """A progress function, or None."""
    if value is not None and not callable(value):
        raise _wrong_type("progress", "a function", value)
    return value


def _wrong_type(name: str, expected: str, value: object) -> TypeError:
    return TypeError(f"{name} must be {expected}, not {type(value).__name__}")


def items(name: str, value: object) -> list[object]:
    """The items of anything that can be gone through but a text."""
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise _wrong_type(name, "a list", value)
    if callable(tolist := getattr(value, "tolist", None)):  # of numpy and array: numbers of Python
        return list(tolist())
    return list(value)


def whole_numbers(name: str, value: object) -> list[int]:
    """Whole numbers of 32 bits."""
    given = items(name, value)
    each = f"each of {name}"
    plain = [item for item in given if type(item) is int and -_WHOLE_LIMIT <= item <= _WHOLE_LIMIT]
    return plain if len(plain) == len(given) else [whole_number(each, item) for item in given]


def real_numbers(name: str, value: object) -> list[float]:
    """Finite numbers."""
    given = items(name, value)
    if set(map(type, given)) <= {float, int}:  # as a rule; what follows takes ten times as long
        numbers = [float(item) for item in given]  # type: ignore[arg-type]
        if all(map(math.isfinite, numbers)):
            return numbers
    return [real_number(f"each of {name}", item) for item in given]


def truths(name: str, value: object) -> list[bool]:
    """Truth values, or the numbers 1 and 0."""
    given = items(name, value)
    if not set(map(type, given)) <= {bool, int, float} or not set(given) <= {0, 1}:
        message = f"each of {name} must be true or false, 1 or 0"
        raise InvalidArgument(message)
    return [item == 1 for item in given]


def seed(name: str, value: object) -> int:
    """A whole number of 64 bits without sign."""
    if isinstance(value, bool) or not isinstance(value, SupportsIndex):
        raise _wrong_type(name, "a whole number", value)
    number = operator.index(value)
    if not 0 <= number < 2**64:
        message = f"{name} must be between 0 and 2**64 - 1"
        raise InvalidArgument(message)
    return number


def labels(name: str, value: object, length: int) -> tuple[list[int], list[str | int]]:
    """Texts or whole numbers as positions among their sorted distinct values, and these values."""
    given = items(name, value)
    if not given or not isinstance(given[0], str):
        given = [*whole_numbers(name, given)]
    elif not all(isinstance(item, str) for item in given):
        message = f"{name} must be all texts or all whole numbers"
        raise InvalidArgument(message)
    if len(given) != length:
        message = f"{name} must have one entry for each person"
        raise InvalidArgument(message)
    distinct: list[Any] = sorted(set(given))
    places = {item: place for place, item in enumerate(distinct)}
    return [places[item] for item in given], distinct
