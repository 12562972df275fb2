"""Rows of a catalogue of indicators: what one is, and what does not fit about a table of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from samspill.findings import Finding
from samspill.frames import is_unicode
from samspill.indicator_measures import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samspill.findings import Severity

TABLE = "indicators"

#: Terms of columns that have a list of them, as in the table ``indicators`` of a study.
TERMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "direction": ("increase", "decrease"),
        "level": ("input", "activity", "output", "outcome", "impact"),
        "group": ("refugees", "community", "volunteers", "staff"),
        "combination": ("sum", "weighted_mean"),
    }
)
#: The unit of fractions of 1, which have a denominator and lie between 0 and 1.
SHARE = "share"

TEXTS = ("id", "set", "version", "unit", "denominator", "source", "method", "analysis", "measure")
NUMBERS = ("least", "greatest")
COLUMNS = (*TEXTS, *TERMS, *NUMBERS)
#: Questions have a column a language, such as ``question_nb``.
QUESTION = "question_"

_REQUIRED = ("id", "set", "version", "unit", "direction")


class _Rule(NamedTuple):
    """What a finding says wherever it is made."""

    severity: Severity
    code: str
    message: str
    hint: str


_EMPTY_TABLE = _Rule("error", "empty_table", "the table has no rows", "state an indicator a row")
_MISSING_COLUMN = _Rule("error", "missing_column", "the column is missing", "add the column")
_UNKNOWN_COLUMN = _Rule("warning", "unknown_column", "the column is not read", "check its name")
_DUPLICATE_COLUMN = _Rule("error", "duplicate_column", "two columns have the same name", "rename one of them")
_DUPLICATE_ID = _Rule("error", "duplicate_id", "the id stands in an earlier row", "rename one of them")
_EMPTY = _Rule("error", "missing_value", "the cell is empty", "state it")
_NO_DENOMINATOR = _Rule("error", "missing_value", "a share has no denominator", "say what it is a share of")
_VERSION = _Rule(
    "error",
    "contradictory_version",
    "the version differs from the first row",
    "give all rows the same version",
)
_ALONE = _Rule("error", "missing_value", "an analysis and its measure come together", "state both or neither")
_NO_MEASURE = _Rule(
    "error", "unknown_term", "this is no measure", "write such as totals.people or forums:parity:min"
)
_REVERSED = _Rule("error", "reversed_interval", "the least value is above the greatest", "exchange them")
_NO_TEXT = _Rule("error", "unsupported_type", "the cell holds no text", "write a text")
_ENCODING = _Rule("error", "wrong_encoding", "the cell is not UTF-8", "write it anew")
_NO_NUMBER = _Rule("error", "not_a_number", "the cell holds no number", "write digits with a decimal point")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of a catalogue.

    Attributes:
        id: Its name in all tables.
        set: What it belongs to, such as ``leisure_card``; only to choose by.
        questions: What it answers, by language.
        unit: What the value counts; ``share`` for fractions of 1.
        denominator: What it was divided by; empty for amounts.
        direction: ``increase`` or ``decrease``: which way is better.
        level: Its stage in a logic model; empty when not stated.
        group: Whom the benefit is for; empty when not stated.
        source: The passage that asks for it.
        method: Id of the method, such as M4.2.
        combination: How units that became one are put together; empty for the usual way.
        least: Least value that it may have; None for no end.
        greatest: Greatest value that it may have.
        analysis: Analysis of a network that gives it; empty: it is observed.
        measure: What is taken of that analysis.
    """

    id: str
    set: str
    questions: Mapping[str, str] = field(repr=False)
    unit: str
    denominator: str = ""
    direction: str = ""
    level: str = ""
    group: str = ""
    source: str = ""
    method: str = ""
    combination: str = ""
    least: float | None = None
    greatest: float | None = None
    analysis: str = ""
    measure: str = ""

    def question(self, language: str = "en") -> str:
        """The question in a language; in English where the catalogue does not speak it."""
        return self.questions.get(language) or self.questions.get("en", "")


