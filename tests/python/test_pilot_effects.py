"""Effects of pilots: worked numbers of methods M3.3 to M3.8 and M3.17, threads, Ctrl-C, display."""

from __future__ import annotations

import dataclasses
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import samspill as ss
from samspill import pilot

CHANGES = [6.0, 4.0, 1.0, 2.0, 0.0]  # Toy-5 of the methods
TREATED = [1, 1, 0, 0, 0]
TOWNS = ["a", "b", "c", "d", "e"]
COLUMNS = {"constant": 1, "treated": TREATED}
UNITS = [*"AAABBBCCC"]  # M3.8
PERIODS = [1, 2, 3] * 3
OUTCOMES = [1.0, 4, 6, 2, 3, 7, 0, 1, 2]
FIRST = [2, 2, 2, 3, 3, 3, None, None, None]


def test_cluster_robust_errors_of_toy_5() -> None:
    result = pilot.cluster_robust(CHANGES, COLUMNS, TOWNS, coefficient="treated")
    assert result.estimate == pytest.approx(4)
    assert (result.clusters, result.rows, result.regressors) == (5, 5, 2)
    errors = {row["variance"]: row for row in result.errors.rows()}
    expected = {
        "cr0": 0.849837,
        "cr1": 0.950146,
        "cr1s": 1.097134,
        "cr2": 1.154701,
        "cr3": 1.581139,
        "cv3": 1.414214,
    }
    assert {name: row["se"] for name, row in errors.items()} == pytest.approx(expected, abs=5e-7)
    assert errors["cr1"]["degrees_of_freedom"] == pytest.approx(2.5575, abs=5e-5)
    assert errors["cr1"]["p"] == pytest.approx(0.0333, abs=5e-5)
    assert errors["cr2"]["degrees_of_freedom"] == pytest.approx(2.2727, abs=5e-5)
    assert errors["cr2"]["p"] == pytest.approx(0.0617, abs=5e-5)
    assert errors["cr3"]["p"] == pytest.approx(0.1271, abs=5e-5)


def test_mean_of_three_clusters() -> None:
    result = pilot.cluster_robust([1, 3, 5, 2, 4, 6], {"constant": 1}, [*"aabccc"])
    variances = [
        row["se"] ** 2 for row in result.errors.rows() if row["variance"] in {"cr0", "cr1", "cr2", "cr3"}
    ]
    assert variances == pytest.approx([0.375, 0.5625, 0.575, 0.9025])


def test_wild_cluster_bootstrap_of_toy_5() -> None:
    rademacher = pilot.wild_cluster_bootstrap(CHANGES, COLUMNS, TOWNS, coefficient="treated")
    assert rademacher.t == pytest.approx(4.20988, abs=5e-6)
    assert (rademacher.p, rademacher.smallest_p, rademacher.as_extreme) == (1 / 16, 1 / 16, 2)
    assert (rademacher.exact, rademacher.arrangements, rademacher.replicates) == (True, 32, 0)
    assert (rademacher.low, rademacher.high) == (None, None)
    assert rademacher.limits_reason
    assert rademacher.convention
    webb = pilot.wild_cluster_bootstrap(CHANGES, COLUMNS, TOWNS, coefficient="treated", draws="webb")
    assert webb.p == pytest.approx(222 / 7776)


def test_randomisation_of_toy_5_and_of_the_villages() -> None:
    toy = pilot.randomisation_test(CHANGES, TREATED)
    assert (toy.estimate, toy.p, toy.smallest_p, toy.arrangements) == (4.0, 0.1, 0.1, 10)
    assert "lot" in toy.caveat
    villages = pilot.randomisation_test([15, 15, 20, 20, 10, 15, 30], [1, 0, 0, 0, 0, 0, 1])  # P12
    assert (villages.estimate, villages.p) == (6.5, pytest.approx(8 / 21))
    assert (villages.p_upper, villages.p_lower) == (pytest.approx(5 / 21), pytest.approx(19 / 21))
    flips = pilot.sign_flip_test(CHANGES)
    assert (flips.p, flips.arrangements) == (4 / 32, 32)
    assert (flips.level, flips.low, flips.high) == (0.95, None, None)
    assert "so few" in flips.limits_reason
    half = pilot.sign_flip_test([2.0, 3.0, 1.0], level=0.5)
    assert (half.low, half.high) == (pytest.approx(1.0), pytest.approx(3.0))
    assert pilot.sign_flip_test([2.0, 3.0, 1.0], limits=False, level=0.5).low is None


def test_strata_hold_arrangements_together() -> None:
    pairs = pilot.randomisation_test(
        [float(k) for k in range(24)], [0, 1] * 12, [f"pair {k // 2}" for k in range(24)]
    )
    assert (pairs.arrangements, pairs.p) == (2**12, pytest.approx(2 / 4096))
    lone = pilot.randomisation_test([1.0, 2.0, 5.0], [0, 1, 1], ["a", "a", "b"])
    assert (lone.units, lone.left_out) == (2, 1)


def test_difference_in_differences_of_toy_5() -> None:
    before = [1.0, 2.0, 3.0, 4.0, 5.0, 7.0]
    after = [b + c for b, c in zip(before, CHANGES, strict=False)]
    result = pilot.difference_in_differences(before, [*after, None], [*TREATED, 1])
    assert (result.estimate, result.treated, result.controls, result.left_out) == (4.0, 2, 3, 1)
    assert result.pooled.t == pytest.approx(3.79473, abs=5e-6)
    assert result.pooled.p == pytest.approx(0.0321, abs=5e-5)
    assert (result.pooled.degrees_of_freedom, result.welch.se) == (3, pytest.approx(1.154701, abs=5e-7))
    assert result.welch.degrees_of_freedom == pytest.approx(1.6842, abs=5e-5)
    assert result.welch.p == pytest.approx(0.0941, abs=5e-5)


