"""Organisations entered twice, from Python: the worked example of docs/methods/duplicate_actors.md."""

from __future__ import annotations

import pytest

import samspill as ss


def study() -> ss.Network:
    return ss.Network.from_tables(
        areas={"id": ["nordvik", "sorvik"]},
        actors={
            "id": ["a1", "a2", "a3", "a4", "a5", "a6"],
            "name": [
                "Nordvik Røde Kors",
                "RK Nordvik",
                "Sørvik Røde Kors",
                "Språkhuset AS",
                "Språkhuset",
                "Språkhuset",
            ],
            "sector": ["civil_society"] * 3 + ["private"] * 2 + ["municipal"],
            "area": ["nordvik", None, "sorvik", None, None, None],
            "organisation_number": ["912 345 920", None, None, None, None, None],
        },
        activities={"id": ["j1", "j2"], "actor": ["a2", "a2"], "theme": ["language"] * 2},
        ties={"source": ["a5", "a3"], "target": ["a6", "a2"], "relation": ["awareness"] * 2},
    )


def test_pairs_and_proposals_of_the_worked_example() -> None:
    found = study().duplicate_actors()
    pairs = [(row["actor_a"], row["actor_b"], row["proposal"]) for row in found.pairs.rows()]
    assert pairs == [("a1", "a2", "a1"), ("a4", "a5", "a5"), ("a5", "a6", None)]
    assert found.pairs.column("name_similarity") == [1.0, pytest.approx(18 / 20), 1.0]
    assert found.proposals.column("merged") == [["a2"], ["a4"]]
    assert found.proposals.column("activities") == [2, 0]
    assert found.merges == {"a2": "a1", "a4": "a5"}
    assert len(found.shared_by_many) == 0
    assert found.provenance.analysis == "duplicate_actors"
    assert "3" in found.summary()
    assert "Nordvik" not in repr(found)


def test_merging_moves_rows_and_leaves_the_old_network() -> None:
    net = study()
    found = net.duplicate_actors()
    merged = net.with_merged_actors(found)
    assert merged.table("actors").column("id") == ["a1", "a3", "a5", "a6"]
    assert merged.table("activities").column("actor") == ["a1", "a1"]
    assert sorted(merged.table("ties").column("target")) == ["a1", "a6"]
    assert len(net.table("actors")) == 6
    assert merged.duplicate_actors().merges == {"a6": "a5"}
    assert found.former_ids.column("former_id") == ["a2", "a4"]


def test_only_confirmed_merges_can_be_made() -> None:
    net = study()
    assert net.with_merged_actors({"a4": "a5"}).table("actors").column("id") == ["a1", "a2", "a3", "a5", "a6"]
    assert net.with_merged_actors({}).fingerprint == net.fingerprint
    with pytest.raises(ss.InvalidArgument):
        net.with_merged_actors({"nobody": "a5"})
    with pytest.raises(ss.InvalidArgument):
        net.with_merged_actors({"a5": "a5"})
    with pytest.raises(TypeError):
        net.with_merged_actors([("a4", "a5")])  # type: ignore[arg-type]


def test_options_are_checked() -> None:
    net = study()
    assert len(net.duplicate_actors(name_similarity=0.95).pairs) == 2
    for wrong in (0.0, 1.5):
        with pytest.raises(ss.InvalidArgument):
            net.duplicate_actors(name_similarity=wrong)
    for few in (1, -1):
        with pytest.raises(ss.InvalidArgument):
            net.duplicate_actors(most_same=few)
    with pytest.raises(TypeError):
        net.duplicate_actors(abbreviations="sh = språkhuset")
    assert len(net.duplicate_actors(abbreviations=["språkhuset = språkhuset AS"]).pairs) == 4


def test_numbers_that_fail_or_repeat_are_findings() -> None:
    found = ss.Network.from_tables(
        actors={
            "id": ["a", "b", "c"],
            "sector": ["state"] * 3,
            "organisation_number": ["912345920", "NO 912 345 920", "912345921"],
        }
    ).findings
    assert [(f.code, f.row) for f in found] == [
        ("same_organisation", 2),
        ("same_organisation", 3),
        ("organisation_number", 4),
    ]
