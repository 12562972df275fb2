"""Duplicates from Python: scores, evidence, large groups and agreement with labels."""

from __future__ import annotations

from typing import Any

import pytest

import samspill as ss


@pytest.fixture
def cafes() -> ss.Network:
    """Two cafés of one name for different groups, and another of the first group."""
    common = {"theme": "language", "from_month": 0, "to_month": 6}
    return ss.Network.from_tables(
        actors=[{"id": name, "sector": "civil_society"} for name in ("a", "b", "c")],
        activities=[
            {"id": "j1", "actor": "a", "name": "Kaffe og ord", "target_groups": ["women"], **common},
            {"id": "j2", "actor": "b", "name": "KAFFE OG ORD", "target_groups": ["families"], **common},
            {"id": "j3", "actor": "c", "name": "Walks", "target_groups": ["women"], **common},
        ],
    )


def test_pairs_carry_scores(cafes: ss.Network) -> None:
    pairs = cafes.duplication().pairs
    assert [(row["activity_a"], row["activity_b"]) for row in pairs.rows()] == [("j1", "j3")]
    # Theme and target groups 1 (weight 2 each), months and kind 1 (1 each), names 0 (1).
    assert pairs.column("score") == [pytest.approx(6 / 7)]
    assert pairs.column("by_likeness") == [False]


def test_like_names_make_pairs_from_a_score_on(cafes: ss.Network) -> None:
    # Theme 1 (weight 2), months, kind and names 1 (1 each), target groups 0 (2).
    found = cafes.duplication(least_score=5 / 7 - 1e-9).pairs
    likeness = {(row["activity_a"], row["activity_b"]): row["by_likeness"] for row in found.rows()}
    assert likeness == {("j1", "j2"): True, ("j1", "j3"): False}
    assert len(cafes.duplication(least_score=5 / 7 + 1e-9).pairs) == 1
    heavier = cafes.duplication(least_score=0.7, weights={"target_groups": 3})
    assert len(heavier.pairs) == 1  # 5 / 8


def test_evidence_names_every_field(cafes: ss.Network) -> None:
    evidence = cafes.duplication().evidence("j1", "j2")
    assert evidence.score == pytest.approx(5 / 7)
    assert evidence.apart  # whom one is for, the other is not
    fields = {field.field: field for field in evidence.fields}
    assert fields["name"].score == 1
    assert fields["target_groups"].score == 0
    assert fields["ages"] == ss.FieldEvidence("ages", stated_by_a=False, stated_by_b=False, score=None)
    with pytest.raises(ss.InvalidArgument, match="activity"):
        cafes.duplication().evidence("j1", "nowhere")


def test_ten_thousand_equal_rows_are_one_group() -> None:
    many = range(10_000)
    network = ss.Network.from_tables(
        actors={"id": [f"a{k}" for k in many], "sector": ["civil_society"] * len(many)},
        activities={
            "id": [f"j{k}" for k in many],
            "actor": [f"a{k}" for k in many],
            "theme": ["language"] * len(many),
            "name": ["Language café"] * len(many),
        },
    )
    duplication = network.duplication(least_score=0.8)
    assert len(duplication.pairs) == 0
    assert duplication.groups.rows() == [
        {"group": "j0", "alike": alike, "theme": "language", "activities": 10_000, "actors": 10_000}
        for alike in ("attributes", "name")
    ]
    assert len(duplication.clusters) == 1
    with pytest.raises(ss.InvalidArgument, match="most_listed_alike"):
        ss.duplication.score(duplication, [])


TRUTH = [
    {"a": "1", "b": "2", "same": 1},
    {"a": "3", "b": "2", "same": 1},
    {"a": "1", "b": "4", "same": 0},
]


def test_score_of_pairs_by_hand() -> None:
    found = [
        {"a": "2", "b": "1", "score": 0.9},
        {"a": "4", "b": "1", "score": 0.8},
        {"a": "4", "b": "5", "score": 0.7},
    ]
    score = ss.duplication.score(found, TRUTH)
    assert (score.true_positives, score.false_positives, score.false_negatives) == (1, 1, 1)
    assert score.unlabelled == 1
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)
    assert score.curve.column("precision") == [1, 0.5, 0.5]
    assert score.best_threshold == 0.9
    assert ss.duplication.score(found, TRUTH, complete=True).false_positives == 2


def test_score_without_anything_has_no_shares() -> None:
    score = ss.duplication.score([], [])
    assert (score.precision, score.recall, score.f1, score.best_threshold) == (None, None, None, None)


