"""On which day the seats of forums were counted, in words."""

from __future__ import annotations

from datetime import date

from samspill.report.context import Context
from samspill.report.document import Paragraph
from samspill.report.protocols import Provenance


def seat_day(context: Context, source: Provenance) -> tuple[Paragraph, ...]:
    """The day whose seats count, or that all seats do; nothing where a result does not say."""
    options = source.options
    if "as_of.day" in options:
        day = _in_words(context, str(options["as_of.day"]))
        return (Paragraph(context.text.line("seat_day.day", day=day), "aside"),)
    if "as_of" in options:
        return (Paragraph(context.text.line("seat_day.all"), "aside"),)
    return ()


def _in_words(context: Context, day: str) -> str:
    """As it stands where the year is beyond those that Python has."""
    try:
        return context.text.day(date.fromisoformat(day))
    except ValueError:
        return day
