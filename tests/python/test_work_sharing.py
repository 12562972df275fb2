"""Work sharing and the overview: the worked example of docs/methods/work_sharing.md, options and pictures."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import pytest

import samspill as ss

Rows = list[dict[str, Any]]

AREAS = [{"id": "Z1"}, {"id": "Z2"}]
ACTORS = [{"id": "school", "sector": "municipal"}, {"id": "church", "sector": "civil_society"}]


def cafes(theme: str = "cafe", **more: object) -> list[dict[str, Any]]:
    """Offers of 12 and 15 seats in Z1."""
    return [
        {"id": f"{theme}-1", "actor": "school", "theme": theme, "areas": "Z1", "capacity": 12, **more},
        {"id": f"{theme}-2", "actor": "church", "theme": theme, "areas": "Z1", "capacity": 15, **more},
    ]


def needs(theme: str = "cafe", here: int = 20) -> list[dict[str, Any]]:
    """People in Z1, and 10 in Z2 whom nobody serves."""
    return [
        {"id": f"{theme}-need-1", "theme": theme, "area": "Z1", "people": here},
        {"id": f"{theme}-need-2", "theme": theme, "area": "Z2", "people": 10},
    ]


def study(needs: Rows | None = None, activities: Rows | None = None) -> ss.Network:
    return ss.Network.from_tables(areas=AREAS, actors=ACTORS, needs=needs, activities=activities)


@pytest.fixture(scope="module")
def network() -> ss.Network:
    return study(needs=needs(), activities=cafes())


@pytest.fixture(scope="module")
def sharing(network: ss.Network) -> ss.WorkSharing:
    return network.duplication().work_sharing()


def test_worked_example(sharing: ss.WorkSharing) -> None:
    moves = [row for row in sharing.table.rows() if row["kind"] == "move"]
    assert [(row["activity"], row["to_area"], row["people"]) for row in moves] == [
        ("cafe-1", "Z2", 7),
        ("cafe-2", "Z2", 7),
    ]
    (join,) = (row for row in sharing.table.rows() if row["kind"] == "join_forces")
    assert (join["activity"], join["other"], join["seats"], join["seats_freed"]) == (
        "cafe-1",
        "cafe-2",
        20,
        7,
    )
    assert dataclasses.asdict(sharing.totals) == {
        "people": 30,
        "covered": 20,
        "considered": 3,
        "all_considered": True,
        "chosen_people": 7,
        "imbalance": 1.0,
    }
    assert [row["activity"] for row in sharing.chosen.rows()] == ["cafe-1"]


def test_a_second_theme_evens_it_out() -> None:
    both = study(needs=needs() + needs("sport"), activities=cafes() + cafes("sport"))
    sharing = both.duplication().work_sharing(kinds=["move"])
    assert [row["activity"] for row in sharing.chosen.rows()] == ["cafe-1", "sport-2"]
    assert (sharing.totals.chosen_people, sharing.totals.imbalance) == (14, 0.0)
    given = {row["sector"]: row["seats_given_up"] for row in sharing.sectors.rows()}
    assert (given["municipal"], given["civil_society"], given["state"]) == (7, 7, 0)
    assert "as many seats" in sharing.summary()


def test_alternate_weeks() -> None:
    weekly = {"schedule": "FREQ=WEEKLY;BYDAY=TU", "minutes": 60}
    sharing = (
        study(needs=needs(here=11), activities=cafes(**weekly))
        .duplication()
        .work_sharing(kinds=["alternate_weeks"])
    )
    assert [row["seats"] for row in sharing.table.rows()] == [12]
    costs = sharing.costs.rows()
    assert [row["seats_given_up"] for row in costs] == [6, 7]
    assert all(math.isclose(row["meetings"], -26 / 12) for row in costs)
    assert all(math.isclose(row["minutes"], -130) for row in costs)
    thirteen = study(needs=needs(here=13), activities=cafes(**weekly)).duplication()
    assert not thirteen.work_sharing(kinds=["alternate_weeks"]).table


def test_proposals_reach_what_the_edited_network_says(network: ss.Network, sharing: ss.WorkSharing) -> None:
    move = sharing.table.rows()[0]
    row = next(row for row in cafes() if row["id"] == move["activity"])
    edited = network.with_capacity(row["id"], row["capacity"] - move["seats"]).with_activity(
        **{**row, "id": "moved", "areas": move["to_area"], "capacity": move["seats"]}
    )
    gained = edited.coverage().totals.covered_low - network.coverage().totals.covered_low
    assert gained == move["people"]


def test_limits_and_reserves() -> None:
    duplication = study(needs=needs(here=26), activities=cafes()).duplication()
    assert not duplication.work_sharing().table
    assert "Nothing to share" in duplication.work_sharing().summary()
    assert duplication.work_sharing(include_backup=True).table
    limited = duplication.work_sharing(include_backup=True, limits=ss.SharingLimits(most_proposals=1))
    assert len(limited) == 1
    assert not limited.totals.all_considered
    assert "More proposals exist" in limited.summary()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"kinds": ["borrow"]}, "kinds must be one of move, join_forces, alternate_weeks"),
        ({"most_changes": 3}, "most_changes must be 1 or 2"),
        ({"unknown_seats": "some"}, "unknown_seats must be one of none, unbounded"),
        ({"limits": ss.SharingLimits(most_gaps=0)}, "most_gaps must be 1 or more"),
        ({"limits": ss.SharingLimits(most_candidates=-1)}, "most_candidates must be 1 or more"),
    ],
)
def test_options_are_checked(network: ss.Network, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ss.InvalidArgument, match=message):
        network.duplication().work_sharing(**arguments)


def test_types_are_checked(network: ss.Network) -> None:
    with pytest.raises(TypeError, match="include_backup must be True or False, not int"):
        network.duplication().work_sharing(include_backup=1)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="limits must be a SharingLimits, not int"):
        network.duplication().work_sharing(limits=5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="coverage must be a Coverage, not str"):
        network.overview(coverage="yes")  # type: ignore[arg-type]


def test_needs_are_needed() -> None:
    with pytest.raises(ss.MissingTable, match="work sharing needs the table needs"):
        study(activities=cafes()).duplication().work_sharing()


def test_options_stand_in_the_provenance(sharing: ss.WorkSharing) -> None:
    assert sharing.provenance.analysis == "work_sharing"
    assert sharing.provenance.options["most_changes"] == "2"
    assert sharing.provenance.options["duplication.backup_share"].startswith("0.1")


def test_the_matching_of_the_duplication_is_kept() -> None:
    early = [{**row, "from_month": 0, "to_month": 4} for row in needs()]
    late = cafes(from_month=2, to_month=6)
    found = study(needs=early, activities=late)
    assert found.duplication().work_sharing().totals.covered == 20
    assert found.duplication(need_period="whole").work_sharing().totals.covered == 0


def test_overview(network: ss.Network) -> None:
    overview = network.overview(months=(0, 1), coverage=network.coverage(months=(0, 1)))
    assert overview.months == (0, 1)
    assert [(row["actor"], row["theme"], row["month"], row["seats"]) for row in overview.table.rows()] == [
        ("church", "cafe", 0, 15),
        ("school", "cafe", 0, 12),
    ]
    (theme,) = overview.themes.rows()
    assert (theme["actors"], theme["seats"], theme["people"], theme["covered_low"]) == (2, 27, 30, 20.0)
    assert network.overview(months=(0, 1)).themes.rows()[0]["people"] is None
    assert network.overview().months == (-2, 7)
    with pytest.raises(ss.InvalidArgument, match="months must be"):
        network.overview(months=(0, 500))


def test_results_show_themselves(network: ss.Network, sharing: ss.WorkSharing) -> None:
    assert repr(sharing) == "<samspill.WorkSharing: 3 proposals, 1 chosen>"
    assert "Z2" in sharing._repr_html_()
    assert "Municipal actors give up 100 percentage points more" in sharing.summary()
    overview = network.overview(months=(0, 1))
    assert repr(overview) == "<samspill.Overview: 2 cells, 1 months of themes>"
    assert "church" in overview._repr_html_()
    assert overview.provenance.analysis == "overview_matrix"
