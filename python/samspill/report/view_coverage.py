"""Who is reached and who is not: the chapter on coverage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import ceil

from samspill.report.charts import bar
from samspill.report.context import LISTED, SHOWN, Context, bullets, cell, shortened
from samspill.report.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Details,
    Paragraph,
    Section,
    Subsection,
    Table,
)
from samspill.report.heat_map import heat_map
from samspill.report.protocols import Coverage
from samspill.report.records import NONE, Need, Span
from samspill.report.text import FromData, Line, line
from samspill.report.view_awareness import awareness

#: Obstacles that leave people without a place, in the order in which they are looked for.
OBSTACLES = ("no_offer", "out_of_area", "out_of_period", "not_eligible", "no_capacity")


_ROUNDING = 1e-6  # parts of a person below this are rounding


def gaps_of(needs: Iterable[Need]) -> list[Need]:
    """Needs of known size that leave somebody without a place, the largest gap first."""
    gaps = (need for need in needs if need.people is not None and need.gap.high > 0)
    return sorted(gaps, key=_largest_first)


def _largest_first(need: Need) -> tuple[float, str]:
    return -need.gap.high, need.id


def gap_by_obstacle(gaps: Iterable[Need]) -> dict[str, tuple[int, Span]]:
    """Number of needs and people without a place by first obstacle, in the order of ``OBSTACLES``."""
    found: dict[str, list[Need]] = defaultdict(list)
    for need in gaps:
        found[need.obstacle].append(need)
    return {
        obstacle: (len(found[obstacle]), sum((need.gap for need in found[obstacle]), NONE))
        for obstacle in OBSTACLES
        if obstacle in found
    }


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
    gaps = gaps_of(needs)
    return (
        Paragraph(lead(context, coverage), "lead"),
        Bullets(_cautions(context, coverage, needs)),
        *heat_map(context, coverage),
        *_obstacles(context, gaps),
        *_gaps(context, gaps),
        *awareness(context, coverage, needs),
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


def _obstacles(context: Context, gaps: Sequence[Need]) -> tuple[Block, ...]:
    text = context.text
    if not gaps:
        return ()
    by_obstacle = gap_by_obstacle(gaps)
    largest = max(gap.high for _, gap in by_obstacle.values())
    rows = tuple(
        (
            cell(text.capital(f"obstacle.{obstacle}")),
            cell(text.amount(number)),
            cell(context.span(gap)),
            Cell((), bar=bar(gap.low, gap.high, largest)),
        )
        for obstacle, (number, gap) in by_obstacle.items()
    )
    total = sum((gap for _, gap in by_obstacle.values()), NONE)
    foot = (cell(text("obstacles.total")), cell(text.amount(len(gaps))), cell(context.span(total)), cell(""))
    table = Table(
        "obstacle-table",
        text("obstacles.caption"),
        (
            Column(text("obstacles.obstacle")),
            Column(text("column.needs"), "number"),
            Column(text("column.without_place"), "number"),
            Column(text("column.chart"), "bar"),
        ),
        rows,
        (foot,),
    )
    intro = Paragraph(text.line("obstacles.intro"), "aside")
    return (Subsection("obstacles", text("obstacles.title"), (intro, table)),)


def _gaps(context: Context, gaps: Sequence[Need]) -> tuple[Block, ...]:
    text = context.text
    if not gaps:
        return (Subsection("gaps", text("gaps.title"), (Paragraph(text.line("gaps.none")),)),)
    table = Table(
        "gap-table",
        text("gaps.caption"),
        (
            Column(text("column.need")),
            Column(text("gaps.size"), "number"),
            Column(text("gaps.obstacle")),
            Column(text("gaps.remedy")),
        ),
        tuple(_gap_row(context, need, gaps[0].gap.high) for need in gaps[:LISTED]),
        stack=True,
    )
    hidden = gaps[SHOWN:]
    rest = text(
        "gaps.more",
        n=len(hidden),
        rest=context.people(sum((need.gap for need in hidden), NONE)),
        total=context.people(sum((need.gap for need in gaps), NONE)),
    )
    return (Subsection("gaps", text("gaps.title"), shortened(context, table, len(gaps), rest)),)


def _gap_row(context: Context, need: Need, largest: float) -> tuple[Cell, ...]:
    text = context.text
    size = text("gaps.of", gap=context.span(need.gap), people=text.amount(need.people or 0))
    return (
        need_cell(context, need),
        Cell((line(size),), bar=bar(need.gap.low, need.gap.high, largest)),
        cell(_obstacle(context, need)),
        cell(_remedy(context, need)),
    )


def need_cell(context: Context, need: Need) -> Cell:
    """A need as the head of a row: its theme, its people, its id."""
    names = context.names
    return Cell((line(names.code(need.theme)),), (names.who_and_when(need), line(FromData(need.id))))


def _obstacle(context: Context, need: Need) -> Line:
    text, names = context.text, context.names
    if need.obstacle == "no_capacity":
        key = "gap.capacity_unknown" if need.gap.low == 0 else "gap.no_capacity"
        return text.sentence(key, n=need.eligible)
    area, group = names.of("areas", need.area), names.code(need.target_group)
    return text.sentence(f"gap.{_cause(context, need)}", area=area, group=group)


def _cause(context: Context, need: Need) -> str:
    """The obstacle, more precisely where the need alone tells which part of it there is."""
    if need.obstacle == "no_offer" and need.theme not in context.themes_offered:
        return "no_theme"
    if need.obstacle == "not_eligible" and bool(need.language) != bool(_ages(context, need)):
        return "language" if need.language else "age"
    return need.obstacle


def _remedy(context: Context, need: Need) -> Line:
    text, names = context.text, context.names
    if need.obstacle == "no_capacity":
        unknown = need.gap.low == 0
        places = ceil((need.gap.high if unknown else need.gap.low) - _ROUNDING)
        key = "remedy.capacity_unknown" if unknown else "remedy.no_capacity"
        return text.sentence(key, places=context.count("places", places))
    if need.obstacle == "not_eligible":
        stated = [names.language(need.language) if need.language else "", _ages(context, need)]
        who = ", ".join(word for word in stated if word)
        return text.sentence(f"remedy.{_cause(context, need)}", who=who)
    return text.sentence(
        f"remedy.{_cause(context, need)}",
        area=names.of("areas", need.area),
        period=names.period(need.from_month, need.to_month),
    )


def _ages(context: Context, need: Need) -> str:
    row = context.input_needs.get(need.id)
    return context.names.ages(row) if row else ""


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