@pytest.mark.parametrize(
    ("pairs", "truth", "says"),
    [
        ([{"a": "1"}], TRUTH, "columns a and b"),
        ([], [{"a": "1", "b": "2"}], "column same"),
        ([], [{"a": "1", "b": "2", "same": "perhaps"}], "same must be"),
        ([], [{"a": "1", "b": "1", "same": 1}], "one activity twice"),
        ([], [*TRUTH, {"a": "2", "b": "1", "same": 0}], "both"),
    ],
)
def test_score_refuses_what_it_cannot_use(pairs: Any, truth: Any, says: str) -> None:  # noqa: ANN401
    with pytest.raises(ss.InvalidArgument, match=says):
        ss.duplication.score(pairs, truth)


def test_clusters_against_labels(cafes: ss.Network) -> None:
    found = cafes.duplication(least_score=0.7)  # j1 joins j2 first, and j3 pairs with j1 only
    score = ss.duplication.score_clusters(found, [{"a": "j1", "b": "j2", "same": True}])
    assert (score.precision, score.recall, score.b_cubed_f1) == (1, 1, 1)


@pytest.mark.parametrize("score", [ss.duplication.score, ss.duplication.score_clusters])
def test_labels_of_activities_that_do_not_exist_are_refused(cafes: ss.Network, score: Any) -> None:  # noqa: ANN401
    found = cafes.duplication()
    truth = [{"a": "j1", "b": b, "same": 1} for b in ("j2", "nobody", 3)]
    with pytest.raises(ss.InvalidArgument, match=r"^2 of the labels .* rows 2, 3 of truth") as caught:
        score(found, truth)
    assert "nobody" not in str(caught.value)
    many = [{"a": "j1", "b": f"x{k}", "same": 0} for k in range(9)]
    with pytest.raises(ss.InvalidArgument, match=r"^9 of the labels .* rows 1, 2, 3, 4, 5, … of truth"):
        score(found, many)
    score(found, truth[:1])
    score(found, [])


@pytest.mark.parametrize(
    "wrong",
    [{"least_score": 0.0}, {"least_score": 1.1}, {"name_likeness": 0}, {"weights": {"colour": 1}}],
)
def test_options_out_of_range_are_refused(cafes: ss.Network, wrong: dict[str, Any]) -> None:
    with pytest.raises(ss.InvalidArgument):
        cafes.duplication(**wrong)


def wave(seats: int, need: int) -> ss.Duplication:
    """Two towns of one region: in north two departments offer the same, beside an association."""
    offer = {"theme": "language", "areas": ["north"], "capacity": seats}
    return ss.Network.from_tables(
        areas=[{"id": "region"}, {"id": "north", "parent": "region"}, {"id": "south", "parent": "region"}],
        actors=[
            {"id": "town", "sector": "municipal", "area": "north"},
            {"id": "school", "sector": "municipal", "parent": "town"},
            {"id": "library", "sector": "municipal", "parent": "town"},
            {"id": "club", "sector": "civil_society", "area": "north"},
        ],
        activities=[
            {"id": "j1", "actor": "school", **offer},
            {"id": "j2", "actor": "library", **offer},
            {"id": "j3", "actor": "club", **offer},
        ],
        needs=[{"id": "n", "theme": "language", "area": "north", "people": need}],
    ).duplication()


def test_scope_says_where_duplicates_lie() -> None:
    scope = wave(seats=10, need=20).scope()
    pairs = {(row["activity_a"], row["activity_b"]): row["scope"] for row in scope.pairs.rows()}
    assert pairs == {
        ("j1", "j2"): "between_departments",
        ("j1", "j3"): "between_sectors_of_municipality",
        ("j2", "j3"): "between_sectors_of_municipality",
    }
    assert scope.clusters.column("scope") == ["between_sectors_of_municipality"]
    assert len(scope.by_sectors) == 2
    with pytest.raises(ss.NotFound):
        wave(seats=10, need=20).scope(municipalities=["nowhere"])


def test_changes_between_waves() -> None:
    waves = [wave(seats=10, need=20), wave(seats=5, need=20), wave(seats=20, need=20)]
    changes = ss.duplication.changes(waves)  # surplus 10, then none, then 40
    assert [(row["wave"], row["change"]) for row in changes.clusters.rows()] == [
        (2, "resolved"),
        (3, "came_back"),
    ]
    with pytest.raises(ss.InvalidArgument):
        ss.duplication.changes(waves[:1])
    with pytest.raises(TypeError, match="waves"):
        ss.duplication.changes(["first", "second"])  # type: ignore[list-item]


