"""What is to be said of indicators that networks gave, as findings: where one is not known, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from samspill.findings import Finding, merge_findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from samspill.findings import Severity

TABLE = "networks"
CODE = "incomplete_indicator"

_FIRST_ROW = 2

#: By status what it means and what to do about it.
_SAYINGS = {
    "missing": (
        "the indicator is not known",
        "give the network what is missing, or compare without this indicator",
    ),
    "suppressed": (
        "the indicator is known as a range only",
        "state the amounts that the network leaves open, such as people of needs and seats of activities",
    ),
    "structural": (
        "there is nothing to measure",
        "check that the tables are complete; nothing is to be done where there is nothing to measure",
    ),
    "observed": (
        "the indicator leaves something out",
        "state what the network leaves open, so that it counts",
    ),
}


class IndicatorNote(NamedTuple):
    """What is to be said of one indicator of one network."""

    network: int
    indicator: str
    status: str
    note: str


def network_findings(notes: Sequence[IndicatorNote], known: Iterable[str]) -> tuple[Finding, ...]:
    """Notes as findings about the table ``networks``: one an indicator, status and note.

    Row and column are the first network with this note, in order of unit and wave, and the indicator. A
    range, and what is not known here but in other networks, is a warning: it bears on comparisons.

    Args:
        notes: By network, numbered from 0.
        known: Indicators of which some network has a value or a range.
    """
    compared = frozenset(known)
    rows: dict[tuple[str, str, str], list[int]] = {}
    for one in notes:
        rows.setdefault((one.indicator, one.status, one.note), []).append(one.network)
    return merge_findings(
        _finding(indicator, status, note, networks, is_compared=indicator in compared)
        for (indicator, status, note), networks in rows.items()
    )


def _finding(
    indicator: str, status: str, note: str, networks: Sequence[int], *, is_compared: bool
) -> Finding:
    bears_on_comparisons = status == "suppressed" or (status == "missing" and is_compared)
    severity: Severity = "warning" if bears_on_comparisons else "info"
    meaning, hint = _SAYINGS[status]
    others = len(networks) - 1
    where = f", here and in {others} further network{'s' if others > 1 else ''}" if others else ""
    row = min(networks) + _FIRST_ROW
    return Finding(severity, CODE, "", TABLE, row, indicator, f"{meaning}{where}: {note}", hint)
