"""What tests of indicators share: a catalogue of one, a region, a result that is no analysis."""

from __future__ import annotations

from typing import Any

import samspill as ss
from samspill.indicators import IndicatorCatalogue

ROW: dict[str, Any] = {
    "id": "reached",
    "set": "own",
    "version": "1",
    "question_en": "Are people reached?",
    "unit": "share",
    "denominator": "people",
    "direction": "increase",
}
TWO_MUNICIPALITIES: dict[str, Any] = {
    "areas": [
        {"id": "region"},
        {"id": "0301", "parent": "region"},
        {"id": "0301a", "parent": "0301"},
        {"id": "1103", "parent": "region"},
    ],
    "actors": [
        {"id": "county", "sector": "state", "area": "region"},
        {"id": "north", "sector": "municipal", "area": "0301"},
        {"id": "south", "sector": "municipal", "area": "1103"},
        {"id": "club", "sector": "civil_society", "area": "0301a", "parent": "county"},
        {"id": "idle", "sector": "civil_society"},
    ],
    "needs": [
        {"id": "n1", "theme": "homework", "area": "0301a", "people": 10, "entry_point": "north"},
        {"id": "n2", "theme": "homework", "area": "1103", "people": 4, "entry_point": "south"},
    ],
    "activities": [
        {"id": "a1", "actor": "club", "theme": "homework", "areas": ["0301"], "capacity": 6},
        {"id": "a2", "actor": "county", "theme": "homework", "areas": ["region"], "capacity": 1},
    ],
    "ties": [{"source": "north", "target": "club", "relation": "awareness"}],
    "forums": [{"id": "f", "form": "council", "area": "0301"}],
    "seats": [{"forum": "f", "actor": "north"}, {"forum": "f", "actor": "club"}],
}


def catalogue(**columns: object) -> IndicatorCatalogue:
    return IndicatorCatalogue.from_table([ROW | columns])


def values(found: ss.NetworkObservations) -> dict[tuple[str, str], tuple[str, float | None]]:
    return {(r["unit"], r["indicator"]): (r["status"], r["value"]) for r in found.observations.rows()}


class Result:
    """Stands for a result of an analysis."""

    def __init__(self, rows: list[dict[str, Any]], **attributes: object) -> None:
        names = list(rows[0]) if rows else ["x", "w", "kind"]
        columns = [(name, None if rows else _text_type(), "", [row[name] for row in rows]) for name in names]
        self.table = ss.ResultTable(ss._core.Table.from_columns("t", columns)[0])
        for name, value in attributes.items():
            setattr(self, name, value)


def _text_type() -> ss._core.ColumnType:
    return ss._core.ColumnType.text


ROWS: list[dict[str, Any]] = [
    {"x": 1.0, "w": 3.0, "yes": True, "kind": "a", "x_note": None},
    {"x": 4.0, "w": 1.0, "yes": False, "kind": "b", "x_note": None},
    {"x": None, "w": 2.0, "yes": None, "kind": "b", "x_note": "too few"},
]
