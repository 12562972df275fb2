"""From tables as people have them to a network of the compiled part, with all findings on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from samspill import _core
from samspill.errors import UnusableData
from samspill.findings import Finding, merge_findings
from samspill.frames import TableData, arrow_stream, columns_of
from samspill.options import Progress
from samspill.taxonomies import Taxonomy

#: The input tables, in the order in which they are read.
TABLE_NAMES = (
    "areas",
    "actors",
    "people",
    "needs",
    "activities",
    "ties",
    "forums",
    "seats",
    "travel_times",
    "meetings",
    "agenda_items",
    "attendance",
    "reviews",
)


@dataclass(frozen=True, slots=True)
class Source:
    """One input table and where its rows come from.

    Attributes:
        name: Name of the table.
        data: The table itself.
        file: What findings call the file; empty for tables handed over in memory.
        source_rows: Spreadsheet row of each row in that file; without, rows are numbered 2, 3, and so on.
    """

    name: str
    data: TableData
    file: str = ""
    source_rows: Sequence[int] = ()


def build(
    sources: Iterable[Source],
    progress: Progress | None,
    findings: Iterable[Finding] = (),
    themes: Taxonomy | None = None,
) -> tuple[_core.ActorNetwork, tuple[Finding, ...]]:
    """The network of some tables with all findings, also those made before and those of the taxonomy.

    Raises:
        UnusableData: Some finding is an error, or was one before.
    """
    builder = _core.NetworkBuilder()
    before = [*findings, *taxonomy_findings(themes)]
    if themes is not None:
        builder.expect_themes(themes.codes)
    for source in sources:
        stream = arrow_stream(source.name, source.data)
        if stream is not None:
            builder.add_arrow_stream(source.name, stream, progress)
            continue
        columns, found = columns_of(source.name, source.data)
        builder.add_columns(source.name, columns, source.file, list(source.source_rows), progress)
        before += found
    return finish(lambda: builder.build(progress), before)


def taxonomy_findings(themes: Taxonomy | None) -> Iterable[Finding]:
    """What was found about the taxonomy that a study is held against."""
    return () if themes is None else themes.findings


def finish(
    make: Callable[[], _core.ActorNetwork], before: Iterable[Finding]
) -> tuple[_core.ActorNetwork, tuple[Finding, ...]]:
    """The network that ``make`` gives, with its findings and those made before.

    Raises:
        UnusableData: Some finding is an error.
    """
    earlier = list(before)
    try:
        core = make()
    except UnusableData as error:
        raise UnusableData(merge_findings(earlier, error.findings)) from None
    merged = merge_findings(earlier, (Finding(*found) for found in core.findings))
    if any(finding.severity == "error" for finding in merged):
        raise UnusableData(merged)
    return core, merged
