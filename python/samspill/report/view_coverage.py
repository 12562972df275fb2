"""Who is reached and who is not: the chapter on coverage."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.report.context import LISTED, Context, bullets, cell
from samspill.report.document import Block, Bullets, Column, Details, Paragraph, Section, Table
from samspill.report.heat_map import heat_map
from samspill.report.protocols import Coverage
from samspill.report.records import Need
from samspill.report.text import Line
from samspill.report.view_awareness import awareness
from samspill.report.view_cascade import cascade
from samspill.report.view_equity import backup, equity
from samspill.report.view_gaps import need_cell, other_gaps, statutory


def coverage_section(context: Context) -> Section:
    """The chapter; without a result it says what is missing."""
    title = context.text("coverage.title")
    if context.coverage is None:
        return Section("coverage", title, context.missing("coverage"))
    return Section("coverage", title, _blocks(context, context.coverage))


def _blocks(context: Context, coverage: Coverage) -> tuple[Block, ...]:
    needs = context.needs
    if not needs:
        return (Paragraph(context.text.line("coverage.no_needs"), "lead"),)
    return (
        Paragraph(lead(context, coverage), "lead"),
        Bullets(_cautions(context, coverage, needs)),
        *cascade(context, coverage),
        *statutory(context, needs),
        *other_gaps(context, needs),
        *heat_map(context, coverage),
        *awareness(context, coverage, needs),
        *equity(context, coverage),
        *backup(context, coverage),
        *_uncounted(context, needs),
    )


def lead(context: Context, coverage: Coverage) -> Line:
    """How many people can be given a place, with the denominator in words."""
    text, totals = context.text, coverage.totals
    if totals.people == 0:
        return text.sentence("coverage.no_people", n=totals.needs)
    return text.sentence(
        "coverage.lead",
        covered=text.between(totals.covered_low, totals.covered_high),
        people=context.count("people", totals.people),
        share=text.percent_between(totals.covered_low / totals.people, totals.covered_high / totals.people),
    )


def unknown_capacity(context: Context, coverage: Coverage) -> Line | None:
    """Why there are two numbers instead of one."""
    totals = coverage.totals
    if totals.activities_capacity_unknown == 0:
        return None
    suffix = "" if totals.covered_low < totals.covered_high else "_same"
    return context.text.sentence(f"coverage.capacity_unknown{suffix}", n=totals.activities_capacity_unknown)


def unknown_needs(context: Context, coverage: Coverage) -> Line | None:
    """How many needs are in no number."""
    totals = coverage.totals
    if totals.needs_unknown == 0:
        return None
    return context.text.sentence(
        "coverage.needs_unknown", n=totals.needs_unknown, needs=context.count("needs", totals.needs)
    )


def _cautions(context: Context, coverage: Coverage, needs: Sequence[Need]) -> tuple[Line, ...]:
    text, totals = context.text, coverage.totals
    counted = [need for need in needs if need.people is not None]
    unstated = sum(need.relies_on_unstated for need in counted)
    shared = sum(need.shares_with_unknown for need in counted)
    of_needs = context.count("needs", len(counted))
    return bullets(
        (
            text.line("coverage.person_per_need"),
            unknown_needs(context, coverage),
            unknown_capacity(context, coverage),
            text.sentence("coverage.unstated", n=unstated, needs=of_needs) if unstated else None,
            text.sentence("coverage.shared", n=shared, needs=of_needs) if shared else None,
            text.sentence(
                "coverage.unused",
                unused=context.count("places", totals.unused_capacity),
                capacity=text.amount(totals.capacity),
            )
            if totals.unused_capacity
            else None,
        )
    )


def _uncounted(context: Context, needs: Sequence[Need]) -> tuple[Block, ...]:
    text = context.text
    uncounted = [need for need in needs if need.people is None]
    if not uncounted:
        return ()
    table = Table(
        "uncounted-table",
        text("uncounted.caption"),
        (Column(text("column.need")), Column(text("column.eligible"), "number")),
        tuple((need_cell(context, need), cell(text.amount(need.eligible))) for need in uncounted[:LISTED]),
    )
    return (Details(text("uncounted.summary", n=len(uncounted)), (table,)),)
