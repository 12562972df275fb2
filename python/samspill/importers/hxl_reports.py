"""The rows of an HXL sheet as typed reports: who did what, where, when, for how many."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from samspill.importers.cells import (
    NUMBER_RULES,
    Number,
    NumberReader,
    Problem,
    clean,
    fold,
    usual_spelling,
)
from samspill.importers.dates import Span, read_span
from samspill.importers.hxl_layout import AREA_LEVELS, Column, Layout, Measure
from samspill.importers.tables import Rule, Where, by_code
from samspill.importers.vocabulary import Unit, unit_counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samspill.importers.sheet import Sheet
    from samspill.importers.tables import FindingLog

_YES = frozenset({"yes", "y", "true", "1", "oui", "sí", "si", "ja"})
_NO = frozenset({"no", "n", "false", "0", "non", "nei", "nej"})
_STOPPED = frozenset({"suspended", "cancelled", "canceled", "stopped"})

#: A place by its names and codes, from the outermost stated level to the innermost: (level, name, code).
Place = tuple[tuple[str, str, str], ...]

_RULES = by_code(
    Rule("warning", "duplicate_row", "the row repeats an earlier one cell by cell; it is counted once"),
    Rule("info", "not_approved", "the report is not approved; it is left out"),
    Rule("info", "activity_stopped", "the activity is suspended or cancelled; it is left out"),
    Rule(
        "warning",
        "missing_target",
        "no target is stated; such a need counts neither as 0 nor as met, its size is unknown",
        "fill in the number of people when it is known",
    ),
    Rule(
        "warning",
        "above_target",
        "more is achieved than the target of the same row; both are kept as they are",
        "check that neither number belongs to a neighbouring cell",
    ),
    Rule(
        "warning",
        "incomplete_breakdown",
        "some of the columns that make up the number are empty; the sum is read as unknown",
        "fill in all of them, with 0 for none",
    ),
    Rule(
        "warning",
        "not_a_date",
        "the cell names no month that can be told without doubt; the period is left open",
        "write dates as 2014-06-30 or months in words",
    ),
    Rule(
        "warning",
        "unknown_term",
        "the cell says neither yes nor no; it is read as not stated",
        "write YES or NO",
    ),
    Rule(
        "error",
        "reversed_interval",
        "the end lies before the start",
        "swap the two dates or correct the wrong one",
    ),
    Rule(
        "warning",
        "unit_not_people",
        "the indicator counts something other than people (tonnes, kits, households, places, months), which"
        " must not be added to people; need and activity are left out",
    ),
    Rule(
        "warning",
        "unit_not_recognised",
        "the indicator does not say in a known word that it counts people; need and activity are left out",
        "name those who are counted: people, children, women, pupils",
    ),
)


@dataclass(frozen=True, slots=True)
class Report:
    """One row of the sheet. Texts are cleaned and spelled as the sheet most often spells them.

    ``need`` and ``use`` are numbers of people when ``counts_people``, else of something that must not be
    added to people. ``accumulative`` tells whether the uses of several months are different people, mostly
    the same people (``False``), or not stated (``None``). ``year`` is 0 when no column states it.
    """

    row: int
    texts: dict[str, str]
    place: Place
    first: Span | None
    last: Span | None
    year: int
    counts_people: bool
    need: float | None
    use: float | None
    accumulative: bool | None

    def text(self, role: str) -> str:
        """The text in the column of a role, empty when there is no such column."""
        return self.texts.get(role, "")


def read_reports(sheet: Sheet, layout: Layout, log: FindingLog) -> list[Report]:
    """All usable rows of the sheet in their order; what is left out, and why, is in ``log``. O(cells)."""
    return _Reader(sheet, layout, log).read()


class _Reader:
    def __init__(self, sheet: Sheet, layout: Layout, log: FindingLog) -> None:
        self._layout = layout
        self._log = log
        self._table = sheet.name
        self._rows = [
            (index + 1, tuple(map(clean, cells)))
            for index, cells in enumerate(sheet.rows)
            if index >= layout.first_row and any(map(clean, cells))
        ]
        self._spellings = self._usual_spellings()
        self._numbers = NumberReader(
            _at(cells, column)
            for _, cells in self._rows
            for measure in (layout.need, layout.use)
            for column in (measure.columns if measure else ())
        )
        # The same few months and indicators stand in most rows; what they mean is found once for each text.
        self._span_of = cache(read_span)
        self._unit_of = cache(unit_counted)
        self._problems: dict[tuple[str, Problem], list[int]] = defaultdict(list)
        self._noted: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._left_out: dict[str, set[tuple[str, ...]]] = defaultdict(set)

    def read(self) -> list[Report]:
        seen: set[tuple[str, ...]] = set()
        reports = []
        for row, cells in self._rows:
            if reason := "duplicate_row" if cells in seen else self._reason_to_leave_out(cells):
                self._noted[reason, ""].append(row)
            else:
                reports.append(self._report(row, cells))
            seen.add(cells)
        self._log_findings()
        return reports

    def _reason_to_leave_out(self, cells: tuple[str, ...]) -> str:
        if self._cell(cells, "approved").casefold() in _NO:
            return "not_approved"
        return "activity_stopped" if self._cell(cells, "status").casefold() in _STOPPED else ""

    def _report(self, row: int, cells: tuple[str, ...]) -> Report:
        counts_people = self._counts_people(row, cells)
        need = self._measure(row, cells, self._layout.need, counts_people=counts_people)
        use = self._measure(row, cells, self._layout.use, counts_people=counts_people)
        if need is not None and use is not None and use > need:
            self._note("above_target", row, self._layout.use)
        year = self._year(cells)
        first, last = self._months(row, cells, year)
        return Report(
            row=row,
            texts={role: self._spelled(role, self._cell(cells, role)) for role in self._layout.roles},
            place=tuple(self._place(cells)),
            first=first,
            last=last,
            year=year,
            counts_people=counts_people,
            need=need,
            use=use,
            accumulative=self._accumulative(row, cells),
        )

    def _cell(self, cells: tuple[str, ...], role: str) -> str:
        column = self._layout.roles.get(role)
        return _at(cells, column) if column else ""

    def _usual_spellings(self) -> dict[str, dict[str, str]]:
        """For each role the texts of its column with the spelling of theirs that the sheet uses most."""
        spellings = {}
        for role, column in [*self._layout.roles.items(), *self._layout.areas.items()]:
            counts = Counter(_at(cells, column) for _, cells in self._rows)
            variants: dict[str, Counter[str]] = defaultdict(Counter)
            for text, count in counts.items():
                variants[fold(text)][text] = count
            spellings[role] = {text: usual_spelling(variants[fold(text)]) for text in counts}
        return spellings

    def _spelled(self, role: str, text: str) -> str:
        return self._spellings[role][text]

    def _place(self, cells: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
        for level in AREA_LEVELS:
            name_column, code_column = self._layout.areas.get(level), self._layout.area_codes.get(level)
            name = self._spelled(level, _at(cells, name_column)) if name_column else ""
            code = _at(cells, code_column) if code_column else ""
            if name or code:
                yield level, name or code, code

    def _counts_people(self, row: int, cells: tuple[str, ...]) -> bool:
        """Whether the row counts people: by hashtag, else by the words of its unit or indicator."""
        measures = [measure for measure in (self._layout.need, self._layout.use) if measure]
        texts = [self._cell(cells, role) for role in ("unit", "indicator") if role in self._layout.roles]
        if not measures or not texts:
            return True
        units: list[Unit] = [unit for text in texts if (unit := self._unit_of(text)) != "unrecognised"]
        unit = units[0] if units else "unrecognised"
        if unit == "unrecognised" and not any(measure.by_header for measure in measures):
            return True
        if unit != "people":
            column = self._layout.roles.get("indicator") or self._layout.roles["unit"]
            code = "unit_not_people" if unit == "other" else "unit_not_recognised"
            self._noted[code, column.label].append(row)
            self._left_out[code].add(tuple(map(fold, texts)))
        return unit == "people"

    def _measure(
        self, row: int, cells: tuple[str, ...], measure: Measure | None, *, counts_people: bool
    ) -> float | None:
        """The number of a measure; problems are noted where people are counted, for only that is used."""
        if measure is None or not measure.columns:
            return None
        read = self._numbers.read_whole if counts_people else self._numbers.read
        parts: list[Number] = [read(_at(cells, column)) for column in measure.columns]
        known = [part.value for part in parts if part.value is not None]
        if measure is self._layout.need and not any(_at(cells, column) for column in measure.columns):
            self._note("missing_target", row, measure)
        if counts_people:
            for column, part in zip(measure.columns, parts, strict=True):
                if part.problem:
                    self._problems[column.label, part.problem].append(row)
            if 0 < len(known) < len(parts):
                self._note("incomplete_breakdown", row, measure)
        return sum(known) if len(known) == len(parts) else None

    def _year(self, cells: tuple[str, ...]) -> int:
        """The year in a column of its own, 0 when there is none."""
        span = self._span_of(self._cell(cells, "year"))
        return span.year if span else 0

    def _months(self, row: int, cells: tuple[str, ...], year: int) -> tuple[Span | None, Span | None]:
        """The first and the last month of the report: start and end where stated, else the month reported."""
        spans: dict[str, Span] = {}
        for role in ("start", "end", "month"):
            text = self._cell(cells, role)
            if span := self._span_of(text):
                spans[role] = span if span.year else replace(span, year=year)
            elif text:
                self._noted["not_a_date", self._layout.roles[role].label].append(row)
        start, end, month = spans.get("start"), spans.get("end"), spans.get("month")
        if start and end and (end.year, end.last) < (start.year, start.first):
            self._noted["reversed_interval", self._layout.roles["end"].label].append(row)
            return None, None
        return (start, end) if start or end else (month, month)

    def _accumulative(self, row: int, cells: tuple[str, ...]) -> bool | None:
        text = self._cell(cells, "accumulative").casefold()
        if text and text not in _YES | _NO:
            self._noted["unknown_term", self._layout.roles["accumulative"].label].append(row)
        return True if text in _YES else False if text in _NO else None

    def _note(self, code: str, row: int, measure: Measure | None) -> None:
        self._noted[code, measure.label if measure else ""].append(row)

    def _log_findings(self) -> None:
        for (column, problem), rows in self._problems.items():
            self._log.add_rows(NUMBER_RULES[problem], rows, Where(self._table, column))
        for (code, column), rows in self._noted.items():
            rule = _RULES[code]
            if code in self._left_out:
                count = len(self._left_out[code])
                rule = replace(rule, message=f"{rule.message}; indicators concerned: {count}")
            self._log.add_rows(rule, rows, Where(self._table, column))


def _at(cells: tuple[str, ...], column: Column) -> str:
    return cells[column.index] if column.index < len(cells) else ""
