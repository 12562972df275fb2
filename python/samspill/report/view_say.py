"""Who really has a say: the chapter that holds seats beside votes, attendance, speaking time and rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samspill.report.context import LISTED, SHOWN, Context, cell, shortened
from samspill.report.document import Block, Cell, Column, Paragraph, Section, Subsection, Table
from samspill.report.forum_say import DIMENSIONS, OUTCOMES, ForumSay, forums_of
from samspill.report.records import rows_of
from samspill.report.seat_day import seat_day
from samspill.report.text import NOTHING, Line, line
from samspill.report.view_balance import balance_comparison
from samspill.report.view_forum import forum_page
from samspill.report.view_ratings import ratings_comparison
from samspill.report.view_staying import staying_comparison


def say_section(context: Context) -> Section:
    """The chapter; without a result it says what is missing."""
    title = context.text("say.title")
    if context.say.rules is None:
        return Section("say", title, context.missing("say"))
    forums = forums_of(context)
    if not forums:
        return Section("say", title, (Paragraph(context.text.line("representation.none"), "lead"),))
    return Section("say", title, _blocks(context, forums))


def lead(context: Context) -> Line | None:
    """How many rules are met, over all forums; nothing without a result or without forums."""
    counts = rows_of(context.say.rules.counts) if context.say.rules else []
    if not counts:
        return None
    text = context.text
    met, nearly, failed, unclear = (
        text.amount(sum(row.count(outcome) for row in counts)) for outcome in OUTCOMES
    )
    forums = context.count("forums", len(counts))
    return text.sentence("say.lead", forums=forums, met=met, nearly=nearly, failed=failed, open=unclear)


def _blocks(context: Context, forums: Sequence[ForumSay]) -> tuple[Block, ...]:
    text = context.text
    blocks: tuple[Block, ...] = (
        Paragraph(lead(context) or (), "lead"),
        *(seat_day(context, context.say.rules.provenance) if context.say.rules else ()),
        Paragraph(text.line("say.intro"), "aside"),
        *_comparison(context, forums),
        *staying_comparison(context, forums),
        *_asymmetry(context, forums),
        *balance_comparison(context, forums),
        *ratings_comparison(context, forums),
    )
    shown = forums[: context.forum_pages]
    pages = tuple(forum_page(context, forum, number) for number, forum in enumerate(shown, start=1))
    left_out = len(forums) - len(shown)
    if not left_out:
        return (*blocks, *pages)
    every = context.count("forums", len(forums))
    more = text.line("say.more", left_out, shown=text.amount(len(shown)), all=every)
    return (*blocks, Paragraph(more, "more"), *pages)


def _comparison(context: Context, forums: Sequence[ForumSay]) -> tuple[Block, ...]:
    text = context.text
    table = Table(
        "compare-table",
        text("compare.caption"),
        (
            Column(text("column.forum")),
            *(
                Column(text(f"compare.{name}"), "number")
                for name in ("seats", "attendance", "airtime", "erosion")
            ),
            *(Column(text(f"compare.{outcome}"), "number") for outcome in OUTCOMES),
        ),
        tuple(_compared(context, forum) for forum in forums[:LISTED]),
    )
    rest = text("representation.more", n=max(len(forums) - SHOWN, 0))
    note = Paragraph(text.line("compare.note"), "aside")
    return (*shortened(context, table, len(forums), rest), note)


def _compared(context: Context, forum: ForumSay) -> tuple[Cell, ...]:
    text, attendance = context.text, forum.attendance

    def measure(column: str, decimals: int = 2) -> Cell:
        return cell(text.measure(attendance.real(column) if attendance else None, decimals))

    return (
        cell(context.names.of("forums", forum.id), line(text(f"form.{forum.form}"))),
        cell(text.measure(forum.seat_parity)),
        measure("present_parity"),
        measure("speaking_parity"),
        measure("erosion", 3),
        *(_counted(context, forum, outcome) for outcome in OUTCOMES),
    )


def _counted(context: Context, forum: ForumSay, outcome: str) -> Cell:
    number = forum.outcomes[outcome]
    shown = cell(context.text.amount(number))
    return replace(shown, level=min(number, 3) + 1) if outcome == "fail" and number else shown


def _asymmetry(context: Context, forums: Sequence[ForumSay]) -> tuple[Block, ...]:
    if context.say.asymmetry is None:
        return ()
    text = context.text
    table = Table(
        "asymmetry-table",
        text("asymmetry.caption"),
        (
            Column(text("column.forum")),
            *(Column(text(f"asymmetry.{name}"), "number") for name in DIMENSIONS),
            Column(text("asymmetry.mean"), "number"),
        ),
        tuple(
            (
                cell(context.names.of("forums", forum.id)),
                *(_dimension(context, forum, name) for name in DIMENSIONS),
                _composite(context, forum),
            )
            for forum in forums[:LISTED]
        ),
    )
    rest = text("representation.more", n=max(len(forums) - SHOWN, 0))
    note = Paragraph(text.line("asymmetry.note"), "aside")
    blocks = (*shortened(context, table, len(forums), rest), note)
    return (Subsection("say-asymmetry", text("asymmetry.title"), blocks),)


def _dimension(context: Context, forum: ForumSay, name: str) -> Cell:
    row = forum.dimensions.get(name)
    value = row.real("asymmetry") if row else None
    return cell(NOTHING if value is None else context.text.number(value, 2))


def _composite(context: Context, forum: ForumSay) -> Cell:
    text, row = context.text, forum.composite
    value = row.real("composite") if row else None
    if row is None or value is None:
        return cell(NOTHING)
    used = text.line("asymmetry.used", n=row.count("dimensions_used"))
    low, high = row.real("composite_low"), row.real("composite_high")
    if low is None or high is None:
        return cell(text.number(value, 2), used)
    first, last = text.number(low, 2), text.number(high, 2)
    between = () if first == last else (text.line("format.between", low=first, high=last),)
    return cell(text.number(value, 2), used, *between)
