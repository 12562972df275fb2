"""What an importer hands over: the tables of one study and the findings made while reading it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning", "info"]

#: Column name -> values of one table; list cells are Python lists, ``None`` is a missing value.
Columns = dict[str, list[object]]

_SHOWN_ROW_RANGES = 12


@dataclass(frozen=True, slots=True)
class ImportFinding:
    """One observation about foreign data: where it is and which rule it breaks, never what a cell holds.

    ``row`` counts as a spreadsheet shows the file: its first line is row 1; 0 stands for the whole table.
    ``file`` is a file name without its folders. ``table`` is the sheet, JSON key or file stem it was found
    in, empty where the file is the table.
    """

    severity: Severity
    code: str
    file: str
    table: str
    row: int
    column: str
    message: str
    hint: str


@dataclass(frozen=True)
class ImportedStudy:
    """The tables of one study, read from a foreign format.

    ``tables`` maps table names of the data model to columns of equal length. ``source_rows`` tells for each
    row of such a table in which row of the source it was first stated (0: derived from no single row).
    ``month_labels`` names the months of the time axis when they are calendar months, else ``None``.
    ``unrecognised_labels`` lists, by kind, labels of categories that no synonym list knows; they are kept
    as written.
    """

    tables: dict[str, Columns]
    findings: list[ImportFinding]
    title: str
    month_labels: dict[int, str] | None = None
    source_rows: dict[str, list[int]] = field(default_factory=dict)
    unrecognised_labels: dict[str, list[str]] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        """True when at least one finding is an error: the study must then not be used."""
        return any(finding.severity == "error" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a finding says wherever it is made: how grave it is, its stable code, the message and a hint."""

    severity: Severity
    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """The table and column a finding is about. ``file`` is empty for the file that the log is about."""

    table: str = ""
    column: str = ""
    file: str = ""


NOWHERE = Where()


def by_code(*rules: Rule) -> dict[str, Rule]:
    """Rules keyed by their code."""
    return {rule.code: rule for rule in rules}


class FindingLog:
    """Collects findings about one file; reading goes on after each of them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._findings: list[ImportFinding] = []

    def add(self, rule: Rule, where: Where = NOWHERE, row: int = 0) -> None:
        """Adds one finding; row 0 stands for the whole table."""
        file = where.file or self.file
        self._findings.append(
            ImportFinding(
                rule.severity, rule.code, file, where.table, row, where.column, rule.message, rule.hint
            )
        )

    def add_rows(self, rule: Rule, rows: Iterable[int], where: Where = NOWHERE) -> None:
        """Adds one finding for all rows that break the same rule, at the first of them; none for no rows.

        The message tells how many rows there are and which.
        """
        numbers = sorted(set(rows))
        if numbers:
            count = "1 row" if len(numbers) == 1 else f"{len(numbers)} rows"
            message = f"{count} ({row_ranges(numbers)}): {rule.message}"
            self.add(replace(rule, message=message), where, numbers[0])

    def merge(self, other: FindingLog) -> None:
        """Takes over the findings of a log about another file."""
        self._findings += other._findings

    def findings(self) -> list[ImportFinding]:
        """All findings, most severe first, then by file, table, row, column and code."""
        rank = {"error": 0, "warning": 1, "info": 2}
        return sorted(
            self._findings,
            key=lambda f: (rank[f.severity], f.file, f.table, f.row, f.column, f.code, f.message),
        )


def row_ranges(numbers: list[int]) -> str:
    """Sorted row numbers as text: ``row 7``, ``rows 3-5, 118``; of long lists the rest is counted."""
    ranges: list[tuple[int, int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    shown = [f"{a}" if a == b else f"{a}-{b}" for a, b in ranges[:_SHOWN_ROW_RANGES]]
    hidden = sum(b - a + 1 for a, b in ranges[_SHOWN_ROW_RANGES:])
    tail = f" and {hidden} more" if hidden else ""
    return ("row " if len(numbers) == 1 else "rows ") + ", ".join(shown) + tail


def columns_of(names: Iterable[str], rows: Iterable[Iterable[object]]) -> Columns:
    """Rows turned into named columns; no rows give columns of length 0. O(cells)."""
    columns: Columns = {name: [] for name in names}
    for row in rows:
        for values, value in zip(columns.values(), row, strict=True):
            values.append(value)
    return columns


def without_empty(tables: dict[str, Columns]) -> dict[str, Columns]:
    """The tables that have rows: an empty one says that there are none, a missing one that nobody asked."""
    return {name: columns for name, columns in tables.items() if any(columns.values())}
