"""Whatever the tables hold: a network with finite results in valid JSON, or one of Samspill's errors."""

from __future__ import annotations

import contextlib
import io
import json
import random
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import samspill as ss
from samspill.cli import main

COLUMNS = {
    "areas": "id name parent population former_unit latitude longitude",
    "actors": "id name sector type tier parent area languages valid_from valid_to organisation_number",
    "people": "id actor role tier languages hours groups competences available",
    "needs": """id theme target_group area language from_month to_month age_min age_max people priority
        entry_point mandate max_cost access""",
    "activities": """id name actor kind theme target_groups areas languages from_month to_month schedule
        age_min age_max capacity cost minutes description last_confirmed after mandate in_use access""",
    "ties": "source target relation weight from to wave",
    "forums": """id name form area purpose tasks mandate composition meets_per_year quota head_count vetoes
        agreed_on ends_on in_operation competences involvement""",
    "seats": "forum actor person role votes from to ended_by",
    "travel_times": "from to minutes",
    "meetings": "id forum start end",
    "agenda_items": "meeting item minutes relevant_sectors proposed_by",
    "attendance": "meeting actor person speaking_seconds",
    "reviews": "person item score wave forum",
}
K = "kanarifugl"
NAMES = sorted({name for names in COLUMNS.values() for name in names.split()})
WORDS = """a b c municipal civil_society state staff offer statutory_task awareness referral council chair
    home municipal=1;civil_society=1 municipal=0;civil_society=0 a;b ; =1 2024-01-01 2024-06-30 9999-12-31
    0000-00-00 0 1 2 5 -1 1e3 1e308 1e-320 nan inf -inf 1e12 1000000000001 9007199254740993
    99999999999999999999 0x1 1,5 2024-03-31T02:30 2024-10-27T01:00+02:00 9999-12-31T24:00 yes"""
TEXTS = [*WORDS.split(), "", " ", '"', "\n", "\t", "\ufeff", "\0", "ø", "\u202e", "\x1b[31m", "=1+1", K]

lightly = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def results_of(network: ss.Network) -> None:
    """Runs everything that a network allows. No number may be NaN, and unknown people are never 0."""
    for analysis in (
        network.coverage,
        network.duplication,
        network.representation,
        network.attendance,
        network.drop_off,
    ):
        with contextlib.suppress(ss.MissingTable):
            analysis()
    with contextlib.suppress(ss.MissingTable):
        for need in network.coverage().needs.rows():
            if need["people"] is None:
                assert (need["status"], need["gap"], need["covered"]) == ("unknown", None, None)
    assert network.to_html().startswith("<!DOCTYPE html>")
    assert str(network.findings) + repr(network)


def command(*arguments: str) -> str:
    """What the command prints as JSON. It ends with one of its exit codes and with no other exception."""
    printed, told = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(told):
        code = main([*arguments, "--json"])
    assert code in (0, 1, 3)
    json.loads(printed.getvalue(), parse_constant=pytest.fail)
    assert code != 3 or K not in printed.getvalue() + told.getvalue()
    return printed.getvalue()


def try_folder(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as place:
        for name, content in files.items():
            (Path(place) / name).write_bytes(content)
        with contextlib.suppress(ss.UnusableData):
            results_of(ss.read(place))
        for name in ("check", "coverage", "duplication", "representation"):
            command(name, place)
        assert {path.name for path in Path(place).iterdir()} == set(files)


#: Without the secret word: it may become the name of a column, and findings do name columns.
any_bytes = st.binary(max_size=300) | st.lists(st.sampled_from(TEXTS[:-1] + NAMES)).map(
    lambda words: ",".join(words).encode()
)
file_names = st.sampled_from([f"{name}.csv" for name in COLUMNS] + ["datapackage.json", "x.csv", "y.json"])


@lightly
@given(st.dictionaries(file_names, any_bytes, min_size=1))
def test_random_files(files: dict[str, bytes]) -> None:
    try_folder(files)


@st.composite
def csv_table(draw: st.DrawFn, table: str) -> bytes:
    """A file with the right header, mostly plausible ids, and some cells that nobody expects."""
    columns = COLUMNS[table].split()
    rows = draw(st.lists(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=len(columns)), max_size=3))
    ids = {
        "areas": "r",
        "actors": "a",
        "people": "p",
        "needs": "n",
        "activities": "o",
        "forums": "f",
        "meetings": "m",
    }
    lines = [",".join(columns)]
    for number, row in enumerate(rows):
        cells = [ids[table] + str(number), *row] if table in ids else row
        lines.append(",".join(cells))
    return "\n".join(lines).encode("utf-8")


@lightly
@given(st.fixed_dictionaries({f"{table}.csv": csv_table(table) for table in COLUMNS}))
def test_random_cells_under_the_right_headers(files: dict[str, bytes]) -> None:
    try_folder(files)


cells = st.none() | st.sampled_from(TEXTS) | st.integers() | st.floats() | st.booleans() | st.text(max_size=4)
odd_cells = (
    cells | st.lists(cells, max_size=2) | st.binary(max_size=3) | st.dates() | st.decimals(allow_nan=False)
)


