"""Properties that hold for every network, on random small studies; the strategies are those for users."""

from __future__ import annotations

import random
import sys
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import samspill as ss
from samspill.testing import networks, tables
from small_study import write_folder

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
import reception_oracle

Study = dict[str, list[dict[str, Any]]]
RELATIVE = 1e-9

repeatable = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def build(study: Study) -> ss.Network:
    return ss.Network.from_tables(**study)  # type: ignore[arg-type]


def has_both(study: Study) -> bool:
    return "needs" in study and "activities" in study


def results(network: ss.Network) -> list[list[dict[str, Any]]]:
    """Every table of every analysis that the tables allow."""
    found: list[list[dict[str, Any]]] = []
    if network.has("needs") and network.has("activities"):
        coverage = network.coverage()
        found += [coverage.needs.rows(), coverage.gaps.rows(), coverage.by_theme_month.rows()]
    if network.has("activities"):
        duplication = network.duplication()
        found += [duplication.pairs.rows(), duplication.clusters.rows()]
    if network.has("forums") and network.has("seats"):
        representation = network.representation()
        found += [representation.forums.rows(), representation.sectors.rows()]
    return found


@repeatable
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_changes_nothing(study: Study, chance: random.Random) -> None:
    shuffled: Study = {}
    for name, rows in study.items():
        columns = list(rows[0])
        chance.shuffle(columns)
        shuffled[name] = [{column: row[column] for column in columns} for row in rows]
        chance.shuffle(shuffled[name])
    one, other = build(study), build(shuffled)
    assert one.fingerprint == other.fingerprint
    assert results(one) == results(other)
    assert [finding.code for finding in one.findings] == [finding.code for finding in other.findings]


REFERENCES = {
    "id", "parent", "area", "areas", "actor", "entry_point", "source", "target", "forum", "person", "after",
    "from", "to", "meeting", "proposed_by",
    "need", "activity_a", "activity_b", "actor_a", "actor_b", "cluster", "activities", "actors", "needs",
}  # fmt: skip


def renamed(value: object, column: str) -> object:
    """Ids with a prefix that keeps their order."""
    if column not in REFERENCES or value is None or isinstance(value, int):
        return value
    return [f"x{item}" for item in value] if isinstance(value, list) else f"x{value}"


@repeatable
@given(tables())
def test_new_names_change_nothing_but_names(study: Study) -> None:
    other = {
        name: [{column: renamed(value, column) for column, value in row.items()} for row in rows]
        for name, rows in study.items()
    }
    expected = [
        [{column: renamed(value, column) for column, value in row.items()} for row in rows]
        for rows in results(build(study))
    ]
    assert results(build(other)) == expected


@repeatable
@given(networks())
def test_covered_and_gap_make_the_people(network: ss.Network) -> None:
    assume(network.has("needs") and network.has("activities"))
    coverage = network.coverage()
    for row in coverage.needs.rows():
        if row["people"] is None:
            assert row["covered_low"] is row["gap_high"] is None
            assert row["obstacle"] == row["status"] == "unknown"
            continue
        assert 0 <= row["covered_low"] <= row["covered_high"] <= row["people"]
        assert row["covered_low"] + row["gap_high"] == pytest.approx(row["people"], rel=RELATIVE)
        assert (row["obstacle"] == "none") <= (row["gap_high"] == 0)
        if row["known_low"] is not None:
            assert row["known_low"] <= row["known_high"]
    totals = coverage.totals
    rows = [row for row in coverage.needs.rows() if row["people"] is not None]
    assert totals.people == sum(row["people"] for row in rows)
    assert totals.covered_low == pytest.approx(sum(row["covered_low"] for row in rows), rel=RELATIVE)
    assert totals.gap_high == pytest.approx(totals.people - totals.covered_low, rel=RELATIVE)
    assert sum(row["people"] for row in coverage.by_theme.rows()) == totals.people
    assert totals.unused_capacity == totals.capacity - totals.covered_low


