"""Views and results keep what they look at alive, and nothing is kept for longer."""

from __future__ import annotations

import gc
import resource
import weakref
from typing import Any

import numpy as np
import pyarrow as pa

import samspill as ss
from generated import generated_tables
from small_study import TABLES


def test_a_table_outlives_result_and_network() -> None:
    network = ss.Network.from_tables(**TABLES)
    needs = network.coverage().needs
    rows = needs.rows()
    del network
    gc.collect()
    assert needs.rows() == rows


def test_a_result_outlives_the_network() -> None:
    coverage = ss.Network.from_tables(**TABLES).coverage()
    gc.collect()
    assert coverage.needs.column("covered_exact") == ["20/3", "0", "16/3"]


def test_a_buffer_outlives_its_table() -> None:
    table = ss.Network.from_tables(**TABLES).coverage().needs
    values = np.asarray(table._table.values("people"))
    del table
    gc.collect()
    assert values.tolist() == [10, 6, 8]
    assert not values.flags.writeable


def test_an_arrow_table_outlives_what_it_came_from() -> None:
    network = ss.Network.from_tables(**TABLES)
    expected = network.coverage().needs.rows()
    arrow = pa.table(network.coverage().needs)
    column = arrow.column("covered_low")
    del network
    gc.collect()
    assert arrow.to_pylist() == expected
    del arrow
    gc.collect()
    assert column.to_pylist() == [row["covered_low"] for row in expected]


def test_input_is_copied() -> None:
    tables: dict[str, Any] = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    network = ss.Network.from_tables(**tables)
    before = network.table("needs").rows()
    tables["needs"][0]["people"] = 999
    assert network.table("needs").rows() == before


def test_objects_are_freed() -> None:
    network = ss.Network.from_tables(**TABLES)
    coverage = network.coverage()
    table = coverage.needs
    gone = [weakref.ref(thing) for thing in (network, coverage, table)]
    del network, coverage, table
    gc.collect()
    assert [reference() for reference in gone] == [None, None, None]


def test_nothing_leaks() -> None:
    tables = generated_tables(actors=1000, activities=5000, needs=5000, ties=20_000)

    def work() -> None:
        network = ss.Network.from_tables(**tables)
        pa.table(network.coverage().needs)
        network.coverage().needs.__arrow_c_stream__()
        network.table("ties").to_polars()

    def peak() -> int:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    for _ in range(3):
        work()
    before = peak()
    for _ in range(10):
        work()
    assert peak() - before < 32 * 1024  # KiB; one network alone takes some 5 MiB
