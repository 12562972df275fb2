"""What functions of pilots take: arrays, series and lists, any labels, in any order; and what they refuse."""

from __future__ import annotations

import array
import datetime
import math
import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import samspill as ss
from samspill import pilot
from samspill.pilot import inputs

ROWS = 40
OUTCOME = [float(k * k % 23) for k in range(ROWS)]
TOWN = [k // 4 for k in range(ROWS)]
TREATED = [town % 2 for town in TOWN]


def wild(outcome: Any, regressors: Any, cluster: Any) -> pilot.WildBootstrap:  # noqa: ANN401
    return pilot.wild_cluster_bootstrap(
        outcome, regressors, cluster, coefficient=1, draws="webb", replicates=199
    )


def columns(treated: Any = TREATED) -> dict[str, Any]:  # noqa: ANN401
    return {"constant": 1, "treated": treated}


EXPECTED = wild(OUTCOME, columns(), TOWN)


@pytest.mark.parametrize(
    "make",
    [
        lambda column: array.array("d", column),
        lambda column: np.array(column, dtype=np.float64),
        lambda column: np.array(column, dtype=np.float32),
        lambda column: np.array(column, dtype=np.float64).repeat(2)[::2],
        tuple,
        pd.Series,
        lambda column: pd.Series(column, dtype="Float64"),
        pl.Series,
        lambda column: [Fraction(int(number)) for number in column],
    ],
)
def test_columns_of_any_library(make: Callable[[list[float]], Any]) -> None:
    assert wild(make(OUTCOME), columns(make([float(t) for t in TREATED])), TOWN) == EXPECTED


@pytest.mark.parametrize(
    "make",
    [
        lambda town: np.array(town, dtype=np.int64),
        lambda town: np.array(town, dtype=np.int16),
        lambda town: np.array(town, dtype=np.int64) * 2**40 - 7,
        lambda town: pd.Series(town, dtype="Int64"),
        lambda town: pd.Categorical([f"town {number:02}" for number in town]),
        lambda town: pl.Series([f"town {number:02}" for number in town]),
        lambda town: [datetime.date(2026, 1, 1 + number) for number in town],
        lambda town: [number / 2 for number in town],
        lambda town: [("town", number) for number in town],
        lambda town: pd.Timestamp("2026-01-01") + pd.to_timedelta(pd.Series(town), unit="D"),
    ],
)
def test_labels_of_any_kind(make: Callable[[list[int]], Any]) -> None:
    assert wild(OUTCOME, columns(), make(TOWN)) == EXPECTED


@pytest.mark.parametrize(
    "regressors",
    [
        np.column_stack([np.ones(ROWS), TREATED]),
        np.asfortranarray(np.column_stack([np.ones(ROWS), TREATED])),
        np.column_stack([np.ones(ROWS, dtype=np.int64), TREATED]),
        pd.DataFrame({"constant": 1.0, "treated": TREATED}),
        pl.DataFrame({"constant": [1.0] * ROWS, "treated": TREATED}),
        [[1, treated] for treated in TREATED],
    ],
)
def test_regressors_of_any_layout(regressors: Any) -> None:  # noqa: ANN401
    assert wild(OUTCOME, regressors, TOWN) == EXPECTED


def test_one_column_needs_no_table() -> None:
    alone = pilot.cluster_robust(OUTCOME, np.ones(ROWS), TOWN)
    assert alone.estimate == pytest.approx(sum(OUTCOME) / ROWS)
    assert pilot.cluster_robust(OUTCOME, [1.0] * ROWS, TOWN).estimate == alone.estimate


def test_rows_may_stand_in_any_order() -> None:
    """With labels whose first sight differs between the orders, and with labels that have no order."""
    order = list(range(ROWS))
    random.Random(1).shuffle(order)

    def shuffled(column: list[Any]) -> list[Any]:
        return [column[k] for k in order]

    sets: list[Any] = [frozenset({town, "town"}) for town in TOWN]
    mixed: list[Any] = [f"town {town}" if town % 2 else town for town in TOWN]
    for labels in (TOWN, [f"town {town}" for town in TOWN], sets, mixed):
        here = wild(OUTCOME, columns(), labels)
        there = wild(shuffled(OUTCOME), columns(shuffled(TREATED)), shuffled(labels))
        assert here == there
    units = [f"unit {k % 8}" for k in range(ROWS)]
    periods = [f"wave {k // 8}" for k in range(ROWS)]
    first = [None if k % 8 < 3 else f"wave {1 + k % 3}" for k in range(8)] * 5
    one = pilot.staggered_adoption(units, periods, OUTCOME, first, replicates=99)
    two = pilot.staggered_adoption(
        *(shuffled(column) for column in (units, periods, OUTCOME, first)), replicates=99
    )
    assert one.cells.rows() == two.cells.rows()
    assert one.aggregates.rows() == two.aggregates.rows()
    assert any(band is not None for band in one.aggregates.column("band_low"))


def test_arrays_of_floats_are_not_copied() -> None:
    numbers = np.arange(5.0)
    view = inputs.numbers("x", numbers)
    assert isinstance(view, memoryview)
    assert view.obj is numbers or np.shares_memory(np.asarray(view), numbers)
    whole = np.arange(5)
    assert np.shares_memory(np.asarray(inputs.labels("x", whole)), whole)


@pytest.mark.parametrize("gap", [None, math.nan, pd.NA, pd.NaT])
def test_missing_numbers_are_missing_or_refused(gap: Any) -> None:  # noqa: ANN401
    result = pilot.difference_in_differences([0.0, gap, 0.0], [1.0, 5.0, 0.5], [1, 1, 0])
    assert (result.left_out, result.estimate) == (1, 0.5)
    with pytest.raises(ss.InvalidArgument):
        pilot.randomisation_test([1.0, gap, 2.0], [1, 0, 0])
    with pytest.raises(ss.InvalidArgument, match="each of treated must be known"):
        pilot.randomisation_test([1.0, 1.5, 2.0], [1, 0, gap])
    with pytest.raises(ss.InvalidArgument, match="each of cluster must be known"):
        pilot.cluster_robust([1.0, 2.0, 3.0], [1.0] * 3, ["a", "b", gap])


def test_missing_numbers_of_frames() -> None:
    frame = pl.DataFrame({"before": [0.0, None, 0.0], "after": [1, 5, 2], "treated": [True, True, False]})
    polars = pilot.difference_in_differences(frame["before"], frame["after"], frame["treated"])
    nullable = frame.to_pandas().convert_dtypes()
    pandas = pilot.difference_in_differences(nullable["before"], nullable["after"], nullable["treated"])
    assert (polars.left_out, polars.estimate) == (1, -1.0)
    assert polars == pandas


def test_years_may_be_numbers_of_any_type() -> None:
    """Their distances count: 2024 lies two periods after 2022, though 2023 was not observed."""
    unit, first = [*"aaabbb"], [2022, 2022, 2022, None, None, None]
    results = [
        pilot.staggered_adoption(unit, years, OUTCOME[:6], first).aggregates.rows()
        for years in ([2021, 2022, 2024] * 2, [2021.0, 2022.0, 2024.0] * 2, np.array([2021, 2022, 2024] * 2))
    ]
    assert results[0] == results[1] == results[2]
    assert (2, "dynamic") in {(row["key"], row["kind"]) for row in results[0]}


def test_never_treated_may_be_stated_in_many_ways() -> None:
    unit, period = [*"aaabbb"], [1, 2, 3] * 2
    results = [
        pilot.staggered_adoption(unit, period, OUTCOME[:6], [2, 2, 2, *[never] * 3]).cells.rows()
        for never in (None, math.nan, math.inf, pd.NA)
    ]
    array_of = np.array([2.0] * 3 + [math.nan] * 3)
    results.append(
        pilot.staggered_adoption(unit, np.array(period), np.array(OUTCOME[:6]), array_of).cells.rows()
    )
    assert all(rows == results[0] for rows in results)


class Opaque:
    """Labels that texts cannot tell apart."""

    def __repr__(self) -> str:
        return "Opaque()"


@pytest.mark.parametrize(
    ("cluster", "message"),
    [
        ([[], [], []], "must be a label"),
        ([Opaque(), Opaque(), Opaque()], "cannot be told apart"),
        (["a", "b"], "one entry for each row"),
    ],
)
def test_labels_that_are_refused(cluster: Any, message: str) -> None:  # noqa: ANN401
    with pytest.raises(ss.InvalidArgument, match=message):
        pilot.cluster_robust([1.0, 2.0, 3.0], [1.0] * 3, cluster)


@pytest.mark.parametrize(
    ("regressors", "message"),
    [
        ({"treated": [1.0]}, "one entry for each row"),
        ([[1.0], [1.0, 2.0], [1.0]], "different lengths"),
        ([[1.0], [1.0]], "one entry for each row"),
        (np.ones((2, 1)), "one entry for each row"),
        ({1: [1.0, 2.0, 3.0]}, "names that are texts"),
        (pd.DataFrame([[1, 2], [3, 4], [5, 6]], columns=["a", "a"]), "differ"),
    ],
)
def test_regressors_that_are_refused(regressors: Any, message: str) -> None:  # noqa: ANN401
    with pytest.raises(ss.InvalidArgument, match=message):
        pilot.cluster_robust([1.0, 2.0, 3.0], regressors, [1, 2, 3])


def test_other_arguments_that_are_refused() -> None:
    regression = ([1.0, 2.0, 3.0], {"constant": 1}, [1, 2, 3])
    with pytest.raises(ss.InvalidArgument, match="name of a column"):
        pilot.cluster_robust(*regression, coefficient="treated")
    with pytest.raises(ss.InvalidArgument, match="0 or more"):
        pilot.cluster_robust(*regression, coefficient=-1)
    with pytest.raises(ss.InvalidArgument, match="draws"):
        pilot.wild_cluster_bootstrap(*regression, draws="normal")
    with pytest.raises(ss.InvalidArgument):
        pilot.cluster_robust(*regression, weights=[1.0, 0.0, 1.0])
    with pytest.raises(TypeError, match="must be a list"):
        pilot.randomisation_test("12", [1, 0])  # type: ignore[arg-type]
    with pytest.raises(ss.InvalidArgument, match="true or false"):
        pilot.randomisation_test([1.0, 2.0], [1, 2])
    with pytest.raises(ss.InvalidArgument, match="32 bits"):
        pilot.staggered_adoption(["a"], np.array([2**40]), [1.0], [None])
    with pytest.raises(ss.InvalidArgument, match="first_treated"):
        pilot.staggered_adoption(["a"], [1], [1.0], [1.5])
    with pytest.raises(ss.InvalidArgument, match="twice"):
        pilot.staggered_adoption(["a", "a"], [1, 1], [1.0, 2.0], [None, None])


def test_messages_tell_no_values() -> None:
    with pytest.raises((ss.InvalidArgument, TypeError)) as caught:
        pilot.randomisation_test(["secret", 1.0], [1, 0])  # type: ignore[list-item]
    assert "secret" not in str(caught.value)
