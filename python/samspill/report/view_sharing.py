"""Who could do what instead of doing the same: the proposals that fit together."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.report.context import LISTED, SHOWN, Context, cell, shortened
from samspill.report.document import Block, Cell, Column, Paragraph, Subsection, Table
from samspill.report.names import joined
from samspill.report.records import Row, rows_of
from samspill.report.text import Line, line


def sharing(context: Context) -> tuple[Block, ...]:
    """The part on proposals; nothing where they were not computed."""
    text, proposed = context.text, context.sharing
    if proposed is None:
        return ()
    chosen = rows_of(proposed.chosen)
    blocks: tuple[Block, ...] = (Paragraph(text.line("sharing.none")),)
    if chosen:
        changes = {row.count("proposal"): row for row in rows_of(proposed.table)}
        table = Table(
            "sharing-table",
            text("sharing.caption"),
            (
                Column(text("sharing.who")),
                Column(text("sharing.proposal")),
                Column(text("sharing.people"), "number"),
                Column(text("sharing.freed"), "number"),
            ),
            tuple(_row(context, row, changes[row.count("proposal")]) for row in chosen[:LISTED]),
            stack=True,
        )
        rest = text("sharing.more", n=max(len(chosen) - SHOWN, 0))
        lead = (
            *text.line("sharing.lead"),
            *line(" "),
            *_gain(context, proposed.totals.chosen_people, chosen),
        )
        blocks = (Paragraph(lead), *shortened(context, table, len(chosen), rest))
    return (Subsection("sharing", text("sharing.title"), blocks),)


def _gain(context: Context, people: int, chosen: Sequence[Row]) -> Line:
    """What the choice comes to: people reached, or else the places it frees."""
    if people:
        return context.text.line("sharing.reach", people=context.count("people", people))
    places = sum(row.count("seats_freed") for row in chosen)
    return context.text.line("sharing.free", places=context.count("places", places))


def _row(context: Context, step: Row, change: Row) -> tuple[Cell, ...]:
    actors = joined([context.names.of("actors", actor) for actor in step.texts("actors")])
    return (
        cell(actors),
        cell(_what(context, step, change)),
        cell(context.text.amount(step.count("people"))),
        cell(context.text.amount(step.count("seats_freed"))),
    )


def _what(context: Context, step: Row, change: Row) -> Line:
    names, kind = context.names, step.text("kind")
    offer = names.of("activities", step.text("activity"))
    if kind != "move":
        other = names.of("activities", step.text("other"))
        return context.text.sentence(f"sharing.{kind}", offer=offer, other=other)
    return context.text.sentence(
        "sharing.move", n=step.count("seats"), offer=offer, to=_where(context, change)
    )


def _where(context: Context, change: Row) -> str:
    """What changes: the area, the months or the language that the places go to."""
    names = context.names
    words: list[str] = []
    if change.text("to_area"):
        words.append(names.of("areas", change.text("to_area")))
    first, end = change.integer("to_first_month"), change.integer("to_end_month")
    if first is not None or end is not None:
        words.append(names.period(first, end))
    if change.text("to_language"):
        words.append(names.language(change.text("to_language")))
    return context.text.listing(words)
