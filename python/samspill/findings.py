"""Findings: what is doubtful or wrong about the data, as values."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING, Literal

from samspill import _core
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from samspill.importers.tables import ImportFinding

Severity = Literal["error", "warning", "info"]

#: From the most to the least severe.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation about the data. It names where it is and which rule it breaks, never what a cell holds.

    Attributes:
        severity: ``error`` (the data cannot be used), ``warning`` (probably not what was meant) or ``info``.
        code: Stable name of the rule, such as ``duplicate_id``.
        file: File name without its folder; empty for tables handed over in memory.
        table: Table name such as ``needs``; for foreign formats the sheet or file that the finding is about.
        row: Row as a spreadsheet shows it: header 1, first record 2; 0 stands for the table as a whole.
        column: Column name; empty when the row or table as a whole is meant.
        message: One sentence that says what is wrong.
        hint: One sentence that says what to do about it.
    """

    severity: Severity
    code: str
    file: str
    table: str
    row: int
    column: str
    message: str
    hint: str

    def __str__(self) -> str:
        """One line: ``needs.csv row 7, column people: the cell holds no number (write digits …)``."""
        place = self.file or self.table
        if self.row > 0:
            place += f"{' ' if place else ''}row {self.row}"
        if self.column:
            place += f"{', ' if place else ''}column {self.column}"
        line = f"{place}: {self.message}" if place else self.message
        return f"{line} ({self.hint})" if self.hint else line


def findings_of(found: Iterable[ImportFinding]) -> list[Finding]:
    """What a reader of files found, as findings."""
    return [Finding(f.severity, f.code, f.file, f.table, f.row, f.column, f.message, f.hint) for f in found]


def merge_findings(*groups: Iterable[Finding]) -> tuple[Finding, ...]:
    """All findings, most severe first, then by file, table, row, column and code."""
    return tuple(
        sorted(
            (finding for group in groups for finding in group),
            key=lambda f: (SEVERITIES.index(f.severity), astuple(f)[2:6], f.code, f.message, f.hint),
        )
    )


class FindingsTable(ResultTable):
    """Findings as a table: severity, code, file, table, row, column, message, hint.

    A row of 0 and an empty text are null. Iterating gives the findings themselves.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._findings = tuple(findings)
        rows = [astuple(finding) for finding in self._findings]
        columns = []
        for position, field in enumerate(fields(Finding)):
            is_row = field.name == "row"
            type_ = _core.ColumnType.int64 if is_row else _core.ColumnType.text
            unit = "spreadsheet row, header = 1" if is_row else ""
            columns.append((field.name, type_, unit, [row[position] or None for row in rows]))
        table, _ = _core.Table.from_columns("findings", columns)
        super().__init__(table)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._findings)
