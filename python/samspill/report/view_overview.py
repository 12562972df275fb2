"""The first chapter: what a reader in a hurry should take along."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.report import (
    view_awareness,
    view_coverage,
    view_duplication,
    view_findings,
    view_gaps,
    view_organisations,
    view_repairs,
    view_representation,
    view_say,
)
from samspill.report.context import Context, bullets
from samspill.report.document import Bullets, Figure, Figures, Section
from samspill.report.records import Need
from samspill.report.text import Line


def overview_section(context: Context) -> Section:
    """Key numbers and plain sentences, each with its denominator."""
    figures: list[Figure] = []
    lines: list[Line] = []
    for part in (_coverage(context), _repairs(context), _duplication(context), _representation(context)):
        figures.extend(part[0])
        lines.extend(part[1])
    lines.extend(bullets((view_say.lead(context),)))
    lines.append(_findings(context))
    lines.extend(bullets((view_organisations.sentence(context),)))
    return Section(
        "overview", context.text("overview.title"), (Figures(tuple(figures)), Bullets(tuple(lines)))
    )


_Part = tuple[Sequence[Figure], Sequence[Line]]


def _missing(context: Context, analysis: str) -> _Part:
    tables = context.lacking(analysis)
    if not tables:
        return (), (context.text.line(f"overview.{analysis}_not_computed"),)
    return (), (context.text.line(f"overview.no_{analysis}", tables=tables),)


def _coverage(context: Context) -> _Part:
    coverage = context.coverage
    needs = context.needs
    if coverage is None or not needs:
        return _missing(context, "coverage")
    text, totals = context.text, coverage.totals
    figures: list[Figure] = []
    if totals.people:
        share = text.percent_span(totals.covered_low / totals.people, totals.covered_high / totals.people)
        label = text.line("figure.covered", people=context.count("people", totals.people))
        figures.append(Figure(share, label, "coverage"))
    lost = view_awareness.lost_to_not_knowing(context, coverage)
    if lost:
        figures.append(Figure(context.span(lost), text.line("figure.lost"), "awareness"))
    lines = bullets(
        (
            view_coverage.lead(context, coverage),
            view_gaps.statutory_sentence(context, needs),
            _gap(context, needs),
            view_awareness.sentence(context, coverage),
            view_coverage.unknown_needs(context, coverage),
            view_coverage.unknown_capacity(context, coverage),
        )
    )
    return figures, lines


def _gap(context: Context, needs: Sequence[Need]) -> Line | None:
    """People without a place and the obstacle that stands before most of them."""
    text = context.text
    gaps = view_gaps.gaps_of(needs)
    if not gaps:
        return text.line("coverage.everybody") if any(need.people for need in needs) else None
    by_obstacle = view_gaps.gap_by_obstacle(gaps)
    obstacle, (number, gap) = max(by_obstacle.items(), key=lambda item: (item[1][1].high, item[0]))
    return text.sentence(
        "coverage.gap",
        gap=context.people(view_gaps.total(gaps)),
        needs=context.count("needs", len(gaps)),
        obstacle=text(f"obstacle.{obstacle}"),
        people=context.people(gap),
        of=context.count("needs", number),
    )


def _repairs(context: Context) -> _Part:
    """What the choice of repairs reaches, and the best single one."""
    repairs = context.repairs
    first = view_repairs.first_step(context)
    if repairs is None or first is None:
        return (), ()
    return (), (view_repairs.lead(context, repairs), first)


def _duplication(context: Context) -> _Part:
    duplication = context.duplication
    if duplication is None:
        return _missing(context, "duplication")
    text = context.text
    clusters = view_duplication.clusters_of(duplication)
    if not clusters:
        return (), (text.line("duplication.none"),)
    surplus = view_duplication.verdicts_of(clusters)["surplus"]
    value = text("figure.of", part=text.amount(surplus), whole=text.amount(len(clusters)))
    figure = Figure(value, text.line("figure.surplus"), "duplication")
    lines = [view_duplication.lead(context, clusters)]
    if surplus:
        places = context.count("places", view_duplication.surplus_places(clusters))
        lines.append(text.sentence("duplication.surplus_places", n=surplus, places=places))
    return (figure,), lines


def _representation(context: Context) -> _Part:
    representation = context.representation
    forums = view_representation.forums_of(representation) if representation else []
    if not forums:
        return _missing(context, "representation")
    text = context.text
    lacking = sum(bool(forum.missing_sectors) for forum in forums)
    value = text("figure.of", part=text.amount(lacking), whole=text.amount(len(forums)))
    figure = Figure(value, text.line("figure.forums"), "representation")
    return (figure,), (view_representation.lead(context, forums),)


def _findings(context: Context) -> Line:
    if not view_findings.severities_of(context.network.findings):
        return context.text.line("findings.none")
    return view_findings.lead(context, context.network.findings)
