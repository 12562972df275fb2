"""The logic model, who is outside, how the numbers are made, and what is doubtful in the data."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.report.context import cell
from samspill.report.document import Block, Cell, Column, Definitions, Paragraph, Section, Table
from samspill.report.evaluation_context import Asked, EvaluationContext
from samspill.report.evaluation_methods import methods_part
from samspill.report.records import Row, rows_of
from samspill.report.text import NOTHING, FromData, line
from samspill.report.view_findings import findings_blocks

#: Method of the indicators that tell who is reached.
_OUTREACH = "M3.14"
#: Definitions: name in the catalogue, method.
_DEFINED = (
    ("indicator", "M3.1"),
    ("effect", "M3.3"),
    ("staggered", "M3.8"),
    ("randomisation", "M3.6"),
    ("smallest", "M3.6"),
    ("cr2", "M3.4"),
    ("wild", "M3.5"),
    ("limits", ""),
    ("holm", "M3.16"),
    ("status", "M3.15"),
    ("bounds", "M3.15"),
    ("target", "M3.2"),
)
#: Steps that are there to lead to an outcome.
_LEADS_ON = frozenset({"input", "activity", "output"})


def logic_section(context: EvaluationContext) -> Section:
    """The steps of the logic model, and what each of them lacks (methods M3.1)."""
    text = context.text
    nodes = rows_of(context.study.logic_model())
    blocks: tuple[Block, ...] = (Paragraph(text.line("logic.none")),)
    if nodes:
        table = Table(
            "logic-table",
            text("logic.caption"),
            (
                Column(text("logic.node")),
                Column(text("logic.level")),
                Column(text("logic.indicators")),
                Column(text("logic.missing")),
            ),
            tuple(_node(context, node) for node in nodes),
            stack=True,
        )
        blocks = (Paragraph(text.line("logic.intro"), "aside"), table)
    return Section("logic", text("logic.title"), blocks)


def _node(context: EvaluationContext, node: Row) -> tuple[Cell, ...]:
    missing = context.text.listing(_missing(context, node))
    return (
        cell(FromData(node.text("name") or node.text("node"))),
        cell(context.word("level", node.text("level"))),
        _measured_by(context, node.texts("indicators")),
        cell(missing or context.text("logic.complete")),
    )


def _measured_by(context: EvaluationContext, indicators: Sequence[str]) -> Cell:
    """The questions, with the ids below; only the id of one that the report is not about."""
    if not indicators:
        return cell(NOTHING)
    questions = {asked.id: asked.question for asked in context.asked}
    lines = tuple(line(FromData(questions.get(indicator, indicator))) for indicator in indicators)
    ids = ", ".join(indicator for indicator in indicators if indicator in questions)
    return Cell(lines, (line(FromData(ids)),) if ids else ())


def _missing(context: EvaluationContext, node: Row) -> list[str]:
    codes = list(node.texts("missing"))
    if node.flag("orphan"):
        codes.append("orphan")
    elif node.text("level") in _LEADS_ON and not node.flag("reaches_outcome"):
        codes.append("outcome")
    return [context.word("lacks", code) for code in codes]


def outside_section(context: EvaluationContext) -> Section:
    """How many of those whom the pilot was meant for were reached, where an indicator tells."""
    text = context.text
    told = [asked for asked in context.asked if asked.about.text("method") == _OUTREACH]
    blocks: tuple[Block, ...] = (Paragraph(text.line("outside.none")),)
    if told:
        table = Table(
            "outside-table",
            text("outside.caption"),
            (
                Column(text("short.indicator")),
                Column(text("waves.wave")),
                Column(text("waves.mean"), "number"),
                Column(text("waves.observed"), "number"),
            ),
            tuple(_outreach(context, asked) for asked in told),
            stack=True,
        )
        blocks = (Paragraph(text.line("outside.lead"), "lead"), table)
    return Section("outside", text("outside.title"), blocks)


def _outreach(context: EvaluationContext, asked: Asked) -> tuple[Cell, ...]:
    rows = asked.arm("treated") or asked.arm("all")
    seen = [row for row in rows if row.real("mean") is not None] or rows
    last = seen[-1]
    return (
        cell(asked.question),
        cell(last.text("wave")),
        cell(context.amounts(asked).value(last.real("mean"))),
        cell(context.text.amount(last.count("observed"))),
    )


def findings_section(context: EvaluationContext) -> Section:
    """What is doubtful in the data."""
    return Section(
        "findings", context.text("findings.title"), findings_blocks(context, context.study.findings)
    )


def definitions_section(context: EvaluationContext) -> Section:
    """How the numbers are made, and with which options."""
    text = context.text
    items = tuple((text(f"term.{name}"), method, text.line(f"meaning.{name}")) for name, method in _DEFINED)
    blocks: tuple[Block, ...] = (Paragraph(text.line("definitions.intro"), "aside"), Definitions(items))
    blocks += methods_part(context)
    if context.asked:
        blocks += (_options(context),)
    return Section("definitions", text("evaluation.definitions"), blocks)


def _options(context: EvaluationContext) -> Table:
    text, source = context.text, context.asked[0].effect.provenance
    return Table(
        "provenance-table",
        text("provenance.caption"),
        (
            Column(text("provenance.analysis")),
            Column(text("provenance.version")),
            Column(text("provenance.options")),
        ),
        (
            (
                cell(FromData(source.analysis)),
                cell(f"Samspill {source.version}"),
                Cell(tuple(line(FromData(f"{name} = {value}")) for name, value in source.options.items())),
            ),
        ),
        stack=True,
    )
