"""Writes a study of a pilot and its effects as one HTML page that needs nothing else."""

from __future__ import annotations

from datetime import date

from samspill.errors import InvalidArgument
from samspill.report.context import cell
from samspill.report.document import (
    Block,
    Cell,
    Column,
    Definitions,
    Details,
    Document,
    Paragraph,
    Section,
    Table,
)
from samspill.report.evaluation_context import Asked, EvaluationContext, spaced
from samspill.report.evaluation_effect import sentence
from samspill.report.evaluation_indicator import indicators_section
from samspill.report.evaluation_model import (
    definitions_section,
    findings_section,
    logic_section,
    outside_section,
)
from samspill.report.evaluation_protocols import Effects, Study
from samspill.report.render import template
from samspill.report.text import LANGUAGES, FromData, Line, Text, capital, line
from samspill.report.view_definitions import fingerprint

#: Folder of the words of this report.
PART = "evaluation"


def render_study(study: Study, effects: Effects, *, lang: str = "en", generated: date | None = None) -> str:
    """The evaluation report as HTML.

    The page asks nothing of a network and runs no script. All text from the data is escaped. Equal input
    gives equal text; its only date is ``generated``.

    Args:
        study: What was read.
        effects: Effects on the indicators that are reported on.
        lang: One of ``LANGUAGES``: en, nb, da, sv.
        generated: Day to print under the title; None prints none.

    Raises:
        InvalidArgument: There are no reports in this language.
    """
    if lang not in LANGUAGES:
        message = f"lang must be one of {', '.join(LANGUAGES)}"
        raise InvalidArgument(message)
    return template().render(
        document=_document(EvaluationContext(study, effects, Text(lang, PART)), generated)
    )


def _document(context: EvaluationContext, generated: date | None) -> Document:
    text, study = context.text, context.study
    return Document(
        lang=text.lang,
        title=line(FromData(study.title)) if study.title else text.line("evaluation.untitled"),
        kicker=text("evaluation.kicker"),
        subtitle=text("evaluation.subtitle"),
        notes=_notes(context, generated),
        contents=text("report.contents"),
        sections=(
            short_section(context),
            indicators_section(context),
            logic_section(context),
            outside_section(context),
            findings_section(context),
            definitions_section(context),
        ),
        footer=(text.line("report.footer", fingerprint=fingerprint(study.fingerprint)),),
    )


def _notes(context: EvaluationContext, generated: date | None) -> tuple[Line, ...]:
    text, study = context.text, context.study
    counts = {
        "units": text("count.units", len(study.units)),
        "indicators": text("count.indicators", len(context.asked)),
        "waves": text("count.waves", len(study.waves)),
    }
    ends = {"first": study.waves[0], "last": study.waves[-1]} if study.waves else {"first": "", "last": ""}
    notes = [text.sentence("evaluation.read", None, **counts, **ends)]
    if generated is not None:
        notes.append(text.sentence("report.generated", day=text.day(generated)))
    return tuple(notes)


def short_section(context: EvaluationContext) -> Section:
    """The answers in short: the primary indicator first, then all effects in one table."""
    text, primary = context.text, context.primary
    arms = text.line(
        "short.arms",
        treated=text("count.units", context.units("treated")),
        never=text.amount(context.units("never")),
    )
    blocks: tuple[Block, ...] = (Paragraph(arms, "lead"),)
    if primary is None:
        blocks += (Paragraph(text.line("short.no_primary")),)
    else:
        blocks += (
            Paragraph(text.line("short.primary", question=primary.question)),
            Paragraph(sentence(context, primary), "lead"),
        )
    blocks += (Paragraph(text.line("short.how"), "aside"), _table(context), *_adjusted(context))
    blocks += (_who(context),)
    return Section("overview", text("short.title"), blocks)


def _who(context: EvaluationContext) -> Details:
    """The municipalities by name: those that began together, those that did not take part, the others."""
    text = context.text
    groups: dict[tuple[int, str], list[str]] = {}
    waves = {wave: place for place, wave in enumerate(context.study.waves)}
    for row in context.treatment:
        arm, wave = row.text("arm"), row.text("first_wave")
        place = waves.get(wave, len(waves) + (arm == "unknown"))
        title = text("short.from_wave", wave=wave) if arm == "treated" else context.word("arm", arm)
        groups.setdefault((place, title), []).append(context.unit(row.text("unit")))
    items = tuple(
        (capital(title), "", line(FromData(text.listing(names))))
        for (_, title), names in sorted(groups.items())
    )
    return Details(text("short.who"), (Definitions(items),))


def _adjusted(context: EvaluationContext) -> tuple[Block, ...]:
    """Which p are adjusted for how many questions."""
    text, primary, others = context.text, context.primary, _others(context)
    note = spaced(
        text.line("short.primary_note") if primary and others else None,
        text.line("short.adjusted_note", others) if others else None,
    )
    return (Paragraph(note, "more"),) if note else ()


def _others(context: EvaluationContext) -> int:
    """Effects whose p is adjusted: all that were computed but the primary one."""
    return sum(asked.has_effect and asked is not context.primary for asked in context.asked)


def _table(context: EvaluationContext) -> Table:
    text, others = context.text, _others(context)
    level = context.level(context.asked[0].effect.level) if context.asked else ""
    return Table(
        "effects-table",
        text("short.caption"),
        (
            Column(text("short.indicator")),
            Column(text("short.effect"), "number"),
            Column(text("short.limits", level=level), "number"),
            Column(text("short.p"), "number"),
            Column(text("short.smallest"), "number"),
            *((Column(text("short.adjusted"), "number"),) if others else ()),
        ),
        tuple(_row(context, asked, adjusted=others > 0) for asked in context.asked),
        stack=True,
    )


def _row(context: EvaluationContext, asked: Asked, *, adjusted: bool) -> tuple[Cell, ...]:
    text, amounts, row = context.text, context.amounts(asked), asked.overview
    effect = amounts.effect(asked.effect.estimate) if asked.has_effect else text("short.refused")
    return (
        cell(asked.question, line(FromData(asked.id))),
        cell(effect),
        cell(amounts.effects(row.real("low"), row.real("high"))),
        cell(text.probability(row.real("p"))),
        cell(text.probability(row.real("smallest_p"))),
        *((cell(text.probability(row.real("holm"))),) if adjusted else ()),
    )
