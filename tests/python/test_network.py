"""Network: tables in every form that people have them in, options, graphs and reports."""

from __future__ import annotations

import datetime
import stat
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import samspill as ss
from small_study import ACTIVITIES, ACTORS, TABLES, Rows, columns, write_folder

ALONE: Rows = [{**row, "area": None} for row in ACTORS]


def network(**changed: Any) -> ss.Network:  # noqa: ANN401 - any form of a table
    return ss.Network.from_tables(**{**TABLES, **changed})


def arrow(rows: Rows) -> pa.Table:
    return pa.table(columns(rows))


FORMS: dict[str, Callable[[Rows], Any]] = {
    "list of dicts": lambda rows: rows,
    "generator of dicts": iter,
    "dict of lists": columns,
    "dict of tuples": lambda rows: {name: tuple(cells) for name, cells in columns(rows).items()},
    "dict of numpy": lambda rows: {
        name: np.array(cells, dtype=object) for name, cells in columns(rows).items()
    },
    "dict of series": lambda rows: {name: pl.Series(name, cells) for name, cells in columns(rows).items()},
    "dict of pandas series": lambda rows: {name: pd.Series(cells) for name, cells in columns(rows).items()},
    "dict of arrow": lambda rows: {name: pa.array(cells) for name, cells in columns(rows).items()},
    "pandas": pd.DataFrame,
    "pandas nullable": lambda rows: pd.DataFrame(rows).convert_dtypes(),
    "pandas arrow": lambda rows: arrow(rows).to_pandas(types_mapper=pd.ArrowDtype),
    "pandas filtered": lambda rows: pd.DataFrame([*rows, rows[0]]).iloc[: len(rows)].iloc[::-1],
    "polars": pl.DataFrame,
    "pyarrow": arrow,
    "pyarrow batches": lambda rows: pa.Table.from_batches(arrow(rows).to_batches(max_chunksize=1)),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_every_form_of_a_table_gives_the_same_network(form: Callable[[Rows], Any]) -> None:
    found = ss.Network.from_tables(**{name: form(rows) for name, rows in TABLES.items()})
    assert found.fingerprint == network().fingerprint
    assert found.validate().rows() == []


def test_a_folder_gives_the_same_network(tmp_path: Path) -> None:
    assert ss.read(write_folder(tmp_path, TABLES)).fingerprint == network().fingerprint


def test_a_network_gives_back_the_tables_it_was_made_of() -> None:
    first = network()
    given: dict[str, Any] = {name: first.table(name) for name in TABLES}
    again = ss.Network.from_tables(**given)
    assert again.fingerprint == first.fingerprint
    assert first.table("activities").column("languages") == [["ar", "da"], ["ti"], ["da"]]
    assert first.table("ties").column("weight") == [0.5, None]


def test_the_worked_example() -> None:
    needs = network().coverage().needs
    assert needs.column("covered_exact") == ["20/3", "0", "16/3"]
    assert needs.column("known_exact") == ["40/9", "0", "32/9"]


def with_capacity(*capacities: object) -> Rows:
    return [{**row, "capacity": cell} for row, cell in zip(ACTIVITIES, capacities, strict=True)]


@pytest.mark.parametrize("missing", [None, pd.NA, pd.NaT, ""])
def test_missing_is_unknown_not_zero(missing: object) -> None:
    found = network(activities=with_capacity(8, missing, 4))
    assert found.table("activities").column("capacity") == [8, None, 4]
    assert [finding.code for finding in found.findings] == ["unknown_capacity"]


@pytest.mark.parametrize("missing", [np.nan, None, pd.NA, float("nan")])
def test_missing_in_pandas_is_unknown(missing: object) -> None:
    frame = pd.DataFrame(ACTIVITIES).assign(capacity=pd.Series([8, missing, 4], dtype=object))
    assert network(activities=frame).table("activities").column("capacity") == [8, None, 4]
    numbers = pd.DataFrame(ACTIVITIES).assign(capacity=[8.0, np.nan, 4.0])
    assert network(activities=numbers).table("activities").column("capacity") == [8, None, 4]


@pytest.mark.parametrize("form", [lambda rows: rows, pl.DataFrame], ids=["rows", "polars"])
def test_nan_elsewhere_is_a_number_gone_wrong(form: Callable[[Rows], Any]) -> None:
    with pytest.raises(ss.UnusableData) as caught:
        network(activities=form(with_capacity(8.0, float("nan"), 4.0)))
    errors = [(f.code, f.row, f.column) for f in caught.value.findings if f.severity == "error"]
    assert errors == [("not_finite", 3, "capacity")]


class Colour(Enum):
    red = "ar"


def test_cells_of_other_types() -> None:
    changes: Rows = [
        {"capacity": np.int64(8), "languages": {"da", "ar"}, "last_confirmed": datetime.date(2024, 5, 1)},
        {"capacity": Decimal(10), "languages": np.array(["ti"]), "last_confirmed": "2024-05-02"},
        {"capacity": np.float64(4), "languages": "da", "last_confirmed": pd.Timestamp("2024-05-03 10:00")},
    ]
    rows = [{**row, **change} for row, change in zip(ACTIVITIES, changes, strict=True)]
    found = network(activities=rows).table("activities")
    assert found.column("capacity") == [8, 10, 4]
    assert found.column("languages") == [["ar", "da"], ["ti"], ["da"]]
    assert found.column("last_confirmed") == ["2024-05-01", "2024-05-02", "2024-05-03"]
    one = network(
        activities=[{**ACTIVITIES[0], "languages": [Colour.red.value], "theme": Colour.red}], ties=None
    )
    assert one.table("activities").column("theme") == ["ar"]


def test_numbers_that_are_ids_stay_ids() -> None:
    actors = pd.DataFrame({"id": [101.0, 102.0], "sector": ["municipal", "state"], "parent": [np.nan, 101.0]})
    assert ss.Network.from_tables(actors=actors).table("actors").column("parent") == [None, "101"]


def test_text_lists_and_lists_may_stand_in_one_column() -> None:
    rows = [{**ACTIVITIES[0], "languages": "da;ar"}, ACTIVITIES[1], {**ACTIVITIES[2], "languages": None}]
    assert network(activities=rows).table("activities").column("languages") == [["ar", "da"], ["ti"], None]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (2**70, "number_too_large"),
        (b"bytes", "unsupported_type"),
        ({"a": 1}, "unsupported_type"),
        (object(), "unsupported_type"),
        ("\ud800", "wrong_encoding"),
        (True, "not_a_number"),
    ],
)
def test_cells_that_are_nothing_for_a_table(cell: object, code: str) -> None:
    with pytest.raises(ss.UnusableData) as caught:
        network(activities=with_capacity(8, cell, 4))
    assert (code, 3, "capacity") in {(f.code, f.row, f.column) for f in caught.value.findings}


