"""Studies that together make the report say everything it can say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fake_say import decided_by
from fake_study import study
from fakes import STAGES, FakeProvenance, FakeTable, Study, coverage_of


def variants() -> Iterator[Study]:
    """Studies that together make the report say everything it can say."""
    yield study()
    empty = study()
    empty.network.title = None
    empty.network.tables.clear()
    empty.network.findings = FakeTable()
    empty.coverage = empty.duplication = empty.representation = empty.repairs = empty.criticality = None
    empty.sharing = empty.scope = empty.organisations = empty.say = None
    yield empty
    not_run = study()
    not_run.coverage = not_run.duplication = not_run.representation = not_run.repairs = None
    not_run.criticality = not_run.sharing = not_run.scope = not_run.organisations = not_run.say = None
    yield not_run
    nothing_found = study()
    assert nothing_found.duplication
    assert nothing_found.representation
    nothing_found.coverage = coverage_of([])
    nothing_found.duplication.clusters = nothing_found.duplication.pairs = FakeTable()
    nothing_found.representation.forums = nothing_found.representation.sectors = FakeTable()
    yield nothing_found
    yield _nothing_stated()
    yield from _variants_of_coverage()
    yield from _variants_of_cascade()
    yield from _variants_of_equity()
    yield from _variants_of_repairs()
    yield from _variants_of_duplication()
    yield from _variants_of_representation()
    yield from _variants_of_say()
    yield _many_rows()


def _nothing_stated() -> Study:
    given = study()
    assert given.coverage
    for need in given.network.tables["needs"].records:
        need.update(people=None, entry_point=None, age_min=13 if need["id"] == "n-01" else None)
    for activity in given.network.tables["activities"].records:
        activity["capacity"] = None
    for row in given.coverage.needs.records:
        row.update(
            obstacle="not_eligible", gap_high=1.0, people=1, language="ar" if row["need"] == "n-02" else None
        )
    return given


def _variants_of_coverage() -> Iterator[Study]:
    given = study()
    assert given.coverage
    rows = [dict(row) for row in given.coverage.needs.records]
    everybody = study()
    everybody.coverage = coverage_of(
        [row for row in rows if row["gap_high"] == 0 and row["obstacle"] == "none"]
    )
    everybody.network.month_labels = {month: f"2026-{month:02}" for month in range(1, 5)}
    yield everybody
    no_ties = study()
    assert no_ties.coverage
    no_ties.coverage.totals.lost_to_not_knowing_low = None
    no_ties.coverage.totals.lost_to_not_knowing_high = None
    no_ties.coverage.totals.covered_low = no_ties.coverage.totals.people - 0.5
    yield no_ties
    unknown = study()
    unknown.coverage = coverage_of([row for row in rows if row["people"] is None])
    yield unknown
    for obstacle in STAGES.values():
        one = study()
        one.coverage = coverage_of([row for row in rows if row["obstacle"] == obstacle[1]])
        yield one
    gains = study()
    assert gains.coverage
    gains.coverage.needs.records[0]["known_low"] = gains.coverage.needs.records[0]["known_high"] = 28.0
    for need in gains.network.tables["needs"].records:
        need["age_max"] = None if need["age_min"] else 17
    for need in gains.coverage.needs.records:
        need["obstacle"] = "not_eligible" if need["gap_high"] else need["obstacle"]
        need["from_month"] = None if need["to_month"] == 7 else need["from_month"]
        need["language"] = "ar"
    yield gains
    for unit in (1e6, 1e9):
        large = study()
        large.coverage = coverage_of(
            [
                {**row, "gap_high": unit, "people": unit, "obstacle": "no_capacity"}
                for row in rows
                if row["people"] is not None
            ]
        )
        yield large


def _variants_of_cascade() -> Iterator[Study]:
    unknown = study()
    assert unknown.coverage
    unknown.coverage.cascade.records[1].update(dict.fromkeys(("lost_least", "lost_most"), None))
    unknown.coverage.cascade.records[1].update(dict.fromkeys(("left_least", "left_most"), None))
    yield unknown
    small = study()
    assert small.coverage
    small.coverage = coverage_of(
        [row for row in small.coverage.needs.records if row["need"] in ("n-01", "n-02", "n-05")]
    )
    yield small
    owed = study()
    assert owed.coverage
    owed.coverage = coverage_of([row for row in owed.coverage.needs.records if row["statutory"]])
    for cost, access in ((12.5, None), (None, ["step_free", "shower"])):
        one = study()
        assert one.coverage
        for need in one.network.tables["needs"].records:
            need.update(age_min=None, age_max=None, max_cost=cost, access=access)
        for row in one.coverage.needs.records:
            row.update(obstacle="not_eligible", language=None)
        yield one
    yield owed


def _variants_of_equity() -> Iterator[Study]:
    rows = study().coverage
    assert rows
    first, second = ({**rows.needs.records[k], "target_group": f"g{k}", "area": None} for k in (0, 1))
    nobody = {"covered_low": 0.0, "covered_high": 0.0}
    for needs in (
        [first, second],
        [first | nobody, second | nobody],
        [first | nobody | {"covered_high": 27.0}, second],
        [{**first, "target_group": f"g{k}", "people": k + 27} for k in range(40)],
    ):
        given = study()
        given.coverage = coverage_of(needs)
        yield given


def _variants_of_repairs() -> Iterator[Study]:
    nothing = study()
    assert nothing.repairs
    nothing.repairs.table.records.clear()
    yield nothing
    unchosen = study()
    assert unchosen.repairs
    for row in unchosen.repairs.table.records:
        row["step"] = None
    unchosen.repairs.totals.all_considered = False
    del unchosen.repairs.table.records[:10]
    yield unchosen
    best = study()
    assert best.repairs
    best.repairs.totals.people_at_most = best.repairs.totals.chosen_people
    one = best.repairs.table.records[3]
    best.repairs.table.records.extend({**one, "repair": number} for number in range(14, 40))
    yield best
    untold = study()
    untold.repairs = None
    yield untold


def _variants_of_duplication() -> Iterator[Study]:
    alike = study()
    assert alike.duplication
    assert alike.criticality
    assert alike.sharing
    alike.sharing.chosen = FakeTable()
    alike.duplication.groups = FakeTable(
        [
            {
                "alike": "attributes",
                "group": "a-cafe-1",
                "theme": "language_training",
                "activities": 60,
                "actors": 30,
            }
        ]
    )
    alike.duplication.clusters.records[0]["activities"] = [f"o-{number}" for number in range(14)]
    pair = alike.duplication.pairs.records[2]
    alike.duplication.pairs.records.append(pair | {"activity_b": "a-music-1", "score": 0.25})
    alike.duplication.scores["a-music-1", "a-music-2"] = {"kind": 0.0}
    alike.duplication.scores["a-cafe-1", "a-music-1"] = {"areas": 1.0, "name": 0.0}
    alike.duplication.provenance.options.update(least_score="0.600000")
    alike.criticality.totals.jointly_redundant_at_most = alike.criticality.totals.jointly_redundant
    yield alike
    yield from _variants_of_scope()
    needed = study()
    assert needed.criticality
    for row in needed.criticality.activities.records:
        row.update(redundant=False, jointly_redundant=False)
    yield needed


def _variants_of_scope() -> Iterator[Study]:
    unstated = study()
    assert unstated.scope
    assert unstated.organisations
    unstated.scope.by_scope = FakeTable([{"scope": "unknown", "pairs": 6, "clusters": 6}])
    unstated.organisations.former_ids = FakeTable()
    assert unstated.sharing
    unstated.sharing.totals.chosen_people = 0
    yield unstated
    scopes = (
        "within_department",
        "between_departments",
        "within_organisation",
        "within_sector_of_municipality",
        "above_municipality",
        "unknown",
    )
    all_scopes = study()
    assert all_scopes.scope
    assert all_scopes.organisations
    assert all_scopes.duplication
    all_scopes.scope.by_scope = FakeTable([{"scope": scope, "pairs": 1, "clusters": 1} for scope in scopes])
    all_scopes.scope.pairs = FakeTable([{"municipality_a": f"m-{k}"} for k in range(14)])
    all_scopes.organisations.shared_by_many = FakeTable([{"column": "name", "actors": 60}])
    entry = all_scopes.organisations.former_ids.records[0]
    all_scopes.organisations.former_ids = FakeTable([entry] * 30)
    pair = all_scopes.duplication.pairs.records[0]
    all_scopes.duplication.pairs.records.extend([pair] * 20)
    yield all_scopes


def _variants_of_representation() -> Iterator[Study]:
    even = study()
    assert even.representation
    even.representation.forums.records[:] = [
        row for row in even.representation.forums.records if row["forum"] == "f-pair"
    ]
    even.representation.sectors.records[:] = [
        {**row, "ratio": float("inf")}
        for row in even.representation.sectors.records
        if row["forum"] == "f-pair"
    ]
    even.network.findings = FakeTable([{"severity": "error", "code": "x", "table": "needs", "row": 2}])
    even.representation.provenance = FakeProvenance(
        "representation", {"as_of": "latest", "as_of.day": "2025-12-09"}
    )
    yield even
    ever = study()
    assert ever.representation
    ever.representation.provenance = FakeProvenance("representation", {"as_of": "all seats"})
    yield ever


def _variants_of_say() -> Iterator[Study]:
    rules_alone = study()
    assert rules_alone.say
    rules_alone.say = replace(rules_alone.say, attendance=None, voting=None, asymmetry=None)
    yield rules_alone
    for quota, vetoes in ((5.0, "municipal=all;civil_society=majority"), (None, "state=at_least_one")):
        heads = study()
        assert heads.say
        heads.say = replace(heads.say, voting=decided_by(quota, vetoes))
        yield heads
    no_seats = study()
    no_seats.representation = None
    yield no_seats


def _many_rows() -> Study:
    given = study()
    forums = given.network.tables["forums"].records
    forums += [forums[0] | {"id": f"f-more-{number}"} for number in range(30)]
    assert given.coverage
    assert given.duplication
    assert given.representation
    tables = given.network.tables
    rows, inputs = [], []
    for number in range(1100):
        row = dict(given.coverage.needs.records[3]) | {
            "need": f"m-{number:04}",
            "theme": f"theme_{number % 40}",
        }
        rows.append(row | {"covered_low": 9.0, "covered_high": 9.0, "gap_low": 9.0, "gap_high": 9.0})
        inputs.append({"id": f"m-{number:04}", "people": 18, "entry_point": f"actor-{number % 30}"})
    given.coverage = coverage_of(rows)
    tables["needs"] = FakeTable(inputs)
    offer = tables["activities"].records[0]
    everywhere = ["north", "south", "east", "west", "centre"]
    tables["activities"] = FakeTable(
        [
            *tables["activities"].records,
            *(
                offer | {"id": f"o-{number}", "theme": f"theme_{number}", "areas": everywhere}
                for number in range(40)
            ),
        ]
    )
    cluster = given.duplication.clusters.records[0]
    given.duplication.clusters = FakeTable(
        [
            cluster
            | {"cluster": f"c{number}", "capacity_unknown": number % 3}
            | {"needs": ["m-1", "m-2"][: number % 3], "needs_unknown": 1 if number % 3 else 0}
            for number in range(30)
        ]
    )
    forum = given.representation.forums.records[0]
    given.representation.forums = FakeTable([forum | {"forum": f"f{number}"} for number in range(30)])
    given.network.findings = FakeTable(
        [
            {"severity": "info", "code": f"c{kind}", "table": "needs", "row": row}
            for kind in range(30)
            for row in range(2, 12)
        ]
    )
    return given
