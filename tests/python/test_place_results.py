"""Coverage by group and accessibility of places, against sums, formulas and a package computed apart."""

from __future__ import annotations

import dataclasses
import inspect
import math
import random
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest

import samspill as ss
from samspill.place_results import (
    Accessibility,
    CoverageGroups,
    DecayName,
    GroupingName,
    accessibility,
    coverage_by,
)
from small_study import AREAS, NEEDS, TABLES

GROUPINGS: tuple[GroupingName, ...] = (
    "theme",
    "target_group",
    "area",
    "month",
    "language",
    "entry_point",
    "former_unit",
)

PEOPLE = {"a": 120, "b": 80, "c": 40, "d": 200}
SEATS = {"a": 30, "c": 12, "d": 50}
MINUTES = {("a", "b"): 8, ("b", "c"): 15, ("c", "d"): 28, ("a", "c"): 19, ("b", "d"): 31}


def groups(
    grouping: GroupingName,
    network: ss.Network | None = None,
    **options: Any,  # noqa: ANN401 - options of any type
) -> CoverageGroups:
    study = network or ss.Network.from_tables(**TABLES)
    return coverage_by(study.coverage()._core, grouping, **options)


def measures(result: CoverageGroups, end: str = "low") -> dict[str, dict[str, Any]]:
    return {row["measure"]: row for row in result.equity.rows() if row["end"] == end}


def four_places(**changed: Any) -> ss.Network:  # noqa: ANN401 - any form of a table
    tables: dict[str, Any] = {
        "areas": [{"id": area} for area in PEOPLE],
        "actors": [{"id": "club", "sector": "civil_society"}],
        "needs": [{"id": f"n{a}", "theme": "t", "area": a, "people": n} for a, n in PEOPLE.items()],
        "activities": [
            {"id": f"j{a}", "actor": "club", "theme": "t", "areas": [a], "capacity": n}
            for a, n in SEATS.items()
        ],
        "travel_times": [{"from": a, "to": b, "minutes": m} for (a, b), m in MINUTES.items()],
        **changed,
    }
    return ss.Network.from_tables(**tables)


def access(network: ss.Network, **options: Any) -> Accessibility:  # noqa: ANN401 - options of any type
    return accessibility(network._core, **options)


def by_area(result: Accessibility) -> dict[str, float]:
    return {row["area"]: row["accessibility_low"] for row in result.areas.rows()}


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_groups_hold_every_need_once(grouping: GroupingName) -> None:
    result = groups(grouping)
    people = "own_people" if grouping == "area" else "people"
    expected = 24 * 9 if grouping == "month" else 24  # standing needs last in all nine months
    assert sum(result.table.column(people)) == expected
    assert result.grouping == grouping
    assert result.needs_outside == 0
    assert result.table.name == f"coverage_by_{grouping}"


def test_languages_of_the_worked_example() -> None:
    result = groups("language")
    rows = {row["group"]: row for row in result.table.rows()}
    assert rows["ar"]["share_low"] == pytest.approx(2 / 3)
    assert rows["ti"]["share_low"] == 0
    assert rows["da"]["known_low"] == pytest.approx(32 / 9)
    gap = measures(result)["share_gap"]
    assert (gap["best"], gap["worst"]) == ("ar", "ti")
    assert gap["value"] == pytest.approx(2 / 3)
    assert measures(result)["theil"]["value"] == pytest.approx(math.log(4 / 3))
    assert measures(result)["theil"]["denominator_amount"] == pytest.approx(0.5)


def test_a_group_that_states_nothing_has_no_name() -> None:
    needs = [*NEEDS[:2], {**NEEDS[2], "language": None}]
    result = groups("language", ss.Network.from_tables(**{**TABLES, "needs": needs}))
    assert result.table.column("group") == ["ar", "ti", None]
    assert "Best covered: needs that state none with 100.0 %" in result.summary()
    assert measures(result)["share_gap"]["best"] is None
    assert measures(result)["share_gap"]["best_share"] == 1


def test_months_are_an_option() -> None:
    result = groups("month", months=(0, 2))
    assert result.table.column("group") == ["0", "1"]
    assert result.months == (0, 2)
    with pytest.raises(ss.InvalidArgument, match="120 months"):
        groups("month", months=(0, 121))


def test_inhabitants_are_the_denominator_of_areas() -> None:
    areas = [{**AREAS[0], "population": 900}, AREAS[1]]
    rows = groups("area", ss.Network.from_tables(**{**TABLES, "areas": areas})).table.rows()
    assert rows[0]["people_per_1000"] == pytest.approx(20)
    assert rows[0]["covered_per_1000_low"] == pytest.approx(1000 * 12 / 900)
    assert rows[1]["people_per_1000"] is None


