"""What a report of an HXL sheet is about: theme, people counted, indicator, activity."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from samspill.importers.tables import Rule, Where
from samspill.importers.vocabulary import people_counted, sector_of_relief, unit_counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samspill.importers.hxl_layout import Layout
    from samspill.importers.hxl_reports import Report
    from samspill.importers.tables import FindingLog

_THEME_ROLES = ("sector", "sector_code", "activity", "indicator")

_NO_THEMES = Rule(
    "warning",
    "missing_column",
    "no column says what is done (#sector, #activity, #indicator); needs and activities are left out",
    "tag the column of sectors with #sector",
)
_NO_THEME = Rule(
    "warning",
    "missing_value",
    "no sector or activity is stated; need and activity are left out",
    "fill in the cell",
)
_UNRECOGNISED = Rule(
    "info",
    "unrecognised_label",
    "a sector label that no synonym list knows occurs here first; it is kept as written, so that two names of"
    " one sector count as two",
    "use one name for one sector",
)


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """The subject of a report. ``indicator`` and ``activity`` are codes where there are codes, else texts.

    Needs are met within one theme and target group. The group is the people whom the indicator counts, such
    as "children receiving nutritional support": a place in one kind of support never covers another.
    """

    theme: str
    group: str
    indicator: str
    activity: str


class Subjects:
    """The subjects of all reports of a sheet, with sector labels brought to their common names."""

    def __init__(self, layout: Layout, reports: Iterable[Report], log: FindingLog, table: str) -> None:
        self._theme_role = next((role for role in _THEME_ROLES if role in layout.roles), None)
        self.unrecognised: dict[str, int] = {}
        self._without_theme: list[int] = []
        self._codes: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._common_name = cache(sector_of_relief)
        self._counted = cache(_counted)
        found = list(reports)
        self._themes = {report.row: self._theme(report) for report in found}
        for report in found:
            self._codes[self._themes[report.row], self._group(report)].update(
                {report.text("indicator_code")} - {""}
            )
        self._log(layout, log, table)

    def of(self, report: Report) -> Subject | None:
        """The subject of a report; ``None`` when it names no theme."""
        theme, group = self._themes[report.row], self._group(report)
        if not theme:
            return None
        code = report.text("indicator_code")
        if len(self._codes[theme, group]) > 1 and code and group:
            group = f"{group} ({code})"
        activity = report.text("activity_code") or report.text("activity")
        return Subject(theme, group, code or report.text("indicator"), activity)

    def _theme(self, report: Report) -> str:
        label = report.text(self._theme_role) if self._theme_role else ""
        if not label:
            self._without_theme.append(report.row)
            return ""
        known = self._common_name(label)
        if known is None and self._theme_role in ("sector", "sector_code"):
            self.unrecognised[label] = min(report.row, self.unrecognised.get(label, report.row))
        subsector = report.text("subsector")
        return f"{known or label}: {subsector}" if subsector else known or label

    def _group(self, report: Report) -> str:
        counted = self._counted(report.text("indicator"))
        return ": ".join(part for part in (report.text("group"), counted) if part)

    def _log(self, layout: Layout, log: FindingLog, table: str) -> None:
        if self._theme_role is None:
            log.add(_NO_THEMES, Where(table, "#sector"))
            return
        where = Where(table, layout.roles[self._theme_role].label)
        log.add_rows(_NO_THEME, self._without_theme, where)
        log.add_rows(_UNRECOGNISED, self.unrecognised.values(), where)


def _counted(indicator: str) -> str:
    """The people whom an indicator counts, "" when it counts something else."""
    return people_counted(indicator) if unit_counted(indicator) == "people" else ""
