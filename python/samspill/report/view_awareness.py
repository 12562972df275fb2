"""People who are lost because the one who refers them does not know the offers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from samspill.report.charts import bar
from samspill.report.context import LISTED, SHOWN, Context, cell, shortened
from samspill.report.document import Block, Cell, Column, Paragraph, Subsection, Table
from samspill.report.names import joined
from samspill.report.protocols import Coverage
from samspill.report.records import NONE, Need, Span
from samspill.report.text import Line, line

_NEEDS_NAMED = 5
_LEAST = 1e-9  # people; smaller differences are rounding


@dataclass(frozen=True)
class Loss:
    """What one entry point does not find: nominal minus known coverage of its needs (methods M4.2)."""

    entry_point: str
    needs: tuple[Need, ...]
    lost: Span


def losses_of(context: Context, needs: Sequence[Need]) -> list[Loss]:
    """Entry points whose needs get other coverage than they could, the largest loss first.

    A loss is below 0 where people get places that others do not find.
    """
    by_entry: dict[str, list[Need]] = defaultdict(list)
    for need in needs:
        row = context.input_needs.get(need.id)
        entry = row.text("entry_point") if row else ""
        if entry and need.known and need.people is not None and _differs(_loss(need)):
            by_entry[entry].append(need)
    losses = [
        Loss(entry, tuple(sorted(found, key=lambda need: (-_loss(need).high, need.id))), _sum(found))
        for entry, found in by_entry.items()
    ]
    return sorted(losses, key=lambda loss: (-loss.lost.high, loss.entry_point))


def _loss(need: Need) -> Span:
    known = need.known or need.covered
    ends = (need.covered.low - known.low, need.covered.high - known.high)
    return Span(min(ends), max(ends))


def _differs(lost: Span) -> bool:
    return max(abs(lost.low), abs(lost.high)) > _LEAST


def _sum(needs: Sequence[Need]) -> Span:
    return sum((_loss(need) for need in needs), NONE)


def lost_to_not_knowing(context: Context, coverage: Coverage) -> Span | None:
    """People who could have a place in an offer nobody finds for them.

    ``None`` without a table of ties, or when no need says who refers its people.
    """
    low, high = coverage.totals.lost_to_not_knowing_low, coverage.totals.lost_to_not_knowing_high
    if low is None or high is None or not context.has_entry_points:
        return None
    return Span(low, high)


def sentence(context: Context, coverage: Coverage) -> Line:
    """How many people are lost, of whom, or why nobody can say."""
    totals = coverage.totals
    lost = lost_to_not_knowing(context, coverage)
    if lost is None:
        no_ties = totals.lost_to_not_knowing_low is None
        return context.text.line("missing.ties" if no_ties else "missing.referrers")
    key = "awareness.lead" if lost.high > _LEAST else "awareness.none"
    return context.text.sentence(
        key,
        lost=context.people(lost),
        covered=context.people(Span(totals.covered_low, totals.covered_high)),
        steps=str(coverage.provenance.options.get("awareness_steps", 2)),
    )


def awareness(context: Context, coverage: Coverage, needs: Sequence[Need]) -> tuple[Block, ...]:
    """The subsection; without ties it says what is missing."""
    text = context.text
    blocks: tuple[Block, ...] = (Paragraph(sentence(context, coverage)),)
    if lost_to_not_knowing(context, coverage) is not None:
        unasked = _without_entry_point(context, needs)
        blocks += (
            *((Paragraph(text.sentence("awareness.no_entry_point", n=unasked), "aside"),) if unasked else ()),
            *_table(context, losses_of(context, needs)),
        )
    return (Subsection("awareness", text("awareness.title"), blocks),)


def _without_entry_point(context: Context, needs: Sequence[Need]) -> int:
    rows = (context.input_needs.get(need.id) for need in needs if need.people is not None)
    return sum(row is None or not row.text("entry_point") for row in rows)


def _table(context: Context, losses: Sequence[Loss]) -> tuple[Block, ...]:
    text = context.text
    if not losses:
        return ()
    largest = max(loss.lost.high for loss in losses)
    table = Table(
        "awareness-table",
        text("awareness.caption"),
        (
            Column(text("awareness.entry_point")),
            Column(text("awareness.needs")),
            Column(text("awareness.lost"), "number"),
            Column(text("column.chart"), "bar"),
        ),
        tuple(
            (
                cell(context.names.of("actors", loss.entry_point)),
                _needs_cell(context, loss),
                cell(context.span(loss.lost)),
                Cell((), bar=bar(loss.lost.low, loss.lost.high, largest)),
            )
            for loss in losses[:LISTED]
        ),
        stack=True,
    )
    notes: tuple[Block, ...] = ()
    if any(_loss(need).low < -_LEAST for loss in losses for need in loss.needs):
        notes = (Paragraph(text.line("awareness.negative"), "aside"),)
    rest = text("awareness.more", n=max(len(losses) - SHOWN, 0))
    return (*shortened(context, table, len(losses), rest), *notes)


def _needs_cell(context: Context, loss: Loss) -> Cell:
    names = context.names
    lines = tuple(
        (*joined([names.code(need.theme), *names.who(need)]), *line(f": {context.span(_loss(need))}"))
        for need in loss.needs[:_NEEDS_NAMED]
    )
    if len(loss.needs) > _NEEDS_NAMED:
        lines += (context.text.line("awareness.more_needs", n=len(loss.needs) - _NEEDS_NAMED),)
    return Cell(lines)
