"""Where the numbers come from, and what they do not say: the last chapters."""

from __future__ import annotations

from collections.abc import Mapping

from samspill.report.context import Context, cell
from samspill.report.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Definitions,
    Paragraph,
    Section,
    Subsection,
    Table,
)
from samspill.report.protocols import Provenance
from samspill.report.text import FromData, Line, line

#: Definitions by analysis: name in the catalogue, method.
_DEFINED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "coverage": (
        ("people", ""),
        ("fits", "M2.10"),
        ("covered", "M4.1"),
        ("gap", "M4.1"),
        ("cascade", "M4.3"),
        ("tanahashi", ""),
        ("obstacle", ""),
        ("statutory", ""),
        ("unknown_capacity", "M4.1"),
        ("known", "M4.2"),
        ("theme_month", "M2.10"),
        ("unused", "M4.1"),
        ("share_gap", "M4.1"),
        ("theil", "M1.4"),
        ("backup", "M4.5"),
    ),
    "repairs": (("repair", "M4.4"), ("effort", ""), ("choice", "M4.4")),
    "duplication": (("duplicate", "M2.10"), ("cluster", ""), ("verdict", "M2.10"), ("likeness", "")),
    "scope": (("scope", ""),),
    "organisations": (("same_organisation", ""),),
    "sharing": (("sharing", "M2.10"),),
    "redundancy": (("redundant", "M4.5"), ("together", "M4.5")),
    "representation": (
        ("seats", ""),
        ("parity", "M1.1"),
        ("min_max", "M1.1"),
        ("expected", "M1.2"),
        ("baseline", "M1.2"),
        ("distance", "M1.2"),
        ("diversity", "M1.3"),
        ("exact", "M1.6"),
    ),
    "rules": (("rule", "M1.12"), ("evidence", "M1.12")),
    "attendance": (("came", "M1.9"), ("erosion", "M1.9"), ("speaking", "M1.9")),
    "drop_off": (("drop_off", "M1.10"), ("stay_curve", "M1.10"), ("stay_test", "M1.10")),
    "voting": (("power", "M1.7"), ("as_one", "M1.8")),
    "asymmetry": (("asymmetry", "M1.11"),),
    "balance": (("group_parity", "M1.1"),),
    "crossing": (("crossing", "M1.5"),),
    "perception": (("agreement", "M3.9"), ("sides_gap", "M3.9"), ("suppressed", "")),
}
_NOT_SHOWN = ("quality", "attendance", "once", "time", "outside", "cause", "say", "small")


def definitions_section(context: Context) -> Section:
    """Each number's definition, and the version, options and data behind each result."""
    text = context.text
    sources = {
        name: result.provenance
        for name, result in (
            ("coverage", context.coverage),
            ("repairs", context.repairs),
            ("duplication", context.duplication),
            ("scope", context.scope if context.duplication else None),
            ("sharing", context.sharing if context.duplication else None),
            ("redundancy", context.criticality if context.duplication else None),
            ("representation", context.representation),
            ("organisations", context.organisations),
            ("rules", context.say.rules),
            ("attendance", context.say.attendance),
            ("drop_off", context.say.drop_off),
            ("voting", context.say.voting),
            ("asymmetry", context.say.asymmetry),
            ("balance", context.say.balance),
            ("crossing", context.say.crossing),
            ("perception", context.say.perception),
        )
        if result is not None
    }
    blocks: tuple[Block, ...] = (Paragraph(text.line("definitions.intro"), "aside"),)
    for analysis in sources:
        items = tuple(
            (text(f"define.{name}.term"), method, text.line(f"define.{name}.text"))
            for name, method in _DEFINED[analysis]
        )
        title = text(f"{analysis}.title")
        blocks += (Subsection(f"definitions-{analysis}", title, (Definitions(items),)),)
    blocks += (_provenance(context, sources),)
    return Section("definitions", text("definitions.title"), blocks)


def _provenance(context: Context, sources: Mapping[str, Provenance]) -> Block:
    text = context.text
    if not sources:
        return Paragraph(text.line("provenance.none"))
    table = Table(
        "provenance-table",
        text("provenance.caption"),
        (
            Column(text("provenance.analysis")),
            Column(text("provenance.version")),
            Column(text("provenance.fingerprint")),
            Column(text("provenance.options")),
        ),
        tuple(
            (
                cell(text(f"{analysis}.title"), line(FromData(source.analysis))),
                cell(f"Samspill {source.version}"),
                cell(fingerprint(source.network_fingerprint)),
                Cell(tuple(_option(context, name, value) for name, value in source.options.items())),
            )
            for analysis, source in sources.items()
        ),
        stack=True,
    )
    intro = Paragraph(text.line("provenance.intro"))
    return Subsection("provenance", text("provenance.title"), (intro, table))


def fingerprint(value: int | str) -> str:
    """A fingerprint as 16 hexadecimal digits; a text stays as it is."""
    return value if isinstance(value, str) else f"{value:016x}"


def _option(context: Context, name: str, value: object) -> Line:
    """An option in words where the catalogue knows it, always with its name and value."""
    text = context.text
    shown = f"{name} = {_plain(value)}"
    key = f"option.{name}"
    if f"{key}.{_plain(value)}" in text:
        return (*text.line(f"{key}.{_plain(value)}"), *line(f" ({shown})"))
    return (*text.line(key), *line(f" ({shown})")) if key in text else line(FromData(shown))


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def limits_section(context: Context) -> Section:
    """What a reader must not take from the report."""
    text = context.text
    lines = tuple(text.line(f"limits.{name}") for name in _NOT_SHOWN)
    return Section("limits", text("limits.title"), (Bullets(lines),))
