"""Where people are lost: the loss cascade, by its definition (methods M4.3), the plain way.

For each need and stage one maximum flow with fractions: only the stages up to it hold for this need, while
every other need keeps what it has in the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from oracle_allocation import Flows, maximum_flow
from oracle_tables import ELIGIBLE, Folder, Pairs, Places, Row, stage_reached, whole

STAGES = ("exists", "in_area", "in_period", "eligible", "free_capacity", "known")

#: For each need the people lost at the stages that lose somebody.
Losses = dict[str, dict[str, Fraction]]


@dataclass(frozen=True)
class Reading:
    """One reading of what the tables leave open: seats, pairs that can be found, and who is covered then."""

    seats: Mapping[str, int]
    found: Pairs
    covered: Flows


def losses(folder: Folder, fitting: Pairs, reading: Reading) -> Losses:
    """People of each need of known size who are lost, by stage; together people minus covered ones."""
    places = Places(folder.areas)
    sized = [row for row in folder.needs if whole(row, "people") is not None]
    result: Losses = {}
    for row in sized:
        reached = [stage_reached(row, activity, places) for activity in folder.activities]
        left = [reachable_people(row, max(reached, default=0), stage) for stage in range(1, ELIGIBLE + 1)]
        left.append(beside_others(row, sized, fitting, reading))
        left.append(reading.covered[row["id"]])
        before = [Fraction(whole(row, "people") or 0), *left]
        lost = {stage: before[k] - left[k] for k, stage in enumerate(STAGES)}
        result[row["id"]] = {stage: people for stage, people in lost.items() if people != 0}
    return result


def reachable_people(need: Row, furthest: int, stage: int) -> Fraction:
    """Everybody when some activity passes the stages up to this one: seats do not count yet."""
    return Fraction((whole(need, "people") or 0) if furthest >= stage else 0)


def beside_others(need: Row, sized: list[Row], fitting: Pairs, reading: Reading) -> Fraction:
    """Most people of a need that find a seat in any offer that fits, the others keeping what they have.

    Only needs of its theme can be in the way.
    """
    rivals = [row["id"] for row in sized if row["theme"] == need["theme"] and row["id"] != need["id"]]
    wanted = {rival: reading.covered[rival] for rival in rivals}
    pairs = {rival: reading.found[rival] for rival in rivals} | {need["id"]: fitting[need["id"]]}
    people = Fraction(whole(need, "people") or 0)
    residual = maximum_flow(wanted | {need["id"]: people}, pairs, reading.seats)
    unmet = sum((residual["source"][f"n:{one}"] for one in pairs), Fraction(0))
    return people - unmet
