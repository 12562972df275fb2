"""From results to a document: chooses what is said and in which order."""

from __future__ import annotations

from datetime import date

from samspill.report.context import Context
from samspill.report.document import Document
from samspill.report.text import FromData, Line, line
from samspill.report.view_coverage import coverage_section
from samspill.report.view_definitions import definitions_section, fingerprint, limits_section
from samspill.report.view_duplication import duplication_section
from samspill.report.view_findings import findings_section
from samspill.report.view_network import network_section, small_groups
from samspill.report.view_overview import overview_section
from samspill.report.view_repairs import repairs_section
from samspill.report.view_representation import representation_section
from samspill.report.view_say import say_section


def build(context: Context, generated: date | None) -> Document:
    """The report as a document."""
    text, network = context.text, context.network
    title = line(FromData(network.title)) if network.title else text.line("report.untitled")
    return Document(
        lang=text.lang,
        title=title,
        kicker=text("report.kicker"),
        subtitle=text("report.subtitle"),
        notes=_notes(context, generated),
        contents=text("report.contents"),
        sections=(
            overview_section(context),
            coverage_section(context),
            *((repairs_section(context),) if context.coverage else ()),
            duplication_section(context),
            representation_section(context),
            say_section(context),
            network_section(context),
            findings_section(context),
            definitions_section(context),
            limits_section(context),
        ),
        footer=(text.line("report.footer", fingerprint=fingerprint(network.fingerprint)),),
    )


def _notes(context: Context, generated: date | None) -> tuple[Line, ...]:
    """The lines under the title: what was read, when, and who may see it."""
    text = context.text
    counts = [
        context.count(table, len(context.rows(table)))
        for table in ("actors", "activities", "needs", "forums")
    ]
    notes = [text.sentence("report.read", counts=text.listing(counts))]
    if generated is not None:
        notes.append(text.sentence("report.generated", day=text.day(generated)))
    small = small_groups(context)
    if small:
        notes.append(text.sentence("report.small_groups", n=small))
    return tuple(notes)
