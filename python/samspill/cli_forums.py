"""What ``samspill forums`` and ``samspill voting`` print: rules with advice, attendance, profile, power."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samspill.cli_members import attended_text
from samspill.cli_output import Output, count_text, cut, result_json, share_text, table_text
from samspill.display import plain_number, visible
from samspill.errors import MissingTable

if TYPE_CHECKING:
    from samspill.attendance import Attendance
    from samspill.forum_rules import ForumRuleResults
    from samspill.network import Network
    from samspill.power_asymmetry import PowerAsymmetry
    from samspill.tables import ResultTable
    from samspill.voting import ForumPower

_DIMENSIONS = (
    "seats",
    "voting_power",
    "airtime",
    "agenda_items",
    "decision_mandate",
    "chair",
    "information_lead",
)
#: What asks for something to be done; it comes first.
_OPEN = ("fail", "warn")


def forums_output(  # noqa: PLR0913 - what is printed
    network: Network,
    rules: ForumRuleResults,
    *,
    as_of: str | None,
    language: str,
    everything: bool,
    limit: int,
) -> Output:
    """Rules that are not met with their advice, attendance, and the power asymmetry profile."""
    profile = network.power_asymmetry(as_of=as_of)
    attendance = _attendance(network)

    def text() -> str:
        parts = [visible(rules.summary()), _rules(rules.rows(language), everything=everything, limit=limit)]
        if attendance is not None:
            parts.append(attended_text(attendance, limit))
        parts.append(_profile(profile, limit))
        return "\n\n".join(parts) + "\n"

    tables: dict[str, ResultTable] = {
        "rules": rules.rows(language),
        "rule_counts": rules.counts,
        "power_asymmetry": profile.forums,
        "power_asymmetry_dimensions": profile.dimensions,
    }
    more: dict[str, object] = {}
    if attendance is not None:
        tables |= {
            "attendance": attendance.forums,
            "attendance_meetings": attendance.meetings,
            "attendance_groups": attendance.groups,
        }
        more["attendance_caveat"] = attendance.caveat
    return Output(text, lambda: result_json(network, rules.provenance, more, tables), tables)


def _attendance(network: Network) -> Attendance | None:
    """Nothing where the study has no meetings."""
    try:
        return network.attendance()
    except MissingTable:
        return None


def _rules(table: ResultTable, *, everything: bool, limit: int) -> str:
    found = sorted(
        (row for row in table.rows() if everything or row["outcome"] in _OPEN),
        key=lambda row: (row["forum"], row["outcome"] != "fail", row["outcome"] != "warn"),
    )
    rows = [
        [
            row["forum"],
            row["outcome"],
            row["rule"],
            plain_number(row["value"]) or "-",
            (row["advice"] if row["outcome"] in _OPEN else row["reason"]) or "",
        ]
        for row in found
    ]
    title = "All rules" if everything else "Rules that are not met, or nearly"
    return f"{title} ({count_text(rows, limit)}):\n" + table_text(
        "forum outcome rule >value advice", cut(rows, limit)
    )


def _profile(profile: PowerAsymmetry, limit: int) -> str:
    rows = [
        [row["forum"], *(_signed(row[name]) for name in (*_DIMENSIONS, "composite"))]
        for row in profile.forums.rows()
    ]
    title = "Power asymmetry, from -1 (civil society holds all) to 1 (municipality does)"
    heads = " ".join(f">{name}" for name in (*_DIMENSIONS, "composite"))
    return f"{title} ({count_text(rows, limit)}):\n" + table_text(f"forum {heads}", cut(rows, limit))


def voting_output(network: Network, result: ForumPower, *, limit: int) -> Output:
    """The votes of the forums, and the power of each sector alone and as one."""

    def text() -> str:
        forums = [
            [
                row["forum"],
                str(row["voters"]),
                *(plain_number(row[name]) or "-" for name in ("votes", "quota", "power_to_act")),
                row["reason"] or row["status"],
            ]
            for row in result.forums.rows()
        ]
        sectors = [
            [
                row["forum"],
                row["sector"],
                str(row["voters"]),
                plain_number(row["votes"]),
                *(
                    share_text(row[name])
                    for name in (
                        "vote_share",
                        "banzhaf",
                        "shapley_shubik",
                        "banzhaf_as_one",
                        "shapley_as_one",
                    )
                ),
            ]
            for row in result.sectors.rows()
        ]
        return "\n".join([
            visible(result.summary()),
            "",
            f"Forums ({count_text(forums, limit)}):",
            table_text("forum >voters >votes >quota >power_to_act status", cut(forums, limit)),
            "",
            f"Sectors; as one: when the sector votes as one ({count_text(sectors, limit)}):",
            table_text(
                "forum sector >voters >votes >share >banzhaf >shapley >banzhaf_as_one >shapley_as_one",
                cut(sectors, limit),
            ),
            "",
        ])  # fmt: skip

    tables = {"forums": result.forums, "sectors": result.sectors, "voters": result.voters}
    return Output(text, lambda: result_json(network, result.provenance, {}, tables), tables)


def _signed(value: float | None) -> str:
    return "-" if value is None else f"{value:+.2f}"
