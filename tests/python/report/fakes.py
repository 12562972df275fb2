"""Plain objects that satisfy the report's protocols, and a coverage whose sums are those of its needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Values = dict[str, object]

MONTHS = range(-2, 7)


@dataclass
class FakeTable:
    records: list[Values] = field(default_factory=list)

    def rows(self) -> Sequence[Mapping[str, object]]:
        return self.records


def table(columns: str, *rows: tuple[object, ...]) -> FakeTable:
    names = columns.split()
    return FakeTable([dict(zip(names, row, strict=True)) for row in rows])


@dataclass
class FakeNetwork:
    title: str | None
    tables: dict[str, FakeTable]
    findings: FakeTable
    month_labels: dict[int, str] | None = None
    fingerprint: int | str = 0x1F2E3D4C5B6A7988

    def table(self, name: str, /) -> FakeTable:
        return self.tables.get(name, FakeTable())


@dataclass
class FakeProvenance:
    analysis: str
    options: dict[str, object]
    version: str = "0.1.0"
    network_fingerprint: int | str = 0x1F2E3D4C5B6A7988


@dataclass
class FakeTotals:
    needs: int
    needs_unknown: int
    people: int
    covered_low: float
    covered_high: float
    known_low: float | None
    known_high: float | None
    lost_to_not_knowing_low: float | None
    lost_to_not_knowing_high: float | None
    capacity: int = 260
    activities_capacity_unknown: int = 1
    unused_capacity: int = 88


@dataclass
class FakeCoverage:
    needs: FakeTable
    by_theme: FakeTable
    by_theme_month: FakeTable
    totals: FakeTotals
    provenance: FakeProvenance


@dataclass
class FakeDuplication:
    pairs: FakeTable
    clusters: FakeTable
    provenance: FakeProvenance


@dataclass
class FakeRepresentation:
    forums: FakeTable
    sectors: FakeTable
    provenance: FakeProvenance


@dataclass
class Study:
    network: FakeNetwork
    coverage: FakeCoverage | None
    duplication: FakeDuplication | None
    representation: FakeRepresentation | None


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


def _sums(rows: Sequence[Values]) -> Values:
    names = ("covered_low", "covered_high", "gap_low", "gap_high")
    return {
        "needs": len(rows),
        "needs_unknown": sum(row["people"] is None for row in rows),
        "people": int(sum(_number(row["people"]) for row in rows)),
        **{name: sum(_number(row[name]) for row in rows) for name in names},
    }


def _lasts(row: Values, month: int) -> bool:
    first, last = row["from_month"], row["to_month"]
    after = first is None or _number(first) <= month
    return after and (last is None or month < _number(last))


def coverage_of(rows: Sequence[Values], months: Sequence[int] = MONTHS) -> FakeCoverage:
    """A coverage whose sums are those of its needs."""
    themes = sorted({str(row["theme"]) for row in rows})
    by_theme: list[Values] = []
    by_month: list[Values] = []
    for theme in themes:
        own = [row for row in rows if row["theme"] == theme]
        by_theme.append({"theme": theme, **_sums(own)})
        by_month += [
            {"theme": theme, "month": month, **_sums([row for row in own if _lasts(row, month)])}
            for month in months
        ]
    known = [sum(_number(row[name]) for row in rows) for name in ("known_low", "known_high")]
    sums = _sums(rows)
    low, high = _number(sums["covered_low"]), _number(sums["covered_high"])
    totals = FakeTotals(
        needs=len(rows),
        needs_unknown=int(_number(sums["needs_unknown"])),
        people=int(_number(sums["people"])),
        covered_low=low,
        covered_high=high,
        known_low=known[0],
        known_high=known[1],
        lost_to_not_knowing_low=high - known[1],
        lost_to_not_knowing_high=low - known[0],
    )
    options: dict[str, object] = {
        "match.period": "any",
        "match.ages": "any",
        "match.unstated": "accept",
        "awareness_steps": 2,
        "months": "[-2, 7)",
    }
    return FakeCoverage(
        FakeTable(list(rows)),
        FakeTable(by_theme),
        FakeTable(by_month),
        totals,
        FakeProvenance("coverage", options),
    )
