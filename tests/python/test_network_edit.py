"""Changed copies of a network: the same as tables changed by hand, refused by the same rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import samspill as ss
from samspill import _core
from small_study import ACTIVITIES, ACTORS, NEEDS, SEATS, TABLES, TIES, Rows


def core(**changed: Any) -> _core.ActorNetwork:  # noqa: ANN401 - any form of a table
    return ss.Network.from_tables(**{**TABLES, **changed})._core


def row(**cells: Any) -> list[tuple[str, list[Any]]]:  # noqa: ANN401 - any cell
    return [(name, [cell]) for name, cell in cells.items()]


def without(rows: Rows, identity: str) -> Rows:
    return [row for row in rows if row["id"] != identity]


NEW: dict[str, Any] = {
    "id": "a0",
    "actor": "desk",
    "theme": "cooking",
    "areas": ["A", "B"],
    "capacity": 5,
    "cost": 1.5,
    "after": "a1",
}


def test_with_activity() -> None:
    assert core().with_activity(row(**NEW)).fingerprint == core(activities=[*ACTIVITIES, NEW]).fingerprint


def test_with_tie() -> None:
    tie = {"source": "office", "target": "a2", "relation": "referral", "weight": 2, "wave": "spring"}
    assert core().with_tie(row(**tie)).fingerprint == core(ties=[*TIES, tie]).fingerprint


def test_with_capacity() -> None:
    for capacity in (0, 7, None):
        changed = [{**ACTIVITIES[0], "capacity": capacity}, *ACTIVITIES[1:]]
        found = core().with_capacity("a1", capacity)
        assert found.fingerprint == core(activities=changed).fingerprint
        assert ("unknown_capacity" in {finding[1] for finding in found.findings}) == (capacity is None)


def test_without_activity() -> None:
    ties = [tie for tie in TIES if tie["target"] != "a1"]
    expected = core(activities=without(ACTIVITIES, "a1"), ties=ties)
    assert core().without_activity("a1").fingerprint == expected.fingerprint


def test_without_actor() -> None:
    expected = core(
        actors=without(ACTORS, "desk"),
        people=[{"id": "p2", "actor": "club"}],
        needs=[{**need, "entry_point": None} if need["entry_point"] == "desk" else need for need in NEEDS],
        ties=[tie for tie in TIES if tie["source"] != "desk"],
        seats=[seat for seat in SEATS if seat["actor"] != "desk"],
    )
    assert core().without_actor("desk").fingerprint == expected.fingerprint


CANARY = "kanarifugl"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda net: net.without_activity(CANARY), "activity must be the id of an activity of the network"),
        (lambda net: net.with_capacity(CANARY, 1), "activity must be the id of an activity of the network"),
        (lambda net: net.without_actor(CANARY), "actor must be the id of an actor of the network"),
        (
            lambda net: net.with_tie(row(source=CANARY, target="a1", relation="funding")),
            "source must be the id of an actor of the network",
        ),
        (
            lambda net: net.with_tie(row(source="desk", target=CANARY, relation="funding")),
            "target must be the id of an actor or activity of the network",
        ),
    ],
)
def test_ids_that_nobody_has(change: Callable[[_core.ActorNetwork], object], message: str) -> None:
    with pytest.raises(ss.InvalidArgument) as caught:
        change(core())
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("change", "places"),
    [
        (
            lambda net: net.with_activity(row(id="a1", actor=CANARY, theme=None, capacity=1)),
            [("unknown_id", "actor"), ("duplicate_id", "id"), ("missing_value", "theme")],
        ),
        (
            lambda net: net.with_activity(row(id="x", theme="t", colour=CANARY, cost=CANARY, after=b"x")),
            [("unsupported_type", "after")],
        ),
        (
            lambda net: net.with_activity(row(id="x", theme="t", colour=CANARY, cost=CANARY)),
            [("missing_column", "actor"), ("unknown_column", "colour"), ("not_a_number", "cost")],
        ),
        (
            lambda net: net.with_tie(row(source="desk", target="a1", relation=CANARY)),
            [("unknown_term", "relation")],
        ),
        (lambda net: net.with_capacity("a1", -1), [("negative_number", "capacity")]),
        (lambda net: net.with_capacity("a1", 10**12 + 1), [("number_too_large", "capacity")]),
    ],
)
def test_rows_that_break_a_rule(
    change: Callable[[_core.ActorNetwork], object], places: list[tuple[str, str]]
) -> None:
    with pytest.raises(ss.UnusableData) as caught:
        change(core())
    assert [(found.code, found.column) for found in caught.value.findings] == places
    assert {(found.row, found.file) for found in caught.value.findings} == {(0, "")}
    assert CANARY not in str(caught.value)


def test_a_row_is_one_row() -> None:
    with pytest.raises(ss.InvalidArgument, match="a new row must be a table of one row"):
        core().with_activity([])
    with pytest.raises(ss.InvalidArgument, match="a new row must be a table of one row"):
        core().with_tie([("source", ["desk", "club"])])
