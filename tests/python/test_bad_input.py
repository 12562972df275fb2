"""Wrong cells, columns and tables: the same findings from whatever holds them, no word of their content."""

from __future__ import annotations

import copy
import csv
import math
import traceback
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import samspill as ss

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Tables = dict[str, dict[str, list[Any]]]
Place = tuple[str, str, int, str]  # code, table, row, column
Edit = tuple[str, str, int, object]  # table, column, row, new content
Reader = "Callable[[Tables, Path], ss.Network]"

#: Part of every id, name and text below: nothing that is printed or raised may hold it.
K = "kanarifugl "

STUDY: Tables = {
    "areas": {
        "id": [K + "city", K + "north"],
        "parent": [None, K + "city"],
        "population": [900, 400],
        "latitude": [55.5, 55.75],
        "longitude": [9.25, 9.5],
    },
    "actors": {
        "id": [K + "town", K + "club"],
        "name": [K + "Town", K + "Club"],
        "sector": ["municipal", "civil_society"],
        "parent": [None, K + "town"],
        "valid_from": ["2020-01-01", None],
        "valid_to": ["2030-01-01", None],
        "organisation_number": ["912345920", None],
    },
    "people": {"id": [K + "p"], "actor": [K + "town"], "tier": ["staff"], "hours": [7.5], "role": [K]},
    "needs": {
        "id": [K + "n2", K + "n3"],
        "theme": [K + "home", K + "home"],
        "area": [K + "north", K + "city"],
        "from_month": [0, 0],
        "to_month": [3, 3],
        "age_min": [0, 18],
        "age_max": [6, 67],
        "people": [10, 4],
        "priority": [1, 2],
        "entry_point": [K + "town", None],
        "language": [None, "ar"],
        "mandate": [None, K + "act"],
        "max_cost": [None, 10.0],
        "access": [None, K + "lift"],
    },
    "activities": {
        "id": [K + "a2", K + "a3"],
        "actor": [K + "town", K + "club"],
        "theme": [K + "home", K + "home"],
        "description": [K + "text", None],
        "from_month": [0, 0],
        "to_month": [3, 3],
        "capacity": [6, 8],
        "in_use": [0, None],
        "cost": [0.0, 2.5],
        "languages": ["ar;uk", None],
        "schedule": ["FREQ=WEEKLY;BYDAY=TU", None],
        "after": [K + "a3", None],
        "mandate": [None, K + "act"],
        "access": [K + "lift", None],
        "last_confirmed": ["2024-05-01", None],
    },
    "ties": {"source": [K + "town"], "target": [K + "a3"], "relation": ["referral"], "weight": [1.0]},
    "forums": {
        "id": [K + "f"],
        "form": ["council"],
        "composition": ["municipal=1;civil_society=1"],
        "head_count": [1],
        "vetoes": ["municipal"],
    },
    "seats": {"forum": [K + "f"], "actor": [K + "town"], "person": [K + "p"], "votes": [1.0]},
    "travel_times": {"from": [K + "city"], "to": [K + "north"], "minutes": [12.5]},
    "meetings": {
        "id": [K + "m", K + "m2"],
        "forum": [K + "f", K + "f"],
        "start": ["2024-03-05T17:00", "2024-04-02T17:00+02:00"],
        "end": ["2024-03-05T18:30", None],
    },
    "agenda_items": {
        "meeting": [K + "m", K + "m"],
        "item": [K + "1", K + "2"],
        "minutes": [30, None],
        "relevant_sectors": ["municipal;civil_society", None],
        "proposed_by": [K + "town", None],
    },
    "attendance": {
        "meeting": [K + "m", K + "m2"],
        "actor": [K + "town", None],
        "person": [K + "p", K + "p"],
        "speaking_seconds": [60, None],
    },
    "reviews": {
        "person": [K + "p", None],
        "item": [K + "trust", K + "trust"],
        "score": [4.0, -1.5],
        "wave": [K + "w", None],
        "forum": [K + "f", None],
    },
}


def changed(edits: Iterable[Edit]) -> Tables:
    """The study with some cells replaced; rows count as in a spreadsheet, the first record is row 2."""
    tables = copy.deepcopy(STUDY)
    for table, column, row, content in edits:
        tables[table][column][row - 2] = content
    return tables


def uniform(cells: list[Any]) -> list[Any]:
    """The cells as a typed column holds them: all texts when one is a text."""
    has_text = any(isinstance(cell, str) for cell in cells)
    return [str(cell) if has_text and cell is not None else cell for cell in cells]


