"""Balance of a forum by tier, gender, language and place, and where one of them crosses the sector."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.report.context import LISTED, SHOWN, Context, cell, shortened
from samspill.report.document import Block, Cell, Column, Paragraph, Subsection, Table
from samspill.report.forum_parts import ALL, Balance, balance_of
from samspill.report.forum_say import ForumSay
from samspill.report.records import Row
from samspill.report.text import NOTHING, Line, capital, line

#: Why a parity has no value, in words about groups.
_WHY = {"empty": "balance.nothing", "fewer than two sectors": "balance.one_group"}

_GENDERS = frozenset({"woman", "man"})
_NAMED = 4  # groups and combinations without a seat that are named one by one


def balance_part(context: Context, forum: ForumSay, number: int) -> tuple[Block, ...]:
    """The part of a forum's page; nothing where the tables state no attribute or nobody has a seat."""
    balance = forum.balance
    if balance is None or not any(row.amount("amount") for row in balance.attributes):
        return ()
    text = context.text
    table = Table(
        f"balance-{number}",
        text("balance.caption", forum=context.names.of("forums", forum.id)),
        (
            Column(text("balance.attribute")),
            Column(text("balance.who")),
            Column(text("balance.parity"), "number"),
            Column(text("balance.counted"), "number"),
        ),
        tuple(_attribute(context, balance, row) for row in balance.attributes),
        stack=True,
    )
    crossing = () if balance.crossed is None else (Paragraph(_crossing(context, balance, balance.crossed)),)
    return (Subsection(f"balance-part-{number}", text("balance.part_title"), (table, *crossing)),)


def _attribute(context: Context, balance: Balance, row: Row) -> tuple[Cell, ...]:
    text, attribute = context.text, row.text("attribute")
    groups = sorted(balance.groups.get(attribute, ()), key=lambda group: -group.amount("amount"))
    seated = [group for group in groups if group.amount("amount") > 0]
    named = [
        f"{context.names.group(attribute, group.text('group'))}\u00a0{text.amount(group.amount('amount'))}"
        for group in seated
    ]
    lacking = [context.names.group(attribute, group.text("group")) for group in groups if group not in seated]
    # Who belongs to several groups sits for each of them, but is counted for none.
    told = lacking and seated and not row.amount("amount_in_several")
    without = (_without(context, lacking),) if told else ()
    note = _WHY.get(row.text("parity_note")) if _mostly_counted(row) else "balance.mostly_not"
    counted, seats = text.amount(row.amount("amount_counted")), text.amount(row.amount("amount"))
    return (
        cell(_called(context, balance, attribute)),
        cell(text.listing(named) or NOTHING, *without),
        cell(_parity(context, row), *((text.line(note),) if note else ())),
        cell(text("figure.of", part=counted, whole=seats), *_left_out(context, row)),
    )


def _mostly_counted(row: Row) -> bool:
    """True when at least half of the seats count in the shares; a parity of fewer says little."""
    return 2 * row.amount("amount_counted") >= row.amount("amount")


def _parity(context: Context, row: Row) -> str:
    return context.text.measure(row.real("parity") if _mostly_counted(row) else None)


def _called(context: Context, balance: Balance, attribute: str) -> str:
    """The attribute in words; memberships by what they are where only genders were asked for."""
    groups = {group.text("group") for group in balance.groups.get(attribute, ())}
    return context.text(f"attribute.{'gender' if groups and groups <= _GENDERS else attribute}")


def _without(context: Context, lacking: Sequence[str]) -> Line:
    """Groups without a seat: by name where they are few, else their number."""
    text = context.text
    if len(lacking) <= _NAMED:
        return text.line("balance.no_seat", groups=text.listing(lacking))
    return text.line("balance.no_seat_many", n=len(lacking))


def _left_out(context: Context, row: Row) -> tuple[Line, ...]:
    text = context.text
    reasons = (("unknown", row.amount("amount_unknown")), ("several", row.amount("amount_in_several")))
    return tuple(text.line(f"balance.{name}", n=seats) for name, seats in reasons if seats > 0)


