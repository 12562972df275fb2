"""Who stops coming to a forum: the numbers, curves with numbers at risk, and the test beside its limit."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.report import charts
from samspill.report.context import LISTED, SHOWN, Context, cell, shortened
from samspill.report.document import Block, Cell, Column, Curves, Details, Paragraph, Subsection, Table
from samspill.report.forum_parts import ALL, Staying, staying_of
from samspill.report.forum_say import ForumSay
from samspill.report.records import Row
from samspill.report.rule_words import because
from samspill.report.text import NOTHING, Line, line

_COMPARED = ("municipal", "civil_society", "target_group")


def staying_part(context: Context, forum: ForumSay, number: int) -> tuple[Block, ...]:
    """The part of a forum's page; nothing where no meeting has a list of who came."""
    staying = forum.staying
    if staying is None or not staying.members:
        return ()
    text = context.text
    blocks: tuple[Block, ...] = (Paragraph(_numbers(context, staying)),)
    if staying.stopped:
        blocks += (
            _curves(context, forum, staying, number),
            _at_risk(context, forum, staying, number),
            Paragraph(_test(context, staying)),
            Paragraph(text.line("stay.caveat"), "aside"),
            Details(text("forum.meetings_summary"), (_step_table(context, forum, staying, number),)),
        )
    return (Subsection(f"stay-{number}", text("stay.title"), blocks),)


def _numbers(context: Context, staying: Staying) -> Line:
    text = context.text
    if not staying.stopped:
        return text.line("stay.nobody", n=staying.members, missed=_silent(context))
    parts = text.listing(
        text(
            "stay.of_sector",
            sector=text(f"sector.{row.text('group')}"),
            part=_of(context, row),
        )
        for row in staying.groups
    )
    first = text.line("stay.numbers", n=staying.stopped, members=text.amount(staying.members), parts=parts)
    halves = [
        text.line(
            "stay.half", sector=text(f"sector.{row.text('group')}"), time=text.amount(row.amount("median"))
        )
        for row in staying.groups
        if row.real("median") is not None
    ]
    ended = text.line("stay.definition", missed=_silent(context))
    return tuple(run for part in (first, *halves, ended) for run in (*part, *line(" ")))[:-1]


def _silent(context: Context) -> str:
    """How many recorded meetings in a row somebody must miss to count as gone."""
    result = context.say.drop_off
    return str(result.provenance.options.get("silent_meetings", NOTHING)) if result else NOTHING


def _of(context: Context, row: Row | None) -> str:
    if row is None:
        return NOTHING
    text = context.text
    return text("figure.of", part=text.amount(row.count("events")), whole=text.amount(row.count("spells")))


def _stays(staying: Staying, sector: str) -> list[charts.Stay]:
    return [
        charts.Stay(row.amount("time"), row.amount("survival"), row.count("events") > 0)
        for row in staying.curves.get(sector, ())
    ]


def _curves(context: Context, forum: ForumSay, staying: Staying, number: int) -> Curves:
    text = context.text
    until = max(staying.until, 1)
    sectors = [row.text("group") for row in staying.groups]
    drawn = charts.steps([_stays(staying, sector) for sector in sectors], until)
    scale = (text.percent(1.0), text.percent(0.5), text.percent(0.0))
    ticks = tuple((text.amount(time), x) for time, x in charts.times(until))
    words = [
        text(
            "stay.scale",
            low=scale[2],
            middle=scale[1],
            high=scale[0],
            times=", ".join(label for label, _ in ticks),
        )
    ]
    words += [_curve_in_words(context, staying, sector) for sector in sectors]
    return Curves(
        f"stay-curve-{number}",
        text("stay.curve_title", forum=context.names.of("forums", forum.id)),
        " ".join(words),
        tuple((text(f"sector.{sector}"), curve) for sector, curve in zip(sectors, drawn, strict=True)),
        scale,
        ticks,
        (text.line("stay.curve_note"),),
    )


def _curve_in_words(context: Context, staying: Staying, sector: str) -> str:
    text = context.text
    left = [stay for stay in _stays(staying, sector) if stay.leaving]
    if not left:
        return text("stay.words_all", sector=text(f"sector.{sector}"))
    steps = text.listing(
        text("stay.words_step", share=text.percent(stay.share), time=text.amount(stay.time)) for stay in left
    )
    return text("stay.words", sector=text(f"sector.{sector}"), steps=steps)


