"""Reads HXL-tagged 3W and 4W sheets: who does what, where, when, for how many, and for how many it is meant.

``#inneed``, ``#targeted`` or a column headed AnnualTarget or Target becomes needs; ``#reached`` or a column
headed Achieved becomes the capacity of activities, for what was used was there. Sheets without them give
activities of unknown capacity.
"""

from __future__ import annotations

from pathlib import Path

from samspill.importers.hxl_checks import log_about_rows, log_about_tags, log_missing_tags
from samspill.importers.hxl_layout import read_layout
from samspill.importers.hxl_mapping import Mapping
from samspill.importers.hxl_reports import read_reports
from samspill.importers.hxl_tags import find_tag_row
from samspill.importers.sheet import Sheet, read_sheets
from samspill.importers.tables import FindingLog, ImportedStudy, Rule, Where, without_empty

_NO_SUCH_SHEET = Rule("error", "missing_table", "the file has no sheet or key of the name asked for")
_NOT_READ = Rule(
    "info",
    "sheet_not_used",
    "the file holds several tagged tables; this one is not read",
    "name the sheet or key to read",
)


def read_hxl(path: str | Path, *, sheet: str | None = None) -> ImportedStudy:
    """The study in an HXL file (CSV, TSV, XLSX, JSON).

    Args:
        path: the file
        sheet: the worksheet or JSON key to read; without it, the first one that has a hashtag row

    Returns:
        Findings and those of the tables ``areas, actors, needs, activities, ties`` that have rows.

    Raises:
        MissingExtraError: it is an XLSX file and the extra ``excel`` is not installed.

    O(cells log cells) time, O(cells) memory.
    """
    location = Path(path)
    log = FindingLog(location.name)
    chosen = _choose(read_sheets(location, log), sheet, log)
    tag_row = find_tag_row(chosen.rows) if chosen else None
    if chosen is None or tag_row is None:
        if chosen:
            log_missing_tags(chosen, log)
        return ImportedStudy({}, log.findings(), location.stem)
    layout = read_layout(chosen, tag_row, log)
    log_about_tags(chosen.name, layout, log)
    reports = read_reports(chosen, layout, log)
    log_about_rows(chosen, layout, len(reports), log)
    mapping = Mapping(layout, reports, log, chosen.name)
    areas, area_rows = mapping.places.table()
    actors, actor_rows = mapping.organisations.table()
    tables = {
        "areas": areas,
        "actors": actors,
        "needs": mapping.needs,
        "activities": mapping.activities,
        "ties": mapping.ties,
    }
    return ImportedStudy(
        tables=without_empty(tables),
        findings=log.findings(),
        title=location.stem,
        month_labels=mapping.axis.labels(),
        source_rows={
            "areas": area_rows,
            "actors": actor_rows,
            "needs": mapping.need_rows,
            "activities": mapping.activity_rows,
        },
        unrecognised_labels={"sector": sorted(mapping.subjects.unrecognised)},
    )


def _choose(sheets: list[Sheet], name: str | None, log: FindingLog) -> Sheet | None:
    """The sheet to read; other sheets with a hashtag row are reported as not read."""
    if name is not None:
        named = next((sheet for sheet in sheets if sheet.name == name), None)
        if sheets and named is None:
            log.add(_NO_SUCH_SHEET)
        return named
    tagged = [sheet for sheet in sheets if find_tag_row(sheet.rows)]
    for other in tagged[1:]:
        log.add(_NOT_READ, Where(other.name))
    return tagged[0] if tagged else next(iter(sheets), None)
