"""Catalogues of indicators: what is asked, how it is measured, whom it is for."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Self

from samspill import _core, options
from samspill.errors import NotFound, UnusableData
from samspill.findings import FindingsTable, findings_of, merge_findings
from samspill.frames import plain_columns
from samspill.indicator_rows import COLUMNS, NUMBERS, QUESTION, TABLE, Indicator, IndicatorRows
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from os import PathLike

    from samspill.findings import Finding
    from samspill.frames import TableData

_SHOWN = ("id", "set", "question", "unit", "denominator", "direction", "level", "group", "method", "source")


class IndicatorCatalogue:
    """Indicators with a version. Made by ``standard``, ``read`` or ``from_table``.

    The columns of such a table are described in docs/indicators.md. What the source documents claim stands
    here as a question.
    """

    def __init__(
        self, indicators: Iterable[Indicator], version: str, findings: Iterable[Finding] = ()
    ) -> None:
        """For ``standard``, ``read`` and ``from_table``, which check what they are given."""
        self._indicators = {indicator.id: indicator for indicator in indicators}
        self._version = version
        self._findings = FindingsTable(findings)

    @classmethod
    def standard(cls) -> Self:
        """Those that come along."""
        with resources.as_file(resources.files("samspill") / "data" / f"{TABLE}.csv") as file:
            return cls.read(file)

    @classmethod
    def read(cls, path: str | PathLike[str]) -> Self:
        """Those of a file (CSV, XLSX or JSON) whose first row names the columns.

        Raises:
            UnusableData: Something in the file does not fit; all findings are listed.
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
        head, *rows = sheets[0].rows if sheets and sheets[0].rows else [[]]
        names = [cell.strip() for cell in head]
        numbered = [(number, row) for number, row in enumerate(rows, start=2) if any(map(str.strip, row))]
        columns: list[tuple[str, list[object]]] = [
            (name, [row[place].strip() if place < len(row) else "" for _, row in numbered])
            for place, name in enumerate(names)
        ]
        return cls._checked(columns, [number for number, _ in numbered], location.name, found)

    @classmethod
    def from_table(cls, table: TableData) -> Self:
        """Those of a data frame, a mapping of columns or a list of rows.

        Raises:
            UnusableData: Something in the table does not fit; all findings are listed.
        """
        columns, found = plain_columns(TABLE, table)
        count = len(columns[0][1]) if columns else 0
        return cls._checked(columns, list(range(2, count + 2)), "", found)

    @classmethod
    def _checked(
        cls,
        columns: Sequence[tuple[str, list[object]]],
        numbers: Sequence[int],
        file: str,
        before: Iterable[Finding],
    ) -> Self:
        rows = IndicatorRows(columns, numbers, file)
        indicators = rows.indicators()
        findings = merge_findings(before, rows.findings)
        if any(finding.severity == "error" for finding in findings):
            raise UnusableData(findings)
        return cls(indicators, rows.version, findings)

    @property
    def version(self) -> str:
        """The version that all rows of the catalogue state."""
        return self._version

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the indicators, in their order."""
        return tuple(self._indicators)

    @property
    def sets(self) -> tuple[str, ...]:
        """The sets that indicators belong to, in their order."""
        return tuple(dict.fromkeys(indicator.set for indicator in self))

    def of_set(self, name: str) -> Self:
        """The indicators of one set.

        Raises:
            NotFound: There is no such set.
        """
        if options.text("name", name) not in self.sets:
            message = f"there is no such set; there are {', '.join(self.sets)}"
            raise NotFound(message)
        return type(self)((found for found in self if found.set == name), self._version)

    def only(self, ids: Iterable[str]) -> Self:
        """Some of the indicators, in the order of the catalogue.

        Raises:
            NotFound: There is no such indicator.
        """
        wanted = set(options.texts("ids", ids))
        if not wanted <= self._indicators.keys():
            raise NotFound("the catalogue has no such indicator")
        return type(self)((found for found in self if found.id in wanted), self._version)

    def rows(self, language: str = "en") -> ResultTable:
        """One row an indicator, with its question in a language, or in English."""
        asked = options.text("language", language)
        names = [
            "id",
            "set",
            "question",
            *(name for name in COLUMNS if name not in {"id", "set", "version"}),
        ]
        columns = [
            (
                name,
                _core.ColumnType.float64 if name in NUMBERS else _core.ColumnType.text,
                "in the unit of the indicator" if name in NUMBERS else "",
                [found.question(asked) if name == "question" else _cell(found, name) for found in self],
            )
            for name in names
        ]
        return ResultTable(_core.Table.from_columns(TABLE, columns)[0])

    def study_rows(self) -> list[dict[str, object]]:
        """Rows of the table ``indicators`` of a study, with the questions in all languages."""
        names = [name for name in COLUMNS if name != "version"]
        return [
            {name: _cell(found, name) for name in names}
            | {f"{QUESTION}{language}": text for language, text in found.questions.items()}
            for found in self
        ]

    def findings(self) -> FindingsTable:
        """What is doubtful about the catalogue, though no error."""
        return self._findings

    def __getitem__(self, indicator: str) -> Indicator:
        if indicator not in self._indicators:
            raise NotFound("the catalogue has no such indicator")
        return self._indicators[indicator]

    def __contains__(self, indicator: object) -> bool:
        return indicator in self._indicators

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self._indicators.values())

    def __len__(self) -> int:
        return len(self._indicators)

    def __repr__(self) -> str:
        return f"<samspill.IndicatorCatalogue {self.version}: {len(self)} indicators>"

    def _repr_html_(self) -> str:
        """The indicators for a notebook, every text escaped."""
        return self.rows().to_html(caption="Indicators", columns=_SHOWN)


def _cell(indicator: Indicator, name: str) -> object:
    value: object = getattr(indicator, name)
    return None if value == "" else value
