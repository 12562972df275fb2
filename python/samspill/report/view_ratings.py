"""How both sides rate the cooperation in a forum: agreement, differences, and the weakest point."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.report.context import LISTED, SHOWN, Context, cell, shortened
from samspill.report.document import Block, Cell, Column, Details, Paragraph, Subsection, Table
from samspill.report.forum_parts import Ratings, widest
from samspill.report.forum_say import ForumSay
from samspill.report.records import Row
from samspill.report.rule_words import because
from samspill.report.text import NOTHING, FromData, Line, line

_SIDES = ("municipal", "civil_society")


def ratings_part(context: Context, forum: ForumSay, number: int) -> tuple[Block, ...]:
    """The part of a forum's page; nothing where nobody was asked anything in the whole study."""
    if context.say.perception is None:
        return ()
    text, ratings = context.text, forum.ratings
    if ratings is None:
        blocks: tuple[Block, ...] = (Paragraph(text.line("ratings.none")),)
    else:
        latest, *earlier = reversed(ratings.waves)
        items = ratings.items_of(latest)
        blocks = (
            Paragraph(_summary(context, items)),
            _table(context, forum, items, f"ratings-{number}"),
            Paragraph(text.line("ratings.note"), "aside"),
            *(
                _earlier(context, forum, ratings, wave, f"ratings-{number}-{k}")
                for k, wave in enumerate(earlier)
            ),
        )
    return (Subsection(f"rated-{number}", text("ratings.title"), blocks),)


def _earlier(context: Context, forum: ForumSay, ratings: Ratings, wave: str, identifier: str) -> Details:
    named = FromData(wave) if wave else context.text("ratings.no_wave")
    title = context.text("ratings.wave", wave=named)
    return Details(title, (_table(context, forum, ratings.items_of(wave), identifier),))


def _summary(context: Context, items: Sequence[Row]) -> Line:
    text = context.text
    shown = [row for row in items if row.real("mean") is not None]
    if not shown:
        return text.line("ratings.all_suppressed", n=len(items), fewest=_fewest(context))
    parts = [
        text.line("ratings.lowest", item=_statement(row), mean=text.number(row.amount("mean"), 1))
        for row in shown
        if row.flag("lowest")
    ]
    apart = widest(shown)
    if apart is not None:
        municipal, civil_society = (text.number(apart.amount(f"mean_{side}"), 1) for side in _SIDES)
        parts.append(
            text.line(
                "ratings.apart", item=_statement(apart), municipal=municipal, civil_society=civil_society
            )
        )
    hidden = len(items) - len(shown)
    if hidden:
        parts.append(text.line("ratings.suppressed", n=hidden, fewest=_fewest(context)))
    return tuple(run for part in parts for run in (*part, *line(" ")))[:-1]


def _fewest(context: Context) -> str:
    result = context.say.perception
    return str(result.provenance.options.get("fewest_raters", NOTHING)) if result else NOTHING


def _statement(row: Row) -> str:
    """The statement as people were asked it; its id where it has no text."""
    return FromData((row.text("text") or row.text("item")).rstrip("."))


def _table(context: Context, forum: ForumSay, items: Sequence[Row], identifier: str) -> Table:
    text = context.text
    return Table(
        identifier,
        text("ratings.caption", forum=context.names.of("forums", forum.id)),
        (
            Column(text("ratings.statement")),
            *(
                Column(text(f"ratings.{name}"), "number")
                for name in ("raters", "mean", "municipal", "civil_society", "gap", "agreement")
            ),
        ),
        tuple(_item(context, row) for row in items),
        stack=True,
    )


def _item(context: Context, row: Row) -> tuple[Cell, ...]:
    text = context.text
    lowest = (text.line("ratings.is_lowest"),) if row.flag("lowest") else ()
    return (
        cell(_statement(row), *lowest),
        cell(text.amount(row.count("raters"))),
        _mean(context, row.real("mean"), row.text("r_wg_note")),
        *(_side(context, row, side) for side in _SIDES),
        _gap(context, row),
        cell(text.measure(row.real("r_wg"))),
    )


def _mean(context: Context, mean: float | None, note: str) -> Cell:
    if mean is None:
        return cell(NOTHING, because(context, note))
    return cell(context.text.number(mean, 1))


def _side(context: Context, row: Row, side: str) -> Cell:
    text, mean = context.text, row.real(f"mean_{side}")
    raters = text.line("ratings.raters_of", n=row.count(f"raters_{side}"))
    return cell(NOTHING if mean is None else text.number(mean, 1), raters)


def _gap(context: Context, row: Row) -> Cell:
    text, gap = context.text, row.real("gap")
    if gap is None:
        return cell(NOTHING)
    p, smallest = row.real("gap_p"), row.real("gap_smallest_p")
    tested = (
        ()
        if p is None
        else (text.line("ratings.p", p=text.probability(p), smallest=text.probability(smallest)),)
    )
    return cell(text.number(gap, 1), *tested)


def ratings_comparison(context: Context, forums: Sequence[ForumSay]) -> tuple[Block, ...]:
    """The forums that people rated side by side, in the latest wave; nothing where nobody was asked."""
    rated = [forum for forum in forums if forum.ratings is not None]
    if not rated:
        return ()
    text = context.text
    table = Table(
        "ratings-compare-table",
        text("ratings.compare_caption"),
        (
            Column(text("column.forum")),
            Column(text("ratings.asked"), "number"),
            Column(text("ratings.weakest")),
            Column(text("ratings.widest")),
            Column(text("ratings.agreement"), "number"),
        ),
        tuple(
            _compared(context, forum, forum.ratings) for forum in rated[:LISTED] if forum.ratings is not None
        ),
        stack=True,
    )
    rest = text("representation.more", n=max(len(rated) - SHOWN, 0))
    unrated = len(forums) - len(rated)
    note = (Paragraph(text.line("ratings.unrated", n=unrated), "more"),) if unrated else ()
    blocks = (*shortened(context, table, len(rated), rest), *note)
    return (Subsection("say-ratings", text("ratings.title"), blocks),)


def _compared(context: Context, forum: ForumSay, ratings: Ratings) -> tuple[Cell, ...]:
    text, latest = context.text, ratings.waves[-1]
    items = ratings.items_of(latest)
    lowest = [_statement(row) for row in items if row.flag("lowest")]
    apart = widest(items)
    agreed = next((row for row in ratings.instruments if row.text("wave") == latest), None)
    agreement = agreed.real("r_wg_j") if agreed else None
    note = agreed.text("r_wg_j_note") if agreed and agreement is None else ""
    wave = (line(FromData(latest)),) if latest else ()
    return (
        cell(context.names.of("forums", forum.id), *wave),
        cell(text.amount(max(row.count("raters") for row in items))),
        cell(FromData(text.listing(lowest)) if lowest else NOTHING),
        cell(NOTHING)
        if apart is None
        else cell(_statement(apart), text.line("ratings.by", gap=text.number(apart.amount("gap"), 1))),
        cell(text.measure(agreement), *((because(context, note),) if note else ())),
    )
