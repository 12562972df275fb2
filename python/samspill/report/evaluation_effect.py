"""The effect on one indicator: comparison, methods side by side, and what must stand beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samspill.report.context import bullets, cell
from samspill.report.document import Block, Bullets, Cell, Column, Paragraph, Subsection, Table
from samspill.report.evaluation_context import Amounts, Asked, EvaluationContext, spaced
from samspill.report.records import Row, rows_of
from samspill.report.rule_words import because
from samspill.report.text import NOTHING, Line, line

#: Designs that compare more than two waves.
_WAVE_BY_WAVE = frozenset({"staggered", "synthetic"})
#: Warnings whose number is a probability.
_PROBABILITIES = frozenset({"level_out_of_reach", "dependence", "earlier_trend"})


def comparison(context: EvaluationContext, asked: Asked) -> Subsection:
    """Who is compared with whom, and what they changed."""
    text, effect = context.text, asked.effect
    blocks: tuple[Block, ...] = (Paragraph(_design(context, asked)),)
    means = rows_of(effect.means)
    if means and effect.baseline and effect.follow_up and effect.design not in _WAVE_BY_WAVE:
        blocks += (_means(context, asked, means),)
    return Subsection(f"{asked.target}-comparison", text("comparison.title"), blocks)


def _design(context: EvaluationContext, asked: Asked) -> Line:
    text, effect = context.text, asked.effect
    return text.line(
        f"design.{effect.design}",
        None,
        baseline=effect.baseline or "",
        follow_up=effect.follow_up or "",
        treated=text("count.units", effect.treated),
        controls=text("count.units", effect.controls),
    )


def _means(context: EvaluationContext, asked: Asked, means: list[Row]) -> Table:
    text, amounts, effect = context.text, context.amounts(asked), asked.effect
    arms = dict.fromkeys(row.text("arm") for row in means)
    by_arm = {arm: {row.text("wave"): row for row in means if row.text("arm") == arm} for arm in arms}
    first, last = str(effect.baseline), str(effect.follow_up)
    rows = []
    for arm, waves in by_arm.items():
        before, after = (_mean(waves.get(wave)) for wave in (first, last))
        change = None if before is None or after is None else after - before
        units = max(row.count("units") for row in waves.values())
        rows.append(
            (
                cell(context.word("arm", arm)),
                cell(text.amount(units)),
                cell(amounts.value(before)),
                cell(amounts.value(after)),
                cell(amounts.effect(change, with_unit=False)),
            )
        )
    heads = (text("waves.arm"), text("comparison.units"), first, last, text("comparison.change"))
    columns = tuple(Column(head, "number" if place else "text") for place, head in enumerate(heads))
    return Table(f"{asked.target}-means", text("comparison.caption"), columns, tuple(rows), stack=True)


def _mean(row: Row | None) -> float | None:
    return None if row is None else row.real("mean")


def effect_part(context: EvaluationContext, asked: Asked) -> Subsection:
    """The effect by all methods, randomisation inference first, and how far it could lie."""
    text, effect = context.text, asked.effect
    blocks: tuple[Block, ...] = (Paragraph(sentence(context, asked), "lead"),)
    estimates = rows_of(effect.estimates)
    if estimates:
        blocks += (_methods(context, asked, estimates),)
    beside = bullets(_beside(context, asked))
    if beside and effect.status == "ok":
        blocks += (Bullets(beside),)
    title = text("effect.title") if estimates else text("short.effect")
    return Subsection(f"{asked.target}-effect", title, blocks)


def sentence(context: EvaluationContext, asked: Asked) -> Line:
    """The effect in words, with its limits and how sure it is; or why there is none."""
    text, effect, amounts = context.text, asked.effect, context.amounts(asked)
    if effect.estimate is None:
        return spaced(text.line("change.refused"), _reason(context, effect.reason))
    headline = rows_of(effect.estimates)[0]
    key = "change.alone" if effect.design == "before_after" else "change.more"
    low, high = headline.real("low"), headline.real("high")
    limits = None
    if low is not None and high is not None:
        limits = text.line(
            "change.limits", low=amounts.effect(low, with_unit=False), high=amounts.effect(high)
        )
    return spaced(text.line(key, effect=amounts.effect(effect.estimate)), limits, _p(context, headline))


def _p(context: EvaluationContext, headline: Row) -> Line | None:
    text, p = context.text, headline.real("p")
    if p is None:
        return None
    smallest = text.probability(headline.real("smallest_p"))
    return text.line("change.p", p=text.probability(p), smallest=smallest)


def _methods(context: EvaluationContext, asked: Asked, estimates: list[Row]) -> Table:
    text, amounts = context.text, context.amounts(asked)
    return Table(
        f"{asked.target}-methods",
        text("effect.caption"),
        (
            Column(text("effect.method")),
            Column(text("short.effect"), "number"),
            Column(text("short.limits", level=context.level(asked.effect.level)), "number"),
            Column(text("short.p"), "number"),
            Column(text("short.smallest"), "number"),
            Column(text("effect.arrangements"), "number"),
        ),
        tuple(_method(context, amounts, row) for row in estimates),
        stack=True,
    )


def _method(context: EvaluationContext, amounts: Amounts, row: Row) -> tuple[Cell, ...]:
    text = context.text
    notes: tuple[Line, ...] = (line(row.text("method_id")),)
    if row.text("status") != "ok":
        notes += (spaced(text.line("effect.not_made"), because(context, row.text("reason"))),)
    elif row.text("reason"):
        notes += (because(context, row.text("reason")),)
    limits_reason = row.text("limits_reason")
    return (
        Cell((line(context.word("method", row.text("method"))),), notes),
        cell(amounts.effect(row.real("estimate"), with_unit=False)),
        cell(
            amounts.effects(row.real("low"), row.real("high")),
            *((because(context, limits_reason),) if limits_reason and row.real("low") is None else ()),
        ),
        cell(text.probability(row.real("p"))),
        cell(text.probability(row.real("smallest_p"))),
        _arrangements(context, row),
    )


def _arrangements(context: EvaluationContext, row: Row) -> Cell:
    """How many there are, where that can be counted, and how many of them were drawn."""
    text, count, drawn = context.text, row.integer("arrangements"), row.count("replicates")
    shown = NOTHING if count is None else text.amount(count)
    if row.flag("exact"):
        return cell(shown, text.line("effect.all_counted"))
    return cell(shown, text.line("effect.drawn", n=drawn)) if drawn else cell(shown)


def _beside(context: EvaluationContext, asked: Asked) -> list[Line | None]:
    """How far the effect could lie, and what would have shown."""
    text, effect, amounts = context.text, asked.effect, context.amounts(asked)
    detectable = effect.detectable
    return [
        _bounds(context, amounts, effect.bounds),
        _sensitivity(context, amounts, effect.sensitivity),
        _neighbourhoods(context, amounts, effect.sensitivity),
        _without_neighbours(context, amounts, effect.sensitivity),
        _earlier(context, amounts, effect.earlier),
        None if detectable is None else text.line("effect.detectable", effect=amounts.size(detectable)),
    ]


def _bounds(context: EvaluationContext, amounts: Amounts, bounds: Mapping[str, Any]) -> Line | None:
    text, low, high = context.text, bounds.get("low"), bounds.get("high")
    if low is None or high is None:
        reason = str(bounds.get("reason") or "")
        return spaced(text.line("effect.no_bounds"), _reason(context, reason)) if reason else None
    if low == high:  # nothing is missing
        return None
    ends = {"low": amounts.effect(low, with_unit=False), "high": amounts.effect(high)}
    return text.line("effect.bounds", None, **ends)


def _sensitivity(context: EvaluationContext, amounts: Amounts, found: Mapping[str, Any]) -> Line | None:
    text, least, greatest = context.text, found.get("least"), found.get("greatest")
    if least is None or greatest is None:
        return None
    ends = {"low": amounts.effect(least, with_unit=False), "high": amounts.effect(greatest)}
    unit = found.get("most_influential")
    named = text.line("effect.leave_out_unit", unit=context.unit(str(unit))) if unit else None
    return spaced(text.line("effect.leave_out", None, **ends), named)


def _neighbourhoods(context: EvaluationContext, amounts: Amounts, found: Mapping[str, Any]) -> Line | None:
    least, greatest = found.get("neighbourhood_least"), found.get("neighbourhood_greatest")
    if least is None or greatest is None:
        return None
    ends = {"low": amounts.effect(least, with_unit=False), "high": amounts.effect(greatest)}
    return context.text.line("effect.leave_out_neighbours", None, **ends)


def _without_neighbours(
    context: EvaluationContext, amounts: Amounts, found: Mapping[str, Any]
) -> Line | None:
    value = found.get("without_treated_neighbours")
    return (
        None
        if value is None
        else context.text.line("effect.without_neighbours", effect=amounts.effect(value))
    )


def _earlier(context: EvaluationContext, amounts: Amounts, earlier: Mapping[str, Any] | None) -> Line | None:
    if earlier is None or earlier.get("estimate") is None:
        return None
    p = context.text.probability(earlier.get("p"))
    return context.text.line("effect.earlier", effect=amounts.effect(earlier["estimate"]), p=p)


def warnings_part(context: EvaluationContext, asked: Asked) -> tuple[Block, ...]:
    """What must stand beside the effect; nothing where nothing must."""
    lines = tuple(_warning(context, row) for row in rows_of(asked.effect.warnings))
    if not lines:
        return ()
    return (Subsection(f"{asked.target}-warnings", context.text("warnings.title"), (Bullets(lines),)),)


def _warning(context: EvaluationContext, row: Row) -> Line:
    text, code = context.text, row.text("code")
    key = f"warning.{code}"
    if key not in text:
        return line(row.text("text"), "en")
    if code in _PROBABILITIES:
        return text.line(key, value=text.probability(row.real("value")))
    return text.line(key, row.integer("count")) if row.integer("count") is not None else text.line(key)


def _reason(context: EvaluationContext, reason: str) -> Line:
    return (*because(context, reason), *line("."))
