"""What is offered more than once, judged against the need: the chapter on duplication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from samspill.report.charts import Bar, bar
from samspill.report.context import LISTED, SHOWN, Context, cell, shortened
from samspill.report.document import Block, Cell, Column, Paragraph, Section, Subsection, Table
from samspill.report.names import joined
from samspill.report.protocols_duplicates import Duplication
from samspill.report.records import Cluster, cluster_of, rows_of
from samspill.report.text import Line, Run, line
from samspill.report.view_likeness import alike_groups, likeness
from samspill.report.view_redundancy import redundancy
from samspill.report.view_scope import scope_of, scopes
from samspill.report.view_sharing import sharing

#: Verdicts, the one that asks for most attention first.
VERDICTS = ("surplus", "backup", "needed", "unknown_capacity", "unknown_need")

_OFFERS_NAMED = 12


def clusters_of(duplication: Duplication) -> list[Cluster]:
    """All clusters, in the order of the result."""
    return [cluster_of(row) for row in rows_of(duplication.clusters)]


def verdicts_of(clusters: Sequence[Cluster]) -> Counter[str]:
    """Number of clusters by verdict."""
    return Counter(cluster.verdict for cluster in clusters)


def surplus_places(clusters: Sequence[Cluster]) -> int:
    """Places beyond the need in clusters with that verdict."""
    return sum(cluster.surplus or 0 for cluster in clusters if cluster.verdict == "surplus")


def duplication_section(context: Context) -> Section:
    """The chapter; without a result it says what is missing."""
    title = context.text("duplication.title")
    if context.duplication is None:
        return Section("duplication", title, context.missing("duplication"))
    return Section("duplication", title, _blocks(context, context.duplication))


def _blocks(context: Context, duplication: Duplication) -> tuple[Block, ...]:
    clusters = clusters_of(duplication)
    return (
        *_overlaps(context, clusters),
        *scopes(context),
        *sharing(context),
        *redundancy(context, clusters),
        *alike_groups(context, duplication),
    )


def _overlaps(context: Context, clusters: Sequence[Cluster]) -> tuple[Block, ...]:
    text = context.text
    if not clusters:
        return (Paragraph(text.line("duplication.none"), "lead"),)
    blocks: tuple[Block, ...] = (
        Paragraph(lead(context, clusters), "lead"),
        Paragraph(text.line("duplication.join")),
        Paragraph(text.line("duplication.intro"), "aside"),
        Paragraph(text.line("likeness.intro"), "aside"),
    )
    for verdict in VERDICTS:
        blocks += _verdict(context, verdict, [cluster for cluster in clusters if cluster.verdict == verdict])
    loose = context.cluster_pairs.count("")
    if loose:
        blocks += (Paragraph(text.sentence("duplication.loose_pairs", n=loose), "aside"),)
    return blocks


def lead(context: Context, clusters: Sequence[Cluster]) -> Line:
    """How many groups there are, and how the need judges them."""
    text = context.text
    found = verdicts_of(clusters)
    parts = [text(f"verdict.{verdict}.part", n=found[verdict]) for verdict in VERDICTS if found[verdict]]
    return text.sentence("duplication.lead", n=len(clusters), verdicts=text.listing(parts))


def _verdict(context: Context, verdict: str, clusters: Sequence[Cluster]) -> tuple[Block, ...]:
    if not clusters:
        return ()
    text = context.text
    ordered = sorted(clusters, key=lambda cluster: (-(cluster.surplus or 0), cluster.theme, cluster.id))
    largest = max(max(cluster.capacity, cluster.people) for cluster in ordered)
    table = Table(
        f"duplication-{verdict}-table",
        text(f"verdict.{verdict}.caption"),
        (
            Column(text("column.theme")),
            Column(text("duplication.offers")),
            Column(text("duplication.places"), "number"),
            Column(text("duplication.people"), "number"),
            Column(text("duplication.chart"), "bar"),
            Column(text("duplication.beyond"), "number"),
        ),
        tuple(_row(context, cluster, largest) for cluster in ordered[:LISTED]),
        stack=True,
    )
    rest = text("duplication.more", n=max(len(ordered) - SHOWN, 0))
    blocks = (
        Paragraph(text.line(f"verdict.{verdict}.meaning")),
        *shortened(context, table, len(ordered), rest),
    )
    return (Subsection(f"duplication-{verdict}", text(f"verdict.{verdict}.title"), blocks),)


def _row(context: Context, cluster: Cluster, largest: int) -> tuple[Cell, ...]:
    beyond = "" if cluster.surplus is None else context.text.amount(cluster.surplus)
    if cluster.surplus is not None and cluster.capacity_unknown:
        beyond = context.text("duplication.at_least", number=beyond)
    return (
        cell(context.names.code(cluster.theme)),
        _offers(context, cluster),
        _places(context, cluster),
        _demand(context, cluster),
        Cell((), bar=_bar(cluster, largest)),
        cell(beyond or "–"),
    )


def _bar(cluster: Cluster, largest: int) -> Bar:
    demand_known = bool(cluster.needs) and cluster.needs_unknown < len(cluster.needs)
    return bar(cluster.capacity, cluster.capacity, largest, cluster.people if demand_known else None)


def _offers(context: Context, cluster: Cluster) -> Cell:
    """Each offer on a line, with who runs it, where, when and for how many; then how like they are."""
    offers = tuple(_offer(context, activity) for activity in cluster.activities[:_OFFERS_NAMED])
    if len(cluster.activities) > _OFFERS_NAMED:
        more = context.text("duplication.more_offers", n=len(cluster.activities) - _OFFERS_NAMED)
        offers += (line(more),)
    return Cell(offers, (*scope_of(context, cluster), *likeness(context, cluster)))


def _offer(context: Context, activity: str) -> Line:
    text, names = context.text, context.names
    row = context.input_activities.get(activity)
    head: Line = (Run(names.of("activities", activity), strong=True, from_data=True),)
    if row is None:
        return head
    capacity = row.integer("capacity")
    places = text("duplication.places_unknown") if capacity is None else context.count("places", capacity)
    facts: list[str] = [names.of("actors", row.text("actor")), names.areas(row.texts("areas"))]
    facts += [names.period(row.integer("from_month"), row.integer("to_month")), places]
    return (*head, *line(", "), *joined(facts))


def _places(context: Context, cluster: Cluster) -> Cell:
    text = context.text
    if cluster.capacity_unknown == 0:
        return cell(text.amount(cluster.capacity))
    if cluster.capacity_unknown == len(cluster.activities):
        return cell(text("unknown"))
    known = text("duplication.at_least", number=text.amount(cluster.capacity))
    return cell(known, text.line("duplication.of_unknown", n=cluster.capacity_unknown))


def _demand(context: Context, cluster: Cluster) -> Cell:
    text = context.text
    if not cluster.needs:
        return cell(text("duplication.no_need"))
    if cluster.needs_unknown == 0:
        return cell(text.amount(cluster.people))
    if cluster.needs_unknown == len(cluster.needs):
        return cell(text("unknown"))
    known = text("duplication.at_least", number=text.amount(cluster.people))
    return cell(known, text.line("duplication.needs_unknown", n=cluster.needs_unknown))