class IndicatorRows:
    """Rows of such a table as they came, and what does not fit about them."""

    def __init__(
        self, columns: Sequence[tuple[str, list[object]]], numbers: Sequence[int], file: str
    ) -> None:
        self._cells = dict(columns)
        self._numbers = numbers
        self._file = file
        self.findings: list[Finding] = []
        self.version = ""
        self._check_columns([name for name, _ in columns])

    def indicators(self) -> list[Indicator]:
        """An indicator a row; rows without an id or with one that stands already are left out."""
        ids: set[str] = set()
        found = []
        for place, number in enumerate(self._numbers):
            indicator = self._indicator(place, number)
            if indicator.id in ids:
                self._add(_DUPLICATE_ID, number, "id")
            elif indicator.id:
                ids.add(indicator.id)
                found.append(indicator)
        return found

    def _check_columns(self, names: Sequence[str]) -> None:
        for name in (*_REQUIRED, f"{QUESTION}en"):
            if name not in names:
                self._add(_MISSING_COLUMN, 0, name)
        for name in dict.fromkeys(names):
            if name not in COLUMNS and not name.startswith(QUESTION):
                self._add(_UNKNOWN_COLUMN, 0, name)
            if names.count(name) > 1:
                self._add(_DUPLICATE_COLUMN, 0, name)
        if not self._numbers:
            self._add(_EMPTY_TABLE, 0, "")

    def _indicator(self, place: int, number: int) -> Indicator:
        texts = {name: self._text(name, place, number) for name in TEXTS}
        terms = {name: self._term(name, place, number) for name in TERMS}
        for name in _REQUIRED:
            if name in self._cells and not (texts | terms)[name]:
                self._add(_EMPTY, number, name)
        questions = {
            name.removeprefix(QUESTION): text
            for name in self._cells
            if name.startswith(QUESTION) and (text := self._text(name, place, number))
        }
        if f"{QUESTION}en" in self._cells and "en" not in questions:
            self._add(_EMPTY, number, f"{QUESTION}en")
        self._check_version(texts.pop("version"), number)
        self._check_measure(texts["analysis"], texts["measure"], number)
        least, greatest = self._ends(texts["unit"], place, number)
        if texts["unit"] == SHARE and not texts["denominator"]:
            self._add(_NO_DENOMINATOR, number, "denominator")
        return Indicator(
            **texts, **terms, questions=MappingProxyType(questions), least=least, greatest=greatest
        )

    def _check_version(self, version: str, number: int) -> None:
        self.version = self.version or version
        if version and version != self.version:
            self._add(_VERSION, number, "version")

    def _check_measure(self, analysis: str, measure: str, number: int) -> None:
        if bool(analysis) != bool(measure):
            column = "measure" if analysis else "analysis"
            self._add(_ALONE, number, column)
        elif measure and parse(measure) is None:
            self._add(_NO_MEASURE, number, "measure")

    def _ends(self, unit: str, place: int, number: int) -> tuple[float | None, float | None]:
        least, greatest = (self._number(name, place, number) for name in NUMBERS)
        if unit == SHARE:
            least, greatest = (0.0 if least is None else least), (1.0 if greatest is None else greatest)
        if least is not None and greatest is not None and least > greatest:
            self._add(_REVERSED, number, "least")
        return least, greatest

    def _text(self, name: str, place: int, number: int) -> str:
        cell = self._cells[name][place] if name in self._cells else None
        if cell is None:
            return ""
        if not isinstance(cell, str) and name != "version":
            self._add(_NO_TEXT, number, name)
            return ""
        text = str(cell)
        if not is_unicode(text):
            self._add(_ENCODING, number, name)
            return ""
        return text.strip()

    def _term(self, name: str, place: int, number: int) -> str:
        term = self._text(name, place, number)
        if term and term not in TERMS[name]:
            self._add(_unknown_term(name), number, name)
        return term

    def _number(self, name: str, place: int, number: int) -> float | None:
        cell = self._cells[name][place] if name in self._cells else None
        if cell is None or cell == "":
            return None
        try:
            value = math.nan if isinstance(cell, bool) else float(cell)  # type: ignore[arg-type]
        except (TypeError, ValueError, OverflowError):
            value = math.nan
        if not math.isfinite(value):
            self._add(_NO_NUMBER, number, name)
            return None
        return value

    def _add(self, rule: _Rule, row: int, column: str) -> None:
        finding = Finding(rule.severity, rule.code, self._file, TABLE, row, column, rule.message, rule.hint)
        self.findings.append(finding)


def _unknown_term(name: str) -> _Rule:
    hint = f"use one of {', '.join(TERMS[name])}"
    return _Rule("error", "unknown_term", "this is none of the terms", hint)
