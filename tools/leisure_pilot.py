"""Writes the tables of examples/leisure_pilot, a made-up pilot whose effects are known.

    python tools/leisure_pilot.py examples/leisure_pilot

Everything is drawn from one seed; the same files come out on every machine.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

SEED = 2018
WAVES = ("2018h1", "2018h2", "2019h1", "2019h2", "2020h1", "2020h2")
DAYS = ("2018-01-01", "2018-07-01", "2019-01-01", "2019-07-01", "2020-01-01", "2020-07-01", "2021-01-01")
MERGER_DAY = DAYS[4]
TOWNS = (
    "Almevik", "Bryggesund", "Dalstad", "Eikhavn", "Fagerborg", "Granlund",
    "Hegrevåg", "Isfjordby", "Kvernes", "Lindøy", "Malmsund", "Nordhavn",
)  # fmt: skip
COUNTRY = (
    "Orrdal", "Pilegard", "Ravnås", "Skogheim", "Tindvik", "Ulvemo",
    "Vardedal", "Ytremark", "Åsgrend", "Ørnefjell", "Bjørkdal", "Nyvik",
)  # fmt: skip
#: The last one is made of two codes that ended with 2019.
MERGED = {"9124": (("9125", "Gamlevik"), ("9126", "Strandvik"))}
#: Wave from which a municipality is treated, by its place among the towns and among the others.
FIRST = ("2019h1", "2019h1", "2019h2", "2019h2", "2020h1", "2020h1")
EFFECTS = {
    "known_coverage": 0.08,
    "leisure_participation": 0.0,
    "volunteer_burden": 0.0,
    "refugees_recruited": 0.0,
    "trust": 0.3,
}
#: Observed where there is a card: there is nothing to know of municipalities without one.
CARD = ("card_informed", "card_uptake")
#: Trust is asked about in these waves only.
ASKED = ("2018h2", "2019h2", "2020h2")
#: A municipality that did not answer in a wave, one whose numbers came too late, one without needs.
MISSING = (("9107", "2019h2", ""), ("9118", "2020h1", "known_coverage"))
STRUCTURAL = (("9121", "2018h1", "known_coverage"),)
FEWEST_SHOWN = 5


@dataclass(frozen=True)
class Unit:
    """A municipality, or a code that became part of one."""

    code: str
    name: str
    stratum: str
    first: str
    people: float  # in thousands
    level: float  # its own level of everything, a standard normal number
    waves: tuple[str, ...] = WAVES


def normal(random: Random) -> float:
    """A standard normal number of two uniform ones (Box and Muller 1958)."""
    return math.sqrt(-2 * math.log(1 - random.random())) * math.cos(2 * math.pi * random.random())


def units(random: Random) -> list[Unit]:
    """All codes; the merged municipality stands for its two codes up to the merger."""
    found: list[Unit] = []
    for stratum, names, people in (("town", TOWNS, 40.0), ("country", COUNTRY, 8.0)):
        for place, name in enumerate(names):
            code = f"{9101 + len(found)}"
            first = FIRST[place] if place < len(FIRST) else "never"
            size = people * math.exp(0.4 * normal(random))
            found.append(Unit(code, name, stratum, first, round(size, 1), normal(random)))
    last = found.pop()
    found.append(Unit(last.code, last.name, last.stratum, last.first, last.people, last.level, WAVES[4:]))
    for share, (code, name) in zip((0.6, 0.4), MERGED[last.code], strict=True):
        part = Unit(
            code, name, last.stratum, last.first, round(share * last.people, 1), last.level, WAVES[:4]
        )
        found.append(part)
    return found


def observations(all_units: list[Unit], random: Random) -> list[dict[str, Any]]:
    """Rows of the table, by unit, wave and indicator."""
    rows = []
    for unit in all_units:
        for wave in unit.waves:
            for indicator, effect in EFFECTS.items():
                if indicator == "trust" and wave not in ASKED:
                    continue
                noise = normal(random)
                treated = unit.first != "never" and wave >= unit.first
                row = _value(indicator, unit, WAVES.index(wave), noise, effect if treated else 0.0)
                rows.append(
                    {"unit": unit.code, "wave": wave, "indicator": indicator}
                    | _seen(unit, wave, indicator, row)
                )
    return rows


def card_observations(all_units: list[Unit], random: Random) -> list[dict[str, Any]]:
    """How many were told of the card and how many used it, from the first half-year with it on."""
    rows = []
    for unit in all_units:
        children = round(130 * unit.people)
        for wave in unit.waves:
            since = WAVES.index(wave) - WAVES.index(unit.first) if unit.first != "never" else -1
            if since < 0:
                rows += [
                    {"unit": unit.code, "wave": wave, "indicator": card, "status": "structural"}
                    for card in CARD
                ]
                continue
            told = min(0.55 + 0.12 * since + 0.04 * normal(random), 0.97)
            used = told * (0.5 + 0.05 * since + 0.03 * normal(random))
            rows += [
                {"unit": unit.code, "wave": wave, "indicator": indicator, "status": "observed"}
                | _share(part, children)
                for indicator, part in zip(CARD, (told, used), strict=True)
            ]
    return rows


def _value(indicator: str, unit: Unit, wave: int, noise: float, effect: float) -> dict[str, Any]:
    if indicator == "known_coverage":
        return _share(
            0.58 + 0.05 * unit.level + 0.008 * wave + 0.02 * noise + effect, round(9 * unit.people) + 40
        )
    if indicator == "leisure_participation":
        return _share(
            0.71 + 0.04 * unit.level + 0.004 * wave + 0.015 * noise + effect, round(130 * unit.people)
        )
    if indicator == "volunteer_burden":
        minutes = 34 + 4 * unit.level - 0.5 * wave + 2.5 * noise + effect
        asked = round(1.5 * unit.people) + 12
        return {"value": round(minutes, 1), "n": asked, "se": round(14 / math.sqrt(asked), 2)}
    if indicator == "refugees_recruited":
        return {"value": max(0, round(0.35 * unit.people + 3 + unit.level + 1.2 * noise + effect))}
    asked = round(0.6 * unit.people) + 10
    return {"value": round(3.4 + 0.2 * unit.level + 0.02 * wave + 0.12 * noise + effect, 2), "n": asked}


def _share(probability: float, of: int) -> dict[str, Any]:
    """A share of whole people."""
    return {"value": round(round(of * min(max(probability, 0.0), 1.0)) / of, 6), "n": of}


def _seen(unit: Unit, wave: str, indicator: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row as an evaluator gets it: withheld, not known, or nothing to know."""
    if (unit.code, wave, indicator) in STRUCTURAL:
        return {"status": "structural"}
    if (unit.code, wave, "") in MISSING or (unit.code, wave, indicator) in MISSING:
        return {"status": "missing"}
    if indicator == "refugees_recruited" and 0 < row["value"] < FEWEST_SHOWN:
        return {"status": "suppressed", "value": f"<{FEWEST_SHOWN}"}
    return {"status": "observed"} | row


