"""What ``samspill evaluate`` prints: effects of a pilot by methods side by side, or its report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from samspill.cli_output import Output, count_text, counts_text, cut, findings_lines, result_json, table_text
from samspill.display import plain_number, visible
from samspill.study import Study

if TYPE_CHECKING:
    import argparse

    from samspill.effects import Effects

_NUMBERS = ("estimate", "low", "high", "p", "smallest_p")


def evaluation_output(study: Study, parsed: argparse.Namespace, *, colour: bool) -> Output:
    """The effects; the report where the file to write is an HTML page."""
    effects = study.effects(
        parsed.indicator or (),
        design=parsed.design,
        baseline=parsed.baseline,
        follow_up=parsed.follow_up,
        comparison=parsed.comparison,
        adjust_for=parsed.adjust_for or (),
        weighted=parsed.weighted,
        replicates=parsed.replicates,
        max_arrangements=parsed.max_arrangements,
        seed=parsed.seed,
        level=parsed.level,
        few_clusters=parsed.few_clusters,
        few_in_arm=parsed.few_in_arm,
    )
    tables = {
        "effects": effects.table_in(parsed.lang),
        "effects_estimates": effects.estimates,
        "indicators": study.indicators(lang=parsed.lang),
        "observations": study.observations(),
    }
    more: dict[str, object] = {
        "warnings": {effect.indicator: effect.warnings.rows() for effect in effects},
        "bounds": {effect.indicator: dict(effect.bounds) for effect in effects},
    }
    page = _page(study, effects, parsed.lang) if _is_page(parsed.output) and not parsed.json else None
    return Output(
        lambda: _text(study, effects, limit=parsed.rows, colour=colour) if page is None else page,
        lambda: result_json(study, effects.provenance, more, tables),
        tables,
    )


def _is_page(output: str) -> bool:
    return output.lower().endswith((".html", ".htm"))


def _page(study: Study, effects: Effects, lang: str) -> str:
    from samspill.report.evaluation import render_study  # noqa: PLC0415 - only needed here

    return render_study(study, effects, lang=lang)


def _text(study: Study, effects: Effects, *, limit: int, colour: bool) -> str:
    size = f"{len(study.units)} units, {len(study.waves)} waves, {len(study.indicator_ids)} indicators"
    overview = [_effect_row(row) for row in effects.table.rows()]
    methods = [_method_row(row) for row in effects.estimates.rows()]
    beside = [
        [effect.indicator, *(plain_number(row[name]) or "-" for name in ("count", "value")), row["text"]]
        for effect in effects
        for row in effect.warnings.rows()
    ]
    return "\n".join([
        visible(f"{study.title or 'Study of a pilot'}: {size}"),
        "",
        f"Effects; p by Holm for so many questions but the primary one ({count_text(overview, limit)}):",
        table_text(
            "indicator design >treated >controls >effect >low >high >p >smallest_p >holm unit",
            cut(overview, limit),
        ),
        "",
        f"Methods side by side ({count_text(methods, limit)}):",
        table_text(
            "indicator method >effect >low >high >p >smallest_p >arrangements status", cut(methods, limit)
        ),
        "",
        f"What must stand beside them ({count_text(beside, limit)}):",
        table_text("indicator >count >value what", cut(beside, limit)),
        "",
        counts_text(study.findings),
        *findings_lines(study.findings, colour=colour),
        "",
    ])  # fmt: skip


def _effect_row(row: dict[str, Any]) -> list[str]:
    unit = row["unit"] or ""
    return [
        row["indicator"],
        row["design"],
        str(row["treated"]),
        str(row["controls"]),
        *(plain_number(row[name]) or "-" for name in (*_NUMBERS, "holm")),
        unit if row["status"] == "ok" else f"{unit}: {row['reason']}",
    ]


def _method_row(row: dict[str, Any]) -> list[str]:
    return [
        row["indicator"],
        row["method"],
        *(plain_number(row[name]) or "-" for name in (*_NUMBERS, "arrangements")),
        row["reason"] or row["status"],
    ]
