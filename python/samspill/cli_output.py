"""What the command prints: plain tables for people, JSON for programs."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from samspill import __version__
from samspill.display import percent, plain_number, text_table, visible
from samspill.findings import SEVERITIES, Finding

if TYPE_CHECKING:
    from samspill.network import Network
    from samspill.provenance import Provenance
    from samspill.results import Representation
    from samspill.study import Study
    from samspill.tables import ResultTable

_COLOURS = {"error": "31", "warning": "33", "info": "36"}


@dataclass(frozen=True)
class Output:
    """One result in the two forms a command can print it in, and the tables it can write as CSV.

    ``findings``: what the analysis found about the data beside what is found when they are read.
    """

    text: Callable[[], str]
    json: Callable[[], str]
    tables: Mapping[str, ResultTable] = field(default_factory=dict)
    findings: Sequence[Finding] = ()


def check_output(network: Network, *, colour: bool) -> Output:
    """The findings, and how many rows each table has."""
    findings = tuple(network.findings)

    def text() -> str:
        head = f"{visible(network.title)}: {sizes_text(network.sizes)}"
        return "\n".join([head, *findings_lines(findings, colour=colour), counts_text(findings), ""])

    return Output(
        text,
        lambda: _json({**_head(network), "rows": dict(network.sizes), "findings": findings_json(findings)}),
        {"findings": network.findings},
    )


def error_text(findings: Sequence[Finding], *, colour: bool) -> str:
    """All findings about data that cannot be used."""
    return "\n".join([*findings_lines(findings, colour=colour), counts_text(findings), ""])


def error_json(findings: Sequence[Finding]) -> str:
    """All findings about data that cannot be used, as JSON."""
    return _json({"version": __version__, "usable": False, "findings": findings_json(findings)})


def representation_output(network: Network, result: Representation, *, limit: int) -> Output:
    """The forums with their balance, and the seats of each sector."""

    def text() -> str:
        forums = [
            [
                row["forum"],
                row["form"],
                *(
                    plain_number(row[name]) or "-"
                    for name in (
                        "seats",
                        "seats_other",
                        "parity",
                        "min_max_ratio",
                        "p_expected",
                        "p_expected_smallest",
                    )
                ),
                row["reason"] or row["status"],
            ]
            for row in result.forums.rows()
        ]
        sectors = [
            [
                row["forum"],
                row["sector"],
                plain_number(row["seats"]),
                *(share_text(row[name]) for name in ("share", "expected_share", "baseline_share")),
            ]
            for row in result.sectors.rows()
        ]
        return "\n".join([
            visible(result.summary()),
            "",
            f"Forums ({count_text(forums, limit)}):",
            table_text(
                "forum form >seats >others >parity >min/max >p >smallest_p status", cut(forums, limit)
            ),
            "",
            f"Sectors, in shares of all seats ({count_text(sectors, limit)}):",
            table_text("forum sector >seats >share >expected >baseline", cut(sectors, limit)),
            "",
        ])  # fmt: skip

    tables = {
        "forums": result.forums,
        "sectors": result.sectors,
        "all_forums": result.all_forums,
        "all_sectors": result.all_sectors,
    }
    return Output(text, lambda: result_json(network, result.provenance, {}, tables), tables)


def sizes_text(sizes: Mapping[str, int]) -> str:
    """``85 actors, 228 needs``."""
    return ", ".join(f"{size} {name}" for name, size in sizes.items())


def findings_lines(findings: Iterable[Finding], *, colour: bool) -> list[str]:
    """One line a finding, its severity first."""
    return [f"{_painted(finding.severity, colour=colour)} {visible(str(finding))}" for finding in findings]


def counts_text(findings: Iterable[Finding]) -> str:
    """``1 error, 2 warnings, 0 notes``."""
    counts = Counter(finding.severity for finding in findings)
    words = {"error": "error", "warning": "warning", "info": "note"}
    return ", ".join(f"{counts[s]} {words[s]}{'' if counts[s] == 1 else 's'}" for s in SEVERITIES)


def _painted(severity: str, *, colour: bool) -> str:
    word = f"{severity:<7}"
    return f"\x1b[{_COLOURS[severity]}m{word}\x1b[0m" if colour else word


def share_text(value: float | None) -> str:
    """``62.5 %``, or a dash where there is none."""
    return "-" if value is None else percent(value, value)


def with_unknown(known: int, unknown: int) -> str:
    """``40 and 2 unknown``."""
    return f"{known} and {unknown} unknown" if unknown else str(known)


def cut(rows: list[list[str]], limit: int) -> list[list[str]]:
    """At most ``limit`` rows; all of them when it is 0."""
    return rows[:limit] if limit else rows


def count_text(rows: list[list[str]], limit: int) -> str:
    """``first 20 of 72``, or how many there are."""
    return f"first {limit} of {len(rows)}" if 0 < limit < len(rows) else f"{len(rows)}"


def table_text(headings: str, rows: list[list[str]]) -> str:
    """A table whose headings are separated by spaces; those that begin with > stand over numbers."""
    names = headings.split()
    return text_table([name.lstrip(">") for name in names], rows, [name.startswith(">") for name in names])


def _head(network: Network | Study) -> dict[str, object]:
    return {
        "version": __version__,
        "title": network.title,
        "network_fingerprint": f"{network.fingerprint:016x}",
    }


def result_json(
    network: Network | Study,
    provenance: Provenance,
    more: dict[str, object],
    tables: Mapping[str, ResultTable],
) -> str:
    """Tables with their units, where they come from, and whatever else there is, as JSON."""
    return _json({
        **_head(network),
        "analysis": provenance.analysis,
        "options": dict(provenance.options),
        "seed": provenance.seed,
        **more,
        **{name: table.rows() for name, table in tables.items()},
        "units": {name: _stated_units(table) for name, table in tables.items()},
        "findings": findings_json(network.findings),
    })  # fmt: skip


def findings_json(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Findings as JSON has them."""
    return list(map(asdict, findings))


def _stated_units(table: ResultTable) -> dict[str, str]:
    return {name: unit for name, unit in table.units.items() if unit}


def _json(value: object) -> str:
    return json.dumps(_finite(value), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _finite(value: object) -> object:
    """JSON has no infinity: an infinite number becomes the text ``Infinity`` or ``-Infinity``."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    if isinstance(value, float) and math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value
