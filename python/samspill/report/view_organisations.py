"""Organisations that were probably entered twice: a part of the chapter on the data."""

from __future__ import annotations

from samspill.report.context import LISTED, SHOWN, Context, cell, shortened
from samspill.report.document import Block, Cell, Column, Paragraph, Subsection, Table
from samspill.report.records import Row, rows_of
from samspill.report.text import FromData, Line, line

_MOVED = ("activities", "ties", "needs", "seats", "people", "units")


def sentence(context: Context) -> Line | None:
    """How many entries there are; nothing when there are none."""
    count = len(context.former_entries)
    return context.text.sentence("organisations.lead", n=count) if count else None


def organisations(context: Context) -> tuple[Block, ...]:
    """The part; nothing where that was not asked."""
    text, result = context.text, context.organisations
    if result is None:
        return ()
    shared = len(rows_of(result.shared_by_many))
    said = sentence(context)
    blocks: tuple[Block, ...] = (Paragraph(said or text.line("organisations.none")),)
    if said:
        blocks += (Paragraph(text.line("organisations.intro")), *_table(context))
    if shared:
        blocks += (Paragraph(text.line("organisations.shared", n=shared), "aside"),)
    return (Subsection("organisations", text("organisations.title"), blocks),)


def _table(context: Context) -> tuple[Block, ...]:
    text, rows = context.text, context.former_entries
    table = Table(
        "organisations-table",
        text("organisations.caption"),
        (
            Column(text("organisations.entry")),
            Column(text("organisations.kept")),
            Column(text("organisations.why")),
            Column(text("organisations.rows"), "number"),
        ),
        tuple(_row(context, row) for row in rows[:LISTED]),
        stack=True,
    )
    return shortened(context, table, len(rows), text("organisations.more", n=max(len(rows) - SHOWN, 0)))


def _row(context: Context, row: Row) -> tuple[Cell, ...]:
    text = context.text
    if row.text("organisation_number") == "same":
        why = text("organisations.number")
    else:
        why = text("organisations.name", score=text.number(row.amount("name_similarity"), 2))
    other = () if row.flag("same_sector") else (text.line("organisations.other_sector"),)
    return (
        _entry(context, row.text("former_id")),
        _entry(context, row.text("id")),
        cell(why, *other),
        cell(text.amount(sum(row.count(column) for column in _MOVED))),
    )


def _entry(context: Context, actor: str) -> Cell:
    """The name, with the id below it: two entries may have one name."""
    return cell(context.names.of("actors", actor), line(FromData(actor)))