def preconditions(all_units: list[Unit], random: Random) -> list[dict[str, Any]]:
    """What municipalities bring along, none of it made by the pilot."""
    return [
        {
            "unit": unit.code,
            "inhabitants_thousands": unit.people,
            "refugees_per_1000": round(12 + 3 * normal(random), 1),
            "volunteers_per_1000": round((90 if unit.stratum == "country" else 70) + 8 * normal(random), 1),
        }
        for unit in all_units
        if WAVES[-1] in unit.waves
    ]


def neighbours() -> list[dict[str, Any]]:
    """Along a road: each municipality and the next one of its stratum, and the two roads meet."""
    codes = [f"{9101 + place}" for place in range(24)]
    road = [(a, b) for a, b in pairwise(codes) if a != "9112"]
    return [{"a": a, "b": b} for a, b in [*road, ("9101", "9113")]]


LOGIC_NODES = (
    ("money", "Money for a coordinator", "input", "municipal director"),
    ("coordinator", "A coordinator with hours of her own", "input", "municipal director"),
    ("tell", "Caseworkers are told of offers every month", "activity", "coordinator"),
    ("card", "Children get the leisure card", "activity", "culture office"),
    ("found", "Offers are known to those who refer", "output", "coordinator"),
    ("recruited", "Refugees become volunteers", "output", "coordinator"),
    ("place", "People in need get a place", "outcome", "coordinator"),
    ("takes_part", "Children take part in leisure", "outcome", "culture office"),
    ("trusted", "Both sides trust each other", "outcome", "municipal director"),
    ("unburdened", "Volunteers are not burdened", "outcome", "coordinator"),
    ("belonging", "Families belong", "impact", "municipal director"),
)
LOGIC_LINKS = (
    ("money", "coordinator"), ("coordinator", "tell"), ("coordinator", "card"), ("tell", "found"),
    ("tell", "recruited"), ("found", "place"), ("card", "takes_part"), ("card", "unburdened"),
    ("recruited", "trusted"), ("place", "belonging"), ("takes_part", "belonging"), ("trusted", "belonging"),
)  # fmt: skip
#: Node, owner, baseline, target, wave of the target; the owner of trust is left open.
STUDY_COLUMNS: dict[str, dict[str, Any]] = {
    "known_coverage": {
        "node": "place", "owner": "coordinator", "baseline": 0.59, "target": 0.7, "target_wave": "2020h2",
        "primary": "yes",
    },
    "leisure_participation": {
        "node": "takes_part", "owner": "culture office", "baseline": 0.71, "target": 0.76,
        "target_wave": "2020h2",
    },
    "volunteer_burden": {
        "node": "unburdened", "owner": "coordinator", "baseline": 34, "target": 30, "target_wave": "2020h2",
    },
    "refugees_recruited": {
        "node": "recruited", "owner": "coordinator", "baseline": 6, "target": 9, "target_wave": "2020h2",
    },
    "trust": {"node": "trusted", "baseline": 3.4, "target": 3.8, "target_wave": "2020h2"},
}  # fmt: skip
INDICATOR_COLUMNS = (
    "id", "set", "question_en", "question_nb", "question_da", "question_sv", "unit", "denominator",
    "direction", "level", "group", "source", "method", "owner", "node", "baseline", "target", "target_wave",
    "least", "greatest", "primary", "combination",
)  # fmt: skip


