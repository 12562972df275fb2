"""Which activities nobody would miss, going by the recorded need, and how many could stop at once."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.report.context import LISTED, SHOWN, Context, cell, shortened
from samspill.report.document import Block, Bullets, Cell, Column, Paragraph, Subsection, Table
from samspill.report.names import joined
from samspill.report.protocols import Criticality
from samspill.report.records import Cluster, Row, rows_of
from samspill.report.text import NOTHING, Line, line

_PARTNERS_NAMED = 12
_CAUTIONS = ("join", "statutory", "unrecorded", "another")


def redundancy(context: Context, clusters: Sequence[Cluster]) -> tuple[Block, ...]:
    """The part on activities nobody would miss; nothing where that was not computed."""
    text, criticality = context.text, context.criticality
    if criticality is None:
        return ()
    rows = rows_of(criticality.activities)
    single = sum(row.flag("redundant") and not row.flag("statutory") for row in rows)
    blocks: tuple[Block, ...] = (Paragraph(text.line("redundancy.none")),)
    if single:
        together = [row for row in rows if row.flag("jointly_redundant")]
        blocks = (
            Paragraph(_lead(context, criticality, single, len(rows))),
            Bullets(tuple(text.line(f"redundancy.{caution}") for caution in _CAUTIONS)),
            *_table(context, together, clusters),
        )
    return (Subsection("redundancy", text("redundancy.title"), blocks),)


def _lead(context: Context, criticality: Criticality, single: int, activities: int) -> Line:
    """How many could stop one at a time, how many at once, and the bound on that."""
    text, totals = context.text, criticality.totals
    alone = text.sentence("redundancy.alone", n=single, activities=context.count("activities", activities))
    key = "bound_met" if totals.jointly_redundant == totals.jointly_redundant_at_most else "bound"
    together = text.sentence(
        f"redundancy.{key}",
        n=totals.jointly_redundant,
        bound=text.amount(totals.jointly_redundant_at_most),
    )
    return (*alone, *line(" "), *together)


def _table(context: Context, together: Sequence[Row], clusters: Sequence[Cluster]) -> tuple[Block, ...]:
    """The set by name: first the activities that somebody could join, then those with most places."""
    text = context.text
    partners = {activity: cluster for cluster in clusters for activity in cluster.activities}
    ordered = sorted(
        together,
        key=lambda row: (row.text("activity") not in partners, -row.count("seats"), row.text("activity")),
    )
    table = Table(
        "redundancy-table",
        text("redundancy.caption"),
        (
            Column(text("redundancy.activity")),
            Column(text("column.theme")),
            Column(text("duplication.places"), "number"),
            Column(text("redundancy.partners")),
        ),
        tuple(_row(context, row, partners.get(row.text("activity"))) for row in ordered[:LISTED]),
        stack=True,
    )
    rest = text("redundancy.more", n=max(len(ordered) - SHOWN, 0))
    return shortened(context, table, len(ordered), rest)


def _row(context: Context, row: Row, cluster: Cluster | None) -> tuple[Cell, ...]:
    names, activity = context.names, row.text("activity")
    given = context.input_activities.get(activity)
    owner = (line(names.of("actors", given.text("actor"))),) if given else ()
    unknown = cluster is not None and cluster.verdict == "unknown_need"
    unjudged = (context.text.line("verdict.unknown_need.title"),) if unknown else ()
    others = [other for other in cluster.activities if other != activity] if cluster else []
    partners: list[str] = [names.of("activities", other) for other in others[:_PARTNERS_NAMED]]
    if len(others) > len(partners):
        partners.append(context.text("duplication.more_offers", n=len(others) - len(partners)))
    return (
        Cell((line(names.of("activities", activity)),), owner),
        cell(names.code(given.text("theme")) if given else ""),
        cell(context.text.amount(row.count("seats"))),
        cell(joined(partners) or line(NOTHING), *unjudged),
    )
