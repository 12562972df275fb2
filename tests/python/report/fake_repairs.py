"""Repairs of the invented town, written by hand: one of every kind."""

from __future__ import annotations

from fakes import FakeProvenance, FakeRepairs, FakeRepairTotals, FakeTable, Values, table

_NOTHING: Values = {
    "opened_to": None,
    "target_group": None,
    "area": None,
    "from_month": None,
    "to_month": None,
    "language": None,
    "age_min": None,
    "age_max": None,
    "cost": None,
    "from_activity": None,
}


def _repair(number: int, what: str, who: str, effort: float, people: int, **more: object) -> Values:
    kind, activity = what.split()
    return {
        "repair": number,
        "kind": kind,
        "activity": activity,
        "actor": who,
        **_NOTHING,
        "access": [],
        "told": [],
        "needs": [],
        "seats": None,
        "step": None,
        "effort": effort,
        "people": people,
        "people_per_effort": people / effort,
        **more,
    }


REPAIRS = FakeTable(
    [
        _repair(1, "tell a-cafe-1", "nav", 1.0, 20, told=["nav"], needs=["n-03"], step=1),
        _repair(2, "open a-sport", "football", 4.0, 20, opened_to="area", area="island", needs=["n-06"],
                told=["school"], step=3),
        _repair(3, "move_seats a-home-2", "redcross", 2.0, 2, seats=2, from_activity="a-home-1", step=2),
        _repair(4, "add_seats a-sport", "football", 2.25, 1, seats=1),
        _repair(5, "invite a-sport", "football", 13.25, 5, area="north", seats=25, told=["school", "nav"],
                needs=["n-13", "n-14", "n-15"]),
        _repair(6, "open a-sport", "football", 3.0, 1, opened_to="target_group", target_group="girls"),
        _repair(7, "open a-sport", "football", 3.0, 1, opened_to="period", from_month=-2, to_month=0),
        _repair(8, "open a-sport", "football", 3.0, 1, opened_to="language", language="so"),
        _repair(9, "open a-sport", "football", 3.0, 1, opened_to="ages", age_min=13, age_max=17),
        _repair(10, "open a-sport", "football", 3.0, 1, opened_to="cost", cost=12.5),
        _repair(11, "open a-sport", "football", 3.0, 1, opened_to="access", access=["step_free", "shower"]),
        _repair(12, "tell a-legal-2", "health", 1.0, 0, told=["health"], step=2),
        _repair(13, "tell a-legal-1", "health", 1.0, 0, told=["health"]),
    ]
)  # fmt: skip
KNOWLEDGE = table(
    "entry_point activity people repair", ("health", "a-legal-2", 2, 12), ("nav", "a-cafe-1", 20, 1)
)
_EFFORTS = {"tell": 1, "open": 3, "add_seats": 2, "move_seats": 2, "invite": 6, "seat": 0.25}


def repairs() -> FakeRepairs:
    """What would mend the gaps; a fresh copy."""
    return FakeRepairs(
        FakeTable([dict(row) for row in REPAIRS.records]),
        FakeTable([dict(row) for row in KNOWLEDGE.records]),
        FakeRepairTotals(13, all_considered=True, budget=8.5, chosen_people=42, chosen_effort=8.0,
                         people_at_most=44),
        FakeProvenance("repairs", {"budget": "8.5", **{f"efforts.{k}": str(v) for k, v in _EFFORTS.items()}}),
    )  # fmt: skip