@lightly
@given(
    st.dictionaries(
        st.sampled_from(sorted(COLUMNS)),
        st.lists(st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), odd_cells), max_size=3),
    )
)
def test_random_rows(tables: dict[str, Any]) -> None:
    with contextlib.suppress(ss.Error):
        results_of(ss.Network.from_tables(**tables))
    for table, rows in tables.items():
        with contextlib.suppress(ss.Error):
            frame: dict[str, Any] = {table: pd.DataFrame(rows)}
            ss.Network.from_tables(**frame)


#: Cells that are right, so that most studies can be used and the analyses meet every extreme of them.
RIGHT: dict[str, list[Any]] = {
    **{name: [None] for name in NAMES},
    "population": [None, 0, 10**12],
    "people": [None, 0, 1, 7, 10**12],
    "capacity": [None, 0, 1, 10**12],
    "from_month": [None, -1_000_000, 0, 2],
    "to_month": [None, 3, 1_000_000],
    "age_min": [None, 0, 18],
    "age_max": [None, 18, 1_000_000],
    "priority": [None, 1, 1_000_000],
    "theme": ["home", "work"],
    "sector": ["municipal", "civil_society", "state"],
    "relation": ["awareness", "referral", "funding"],
    "form": ["council", "network_group"],
    "composition": [
        None,
        "municipal=0;civil_society=0",
        "municipal=1e308;state=1e308",
        "municipal=1e-320;state",
    ],
    "votes": [None, 0.0, 5e-324, 1.5, 1e308],
    "weight": [None, 0.0, 1e308],
    "quota": [None, 1e308],
    "head_count": [None, 0, 1, 10**12],
    "vetoes": [None, "municipal", "municipal=all;state=majority"],
    "languages": [None, "ar", "ar;so"],
    "language": [None, "ar"],
    "kind": [None, "information", "statutory_task"],
    "type": [None, "directory"],
    "valid_from": [None, "0001-01-01"],
    "valid_to": [None, "9999-12-31"],
    "entry_point": [None, "actors0"],
    "actor": ["actors0", "actors1"],
    "source": ["actors0", "actors1"],
    "target": ["actors1", "activities0", "activities2"],
    "forum": ["forums0"],
    "person": [None, "people0"],
    "area": [None, "areas0", "areas2"],
    "areas": [None, "areas0", "areas1;areas2"],
    "after": [None, "activities0"],
    "latitude": [-90.0, 0.0, 90.0],
    "longitude": [-180.0, 180.0],
    "mandate": [None, "law"],
    "max_cost": [None, 0.0, 1e308],
    "cost": [None, 5e-324, 1e308],
    "in_use": [None, 0, 1, 10**12],
    "access": [None, "lift", "lift;childcare"],
    "meeting": ["meetings0", "meetings1"],
    "start": ["0000-01-01T00:00", "2024-10-27T02:30", "9999-12-31T24:00-23:59"],
    "relevant_sectors": [None, "municipal", "state;civil_society"],
    "speaking_seconds": [None, 0, 10**12],
    "score": [-1e308, 0.0, 5e-324, 1e308],
    "in_operation": [None, "yes", "no"],
    "agreed_on": [None, "0000-01-01", "9999-12-31"],
    "ended_by": [None, "resigned", "term"],
    "available": [None, "MO 00:00-24:00", "any time"],
    "proposed_by": [None, "actors0"],
}
#: The same where a column means something else.
RIGHT_TRAVEL_TIMES: dict[str, list[Any]] = {
    "to": ["areas0", "areas2"],
    "minutes": [0.0, 5e-324, 1e308],
}
RIGHT_AGENDA_ITEMS: dict[str, list[Any]] = {"minutes": [None, 0, 10**12]}
#: What keeps the rows of a table apart.
UNIQUE = {
    "travel_times": ("from", "areas"),
    "agenda_items": ("item", "item"),
    "attendance": ("actor", "actors"),
    "reviews": ("item", "item"),
}


def right_table(choice: random.Random, table: str, rows: int) -> pl.DataFrame:
    others = {
        "travel_times": RIGHT_TRAVEL_TIMES,
        "agenda_items": RIGHT_AGENDA_ITEMS,
        "attendance": {"person": [None]},
    }
    right = RIGHT | others.get(table, {})
    columns = {name: [choice.choice(right[name]) for _ in range(rows)] for name in COLUMNS[table].split()}
    if table in UNIQUE:
        column, names = UNIQUE[table]
        columns[column] = [f"{names}{row}" for row in range(rows)]
    if "after" in columns:  # the first activity cannot come after itself
        columns["after"][0] = None
    if "id" in columns:
        columns["id"] = [f"{table}{row}" for row in range(rows)]
    if table == "areas":
        columns["parent"] = [None, "areas0", "areas1"]
    return pl.DataFrame(columns, strict=False)


@lightly
@given(st.integers(0, 2**32))
def test_extreme_but_right_cells_give_finite_results(seed: int) -> None:
    choice = random.Random(seed)
    tables = {table: right_table(choice, table, 3) for table in COLUMNS}
    network = ss.Network.from_tables(**tables)  # type: ignore[arg-type]
    results_of(network)
    unknown = tables["needs"]["people"].null_count()
    totals = network.coverage().totals
    assert totals.needs_unknown == unknown
    assert totals.activities_capacity_unknown == tables["activities"]["capacity"].null_count()
    with tempfile.TemporaryDirectory() as place:
        for table in COLUMNS:
            network.table(table).to_csv(Path(place) / f"{table}.csv")
        for name in ("coverage", "duplication", "representation"):
            assert '"version"' in command(name, place)