def read_folder(tables: Tables, folder: Path) -> ss.Network:
    for name, columns in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows(zip(*columns.values(), strict=True))
    return ss.read(folder)


def read_dicts(tables: Tables, _: Path) -> ss.Network:
    return ss.Network.from_tables(**tables)  # type: ignore[arg-type]


def read_rows(tables: Tables, _: Path) -> ss.Network:
    rows = {
        name: [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        for name, columns in tables.items()
    }
    return ss.Network.from_tables(**rows)  # type: ignore[arg-type]


def read_pandas(tables: Tables, _: Path) -> ss.Network:
    return ss.Network.from_tables(**{name: pd.DataFrame(columns) for name, columns in tables.items()})  # type: ignore[arg-type]


def read_polars(tables: Tables, _: Path) -> ss.Network:
    frames = {
        name: pl.DataFrame({column: uniform(cells) for column, cells in columns.items()}, strict=False)
        for name, columns in tables.items()
    }
    return ss.Network.from_tables(**frames)  # type: ignore[arg-type]


def read_arrow(tables: Tables, _: Path) -> ss.Network:
    frames = {
        name: pa.table({column: pa.array(uniform(cells)) for column, cells in columns.items()})
        for name, columns in tables.items()
    }
    return ss.Network.from_tables(**frames)


READERS = [read_folder, read_dicts, read_rows, read_pandas, read_polars, read_arrow]
every_reader = pytest.mark.parametrize("read", READERS, ids=lambda reader: reader.__name__)


def errors(read: Callable[[Tables, Path], ss.Network], tables: Tables, folder: Path) -> list[Place]:
    """Where the errors are, in their order. What is raised must not repeat any content."""
    with pytest.raises(ss.UnusableData) as caught:
        read(tables, folder)
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value.findings)
    assert K.strip() not in shown + str(ss.FindingsTable(caught.value.findings).rows())
    assert all(found.message and found.hint for found in caught.value.findings)
    return [(f.code, f.table, f.row, f.column) for f in caught.value.findings if f.severity == "error"]


@every_reader
def test_the_study_itself_is_fine(read: Callable[[Tables, Path], ss.Network], tmp_path: Path) -> None:
    network = read(STUDY, tmp_path)
    assert len(network.findings) == 0
    assert K.strip() not in repr(network) + repr(network.table("people")) + repr(network.coverage().needs)


