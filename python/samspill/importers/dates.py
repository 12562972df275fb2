"""Months, dates and times of day as foreign files write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from samspill.importers.cells import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_MONTH_WORDS = {
    "en": "january february march april may june july august september october november december",
    "short": "jan feb mar apr may jun jul aug sep oct nov dec",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
}
_MONTHS = {word: k for words in _MONTH_WORDS.values() for k, word in enumerate(words.split(), start=1)}
_MONTHS["sept"] = 9

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[t ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})")
_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|\.)?[ -])?([^\W\d]+)\.?(?:[ -](\d{1,2}),)?(?:[ -](\d{4}|\d{2}))?"
)
_TIME = re.compile(
    r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(am|pm|a\.m\.|p\.m\.)?(?:z|[+-]\d{2}:?\d{2})?"
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Whole calendar months, both ends included. ``year`` is 0 when the text names a month without a year."""

    year: int
    first: int
    last: int


def read_span(text: str) -> Span | None:
    """The months a cleaned text names: a month, a date or a whole year. ``None`` when it cannot be told.

    A date such as ``03/04/2015`` could be March or April and is not guessed.
    """
    folded = fold(text)
    if re.fullmatch(r"(19|20)\d{2}", folded):
        return Span(int(folded), 1, 12)
    if match := _ISO.fullmatch(folded):
        return _span(int(match[1]), int(match[2]))
    if match := _DAY_FIRST.fullmatch(folded):
        month = _month_of_pair(int(match[1]), int(match[2]))
        return _span(_full_year(match[3]), month) if month else None
    if match := _MONTH_YEAR.fullmatch(folded):
        return _span(int(match[2]), int(match[1]))
    if (match := _WORDS.fullmatch(folded)) and match[2] in _MONTHS:
        return _span(_full_year(match[4]) if match[4] else 0, _MONTHS[match[2]])
    return None


def read_date(text: str) -> date | None:
    """The day a cleaned text names, ``None`` when it cannot be told.

    Read are ISO dates, days and months in digits in either order when only one is possible, months in words.
    """
    folded = fold(text)
    parts: tuple[int, int, int] | None = None
    if (match := _ISO.fullmatch(folded)) and match[3]:
        parts = int(match[1]), int(match[2]), int(match[3])
    elif match := _DAY_FIRST.fullmatch(folded):
        month = _month_of_pair(int(match[1]), int(match[2]))
        day = int(match[2]) if month == int(match[1]) else int(match[1])
        parts = _full_year(match[3]), month, day
    elif (match := _WORDS.fullmatch(folded)) and match[2] in _MONTHS and (match[1] or match[3]) and match[4]:
        parts = _full_year(match[4]), _MONTHS[match[2]], int(match[1] or match[3])
    try:
        return date(*parts) if parts else None
    except ValueError:
        return None


def read_time(text: str) -> int | None:
    """Minutes since midnight of ``17:00``, ``4:00 PM``, ``3pm``, ``10:00:00`` or ``10:00Z``, or ``None``."""
    match = _TIME.fullmatch(fold(text))
    if not match:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return hour * 60 + minute if minute < 60 and hour * 60 + minute <= 24 * 60 else None


class MonthAxis:
    """Numbers the calendar months of one file: 1..12 within a year, going on from there in later years.

    Months without a year can be placed only while the file speaks of a single year.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        seen = list(spans)
        years = sorted({span.year for span in seen if span.year})
        self.used = bool(seen)
        self.first_year = years[0] if years else 0
        self.last_year = years[-1] if years else 0

    def start(self, span: Span | None) -> int | None:
        """The first month of a span; ``None`` when there is no span or it cannot be placed."""
        return self._number(span.year, span.first) if span else None

    def end(self, span: Span | None) -> int | None:
        """The month after the last one of a span: intervals are half-open. ``None`` as in :meth:`start`."""
        last = self._number(span.year, span.last) if span else None
        return None if last is None else last + 1

    def year_of(self, year: int) -> tuple[int, int]:
        """The twelve months of a year, half-open; year 0 is the only year of the file."""
        offset = 12 * (year - self.first_year) if year and self.first_year else 0
        return offset + 1, offset + 13

    def labels(self) -> dict[int, str] | None:
        """Names of all months of the axis, with the year when known; ``None`` when no month is named."""
        if not self.used:
            return None
        count = 12 * (self.last_year - self.first_year + 1)
        return {k + 1: self._label(k) for k in range(count)}

    def _label(self, k: int) -> str:
        name = MONTH_NAMES[k % 12]
        return f"{name} {self.first_year + k // 12}" if self.first_year else name

    def _number(self, year: int, month: int) -> int | None:
        if not year and self.first_year != self.last_year:
            return None
        return 12 * (year - self.first_year) + month if year and self.first_year else month


def _span(year: int, month: int) -> Span | None:
    return Span(year, month, month) if 1 <= month <= 12 and (year == 0 or 1900 <= year <= 2200) else None


def _month_of_pair(a: int, b: int) -> int:
    """The month of a day-month or month-day pair; 0 when both readings are possible or none is."""
    if a == b or (a > 12) != (b > 12):
        return min(a, b) if min(a, b) >= 1 and max(a, b) <= 31 else 0
    return 0


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)
