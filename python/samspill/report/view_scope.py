"""Where overlapping offers lie: inside a department, between departments, sectors or municipalities."""

from __future__ import annotations

from samspill.report.context import Context, cell
from samspill.report.document import Block, Cell, Column, Paragraph, Subsection, Table
from samspill.report.protocols_duplicates import DuplicationScope
from samspill.report.records import Cluster, Row, rows_of
from samspill.report.text import NOTHING, Line

_MUNICIPALITIES_NAMED = 12


def scope_of(context: Context, cluster: Cluster) -> tuple[Line, ...]:
    """Where a group lies, in small print; nothing where the data do not say."""
    scope = context.scope_by_cluster.get(cluster.id, "unknown")
    if scope == "unknown":
        return ()
    return (context.text.line("scope.of_group", scope=context.text(f"scope.{scope}")),)


def scopes(context: Context) -> tuple[Block, ...]:
    """The part on where groups lie; nothing where that was not asked, or where there are no groups."""
    text, scope = context.text, context.scope
    rows = [row for row in rows_of(scope.by_scope) if row.count("clusters")] if scope else []
    if scope is None or not rows:
        return ()
    blocks: tuple[Block, ...] = (Paragraph(text.line("scope.unstated")),)
    if any(row.text("scope") != "unknown" for row in rows):
        blocks = (
            Paragraph(text.line("scope.lead")),
            Paragraph(text.line("scope.intro"), "aside"),
            *_municipalities(context, scope),
            _table(context, rows),
        )
    return (Subsection("duplication-scope", text("scope.title"), blocks),)


def _table(context: Context, rows: list[Row]) -> Table:
    text = context.text
    return Table(
        "duplication-scope-table",
        text("scope.caption"),
        (
            Column(text("scope.column")),
            Column(text("scope.groups"), "number"),
            Column(text("scope.surplus"), "number"),
            Column(text("duplication.beyond"), "number"),
            Column(text("duplication.people"), "number"),
        ),
        tuple(_row(context, row) for row in rows),
        stack=True,
    )


def _row(context: Context, row: Row) -> tuple[Cell, ...]:
    text = context.text
    surplus = row.count("surplus_clusters")
    places = text.amount(row.count("surplus_seats"))
    if row.count("surplus_lower_bounds"):
        places = text("duplication.at_least", number=places)
    return (
        cell(text.sentence(f"scope.{row.text('scope')}")),
        cell(text.amount(row.count("clusters"))),
        cell(text.amount(surplus)),
        cell(places if surplus else NOTHING),
        cell(text.amount(row.count("surplus_people")) if surplus else NOTHING),
    )


def _municipalities(context: Context, scope: DuplicationScope) -> tuple[Block, ...]:
    """The areas that count as municipalities, as far as somebody in them has a duplicate."""
    text, names = context.text, context.names
    found = {
        str(area)
        for column in ("municipality_a", "municipality_b")
        for area in scope.pairs.column(column)
        if area is not None
    }
    if not found:
        return ()
    ordered = sorted(names.of("areas", area) for area in found)
    named: list[str] = list(ordered[:_MUNICIPALITIES_NAMED])
    if len(ordered) > len(named):
        named.append(text("scope.more_municipalities", n=len(ordered) - len(named)))
    return (Paragraph(text.line("scope.municipalities", areas=text.listing(named)), "aside"),)