@pytest.mark.parametrize("table", ["needs.csv", b"needs", 5, [["a"]], ["a"], {"id": 5}, {"id": "text"}])
def test_what_is_no_table_is_refused(table: object) -> None:
    with pytest.raises(TypeError, match=r"^(the|each column of the) table needs must be|must be a list"):
        network(needs=table)


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ss.InvalidArgument, match="columns of the table needs have different lengths"):
        network(needs={"id": ["n1", "n2"], "theme": ["language"]})


def test_a_column_that_stands_twice_is_a_finding() -> None:
    frame = pd.DataFrame([["x", "state", "y"]], columns=["id", "sector", "id"])
    with pytest.raises(ss.UnusableData) as caught:
        ss.Network.from_tables(actors=frame)
    assert [(f.code, f.column) for f in caught.value.findings] == [("duplicate_column", "id")]


def test_without_any_table() -> None:
    with pytest.raises(ss.UnusableData) as caught:
        ss.Network.from_tables()
    assert [finding.code for finding in caught.value.findings] == ["missing_table"]


def test_properties() -> None:
    found = network(title="Reception", month_labels={1: "January"})
    assert (found.title, found.month_labels) == ("Reception", {1: "January"})
    assert found.has("needs")
    assert not ss.Network.from_tables(actors=ALONE).has("needs")
    assert found.sizes == {name: len(rows) for name, rows in TABLES.items()}
    with pytest.raises(ss.NotFound, match="there is no such table; the tables are areas, actors"):
        found.table("minutes")
    with pytest.raises(KeyError):
        found.has("minutes")
    with pytest.raises(TypeError, match="name must be a text, not int"):
        found.table(5)  # type: ignore[arg-type]


