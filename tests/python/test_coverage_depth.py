"""Losses, groups, repairs and what-ifs on the worked example of methods M4.1 to M4.4."""

from __future__ import annotations

import importlib.util

import pytest

import samspill as ss

STAGES = ["exists", "in_area", "in_period", "eligible", "free_capacity", "known"]


@pytest.fixture
def network() -> ss.Network:
    """M4.1, with a referrer (office) that does not know a3."""
    offer = {"actor": "club", "theme": "language", "areas": ["A"]}
    return ss.Network.from_tables(
        areas=[{"id": "A"}, {"id": "B"}],
        actors=[
            {"id": "desk", "sector": "municipal"},
            {"id": "office", "sector": "municipal"},
            {"id": "club", "sector": "civil_society"},
        ],
        activities=[
            {"id": "a1", **offer, "languages": ["ar", "da"], "capacity": 8},
            {"id": "a2", **offer, "languages": ["ti"], "capacity": 10},
            {"id": "a3", **offer, "languages": ["da"], "capacity": 4},
        ],
        needs=[
            {
                "id": need,
                "theme": "language",
                "area": area,
                "language": language,
                "people": people,
                "entry_point": who,
            }
            for need, area, language, people, who in [
                ("n1", "A", "ar", 10, "desk"),
                ("n2", "B", "ti", 6, "desk"),
                ("n3", "A", "da", 8, "office"),
            ]
        ],
        ties=[
            {"source": "desk", "target": "club", "relation": "awareness"},
            {"source": "office", "target": "a1", "relation": "awareness"},
        ],
    )


def test_cascade_of_the_worked_example(network: ss.Network) -> None:
    cascade = network.coverage().cascade
    assert cascade.column("stage") == STAGES
    assert cascade.column("status") == ["ok", "ok", "unknown", "ok", "ok", "ok"]
    assert cascade.column("lost_least") == [0, 6, None, 0, 6, 4]  # M4.3
    assert cascade.column("left_least") == [24, 18, None, 18, 12, 8]
    assert cascade.column("tanahashi")[-1] == "contact"


def test_losses_add_up_to_the_gap(network: ss.Network) -> None:
    coverage = network.coverage()
    gaps = coverage.losses.column("gap_least")
    assert gaps == pytest.approx([50 / 9, 6, 40 / 9])
    for row in coverage.losses.rows():
        stages = [row[f"{stage}_least"] or 0 for stage in STAGES]
        assert sum(stages) == pytest.approx(row["gap_least"])


@pytest.mark.parametrize("grouping", ["theme", "target_group", "area", "language", "entry_point"])
def test_losses_of_groups_add_up(network: ss.Network, grouping: str) -> None:
    coverage = network.coverage()
    groups = coverage.by(grouping).losses  # type: ignore[arg-type]
    for stage, lost in zip(STAGES, coverage.cascade.column("lost_least"), strict=True):
        assert sum(value or 0 for value in groups.column(f"{stage}_least")) == pytest.approx(lost or 0)


def test_losses_by_language(network: ss.Network) -> None:
    losses = {row["group"]: row for row in network.coverage().by("language").losses.rows()}
    assert losses["ti"]["in_area_least"] == 6
    assert losses["ar"]["free_capacity_least"] == pytest.approx(50 / 9)
    assert losses["da"]["known_least"] == 4


def test_stage_order_is_an_option(network: ss.Network) -> None:
    order = ["exists", "in_area", "in_period", "eligible", "known", "free_capacity"]
    coverage = network.coverage(stage_order=order)  # type: ignore[arg-type]
    # What n3's referrer does not know does not matter where only seats are missing.
    assert coverage.cascade.column("stage") == order
    assert coverage.cascade.column("lost_least") == [0, 6, None, 0, 0, pytest.approx(10)]
    for wrong in (["exists"], [*order[:-1], "exists"], ["in_area", "exists", *order[2:]]):
        with pytest.raises(ss.InvalidArgument, match="stage_order"):
            network.coverage(stage_order=wrong)  # type: ignore[arg-type]


def test_repairs_of_the_worked_example(network: ss.Network) -> None:
    repairs = network.coverage().repairs(budget=5)
    tell = next(row for row in repairs.table.rows() if row["kind"] == "tell")
    assert (tell["actor"], tell["activity"], tell["people"]) == ("office", "a3", 4)  # M4.4
    assert repairs.knowledge.rows() == [
        {"entry_point": "office", "activity": "a3", "people": 4, "repair": tell["repair"]}
    ]
    assert repairs.totals.covered == 8
    assert repairs.totals.chosen_people == 10
    assert repairs.totals.people_at_most >= 10
    assert [row["step"] for row in repairs.chosen] == sorted(row["step"] for row in repairs.chosen)
    assert "10 more people" in repairs.summary()
    assert repairs.exact is None


def test_carried_out_repairs_reach_whom_they_promise(network: ss.Network) -> None:
    before = network.coverage()
    assert before.totals.known_low == 8
    told = network.with_tie("office", "a3", "awareness")
    assert told.coverage().totals.known_low == 8 + 4
    more = network.with_capacity("a1", 18)
    assert more.coverage().totals.known_low == 8 + 10
    opened = network.without_activity("a2").with_activity(
        id="a2", actor="club", theme="language", areas=["A", "B"], languages=["ti"], capacity=10
    )
    assert opened.coverage().totals.known_low == 8 + 6
    assert network.coverage().totals.known_low == 8  # the network itself never changes