def test_summary_names_best_and_worst() -> None:
    text = groups("language").summary()
    assert text.startswith("3 groups by language. Best covered: ar with 66.7 % of its people; worst: ti")
    assert "Theil index 0.288, of which 0.288 between groups." in text
    assert groups("theme").summary() == (
        "1 groups by theme. No gap: fewer than two groups with people. "
        "Theil index 0.288, of which 0 between groups."
    )


def test_summary_tells_both_ends_apart() -> None:
    activities = [*TABLES["activities"], {"id": "a4", "actor": "club", "theme": "language", "areas": ["B"]}]
    text = groups("language", ss.Network.from_tables(**{**TABLES, "activities": activities})).summary()
    assert "Without the seats nobody counted: Best covered: ar" in text
    assert "With as many of them as are asked for: Best covered: ti with 100.0 %" in text


def test_equity_equals_its_formula() -> None:
    network = four_places()
    shares = {row["need"]: (row["people"], row["share"]) for row in network.coverage().needs.rows()}
    people = sum(count for count, _ in shares.values())
    mean = sum(count * share for count, share in shares.values()) / people
    theil = sum(
        count / people * (share / mean) * math.log(share / mean) for count, share in shares.values() if share
    )
    found = measures(groups("area", network))
    assert found["theil"]["value"] == pytest.approx(theil, abs=1e-12)
    assert found["theil_between"]["value"] == pytest.approx(theil, abs=1e-12)  # one need an area
    assert found["theil_within"]["value"] == 0


def test_html_is_escaped() -> None:
    areas = [{**AREAS[0], "name": "<script>"}, AREAS[1]]
    network = ss.Network.from_tables(**{**TABLES, "areas": areas})
    assert "&lt;script&gt;" in groups("area", network)._repr_html_()
    named = four_places(areas=[{"id": area, "name": "<b>"} for area in PEOPLE])
    assert "<b>" not in access(named)._repr_html_()


def test_results_say_where_they_come_from() -> None:
    network = four_places()
    assert groups("area", network).provenance.options["grouping"] == "area"
    provenance = access(network, decay="stepwise").provenance
    assert provenance.analysis == "accessibility"
    assert provenance.network_fingerprint == network.fingerprint
    assert provenance.options["zones"] == "10: 1; 20: 0.68; 30: 0.22"
    assert repr(access(network)) == "<samspill.Accessibility of 4 areas, 3 with activities>"
    assert repr(groups("area", network)) == "<samspill.CoverageGroups: 4 groups by area>"


def test_pysal_access_gives_the_same_numbers() -> None:
    # two_stage_fca of PySAL access 1.1.10 on the same people, seats and minutes, the second with the weights
    # 1, 0.68 and 0.22 up to 10, 20 and 30 minutes
    binary = {
        "a": 0.15227272727272728,
        "b": 0.15227272727272728,
        "c": 0.3606060606060606,
        "d": 0.23560606060606062,
    }
    stepwise = {
        "a": 0.16913316261203587,
        "b": 0.16913316261203587,
        "c": 0.1970161792769855,
        "d": 0.251463601532567,
    }
    assert by_area(access(four_places())) == pytest.approx(binary, rel=1e-14)
    assert by_area(access(four_places(), decay="stepwise")) == pytest.approx(stepwise, rel=1e-14)


