"""Indicators of networks in which people of needs or seats of activities are not known."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest

import samspill as ss
from indicator_support import catalogue
from samspill.indicators import IndicatorCatalogue

Ends = tuple[str, float | None, float | None]

#: What sums over all people and seats give, whatever those are that are not known.
OF_ALL = (
    "people_without_place",
    "unused_seats",
    "surplus_seats",
    "duplicated_activities",
    "redundant_activities",
)
#: Of people in needs of known size.
OF_KNOWN_NEEDS = ("people_with_backup",)


def network(people: list[int | None], seats: list[int | None], groups: list[str] | None = None) -> ss.Network:
    """Invented: offers of one theme by three actors, by default of the first two in turn."""
    open_to = groups or [""] * len(seats)
    return ss.Network.from_tables(
        actors=[{"id": actor, "sector": "civil_society"} for actor in "abc"],
        needs=[
            {"id": f"n{k}", "theme": "homework", "target_group": "gh"[k % 2] if groups else None, "people": p}
            for k, p in enumerate(people)
        ],
        activities=[
            {
                "id": f"o{k}",
                "actor": "abc"[k % 3],
                "theme": "homework",
                "target_groups": list(open_to[k]),
                "capacity": s,
            }
            for k, s in enumerate(seats)
        ],
    )


def ends(given: ss.Network, indicators: tuple[str, ...]) -> dict[str, Ends]:
    """Status and both ends, which are the same where the value is known."""
    asked = IndicatorCatalogue.standard().only(indicators)
    rows = ss.observe({("u", "1"): given}, asked).observations.rows()
    return {
        row["indicator"]: (row["status"], row["value"], row["value"])
        if row["status"] == "observed"
        else (row["status"], row["low"], row["high"])
        for row in rows
    }


@pytest.mark.parametrize(
    ("people", "seats", "expected"),
    [
        # 14 seats for 10 people, with two actors.
        ([10], [6, 8], {"unused_seats": ("observed", 4, 4), "people_with_backup": ("observed", 1, 1)}),
        # Whom nobody counted may take any of the 4 seats that are left, or be too many for them.
        (
            [10, None],
            [6, 8],
            {
                "unused_seats": ("suppressed", 0, 4),
                "people_without_place": ("missing", None, None),
                "coverage": ("observed", 1, 1),
                "people_with_backup": ("observed", 1, 1),
            },
        ),
        # Seats that nobody counted may be any number, or none: then one actor is left.
        (
            [10],
            [6, None],
            {
                "unused_seats": ("missing", None, None),
                "surplus_seats": ("missing", None, None),
                "people_without_place": ("suppressed", 0, 4),
                "people_with_backup": ("suppressed", 0, 1),
                "coverage": ("suppressed", 0.6, 1),
            },
        ),
        # Two actors have seats, whatever the third has.
        ([10], [6, 8, None], {"people_with_backup": ("observed", 1, 1)}),
        # Nothing is left that somebody else could take.
        ([10, None], [6, 3], {"unused_seats": ("observed", 0, 0)}),
        # Nobody was counted at all: no share, and no zero.
        (
            [None],
            [6, 3],
            {
                "coverage": ("missing", None, None),
                "people_with_backup": ("missing", None, None),
                "unused_seats": ("suppressed", 0, 9),
                "surplus_seats": ("suppressed", 0, 9),
                "duplicated_activities": ("suppressed", 0, 2),
                "redundant_activities": ("suppressed", 0, 1),
            },
        ),
    ],
)
def test_unknown_is_neither_zero_nor_a_part(
    people: list[int | None], seats: list[int | None], expected: dict[str, Ends]
) -> None:
    """By hand."""
    found = ends(network(people, seats), tuple(expected))
    assert found == {name: (status, *map(_near, both)) for name, (status, *both) in expected.items()}


def _near(value: float | None) -> Any:  # noqa: ANN401 - a number that equals what lies near it
    return None if value is None else pytest.approx(value)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_not_known_the_value_lies_within(seed: int) -> None:
    """Against every way to fill in what is not known, from none to more than enough."""
    chance = random.Random(seed)
    people: list[int | None] = [chance.choice([0, 1, 2, 4]) for _ in range(chance.randint(1, 3))]
    seats: list[int | None] = [chance.choice([0, 1, 3]) for _ in range(chance.randint(2, 4))]
    people[0] = None if seed % 3 else people[0]
    seats[-1] = None if seed % 2 else seats[-1]
    groups = [chance.choice(["g", "h", "gh", ""]) for _ in seats]
    found = ends(network(people, seats, groups), OF_ALL)
    of_known = ends(network(people, seats, groups), OF_KNOWN_NEEDS)
    filled = itertools.product([0, 1, 2, 5, 20], repeat=people.count(None) + seats.count(None))
    for numbers in filled:
        rest = iter(numbers)
        all_people = [next(rest) if p is None else p for p in people]
        all_seats = [next(rest) if s is None else s for s in seats]
        full = ends(network(all_people, all_seats, groups), OF_ALL)
        full_of_known = ends(network(people, all_seats, groups), OF_KNOWN_NEEDS)
        for name, (_, low, high) in (found | of_known).items():
            value = (full | full_of_known)[name][1]
            if low is not None and high is not None and value is not None:
                assert low - 1e-9 <= value <= high + 1e-9, (name, people, seats)


def test_a_sum_of_an_own_catalogue_is_not_known_either() -> None:
    """Its measure says nothing about what is not known."""
    asked = catalogue(unit="people", denominator="", analysis="coverage", measure="totals.people")
    for people, status in (([3, None], "missing"), ([3, 4], "observed")):
        found = ss.observe({("u", "1"): network(people, [5])}, asked)  # type: ignore[arg-type]
        assert found.observations.column("status") == [status]


def study(**people: int | None) -> ss.Study:
    """Units a and b at waves 1 and 2; ``people`` of a second need by unit and wave."""
    networks = {
        (unit, wave): network([10 + int(wave), people.get(f"{unit}{wave}", 3)], [6, 9])
        for unit in "ab"
        for wave in "12"
    }
    return ss.Study(
        networks=networks,
        catalogue=IndicatorCatalogue.standard().only(["unused_seats", "people_without_place", "parity_mean"]),
        treatment=[{"unit": "a", "first_wave": "2"}, {"unit": "b", "first_wave": "never"}],
    )


def about_networks(given: ss.Study) -> dict[str, tuple[str, int, str]]:
    """By indicator severity, row and message."""
    return {
        found.column: (found.severity, found.row, found.message)
        for found in given.findings
        if (found.code, found.table) == ("incomplete_indicator", "networks")
    }


def test_notes_become_findings_of_the_study() -> None:
    found = about_networks(study(b1=None))
    severity, row, message = found["people_without_place"]
    assert (severity, row) == ("warning", 4)  # a1, a2, b1, b2 stand in rows 2 to 5
    assert message.startswith("the indicator is not known: ")
    assert found["unused_seats"][:2] == ("warning", 4)
    # Nobody gave forums, so this indicator is nowhere and spoils no comparison.
    severity, row, message = found["parity_mean"]
    assert (severity, row) == ("info", 2)
    assert "here and in 3 further networks" in message
    assert "forums" in message


def test_what_is_missing_everywhere_is_told_once() -> None:
    found = about_networks(study(a1=None, a2=None, b1=None, b2=None))
    assert found["people_without_place"][:2] == ("info", 2)
    assert found["unused_seats"][:2] == ("warning", 2)
    assert "here and in 3 further networks" in found["unused_seats"][2]


def test_findings_say_what_to_do_and_show_no_unit() -> None:
    given = {("Secretville", "1"): network([None], [6])}
    found = list(ss.observe(given).findings)
    assert found
    for finding in found:
        assert finding.hint
        assert "Secretville" not in str(finding)


def test_networks_that_say_all_give_no_finding() -> None:
    asked = IndicatorCatalogue.standard().only(["unused_seats", "people_without_place", "coverage"])
    assert len(ss.observe({("u", "1"): network([3], [6, 2])}, asked).findings) == 0
