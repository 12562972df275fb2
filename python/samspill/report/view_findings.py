"""What is doubtful in the data: the chapter on findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields

from samspill.report.context import LISTED, SHOWN, Context, Speaking, cell, shortened
from samspill.report.document import Block, Cell, Column, Paragraph, Section, Subsection, Table
from samspill.report.protocols import Table as Findings
from samspill.report.records import rows_of
from samspill.report.text import FromData, Line, line
from samspill.report.view_organisations import organisations

SEVERITIES = ("error", "warning", "info")

_ROWS_NAMED = 6


@dataclass(frozen=True, order=True)
class Kind:
    """What a finding says, apart from the row it says it of."""

    table: str
    column: str
    severity: str
    code: str
    file: str
    message: str
    hint: str


#: A kind of finding and the rows it was made of; row 0 is the whole table.
Group = tuple[Kind, tuple[int, ...]]


def groups_of(findings: Findings) -> list[Group]:
    """Findings grouped by what they say, the most frequent first."""
    rows: dict[Kind, list[int]] = defaultdict(list)
    for finding in rows_of(findings):
        kind = Kind(*(finding.text(field.name) for field in fields(Kind)))
        rows[kind].append(finding.count("row"))
    groups = [(kind, tuple(sorted(found))) for kind, found in rows.items()]
    return sorted(groups, key=lambda group: (-len(group[1]), group[0]))


def severities_of(findings: Findings) -> Counter[str]:
    """Number of findings by severity."""
    return Counter(row.text("severity") for row in rows_of(findings))


def findings_section(context: Context) -> Section:
    """The chapter; it is there when nothing was found, too."""
    blocks = findings_blocks(context, context.network.findings)
    return Section("findings", context.text("findings.title"), (*blocks, *organisations(context)))


def findings_blocks(context: Speaking, findings: Findings) -> tuple[Block, ...]:
    """What was found about data, by severity."""
    text = context.text
    groups = groups_of(findings)
    blocks: tuple[Block, ...] = (Paragraph(text.line("findings.none"), "lead"),)
    if groups:
        blocks = (Paragraph(lead(context, findings), "lead"), Paragraph(text.line("findings.intro"), "aside"))
    for severity in SEVERITIES:
        blocks += _severity(context, severity, [group for group in groups if group[0].severity == severity])
    return blocks


def lead(context: Speaking, findings: Findings) -> Line:
    """How many findings of each severity."""
    text, found = context.text, severities_of(findings)
    parts = [text(f"count.{severity}", found[severity]) for severity in SEVERITIES if found[severity]]
    return text.sentence("findings.lead", counts=text.listing(parts))


def _severity(context: Speaking, severity: str, groups: Sequence[Group]) -> tuple[Block, ...]:
    if not groups:
        return ()
    text = context.text
    table = Table(
        f"findings-{severity}-table",
        text(f"findings.{severity}.caption"),
        (
            Column(text("findings.where")),
            Column(text("findings.what")),
            Column(text("findings.rows")),
        ),
        tuple(_row(context, group) for group in groups[:LISTED]),
        stack=True,
    )
    rest = text("findings.more", n=max(len(groups) - SHOWN, 0))
    title = text(f"findings.{severity}.title")
    return (Subsection(f"findings-{severity}", title, shortened(context, table, len(groups), rest)),)


def _row(context: Speaking, group: Group) -> tuple[Cell, ...]:
    kind, rows = group
    where = " · ".join(part for part in (kind.file or kind.table, kind.column) if part)
    hint = (line(kind.hint, "en"),) if kind.hint else ()
    return (
        cell(FromData(where), line(FromData(kind.code))),
        Cell((line(kind.message, "en"),), hint),
        cell(_rows_in_words(context, rows)),
    )


def _rows_in_words(context: Speaking, rows: Sequence[int]) -> str:
    text = context.text
    numbers = [str(row) for row in rows if row > 0]
    if not numbers:
        return text("findings.whole_table")
    if len(numbers) <= _ROWS_NAMED:
        return ", ".join(numbers)
    return text("findings.some_rows", rows=", ".join(numbers[:_ROWS_NAMED]), n=len(numbers) - _ROWS_NAMED)
