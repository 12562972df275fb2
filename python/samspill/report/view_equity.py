"""Who is reached less than others, and who depends on a single organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose
from typing import Literal

from samspill.report.charts import bar
from samspill.report.context import LISTED, SHOWN, Context, cell, shortened
from samspill.report.document import Block, Cell, Column, Paragraph, Subsection, Table
from samspill.report.protocols import Coverage, Groups
from samspill.report.records import Row, Span, rows_of
from samspill.report.text import Line, line

Grouping = Literal["target_group", "area"]

GROUPINGS: tuple[Grouping, ...] = ("target_group", "area")

_SAME = 1e-9  # relative difference below which shares are equal


@dataclass(frozen=True)
class Group:
    """People of a group with a place. An area without the areas inside it, so that no need counts twice."""

    name: str
    people: int
    covered: Span

    @property
    def share(self) -> Span:
        """Of the people of the group."""
        return Span(self.covered.low / self.people, self.covered.high / self.people)


@dataclass(frozen=True)
class Inequality:
    """The measures of inequality at one end of the intervals."""

    gap: Row
    theil: Row
    between: Row
    within: Row


def groups_of(context: Context, grouping: Grouping, groups: Groups) -> list[Group]:
    """Groups that have people, the smallest share first."""
    own = "own_" if grouping == "area" else ""
    found = [
        Group(
            name=_name(context, grouping, row.text("group")),
            people=row.count(f"{own}people"),
            covered=Span(row.amount(f"{own}covered_low"), row.amount(f"{own}covered_high")),
        )
        for row in rows_of(groups.table)
        if row.count(f"{own}people") > 0
    ]
    return sorted(found, key=lambda group: group.share.low)


def _name(context: Context, grouping: Grouping, identifier: str) -> str:
    if not identifier:
        return context.text(f"equity.{grouping}.unstated")
    names = context.names
    return names.of("areas", identifier) if grouping == "area" else names.code(identifier)


def _inequality_of(groups: Groups, end: str) -> Inequality:
    rows = {row.text("measure"): row for row in rows_of(groups.equity) if row.text("end") == end}
    return Inequality(rows["share_gap"], rows["theil"], rows["theil_between"], rows["theil_within"])


def equity(context: Context, coverage: Coverage) -> tuple[Block, ...]:
    """The subsection; nothing where there are no two groups to compare."""
    text = context.text
    parts = tuple(
        part
        for grouping in GROUPINGS
        for part in _part(context, grouping, coverage.by(grouping), coverage.totals.people)
    )
    if not parts:
        return ()
    blocks = (Paragraph(text.line("equity.intro"), "aside"), *parts)
    return (Subsection("equity", text("equity.title"), blocks),)


def _part(context: Context, grouping: Grouping, groups: Groups, people: int) -> tuple[Block, ...]:
    shown = groups_of(context, grouping, groups)
    if len(shown) < 2:
        return ()
    low, high = _inequality_of(groups, "low"), _inequality_of(groups, "high")
    blocks: tuple[Block, ...] = (
        Paragraph(_range(context, grouping, shown, low, high)),
        Paragraph(_theil(context, low, high), "aside"),
        *_table(context, grouping, shown, people),
    )
    title = context.text(f"equity.{grouping}.title")
    return (Subsection(f"equity-{grouping.replace('_', '-')}", title, blocks),)


def _range(
    context: Context, grouping: Grouping, groups: Sequence[Group], low: Inequality, high: Inequality
) -> Line:
    """Best and worst group; twice where unknown places decide who they are or how far they are apart."""
    columns = ("best", "best_share", "worst", "worst_share")
    first = _range_at(context, grouping, low.gap, [group.share.low for group in groups])
    if all(low.gap.same(high.gap, column) for column in columns):
        return first
    second = _range_at(context, grouping, high.gap, [group.share.high for group in groups])
    return (*first, *line(" "), *context.text.line("equity.high"), *line(" "), *second)


def _range_at(context: Context, grouping: Grouping, gap: Row, shares: Sequence[float]) -> Line:
    text = context.text
    if gap.amount("value") == 0:
        return text.sentence("equity.equal", share=text.percent(gap.amount("best_share")))

    def end(name: str) -> str:
        share = gap.amount(f"{name}_share")
        equal = sum(isclose(share, other, rel_tol=_SAME, abs_tol=_SAME) for other in shares)
        group = _name(context, grouping, gap.text(name))
        return text("equity.and_more", n=equal - 1, name=group) if equal > 1 else group

    return text.sentence(
        "equity.range",
        best=end("best"),
        best_share=text.percent(gap.amount("best_share")),
        worst=end("worst"),
        worst_share=text.percent(gap.amount("worst_share")),
        gap=text.number(100 * gap.amount("value")),
    )


def _theil(context: Context, low: Inequality, high: Inequality) -> Line:
    text = context.text
    if low.theil.real("value") is None or high.theil.real("value") is None:
        return text.line("equity.no_theil")

    def both(first: Row, second: Row) -> str:
        ends = sorted((first.amount("value"), second.amount("value")))
        return text.number_span(ends[0], ends[1], 3)

    return text.sentence(
        "equity.theil",
        theil=both(low.theil, high.theil),
        between=both(low.between, high.between),
        within=both(low.within, high.within),
        mean=text.percent_span(
            low.theil.amount("denominator_amount"), high.theil.amount("denominator_amount")
        ),
        needs=context.count("needs", low.theil.count("n")),
    )


def _table(context: Context, grouping: Grouping, groups: Sequence[Group], people: int) -> tuple[Block, ...]:
    text = context.text
    table = Table(
        f"equity-{grouping.replace('_', '-')}-table",
        text(f"equity.{grouping}.caption", people=context.count("people", people)),
        (
            Column(text(f"equity.{grouping}.column")),
            Column(text("equity.covered"), "number"),
            Column(text("equity.share"), "number"),
        ),
        tuple(
            (
                cell(group.name),
                cell(text("gaps.of", gap=context.span(group.covered), people=text.amount(group.people))),
                _share(context, group.share),
            )
            for group in groups[:LISTED]
        ),
    )
    return shortened(context, table, len(groups), text("equity.more", n=max(len(groups) - SHOWN, 0)))


def backup(context: Context, coverage: Coverage) -> tuple[Block, ...]:
    """The subsection on needs that two independent organisations can reach (methods M4.5)."""
    text, people = context.text, coverage.totals.people
    if people == 0:
        return ()
    table = Table(
        "backup-table",
        text("backup.caption"),
        (
            Column(text("backup.organisations")),
            Column(text("column.needs"), "number"),
            Column(text("backup.people"), "number"),
            Column(text("backup.share"), "number"),
        ),
        tuple(_backup_row(context, number, people) for number in (2, 1, 0)),
    )
    sentence = text.sentence(
        "backup.lead",
        backup=text.amount(coverage.totals.people_with_backup),
        people=context.count("people", people),
        share=text.percent(coverage.totals.people_with_backup / people),
    )
    blocks = (Paragraph(sentence), Paragraph(text.line("backup.intro"), "aside"), table)
    return (Subsection("backup", text("backup.title"), blocks),)


def _backup_row(context: Context, number: int, people: int) -> tuple[Cell, ...]:
    text = context.text
    needs = [need for need in context.needs if need.people is not None and need.organisations == number]
    counted = sum(need.people or 0 for need in needs)
    return (
        cell(text(f"backup.{number}")),
        cell(text.amount(len(needs))),
        cell(text.amount(counted)),
        _share(context, Span(counted / people, counted / people)),
    )


def _share(context: Context, share: Span) -> Cell:
    text = context.text.percent_span(share.low, share.high)
    return Cell((line(text),), bar=bar(share.low, share.high, 1.0))
