"""Plain objects that satisfy the report's protocols, and a coverage whose sums are those of its needs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from samspill.report.say_protocols import Say

Values = dict[str, object]

MONTHS = range(-2, 7)


@dataclass
class FakeTable:
    records: list[Values] = field(default_factory=list)

    def rows(self) -> Sequence[Mapping[str, object]]:
        return self.records

    def column(self, name: str, /) -> Sequence[object]:
        return [record.get(name) for record in self.records]


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
    people_with_backup: int = 0


@dataclass
class FakeGroups:
    table: FakeTable
    equity: FakeTable


@dataclass
class FakeCoverage:
    needs: FakeTable
    by_theme: FakeTable
    by_theme_month: FakeTable
    cascade: FakeTable
    losses: FakeTable
    totals: FakeTotals
    provenance: FakeProvenance

    def by(self, grouping: Literal["target_group", "area"], /) -> FakeGroups:
        return groups_of(self.needs.records, grouping)


@dataclass
class FakeRepairTotals:
    considered: int
    all_considered: bool
    budget: float
    chosen_people: int
    chosen_effort: float
    people_at_most: int


@dataclass
class FakeRepairs:
    table: FakeTable
    knowledge: FakeTable
    totals: FakeRepairTotals
    provenance: FakeProvenance


@dataclass
class FakeFieldEvidence:
    field: str
    score: float | None


@dataclass
class FakeEvidence:
    fields: list[FakeFieldEvidence]


@dataclass
class FakeDuplication:
    pairs: FakeTable
    clusters: FakeTable
    provenance: FakeProvenance
    groups: FakeTable = field(default_factory=FakeTable)
    scores: dict[tuple[str, str], dict[str, float | None]] = field(default_factory=dict)

    def evidence(self, a: str, b: str, /) -> FakeEvidence:
        return FakeEvidence([FakeFieldEvidence(*item) for item in self.scores.get((a, b), {}).items()])


@dataclass
class FakeCriticalityTotals:
    jointly_redundant: int
    jointly_redundant_at_most: int


@dataclass
class FakeCriticality:
    activities: FakeTable
    totals: FakeCriticalityTotals
    provenance: FakeProvenance


@dataclass
class FakeSharingTotals:
    chosen_people: int


@dataclass
class FakeSharing:
    table: FakeTable
    chosen: FakeTable
    totals: FakeSharingTotals
    provenance: FakeProvenance


@dataclass
class FakeRepresentation:
    forums: FakeTable
    sectors: FakeTable
    provenance: FakeProvenance


@dataclass
class FakeScope:
    pairs: FakeTable
    clusters: FakeTable
    by_scope: FakeTable
    provenance: FakeProvenance = field(
        default_factory=lambda: FakeProvenance(
            "duplication_scope", {"municipality_depth": "not stated", "municipalities": ""}
        )
    )


@dataclass
class FakeOrganisations:
    former_ids: FakeTable
    shared_by_many: FakeTable = field(default_factory=FakeTable)
    provenance: FakeProvenance = field(
        default_factory=lambda: FakeProvenance("duplicate_actors", {"name_similarity": 0.85, "most_same": 50})
    )


@dataclass
class Study:
    network: FakeNetwork
    coverage: FakeCoverage | None
    duplication: FakeDuplication | None
    representation: FakeRepresentation | None
    repairs: FakeRepairs | None = None
    criticality: FakeCriticality | None = None
    sharing: FakeSharing | None = None
    scope: FakeScope | None = None
    organisations: FakeOrganisations | None = None
    say: Say | None = None


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
        people_with_backup=int(sum(_number(row["people"]) for row in rows if row["organisations"] == 2)),
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
        *_cascade(rows),
        totals,
        FakeProvenance("coverage", options),
    )


#: Stages of the cascade: Tanahashi's name, and the first obstacle of needs that lose people there.
STAGES = {
    "exists": ("availability", "no_offer"),
    "in_area": ("accessibility", "out_of_area"),
    "in_period": ("accessibility", "out_of_period"),
    "eligible": ("acceptability", "not_eligible"),
    "free_capacity": ("availability", "no_capacity"),
    "known": ("contact", "not_known"),
}


def _cascade(rows: Sequence[Values]) -> tuple[FakeTable, FakeTable]:
    """Every need loses its gap at its obstacle, and at `known` whom its referrer cannot send."""
    losses = [_loss(row) for row in rows]
    left = {end: sum(_number(row["people"]) for row in rows) for end in ("least", "most")}
    stages: list[Values] = []
    for stage, (tanahashi, _) in STAGES.items():
        lost = {end: sum(_number(loss[f"{stage}_{end}"]) for loss in losses) for end in left}
        left = {end: left[end] - lost[end] for end in left}
        row: Values = {"stage": stage, "tanahashi": tanahashi, "status": "ok"}
        for end in ("least", "most"):
            row |= {f"lost_{end}": lost[end], f"left_{end}": left[end]}
        stages.append(row)
    return FakeTable(stages), FakeTable(losses)


def _loss(row: Values) -> Values:
    loss: Values = {"need": row["need"], "people": row["people"]}
    for end, covered, known in (
        ("least", "covered_low", "known_low"),
        ("most", "covered_high", "known_high"),
    ):
        gap = _number(row["people"]) - _number(row[covered])
        for stage, (_, obstacle) in STAGES.items():
            loss[f"{stage}_{end}"] = gap if row["obstacle"] == obstacle else 0.0
        loss[f"known_{end}"] = _number(row[covered]) - _number(row[known])
    return loss


def groups_of(rows: Sequence[Values], grouping: str) -> FakeGroups:
    """Sums by group, and the measures of inequality by their definitions (methods M1.4)."""
    counted = [row for row in rows if row["people"]]
    groups = {str(row[grouping]): [r for r in counted if r[grouping] == row[grouping]] for row in counted}
    table: list[Values] = []
    for own in groups.values():
        sums = _sums(own)
        inside = {f"own_{name}": value for name, value in sums.items()}
        table.append({"group": own[0][grouping], **sums, **inside})
    return FakeGroups(
        FakeTable(table),
        FakeTable([row for end in ("low", "high") for row in _equity(counted, table, end)]),
    )


def _equity(needs: Sequence[Values], groups: Sequence[Values], end: str) -> list[Values]:
    covered = f"covered_{end}"

    def share(row: Values) -> float:
        return _number(row[covered]) / _number(row["people"])

    mean = sum(_number(row[covered]) for row in needs) / max(sum(_number(row["people"]) for row in needs), 1)
    total, between = (
        sum(
            _number(row["people"]) * share(row) / mean * math.log(share(row) / mean)
            for row in rows
            if share(row) > 0
        )
        / sum(_number(row["people"]) for row in rows)
        if mean
        else None
        for rows in (needs, groups)
    )
    ends: Values = {}
    if groups:
        for name, group in (("best", max(groups, key=share)), ("worst", min(groups, key=share))):
            ends |= {name: group["group"], f"{name}_share": share(group)}
    gap = _number(ends.get("best_share")) - _number(ends.get("worst_share"))
    within = None if total is None or between is None else total - between
    same = {"end": end, "denominator_amount": mean, "n": len(needs)}
    return [
        {"measure": "share_gap", "value": gap, **ends, **same},
        {"measure": "theil", "value": total, **same},
        {"measure": "theil_between", "value": between, **same},
        {"measure": "theil_within", "value": within, **same},
    ]
