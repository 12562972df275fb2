"""Taxonomies: a hierarchy of codes, such as a classification of themes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from samspill import _core, options
from samspill.errors import InvalidArgument, UnusableData
from samspill.findings import Finding, FindingsTable, findings_of, merge_findings
from samspill.frames import TableData, is_unicode, plain_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from os import PathLike

_TABLE = "taxonomy"


class Taxonomy:
    """A forest of codes: each row is a ``code`` and its ``parent``, which is empty for a root.

    Two themes that are codes of it are alike by what they have in common above them (Wu and Palmer 1994;
    docs/methods/similarity.md).
    """

    def __init__(self, terms: TableData) -> None:
        """A taxonomy of a table.

        Args:
            terms: A data frame, a dict of lists or a list of dicts with the column ``code`` and perhaps
                ``parent``; other columns are left alone.

        Raises:
            UnusableData: A row has no code, a code has two parents, or parents run in a circle; all findings
                come with it.
            TypeError: It is no table.
        """
        columns, found = plain_columns(_TABLE, terms)
        named = dict(columns)
        if columns and "code" not in named:
            raise UnusableData(merge_findings(found, [_missing_column("")]))
        codes = named.get("code", [])
        self._make(
            [_text("code", cell) for cell in codes],
            [_text("parent", cell) for cell in named.get("parent", [None] * len(codes))],
            found,
        )

    @classmethod
    def read(cls, path: str | PathLike[str]) -> Taxonomy:
        """A taxonomy from a file (CSV, XLSX or JSON) whose first row names the columns.

        Raises:
            UnusableData: As the constructor, or the file cannot be read.
            samspill.importers.MissingExtraError: It is a workbook and the extra ``excel`` is not installed.
        """
        from samspill.importers.sheet import read_sheets  # noqa: PLC0415 - not needed for tables in memory
        from samspill.importers.tables import FindingLog  # noqa: PLC0415

        location = Path(options.path("path", path))
        log = FindingLog(location.name)
        sheets = read_sheets(location, log)
        found = findings_of(log.findings())
        if any(finding.severity == "error" for finding in found):
            raise UnusableData(merge_findings(found))
        head, *rows = sheets[0].rows if sheets else [[]]
        names = [cell.strip().lower() for cell in head]
        if "code" not in names:
            raise UnusableData(merge_findings(found, [_missing_column(location.name)]))
        numbered = [(number, row) for number, row in enumerate(rows, start=2) if any(map(str.strip, row))]
        taxonomy = cls.__new__(cls)
        taxonomy._make(
            [_cell(row, names.index("code")) for _, row in numbered],
            [_cell(row, names.index("parent")) if "parent" in names else "" for _, row in numbered],
            found,
            [number for number, _ in numbered],
            location.name,
        )
        return taxonomy

    @classmethod
    def of(cls, themes: Taxonomy | TableData) -> Taxonomy:
        """The taxonomy itself, or that of a table."""
        return themes if isinstance(themes, Taxonomy) else cls(themes)

    def _make(
        self,
        codes: Sequence[str],
        parents: Sequence[str],
        before: Iterable[Finding],
        rows: Sequence[int] = (),
        file: str = "",
    ) -> None:
        terms = list(zip(codes, parents, strict=True))
        found = (Finding(*row) for row in _core.taxonomy_findings(terms, list(rows), file))
        findings = merge_findings(before, found)
        if any(finding.severity == "error" for finding in findings):
            raise UnusableData(findings)
        self._findings = FindingsTable(findings)
        self._codes = tuple(sorted({*codes, *parents} - {""}))
        self._core = _core.Taxonomy(terms)

    @property
    def core(self) -> _core.Taxonomy:
        """For functions that take a taxonomy."""
        return self._core

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, sorted; a parent without a row of its own is one."""
        return self._codes

    @property
    def findings(self) -> FindingsTable:
        """Warnings: parents that are no code, codes that stand twice."""
        return self._findings

    def similarity(self, a: str, b: str) -> float | None:
        """Wu and Palmer's similarity of two codes, in [0, 1]; None when one is no code of it."""
        return self._core.similarity(options.text("a", a), options.text("b", b))

    def __len__(self) -> int:
        return len(self._codes)

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and is_unicode(code) and self._core.has(code)

    def __repr__(self) -> str:
        return f"<samspill.Taxonomy: {len(self)} codes>"


def _missing_column(file: str) -> Finding:
    message = "the table has no column code"
    hint = "name the columns code and parent in the first row"
    return Finding("error", "missing_column", file, _TABLE, 0, "code", message, hint)


def _text(column: str, cell: object) -> str:
    """A cell as text; whole numbers as their digits, an empty cell as the empty text."""
    if cell is None:
        return ""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, str) and is_unicode(cell):
        return cell.strip()
    message = f"each {column} of a taxonomy must be a text"
    raise InvalidArgument(message)


def _cell(row: Sequence[str], position: int) -> str:
    return row[position].strip() if position < len(row) else ""