def _crossing(context: Context, balance: Balance, crossed: Row) -> Line:
    """Whether what is balanced one by one is so together."""
    text = context.text
    attributes = text.listing(_called(context, balance, attribute) for attribute in balance.crossing)
    evenness = crossed.real("joint_evenness")
    if evenness is None:
        return (*text.line("balance.no_crossing", attributes=attributes), *text.line("balance.too_few"))
    first = text.line("balance.crossing", attributes=attributes, evenness=text.measure(evenness))
    if crossed.flag("balanced_on_margins_only"):
        first = (*text.line("balance.margins_only", attributes=attributes), *line(" "), *first)
    empty = balance.empty
    if not empty:
        return (*first, *line(" "), *text.line("balance.all_seated"))
    named = text.listing(_combination(context, balance, combination) for combination in empty[:_NAMED])
    rest = len(empty) - _NAMED
    more = (*line(" "), *text.line("balance.more_empty", n=rest)) if rest > 0 else ()
    return (*first, *line(" "), *text.line("balance.empty", combinations=named), *more)


def _combination(context: Context, balance: Balance, combination: Sequence[str]) -> str:
    return " × ".join(
        context.names.group(attribute, group)
        for attribute, group in zip(balance.crossing, combination, strict=True)
    )


def balance_comparison(context: Context, forums: Sequence[ForumSay]) -> tuple[Block, ...]:
    """The forums side by side; nothing without a result."""
    known = [forum for forum in forums if forum.balance is not None]
    if not known:
        return ()
    text = context.text
    everywhere = balance_of(context)[ALL]
    attributes = [row.text("attribute") for row in everywhere.attributes]
    crossed = everywhere.crossed is not None
    table = Table(
        "balance-compare-table",
        text("balance.compare_caption"),
        (
            Column(text("column.forum")),
            *(Column(capital(_called(context, everywhere, attribute)), "number") for attribute in attributes),
            *(
                Column(text(f"balance.{name}", attributes=_crossed(context, everywhere)), "number")
                for name in ("joint", "only")
                if crossed
            ),
        ),
        tuple(
            (
                cell(context.names.of("forums", forum.id)),
                *_compared(context, attributes, forum.balance, crossed=crossed),
            )
            for forum in known[:LISTED]
            if forum.balance is not None
        ),
        ((cell(text("stay.everywhere")), *_compared(context, attributes, everywhere, crossed=crossed)),),
    )
    rest = text("representation.more", n=max(len(known) - SHOWN, 0))
    only = (*line(" "), *text.line("balance.compare_only")) if crossed else ()
    note = Paragraph((*text.line("balance.compare_note"), *only), "aside")
    blocks = (*shortened(context, table, len(known), rest), note)
    return (Subsection("say-balance", text("balance.part_title"), blocks),)


def _crossed(context: Context, balance: Balance) -> str:
    return " × ".join(_called(context, balance, attribute) for attribute in balance.crossing)


def _compared(
    context: Context, attributes: Sequence[str], balance: Balance, *, crossed: bool
) -> tuple[Cell, ...]:
    rows = {row.text("attribute"): row for row in balance.attributes}
    parities = tuple(
        cell(_parity(context, rows[attribute]) if attribute in rows else NOTHING) for attribute in attributes
    )
    return (*parities, *_crossed_cells(context, balance.crossed)) if crossed else parities


def _crossed_cells(context: Context, row: Row | None) -> tuple[Cell, Cell]:
    evenness = row.real("joint_evenness") if row else None
    if row is None or evenness is None:
        return (cell(NOTHING), cell(NOTHING))
    if not row.text("balanced_on_margins_only"):
        return (cell(context.text.measure(evenness)), cell(NOTHING))
    only = row.flag("balanced_on_margins_only")
    word = line(context.text("rules.yes" if only else "rules.no"))
    return (cell(context.text.measure(evenness)), Cell((word,), level=3 if only else None))
