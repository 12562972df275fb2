"""Results in the forms that people work with: rows, pandas, polars, pyarrow, CSV, HTML. Nulls stay nulls."""

from __future__ import annotations

import csv
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import samspill as ss
from small_study import ACTIVITIES, NEEDS, TABLES

UNKNOWN_NEED = {"id": "n0", "theme": "housing", "people": None}
OPEN_OFFER = {"id": "b1", "actor": "desk", "theme": "language", "languages": ["da"], "capacity": None}


@pytest.fixture(scope="module")
def network() -> ss.Network:
    """Has needs of unknown size and activities of unknown capacity, so that every kind of null occurs."""
    tables: dict[str, Any] = {
        **TABLES,
        "needs": [UNKNOWN_NEED, *NEEDS],
        "activities": [*ACTIVITIES, OPEN_OFFER],
    }
    return ss.Network.from_tables(**tables)


@pytest.fixture(scope="module")
def tables(network: ss.Network) -> list[ss.ResultTable]:
    coverage, duplication = network.coverage(), network.duplication()
    representation = network.representation()
    return [
        *(coverage.needs, coverage.gaps, coverage.by_theme, coverage.by_theme_month),
        *(duplication.pairs, duplication.clusters, representation.forums, representation.sectors),
        *(network.table(name) for name in TABLES),
        network.validate(),
    ]


def test_there_is_a_null_of_every_type(tables: list[ss.ResultTable]) -> None:
    columns = [(table, name) for table in tables for name in table.columns]
    types = {table.types[name] for table, name in columns if None in table.column(name)}
    assert types == {"int64", "float64", "text", "text_list"}


def test_rows_and_columns_agree(tables: list[ss.ResultTable]) -> None:
    for table in tables:
        rows = table.rows()
        assert len(rows) == len(table)
        for name in table.columns:
            assert [row[name] for row in rows] == table.column(name)
        assert table.units.keys() == table.types.keys() == set(table.columns)


def test_cells_have_the_type_of_their_column(tables: list[ss.ResultTable]) -> None:
    python = {"int64": int, "float64": float, "boolean": bool, "text": str, "text_list": list}
    for table in tables:
        for name, type_ in table.types.items():
            assert {type(cell) for cell in table.column(name)} <= {python[type_], type(None)}


def test_polars(tables: list[ss.ResultTable]) -> None:
    types = {"int64": pl.Int64, "float64": pl.Float64, "boolean": pl.Boolean, "text": pl.String}
    for table in tables:
        frame = table.to_polars()
        assert frame.to_dicts() == table.rows()
        assert frame.columns == list(table.columns)
        for name, type_ in table.types.items():
            assert frame.schema[name] == types.get(type_, pl.List(pl.String))


def test_pyarrow(tables: list[ss.ResultTable]) -> None:
    for table in tables:
        arrow = pa.table(table)
        arrow.validate(full=True)
        assert arrow.to_pylist() == table.rows()
        assert {f.name: f.metadata[b"unit"].decode() for f in arrow.schema if f.metadata} == {
            name: unit for name, unit in table.units.items() if unit
        }


def test_pandas(tables: list[ss.ResultTable]) -> None:
    types = {
        "int64": "Int64",
        "float64": "Float64",
        "boolean": "boolean",
        "text": "string",
        "text_list": "object",
    }
    for table in tables:
        frame = table.to_pandas()
        assert list(frame.columns) == list(table.columns)
        assert len(frame) == len(table)
        for name, type_ in table.types.items():
            assert str(frame[name].dtype).startswith(types[type_])
            cells = frame[name].astype(object).where(frame[name].notna(), None).tolist()
            assert cells == table.column(name)


def test_a_pandas_frame_may_be_written_to(network: ss.Network) -> None:
    needs = network.coverage().needs
    frame = needs.to_pandas()
    frame.loc[:, "people"] = 0
    assert needs.column("people")[1] == 10


def test_every_table_can_be_read_again(network: ss.Network) -> None:
    for form in (ss.ResultTable.to_pandas, ss.ResultTable.to_polars, ss.ResultTable.rows, pa.table):
        given: dict[str, Any] = {name: form(network.table(name)) for name in TABLES}
        again = ss.Network.from_tables(**given)
        assert again.fingerprint == network.fingerprint


