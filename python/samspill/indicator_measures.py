"""What an indicator takes of an analysis: ``totals.people``, ``forums:parity:min``, ratios of such.

A measure is an amount or a ratio of two. An amount is a sum of terms with ``+`` between, or a range of two
with ``..`` between. A term is a path of attributes or ``table[column=value]:column:reduction@weights``. The
grammar is described in docs/indicators.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from samspill.tables import ResultTable

#: What cells of a column are brought to.
REDUCTIONS = ("min", "max", "mean", "sum", "median", "share_true", "first", "count", "items")

_NAME = r"[a-z][a-z0-9_]*"
_PATH = re.compile(rf"{_NAME}(\.{_NAME})*")
_TABLE = re.compile(
    rf"(?P<table>{_NAME}(?:\.{_NAME})*)"
    rf"(?:\[(?P<key>{_NAME})(?P<sign>!?=)(?P<kept>[^\[\]:]*)\])?"
    rf":(?P<column>{_NAME}):(?P<reduction>{'|'.join(REDUCTIONS)})(?:@(?P<weights>{_NAME}))?"
)
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Reading:
    """What a measure gave: one value (``low`` = ``high``), a range, or the reason why there is none.

    Attributes:
        low: Least value; None when there is none.
        high: Greatest value.
        n: Amount of the denominator, or cells that a mean goes over; None where there is no such thing.
        reason: Why there is no value, or what the value leaves out; empty when there is nothing to say.
        structural: There is no value because there is nothing to measure.
    """

    low: float | None = None
    high: float | None = None
    n: float | None = None
    reason: str = ""
    structural: bool = False

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
class _Path:
    names: tuple[str, ...]

    def read(self, result: object) -> Reading:
        owner: Any = result
        value: Any = result
        for name in self.names:
            owner, value = value, getattr(value, name)
        if value is None:
            return Reading(reason=f"{'.'.join(self.names)} is not known")
        number = float(value)
        if number == 0 and _knows_of_unknown(owner):
            return Reading(number, number, reason="some amounts are not known")
        return Reading(number, number)


@dataclass(frozen=True, slots=True)
class _Reduced:
    table: tuple[str, ...]
    key: str
    keeps_equal: bool
    kept: str
    column: str
    reduction: str
    weights: str

    def read(self, result: object) -> Reading:
        table: Any = result
        for name in self.table:
            table = getattr(table, name)
        rows = _rows(table, self)
        if self.reduction in _COUNTED:
            return _COUNTED[self.reduction]([row.cell for row in rows])
        if not rows and self.reduction == "sum":
            return Reading(0.0, 0.0)
        if not rows:
            return Reading(reason=f"{'.'.join(self.table)} has no rows", structural=True)
        known = [row for row in rows if row.cell is not None and (not self.weights or row.weight)]
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


@dataclass(frozen=True, slots=True)
class _Row:
    cell: Any
    weight: float | None
    reason: str


def _rows(table: ResultTable, term: _Reduced) -> list[_Row]:
    """The kept rows of a table, with what the row says about cells that are not known."""
    cells = table.column(term.column)
    nothing = [None] * len(cells)
    weights = table.column(term.weights) if term.weights else nothing
    keys = table.column(term.key) if term.key else nothing
    notes = [
        name for name in (f"{term.column}_note", f"{term.column}_reason", "reason") if name in table.columns
    ]
    reasons = table.column(notes[0]) if notes else nothing
    if "status" in table.columns:
        statuses = table.column("status")
        reasons = [r or (s if s == "suppressed" else "") for r, s in zip(reasons, statuses, strict=True)]
    return [
        _Row(cell, weight, reason or "")
        for cell, weight, key, reason in zip(cells, weights, keys, reasons, strict=True)
        if not term.key or (_text(key) == term.kept) == term.keeps_equal
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


def _knows_of_unknown(owner: object) -> bool:
    """True when amounts beside a sum are not known, so that a sum of 0 does not say that there is nothing."""
    fields = getattr(type(owner), "__slots__", ()) or vars(owner)
    return any(name.endswith("_unknown") and getattr(owner, name, 0) for name in fields)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as it was written, ready to be read of results."""

    text: str
    low: tuple[_Path | _Reduced, ...]
    high: tuple[_Path | _Reduced, ...]
    denominator: tuple[_Path | _Reduced, ...]

    @property
    def counts_rows(self) -> bool:
        """True for a count or sum over rows, which is 0 where there are none."""
        return not self.denominator and all(
            isinstance(term, _Reduced) and term.reduction in {"sum", "count", "items"} for term in self.low
        )

    def read(self, result: object) -> Reading:
        """The value of a result of the analysis.

        Raises:
            AttributeError: The result has no such attribute or table.
            NotFound: A table has no such column.
        """
        low = _sum(term.read(result) for term in self.low)
        high = low if self.high == self.low else _sum(term.read(result) for term in self.high)
        value = Reading(
            low.low, high.high, low.n, low.reason or high.reason, low.structural or high.structural
        )
        if not self.denominator:
            return value
        whole = _sum(term.read(result) for term in self.denominator)
        if whole.low == 0:
            return Reading(reason=whole.reason or "the denominator is 0", structural=not whole.reason)
        if whole.low is None:
            return whole
        if value.low is None or value.high is None:
            return replace(value, n=whole.low)
        return Reading(value.low / whole.low, value.high / whole.low, whole.low, value.reason)


def _sum(readings: Iterable[Reading]) -> Reading:
    """The sum of terms, unknown when one of them is."""
    terms = list(readings)
    if len(terms) == 1:
        return terms[0]
    for term in terms:
        if not term.is_known:
            return term
    reasons = [term.reason for term in terms if term.reason]
    total = math.fsum(term.low or 0.0 for term in terms)
    return Reading(total, total, reason=reasons[0] if reasons else "")


def parse(text: str) -> Measure | None:
    """The measure that a text writes, or None when it is none."""
    whole, slash, part = text.partition("/")
    low, dots, high = whole.partition("..")
    parts = [_terms(low), _terms(high) if dots else (), _terms(part) if slash else ()]
    if parts[0] is None or parts[1] is None or parts[2] is None:
        return None
    return Measure(text, parts[0], parts[1] if dots else parts[0], parts[2])


def _terms(text: str) -> tuple[_Path | _Reduced, ...] | None:
    terms = [_term(term) for term in text.split("+")]
    return None if None in terms else tuple(term for term in terms if term is not None)


def _term(text: str) -> _Path | _Reduced | None:
    if _PATH.fullmatch(text):
        return _Path(tuple(text.split(".")))
    found = _TABLE.fullmatch(text)
    if found is None or (found["weights"] and found["reduction"] != "mean"):
        return None
    return _Reduced(
        tuple(found["table"].split(".")),
        found["key"] or "",
        found["sign"] != "!=",
        found["kept"] or "",
        found["column"],
        found["reduction"],
        found["weights"] or "",
    )
