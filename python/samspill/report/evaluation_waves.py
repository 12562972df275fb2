"""What was seen of one indicator wave by wave: a chart with a curve for each arm, and the numbers behind."""

from __future__ import annotations

from samspill.report import charts
from samspill.report.context import cell
from samspill.report.document import Block, Cell, Column, Curves, Details, Paragraph, Subsection, Table
from samspill.report.evaluation_context import ARMS, SHARE, Asked, EvaluationContext
from samspill.report.records import Row
from samspill.report.text import NOTHING

_SLACK = 1e-9
_STATUSES = ("observed", "missing", "suppressed", "structural")


def waves_part(context: EvaluationContext, asked: Asked) -> Subsection:
    """The chart, and the numbers in a closed table below it."""
    text = context.text
    arms = [arm for arm in ARMS if asked.arm(arm)] or ["all"]
    drawn: tuple[Block, ...] = (Paragraph(text.line("waves.never_seen")),)
    seen = [arm for arm in arms if any(row.real("mean") is not None for row in asked.arm(arm))]
    if seen:
        drawn = (_chart(context, asked, seen),)
    numbers = Details(text("waves.numbers"), (_table(context, asked, arms),))
    return Subsection(f"{asked.target}-waves", text("waves.title"), (*drawn, numbers))


def _chart(context: EvaluationContext, asked: Asked, arms: list[str]) -> Curves:
    text, amounts = context.text, context.amounts(asked)
    means = [[row.real("mean") for row in asked.arm(arm)] for arm in arms]
    ends = [[_ends(row) for row in asked.arm(arm)] for arm in arms]
    known = [mean for series in means for mean in series if mean is not None]
    known += [end for series in ends for pair in series if pair is not None for end in pair]
    limits = (0.0, 1.0) if asked.about.text("unit") == SHARE else (None, None)
    low, high = charts.axis(known, *limits)

    def up(value: float) -> float:
        return (value - low) / (high - low)

    drawn = charts.curves([[None if mean is None else up(mean) for mean in series] for series in means])
    bars = charts.whiskers(
        [[None if pair is None else (up(pair[0]), up(pair[1])) for pair in series] for series in ends]
    )
    notes = [text.line("waves.note")] if bars else []
    if any(_lies_outside(row) for arm in arms for row in asked.arm(arm)):
        notes.append(text.line("waves.outside"))
    if low > 0:
        notes.append(text.line("waves.cut", low=amounts.value(low)))
    waves = [row.text("wave") for row in asked.arm(arms[0])]
    said = [_said(context, asked, arms, wave) for wave in waves]
    return Curves(
        f"{asked.target}-chart",
        text("waves.chart", question=asked.question),
        " ".join(said),
        tuple((context.word("arm", arm), curve) for arm, curve in zip(arms, drawn, strict=True)),
        (amounts.value(high), amounts.value((low + high) / 2), amounts.value(low)),
        tuple((waves[k - 1], x) for k, x in charts.ticks(len(waves))),
        tuple(notes),
        bars,
    )


def _lies_outside(row: Row) -> bool:
    """True where the mean of what was seen is none that the mean of all can be."""
    mean, ends = row.real("mean"), _ends(row)
    return mean is not None and ends is not None and not ends[0] - _SLACK <= mean <= ends[1] + _SLACK


def _ends(row: Row) -> tuple[float, float] | None:
    low, high = row.real("low"), row.real("high")
    return None if low is None or high is None else (low, high)


def _said(context: EvaluationContext, asked: Asked, arms: list[str], wave: str) -> str:
    text, amounts = context.text, context.amounts(asked)
    means = [
        text("waves.mean_of", arm=context.word("arm", arm), mean=amounts.value(row.real("mean")))
        for arm in arms
        for row in asked.arm(arm)
        if row.text("wave") == wave
    ]
    return text("waves.said", wave=wave, means=text.listing(means))


def _table(context: EvaluationContext, asked: Asked, arms: list[str]) -> Table:
    text = context.text
    heads = ("wave", "arm", "mean", "bounds", *_STATUSES)
    columns = tuple(
        Column(text(f"waves.{head}"), "text" if head in {"wave", "arm"} else "number") for head in heads
    )
    rows = [_row(context, asked, row) for arm in arms for row in asked.arm(arm)]
    return Table(f"{asked.target}-numbers", text("waves.caption"), columns, tuple(rows), stack=True)


def _row(context: EvaluationContext, asked: Asked, row: Row) -> tuple[Cell, ...]:
    text, amounts, ends = context.text, context.amounts(asked), _ends(row)
    bounds = NOTHING
    if ends is not None and ends[0] < ends[1]:
        bounds = text("format.span", low=amounts.value(ends[0]), high=amounts.value(ends[1]))
    return (
        cell(row.text("wave")),
        cell(context.word("arm", row.text("arm"))),
        cell(amounts.value(row.real("mean"))),
        cell(bounds),
        *(cell(text.amount(row.count(status))) for status in _STATUSES),
    )