ONE_CELL: list[tuple[str, Edit]] = [
    *(
        ("unknown_id", (table, column, row, K + "nowhere"))
        for table, column, row in [
            ("areas", "parent", 3), ("actors", "parent", 3), ("people", "actor", 2), ("needs", "area", 3),
            ("needs", "entry_point", 2), ("activities", "actor", 3), ("ties", "source", 2),
            ("ties", "target", 2), ("seats", "forum", 2), ("seats", "actor", 2), ("seats", "person", 2),
            ("activities", "after", 3), ("travel_times", "from", 2), ("travel_times", "to", 2),
            ("meetings", "forum", 3), ("agenda_items", "meeting", 2), ("agenda_items", "proposed_by", 2),
            ("attendance", "meeting", 3), ("attendance", "actor", 2), ("attendance", "person", 3),
            ("reviews", "person", 2), ("reviews", "forum", 2),
        ]
    ),
    ("duplicate_id", ("needs", "id", 3, K + "n2")),
    ("duplicate_id", ("agenda_items", "item", 3, K + "1")),
    ("missing_value", ("meetings", "start", 2, None)),
    ("not_a_date", ("meetings", "start", 2, "2024-03-05")),
    ("not_a_date", ("meetings", "end", 2, "half past six")),
    ("reversed_interval", ("meetings", "end", 2, "2024-03-05T17:00")),
    ("missing_value", ("agenda_items", "item", 3, None)),
    ("negative_number", ("agenda_items", "minutes", 2, -5)),
    ("unknown_term", ("agenda_items", "relevant_sectors", 2, "municipal;" + K)),
    ("missing_value", ("attendance", "person", 3, None)),
    ("negative_number", ("attendance", "speaking_seconds", 2, -1)),
    ("not_a_whole_number", ("attendance", "speaking_seconds", 2, 1.5)),
    ("missing_value", ("reviews", "score", 2, None)),
    ("not_a_number", ("reviews", "score", 2, "often")),
    ("missing_value", ("reviews", "item", 3, "")),
    ("ambiguous_id", ("activities", "id", 2, K + "town")),
    ("area_cycle", ("areas", "parent", 2, K + "city")),
    ("actor_cycle", ("actors", "parent", 2, K + "town")),
    ("prerequisite_cycle", ("activities", "after", 2, K + "a2")),
    ("out_of_range", ("areas", "latitude", 2, 90.5)),
    ("out_of_range", ("areas", "longitude", 3, -181)),
    ("missing_value", ("areas", "latitude", 2, None)),
    ("missing_value", ("areas", "longitude", 3, "")),
    ("missing_value", ("travel_times", "minutes", 2, None)),
    ("negative_number", ("travel_times", "minutes", 2, -0.5)),
    ("not_a_number", ("travel_times", "minutes", 2, "soon")),
    ("negative_number", ("needs", "max_cost", 3, -1.0)),
    ("negative_number", ("activities", "in_use", 2, -1)),
    ("not_a_whole_number", ("activities", "in_use", 2, 1.5)),
    ("reversed_interval", ("needs", "to_month", 2, -1)),
    ("reversed_interval", ("needs", "to_month", 3, 0)),  # half-open: no month at all
    ("reversed_interval", ("activities", "to_month", 3, -2)),
    ("reversed_interval", ("needs", "age_max", 3, 17)),
    ("reversed_interval", ("actors", "valid_to", 2, "2019-12-31")),
    ("negative_number", ("activities", "capacity", 2, -1)),
    ("negative_number", ("needs", "people", 3, -4)),
    ("negative_number", ("areas", "population", 2, -900)),
    ("negative_number", ("people", "hours", 2, -0.5)),
    ("negative_number", ("ties", "weight", 2, -1.0)),
    ("negative_number", ("needs", "priority", 2, 0)),
    ("not_finite", ("activities", "capacity", 2, math.inf)),
    ("not_finite", ("seats", "votes", 2, -math.inf)),
    ("number_too_large", ("activities", "capacity", 2, 1_000_000_000_001)),
    ("number_too_large", ("needs", "to_month", 2, 2_000_000_000)),
    ("not_a_whole_number", ("needs", "people", 2, 2.5)),
    ("not_a_number", ("activities", "capacity", 3, K + "many")),
    ("not_a_number", ("needs", "from_month", 2, "0" + K)),
    ("not_a_number", ("people", "hours", 2, "7,5")),
    ("not_a_date", ("activities", "last_confirmed", 2, "01.05.2024" + K)),
    ("not_a_date", ("actors", "valid_from", 2, "2023-02-29")),
    ("unknown_term", ("actors", "sector", 3, K + "club")),
    ("unknown_term", ("actors", "sector", 2, "Municipal")),
    ("unknown_term", ("people", "tier", 2, K)),
    ("unknown_term", ("ties", "relation", 2, K + "gossip")),
    ("unknown_term", ("forums", "form", 2, K)),
    ("unknown_term", ("forums", "composition", 2, "municipal=1;" + K)),
    ("unknown_term", ("forums", "composition", 2, "municipal=1;municipal=2")),
    ("unknown_term", ("forums", "vetoes", 2, "municipal;" + K)),
    ("unknown_term", ("forums", "vetoes", 2, "municipal=" + K)),
    ("unknown_term", ("forums", "vetoes", 2, "municipal;municipal=all")),
    ("not_a_whole_number", ("forums", "head_count", 2, "1.5")),
    ("negative_number", ("forums", "head_count", 2, "-1")),
    ("not_finite", ("forums", "composition", 2, "municipal=1;civil_society=nan")),
    ("missing_value", ("needs", "theme", 3, None)),
    ("missing_value", ("activities", "actor", 2, "  ")),
    ("missing_value", ("seats", "forum", 2, "")),
    # The first word of a vocabulary must not be taken for what nobody wrote.
    ("missing_value", ("actors", "sector", 3, None)),
    ("missing_value", ("actors", "sector", 3, "")),
    ("missing_value", ("ties", "relation", 2, " ")),
    ("missing_value", ("forums", "form", 2, "")),
]  # fmt: skip


@every_reader
@pytest.mark.parametrize(("code", "edit"), ONE_CELL, ids=lambda value: str(value).replace(K, ""))
def test_a_wrong_cell_is_one_finding_with_its_place(
    read: Callable[[Tables, Path], ss.Network], code: str, edit: Edit, tmp_path: Path
) -> None:
    table, column, row, _ = edit
    assert errors(read, changed([edit]), tmp_path) == [(code, table, row, column)]


@every_reader
def test_a_circle_of_areas_names_each_of_its_rows(
    read: Callable[[Tables, Path], ss.Network], tmp_path: Path
) -> None:
    found = errors(read, changed([("areas", "parent", 2, K + "north")]), tmp_path)
    assert found == [("area_cycle", "areas", 2, "parent"), ("area_cycle", "areas", 3, "parent")]


