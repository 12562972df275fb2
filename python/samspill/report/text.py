"""Words and numbers in one language.

The words lie in ``locale/<language>.json``: one message a key, with ``{names}`` to fill in, ``**bold**``
parts, and ``{"one": ..., "other": ...}`` where the wording depends on the number ``n``. All languages have
the same keys. Words of another report than that of a network lie in a folder of their own beside them.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType

#: Languages a report can be written in: English, Norwegian bokmål, Danish, Swedish.
LANGUAGES = ("en", "nb", "da", "sv")

#: Stands where there is no value; never 0.
NOTHING = "–"

_LOCALE = Path(__file__).parent / "locale"
_MINUS = "\u2212"
_JOINERS = frozenset("\u200c\u200d")  # belong to the spelling of Persian and to emoji
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_WHOLE = 1e-6  # sums of fractions of people may miss a whole number by rounding

Message = str | Mapping[str, str]

#: Digits enough for every finite number and its decimals.
_ANY_SIZE = Context(prec=400)


class FromData(str):
    """Text that came with the data: a name, a title, a theme. Set apart because its direction may differ."""

    __slots__ = ()


@dataclass(frozen=True)
class Run:
    """A piece of a sentence. ``lang`` is set where it differs from the language of the report."""

    text: str
    strong: bool = False
    from_data: bool = False
    lang: str | None = None


#: A sentence or paragraph.
Line = tuple[Run, ...]


def line(text: str, lang: str | None = None) -> Line:
    """One run of plain text."""
    return (Run(text, from_data=isinstance(text, FromData), lang=lang),)


def visible(text: str) -> str:
    r"""The text with control, bidirectional and other invisible characters written as escapes such as \u202e.

    They could make a name read differently from what it is. Joiners that spelling needs stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(character if _is_visible(character) else _escape(character) for character in text)


