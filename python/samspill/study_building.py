"""From tables of a pilot as people have them to a study of the compiled part, with all findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samspill import _core
from samspill.errors import UnusableData
from samspill.findings import Finding, findings_of, merge_findings
from samspill.frames import arrow_stream, columns_of
from samspill.reading import title_of, what_is_wrong_with

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from samspill.frames import TableData
    from samspill.indicators import IndicatorCatalogue

_Built = tuple[_core.PilotStudy, tuple[Finding, ...]]


def build_study(
    given: Iterable[tuple[str, TableData]],
    catalogue: IndicatorCatalogue,
    found_before: Iterable[Finding] = (),
) -> _Built:
    """The study of some tables, in any order; a table may come in several parts.

    ``found_before`` joins the findings about the tables.

    Raises:
        UnusableData: Some finding is an error.
    """
    builder = _core.PilotStudyBuilder()
    before = list(found_before)
    for name, data in given:
        stream = arrow_stream(name, data)
        if stream is not None:
            builder.add_arrow_stream(name, stream)
            continue
        columns, found = columns_of(name, data)
        builder.add_columns(name, columns, "", [])
        before += found
    return _finished(builder, catalogue, before)


def read_study(
    location: Path, catalogue: IndicatorCatalogue
) -> tuple[_core.PilotStudy, tuple[Finding, ...], str]:
    """The study in a folder of CSV tables or in a workbook, and its title.

    Raises:
        UnusableData: There is nothing of the kind, or some finding is an error.
    """
    problem = what_is_wrong_with(location)
    if problem is not None:
        raise UnusableData([problem])
    if location.is_dir():
        title, before = title_of(location)
        core, findings = _finished(_core.read_study_folder(location), catalogue, before)
        return core, findings, title or location.resolve().name
    core, findings = _read_workbook(location, catalogue)
    return core, findings, location.stem


def _read_workbook(location: Path, catalogue: IndicatorCatalogue) -> _Built:
    """Sheets that are named like tables; other sheets are left alone."""
    from samspill.importers.sheet import read_sheets  # noqa: PLC0415 - not needed for tables in memory
    from samspill.importers.tables import FindingLog  # noqa: PLC0415

    log = FindingLog(location.name)
    sheets = read_sheets(location, log)
    builder = _core.PilotStudyBuilder()
    for sheet in sheets:
        name = sheet.name.strip().lower()
        if name not in _core.study_tables or not sheet.rows:
            continue
        head, *rows = sheet.rows
        numbered = [(number, row) for number, row in enumerate(rows, start=2) if any(map(str.strip, row))]
        columns: list[tuple[str, list[object]]] = [
            (
                column.strip(),
                [row[place].strip() or None if place < len(row) else None for _, row in numbered],
            )
            for place, column in enumerate(head)
            if column.strip()
        ]
        builder.add_columns(name, columns, location.name, [number for number, _ in numbered])
    return _finished(builder, catalogue, findings_of(log.findings()))


def _finished(
    builder: _core.PilotStudyBuilder, catalogue: IndicatorCatalogue, before: Iterable[Finding]
) -> _Built:
    earlier = list(before)
    offered, found = columns_of("indicators", catalogue.study_rows())
    builder.offer_indicators(offered)
    earlier += found
    try:
        core = builder.build()
    except UnusableData as error:
        raise UnusableData(merge_findings(earlier, error.findings)) from None
    merged = merge_findings(earlier, (Finding(*one) for one in core.findings))
    if any(finding.severity == "error" for finding in merged):
        raise UnusableData(merged)
    return core, merged
