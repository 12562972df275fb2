"""A study of a few rows, invented: the worked example of methods M4.1 and M4.2 with a forum beside it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Rows = list[dict[str, Any]]

AREAS: Rows = [{"id": "A", "name": "North"}, {"id": "B", "name": "South"}]
ACTORS: Rows = [
    {"id": "desk", "sector": "municipal", "area": "A"},
    {"id": "office", "sector": "municipal", "area": None},
    {"id": "club", "sector": "civil_society", "area": "A"},
]
PEOPLE: Rows = [{"id": "p1", "actor": "desk"}, {"id": "p2", "actor": "club"}]
NEEDS: Rows = [
    {"id": "n1", "theme": "language", "area": "A", "language": "ar", "people": 10, "entry_point": "desk"},
    {"id": "n2", "theme": "language", "area": "B", "language": "ti", "people": 6, "entry_point": "desk"},
    {"id": "n3", "theme": "language", "area": "A", "language": "da", "people": 8, "entry_point": "office"},
]
ACTIVITIES: Rows = [
    {
        "id": "a1",
        "actor": "club",
        "theme": "language",
        "areas": ["A"],
        "languages": ["ar", "da"],
        "capacity": 8,
    },
    {"id": "a2", "actor": "club", "theme": "language", "areas": ["A"], "languages": ["ti"], "capacity": 10},
    {"id": "a3", "actor": "club", "theme": "language", "areas": ["A"], "languages": ["da"], "capacity": 4},
]
TIES: Rows = [
    {"source": "desk", "target": "club", "relation": "awareness", "weight": 0.5, "from": "2024-01-01"},
    {"source": "office", "target": "a1", "relation": "awareness", "weight": None, "from": None},
]
FORUMS: Rows = [{"id": "f", "form": "network_group"}]
SEATS: Rows = [
    {"forum": "f", "actor": "desk", "person": "p1", "role": "chair"},
    {"forum": "f", "actor": "club", "person": "p2", "role": None},
]

TABLES: dict[str, Any] = {
    "areas": AREAS,
    "actors": ACTORS,
    "people": PEOPLE,
    "needs": NEEDS,
    "activities": ACTIVITIES,
    "ties": TIES,
    "forums": FORUMS,
    "seats": SEATS,
}


def columns(rows: Rows) -> dict[str, list[Any]]:
    """A table as a dict of lists."""
    return {name: [row.get(name) for row in rows] for name in rows[0]}


def write_table(path: Path, rows: Rows) -> None:
    """A table as CSV; lists joined by `;`, None as an empty cell."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
        writer.writeheader()
        for row in rows:
            writer.writerow({k: ";".join(v) if isinstance(v, list) else v for k, v in row.items()})


def write_folder(folder: Path, tables: Mapping[str, Rows]) -> Path:
    """A folder of CSV tables."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        write_table(folder / f"{name}.csv", rows)
    return folder
