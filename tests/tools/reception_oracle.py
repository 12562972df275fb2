"""A slow, plain twin of the analyses of needs, offers and forums, for tests.

Reads the tables of one folder and works out, with fractions and without any code of Samspill, who is
covered, what is done twice, who sits in which forum, who comes, speaks and stops coming, and how forums stand
against the rules. Everything follows the definitions step by step (methods M1.1, M1.9, M1.10, M1.12, M2.10,
M4.1, M4.2, M4.3) and nothing is tuned: a few hundred rows take seconds.

    python tests/tools/reception_oracle.py FOLDER                      prints the results as JSON
    python tests/tools/reception_oracle.py FOLDER --planted FILE.json  compares them with a list of planted
                                                                       findings; exit code 1 if they differ
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from oracle_allocation import Flows, fair_allocation
from oracle_cascade import Losses, Reading, losses
from oracle_forums import forums
from oracle_members import attendance, dropped_off, in_working_hours, speaking_parity
from oracle_rules import rules
from oracle_tables import (
    ELIGIBLE,
    Folder,
    Matches,
    Pairs,
    Places,
    Row,
    ages,
    free_seats,
    items,
    match_all,
    months,
    overlap_half_open,
    overlap_inclusive,
    whole,
)

KNOWING_STEPS = 2
KNOWING = ("awareness", "information", "referral")
BACKUP_SHARE = Fraction(1, 10)
SMALLEST_PARITY = Fraction(4, 5)

#: What is planted as it is found, forum by forum.
OF_MEMBERS = ("attendance", "speaking_parity", "dropped_off", "in_working_hours", "rules")

Result = dict[str, object]


def known_activities(folder: Folder) -> dict[str, set[str]]:
    """For every actor the activities it can find: within two steps, or listed by a directory it reaches."""
    of_actor: dict[str, set[str]] = {row["id"]: set() for row in folder.actors}
    for activity in folder.activities:
        of_actor[activity["actor"]].add(activity["id"])
    told: dict[str, set[str]] = {actor: set() for actor in of_actor}
    for tie in folder.ties:
        if tie["relation"] in KNOWING:
            told[tie["source"]].add(tie["target"])
    directories = {row["id"] for row in folder.actors if row.get("type") == "directory"}
    known: dict[str, set[str]] = {}
    for start in of_actor:
        seen, frontier = {start}, {start}
        for _ in range(KNOWING_STEPS):
            frontier = {node for source in frontier for node in told.get(source, ())} - seen
            seen |= frontier
        for directory in seen & directories:
            seen = seen | told[directory]
        known[start] = {a for node in seen for a in of_actor.get(node, {node})}
    return known


def by_theme(needs: list[Row], pairs: Pairs, seats: Mapping[str, int]) -> Flows:
    """The fair allocation; themes share no activity, so each is a small problem of its own."""
    covered: Flows = {}
    for theme in sorted({row["theme"] for row in needs}):
        covered |= fair_allocation([row for row in needs if row["theme"] == theme], pairs, seats)
    return covered


def coverage(folder: Folder, matches: Matches) -> dict[str, Result]:
    """One entry per need; numbers of people are exact fractions as text, left out where people is unknown.

    When no tie tells who knows what, known_low and known_high are left out.
    """
    asked = any(tie["relation"] in KNOWING for tie in folder.ties)
    sized = [row for row in folder.needs if whole(row, "people") is not None]
    unsized = [row["id"] for row in folder.needs if whole(row, "people") is None]
    ample = sum(whole(row, "people") or 0 for row in sized)
    seats = {row["id"]: free_seats(row) for row in folder.activities}
    least = {activity: count or 0 for activity, count in seats.items()}
    most = {activity: ample if count is None else count for activity, count in seats.items()}
    findable, anyhow = findable_pairs(folder, matches.pairs)
    low, high = by_theme(sized, matches.pairs, least), by_theme(sized, matches.pairs, most)
    known_low, known_high = by_theme(sized, anyhow, least), by_theme(sized, findable, most)
    result: dict[str, Result] = {}
    for row in folder.needs:
        need, people = row["id"], whole(row, "people")
        result[need] = {
            "people": people,
            "eligible": len(matches.pairs[need]),
            "relies_on_unstated": matches.unstated[need],
            "shares_with_unknown": people is not None
            and any(matches.pairs[other] & matches.pairs[need] for other in unsized),
            "obstacle": "unknown",
        }
        if people is None:
            continue
        result[need] |= {"covered_low": str(low[need]), "covered_high": str(high[need])}
        surely = known_low[need] if row.get("entry_point") else Fraction(0)
        at_best = known_high[need] if row.get("entry_point") else high[need]
        if asked:
            result[need] |= {"known_low": str(surely), "known_high": str(at_best)}
        known = surely if asked and row.get("entry_point") else low[need]
        result[need]["obstacle"] = obstacle(matches.stage[need], people, low[need], known)
    return result


def cascades(folder: Folder, matches: Matches) -> tuple[Losses, Losses]:
    """People lost by stage, as few and as many covered as the tables leave open.

    Least: unknown seats are none, and needs without entry point find nothing. Most: seats suffice, and they
    find everything. When no tie tells who knows what, everything that fits is found.
    """
    sized = [row for row in folder.needs if whole(row, "people") is not None]
    ample = sum(whole(row, "people") or 0 for row in sized)
    seats = {row["id"]: free_seats(row) for row in folder.activities}
    few = {activity: count or 0 for activity, count in seats.items()}
    many = {activity: ample if count is None else count for activity, count in seats.items()}
    nothing, everything = findable_pairs(folder, matches.pairs)
    if not any(tie["relation"] in KNOWING for tie in folder.ties):
        nothing = everything = matches.pairs
    least = Reading(few, nothing, by_theme(sized, nothing, few))
    most = Reading(many, everything, by_theme(sized, everything, many))
    return losses(folder, matches.pairs, least), losses(folder, matches.pairs, most)


def lost_people(folder: Folder, matches: Matches) -> dict[str, Result]:
    """The losses of each need of known size as text, for JSON."""
    readings = dict(zip(("lost_least", "lost_most"), cascades(folder, matches), strict=True))
    return {
        need: {
            name: {stage: str(people) for stage, people in found[need].items()}
            for name, found in readings.items()
        }
        for need in readings["lost_least"]
    }


def findable_pairs(folder: Folder, pairs: Pairs) -> tuple[Pairs, Pairs]:
    """The pairs the entry points can find: without, and with, the needs that name no entry point.

    Nobody knows what such a need can find. It may take seats from others (low end) or none (high end).
    """
    known = known_activities(folder)
    findable: Pairs = {}
    anyhow: Pairs = {}
    for row in folder.needs:
        need, entry = row["id"], row.get("entry_point") or ""
        findable[need] = pairs[need] & known[entry] if entry else set()
        anyhow[need] = findable[need] if entry else pairs[need]
    return findable, anyhow


def obstacle(stage: int, people: int, covered: Fraction, known: Fraction) -> str:
    """The first stage that leaves a gap, judged at the low end where capacity is unknown."""
    if people == 0:
        return "none"
    if stage < ELIGIBLE:
        return ("no_offer", "out_of_area", "out_of_period", "not_eligible")[stage]
    if covered < people:
        return "no_capacity"
    return "not_known" if known < people else "none"


def share_one(one: list[str], other: list[str]) -> bool:
    return not one or not other or bool(set(one) & set(other))


def is_duty(offer: Row) -> bool:
    return bool(offer.get("mandate")) or offer.get("kind") == "statutory_task"


def alike(one: Row, other: Row, places: Places) -> bool:
    """True when two activities of different actors do the same for the same people at the same time."""
    here, there = items(one, "areas"), items(other, "areas")
    return (
        one["actor"] != other["actor"]
        and one["theme"] == other["theme"]
        and (one.get("kind") or "offer") == (other.get("kind") or "offer")
        and is_duty(one) == is_duty(other)  # a duty is no duplicate of an offer
        and share_one(items(one, "target_groups"), items(other, "target_groups"))
        and (
            not here
            or not there
            or any(places.contains(a, b) or places.contains(b, a) for a in here for b in there)
        )
        and overlap_half_open(months(one), months(other))
        and share_one(items(one, "languages"), items(other, "languages"))
        and overlap_inclusive(ages(one), ages(other))
    )


def clusters(folder: Folder, matches: Matches) -> list[dict[str, object]]:
    """Groups of two or more activities in which each is alike every other, with their verdict."""
    places = Places(folder.areas)
    groups: list[list[Row]] = []
    for activity in folder.activities:
        home = next((g for g in groups if all(alike(activity, member, places) for member in g)), None)
        if home is None:
            groups.append([activity])
        else:
            home.append(activity)
    return [judged(group, folder, matches) for group in groups if len(group) > 1]


def top_actor(actor: str, folder: Folder) -> str:
    above = {row["id"]: row.get("parent") for row in folder.actors}
    while parent := above.get(actor):
        actor = parent
    return actor


def judged(group: list[Row], folder: Folder, matches: Matches) -> dict[str, object]:
    members = {row["id"] for row in group}
    needs = [row for row in folder.needs if matches.pairs[row["id"]] & members]
    counts = [whole(row, "people") for row in needs]
    seats = [whole(row, "capacity") for row in group]
    capacity, people = sum(s or 0 for s in seats), sum(c or 0 for c in counts)
    surplus = capacity - people
    # Units of one organisation are no reserve for each other; who offers no seat is none either.
    houses = {top_actor(row["actor"], folder) for row, count in zip(group, seats, strict=True) if count != 0}
    reserve = BACKUP_SHARE * people if len(houses) > 1 else 0
    if not needs:
        verdict = "unknown_need"
    elif surplus <= 0 and None not in seats:
        verdict = "needed"  # people not counted could only add to the demand
    elif None in counts:
        verdict = "unknown_need"
    elif surplus > reserve:
        verdict = "surplus"  # seats not counted could only add to it
    else:
        verdict = "unknown_capacity" if None in seats else "backup"
    return {
        "members": sorted(members),
        "needs": [row["id"] for row in needs],
        "capacity": capacity,
        "people": people,
        "verdict": verdict,
        "surplus": None if verdict.startswith("unknown") else max(0, surplus),
    }


# --- The whole folder -----------------------------------------------------------------------------------


def analyse(path: Path) -> Result:
    """All results of one folder, ready for JSON."""
    folder = Folder.read(path)
    matches = match_all(folder)
    needs = coverage(folder, matches)
    for need, lost in lost_people(folder, matches).items():
        needs[need] |= lost
    return {
        "needs": needs,
        "clusters": clusters(folder, matches),
        "forums": forums(folder),
        "attendance": attendance(folder),
        "speaking_parity": speaking_parity(folder),
        "dropped_off": dropped_off(folder),
        "in_working_hours": in_working_hours(folder),
        "rules": rules(folder),
        "capacity_unknown": [row["id"] for row in folder.activities if whole(row, "capacity") is None],
    }


def findings(results: Result) -> Result:
    """What deserves attention in the results, in the form of a list of planted findings."""
    needs, groups, bodies = (dict_of(results, "needs"), results["clusters"], dict_of(results, "forums"))
    assert isinstance(groups, list)
    shown = (
        "people",
        "covered_low",
        "covered_high",
        "known_low",
        "known_high",
        "obstacle",
        "lost_least",
        "lost_most",
    )
    return {
        "needs": {
            need: {key: row[key] for key in shown}
            for need, row in needs.items()
            if row["obstacle"] not in ("none", "unknown")
        },
        "unknown_needs": [need for need, row in needs.items() if row["obstacle"] == "unknown"],
        "capacity_unknown": results["capacity_unknown"],
        "clusters": [{key: group[key] for key in ("members", "verdict", "surplus")} for group in groups],
        "forums": bodies,
        "unbalanced": [
            forum
            for forum, row in bodies.items()
            if row["parity"] is not None and Fraction(str(row["parity"])) < SMALLEST_PARITY
        ],
        **{name: results[name] for name in OF_MEMBERS},
    }


def dict_of(results: Result, key: str) -> dict[str, Result]:
    value = results[key]
    assert isinstance(value, dict)
    return value


def differences(found: object, planted: object, where: str = "") -> list[str]:
    """Where two nested results differ, one line each."""
    if isinstance(found, dict) and isinstance(planted, dict):
        keys = sorted(found.keys() | planted.keys())
        return [line for k in keys for line in differences(found.get(k), planted.get(k), f"{where}/{k}")]
    return [] if found == planted else [f"{where}: found {found}, planted {planted}"]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder with the tables as CSV")
    parser.add_argument("--planted", type=Path, help="JSON file with the findings that must come out")
    arguments = parser.parse_args()
    results = analyse(arguments.folder)
    if arguments.planted is None:
        print(json.dumps(results, indent=2, ensure_ascii=False))
        return 0
    planted = json.loads(arguments.planted.read_text(encoding="utf-8"))
    found = findings(results)
    different = differences(found, planted)
    print("\n".join(different) or "exactly the planted findings, no others")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