def test_pandas_without_pyarrow(tmp_path: Path) -> None:
    program = """
import sys
sys.modules["pyarrow"] = None
import pandas as pd, samspill as ss
frame = pd.DataFrame({"id": ["a", "b"], "sector": ["state", "private"], "parent": [None, "a"]})
needs = pd.DataFrame({"id": ["n", "m"], "theme": ["t", "t"], "people": [3, None]})
offers = pd.DataFrame({"id": ["o"], "actor": ["a"], "theme": ["t"], "languages": [["da"]], "capacity": [2]})
net = ss.Network.from_tables(actors=frame, needs=needs, activities=offers)
table = net.coverage().needs.to_pandas()
assert table["people"].tolist() == [pd.NA, 3], table["people"]
assert str(table["people"].dtype) == "Int64"
assert net.table("actors").to_pandas()["parent"].isna().tolist() == [True, False]
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=tmp_path)


def test_csv(tables: list[ss.ResultTable], tmp_path: Path) -> None:
    path = tmp_path / "needs.csv"
    tables[0].to_csv(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["need"] for row in rows] == tables[0].column("need")
    assert [row["people"] for row in rows] == ["", "10", "6", "8"]
    with pytest.raises(ss.FileError, match=r"needs\.csv"):
        tables[0].to_csv(tmp_path / "nowhere" / "needs.csv")
    with pytest.raises(OSError, match=r"^(?!.*nowhere)"):
        tables[0].to_csv(tmp_path / "nowhere" / "needs.csv")


def test_input_tables_survive_csv(network: ss.Network, tmp_path: Path) -> None:
    for name in TABLES:
        network.table(name).to_csv(tmp_path / f"{name}.csv")
    assert ss.read(tmp_path).fingerprint == network.fingerprint


def test_an_unknown_column_is_named(network: ss.Network) -> None:
    with pytest.raises(ss.NotFound, match="nothing"):
        network.table("needs").column("nothing")


def test_totals(network: ss.Network) -> None:
    totals = network.coverage().totals
    assert (totals.needs, totals.needs_unknown, totals.people) == (4, 1, 24)
    assert (totals.covered_low, totals.covered_high, totals.gap_low, totals.gap_high) == (12, 16, 8, 12)
    assert totals.activities_capacity_unknown == 1
    with pytest.raises(AttributeError):
        totals.people = 0  # type: ignore[misc]


def test_provenance(network: ss.Network) -> None:
    for result in (network.coverage(), network.duplication(), network.representation()):
        provenance = result.provenance
        assert provenance.version == ss.__version__
        assert provenance.network_fingerprint == network.fingerprint
        assert provenance.options
        assert provenance.seed is None
        with pytest.raises(TypeError):
            provenance.options["x"] = "y"  # type: ignore[index]


def test_summaries(network: ss.Network) -> None:
    assert network.coverage().summary() == (
        "12 to 16 of 24 people in needs of known size are covered (50.0 to 66.7 %), 8 to 12 not. "
        "1 of 4 needs are of unknown size and not counted. "
        "4 to 8 of the covered people have an entry point that cannot find the offers."
    )
    assert network.duplication().summary().startswith("1 clusters of similar activities of different actors")
    assert network.representation().summary() == (
        "1 forums; parity of expected sectors from 1 to 1 (1 = equal)."
    )  # fmt: skip


def test_html_shows_at_most_200_rows() -> None:
    actors = pd.DataFrame({"id": [f"a{k}" for k in range(500)], "sector": "state"})
    html = ss.Network.from_tables(actors=actors).table("actors")._repr_html_()
    assert html.count("<tr>") == 201
    assert "actors: first 200 of 500 rows" in html
    assert html.count('<th scope="col"') == 11


def test_every_result_has_html(network: ss.Network) -> None:
    for result in (
        network,
        network.coverage(),
        network.duplication(),
        network.representation(),
        network.validate(),
    ):
        assert result._repr_html_().startswith(("<p>", "<table"))


def test_empty_results() -> None:
    actors = [{"id": "a", "sector": "state"}]
    needs = [{"id": "n", "theme": "t", "people": 0}]
    offers = [{"id": "o", "actor": "a", "theme": "t"}]
    net = ss.Network.from_tables(actors=actors, needs=needs, activities=offers)
    assert net.coverage().totals.share_low is None
    assert net.coverage().summary().startswith("No people in 1 needs")
    assert net.duplication().pairs.rows() == []
    assert net.duplication().pairs.to_polars().shape == (0, 11)
    assert net.duplication().pairs.to_pandas().shape == (0, 11)
    assert net.duplication().summary() == "No two actors offer the same."


def test_findings_are_a_table_and_a_sequence(network: ss.Network) -> None:
    findings = network.findings
    assert [finding.code for finding in findings] == findings.column("code")
    assert findings.rows()[0] == {
        "severity": "info",
        "code": "unknown_capacity",
        "file": None,
        "table": "activities",
        "row": None,
        "column": "capacity",
        "message": "1 of 4 activities state no capacity",
        "hint": "coverage that depends on them is an interval from 0 seats to unbounded",
    }
    assert str(next(iter(findings))).startswith(
        "activities, column capacity: 1 of 4 activities state no capacity ("
    )
