"""Panels, resampled means and relations: worked numbers of methods M3.3, M3.7 and M3.17, any labels."""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np
import pandas as pd
import pytest

import samspill as ss
from samspill import pilot

TOWNS = [*"TTTAAABBBCCC"]  # M3.7
WAVES = ["w1", "w2", "w3"] * 4
LEVELS = [2.0, 4, 8, 1, 3, 4, 3, 5, 6, 10, 0, 5]


def test_synthetic_control_of_the_methods() -> None:
    result = pilot.synthetic_control(TOWNS, WAVES, LEVELS, "T", "w3")
    assert result.weights.rows() == [
        {"unit": "A", "weight": pytest.approx(0.5)},
        {"unit": "B", "weight": pytest.approx(0.5)},
    ]
    assert result.weights_unique
    assert result.estimate == pytest.approx(3)
    assert result.gaps.column("period") == ["w1", "w2", "w3"]
    assert result.gaps.column("is_after") == [False, False, True]
    assert result.gaps.column("gap") == pytest.approx([0, 0, 3], abs=1e-9)
    assert sorted(result.placebos.column("unit")) == ["A", "B", "C"]
    assert (result.donors, result.pre_periods, result.smallest_p) == (3, 2, 0.25)


def test_synthetic_control_in_any_order_and_with_numbers() -> None:
    expected = pilot.synthetic_control(TOWNS, WAVES, LEVELS, "T", "w3")
    order = list(range(12))
    random.Random(2).shuffle(order)
    shuffled = pilot.synthetic_control(
        [TOWNS[k] for k in order], [WAVES[k] for k in order], [LEVELS[k] for k in order], "T", "w3"
    )
    assert shuffled.placebos.rows() == expected.placebos.rows()
    years = np.array([2024, 2025, 2026] * 4)
    numbered = pilot.synthetic_control(TOWNS, years, np.array(LEVELS), "T", 2026)
    assert numbered.gaps.column("period") == [2024, 2025, 2026]
    assert numbered.gaps.column("gap") == expected.gaps.column("gap")
    assert numbered.ratio == expected.ratio
    unknown = pilot.synthetic_control(TOWNS, WAVES, LEVELS, "Z", "w3")
    assert (unknown.status, unknown.estimate) == ("not_applicable", None)


def test_two_way_fixed_effects_of_the_methods() -> None:
    unit, period = [*"AAABBBCCC"], [1, 2, 3] * 3  # M3.8
    outcome = [1.0, 4, 6, 2, 3, 7, 0, 1, 2]
    treatment = [0, 1, 1, 0, 0, 1, 0, 0, 0]
    result = pilot.two_way_fixed_effects(unit, period, outcome, treatment)
    assert result.estimate == pytest.approx(2.5)
    assert (result.units, result.periods, result.rows) == (3, 3, 9)
    toy = pilot.two_way_fixed_effects(
        [*"abcde"] * 2,
        ["before"] * 5 + ["later"] * 5,
        [0.0] * 5 + [6.0, 4, 1, 2, 0],
        [0] * 5 + [1, 1, 0, 0, 0],
    )
    errors = {row["variance"]: row["se"] for row in toy.errors.rows()}
    assert toy.estimate == pytest.approx(4)
    assert (errors["cr0"], errors["cr2"], errors["cr3"]) == (
        pytest.approx(0.849837, abs=5e-7),
        pytest.approx(1.154701, abs=5e-7),
        pytest.approx(1.581139, abs=5e-7),
    )
    covariate = pilot.two_way_fixed_effects(
        unit, period, outcome, treatment, {"rain": [3, 1, 4, 1, 5, 9, 2, 6, 5]}
    )
    assert covariate.regressors == result.regressors + 1


