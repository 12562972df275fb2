"""What would help most for the least effort: the chapter on repairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samspill.report.charts import bar
from samspill.report.context import LISTED, SHOWN, Context, cell, shortened
from samspill.report.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Paragraph,
    Section,
    Subsection,
    Table,
)
from samspill.report.protocols import Repairs
from samspill.report.records import Row, rows_of
from samspill.report.repair_words import notes, what
from samspill.report.text import NOTHING, Line, Text, line

_BEST = 10
_EFFORTS = ("tell", "open", "add_seats", "seat", "move_seats", "invite")


def repairs_section(context: Context) -> Section:
    """The chapter; without a result it says what is missing."""
    title = context.text("repairs.title")
    if context.repairs is None:
        return Section("repairs", title, context.missing("coverage"))
    return Section("repairs", title, _blocks(context, context.repairs))


def _blocks(context: Context, repairs: Repairs) -> tuple[Block, ...]:
    text = context.text
    shown = _shown(context.repair_rows)
    if not shown:
        return (Paragraph(text.line("repairs.none"), "lead"),)
    return (
        Paragraph(lead(context, repairs), "lead"),
        Bullets(_how_to_read(context, repairs)),
        _table(context, shown),
        *_more(context, shown),
        *_knowledge(context, repairs),
    )


def _shown(rows: Sequence[Row]) -> list[Row]:
    """The best ones that reach somebody by themselves, and all that are chosen."""
    best = [row for row in rows if row.count("people") > 0][:_BEST]
    numbers = {row.count("repair") for row in best}
    return best + [row for row in rows if _is_chosen(row) and row.count("repair") not in numbers]


def _is_chosen(row: Row) -> bool:
    return row.integer("step") is not None


def lead(context: Context, repairs: Repairs) -> Line:
    """What the choice within the budget reaches, and how much more any choice could."""
    text, totals = context.text, repairs.totals
    chosen = sum(_is_chosen(row) for row in context.repair_rows)
    budget = weight(text, totals.budget)
    if chosen == 0:
        return text.sentence("repairs.nothing_chosen", budget=budget)
    first = text.sentence(
        "repairs.lead",
        repairs=context.count("repairs", chosen),
        people=context.count("people", totals.chosen_people),
        effort=weight(text, totals.chosen_effort),
        budget=budget,
    )
    best_possible = totals.people_at_most <= totals.chosen_people
    key = "repairs.bound_met" if best_possible else "repairs.bound"
    bound = text.sentence(key, bound=context.count("people", totals.people_at_most))
    return (*first, *line(" "), *bound)


def first_step(context: Context) -> Line | None:
    """The repair with most people for its effort; nothing when none reaches anybody."""
    shown = _shown(context.repair_rows)
    if not shown:
        return None
    people = context.count("people", shown[0].count("people"))
    return (*context.text.line("repairs.first", people=people), *line(" "), *what(context, shown[0]))


def weight(text: Text, value: float) -> str:
    """An effort with as many decimals as it has, at most two."""
    decimals = next((d for d in (0, 1) if round(value, d) == value), 2)
    return text.number(value, decimals)


def _how_to_read(context: Context, repairs: Repairs) -> tuple[Line, ...]:
    text = context.text
    lines = [
        text.line("repairs.alone"),
        text.line("repairs.effort_note", None, **_efforts(text, repairs.provenance.options)),
        text.line("repairs.greedy"),
    ]
    if not repairs.totals.all_considered:
        lines.append(text.sentence("repairs.not_all", n=repairs.totals.considered))
    return tuple(lines)


def _efforts(text: Text, options: Mapping[str, object]) -> dict[str, str]:
    stated = {name: str(options.get(f"efforts.{name}", "")) for name in _EFFORTS}
    return {name: weight(text, float(value)) if value else NOTHING for name, value in stated.items()}


def _table(context: Context, shown: Sequence[Row]) -> Table:
    text = context.text
    largest = max(row.amount("people") for row in shown)
    return Table(
        "repair-table",
        text("repairs.caption"),
        (
            Column(text("repairs.what")),
            Column(text("repairs.who")),
            Column(text("repairs.people"), "number"),
            Column(text("repairs.effort"), "number"),
            Column(text("repairs.ratio"), "number"),
            Column(text("repairs.chosen")),
        ),
        tuple(_row(context, row, largest) for row in shown),
        stack=True,
    )


def _row(context: Context, row: Row, largest: float) -> tuple[Cell, ...]:
    text = context.text
    people = row.amount("people")
    chosen = text("repairs.step", step=str(row.count("step"))) if _is_chosen(row) else text("repairs.no")
    return (
        Cell(((*line(f"{row.count('repair')}. "), *what(context, row)),), notes(context, row)),
        _who(context, row),
        Cell((line(text.amount(people)),), bar=bar(people, people, largest)),
        cell(weight(text, row.amount("effort"))),
        cell(text.number(row.amount("people_per_effort"), 1)),
        cell(chosen),
    )


def _who(context: Context, row: Row) -> Cell:
    """The actor named by the repair, and the others whose offers it is about."""
    actor = row.text("actor")
    offers = (context.input_activities.get(row.text(name)) for name in ("activity", "from_activity"))
    owners = dict.fromkeys(offer.text("actor") for offer in offers if offer)
    others = [context.names.of("actors", owner) for owner in owners if owner != actor]
    partners = (context.text.line("repairs.with", others=context.text.listing(others)),) if others else ()
    return cell(context.names.of("actors", actor), *partners)


def _more(context: Context, shown: Sequence[Row]) -> tuple[Block, ...]:
    text = context.text
    reaching, listed = (sum(row.count("people") > 0 for row in rows) for rows in (context.repair_rows, shown))
    left = reaching - listed
    return (Paragraph(text.line("repairs.more", n=left), "more"),) if left > 0 else ()


def _knowledge(context: Context, repairs: Repairs) -> tuple[Block, ...]:
    """The one offer that each referrer should hear of, where that reaches most people first."""
    text = context.text
    rows = sorted(rows_of(repairs.knowledge), key=lambda row: (-row.count("people"), row.text("entry_point")))
    if not rows:
        return ()
    table = Table(
        "knowledge-table",
        text("knowledge.caption"),
        (
            Column(text("awareness.entry_point")),
            Column(text("knowledge.offer")),
            Column(text("repairs.people"), "number"),
        ),
        tuple(
            (
                cell(context.names.of("actors", row.text("entry_point"))),
                _offer_cell(context, row.text("activity")),
                cell(text.amount(row.count("people"))),
            )
            for row in rows[:LISTED]
        ),
        stack=True,
    )
    rest = text("awareness.more", n=max(len(rows) - SHOWN, 0))
    blocks = (Paragraph(text.line("knowledge.intro"), "aside"), *shortened(context, table, len(rows), rest))
    return (Subsection("knowledge", text("knowledge.title"), blocks),)


def _offer_cell(context: Context, activity: str) -> Cell:
    row = context.input_activities.get(activity)
    owner = (line(context.names.of("actors", row.text("actor"))),) if row else ()
    return Cell((line(context.names.of("activities", activity)),), owner)