def test_analyses_say_which_table_is_missing() -> None:
    actors = ss.Network.from_tables(actors=ALONE)
    with pytest.raises(ss.MissingTable, match="coverage needs the table needs"):
        actors.coverage()
    with pytest.raises(ss.MissingTable, match="duplication needs the table activities"):
        actors.duplication()
    with pytest.raises(ValueError, match="representation needs the table forums"):
        actors.representation()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda net: net.coverage(awareness_steps=-1), "awareness_steps must be 0 or more"),
        (lambda net: net.coverage(awareness_steps=2**40), "awareness_steps is out of range"),
        (lambda net: net.coverage(match_period="some"), "match_period must be one of any, whole"),
        (lambda net: net.coverage(match_unstated=1), "match_unstated must be one of accept, reject"),
        (lambda net: net.coverage(months=(3, 3)), "months must be an interval of 1 to 120 months"),
        (lambda net: net.coverage(months=(1, 2, 3)), r"months must be two whole numbers \(from, to\)"),
        (lambda net: net.duplication(backup_share=-0.1), "backup_share must be 0 or more"),
        (lambda net: net.duplication(backup_share=float("nan")), "backup_share must be finite"),
        (
            lambda net: net.representation(expected_sectors=["state", "town"]),
            "expected_sectors must be one of",
        ),
        (lambda net: net.representation(expected_sectors=[]), "expected_sectors must name at least one"),
        (
            lambda net: net.representation(baseline="given"),
            "baseline_weights must be 0 or more, and not all 0",
        ),
        (lambda net: net.representation(window=("2024-01-01", "soon")), "window must name two days"),
        (lambda net: net.representation(window=("2024-02-01", "2024-01-01")), "window must name two days"),
        (lambda net: net.report("x\0.html"), "path must be a path"),
        (lambda net: net.to_html(lang="xx"), "lang"),
    ],
)
def test_options_out_of_range(call: Callable[[ss.Network], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call(network())


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda net: net.coverage(awareness_steps="2"), "awareness_steps must be a whole number, not str"),
        (lambda net: net.coverage(awareness_steps=True), "awareness_steps must be a whole number, not bool"),
        (lambda net: net.coverage(awareness_steps=2.0), "awareness_steps must be a whole number, not float"),
        (lambda net: net.coverage(months=5), "months must be two whole numbers"),
        (lambda net: net.coverage(progress=5), "progress must be a function, not int"),
        (lambda net: net.duplication(match_ages=1), "match_ages must be True or False, not int"),
        (lambda net: net.duplication(backup_share="a"), "backup_share must be a number, not str"),
        (
            lambda net: net.representation(expected_sectors="state"),
            "expected_sectors must be a list of names",
        ),
        (lambda net: net.representation(baseline_weights=[1, 2]), "baseline_weights must be a mapping"),
        (lambda net: net.representation(window=(5, 6)), "each day of window must be a text, not int"),
        (lambda net: net.report(5), "path must be a path, not int"),
        (lambda net: ss.read(None), "path must be a path, not NoneType"),  # type: ignore[arg-type]
    ],
)
def test_options_of_a_wrong_type(call: Callable[[ss.Network], object], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        call(network())


def test_options_reach_the_analyses() -> None:
    net = network()
    assert net.coverage(awareness_steps=0).totals.known_high == 0
    assert net.coverage(months=(0, 2)).months == (0, 2)
    assert net.coverage(match_unstated="reject").provenance.options["match.unstated"] == "reject"
    assert (
        net.duplication(backup_share=0.5, need_period="whole").provenance.options["match.period"] == "whole"
    )
    given = net.representation(baseline="given", baseline_weights={"state": 3, "municipal": 1})
    shares = {row["sector"]: row["baseline_share"] for row in given.sectors.rows()}
    assert (shares["state"], shares["municipal"]) == (0.75, 0.25)
    day = datetime.date(2024, 1, 1)
    assert net.representation(window=(day, "2025-01-01")).forums.column("seats") == [2.0]


def test_to_networkx() -> None:
    graph = network().to_networkx()
    assert isinstance(graph, nx.MultiDiGraph)
    kinds = [data["node_type"] for _, data in graph.nodes(data=True)]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "actor": 3,
        "activity": 3,
        "need": 3,
        "area": 2,
        "forum": 1,
    }
    relations = [data["relation"] for _, _, data in graph.edges(data=True)]
    assert {relation: relations.count(relation) for relation in relations} == {
        "seated_in": 2,
        "offers": 3,
        "serves_area": 3,
        "refers": 3,
        "arises_in": 3,
        "awareness": 2,
        "seat": 2,
    }
    tie = graph.edges[("actor", "desk"), ("actor", "club"), "awareness"]
    assert tie == {"relation": "awareness", "weight": 0.5, "from": "2024-01-01"}
    assert graph.nodes["activity", "a1"]["languages"] == ["ar", "da"]
    assert nx.has_path(graph, ("actor", "office"), ("area", "A"))


def test_equal_edges_get_keys_of_their_own() -> None:
    ties = [{"source": "desk", "target": "club", "relation": "funding", "wave": wave} for wave in ("1", "2")]
    graph = network(ties=ties).to_networkx()
    assert sorted(graph[("actor", "desk")][("actor", "club")]) == ["funding", "funding 2"]


def test_nesting_in_the_graph() -> None:
    areas = [{"id": "A", "parent": "T"}, {"id": "B", "parent": "T"}, {"id": "T"}]
    actors = [*ACTORS, {"id": "unit", "sector": "municipal", "parent": "desk"}]
    activities = [{**ACTIVITIES[0], "after": ["a2"]}, *ACTIVITIES[1:]]
    graph = network(areas=areas, actors=actors, activities=activities).to_networkx()
    assert graph.edges[("area", "A"), ("area", "T"), "nested_in"]
    assert graph.edges[("actor", "unit"), ("actor", "desk"), "unit_of"]
    assert graph.edges[("activity", "a1"), ("activity", "a2"), "after"]


def test_travel_times_in_the_graph() -> None:
    graph = network(travel_times=[{"from": "A", "to": "B", "minutes": 12.5}]).to_networkx()
    travel = {"relation": "travel", "minutes": 12.5}
    assert graph.edges[("area", "A"), ("area", "B"), "travel"] == travel
    assert not graph.has_edge(("area", "B"), ("area", "A"))


def test_report(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text("old")
    network(title="Reception").report(page)
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [page]
    with pytest.raises(ss.FileError, match=r"^cannot write report\.html: No such file or directory$"):
        network().report(tmp_path / "nowhere" / "report.html")
    with pytest.raises(OSError, match="Is a directory"):
        network().report(tmp_path)


def test_a_report_needs_actors_only() -> None:
    assert "<html" in ss.Network.from_tables(actors=ALONE).to_html()
