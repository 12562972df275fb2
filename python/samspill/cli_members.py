"""What ``samspill attendance``, ``drop-off``, ``balance`` and ``perception`` print: members of forums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from samspill.cli_output import (
    Output,
    count_text,
    cut,
    findings_json,
    findings_lines,
    result_json,
    share_text,
    table_text,
)
from samspill.display import plain_number, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from samspill.attendance import Attendance, DropOff
    from samspill.group_balance import GroupBalance
    from samspill.network import Network
    from samspill.perception import Perception
    from samspill.tables import ResultTable

_EVERYWHERE = "all forums"
_LOG_RANK = "log_rank"
_PEOPLE = ("entitled", "present", "guests")


def attended_text(attendance: Attendance, limit: int) -> str:
    """The forums with who came, as a plain table."""
    rows = [
        [
            row["forum"] or _EVERYWHERE,
            f"{row['recorded']} of {row['meetings']}",
            share_text(row["attendance"]),
            *_numbers(row, ("entitled_parity", "present_parity", "erosion", "speaking_parity")),
            share_text(row["relevance"]),
        ]
        for row in attendance.forums.rows()
    ]
    return _titled(
        "Attendance ({}); erosion: change of parity a meeting",
        "forum >recorded >came >seat_parity >parity >erosion >speaking_parity >relevant",
        rows,
        limit,
    )


def attendance_output(network: Network, result: Attendance, *, limit: int) -> Output:
    """Who comes, forum by forum, meeting by meeting and group by group."""

    def text() -> str:
        meetings = [
            [
                row["forum"],
                str(row["number"]),
                row["start"][:10],
                *(_known(row[name] if row["recorded"] else None) for name in _PEOPLE),
                *_numbers(row, ("entitled_parity", "present_parity", "speaking_parity")),
            ]
            for row in result.meetings.rows()
        ]
        groups = [
            [
                row["forum"] or _EVERYWHERE,
                row["group"],
                *(_known(row[name]) for name in ("entitled", "present", "speaking_seconds")),
            ]
            for row in result.groups.rows()
        ]
        return _parts(
            visible(result.summary()),
            attended_text(result, limit),
            _titled(
                "Meetings ({}); unknown: nobody kept a list",
                "forum >meeting day >entitled >came >guests >seat_parity >parity >speaking_parity",
                meetings,
                limit,
            ),
            _titled("Groups ({})", "forum group >entitled >came >seconds", groups, limit),
            visible(result.caveat),
        )

    tables = {
        "forums": result.forums,
        "meetings": result.meetings,
        "groups": result.groups,
        "meeting_groups": result.meeting_groups,
    }
    more: dict[str, object] = {"caveat": result.caveat}
    return Output(text, lambda: result_json(network, result.provenance, more, tables), tables)


def drop_off_output(network: Network, result: DropOff, *, limit: int) -> Output:
    """Who stops coming: by group, as curves, and whether the groups differ."""

    def text() -> str:
        groups = [
            [
                row["forum"] or _EVERYWHERE,
                row["group"],
                *(str(row[name]) for name in ("spells", "events")),
                share_text(row["last_survival"]),
                *_numbers(row, ("median", "mean_absences")),
            ]
            for row in _telling(result.groups)
        ]
        tests = [
            [
                row["forum"] or _EVERYWHERE,
                *(str(row[name]) for name in ("spells", "events")),
                *_numbers(row, ("p", "permutation_p", "smallest_p")),
                row["reason"] or row["status"],
            ]
            for row in _telling(result.tests)
            if row["weight"] == _LOG_RANK
        ]
        fell = {(row["forum"], row["group"]) for row in result.groups.rows() if row["events"]}
        curves = [
            [
                row["forum"] or _EVERYWHERE,
                row["group"],
                plain_number(row["time"]),
                *(str(row[name]) for name in ("at_risk", "events", "censored")),
                *(share_text(row[name]) for name in ("survival", "low", "high")),
            ]
            for row in sorted(result.curves.rows(), key=lambda row: (row["forum"], row["group"]) not in fell)
        ]
        return _parts(
            visible(result.summary()),
            _titled(
                "Groups ({}); still_there: estimated part of those followed",
                "forum group >followed >dropped_off >still_there >median >absences_of_one",
                groups,
                limit,
            ),
            _titled(
                "Do the groups stay equally long? Log-rank ({}); exact_p by permutation, beside the smallest",
                "forum >followed >dropped_off >p >exact_p >smallest_p status",
                tests,
                limit,
            ),
            _titled(
                f"Curves ({{}}), in {result.unit}; still_there: as above, with 95 % limits",
                "forum group >time >at_risk >dropped_off >censored >still_there >low >high",
                curves,
                limit,
            ),
            visible(result.caveat),
        )

    tables = {
        "groups": result.groups,
        "tests": result.tests,
        "curves": result.curves,
        "mean_absences": result.mean_absences,
        "spells": result.spells,
        "absences": result.absences,
    }
    more: dict[str, object] = {
        "unit": result.unit,
        "unobserved": result.unobserved,
        "in_several": result.in_several,
        "in_unknown": result.in_unknown,
        "caveat": result.caveat,
    }
    return Output(text, lambda: result_json(network, result.provenance, more, tables), tables)


def balance_output(network: Network, result: GroupBalance, *, limit: int) -> Output:
    """Parity by each attribute, who has the seats, and where the attributes cross."""

    def text() -> str:
        forums = [
            [
                row["forum"] or _EVERYWHERE,
                row["attribute"],
                *(plain_number(row[name]) for name in ("amount", "amount_counted")),
                *_numbers(row, ("parity", "min_max_ratio", "dissimilarity")),
                row["parity_note"] or "",
            ]
            for row in result.forums.rows()
        ]
        groups = [
            [
                row["forum"] or _EVERYWHERE,
                row["attribute"],
                row["group"],
                plain_number(row["amount"]),
                *(share_text(row[name]) for name in ("share", "baseline_share")),
                *_numbers(row, ("ratio",)),
            ]
            for row in result.groups.rows()
        ]
        crossed = [
            [
                row["forum"] or _EVERYWHERE,
                *_numbers(row, ("joint_evenness", "total_correlation", "empty_cells", "unavoidably_empty")),
                _answer(row["balanced_on_margins_only"]),
            ]
            for row in result.crossed.rows()
        ]
        headings = "forum >evenness >total_correlation >empty >unavoidably_empty margins_only"
        return _parts(
            visible(result.summary()),
            _titled(
                "Forums ({})",
                "forum attribute >seats >counted >parity >min/max >distance note",
                forums,
                limit,
            ),
            *((_titled("Where the attributes cross ({})", headings, crossed, limit),) if crossed else ()),
            _titled(
                "Groups, in shares of the seats counted ({})",
                "forum attribute group >seats >share >baseline >ratio",
                groups,
                limit,
            ),
        )

    tables = {
        "forums": result.forums,
        "groups": result.groups,
        "crossed": result.crossed,
        "cells": result.cells,
        "segregation": result.segregation,
    }
    return Output(text, lambda: result_json(network, result.provenance, {}, tables), tables)


def perception_output(network: Network, result: Perception, *, language: str, limit: int) -> Output:
    """Ratings with agreement and the gap between the sides; what could tell who said what is not printed."""
    items = result.items_in(language)

    def text() -> str:
        rated = [
            [
                row["forum"] or "no forum",
                row["wave"] or "",
                row["item"],
                str(row["raters"]),
                *_numbers(row, ("mean", "r_wg", "mean_municipal", "mean_civil_society")),
                *_numbers(row, ("gap", "gap_p", "gap_smallest_p")),
                "lowest" if row["lowest"] else row["r_wg_note"] or row["gap_note"] or "",
            ]
            for row in items.rows()
        ]
        return _parts(
            visible(result.summary()),
            *("\n".join(findings_lines(result.findings, colour=False)),) * bool(result.findings),
            _titled(
                "Items ({}); gap: municipality less civil society, p beside the smallest it can reach",
                "forum wave item >raters >mean >agreement >municipal >civil >gap >p >smallest_p note",
                rated,
                limit,
            ),
            _titled("What was asked ({})", "item text", _asked(items), limit),
        )

    tables = {"items": items, "instruments": result.instruments}
    found = tuple(result.findings)
    more: dict[str, object] = {"rating_findings": findings_json(found)}
    return Output(text, lambda: result_json(network, result.provenance, more, tables), tables, findings=found)


def _telling(table: ResultTable) -> list[dict[str, Any]]:
    """Rows over all forums first, then those with drop-offs, else in the order of the table."""
    return sorted(table.rows(), key=lambda row: (row["forum"] is not None, row["events"] == 0))


def _asked(items: ResultTable) -> list[list[str]]:
    """Each item once, with its text."""
    texts = {row["item"]: row["text"] or "" for row in items.rows()}
    return [[item, text] for item, text in sorted(texts.items())]


def _titled(title: str, headings: str, rows: list[list[str]], limit: int) -> str:
    return f"{title.format(count_text(rows, limit))}:\n{table_text(headings, cut(rows, limit))}"


def _parts(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"


def _numbers(row: Mapping[str, float | None], names: Sequence[str]) -> Iterable[str]:
    return (plain_number(row[name]) or "-" for name in names)


def _known(value: float | None) -> str:
    return "unknown" if value is None else plain_number(value)


def _answer(value: bool | None) -> str:  # noqa: FBT001 - a cell
    return "-" if value is None else ("yes" if value else "no")
