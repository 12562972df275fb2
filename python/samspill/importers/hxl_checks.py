"""What is doubtful about an HXL sheet as a whole: its hashtag row, its columns, the shape of its rows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from samspill.importers.cells import clean, has_foreign_space, words
from samspill.importers.hxl_tags import find_bare_tag_row
from samspill.importers.tables import FindingLog, Rule, Where

if TYPE_CHECKING:
    from samspill.importers.hxl_layout import Column, Layout
    from samspill.importers.sheet import Sheet

_WOMEN = words("women woman female females girls mujeres mujer niñas femmes filles kvinner kvinder kvinnor")
_MEN = words("men man male males boys hombres hombre niños hommes garçons menn mænd män")

_NO_TAGS = Rule(
    "error",
    "missing_hashtags",
    "none of the first 25 rows is a hashtag row",
    "put a row such as #org, #sector, #adm1, #targeted, #reached between the headers and the data",
)
_BARE_TAGS = Rule(
    "error",
    "missing_hashtags",
    "the row looks like a hashtag row but no cell of it begins with #",
    "begin each tag with #",
)
_REPAIRED = Rule(
    "warning", "hashtag_repaired", "the tag lacks its #; it is read as if it had one", "begin each tag with #"
)
_CONTRADICTION = Rule(
    "warning",
    "tag_contradicts_header",
    "the tag says one sex and the header the other; the tag counts",
    "correct the tag or the header",
)
_NO_ORGANISATIONS = Rule(
    "error", "missing_column", "no column says who acts", "tag the column of organisations with #org"
)
_NO_ROWS = Rule("warning", "empty_table", "no row of data can be used")
_TOO_LONG = Rule(
    "warning",
    "row_too_long",
    "the row has more cells than there are headers and tags; the cells beyond are left out",
)
_INVISIBLE = Rule(
    "info",
    "invisible_characters",
    "cells hold zero-width or non-breaking characters; these are read as nothing and as plain spaces",
)


def log_missing_tags(sheet: Sheet, log: FindingLog) -> None:
    """Says that a sheet has no hashtag row, and where one seems to have lost its number signs."""
    bare = find_bare_tag_row(sheet.rows)
    if bare is None:
        log.add(_NO_TAGS, Where(sheet.name))
    else:
        log.add(_BARE_TAGS, Where(sheet.name), bare + 1)


def log_about_tags(table: str, layout: Layout, log: FindingLog) -> None:
    """Tags that were repaired, stand over several columns or contradict their header."""
    row = layout.first_row
    for k in layout.repaired:
        log.add(_REPAIRED, Where(table, layout.columns[k].label), row)
    repeats = Counter(str(column.tag) for column in layout.columns if column.tag)
    measured = {column.label for m in (layout.need, layout.use) if m for column in m.columns}
    for tag, count in repeats.items():
        if count > 1 and tag not in measured and tag not in layout.unclear:
            log.add(_repeated(count), Where(table, tag), row)
    for column in layout.columns:
        if _contradicts(column):
            log.add(_CONTRADICTION, Where(table, column.label), row)


def log_about_rows(sheet: Sheet, layout: Layout, reports: int, log: FindingLog) -> None:
    """Missing and unused columns, rows that are too long, characters that nobody sees."""
    where = Where(sheet.name)
    if not reports:
        log.add(_NO_ROWS, where)
    if not layout.roles.keys() & {"org", "org_code", "impl", "prog"}:
        log.add(_NO_ORGANISATIONS, Where(sheet.name, "#org"))
    if layout.unused:
        names = ", ".join(column.label for column in layout.unused)
        log.add(
            Rule("info", "unknown_column", f"these columns are not used: {names}"), where, layout.first_row
        )
    data = list(enumerate(sheet.rows, start=1))[layout.first_row :]
    log.add_rows(_TOO_LONG, (row for row, cells in data if any(map(clean, cells[layout.width :]))), where)
    log.add_rows(_INVISIBLE, (row for row, cells in data if any(map(has_foreign_space, cells))), where)


def _repeated(count: int) -> Rule:
    return Rule(
        "warning",
        "duplicate_column",
        f"the tag stands over {count} columns; the first of them is used",
        "give each column its own attributes",
    )


def _contradicts(column: Column) -> bool:
    headers = set(column.header.casefold().split())
    attributes = column.tag.attributes if column.tag else frozenset()
    women, men = attributes & {"f", "female"}, attributes & {"m", "male"}
    return bool((women and headers & _MEN) or (men and headers & _WOMEN))