def haversine(a: dict[str, Any], b: dict[str, Any]) -> float:
    """Great-circle distance in kilometres."""
    south, north = math.radians(a["latitude"]), math.radians(b["latitude"])
    east = math.radians(b["longitude"] - a["longitude"])
    half = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin(east / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


DECAYS: dict[str, Callable[[float, float], float]] = {
    "binary": lambda d, d0: float(d <= d0),
    "stepwise": lambda d, d0: 1.0 if d <= d0 / 3 else 0.68 if d <= 2 * d0 / 3 else 0.22 if d <= d0 else 0.0,
    "gaussian": lambda d, d0: max(
        0.0, (math.exp(-((d / d0) ** 2) / 2) - math.exp(-0.5)) / (1 - math.exp(-0.5))
    ),
}


@pytest.mark.parametrize("decay", DECAYS)
def test_kilometres_equal_a_full_matrix(decay: DecayName) -> None:
    chance = random.Random(f"{decay} 20")
    areas = [
        {"id": f"p{k:02}", "latitude": chance.uniform(55, 56), "longitude": chance.uniform(11, 13)}
        for k in range(40)
    ]
    needs: list[dict[str, Any]] = [
        {"id": f"n{k}", "theme": "t", "area": f"p{chance.randrange(40):02}", "people": chance.randrange(50)}
        for k in range(60)
    ]
    activities: list[dict[str, Any]] = [
        {"id": f"j{k}", "actor": "club", "theme": "t", "areas": [f"p{chance.randrange(40):02}"]}
        | {"capacity": chance.randrange(30), "in_use": chance.randrange(10)}
        for k in range(30)
    ]
    people: dict[str, int] = defaultdict(int)
    for need in needs:
        people[need["area"]] += need["people"]
    weight = {(a["id"], b["id"]): DECAYS[decay](haversine(a, b), 20.0) for a in areas for b in areas}
    expected = dict.fromkeys((area["id"] for area in areas), 0.0)
    for offer in activities:
        place = offer["areas"][0]
        free = max(0, offer["capacity"] - offer["in_use"])
        demand = sum(count * weight[area, place] for area, count in people.items())
        for area in expected:
            expected[area] += weight[area, place] * free / demand if demand else 0.0
    network = four_places(areas=areas, needs=needs, activities=activities, travel_times=None)
    result = access(network, decay=decay, threshold=20)
    found = {row["area"]: row["accessibility_low"] for row in result.areas.rows() if row["status"] == "ok"}
    assert len(found) > 30
    assert found == pytest.approx({area: expected[area] for area in found}, abs=1e-12)
    assert sum(people[area] * found.get(area, 0.0) for area in people) == pytest.approx(
        result.totals.seats_in_reach
    )


def test_totals_and_summary() -> None:
    needs = [{"id": "n", "theme": "t", "area": "a", "people": 10}, {"id": "m", "theme": "t", "people": 5}]
    result = access(four_places(needs=needs))
    assert (result.unit, result.threshold) == ("minutes", 30)
    assert result.totals.seats_in_reach == 42
    assert result.totals.seats_out_of_reach == 50
    assert result.totals.needs_unplaced == 1
    assert result.summary() == (
        "4.2 free seats within 30 minutes for each of 10 people; "
        "0 people have no known seat within 30 minutes. "
        "50 free seats are within 30 minutes of nobody. "
        "Without a place or distances: 5 people and 0 free seats."
    )
    nobody = access(four_places(needs=[{"id": "n", "theme": "t", "area": "a", "people": 0}]))
    assert nobody.totals.mean is None
    assert nobody.summary().startswith("No people in areas with known distances; 92 free seats.")


def test_totals_and_options_are_those_of_the_compiled_part() -> None:
    result = access(four_places())
    assert list(dataclasses.asdict(result.totals)) == list(result._core.totals)
    options = {"threshold", "decay", "zones", "demand", "distance", "theme"}
    assert set(inspect.signature(accessibility).parameters) == {"network", *options, "progress"}
    assert {*result.provenance.options} == options


def test_unknown_capacity_has_no_upper_end() -> None:
    result = access(four_places(activities=[{"id": "j", "actor": "club", "theme": "t", "areas": ["a"]}]))
    row = result.areas.rows()[0]
    assert (row["accessibility_low"], row["accessibility_high"]) == (0, None)
    assert row["high_status"] == "not_applicable"


def test_population_may_compete() -> None:
    areas = [{"id": area, "population": 10 * count} for area, count in PEOPLE.items()]
    result = access(four_places(areas=areas), demand="population")
    assert result.areas.units["accessibility_low"] == "free seats per inhabitant"
    assert result.totals.people == 4400


@pytest.mark.parametrize(
    "options",
    [
        {"threshold": 0},
        {"threshold": -1.5},
        {"threshold": math.nan},
        {"decay": "linear"},
        {"decay": "stepwise", "zones": [(10, 1.5)]},
        {"decay": "stepwise", "zones": [(10, 0.5), (20, 0.6)]},
        {"decay": "stepwise", "zones": []},
        {"decay": "stepwise", "zones": [(10,)]},
        {"zones": [(10, 1)]},
        {"demand": "everybody"},
        {"distance": "miles"},
    ],
)
def test_options_out_of_range_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ss.InvalidArgument):
        access(four_places(), **options)


@pytest.mark.parametrize(
    "options", [{"threshold": "30"}, {"zones": "10:1"}, {"zones": 5}, {"theme": 3}, {"progress": 1}]
)
def test_options_of_the_wrong_type_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        access(four_places(), **options)


def test_what_is_missing_is_named() -> None:
    with pytest.raises(ss.MissingTable, match="travel times or coordinates"):
        access(four_places(travel_times=None))
    with pytest.raises(ss.MissingTable, match="areas"):
        access(ss.Network.from_tables(actors=[{"id": "a", "sector": "state"}]))
    with pytest.raises(ss.NotFound, match="theme"):
        access(four_places(), theme="unheard of")
    with pytest.raises(ss.InvalidArgument, match="grouping"):
        groups("colour")  # type: ignore[arg-type]