@every_reader
def test_a_circle_of_prerequisites_names_each_of_its_rows(
    read: Callable[[Tables, Path], ss.Network], tmp_path: Path
) -> None:
    found = errors(read, changed([("activities", "after", 3, K + "a2")]), tmp_path)
    assert found == [("prerequisite_cycle", "activities", row, "after") for row in (2, 3)]


#: What can be used but was probably not meant; the warning stands at the cell that was changed last.
WARNINGS: list[tuple[str, list[Edit]]] = [
    ("capacity_below_use", [("activities", "in_use", 2, 7)]),
    ("unknown_language", [("needs", "language", 2, K + "dialect")]),
    ("unknown_language", [("needs", "language", 3, "da_DK")]),
    ("unknown_language", [("activities", "languages", 2, "ar;" + K)]),
    ("malformed_schedule", [("activities", "schedule", 2, K + "FREQ=WEEKLY")]),
    ("contradictory_window", [("activities", "from_month", 3, 3), ("activities", "to_month", 3, 4),
                              ("activities", "after", 2, K + "a3")]),
    ("organisation_number", [("actors", "organisation_number", 2, K + "12")]),
    ("double_counted_people", [("needs", "age_min", 3, 0), ("needs", "language", 3, None),
                               ("needs", "people", 2, 9)]),
]  # fmt: skip


@every_reader
@pytest.mark.parametrize(("code", "edits"), WARNINGS, ids=lambda value: str(value).replace(K, ""))
def test_what_is_doubtful_is_a_warning_with_its_place(
    read: Callable[[Tables, Path], ss.Network], code: str, edits: list[Edit], tmp_path: Path
) -> None:
    found = read(changed(edits), tmp_path).findings
    table, column, row, _ = edits[-1]
    assert [(f.severity, f.code, f.table, f.row, f.column) for f in found] == [
        ("warning", code, table, row, column)
    ]
    assert K.strip() not in repr(found.rows())
    assert all(finding.message and finding.hint for finding in found)


@every_reader
def test_sums_that_no_allocation_can_hold_are_an_error(
    read: Callable[[Tables, Path], ss.Network], tmp_path: Path
) -> None:
    tables = changed([])
    rows = 1001  # of at most 10^12 each: 10^15 is the largest sum
    tables["needs"] = {
        "id": [str(row) for row in range(rows)],
        "theme": [f"theme {row}" for row in range(rows)],
        "people": [10**12] * rows,
    }
    assert errors(read, tables, tmp_path) == [("number_too_large", "needs", 0, "people")]
    tables["needs"] = {column: cells[1:] for column, cells in tables["needs"].items()}
    assert read(tables, tmp_path).coverage().totals.people == 10**15


@every_reader
def test_nan_is_an_error_except_in_pandas_where_it_means_missing(
    read: Callable[[Tables, Path], ss.Network], tmp_path: Path
) -> None:
    tables = changed([("activities", "capacity", 3, math.nan)])
    if read is not read_pandas:
        assert errors(read, tables, tmp_path) == [("not_finite", "activities", 3, "capacity")]
        return
    totals = read(tables, tmp_path).coverage().totals
    assert (totals.capacity, totals.activities_capacity_unknown) == (6, 1)


REQUIRED = {
    "areas": ["id"],
    "actors": ["id", "sector"],
    "people": ["id", "actor"],
    "needs": ["id", "theme", "people"],
    "activities": ["id", "actor", "theme"],
    "ties": ["source", "target", "relation"],
    "forums": ["id", "form"],
    "seats": ["forum", "actor"],
    "travel_times": ["from", "to", "minutes"],
    "meetings": ["id", "forum", "start"],
    "agenda_items": ["meeting", "item"],
    "attendance": ["meeting"],
    "reviews": ["item", "score"],
}


@every_reader
@pytest.mark.parametrize(("table", "column"), [(t, c) for t, names in REQUIRED.items() for c in names])
def test_a_missing_column_is_said_once(
    read: Callable[[Tables, Path], ss.Network], table: str, column: str, tmp_path: Path
) -> None:
    tables = changed([])
    del tables[table][column]
    assert errors(read, tables, tmp_path) == [("missing_column", table, 0, column)]