def _is_visible(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in _INVISIBLE


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def capital(text: str) -> str:
    """The text with a capital at the start."""
    return text[:1].upper() + text[1:]


@cache
def catalogue(lang: str, part: str = "") -> Mapping[str, Message]:
    """All messages of a language; with those of a further report when ``part`` names its folder.

    Raises:
        ValueError: for a language that is not in ``LANGUAGES``.
    """
    if lang not in LANGUAGES:
        raise ValueError("lang must be one of " + ", ".join(LANGUAGES))
    messages: dict[str, Message] = {}
    for folder in (_LOCALE, *((_LOCALE / part,) if part else ())):
        messages |= json.loads((folder / f"{lang}.json").read_text(encoding="utf-8"))
    return MappingProxyType(messages)


class Text:
    """Says things in one language. Calls with an unknown key or a missing parameter raise ``KeyError``."""

    def __init__(self, lang: str, part: str = "") -> None:
        self.lang = lang
        self._messages = catalogue(lang, part)
        self._decimal = self("format.decimal")
        self._group = self("format.group")
        self._group_from = int(self("format.group_from"))

    def __contains__(self, key: str) -> bool:
        return key in self._messages

    def __call__(self, key: str, /, n: float | None = None, **params: str) -> str:
        """The message as plain text. ``n`` chooses the plural form and fills ``{n}``."""
        return "".join(run.text for run in self.line(key, n, **params))

    def line(self, key: str, /, n: float | None = None, **params: str) -> Line:
        """The message as runs: bold parts are strong, names from the data are marked as such."""
        message = self._messages[key]
        if n is not None:
            params["n"] = self.amount(n)
        pattern = message if isinstance(message, str) else message["one" if n == 1 else "other"]
        runs: list[Run] = []
        for position, part in enumerate(pattern.split("**")):
            strong = position % 2 == 1
            for literal, field, _, _ in Formatter().parse(part):
                if literal:
                    runs.append(Run(literal, strong))
                if field:
                    runs.append(Run(params[field], strong, from_data=isinstance(params[field], FromData)))
        return tuple(runs)

    def sentence(self, key: str, /, n: float | None = None, **params: str) -> Line:
        """The message as runs with a capital at the start, unless it starts with a name from the data."""
        first, *rest = self.line(key, n, **params)
        return (first if first.from_data else replace(first, text=capital(first.text)), *rest)

    def capital(self, key: str, /) -> str:
        """The message as plain text with a capital at the start."""
        return capital(self(key))

    def listing(self, items: Iterable[str]) -> str:
        """``a, b and c``; nothing for no items."""
        words = list(items)
        if len(words) < 2:
            return "".join(words)
        return ", ".join(words[:-1]) + self("list.and") + words[-1]

    # Numbers

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with the language's decimal mark and grouping; halves are rounded up."""
        rounded = Decimal(repr(abs(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _ANY_SIZE)
        digits, _, fraction = f"{rounded:f}".partition(".")
        if abs(value) >= self._group_from:
            digits = f"{int(digits):,}".replace(",", self._group)
        shown = digits + (self._decimal + fraction if fraction else "")
        return _MINUS + shown if value < 0 and shown.strip("0" + self._decimal) else shown

    def amount(self, value: float) -> str:
        """People, places or seats: whole where they are whole, else one decimal; never 0 for a little."""
        if abs(value - round(value)) < _WHOLE:
            return self.number(round(value))
        if abs(value) < 0.05:
            return self("format.below", limit=self.number(0.1, 1))
        return self.number(value, 1)

    def span(self, low: float, high: float) -> str:
        """An interval for a table: ``3–7``, or one number where the ends meet."""
        first, last = self.amount(low), self.amount(high)
        return first if first == last else self("format.span", low=first, high=last)

    def number_span(self, low: float, high: float, decimals: int) -> str:
        """An interval of numbers with so many decimals."""
        first, last = self.number(low, decimals), self.number(high, decimals)
        return first if first == last else self("format.span", low=first, high=last)

    def between(self, low: float, high: float) -> str:
        """An interval for a sentence: ``between 3 and 7``, or one number where the ends meet."""
        first, last = self.amount(low), self.amount(high)
        return first if first == last else self("format.between", low=first, high=last)

    def percent(self, fraction: float) -> str:
        """A fraction of 1 as whole percent; 0 and 100 only where they are exact."""
        if 0 < fraction < 0.005:
            return self("format.below", limit=self("format.percent", number="1"))
        if 0.995 <= fraction < 1:
            return self("format.above", limit=self("format.percent", number="99"))
        return self("format.percent", number=self.number(fraction * 100))

    def percent_between(self, low: float, high: float) -> str:
        """An interval of fractions for a sentence."""
        first, last = self.percent(low), self.percent(high)
        return first if first == last else self("format.between", low=first, high=last)

    def percent_span(self, low: float, high: float) -> str:
        """An interval of fractions for a table or figure: ``77–79 %``."""
        first, last = self.number(low * 100), self.number(high * 100)
        return self.percent(low) if first == last else self("format.percent", number=f"{first}–{last}")

    def measure(self, value: float | None, decimals: int = 2) -> str:
        """An index or ratio; a dash where it has no value."""
        if value is None:
            return NOTHING
        return self("format.infinite") if value == float("inf") else self.number(value, decimals)

    def probability(self, value: float | None) -> str:
        """A p-value with two significant digits; a dash where there is none."""
        if value is None:
            return NOTHING
        if 0 < value < 0.0001:
            return self("format.below", limit=self.number(0.0001, 4))
        decimals = next((d for d in (2, 3, 4) if value >= 10.0 ** (1 - d)), 5)
        return self.number(value, 0 if value in {0, 1} else decimals)

    def day(self, day: date) -> str:
        """A date in words."""
        return self("format.date", day=str(day.day), month=self(f"calendar.{day.month}"), year=str(day.year))