@repeatable
@given(tables(), st.integers(0, 5), st.integers(1, 10))
def test_more_seats_never_raise_the_gap(study: Study, position: int, more: int) -> None:
    assume(has_both(study))
    before = build(study).coverage().totals
    activity = study["activities"][position % len(study["activities"])]
    assume(activity["capacity"] is not None)
    activity["capacity"] += more
    after = build(study).coverage().totals
    assert after.gap_high <= before.gap_high
    assert after.gap_low <= before.gap_low


@repeatable
@given(tables())
def test_an_unknown_capacity_gives_an_interval_around_every_number(study: Study) -> None:
    assume(has_both(study))
    known = {
        **study,
        "activities": [{**row, "capacity": row["capacity"] or 0} for row in study["activities"]],
    }
    exact = build(known).coverage().totals
    unknown = {
        **known,
        "activities": [{**known["activities"][0], "capacity": None}, *known["activities"][1:]],
    }
    interval = build(unknown).coverage().totals
    assert interval.covered_low <= exact.covered_low <= interval.covered_high


@repeatable
@given(tables())
def test_reading_back_gives_the_same(study: Study) -> None:
    network = build(study)
    assert build({name: network.table(name).rows() for name in study}).fingerprint == network.fingerprint
    with tempfile.TemporaryDirectory() as folder:
        for name in study:
            network.table(name).to_csv(Path(folder) / f"{name}.csv")
        assert ss.read(folder).fingerprint == network.fingerprint


@repeatable
@given(networks())
def test_duplicates_are_pairwise(network: ss.Network) -> None:
    assume(network.has("activities"))
    duplication = network.duplication()
    pairs = {(row["activity_a"], row["activity_b"]) for row in duplication.pairs.rows()}
    for row in duplication.pairs.rows():
        assert row["actor_a"] != row["actor_b"]
    clustered: set[str] = set()
    for cluster in duplication.clusters.rows():
        members = cluster["activities"]
        assert all((a, b) in pairs for k, a in enumerate(members) for b in members[k + 1 :])
        assert not clustered & set(members)
        clustered |= set(members)


@repeatable
@given(networks())
def test_balance_lies_in_its_range(network: ss.Network) -> None:
    assume(network.has("forums") and network.has("seats"))
    representation = network.representation()
    for row in representation.forums.rows():
        for measure in ("parity", "min_max_ratio", "iqv", "pielou", "dissimilarity", "blau"):
            assert row[measure] is None or -RELATIVE <= row[measure] <= 1 + RELATIVE
        for test in ("p_expected", "p_baseline", "p_pool"):
            assert row[test] is None or 0 <= row[test] <= 1 + RELATIVE
        assert row["seats"] == row["seats_expected"] + row["seats_other"]
        shares = [
            r["share"] for r in representation.sectors.rows() if r["forum"] == row["forum"] and r["share"]
        ]
        assert not shares or sum(shares) == pytest.approx(1.0)


@settings(repeatable, max_examples=60)
@given(tables(max_rows=5))
def test_the_oracle_agrees(study: Study) -> None:
    assume(has_both(study))
    with tempfile.TemporaryDirectory() as folder:
        oracle: Any = reception_oracle.analyse(write_folder(Path(folder), study))
    network = build(study)
    for row in network.coverage().needs.rows():
        expected = oracle["needs"][row["need"]]
        assert row["eligible"] == expected["eligible"]
        for column in ("covered_low", "covered_high"):
            exact = expected.get(column)
            found = row[column]
            assert (
                found is None
                if exact is None
                else found == pytest.approx(float(Fraction(exact)), rel=RELATIVE)
            )
    found_clusters = [(row["activities"], row["verdict"]) for row in network.duplication().clusters.rows()]
    assert sorted(found_clusters) == sorted(
        (group["members"], group["verdict"]) for group in oracle["clusters"]
    )