def _at_risk(context: Context, forum: ForumSay, staying: Staying, number: int) -> Table:
    text = context.text
    times = [time for time, _ in charts.times(max(staying.until, 1))]
    return Table(
        f"risk-{number}",
        text("stay.risk_caption", forum=context.names.of("forums", forum.id)),
        (Column(text("column.sector")), *(Column(text.amount(time), "month") for time in times)),
        tuple(
            (
                cell(text.capital(f"sector.{row.text('group')}")),
                *(cell(text.amount(staying.at_risk(row.text("group"), time))) for time in times),
            )
            for row in staying.groups
        ),
    )


def _test(context: Context, staying: Staying) -> Line:
    """The test of equal curves by permutation, with the smallest p that it can attain beside it."""
    text, test = context.text, staying.test
    if test is None or test.text("status") != "ok":
        return (
            *text.line("stay.no_test"),
            *because(context, test.text("reason") if test else ""),
            *line("."),
        )
    asked = {
        "p": text.probability(test.real("permutation_p")),
        "smallest": text.probability(test.real("smallest_p")),
        "rough": text.probability(test.real("p")),
    }
    if test.flag("exact"):
        first = text.line("stay.test_counted", n=test.count("arrangements"), **asked)
    else:
        first = text.line("stay.test_drawn", n=test.count("replicates"), **asked)
    p, smallest = test.real("permutation_p"), test.real("smallest_p")
    if p is None or smallest is None or smallest <= _RARE:
        return (*first, *line(" "), *text.line("stay.large_p"))
    return (*first, *line(" "), *text.line("stay.too_few"), *line(" "), *text.line("stay.large_p"))


_RARE = 0.05  # a forum whose smallest p is above this is too small for any test at the usual level


def _step_table(context: Context, forum: ForumSay, staying: Staying, number: int) -> Table:
    text = context.text
    columns = ("time", "followed", "stopped", "lost", "still", "limits")
    return Table(
        f"stay-table-{number}",
        text("stay.table_caption", forum=context.names.of("forums", forum.id)),
        (
            Column(text("column.sector")),
            *(Column(text(f"stay.{name}"), "number") for name in columns),
        ),
        tuple(
            _step(context, row.text("group"), step)
            for row in staying.groups
            for step in staying.curves.get(row.text("group"), ())
        ),
        stack=True,
    )


def _step(context: Context, sector: str, step: Row) -> tuple[Cell, ...]:
    text = context.text
    low, high = step.real("low"), step.real("high")
    return (
        cell(text.capital(f"sector.{sector}")),
        *(cell(text.amount(step.amount(name))) for name in ("time", "at_risk", "events", "censored")),
        cell(text.percent(step.amount("survival"))),
        cell(NOTHING if low is None or high is None else text.percent_span(low, high)),
    )


def staying_comparison(context: Context, forums: Sequence[ForumSay]) -> tuple[Block, ...]:
    """The forums side by side; nothing where nobody is followed anywhere."""
    followed = [forum for forum in forums if forum.staying is not None and forum.staying.members]
    if not followed:
        return ()
    text = context.text
    everybody = staying_of(context).get(ALL)
    table = Table(
        "stay-compare-table",
        text("stay.compare_caption"),
        (
            Column(text("column.forum")),
            *(Column(text(f"stay.{name}"), "number") for name in ("members", "stopped_of")),
            *(Column(text.capital(f"sector.{sector}"), "number") for sector in _COMPARED),
            *(Column(text(f"stay.{name}"), "number") for name in ("p", "smallest_p")),
        ),
        tuple(
            (cell(context.names.of("forums", forum.id)), *_compared(context, forum.staying))
            for forum in followed[:LISTED]
            if forum.staying is not None
        ),
        () if everybody is None else ((cell(text("stay.everywhere")), *_compared(context, everybody)),),
    )
    rest = text("representation.more", n=max(len(followed) - SHOWN, 0))
    note = Paragraph(text.line("stay.compare_note"), "aside")
    blocks = (*shortened(context, table, len(followed), rest), note)
    return (Subsection("say-staying", text("stay.title"), blocks),)


def _compared(context: Context, staying: Staying) -> tuple[Cell, ...]:
    text, test = context.text, staying.test
    return (
        cell(text.amount(staying.members)),
        cell(text.amount(staying.stopped)),
        *(cell(_of(context, staying.of(sector))) for sector in _COMPARED),
        *(
            cell(text.probability(test.real(name) if test else None))
            for name in ("permutation_p", "smallest_p")
        ),
    )