def test_staggered_adoption_of_the_methods() -> None:
    result = pilot.staggered_adoption(UNITS, PERIODS, OUTCOMES, FIRST)
    effects = {(cell["group"], cell["period"]): cell["estimate"] for cell in result.cells.rows()}
    assert effects == {(2, 2): 2.0, (2, 3): 3.0, (3, 2): 0.0, (3, 3): 3.0}
    found = {(row["kind"], row["key"]): row["estimate"] for row in result.aggregates.rows()}
    assert found["simple", None] == pytest.approx(8 / 3)
    assert (found["dynamic", 0], found["dynamic", 1], found["dynamic_overall", None]) == (2.5, 3.0, 2.75)
    assert (found["group_overall", None], found["calendar_overall", None]) == (2.75, 2.5)
    assert (result.units, result.never_treated, result.treated_at_first) == (3, 1, 0)
    assert result.cells.column("se") == [None] * 4  # groups of one unit


def test_periods_may_have_names() -> None:
    order = ["2024-1", "2024-2", "2025-1"]
    named = dict(zip((1, 2, 3), order, strict=True))
    result = pilot.staggered_adoption(
        UNITS, [named[p] for p in PERIODS], OUTCOMES, [f and named[f] for f in FIRST]
    )
    assert result.cells.column("group") == [order[1], order[1], order[2], order[2]]
    assert result.cells.column("base")[0] == order[0]
    kinds = zip(result.aggregates.column("kind"), result.aggregates.column("key"), strict=True)
    assert ("dynamic", "-1") in kinds
    assert result.aggregates.column("estimate")[0] == pytest.approx(8 / 3)


def test_morans_i_of_a_path() -> None:
    path = [("a", "b"), ("b", "c"), ("c", "d")]
    weights = {pair: 1.0 for one in path for pair in (one, one[::-1])}
    result = pilot.spatial_autocorrelation([*"abcd"], [1, 2, 3, 4], weights)
    assert (result.moran_i, result.expected) == (pytest.approx(1 / 3), pytest.approx(-1 / 3))
    assert (result.exact, result.arrangements) == (True, 24)
    shuffled = pilot.spatial_autocorrelation([*"dbac"], [4, 2, 1, 3], dict(reversed(weights.items())))
    assert shuffled == result
    with pytest.raises(ss.InvalidArgument, match="pair of units"):
        pilot.spatial_autocorrelation([*"ab"], [1, 2], {("a", "z"): 1.0})
    with pytest.raises(TypeError, match="mapping"):
        pilot.spatial_autocorrelation([*"ab"], [1, 2], [("a", "b", 1.0)])  # type: ignore[arg-type]


def test_reasons_instead_of_numbers() -> None:
    alone = pilot.cluster_robust([1.0, 2.0, 3.0], {"constant": 1}, ["a"] * 3)
    assert (alone.status, alone.reason, alone.estimate) == ("not_applicable", "one cluster only", None)
    assert pilot.randomisation_test([], []).reason == "empty"
    assert pilot.wild_cluster_bootstrap([], {}, []).status == "not_applicable"
    assert pilot.staggered_adoption([], [], [], []).reason == "empty"
    assert pilot.sign_flip_test([0.0, 0.0]).p is None


def test_results_do_not_change_and_show_themselves() -> None:
    result = pilot.difference_in_differences([0] * 5, CHANGES, TREATED)
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.estimate = 0.0  # type: ignore[misc]
    shown = result._repr_html_()
    assert "welch.p" in shown
    assert "DifferenceInDifferences" in shown
    robust = pilot.cluster_robust(CHANGES, COLUMNS, TOWNS)._repr_html_()
    assert "cluster_robust_errors: 6 rows" in robust


def large() -> tuple[list[float], list[int]]:
    return [float(k * k % 101) for k in range(40)], [k % 2 for k in range(40)]


def test_threads_get_what_one_thread_gets() -> None:
    outcome, treated = large()

    def compute(_: int) -> tuple[object, ...]:
        town = [k // 4 for k in range(40)]
        wild = pilot.wild_cluster_bootstrap(
            outcome, {"treated": treated, "constant": 1}, town, replicates=999, draws="webb"
        )
        return pilot.randomisation_test(outcome, treated, replicates=9999), wild

    expected = compute(0)
    with ThreadPoolExecutor(4) as pool:
        assert all(found == expected for found in pool.map(compute, range(8)))


def test_long_tests_tell_their_progress_and_can_be_stopped() -> None:
    outcome, treated = large()
    told: list[float] = []
    pilot.randomisation_test(
        outcome, treated, replicates=20_000, progress=lambda fraction, _: told.append(fraction)
    )
    assert told[-1] == 1.0

    def stop(_fraction: float, _stage: str) -> None:
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        pilot.randomisation_test(outcome, treated, replicates=2_000_000, progress=stop)


def test_ctrl_c_stops_a_long_test() -> None:
    outcome, treated = large()
    threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    start = time.perf_counter()
    with pytest.raises(KeyboardInterrupt):
        pilot.randomisation_test(outcome, treated, replicates=2_000_000_000, limits=False)
    assert time.perf_counter() - start < 20
