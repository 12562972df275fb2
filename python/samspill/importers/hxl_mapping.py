"""Reports of an HXL sheet as needs, activities and ties.

The rules, all of which keep anybody from being counted twice:

* A target repeats in every report of the same project, indicator and place: it is one need. Where the
  repeats differ, the largest stands. A target without a project is the organisation's own; people in need
  (``#inneed``) are nobody's.
* Reports of the same activity in several months are one activity. Its use is the largest single report,
  unless the sheet declares the figures accumulative: then they are different people and are added up.
* A report that several organisations share (one report id) is one activity of the first of them by id;
  the others collaborate in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from samspill.importers.cells import usual_spelling
from samspill.importers.dates import MonthAxis, Span
from samspill.importers.hxl_organisations import Organisations
from samspill.importers.hxl_places import Places
from samspill.importers.hxl_subjects import Subject, Subjects
from samspill.importers.ids import unique_ids
from samspill.importers.tables import Columns, FindingLog, Rule, Where, by_code, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samspill.importers.hxl_layout import Layout
    from samspill.importers.hxl_reports import Report

_NEED_COLUMNS = ("id", "theme", "target_group", "area", "from_month", "to_month", "people")
_ACTIVITY_COLUMNS = (
    "id",
    "name",
    "actor",
    "kind",
    "theme",
    "target_groups",
    "areas",
    "from_month",
    "to_month",
    "capacity",
    "description",
)

_RULES = by_code(
    Rule(
        "warning", "missing_organisation", "no organisation is stated; the row gives a need but no activity"
    ),
    Rule(
        "warning",
        "month_without_year",
        "the month has no year while the sheet spans several years; the period is left open",
        "add the year",
    ),
    Rule(
        "warning",
        "targets_differ",
        "the target differs from that of other reports of the same project, indicator and place; "
        "the largest is the need",
    ),
    Rule(
        "info",
        "joint_report",
        "several organisations report under one report id; it is one activity of the first, the "
        "others collaborate",
    ),
    Rule(
        "warning",
        "joint_reports_differ",
        "organisations that share a report id give different figures; the largest counts",
    ),
    Rule(
        "warning",
        "accumulation_mixed",
        "reports of one activity say both that figures accumulate and that they do not; the largest"
        " report counts",
    ),
    Rule(
        "info",
        "accumulation_unstated",
        "the activity has several reports and nothing says whether they add up; the largest counts",
        "add a column Accumulative with YES or NO",
    ),
    Rule(
        "warning",
        "report_incomplete",
        "a figure is missing from a series that is to be added up; the number of people reached is unknown",
        "fill in the figure",
    ),
    Rule(
        "info",
        "several_reports_in_month",
        "the activity has several reports for one month and their figures do not accumulate; the "
        "largest counts",
    ),
)


@dataclass(frozen=True, slots=True, order=True)
class _Stream:
    """Reports that belong together: one thing in one place, of ``owner`` where owners must be told apart."""

    project: str
    subject: Subject
    area: str
    year: int
    owner: str = ""


class Mapping:
    """The tables of one sheet, built from its reports."""

    def __init__(self, layout: Layout, reports: list[Report], log: FindingLog, table: str) -> None:
        self._need = layout.need
        self._noted: dict[str, list[int]] = defaultdict(list)
        self.places = Places(reports, log, table)
        self.organisations = Organisations(reports, log, table)
        self.axis = MonthAxis(span for report in reports for span in (report.first, report.last) if span)
        counted = [report for report in reports if report.counts_people]
        self.subjects = Subjects(layout, counted, log, table)
        self._reports = [(report, subject) for report in counted if (subject := self.subjects.of(report))]
        self.needs, self.need_rows = self._needs()
        self.activities, self.activity_rows, partners = self._activities()
        stated = [*self.organisations.ties(), *partners]
        self.ties = columns_of(("source", "target", "relation"), sorted(set(stated)))
        for code, rows in self._noted.items():
            log.add_rows(_RULES[code], rows, Where(table))

    def _stream(self, report: Report, subject: Subject, owner: str) -> _Stream:
        span = report.first or report.last
        year = report.year or (span.year if span else 0)
        annual = self._need is not None and self._need.annual
        area = self.places.id_of(report.place) or ""
        return _Stream(report.text("project"), subject, area, year if annual else 0, owner)

    def _needs(self) -> tuple[Columns, list[int]]:
        """The table ``needs`` sorted by id; empty when no column states a need."""
        if self._need is None:
            return columns_of(_NEED_COLUMNS, ()), []
        nobodys = any(column.tag and column.tag.name == "inneed" for column in self._need.columns)
        streams: dict[_Stream, list[Report]] = defaultdict(list)
        for report, subject in self._reports:
            owner = "" if nobodys or report.text("project") else self.organisations.actor_of(report) or ""
            what = replace(subject, activity="") if subject.indicator else subject
            streams[self._stream(report, what, owner)].append(report)
        ids = unique_ids({stream: _id_text(stream, stream.owner) for stream in streams})
        rows = []
        for stream in sorted(streams, key=lambda s: ids[s]):
            start, end = self._need_period(stream, streams[stream])
            people = self._target(streams[stream])
            subject = stream.subject
            group = subject.group or None
            rows.append((ids[stream], subject.theme, group, stream.area or None, start, end, people))
        first_rows = [_first_row(streams[stream]) for stream in sorted(streams, key=lambda s: ids[s])]
        return columns_of(_NEED_COLUMNS, rows), first_rows

    def _need_period(self, stream: _Stream, reports: list[Report]) -> tuple[int | None, int | None]:
        """The twelve months of the year for an annual target, else the months of its reports."""
        if self._need and self._need.annual and self.axis.used:
            return self.axis.year_of(stream.year)
        return self._period(reports)

    def _target(self, reports: list[Report]) -> int | None:
        """The target that the reports repeat: the largest stated one, ``None`` when none states it."""
        stated = [report.need for report in reports if report.need is not None]
        if not stated:
            return None
        largest = max(stated)
        self._noted["targets_differ"] += [r.row for r in reports if r.need is not None and r.need != largest]
        return int(largest)

    def _activities(self) -> tuple[Columns, list[int], list[tuple[str, str, str]]]:
        """The table ``activities`` sorted by id, its source rows, and the ties of joint reports."""
        streams: dict[_Stream, dict[str, list[Report]]] = defaultdict(lambda: defaultdict(list))
        for report, subject in self._reports:
            actor = self.organisations.actor_of(report)
            if actor is None:
                self._noted["missing_organisation"].append(report.row)
            else:
                streams[self._stream(report, subject, "")][actor].append(report)
        teams = {
            replace(stream, owner=team[0]): (team, [report for actor in team for report in by_actor[actor]])
            for stream, by_actor in streams.items()
            for team in _teams(by_actor)
        }
        ids = unique_ids({stream: _id_text(stream, stream.owner) for stream in teams})
        rows: list[tuple[object, ...]] = []
        first_rows: list[int] = []
        partners: list[tuple[str, str, str]] = []
        for stream in sorted(teams, key=lambda s: ids[s]):
            team, reports = teams[stream]
            rows.append(self._activity(ids[stream], stream, reports))
            first_rows.append(_first_row(reports))
            partners += [(partner, ids[stream], "collaboration") for partner in team[1:]]
        return columns_of(_ACTIVITY_COLUMNS, rows), first_rows, partners

    def _activity(self, identity: str, stream: _Stream, reports: list[Report]) -> tuple[object, ...]:
        subject = stream.subject
        start, end = self._period(reports)
        return (
            identity,
            _usual(reports, "activity") or subject.theme,
            stream.owner,
            "offer",
            subject.theme,
            [subject.group] if subject.group else [],
            [stream.area] if stream.area else [],
            start,
            end,
            self._use(self._without_joint_repeats(reports)),
            _usual(reports, "indicator") or None,
        )

    def _period(self, reports: list[Report]) -> tuple[int | None, int | None]:
        """The first month of the reports and the one after their last; an end not stated stays open."""
        dated = [report for report in reports if report.first or report.last]
        starts = [self.axis.start(report.first) for report in dated]
        ends = [self.axis.end(report.last) for report in dated]
        for report, start, end in zip(dated, starts, ends, strict=True):
            if (report.first and start is None) or (report.last and end is None):
                self._noted["month_without_year"].append(report.row)
        known_starts = [start for start in starts if start is not None]
        known_ends = [end for end in ends if end is not None]
        return (
            min(known_starts) if known_starts and len(known_starts) == len(dated) else None,
            max(known_ends) if known_ends and len(known_ends) == len(dated) else None,
        )

    def _without_joint_repeats(self, reports: list[Report]) -> list[Report]:
        """Of the reports that several organisations share, the one with the largest figure."""
        by_id: dict[str, list[Report]] = defaultdict(list)
        for report in reports:
            by_id[report.text("report") or f"row {report.row}"].append(report)
        kept: list[Report] = []
        for shared in by_id.values():
            if len({self.organisations.actor_of(report) for report in shared}) == 1:
                kept += shared
                continue
            differ = len({report.use for report in shared}) > 1
            self._noted["joint_reports_differ" if differ else "joint_report"] += [r.row for r in shared]
            kept.append(max(shared, key=lambda r: (-1 if r.use is None else r.use, -r.row)))
        return kept

    def _use(self, reports: list[Report]) -> int | None:
        """How many people the reports of one activity reached; ``None`` when that is unknown."""
        known = [report.use for report in reports if report.use is not None]
        rows = [report.row for report in reports]
        flags = {report.accumulative for report in reports}
        if flags == {True}:
            if known and len(known) < len(reports):
                self._noted["report_incomplete"] += [report.row for report in reports if report.use is None]
            return int(sum(known)) if len(known) == len(reports) else None
        if not known:
            return None
        if True in flags:
            self._noted["accumulation_mixed"] += rows
        elif len(reports) > 1 and flags == {None}:
            self._noted["accumulation_unstated"] += rows
        months: Counter[tuple[Span | None, Span | None]] = Counter(
            (report.first, report.last) for report in reports if report.first
        )
        self._noted["several_reports_in_month"] += [r.row for r in reports if months[r.first, r.last] > 1]
        return int(max(known))


def _teams(by_actor: dict[str, list[Report]]) -> list[list[str]]:
    """The actors split into teams that share a report id, directly or through others; each team sorted."""
    team_of = {actor: {actor} for actor in by_actor}
    sharing: dict[str, set[str]] = defaultdict(set)
    for actor, reports in by_actor.items():
        for report in reports:
            sharing[report.text("report") or f"of {actor}"].add(actor)
    for actors in sharing.values():
        merged = set[str]().union(*(team_of[actor] for actor in actors))
        team_of.update(dict.fromkeys(merged, merged))
    return [sorted(team_of[actor]) for actor in sorted(team_of) if actor == min(team_of[actor])]


def _id_text(stream: _Stream, owner: str) -> str:
    """A readable id: project or theme, indicator or activity code, place, organisation."""
    subject = stream.subject
    code = next((text for text in (subject.indicator, subject.activity) if text and len(text) <= 12), "")
    year = str(stream.year) if stream.year else ""
    parts = (stream.project or subject.theme, code, stream.area, year, owner)
    return " / ".join(part for part in parts if part)


def _usual(reports: list[Report], role: str) -> str:
    """The text that most of the reports have in a role."""
    return usual_spelling(Counter(report.text(role) for report in reports))


def _first_row(reports: Iterable[Report]) -> int:
    return min(report.row for report in reports)