def test_demand_cells_of_the_worked_example() -> None:
    """M2.10: Z1 needs 20 and has 12 and 15 seats, Z2 needs 10 and has none."""
    network = ss.Network.from_tables(
        areas=[{"id": "Z1"}, {"id": "Z2"}],
        actors=[{"id": name, "sector": "civil_society"} for name in ("a", "b")],
        activities=[
            {"id": "j1", "actor": "a", "theme": "t", "areas": ["Z1"], "capacity": 12},
            {"id": "j2", "actor": "b", "theme": "t", "areas": ["Z1"], "capacity": 15},
        ],
        needs=[
            {"id": "n1", "theme": "t", "area": "Z1", "people": 20},
            {"id": "n2", "theme": "t", "area": "Z2", "people": 10},
        ],
    )
    cells = network.demand_cells(months=(0, 1))
    assert (cells.covered, cells.people) == (20, 30)
    assert [(row["area"], row["gap"], row["surplus"], row["verdict"]) for row in cells.cells.rows()] == [
        ("Z1", 0, 7, "surplus"),
        ("Z2", 10, 0, "needed"),
    ]


def near_identical(rows: int) -> ss.Network:
    """Offers of different actors and ages that all pair with one another."""
    many = range(rows)
    return ss.Network.from_tables(
        actors={"id": [f"a{k}" for k in many], "sector": ["civil_society"] * rows},
        activities={
            "id": [f"j{k}" for k in many],
            "actor": [f"a{k}" for k in many],
            "theme": ["language"] * rows,
            "age_min": [k % 50 for k in many],
            "age_max": [50 + k // 50 for k in many],
            "capacity": [1] * rows,
        },
        needs=[{"id": "n", "theme": "language", "people": 10}],
    )


def test_pairs_beyond_the_bound_are_counted_and_noted() -> None:
    network = near_identical(20)
    found = network.duplication(most_pairs=7)
    assert (len(found.pairs), found.pairs_found) == (7, 190)
    assert found.notes == ("183 of 190 pairs are not listed: they lie beyond most_pairs.",)
    assert found.notes[0] in found.summary()
    assert found.clusters.column("verdict") == ["surplus"]
    everything = network.duplication()
    assert everything.notes == ()
    assert everything.pairs.rows()[:7] == found.pairs.rows()
    with pytest.raises(ss.InvalidArgument, match="most_pairs"):
        ss.duplication.score(found, [])
    with pytest.raises(ss.InvalidArgument, match="most_pairs"):
        network.duplication(most_pairs=-1)


def test_ten_thousand_near_identical_rows_are_one_cluster() -> None:
    found = near_identical(10_000).duplication(most_pairs=1000)
    assert (len(found.pairs), found.pairs_found) == (1000, 10_000 * 9_999 // 2)
    assert [len(row) for row in found.clusters.column("activities")] == [10_000]
    assert len(found.groups) == 0


def test_groups_say_in_what_they_are_alike(cafes: ss.Network) -> None:
    found = cafes.duplication(least_score=0.9, most_listed_alike=1)
    assert [(row["alike"], row["activities"]) for row in found.groups.rows()] == [
        ("attributes", 2),
        ("name", 2),
    ]
    assert "Groups of alike activities" in found.notes[-1]


def test_name_likeness_is_exact_or_refused(cafes: ss.Network) -> None:
    assert cafes.duplication(name_likeness=1e-9).provenance.options["name_likeness"] == "1e-09"
    with pytest.raises(ss.InvalidArgument, match="name_likeness"):
        cafes.duplication(name_likeness=4e-10)


def test_units_of_one_organisation_are_no_reserve() -> None:
    def verdict(parent: str | None) -> list[object]:
        return (
            ss.Network.from_tables(
                actors=[
                    {"id": "town", "sector": "municipal"},
                    {"id": "school", "sector": "municipal", "parent": "town"},
                    {"id": "library", "sector": "municipal", "parent": parent},
                ],
                activities=[
                    {"id": "j1", "actor": "school", "theme": "t", "capacity": 12},
                    {"id": "j2", "actor": "library", "theme": "t", "capacity": 10},
                ],
                needs=[{"id": "n", "theme": "t", "people": 20}],
            )
            .duplication()
            .clusters.column("verdict")
        )

    assert verdict(None) == ["backup"]
    assert verdict("town") == ["surplus"]
