"""How each method of the evaluation is made: its technical name, what it reckons and what it supposes."""

from __future__ import annotations

from samspill.report.context import cell
from samspill.report.document import Cell, Column, Subsection, Table
from samspill.report.evaluation_context import EvaluationContext
from samspill.report.records import Row, rows_of
from samspill.report.rule_words import because
from samspill.report.text import NOTHING, line


def methods_part(context: EvaluationContext) -> tuple[Subsection, ...]:
    """One row a method of the effects in this report; nothing without any."""
    text, rows = context.text, _methods(context)
    if not rows:
        return ()
    table = Table(
        "protocol-table",
        text("methods.caption"),
        (
            Column(text("effect.method")),
            Column(text("methods.made")),
            Column(text("methods.supposes")),
        ),
        tuple(_row(context, row) for row in rows),
        stack=True,
    )
    return (Subsection("methods", text("methods.title"), (table,)),)


def _methods(context: EvaluationContext) -> list[Row]:
    """Methods in the order in which the report has them; one that is made in two ways stands twice."""
    found: dict[tuple[str, str], Row] = {}
    for asked in context.asked:
        for row in rows_of(asked.effect.estimates):
            found.setdefault((row.text("method"), row.text("convention")), row)
    order = {method: place for place, method in enumerate(dict.fromkeys(method for method, _ in found))}
    return [row for (method, _), row in sorted(found.items(), key=lambda item: order[item[0][0]])]


def _row(context: EvaluationContext, row: Row) -> tuple[Cell, ...]:
    return (
        Cell((line(context.word("method", row.text("method"))),), (line(row.text("method_id")),)),
        _told(context, row.text("convention")),
        _told(context, row.text("caveat")),
    )


def _told(context: EvaluationContext, told: str) -> Cell:
    return Cell((because(context, told),)) if told else cell(NOTHING)