def test_what_if_networks_equal_those_built_anew(network: ss.Network) -> None:
    there_and_back = network.with_capacity("a1", 99).with_capacity("a1", 8)
    assert there_and_back.fingerprint == network.fingerprint
    gone = network.without_actor("club")
    assert gone.sizes["activities"] == 0
    assert gone.coverage().totals.covered_high == 0
    with pytest.raises(ss.InvalidArgument, match="actor"):
        network.without_actor("nobody")
    with pytest.raises(ss.UnusableData):
        network.with_activity(id="a4", actor="club", theme="")


def test_repairs_exactly(network: ss.Network) -> None:
    if importlib.util.find_spec("highspy") is None:
        with pytest.raises(ss.Unavailable, match="highspy"):
            network.coverage().repairs(budget=5, exact=True)
        return
    repairs = network.coverage().repairs(budget=6, exact=True)
    # Told, moved and opened to B, all 22 seats are used: 14 more, for an effort of 1 + 2 + 3.
    assert repairs.exact is not None
    assert repairs.exact.proved
    assert repairs.exact.people == 14
    assert repairs.totals.chosen_people <= 14 <= repairs.totals.people_at_most
    chosen = [row["kind"] for row in repairs.table.rows() if row["repair"] in repairs.exact.repairs]
    assert sorted(chosen) == ["move_seats", "open", "tell"]


@pytest.mark.parametrize(
    ("arguments", "match"),
    [
        ({"budget": -1}, "budget"),
        ({"kinds": ["shout"]}, "kinds"),
        ({"efforts": {"shout": 1}}, "efforts"),
        ({"efforts": {"tell": 0}}, "efforts"),
        ({"unknown_seats": "some"}, "unknown_seats"),
    ],
)
def test_bad_options_of_repairs(network: ss.Network, arguments: dict[str, object], match: str) -> None:
    with pytest.raises(ss.InvalidArgument, match=match):
        network.coverage().repairs(**arguments)  # type: ignore[arg-type]


def test_explain_names_what_each_offer_fails(network: ss.Network) -> None:
    coverage = network.coverage()
    nearest = coverage.explain("n2").nearest.rows()
    assert (nearest[0]["activity"], nearest[0]["one_condition"]) == ("a2", "area")
    seats = coverage.explain("n1").shared_seats
    assert seats is not None
    assert (seats.people, seats.seats, seats.activities, seats.needs) == (18, 8, ["a1"], ["n1", "n3"])
    assert "18 people share 8 seats of a1; adding seats here helps 2 needs." in coverage.explain("n1").text()
    unknown = {row["activity"]: row["one_condition"] for row in coverage.explain("n3").nearest.rows()}
    assert unknown["a3"] == "known"
    with pytest.raises(ss.InvalidArgument, match="need"):
        coverage.explain("nobody")
    with pytest.raises(ss.InvalidArgument, match="nearest"):
        coverage.explain("n1", nearest=-1)


def test_criticality_of_the_worked_example(network: ss.Network) -> None:
    criticality = network.coverage().criticality()
    assert criticality.activities.column("people") == [8, 0, 4]  # M4.5
    assert criticality.activities.column("redundant") == [False, True, False]
    assert {row["actor"]: row["people"] for row in criticality.actors.rows()}["club"] == 12
    assert criticality.totals.covered == 12
    assert criticality.totals.jointly_redundant == 1 <= criticality.totals.jointly_redundant_at_most


def test_what_if_answers_as_the_edited_network_would(network: ss.Network) -> None:
    coverage = network.coverage()
    session = coverage.what_if()
    assert session.with_tie("office", "a3").known_gained_low == 4  # M4.4
    assert session.with_capacity("a1", 18).known_low == 18
    assert session.without_activity("a1").gained_low == -8  # M4.5
    assert session.without_actor("club").covered_high == 0
    in_b = {"actor": "club", "theme": "language", "areas": ["B"], "languages": ["ti"]}
    assert session.with_activity(**in_b, capacity=4).known_gained_low == 4  # of the six of n2, who ask desk
    assert session.with_activity(**in_b, capacity=9).covered_low == 18
    assert session.with_activity(**in_b).gained_low == 0  # unknown seats: none or enough
    assert session.with_activity(**in_b).gained_high == 6
    with pytest.raises(ss.UnusableData, match="capacity"):
        session.with_activity(**in_b, capacity=-1)
    lost = {row["actor"]: row["gained_low"] for row in session.without_each_actor()}
    assert lost == {"club": -12, "desk": 0, "office": 0}
    with pytest.raises(ss.InvalidArgument, match="actor"):
        session.without_actor("nobody")
    with pytest.raises(ss.InvalidArgument, match="relation"):
        session.with_tie("office", "a3", "rumour")  # type: ignore[arg-type]


def test_coverage_from_the_one_before_is_the_same(network: ss.Network) -> None:
    before = network.coverage()
    for edited in (
        network.without_actor("desk"),
        network.with_capacity("a3", 1),
        network.without_activity("a1"),
    ):
        again, anew = edited.coverage(previous=before), edited.coverage()
        assert again.needs.rows() == anew.needs.rows()
        assert again.losses.rows() == anew.losses.rows()
        assert again.totals == anew.totals
    with pytest.raises(TypeError, match="previous"):
        network.coverage(previous="before")  # type: ignore[arg-type]
