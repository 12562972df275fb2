"""Terms of measures of indicators: attributes of results, and columns brought to one number."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from samspill.tables import ResultTable

#: What cells of a column are brought to.
REDUCTIONS = ("min", "max", "mean", "sum", "median", "share_true", "first", "count", "items")

_NAME = r"[a-z][a-z0-9_]*"
_PATH = re.compile(rf"{_NAME}(\.{_NAME})*")
_CONDITION = re.compile(rf"(?P<key>{_NAME})(?P<sign>!?=)(?P<kept>[^\[\]:&]*)")
_TABLE = re.compile(
    rf"(?P<table>{_NAME}(?:\.{_NAME})*)"
    rf"(?:\[(?P<kept>[^\[\]:]*)\])?"
    rf":(?P<column>{_NAME}):(?P<reduction>{'|'.join(REDUCTIONS)})(?:@(?P<weights>{_NAME}))?"
)
_SAME = 1e-9
#: Attributes and columns so named count what is not known beside an amount.
_COUNTER = "_unknown"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a measure gave: one value (``low`` = ``high``), a range, or the reason why there is none.

    Attributes:
        low: Least value; None when there is none.
        high: Greatest value.
        n: Amount of the denominator, or cells that a mean goes over; None where there is no such thing.
        reason: Why there is no value, or what the value leaves out; empty when there is nothing to say.
        structural: There is no value because there is nothing to measure.
        beside: Counters that say that amounts beside this one are not known.
    """

    low: float | None = None
    high: float | None = None
    n: float | None = None
    reason: str = ""
    structural: bool = False
    beside: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """True when there is a value or a range."""
        return self.low is not None and self.high is not None

    @property
    def is_exact(self) -> bool:
        """True when both ends of the range are the same."""
        if self.low is None or self.high is None:
            return False
        return math.isclose(self.low, self.high, rel_tol=_SAME, abs_tol=_SAME)


@dataclass(frozen=True, slots=True)
class Path:
    """An attribute of a result, or of an attribute of it."""

    names: tuple[str, ...]

    def read(self, result: object, _named: frozenset[str] | None) -> Reading:
        """The attribute, with the counters beside it."""
        owner: Any = result
        value: Any = result
        for name in self.names:
            owner, value = value, getattr(value, name)
        if value is None:
            return Reading(reason=f"{'.'.join(self.names)} is not known")
        number = float(value)
        return Reading(number, number, beside=() if self.last.endswith(_COUNTER) else _counters(owner))

    @property
    def last(self) -> str:
        """Its last name."""
        return self.names[-1]


@dataclass(frozen=True, slots=True)
class _Condition:
    """A condition on rows: a column that has, or has not, a cell."""

    key: str
    keeps_equal: bool
    kept: str


@dataclass(frozen=True, slots=True)
class Reduced:
    """A column of a table of a result, brought to one number."""

    table: tuple[str, ...]
    conditions: tuple[_Condition, ...]
    column: str
    reduction: str
    weights: str

    def read(self, result: object, named: frozenset[str] | None) -> Reading:
        """The cells of the kept rows, brought to one number.

        A cell beside which a counter of its row is above 0 is not known, unless the counter is ``named``
        (None: all are).
        """
        table: Any = result
        for name in self.table:
            table = getattr(table, name)
        rows = _rows(table, self, named)
        if self.reduction in _COUNTED:
            return _COUNTED[self.reduction]([row.cell for row in rows])
        if not rows and self.reduction == "sum":
            return Reading(0.0, 0.0)
        if not rows:
            return Reading(reason=f"{'.'.join(self.table)} has no rows", structural=True)
        known = [row for row in rows if row.is_known and (not self.weights or row.weight)]
        if not known:
            return Reading(reason=rows[0].reason or f"{self.column} is not known in any row")
        left_out = len(rows) - len(known)
        if left_out and self.reduction in {"sum", "first"}:
            return Reading(reason=f"{self.column} is not known in {left_out} of {len(rows)} rows")
        note = f"without {left_out} of {len(rows)} rows that are not known" if left_out else ""
        cells = [float(row.cell) for row in known]
        weights = [float(row.weight or 1) for row in known] if self.weights else [1.0] * len(known)
        value = _reduced(self.reduction, cells, weights)
        n = None if self.reduction in {"sum", "first"} else math.fsum(weights)
        return Reading(value, value, n, note)

    @property
    def last(self) -> str:
        """The name of its column."""
        return self.column


