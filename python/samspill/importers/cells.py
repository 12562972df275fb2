"""Text and numbers of foreign cells: invisible characters, thousands marks, suppressed values."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from samspill.importers.tables import Rule

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

#: Why a cell that is not empty gives no number.
Problem = Literal[
    "value_suppressed",
    "value_unstated",
    "ambiguous_number",
    "not_finite",
    "negative_number",
    "number_too_large",
    "not_a_whole_number",
    "not_a_number",
]


def words(text: str) -> frozenset[str]:
    """The words of a text as a set: how word lists are written here."""
    return frozenset(text.split())


LARGEST_NUMBER = 1_000_000_000_000

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
_SPACES = re.compile(r"[\s\x00-\x1f\x7f]+")
_FOREIGN_SPACES = re.compile("[\u200b\u2060\ufeff\u00ad\u00a0\u2007\u202f]")

_SUPPRESSED = re.compile(r"[<>≤≥]=?\s*\d+|\d+\s*[-–]\s*\d+|:|\*+|x|suppressed|confidential", re.IGNORECASE)
_UNSTATED = words(
    """. .. ... - – — ? n/a na #n/a nd n.d. tbd tbc null none unknown pending ukjent ukendt okänd inconnu
    desconocido"""
) | {
    "not known",
    "not available",
    "not applicable",
    "to be confirmed",
    "to be determined",
    "decision pending",
}
_NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE)
_NUMBER = re.compile(r"(?P<sign>[+−-]?)(?P<digits>\d[\d.,' ]*)")

#: What a finding says about cells that show a problem.
NUMBER_RULES: dict[Problem, Rule] = {
    "value_suppressed": Rule(
        "warning",
        "value_suppressed",
        "the number is suppressed or a range; it is read as unknown, not as 0",
        "enter the number when you may, or leave the cell empty",
    ),
    "value_unstated": Rule(
        "warning",
        "value_unstated",
        "words stand for a number that is not known; it is read as unknown, not as 0",
        "leave the cell empty when the number is not known",
    ),
    "ambiguous_number": Rule(
        "error",
        "ambiguous_number",
        "one mark with three digits after it separates thousands or decimals; the file does not tell which",
        "write the number without a thousands mark",
    ),
    "not_finite": Rule(
        "error", "not_finite", "the number is not finite", "leave the cell empty when the number is not known"
    ),
    "negative_number": Rule(
        "error",
        "negative_number",
        "the number is negative",
        "leave the cell empty when the number is not known; 0 means none",
    ),
    "number_too_large": Rule(
        "error",
        "number_too_large",
        "the number is larger than 1 000 000 000 000",
        "check the unit and the decimal separator",
    ),
    "not_a_whole_number": Rule(
        "error",
        "not_a_whole_number",
        "people are counted in whole numbers",
        "check the unit and the decimal separator",
    ),
    "not_a_number": Rule(
        "error",
        "not_a_number",
        "the cell of a number column holds text",
        "enter a number or leave the cell empty",
    ),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from a cell: ``value`` is ``None`` when unknown, ``problem`` why a filled cell is."""

    value: float | None = None
    problem: Problem | None = None


UNKNOWN = Number()


def clean(text: str) -> str:
    """The text in Unicode NFC without invisible characters; every run of white space is one plain space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_INVISIBLE)).strip()


def has_foreign_space(text: str) -> bool:
    """True when the text holds zero-width or non-breaking characters that :func:`clean` changes."""
    return _FOREIGN_SPACES.search(text) is not None


def fold(text: str) -> str:
    """A key under which spellings that differ in case, width or spacing alone are the same."""
    return clean(unicodedata.normalize("NFKC", text)).casefold()


def squeeze(text: str) -> str:
    """The letters and digits of the text alone, folded: ``Annual Target`` gives ``annualtarget``."""
    return "".join(ch for ch in fold(text) if ch.isalnum())


def number_text(value: float) -> str:
    """A number that came typed (XLSX, JSON) as text that :class:`NumberReader` reads back without doubt.

    Whole numbers have no fraction; a fraction of three decimals gets a fourth, so that its point cannot be
    taken for a thousands mark.
    """
    if not math.isfinite(value):
        return str(value)
    whole, _, fraction = format(Decimal(repr(value)), "f").partition(".")
    fraction = fraction.rstrip("0")
    return f"{whole}.{fraction}{'0' if len(fraction) == 3 else ''}" if fraction else whole


class NumberReader:
    """Reads the number cells of one file with one decimal mark, proven by the cells themselves.

    ``1.234`` may be one thousand or one and a bit: it is read only when another cell decides which
    (``24.06``, ``1.234.567``, ``1.234,5``), and is ``ambiguous_number`` otherwise.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        marks = {mark for mark in map(_proven_decimal_mark, texts) if mark}
        self.decimal_mark = marks.pop() if len(marks) == 1 else None

    def read(self, text: str) -> Number:
        """The number in a cleaned text; empty text is unknown without a problem. Never raises."""
        if not text:
            return UNKNOWN
        if text.casefold() in _UNSTATED:
            return Number(problem="value_unstated")
        if _SUPPRESSED.fullmatch(text):
            return Number(problem="value_suppressed")
        if _NOT_FINITE.fullmatch(text):
            return Number(problem="not_finite")
        match = _NUMBER.fullmatch(text)
        return (
            _in_range(match["sign"], self._plain(match["digits"]))
            if match
            else Number(problem="not_a_number")
        )

    def read_whole(self, text: str) -> Number:
        """Like :meth:`read`, but a fraction is a problem: people and months come in whole numbers."""
        number = self.read(text)
        if number.value is not None and number.value != int(number.value):
            return Number(problem="not_a_whole_number")
        return number

    def _plain(self, digits: str) -> str | None:
        """The digits with a full stop as decimal mark; ``""`` if ambiguous, ``None`` if no number."""
        mark = _proven_decimal_mark(digits) or self.decimal_mark
        if mark is None and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits):
            return ""
        whole, _, fraction = digits.partition(mark) if mark else (digits, "", "")
        groups = re.split(r"[.,' ]", whole)
        grouped = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3
        if (len(groups) > 1 and not grouped) or (fraction and not fraction.isdecimal()):
            return None
        return "".join(groups) + ("." + fraction if fraction else "")


def _proven_decimal_mark(text: str) -> str | None:
    """The decimal mark that this one number text leaves no doubt about, or ``None``."""
    if not re.fullmatch(r"[+-]?\d[\d.,' ]*", text):
        return None
    stops, commas = text.count("."), text.count(",")
    if stops and commas:
        return max(".,", key=text.rfind)
    if stops > 1 or commas > 1:
        return "," if stops else "."
    if stops or commas:
        mark = "." if stops else ","
        return None if re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", text) else mark
    return None


def _in_range(sign: str, plain: str | None) -> Number:
    if plain is None:
        return Number(problem="not_a_number")
    if not plain:
        return Number(problem="ambiguous_number")
    if len(plain) > 40 or float(plain) > LARGEST_NUMBER:
        return Number(problem="number_too_large")
    value = float(plain)
    return Number(problem="negative_number") if sign in ("-", "−") and value else Number(value)


def usual_spelling(spellings: Counter[str]) -> str:
    """The most frequent spelling, the first in text order among equals: independent of the order of rows."""
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