@every_reader
@pytest.mark.parametrize("table", STUDY)
def test_an_empty_table_is_refused(
    read: Callable[[Tables, Path], ss.Network], table: str, tmp_path: Path
) -> None:
    tables = changed([])
    tables[table] = {column: [] for column in tables[table]}
    found = errors(read, tables, tmp_path)
    assert found[0] == ("empty_table", table, 0, "")
    # No rows are no columns in a list of rows. The rows that refer to an empty table are not to blame.
    more = [("missing_column", table, 0, c) for c in sorted(REQUIRED[table])] if read is read_rows else []
    assert found[1:] == more


#: Many problems in one study, and all that must be said about them, in the order of tables and rows.
MANY: list[Edit] = [
    ("activities", "capacity", 2, -1),
    ("activities", "to_month", 2, 0),
    ("activities", "capacity", 3, K),
    ("activities", "actor", 3, K + "nobody"),
    ("actors", "sector", 2, K + "sector"),
    ("actors", "parent", 2, K + "club"),  # the other actor's parent is this one
    ("areas", "population", 3, math.inf),
    ("forums", "form", 2, ""),
    ("needs", "area", 2, K + "nowhere"),
    ("needs", "people", 2, 2.5),
    ("needs", "id", 3, K + "n2"),
    ("people", "tier", 2, K),
    ("seats", "person", 2, K + "who"),
    ("seats", "votes", 2, -1.0),
    ("ties", "target", 2, K + "what"),
]
ALL_OF_MANY: list[Place] = [
    ("negative_number", "activities", 2, "capacity"),
    ("reversed_interval", "activities", 2, "to_month"),
    ("unknown_id", "activities", 3, "actor"),
    ("not_a_number", "activities", 3, "capacity"),
    ("actor_cycle", "actors", 2, "parent"),
    ("unknown_term", "actors", 2, "sector"),
    ("actor_cycle", "actors", 3, "parent"),
    ("not_finite", "areas", 3, "population"),
    ("missing_value", "forums", 2, "form"),
    ("unknown_id", "needs", 2, "area"),
    ("not_a_whole_number", "needs", 2, "people"),
    ("duplicate_id", "needs", 3, "id"),
    ("unknown_term", "people", 2, "tier"),
    ("unknown_id", "seats", 2, "person"),
    ("negative_number", "seats", 2, "votes"),
    ("unknown_id", "ties", 2, "target"),
]


@every_reader
def test_all_problems_are_said_at_once(read: Callable[[Tables, Path], ss.Network], tmp_path: Path) -> None:
    assert errors(read, changed(MANY), tmp_path) == ALL_OF_MANY


@every_reader
def test_missing_columns_hide_no_wrong_cell(
    read: Callable[[Tables, Path], ss.Network], tmp_path: Path
) -> None:
    """Without sectors the ids of the actors are still known, so a wrong one is found in the same run."""
    tables = changed([("needs", "entry_point", 2, K + "nobody")])
    del tables["actors"]["sector"]
    expected = [("missing_column", "actors", 0, "sector"), ("unknown_id", "needs", 2, "entry_point")]
    assert errors(read, tables, tmp_path) == expected


@every_reader
def test_the_order_of_rows_does_not_matter(
    read: Callable[[Tables, Path], ss.Network], tmp_path: Path
) -> None:
    tables = {
        name: {c: cells[::-1] for c, cells in columns.items()} for name, columns in changed(MANY).items()
    }
    found = Counter((code, table, column) for code, table, _, column in errors(read, tables, tmp_path))
    assert found == Counter((code, table, column) for code, table, _, column in ALL_OF_MANY)


@every_reader
def test_unknown_numbers_never_count_as_zero(
    read: Callable[[Tables, Path], ss.Network], tmp_path: Path
) -> None:
    """10 people wait, another need was never counted, and nobody knows how many the one offer takes."""
    alone = [("activities", "capacity", 2, None), ("activities", "after", 2, None)]
    tables = changed([("needs", "people", 3, None), *alone])
    tables["activities"] = {column: cells[:1] for column, cells in tables["activities"].items()}
    tables["ties"]["target"] = [K + "a2"]
    network = read(tables, tmp_path)
    assert [f.code for f in network.findings] == ["unknown_capacity", "unknown_people"]
    totals = network.coverage().totals
    assert (totals.needs, totals.needs_unknown, totals.people) == (2, 1, 10)
    assert (totals.capacity, totals.activities_capacity_unknown) == (0, 1)
    assert (totals.covered_low, totals.covered_high) == (0, 10)
    assert (totals.gap_low, totals.gap_high) == (0, 10)
    uncounted = network.coverage().needs.rows()[1]
    assert [uncounted[name] for name in ("people", "covered", "gap", "gap_low", "gap_high")] == [None] * 5
    assert (uncounted["obstacle"], uncounted["status"]) == ("unknown", "unknown")