def indicators() -> list[dict[str, Any]]:
    """Rows of the catalogue with what this pilot wants of them. They are observed here, not computed."""
    catalogue = Path(__file__).resolve().parents[1] / "python" / "samspill" / "data" / "indicators.csv"
    with catalogue.open(encoding="utf-8", newline="") as file:
        known = {row["id"]: row for row in csv.DictReader(file)}
    return [known[indicator] | STUDY_COLUMNS.get(indicator, {}) for indicator in (*EFFECTS, *CARD)]


def write(folder: Path, name: str, columns: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    """One table as CSV."""
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def planted(all_units: list[Unit], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What is in the data by construction."""

    def cells(status: str) -> list[list[str]]:
        found = (row for row in rows if row["status"] == status and row["indicator"] not in CARD)
        return [[row["unit"], row["wave"], row["indicator"]] for row in found]

    whole = [unit for unit in all_units if WAVES[-1] in unit.waves]
    return {
        "seed": SEED,
        "effects": EFFECTS,
        "first_wave": {unit.code: unit.first for unit in whole},
        "strata": {
            stratum: [u.code for u in whole if u.stratum == stratum] for stratum in ("town", "country")
        },
        "merged": {code: [old for old, _ in parts] for code, parts in MERGED.items()},
        "missing": cells("missing"),
        "structural": cells("structural"),
        "suppressed": cells("suppressed"),
        "without_owner": ["trust"],
        "without_comparison": list(CARD),
    }


def main(folder: Path) -> None:
    """Writes all files."""
    random = Random(SEED)
    all_units = units(random)
    rows = observations(all_units, random) + card_observations(all_units, Random(SEED + 1))
    folder.mkdir(parents=True, exist_ok=True)
    waves = [
        {
            "id": wave,
            "name": f"half-year {wave[-1]} of {wave[:4]}",
            "from": DAYS[place],
            "to": DAYS[place + 1],
        }
        for place, wave in enumerate(WAVES)
    ]
    treatment = [
        {"unit": unit.code, "name": unit.name, "first_wave": unit.first, "stratum": unit.stratum}
        for unit in all_units
        if WAVES[-1] in unit.waves
    ]
    changes = [
        {"old_code": old, "new_code": new, "day": MERGER_DAY}
        for new, parts in MERGED.items()
        for old, _ in parts
    ]
    nodes = [dict(zip(("id", "name", "level", "owner"), node, strict=True)) for node in LOGIC_NODES]
    links = [{"from": start, "to": end} for start, end in LOGIC_LINKS]
    write(folder, "waves", ("id", "name", "from", "to"), waves)
    write(folder, "indicators", INDICATOR_COLUMNS, indicators())
    write(folder, "observations", ("unit", "wave", "indicator", "status", "value", "n", "se"), rows)
    write(folder, "treatment", ("unit", "name", "first_wave", "stratum"), treatment)
    brought = preconditions(all_units, random)
    write(folder, "preconditions", tuple(brought[0]), brought)
    write(folder, "neighbours", ("a", "b"), neighbours())
    write(folder, "logic_nodes", ("id", "name", "level", "owner"), nodes)
    write(folder, "logic_links", ("from", "to"), links)
    write(folder, "unit_changes", ("old_code", "new_code", "day"), changes)
    truth = json.dumps(planted(all_units, rows), ensure_ascii=False, indent=1)
    (folder / "planted.json").write_text(truth + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
