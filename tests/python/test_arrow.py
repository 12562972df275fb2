"""The Arrow PyCapsule protocol, in and out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

import samspill as ss
from small_study import TABLES, columns


@pytest.fixture(scope="module")
def needs() -> ss.ResultTable:
    return ss.Network.from_tables(**TABLES).coverage().needs


def test_a_capsule_is_taken_once(needs: ss.ResultTable) -> None:
    capsule = needs.__arrow_c_stream__()
    assert "arrow_array_stream" in repr(capsule)
    reader = pa.RecordBatchReader._import_from_c_capsule(capsule)
    assert reader.read_all().num_rows == 3
    with pytest.raises((pa.ArrowInvalid, ValueError)):
        pa.RecordBatchReader._import_from_c_capsule(capsule)


def test_a_capsule_that_nobody_takes_is_released(needs: ss.ResultTable) -> None:
    for _ in range(100):
        needs.__arrow_c_stream__()


def test_a_requested_schema_is_a_wish(needs: ss.ResultTable) -> None:
    schema = pa.schema([("need", pa.string())])
    assert needs.__arrow_c_stream__(schema.__arrow_c_schema__()) is not None
    assert needs.__arrow_c_stream__(requested_schema=None) is not None


def test_null_slots_hold_zeros() -> None:
    """A buffer handed to others never carries a number that was meant to be absent."""
    rows: Any = [{"id": "n1", "theme": "t", "people": 7}, {"id": "n2", "theme": "t", "people": None}]
    net = ss.Network.from_tables(actors=[{"id": "a", "sector": "state"}], needs=rows)
    people = pa.table(net.table("needs")).column("people").chunk(0)
    assert people.null_count == 1
    assert pa.Array.from_buffers(pa.int64(), 2, [None, people.buffers()[1]]).to_pylist() == [7, 0]


def test_types_of_other_producers() -> None:
    table = pa.table(
        {
            "id": pa.array(["a1", "a2"], pa.large_string()),
            "actor": pa.array(["desk", "desk"]).dictionary_encode(),
            "theme": pa.array(["t", "t"], pa.string_view()),
            "languages": pa.array([["da", None], []], pa.list_(pa.string())),
            "target_groups": pa.array([["x"], None], pa.large_list(pa.large_string())),
            "capacity": pa.array([3, None], pa.uint8()),
            "cost": pa.array([1.5, None], pa.float32()),
            "last_confirmed": pa.array([datetime.date(2024, 1, 31), None]),
            "from_month": pa.array([1, None], pa.int16()),
            "to_month": pa.nulls(2),
        }
    )
    net = ss.Network.from_tables(actors=[{"id": "desk", "sector": "state"}], activities=table)
    row, other = net.table("activities").rows()
    assert {name: cell for name, cell in row.items() if cell is not None} == {
        "id": "a1",
        "actor": "desk",
        "kind": "offer",
        "theme": "t",
        "languages": ["da"],
        "target_groups": ["x"],
        "capacity": 3,
        "cost": 1.5,
        "last_confirmed": "2024-01-31",
        "from_month": 1,
    }
    assert (other["capacity"], other["languages"], other["last_confirmed"]) == (None, None, None)


def test_times_keep_midnight_and_their_offset() -> None:
    late, midnight = "2024-03-01T22:30", "2024-03-02T00:00"
    texts = {"id": ["m1", "m2"], "forum": ["f", "f"], "start": [late, midnight], "end": [midnight, None]}
    meetings = pl.DataFrame(texts).with_columns(pl.col("start", "end").str.to_datetime("%Y-%m-%dT%H:%M"))
    forums = [{"id": "f", "form": "coordination_forum"}]
    tables: dict[str, Any] = {"actors": [{"id": "a", "sector": "state"}], "forums": forums}
    rows = ss.Network.from_tables(**tables, meetings=meetings).table("meetings").rows()
    assert [row["start"] for row in rows] == [late, midnight]
    assert rows[0]["end"] == midnight
    in_utc = meetings.with_columns(pl.col("start", "end").dt.replace_time_zone("UTC"))
    rows = ss.Network.from_tables(**tables, meetings=in_utc).table("meetings").rows()
    assert [row["start"] for row in rows] == [late + "+00:00", midnight + "+00:00"]
    assert rows[0]["end"] == midnight + "+00:00"


def test_sliced_and_chunked_tables() -> None:
    frame = pl.concat(
        [pl.DataFrame({"id": [str(k), f"x{k}"], "sector": ["state", "state"]}) for k in range(5)]
    )
    net = ss.Network.from_tables(actors=frame.slice(1, 7))
    assert len(net.table("actors")) == 7
    arrow = pa.table({"id": [str(k) for k in range(10)], "sector": ["state"] * 10})
    assert len(ss.Network.from_tables(actors=arrow.slice(3, 4)).table("actors")) == 4


def test_any_object_with_the_protocol() -> None:
    class Producer:
        def __init__(self, table: dict[str, list[Any]]) -> None:
            self.table = pa.table(table)

        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return self.table.__arrow_c_stream__(requested_schema)

    produced: dict[str, Any] = {name: Producer(columns(rows)) for name, rows in TABLES.items()}
    assert ss.Network.from_tables(**produced).fingerprint == ss.Network.from_tables(**TABLES).fingerprint


def test_a_producer_that_is_a_python_generator() -> None:
    """Its batches are made while the network is read, by Python code on the same thread."""
    schema = pa.schema([("id", pa.string()), ("sector", pa.string())])

    def batches() -> Iterator[pa.RecordBatch]:
        for k in range(3):
            yield pa.record_batch([[str(k)], ["state"]], schema=schema)

    reader = pa.RecordBatchReader.from_batches(schema, batches())
    assert len(ss.Network.from_tables(actors=reader).table("actors")) == 3


def test_a_producer_that_fails_half_way() -> None:
    schema = pa.schema([("id", pa.string()), ("sector", pa.string())])

    def batches() -> Iterator[pa.RecordBatch]:
        yield pa.record_batch([["a"], ["state"]], schema=schema)
        raise RuntimeError("kanarifugl")

    with pytest.raises(ss.UnusableData) as caught:
        ss.Network.from_tables(actors=pa.RecordBatchReader.from_batches(schema, batches()))
    assert [finding.code for finding in caught.value.findings] == ["malformed_arrow"]
    assert "kanarifugl" not in str(caught.value)


@pytest.mark.parametrize("made", [5, "kanarifugl", [1]])
def test_a_producer_that_gives_no_capsule(made: object) -> None:
    class Producer:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return made

    with pytest.raises(ss.InvalidArgument, match=r"^the table actors .*: Producer gave no Arrow stream$"):
        ss.Network.from_tables(actors=Producer())


def test_a_producer_that_raises() -> None:
    class Producer:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            raise RuntimeError("kanarifugl")

    with pytest.raises(
        ss.InvalidArgument, match="the table actors could not be read: Producer raised RuntimeError"
    ):
        ss.Network.from_tables(actors=Producer())
