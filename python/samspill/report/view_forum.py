"""One forum on a page: what to change, seats and say, who comes and stays, ratings, and the rules."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.report import charts
from samspill.report.charts import bar
from samspill.report.context import Context, cell
from samspill.report.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Curves,
    Details,
    Paragraph,
    Subsection,
    Table,
)
from samspill.report.forum_parts import SECTORS
from samspill.report.forum_say import DIMENSIONS, ForumSay, Meeting
from samspill.report.records import Row
from samspill.report.rule_words import addressees, asked, because, evidence, found
from samspill.report.text import NOTHING, FromData, Line, line
from samspill.report.view_balance import balance_part
from samspill.report.view_ratings import ratings_part
from samspill.report.view_staying import staying_part

_TO_CHANGE = 3
_SHADES = {"fail": 3, "warn": 1}

#: Columns about votes, and where they stand in the result.
_VOTES = {"vote_share": "vote_share", "power": "banzhaf", "as_one": "banzhaf_as_one"}


def forum_page(context: Context, forum: ForumSay, number: int) -> Subsection:
    """All about one forum; ``number`` makes its ids unique."""
    name = context.names.of("forums", forum.id)
    blocks = (
        Paragraph(_summary(context, forum)),
        *_changes(context, forum, number),
        *_seats(context, forum, number),
        *balance_part(context, forum, number),
        *_attendance(context, forum, number),
        *staying_part(context, forum, number),
        *_upper_hand(context, forum, number),
        *ratings_part(context, forum, number),
        _rules(context, forum, number),
    )
    return Subsection(f"say-{number}", name, blocks, page=True)


def _summary(context: Context, forum: ForumSay) -> Line:
    text, outcomes = context.text, forum.outcomes
    return text.sentence(
        "forum.summary",
        form=text(f"form.{forum.form}"),
        met=text.amount(outcomes["pass"]),
        rules=context.count("rules", sum(outcomes.values())),
    )


def _changes(context: Context, forum: ForumSay, number: int) -> tuple[Block, ...]:
    text = context.text
    rules = forum.to_change[:_TO_CHANGE]
    if not rules:
        return (Paragraph(text.line("forum.nothing_to_change")),)
    lines = tuple(
        text.line(
            "forum.change",
            advice=FromData(rule.text("advice") or rule.text("question")),
            whom=addressees(context, rule),
            outcome=text(f"outcome.{rule.text('outcome')}"),
            question=FromData(rule.text("question") or rule.text("rule")),
        )
        for rule in rules
    )
    title = text(f"forum.changes_{len(rules)}")
    return (Subsection(f"change-{number}", title, (Bullets(lines, ordered=True),)),)


def _seats(context: Context, forum: ForumSay, number: int) -> tuple[Block, ...]:
    text = context.text
    shown = [row for row in forum.seats if row.amount("seats") > 0 or row.flag("expected")]
    if not shown:
        return (Paragraph(text.line("forum.no_seats")),)
    largest = max(row.amount("seats") for row in shown)
    votes = _VOTES if forum.voting is not None and forum.voting.text("status") == "ok" else {}
    table = Table(
        f"seats-say-{number}",
        text("forum.seats_caption", forum=context.names.of("forums", forum.id)),
        (
            Column(text("column.sector")),
            Column(text("column.chart"), "bar"),
            *(Column(text(f"forum.{name}"), "number") for name in ("seats", "seat_share", *votes)),
        ),
        tuple(_sector(context, row, largest, [_vote(forum, row, name) for name in votes]) for row in shown),
        stack=True,
    )
    return (
        Subsection(
            f"votes-{number}", text("forum.seats_title"), (table, Paragraph(_decisions(context, forum)))
        ),
    )


def _vote(forum: ForumSay, row: Row, name: str) -> float | None:
    power = forum.power.get(row.text("sector"))
    return power.real(_VOTES[name]) if power else None


def _sector(context: Context, row: Row, largest: float, votes: Sequence[float | None]) -> tuple[Cell, ...]:
    text, seats = context.text, row.amount("seats")
    return (
        cell(text(f"sector.{row.text('sector')}")),
        Cell((), bar=bar(seats, seats, largest)),
        cell(text.amount(seats)),
        *(cell(NOTHING if share is None else text.percent(share)) for share in (row.real("share"), *votes)),
    )


def _rules_of_decision(context: Context, voting: Row) -> Line:
    """Votes, heads and sectors that a decision takes, as far as they are stated."""
    text, heads = context.text, voting.real("head_count")
    kind = "" if heads is None else "_heads" if voting.real("quota") is not None else "_heads_only"
    rules = text.line(
        f"forum.decision{kind}",
        quota=text.amount(voting.amount("quota")),
        votes=text.amount(voting.amount("votes")),
        heads=text.amount(heads or 0.0),
        voters=text.amount(voting.amount("voters")),
        share=text.percent(voting.amount("power_to_act")),
    )
    for veto in filter(None, voting.text("vetoes").split(";")):
        sector, _, kind = veto.partition("=")
        rules = (*rules, *line(" "), *text.line(f"forum.veto_{kind}", sector=text(f"sector.{sector}")))
    return rules


def _decisions(context: Context, forum: ForumSay) -> Line:
    """What a decision takes, and what changes if the municipality votes as one."""
    text, voting = context.text, forum.voting
    if voting is None:
        return text.line("forum.voting_not_computed")
    if voting.text("status") != "ok":
        return (*text.line("forum.no_power"), *because(context, voting.text("reason")), *line("."))
    first = _rules_of_decision(context, voting)
    municipal = forum.power.get("municipal")
    as_one = municipal.real("banzhaf_as_one") if municipal else None
    if municipal is None or as_one is None:
        return first
    second = text.line(
        "forum.as_one_sentence",
        votes=text.percent(municipal.amount("vote_share")),
        power=text.percent(as_one),
    )
    return (*first, *line(" "), *second)


def _attendance(context: Context, forum: ForumSay, number: int) -> tuple[Block, ...]:
    text = context.text
    blocks: tuple[Block, ...]
    if forum.attendance is None:
        blocks = (Paragraph(text.line("forum.attendance_not_computed")),)
    elif not forum.meetings:
        blocks = (Paragraph(text.line("forum.no_meetings")),)
    elif not any(meeting.recorded for meeting in forum.meetings):
        blocks = (Paragraph(text.line("forum.no_lists", n=len(forum.meetings))),)
    else:
        groups = _groups(forum.meetings)
        blocks = (
            Paragraph(_came(context, forum, forum.attendance)),
            _curves(context, forum, groups, number),
            Details(text("forum.meetings_summary"), (_meeting_table(context, forum, groups, number),)),
        )
    return (Subsection(f"came-{number}", text("forum.attendance_title"), blocks),)


def _groups(meetings: Sequence[Meeting]) -> list[str]:
    """Sectors with members at some meeting, in their usual order."""
    rows = [row for meeting in meetings for row in meeting.groups.values()]
    seated = {row.text("group") for row in rows if row.count("entitled") > 0}
    return [sector for sector in SECTORS if sector in seated]


def _came(context: Context, forum: ForumSay, attendance: Row) -> Line:
    text = context.text
    first = text.line(
        "forum.came",
        n=attendance.count("recorded"),
        meetings=text.amount(len(forum.meetings)),
        seats=text.measure(attendance.real("entitled_parity")),
        parity=text.measure(attendance.real("present_parity")),
    )
    erosion = attendance.real("erosion")
    if erosion is None or abs(erosion) < _LEAST_CHANGE:
        return first
    key = "forum.erodes" if erosion < 0 else "forum.improves"
    return (*first, *line(" "), *text.line(key, change=text.number(abs(erosion), 3)))


_LEAST_CHANGE = 0.0005  # smaller changes are shown as 0


def _curves(context: Context, forum: ForumSay, groups: Sequence[str], number: int) -> Curves:
    text = context.text
    series = [[meeting.share(group) for meeting in forum.meetings] for group in groups]
    scale = (text.percent(1.0), text.percent(0.5), text.percent(0.0))
    words = [text("forum.curve_scale", low=scale[2], middle=scale[1], high=scale[0])]
    words += [_meeting_in_words(context, meeting, groups) for meeting in forum.meetings]
    return Curves(
        f"curve-{number}",
        text("forum.curve_title", forum=context.names.of("forums", forum.id)),
        " ".join(words),
        tuple(
            (text(f"sector.{group}"), curve)
            for group, curve in zip(groups, charts.curves(series), strict=True)
        ),
        scale,
        tuple((text.amount(k), x) for k, x in charts.ticks(len(forum.meetings))),
        (text.line("forum.curve_note"),),
    )


def _meeting_in_words(context: Context, meeting: Meeting, groups: Sequence[str]) -> str:
    text = context.text
    name = text.amount(meeting.row.count("number"))
    if not meeting.recorded:
        return text("forum.meeting_unknown", meeting=name)
    came = text.listing(
        f"{text(f'sector.{group}')} {_of(context, meeting, group)}"
        for group in groups
        if meeting.share(group) is not None
    )
    return text("forum.meeting_words", meeting=name, came=came)


def _of(context: Context, meeting: Meeting, group: str) -> str:
    row = meeting.groups.get(group)
    if row is None or not meeting.recorded:
        return NOTHING
    text = context.text
    return text("figure.of", part=text.amount(row.count("present")), whole=text.amount(row.count("entitled")))


def _meeting_table(context: Context, forum: ForumSay, groups: Sequence[str], number: int) -> Table:
    text = context.text
    return Table(
        f"meetings-{number}",
        text("forum.meetings_caption", forum=context.names.of("forums", forum.id)),
        (
            Column(text("forum.meeting")),
            *(Column(text.capital(f"sector.{group}"), "number") for group in groups),
            Column(text("forum.guests"), "number"),
            Column(text("compare.attendance"), "number"),
        ),
        tuple(
            (
                cell(
                    text.amount(meeting.row.count("number")), line(FromData(meeting.row.text("start")[:10]))
                ),
                *(cell(_of(context, meeting, group)) for group in groups),
                cell(text.amount(meeting.row.count("guests")) if meeting.recorded else text("unknown")),
                cell(text.measure(meeting.row.real("present_parity"))),
            )
            for meeting in forum.meetings
        ),
    )


def _upper_hand(context: Context, forum: ForumSay, number: int) -> tuple[Block, ...]:
    text = context.text
    known = [name for name in DIMENSIONS if name in forum.dimensions]
    if not known:
        return ()
    table = Table(
        f"power-{number}",
        text("forum.power_caption", forum=context.names.of("forums", forum.id)),
        (
            Column(text("forum.dimension")),
            *(
                Column(text(f"forum.{name}"), "number")
                for name in ("municipal_share", "civil_share", "asymmetry")
            ),
        ),
        tuple(_dimension(context, name, forum.dimensions[name]) for name in known),
    )
    return (Subsection(f"hand-{number}", text("forum.power_title"), (table,)),)


def _dimension(context: Context, name: str, row: Row) -> tuple[Cell, ...]:
    text, value = context.text, row.real("asymmetry")
    head = cell(text(f"asymmetry.{name}"))
    if value is None:
        return (head, cell(NOTHING), cell(NOTHING), cell(NOTHING, because(context, row.text("reason"))))
    shares = ((1 + value) / 2, (1 - value) / 2)
    return (head, *(cell(text.percent(share)) for share in shares), cell(text.number(value, 2)))


def _rules(context: Context, forum: ForumSay, number: int) -> Block:
    text = context.text
    title = text("forum.rules_title")
    if not forum.rules:
        return Subsection(f"rules-{number}", title, (Paragraph(text.line("forum.no_rules")),))
    table = Table(
        f"rules-table-{number}",
        text("forum.rules_caption", forum=context.names.of("forums", forum.id)),
        tuple(Column(text(f"rules.{name}")) for name in ("question", "outcome", "found", "advice")),
        tuple(_rule(context, rule) for rule in forum.rules),
        stack=True,
    )
    return Subsection(f"rules-{number}", title, (table,))


def _rule(context: Context, rule: Row) -> tuple[Cell, ...]:
    text, outcome = context.text, rule.text("outcome")
    question = line(FromData(rule.text("question") or rule.text("rule")))
    return (
        Cell((question,), (line(FromData(rule.text("rule"))),)),
        Cell((text.line(f"outcome.{outcome}"),), level=_SHADES.get(outcome)),
        Cell((found(context, rule),), (*asked(context, rule), *evidence(context, rule))),
        _advice(context, rule),
    )


def _advice(context: Context, rule: Row) -> Cell:
    """What to do where the rule is not met; nothing to do where it is."""
    text = context.text
    if rule.text("outcome") == "pass":
        return cell(NOTHING)
    if rule.text("outcome") == "not_assessable":
        return cell(text("rules.find_out"), text.line("rules.for_whom", whom=addressees(context, rule)))
    return Cell(
        (line(FromData(rule.text("advice") or NOTHING)),),
        (text.line("rules.for_whom", whom=addressees(context, rule)),),
    )
