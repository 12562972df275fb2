"""Where people are lost, obstacle by obstacle: the picture of the loss cascade and the table behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samspill.report import charts
from samspill.report.context import Context, cell
from samspill.report.document import (
    Block,
    Column,
    Details,
    Paragraph,
    Picture,
    PictureRow,
    Subsection,
    Table,
)
from samspill.report.protocols import Coverage
from samspill.report.records import Row, Span, readings_of, rows_of
from samspill.report.text import Line

_LEAST = 1e-9  # people; smaller losses are rounding


@dataclass(frozen=True)
class Stage:
    """People lost at a stage and left after it (methods M4.3); ``None`` where nobody recorded them."""

    name: str
    tanahashi: str
    lost: Span | None
    left: Span | None
    needs: int


def stages_of(coverage: Coverage) -> list[Stage]:
    """The stages in the order in which people meet them, with the number of needs that lose somebody."""
    losses = rows_of(coverage.losses)
    return [_stage(row, losses) for row in rows_of(coverage.cascade)]


def _stage(row: Row, losses: Sequence[Row]) -> Stage:
    name = row.text("stage")
    lost = (readings_of(need, name) for need in losses)
    return Stage(
        name=name,
        tanahashi=row.text("tanahashi"),
        lost=readings_of(row, "lost"),
        left=readings_of(row, "left"),
        needs=sum(span is not None and span.high > _LEAST for span in lost),
    )


def cascade(context: Context, coverage: Coverage) -> tuple[Block, ...]:
    """The subsection; nothing where no people are counted."""
    text, people = context.text, coverage.totals.people
    stages = stages_of(coverage)
    left = [stage.left for stage in stages if stage.left is not None]
    if people == 0 or not left:
        return ()
    drawn = charts.cascade(people, [_ends(stage.left) for stage in stages])
    blocks = (
        Paragraph(_lead(context, people, left[-1], complete=len(left) == len(stages))),
        _picture(context, people, stages, drawn),
        Details(text("cascade.table_summary"), (_table(context, people, stages),)),
    )
    return (Subsection("cascade", text("cascade.title"), blocks),)


def _ends(left: Span | None) -> tuple[float, float] | None:
    return None if left is None else (left.low, left.high)


def _lead(context: Context, people: float, left: Span, *, complete: bool) -> Line:
    return context.text.sentence(
        "cascade.lead" if complete else "cascade.lead_partly",
        people=context.count("people", people),
        left=context.text.between(left.low, left.high),
    )


def _notes(context: Context, stages: Sequence[Stage], drawn: charts.Cascade) -> tuple[Line, ...]:
    text = context.text
    notes = [text.line("cascade.not_at_once")]
    if drawn.start > 0:
        notes.append(text.line("cascade.axis", start=text.amount(drawn.start)))
    if any(step.high > step.low for step in drawn.steps):
        notes.append(text.line("cascade.open"))
    untested = [stage for stage in stages if stage.left is None]
    if untested:
        names = text.listing(text(f"cascade.{stage.name}") for stage in untested)
        notes.append(text.sentence("cascade.untested", stages=names))
    return tuple(notes)


def _picture(context: Context, people: float, stages: Sequence[Stage], drawn: charts.Cascade) -> Picture:
    text = context.text
    in_need = PictureRow(
        text("cascade.in_need"),
        "",
        "",
        context.count("people", people),
        charts.Step(charts.CASCADE_WIDTH, charts.CASCADE_WIDTH, charts.CASCADE_WIDTH),
    )
    rows = [_row(context, stage, step) for stage, step in zip(stages, drawn.steps, strict=True)]
    words = [f"{in_need.title}: {in_need.left}."]
    words += [text("cascade.words", stage=row.title, loss=row.loss, left=row.left) for row in rows]
    return Picture(
        "cascade-picture",
        text("cascade.picture_title"),
        " ".join(words),
        (in_need, *rows),
        _notes(context, stages, drawn),
        drawn.start > 0,
    )


def _row(context: Context, stage: Stage, step: charts.Step) -> PictureRow:
    text = context.text
    title = text(f"cascade.{stage.name}")
    small = text("cascade.small", name=text(f"tanahashi.{stage.tanahashi}"))
    if stage.lost is None or stage.left is None:
        return PictureRow(title, text("cascade.unknown"), small, text("unknown"), step)
    lost = text("cascade.lost", lost=context.span(stage.lost)) if stage.lost.high > _LEAST else ""
    left = text("cascade.left", left=context.span(stage.left))
    return PictureRow(title, lost or text("cascade.nobody"), small, left, step)


def _table(context: Context, people: float, stages: Sequence[Stage]) -> Table:
    text = context.text
    unknown = text("unknown")
    return Table(
        "cascade-table",
        text("cascade.caption", people=context.count("people", people)),
        (
            Column(text("cascade.stage")),
            Column(text("cascade.tanahashi")),
            Column(text("cascade.needs"), "number"),
            Column(text("cascade.people_lost"), "number"),
            Column(text("cascade.people_left"), "number"),
        ),
        tuple(
            (
                cell(text(f"cascade.{stage.name}")),
                cell(text.capital(f"tanahashi.{stage.tanahashi}")),
                cell(text.amount(stage.needs) if stage.lost else unknown),
                cell(context.span(stage.lost) if stage.lost else unknown),
                cell(context.span(stage.left) if stage.left else unknown),
            )
            for stage in stages
        ),
        stack=True,
    )
