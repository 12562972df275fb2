"""The needs that leave people without a place: those that must be met first, then the largest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import ceil

from samspill.report.charts import bar
from samspill.report.context import LISTED, SHOWN, Context, cell, shortened
from samspill.report.document import Block, Cell, Column, Paragraph, Subsection, Table
from samspill.report.records import NONE, Need, Span
from samspill.report.text import FromData, Line, line

#: Obstacles that leave people without a place, in the order in which they are looked for.
OBSTACLES = ("no_offer", "out_of_area", "out_of_period", "not_eligible", "no_capacity")

_ROUNDING = 1e-6  # parts of a person below this are rounding


def gaps_of(needs: Iterable[Need]) -> list[Need]:
    """Needs of known size that leave somebody without a place: statutory ones first, then the largest gap."""
    gaps = (need for need in needs if need.people is not None and need.gap.high > 0)
    return sorted(gaps, key=lambda need: (not need.statutory, -need.gap.high, need.id))


def gap_by_obstacle(gaps: Iterable[Need]) -> dict[str, tuple[int, Span]]:
    """Number of needs and people without a place by first obstacle, in the order of ``OBSTACLES``."""
    found: dict[str, list[Need]] = defaultdict(list)
    for need in gaps:
        found[need.obstacle].append(need)
    return {
        obstacle: (len(found[obstacle]), total(found[obstacle]))
        for obstacle in OBSTACLES
        if obstacle in found
    }


def total(needs: Iterable[Need]) -> Span:
    """People without a place in all of them."""
    return sum((need.gap for need in needs), NONE)


def statutory_sentence(context: Context, needs: Sequence[Need]) -> Line | None:
    """How many needs must be met and are not; nothing where no need of known size must be met."""
    text = context.text
    owed = [need for need in needs if need.statutory and need.people is not None]
    if not owed:
        return None
    missing = gaps_of(owed)
    if not missing:
        return text.sentence("statutory.met", needs=context.count("needs", len(owed)))
    return text.sentence(
        "statutory.lead",
        n=len(missing),
        needs=context.count("needs", len(owed)),
        gap=context.people(total(missing)),
        people=context.count("people", sum(need.people or 0 for need in owed)),
    )


def statutory(context: Context, needs: Sequence[Need]) -> tuple[Block, ...]:
    """The subsection on what somebody is obliged to provide."""
    text = context.text
    sentence = statutory_sentence(context, needs)
    if sentence is None:
        return ()
    gaps = [need for need in gaps_of(needs) if need.statutory]
    blocks: tuple[Block, ...] = (
        Paragraph(sentence),
        Paragraph(text.line("statutory.intro"), "aside"),
    )
    if gaps:
        table = Table(
            "statutory-table",
            text("statutory.caption"),
            (*_columns(context), Column(text("statutory.mandate"))),
            tuple((*_row(context, need, gaps), _mandate(context, need)) for need in gaps[:LISTED]),
            stack=True,
        )
        blocks += shortened(context, table, len(gaps), _rest(context, gaps))
    return (Subsection("statutory", text("statutory.title"), blocks),)


def _mandate(context: Context, need: Need) -> Cell:
    return cell(FromData(need.mandate) if need.mandate else context.text("statutory.unnamed"))


def other_gaps(context: Context, needs: Sequence[Need]) -> tuple[Block, ...]:
    """The subsection on the largest gaps of the needs that nobody is obliged to meet."""
    text = context.text
    gaps = gaps_of(needs)
    others = [need for need in gaps if not need.statutory]
    suffix = "_others" if len(others) < len(gaps) else ""
    title = text(f"gaps.title{suffix}")
    if not others:
        return (Subsection("gaps", title, (Paragraph(text.line(f"gaps.none{suffix}")),)),)
    table = Table(
        "gap-table",
        text("gaps.caption"),
        _columns(context),
        tuple(_row(context, need, others) for need in others[:LISTED]),
        stack=True,
    )
    return (Subsection("gaps", title, shortened(context, table, len(others), _rest(context, others))),)


def _rest(context: Context, gaps: Sequence[Need]) -> str:
    hidden = gaps[SHOWN:]
    return context.text(
        "gaps.more", n=len(hidden), rest=context.people(total(hidden)), total=context.people(total(gaps))
    )


def _columns(context: Context) -> tuple[Column, ...]:
    text = context.text
    return (
        Column(text("column.need")),
        Column(text("gaps.size"), "number"),
        Column(text("gaps.obstacle")),
        Column(text("gaps.remedy")),
    )


def _row(context: Context, need: Need, gaps: Sequence[Need]) -> tuple[Cell, ...]:
    text = context.text
    size = text("gaps.of", gap=context.span(need.gap), people=text.amount(need.people or 0))
    return (
        need_cell(context, need),
        Cell((line(size),), bar=bar(need.gap.low, need.gap.high, gaps[0].gap.high)),
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
    if need.obstacle == "not_eligible":
        stated = list(context.names.demands(need, context.input_needs.get(need.id)))
        return stated[0] if len(stated) == 1 else need.obstacle
    return need.obstacle


def _remedy(context: Context, need: Need) -> Line:
    text, names = context.text, context.names
    if need.obstacle == "no_capacity":
        unknown = need.gap.low == 0
        places = ceil((need.gap.high if unknown else need.gap.low) - _ROUNDING)
        key = "remedy.capacity_unknown" if unknown else "remedy.no_capacity"
        return text.sentence(key, places=context.count("places", places))
    if need.obstacle == "not_eligible":
        stated = names.demands(need, context.input_needs.get(need.id))
        return text.sentence(f"remedy.{_cause(context, need)}", who=", ".join(stated.values()))
    return text.sentence(
        f"remedy.{_cause(context, need)}",
        area=names.of("areas", need.area),
        period=names.period(need.from_month, need.to_month),
    )
