"""What every part of the report needs at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

from samspill.report.document import Block, Cell, Details, Paragraph, Table
from samspill.report.names import Names
from samspill.report.pairs import ClusterPairs
from samspill.report.protocols import Coverage, Criticality, Network, Repairs, Representation, WorkSharing
from samspill.report.protocols_duplicates import DuplicateActors, Duplication, DuplicationScope
from samspill.report.records import Need, Row, Span, need_of, rows_of
from samspill.report.say_protocols import Say
from samspill.report.text import Line, Text, line

#: Rows of a long table that are shown and printed.
SHOWN = 25
#: Rows that the closed list below it holds at most.
LISTED = 1000

#: The tables each analysis cannot do without.
REQUIRED = {
    "coverage": ("needs", "activities"),
    "duplication": ("activities",),
    "representation": ("forums", "seats"),
    "say": ("forums", "seats"),
}


class Speaking(Protocol):
    """A context of any report, as far as it has words."""

    @property
    def text(self) -> Text:
        """The language of the report."""
        ...


@dataclass(frozen=True)
class Context:
    """What the report is about, the names in it, and the language it is written in.

    ``forum_pages``: at most so many forums have a page of their own; ``None``: all.
    """

    network: Network
    coverage: Coverage | None
    duplication: Duplication | None
    representation: Representation | None
    repairs: Repairs | None
    criticality: Criticality | None
    sharing: WorkSharing | None
    scope: DuplicationScope | None
    organisations: DuplicateActors | None
    say: Say
    text: Text
    forum_pages: int | None = SHOWN
    _rows: dict[str, list[Row]] = field(default_factory=dict, repr=False)

    @cached_property
    def names(self) -> Names:
        """Names of actors, activities, areas and forums."""
        return Names(self.network, self.text)

    def rows(self, table: str) -> list[Row]:
        """Rows of an input table, read once."""
        if table not in self._rows:
            self._rows[table] = rows_of(self.network.table(table))
        return self._rows[table]

    @cached_property
    def needs(self) -> list[Need]:
        """All needs with their coverage, by id; none without a coverage."""
        return [need_of(row) for row in rows_of(self.coverage.needs)] if self.coverage else []

    @cached_property
    def needs_by_id(self) -> dict[str, Need]:
        """All needs with their coverage."""
        return {need.id: need for need in self.needs}

    @cached_property
    def repair_rows(self) -> list[Row]:
        """All repairs, most people per effort first; none without a result."""
        return rows_of(self.repairs.table) if self.repairs else []

    @cached_property
    def cluster_pairs(self) -> ClusterPairs:
        """The pairs of duplicates by their cluster; none without a result."""
        return ClusterPairs(self.duplication)

    @cached_property
    def scope_by_cluster(self) -> dict[str, str]:
        """Where each cluster lies; empty where that was not asked."""
        rows = rows_of(self.scope.clusters) if self.scope else ()
        return {row.text("cluster"): row.text("scope") for row in rows}

    @cached_property
    def former_entries(self) -> list[Row]:
        """Entries of organisations that would go; none where that was not asked."""
        return rows_of(self.organisations.former_ids) if self.organisations else []

    @cached_property
    def input_needs(self) -> dict[str, Row]:
        """Rows of the table ``needs`` by id."""
        return {row.text("id"): row for row in self.rows("needs")}

    @cached_property
    def has_entry_points(self) -> bool:
        """True when some need says who refers its people."""
        return any(row.text("entry_point") for row in self.input_needs.values())

    @cached_property
    def input_activities(self) -> dict[str, Row]:
        """Rows of the table ``activities`` by id."""
        return {row.text("id"): row for row in self.rows("activities")}

    @cached_property
    def themes_offered(self) -> frozenset[str]:
        """Themes that some activity has."""
        return frozenset(row.text("theme") for row in self.input_activities.values())

    def lacking(self, analysis: str) -> str:
        """The tables without rows that an analysis cannot do without, in words; empty when all are there."""
        lacking = [table for table in REQUIRED[analysis] if not self.rows(table)]
        return self.text.listing(self.text(f"table.{table}") for table in lacking)

    def missing(self, analysis: str) -> tuple[Block, ...]:
        """Why an analysis has no result, and what it would take."""
        tables = self.lacking(analysis)
        if not tables:
            return (Paragraph(self.text.line("missing.not_computed"), "lead"),)
        return (Paragraph(self.text.line(f"missing.{analysis}", tables=tables), "lead"),)

    def count(self, noun: str, amount: float) -> str:
        """A number with its noun, such as ``1 person`` or ``5 people``."""
        return self.text(f"count.{noun}", amount)

    def people(self, span: Span) -> str:
        """People known up to an interval, in words."""
        low, high = self.text.amount(span.low), self.text.amount(span.high)
        if low == high:
            return self.count("people", span.high)
        return self.text("count.people_between", low=low, high=high)

    def span(self, span: Span) -> str:
        """An interval in a table."""
        return self.text.span(span.low, span.high)


def cell(text: str | Line, *notes: Line) -> Cell:
    """A cell of one line, with small print below it."""
    return Cell(((text if isinstance(text, tuple) else line(text)),), notes)


def shortened(context: Speaking, table: Table, total: int, rest: str) -> tuple[Block, ...]:
    """The first rows of a table that has ``total`` rows and holds at most ``LISTED`` of them.

    If there are more, ``rest`` says so and all that the table holds follow in a closed list.
    """
    if total <= SHOWN:
        return (table,)
    text = context.text
    listed: tuple[Block, ...] = (replace(table, id=f"{table.id}-all"),)
    if total > len(table.rows):
        listed += (Paragraph(text.line("more.not_listed", n=total - len(table.rows))),)
    return (
        replace(table, rows=table.rows[:SHOWN]),
        Paragraph(line(rest), "more"),
        Details(text("more.all", n=total), listed),
    )


def bullets(lines: Sequence[Line | None]) -> tuple[Line, ...]:
    """The sentences that have something to say."""
    return tuple(item for item in lines if item is not None)