def test_bootstrapped_means() -> None:
    met = [1.0, 0.0] * 50
    hours = [float(k) if k % 10 else None for k in range(100)]
    result = pilot.bootstrap_means({"met": met, "hours": hours}, replicates=2_000)
    rows = {row["indicator"]: row for row in result.means.rows()}
    assert rows["met"]["estimate"] == 0.5
    assert rows["met"]["se"] == pytest.approx(0.05, abs=0.005)  # of 100 draws from 0 and 1
    assert rows["met"]["percentile_low"] == pytest.approx(0.4, abs=0.02)
    assert rows["hours"]["known"] == 90
    assert rows["hours"]["estimate"] == pytest.approx(sum(k for k in range(100) if k % 10) / 90)
    assert result.units == 100
    frame = pd.DataFrame({"met": met, "hours": hours})
    assert pilot.bootstrap_means(frame, replicates=2_000).means.rows() == result.means.rows()
    towns = pilot.bootstrap_means(frame, [f"town {k % 20}" for k in range(100)], replicates=99)
    assert towns.units == 20
    strata = pilot.bootstrap_means(frame, None, [k % 4 for k in range(100)], replicates=99)
    assert strata.strata == 4
    one = pilot.bootstrap_means([[1.0], [2.0], [math.nan]], weights="poisson", replicates=99)
    assert one.means.column("indicator") == ["0"]
    assert one.means.column("known") == [2]
    assert pilot.bootstrap_means({}).reason == "empty"
    with pytest.raises(ss.InvalidArgument):
        pilot.bootstrap_means(frame, None, [0] * 100, weights="poisson")


def test_bootstrapped_arrays_need_not_be_in_one_piece() -> None:
    table = np.random.default_rng(1).normal(size=(60, 3))
    expected = pilot.bootstrap_means(table.tolist(), replicates=99).means.rows()
    for array in (table, np.asfortranarray(table), np.repeat(table, 2, axis=1)[:, ::2], table[::-1]):
        assert pilot.bootstrap_means(array, replicates=99).means.rows() == expected
    one = pilot.bootstrap_means(table[:, 1].tolist(), replicates=99).means.rows()
    assert pilot.bootstrap_means(table[:, 1], replicates=99).means.rows() == one
    assert pilot.bootstrap_means(memoryview(table[:, 1]), replicates=99).means.rows() == one
    missing = np.where(table > 0, table, np.nan)
    listed = [[entry if entry > 0 else None for entry in row] for row in table.tolist()]
    found = pilot.bootstrap_means(missing, replicates=99).means
    assert found.rows() == pilot.bootstrap_means(listed, replicates=99).means.rows()
    assert found.column("known") == [int(count) for count in (table > 0).sum(axis=0)]


def test_relations_that_go_together() -> None:
    works_with: list[list[Any]] = [[0, 1, 2], [1, 0, 3], [2, 3, 0]]
    twice = [[2 * entry for entry in row] for row in works_with]
    result = pilot.qap_correlation(works_with, twice, symmetric=True)
    assert (result.correlation, result.slope) == (pytest.approx(1), pytest.approx(2))
    assert (result.exact, result.arrangements, result.pairs) == (True, 6, 3)
    assert result.p_upper == pytest.approx(1 / 6)  # only the observed order
    assert (
        pilot.qap_correlation(np.array(works_with, float), np.array(twice, float), symmetric=True) == result
    )
    gap = [[0, 1, None], [1, 0, 3], [None, 3, 0]]
    assert pilot.qap_correlation(gap, twice, symmetric=True).left_out == 1
    with pytest.raises(ss.InvalidArgument, match="as many columns"):
        pilot.qap_correlation([[0, 1]], twice)
    with pytest.raises(ss.InvalidArgument, match="same units"):
        pilot.qap_correlation([[0]], twice)


def test_an_effect_without_each_neighbourhood() -> None:
    towns = ["Alm", "Berg", "Dal", "Eik", "Foss"]
    result = pilot.leave_one_neighbourhood_out(
        towns, [6.0, 4, 1, 2, 0], [1, 1, 0, 0, 0], {("Berg", "Dal"): 1.0}
    )
    without = {row["unit"]: (row["left_out"], row["estimate"]) for row in result.without.rows()}
    assert result.estimate == pytest.approx(4)
    assert without == {
        "Alm": (1, pytest.approx(3)),
        "Berg": (2, pytest.approx(5)),
        "Dal": (2, pytest.approx(5)),
        "Eik": (1, pytest.approx(4.5)),
        "Foss": (1, pytest.approx(3.5)),
    }
    assert (result.low, result.high) == (pytest.approx(3), pytest.approx(5))
    assert (result.most_influential, result.treated_beside_controls) == ("Alm", 1)
    assert "without_neighbourhoods: 5 rows" in result._repr_html_()
