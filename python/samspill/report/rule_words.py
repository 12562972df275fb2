"""Rules of forums in words: what was found, what was asked for, and why something cannot be told."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.report.context import Context, Speaking
from samspill.report.records import Row
from samspill.report.text import FromData, Line, line

_SHARES = frozenset(
    {
        "coordinators_placed",
        "leading_sectors",
        "civil_society_share",
        "meeting_overlap",
        "agenda_relevance",
        "meeting_ratio",
    }
)
_TRUTHS = frozenset({"mandate_stated", "end_stated", "users_involved"})
_COUNTED_IN = {"terms_age": "months", "terms_stated": "parts"}

#: Rows of evidence that are named; there may be as many as a forum has seats or meetings.
_EVIDENCE_NAMED = 4


def amount(context: Context, fact: str, value: float) -> str:
    """A value of a fact in words, such as ``75 %``, ``yes`` or ``13 months``."""
    text = context.text
    if fact in _SHARES:
        return text.percent(value)
    if fact in _TRUTHS:
        return text("rules.yes" if value > 0 else "rules.no")
    if fact == "coordinator_hours_per_actor":
        return text("rules.hours", hours=text.number(value, 2))
    if fact in _COUNTED_IN:
        return text(f"rules.{_COUNTED_IN[fact]}", value)
    return text.measure(value) if fact == "parity" else text.amount(value)


def found(context: Context, rule: Row) -> Line:
    """What was found, or why nobody can tell."""
    value = rule.real("value")
    if value is None:
        return because(context, rule.text("reason"))
    return line(amount(context, rule.text("fact"), value))


def asked(context: Context, rule: Row) -> tuple[Line, ...]:
    """The bounds of the rule; none where the question says it all."""
    text, fact = context.text, rule.text("fact")
    bound, weaker = rule.real("pass"), rule.real("warn")
    if fact in _TRUTHS or bound is None:
        return ()
    lines = [text.line(f"rules.{rule.text('comparison')}", bound=amount(context, fact, bound))]
    if weaker is not None:
        lines.append(text.line("rules.nearly", bound=amount(context, fact, weaker)))
    return tuple(lines)


def evidence(context: Context, rule: Row) -> tuple[Line, ...]:
    """The first rows that the value rests on, by ids and pseudonyms."""
    rows = rule.texts("evidence")
    if not rows:
        return ()
    named = FromData(_joined(rows[:_EVIDENCE_NAMED]))
    if len(rows) > _EVIDENCE_NAMED:
        more = len(rows) - _EVIDENCE_NAMED
        return (context.text.line("rules.evidence_more", more, rows=named),)
    return (context.text.line("rules.evidence", rows=named),)


def _joined(rows: Sequence[str]) -> str:
    """Rows of one table behind its name once: ``seats: mun / p1; red / p2``."""
    named, before = [], ""
    for row in rows:
        table, _, ids = row.partition(": ")
        named.append(ids if table == before else row)
        before = table
    return "; ".join(named)


def because(context: Speaking, reason: str) -> Line:
    """A reason of the analyses in the language of the report; in English where the catalogue lacks it."""
    key = "reason." + "_".join("".join(c if c.isalnum() else " " for c in reason.lower()).split())
    return context.text.line(key) if key in context.text else line(reason, "en")


def addressees(context: Context, rule: Row) -> str:
    """Whom the advice is for."""
    return context.text.listing(context.text(f"addressee.{name}") for name in rule.texts("addressees"))