Term = Path | Reduced


@dataclass(frozen=True, slots=True)
class _Row:
    cell: Any
    weight: float | None
    reason: str
    is_known: bool


def _rows(table: ResultTable, term: Reduced, named: frozenset[str] | None) -> list[_Row]:
    """The kept rows of a table, with what the row says about cells that are not known."""
    cells = table.column(term.column)
    nothing = [None] * len(cells)
    weights = table.column(term.weights) if term.weights else nothing
    counters = [
        table.column(name)
        for name in table.columns
        if name.endswith(_COUNTER) and not (named is None or name in named or term.column.endswith(_COUNTER))
    ]
    notes = [
        name for name in (f"{term.column}_note", f"{term.column}_reason", "reason") if name in table.columns
    ]
    reasons = table.column(notes[0]) if notes else nothing
    if "status" in table.columns:
        statuses = table.column("status")
        reasons = [r or (s if s == "suppressed" else "") for r, s in zip(reasons, statuses, strict=True)]
    kept = [True] * len(cells)
    for condition in term.conditions:
        keys = table.column(condition.key)
        kept = [
            before and (_text(key) == condition.kept) == condition.keeps_equal
            for before, key in zip(kept, keys, strict=True)
        ]
    return [
        _Row(
            cells[place],
            weights[place],
            reasons[place] or "",
            cells[place] is not None and not any(counter[place] for counter in counters),
        )
        for place in range(len(cells))
        if kept[place]
    ]


def _text(cell: object) -> str:
    """A cell as a measure writes it: nothing for null, ``true`` and ``false`` for truth values."""
    return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)


def _reduced(reduction: str, cells: Sequence[float], weights: Sequence[float]) -> float:
    """One number of cells that are all known."""
    match reduction:
        case "min":
            return min(cells)
        case "max":
            return max(cells)
        case "median":
            return float(median(cells))
        case "first":
            return cells[0]
        case "sum":
            return math.fsum(cells)
    return math.fsum(cell * weight for cell, weight in zip(cells, weights, strict=True)) / math.fsum(weights)


def _count(cells: Sequence[Any]) -> Reading:
    return Reading(float(len(cells)), float(len(cells)))


def _items(cells: Sequence[Any]) -> Reading:
    """How many different items lists hold."""
    different = float(len({item for cell in cells for item in cell or ()}))
    return Reading(different, different)


_COUNTED = {"count": _count, "items": _items}


def _counters(owner: object) -> tuple[str, ...]:
    """Counters of what is not known beside an amount that are above 0."""
    fields = getattr(type(owner), "__slots__", ()) or vars(owner)
    return tuple(name for name in fields if name.endswith(_COUNTER) and getattr(owner, name, 0))


def sum_of(readings: Iterable[Reading]) -> Reading:
    """The sum of terms, unknown when one of them is."""
    terms = list(readings)
    if len(terms) == 1:
        return terms[0]
    for term in terms:
        if not term.is_known:
            return term
    reasons = [term.reason for term in terms if term.reason]
    total = math.fsum(term.low or 0.0 for term in terms)
    beside = tuple(dict.fromkeys(name for term in terms for name in term.beside))
    return Reading(total, total, reason=reasons[0] if reasons else "", beside=beside)


def term_of(text: str) -> Term | None:
    """The term that a text writes, or None when it is none."""
    if _PATH.fullmatch(text):
        return Path(tuple(text.split(".")))
    found = _TABLE.fullmatch(text)
    if found is None or (found["weights"] and found["reduction"] != "mean"):
        return None
    written = [] if found["kept"] is None else found["kept"].split("&")
    kept = [_CONDITION.fullmatch(condition) for condition in written]
    if None in kept:
        return None
    return Reduced(
        tuple(found["table"].split(".")),
        tuple(_Condition(one["key"], one["sign"] != "!=", one["kept"]) for one in kept if one is not None),
        found["column"],
        found["reduction"],
        found["weights"] or "",
    )
