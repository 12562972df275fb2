"""A study with so many forums that every analysis of forums splits its work; made from a seed, fictional.

As a program it prints all results of the analyses of forums, floating-point numbers bit by bit:

    python many_forums.py CORES ORDER   CORES: one or all; ORDER: a seed that shuffles the rows of all tables
"""

from __future__ import annotations

import os
import random
import sys
from typing import Any

import samspill as ss

Rows = list[dict[str, Any]]

FORUMS = 220
_SECTORS = (*["municipal"] * 4, *["civil_society"] * 3, "target_group", "private", "state")
_FORMS = ("coordination_forum", "network_group", "working_group", "council")
_ITEMS = ("shared_vision", "relationships", "inclusion", "acceptance", "resources", "support", "own_item")
_PEOPLE = 300
_MEETINGS = 6


def tables(seed: int = 20250105) -> dict[str, Rows]:
    """All tables that the analyses of forums read; much is left open, as in life."""
    draw = random.Random(seed)
    areas = [
        {"id": f"area-{k}", "population": draw.choice([None, 100 * k + 50]), "former_unit": f"unit-{k % 3}"}
        for k in range(8)
    ]
    actors = [
        {
            "id": f"actor-{k:02}",
            "sector": _SECTORS[k % len(_SECTORS)],
            "area": draw.choice([None, f"area-{k % 8}"]),
            "languages": draw.sample(["da", "ar", "ti"], draw.randrange(3)),
        }
        for k in range(40)
    ]
    people = [
        {
            "id": f"person-{k:03}",
            "actor": f"actor-{draw.randrange(40):02}",
            "tier": draw.choice([None, "leadership", "staff", "volunteer"]),
            "groups": draw.choice([["woman"], ["man"], ["woman", "over_60"], []]),
            "languages": draw.sample(["da", "ar", "uk"], draw.randrange(3)),
            "hours": draw.choice([None, 4.0, 30.0]),
        }
        for k in range(_PEOPLE)
    ]
    study: dict[str, Rows] = {"areas": areas, "actors": actors, "people": people}
    study |= {name: [] for name in ("forums", "seats", "meetings", "agenda_items", "attendance", "reviews")}
    for number in range(FORUMS):
        _add_forum(study, f"forum-{number:03}", draw)
    study["ties"] = [
        {"source": f"actor-{a:02}", "target": f"actor-{b:02}", "relation": "information"}
        for a, b in {(draw.randrange(40), draw.randrange(40)) for _ in range(200)}
        if a != b
    ]
    return study


def _add_forum(study: dict[str, Rows], forum: str, draw: random.Random) -> None:
    members = draw.sample(study["people"], draw.randrange(1, 13))
    study["forums"].append(
        {
            "id": forum,
            "form": draw.choice(_FORMS),
            "composition": draw.choice([[], ["municipal", "civil_society"], ["municipal", "target_group"]]),
            "mandate": draw.choice([None, "decides"]),
            "quota": draw.choice([None, len(members) // 2 + 1]),
            "meets_per_year": draw.choice([None, 4, 6]),
            "agreed_on": draw.choice([None, "2023-05-01"]),
        }
    )
    study["seats"] += [
        {
            "forum": forum,
            "actor": person["actor"],
            "person": person["id"],
            "role": draw.choice(["member", "member", "chair", "coordinator"]),
            "votes": 1,
            "from": draw.choice([None, "2024-11-01", "2025-02-01"]),
            "to": draw.choice([None, None, None, "2025-05-01"]),
        }
        for person in members
    ]
    for number in range(_MEETINGS):
        day = f"2025-0{number + 1}-14"
        end = draw.choice([None, f"{day}T18:30"])
        meeting = {"id": f"{forum}-{number}", "forum": forum, "start": f"{day}T17:00", "end": end}
        _add_meeting(study, meeting, members, draw)
    raters = members if draw.random() < 0.5 else []
    study["reviews"] += [
        {
            "person": person["id"],
            "forum": forum,
            "wave": "2025",
            "item": item,
            "score": draw.randint(1, 5),
        }
        for person in raters
        for item in _ITEMS
    ]


def _add_meeting(study: dict[str, Rows], meeting: dict[str, Any], members: Rows, draw: random.Random) -> None:
    study["meetings"].append(meeting)
    study["agenda_items"] += [
        {
            "meeting": meeting["id"],
            "item": f"item-{k}",
            "minutes": draw.choice([None, 10, 35]),
            "relevant_sectors": draw.choice([[], ["municipal"], ["municipal", "civil_society"]]),
            "proposed_by": draw.choice([None, draw.choice(members)["actor"]]),
        }
        for k in range(2)
    ]
    if draw.random() < 0.15:
        return  # nobody kept a list
    seconds = draw.random() < 0.6
    study["attendance"] += [
        {
            "meeting": meeting["id"],
            "person": person["id"],
            "speaking_seconds": draw.randrange(900) if seconds else None,
        }
        for position, person in enumerate(members)
        if draw.random() < 0.9 - 0.08 * position
    ]


def shuffled(study: dict[str, Rows], seed: int) -> dict[str, Rows]:
    """The same tables with their rows in another order."""
    draw = random.Random(seed)
    return {name: draw.sample(rows, len(rows)) for name, rows in study.items()}


def results(network: ss.Network) -> dict[str, ss.ResultTable]:
    """Every table of every analysis of forums."""
    gender = {"attribute": "membership", "groups": ["woman", "man"]}
    attributes = ["sector", "tier", gender, "language", "area", "former_unit"]
    found = {
        "attendance": (network.attendance(), ("forums", "meetings", "groups", "meeting_groups")),
        "attendance by tier": (network.attendance(attribute="tier"), ("forums", "groups")),
        "drop_off": (
            network.drop_off(),
            ("spells", "absences", "groups", "curves", "mean_absences", "tests"),
        ),
        "representation": (
            network.representation(),
            ("forums", "sectors", "all_forums", "all_sectors"),
        ),
        "group_balance": (
            network.group_balance(attributes=attributes),  # type: ignore[arg-type] # names and mappings
            ("forums", "groups", "crossed", "cells", "segregation"),
        ),
        "all that is counted": (
            network.group_balance(
                attributes=["sector", "tier"],
                counted=["seats", "people", "attendance", "airtime", "agenda"],
                series=True,
            ),
            (
                *("forums", "groups", "crossed", "cells", "segregation", "airtime", "airtime_groups"),
                *("meetings", "meeting_groups", "meeting_crossed"),
            ),
        ),
        "crossing": (network.group_balance(attributes=["sector", gender]), ("crossed", "cells")),
        "forum_power": (network.voting_power(assume_majority=True), ("forums", "sectors", "voters")),
        "power_asymmetry": (network.power_asymmetry(), ("forums", "dimensions")),
        "perception": (network.perception(), ("items", "instruments")),
    }
    tables = {
        f"{analysis}: {name}": getattr(result, name)
        for analysis, (result, names) in found.items()
        for name in names
    }
    rules = network.forum_rules()
    return {**tables, "forum_rules": rules.rows(), "forum_rules: counts": rules.counts}


def bits(table: ss.ResultTable) -> list[list[object]]:
    """The cells of a table, floating-point numbers bit by bit."""
    return [
        [cell.hex() if isinstance(cell, float) else cell for cell in row.values()] for row in table.rows()
    ]


def main(cores: str, order: str) -> None:
    if cores == "one":
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    network = ss.Network.from_tables(**shuffled(tables(), int(order)))  # type: ignore[arg-type] # by name
    for name, table in results(network).items():
        for row in bits(table):
            sys.stdout.write(f"{name} {row}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
