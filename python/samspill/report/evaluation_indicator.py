"""One page for each indicator: question, waves, comparison, effect, target, and what it does not show."""

from __future__ import annotations

from samspill.report.context import bullets
from samspill.report.document import Block, Bullets, Definitions, Paragraph, Section, Subsection
from samspill.report.evaluation_context import SHARE, Asked, EvaluationContext, spaced
from samspill.report.evaluation_effect import comparison, effect_part, warnings_part
from samspill.report.evaluation_waves import waves_part
from samspill.report.records import Row, rows_of
from samspill.report.rule_words import because
from samspill.report.text import FromData, Line, capital, line


def indicators_section(context: EvaluationContext) -> Section:
    """The chapter."""
    text = context.text
    pages = tuple(_page(context, asked) for asked in context.asked)
    return Section("indicators", text("each.title"), (Paragraph(text.line("each.intro"), "aside"), *pages))


def _page(context: EvaluationContext, asked: Asked) -> Subsection:
    blocks: tuple[Block, ...] = (
        Definitions(_facts(context, asked)),
        waves_part(context, asked),
        *((comparison(context, asked),) if asked.has_effect else ()),
        effect_part(context, asked),
        *_target(context, asked),
        *warnings_part(context, asked),
        _not_shown(context, asked),
    )
    return Subsection(asked.target, asked.question, blocks, page=True)


def _facts(context: EvaluationContext, asked: Asked) -> tuple[tuple[str, str, Line], ...]:
    text, row = context.text, asked.about
    facts: list[tuple[str, str, Line]] = [
        (text("fact.indicator"), row.text("method"), line(FromData(asked.id))),
        (text("fact.unit"), "", line(_counted(context, asked))),
    ]
    facts += [
        (text(f"fact.{column}"), "", line(capital(context.word(column, row.text(column)))))
        for column in ("direction", "level", "group")
        if row.text(column)
    ]
    target = _from_to(context, asked)
    if target:
        facts.append((text("fact.target"), "", target))
    if row.text("source"):
        facts.append((text("fact.source"), "", line(FromData(row.text("source")))))
    return tuple(facts)


def _counted(context: EvaluationContext, asked: Asked) -> str:
    """The unit, and what it is divided by."""
    unit, denominator = context.amounts(asked).unit_in_words, asked.about.text("divided_by")
    if not denominator:
        return capital(unit)
    key = "fact.unit_of" if asked.about.text("unit") == SHARE else "fact.mean_over"
    return capital(context.text(key, unit=unit, denominator=context.word("denominator", denominator)))


def _from_to(context: EvaluationContext, asked: Asked) -> Line | None:
    baseline, target = asked.about.real("baseline"), asked.about.real("target")
    if target is None:
        return None
    amounts = context.amounts(asked)
    ends = {"baseline": amounts.value(baseline), "target": amounts.value(target)}
    return context.text.sentence("fact.from_to", None, **ends)


def _target(context: EvaluationContext, asked: Asked) -> tuple[Block, ...]:
    """How far on the way the municipalities of the pilot are at the last wave that was seen."""
    text = context.text
    if asked.about.real("target") is None:
        return ()
    rows = asked.arm("treated") or asked.arm("all")
    seen = [row for row in rows if row.real("attainment") is not None]
    said = _attained(context, asked, seen[-1]) if seen else _not_attained(context, rows)
    return (Subsection(f"{asked.target}-target", text("target.title"), (Paragraph(said),)),)


def _attained(context: EvaluationContext, asked: Asked, row: Row) -> Line:
    text, amounts = context.text, context.amounts(asked)
    milestone, gone = row.real("milestone"), row.amount("attainment")
    return spaced(
        text.line(
            "target.away" if round(gone, 2) < 0 else "target.reached",
            None,
            wave=row.text("wave"),
            share=_percent(context, abs(gone)),
            baseline=amounts.value(row.real("baseline")),
            target=amounts.value(row.real("target")),
        ),
        None if milestone is None else text.line("target.milestone", share=_percent(context, milestone)),
        _seen_only(context, row),
        text.line("target.no_cause"),
    )


def _seen_only(context: EvaluationContext, row: Row) -> Line | None:
    """How many count, where not all were seen."""
    text, seen = context.text, row.count("observed")
    units = seen + row.count("missing") + row.count("suppressed")
    if units == seen:
        return None
    return text.line("target.seen_only", seen=text.amount(seen), units=text.amount(units))


def _not_attained(context: EvaluationContext, rows: list[Row]) -> Line:
    reason = rows[-1].text("attainment_reason") if rows else ""
    return spaced(context.text.line("target.unknown"), (*because(context, reason), *line(".")))


def _percent(context: EvaluationContext, share: float) -> str:
    return context.text("format.percent", number=context.text.number(100 * share))


def _not_shown(context: EvaluationContext, asked: Asked) -> Subsection:
    text = context.text
    lines = [
        text.line("not.cause"),
        text.line("not.next_door"),
        text.line("not.persons"),
        text.line(f"not.{_caution(asked)}"),
        text.line("not.missing") if _is_incomplete(asked) else None,
    ]
    return Subsection(f"{asked.target}-not", text("not.title"), (Bullets(bullets(lines)),))


def _caution(asked: Asked) -> str:
    """What a reader is likeliest to take from the effect though it is not there."""
    if not asked.has_effect:
        return "refused"
    return "none" if _reaches_over_zero(asked) else "size"


def _reaches_over_zero(asked: Asked) -> bool:
    """True where limits do not exclude that there is no effect, and where there are no limits."""
    estimates = rows_of(asked.effect.estimates)
    low, high = (estimates[0].real(end) for end in ("low", "high")) if estimates else (None, None)
    return low is None or high is None or low <= 0 <= high


def _is_incomplete(asked: Asked) -> bool:
    return any(row.count("missing") + row.count("suppressed") > 0 for row in asked.rows)
