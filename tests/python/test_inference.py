"""Balance, exact tests and survival as functions of numbers: worked numbers of the methods, and bad input."""

from __future__ import annotations

import array
import math

import pytest

import samspill as ss

LAST_MEETING = [6, 6, 6, 4, 6, 6, 2, 2, 3, 4, 6, 6]  # M1.10; 6: still there
LEFT = [time < 6 for time in LAST_MEETING]
SECTOR = ["municipal"] * 6 + ["civil_society"] * 6


def value(measure: ss.Measure) -> float:
    assert measure.value is not None
    return measure.value


def test_measures_of_the_worked_forum() -> None:
    seats = [6, 5, 1]
    baseline = [0.4, 0.4, 0.2]
    assert value(ss.balance.parity(seats)) == 0.625
    assert value(ss.balance.min_max_ratio([5, 3])) == 0.6
    assert value(ss.balance.ratio(seats, baseline, 2)) == pytest.approx(0.4167, abs=5e-5)
    assert value(ss.balance.gap(seats, baseline, 0)) == pytest.approx(0.1)
    assert value(ss.balance.log_ratio(seats, baseline, 0)) == pytest.approx(math.log(1.25))
    assert value(ss.balance.dissimilarity(seats, baseline)) == pytest.approx(0.11667, abs=5e-6)
    assert value(ss.balance.gallagher(seats, baseline)) == pytest.approx(0.10929, abs=5e-6)
    assert value(ss.balance.kullback_leibler(seats, baseline)) == pytest.approx(0.05563, abs=5e-6)
    assert value(ss.balance.blau(seats)) == pytest.approx(0.569444, abs=5e-7)
    assert value(ss.balance.iqv([5, 3])) == 0.9375
    assert value(ss.balance.blau_unbiased([5, 3])) == pytest.approx(0.535714, abs=5e-7)
    assert value(ss.balance.shannon(seats)) == pytest.approx(0.918428, abs=5e-7)
    assert value(ss.balance.pielou(seats)) == pytest.approx(0.835989, abs=5e-7)
    assert ss.balance.pielou([4, 0], observed_only=True).value is None
    assert value(ss.balance.hill_1(seats)) == pytest.approx(2.505348, abs=5e-7)
    assert value(ss.balance.hill_2(seats)) == pytest.approx(2.322581, abs=5e-7)
    empty = ss.balance.parity([0, 0])
    assert (empty.value, empty.status, empty.reason) == (None, "not_applicable", "empty")


def test_segregation_and_inequality() -> None:
    split = ss.balance.segregation([[40, 20], [20, 40], [5, 60], [1, 80]], ["a", "a", "b", "b"])
    assert value(split.mutual_information) == pytest.approx(0.186587, abs=5e-7)
    assert value(split.between) == pytest.approx(0.153480, abs=5e-7)
    assert [part.supergroup for part in split.parts] == ["a", "b"]
    assert split.parts[0].forums == 2
    talk = ss.balance.inequality([30, 20, 10, 10, 5, 5, 0], ["K", "K", "K", "C", "C", "C", "C"])
    assert value(talk.theil) == pytest.approx(0.365092, abs=5e-7)
    assert value(talk.gini) == pytest.approx(0.446429, abs=5e-7)
    assert value(talk.per_head_ratio) == pytest.approx(4)
    assert {group.group: group.share for group in talk.groups} == {"C": 0.25, "K": 0.75}
    assert ss.balance.segregation([]).theil_h.reason == "empty"


def test_balance_on_the_margins_only() -> None:
    result = ss.balance.intersectional(
        {"sector": ["K"] * 4 + ["C"] * 4, "gender": ["man"] * 4 + ["woman"] * 4},
        {"sector": ["K", "C"], "gender": ["man", "woman"]},
    )
    assert {name: parity.value for name, parity in result.parities.items()} == {"sector": 1.0, "gender": 1.0}
    assert result.joint_blau.value == 0.5
    assert result.joint_maximum == 0.75
    assert value(result.total_correlation) == pytest.approx(math.log(2))
    assert result.correlation_share.value == 1.0
    assert result.balanced_on_margins_only is True
    assert [cell.categories for cell in result.occupied] == [("K", "man"), ("C", "woman")]
    unknown = ss.balance.intersectional({"sector": ["K", None]}, {"sector": ["K", "C"]})
    assert unknown.left_out == 1
    lone = ss.balance.intersectional({"sector": ["K", "C"]}, {"sector": ["K", "C"]})
    assert lone.balanced_on_margins_only is None
    assert lone.margins_reason == "a single attribute crosses nothing"


def test_a_leaning_table_is_balanced_on_the_margins_only() -> None:
    expected = {"sector": ["K", "C"], "gender": ["man", "woman"]}
    leaning = {
        "sector": ["K"] * 4 + ["C"] * 4,
        "gender": ["man", "man", "man", "woman", "man", "woman", "woman", "woman"],
    }
    assert ss.balance.intersectional(leaning, expected).balanced_on_margins_only is True
    strict = ss.balance.intersectional(leaning, expected, correlated_from=0.2)  # its share is 0.189
    assert strict.balanced_on_margins_only is False


def test_exact_tests_of_the_methods() -> None:
    assert ss.inference.binomial(5, 8).p == pytest.approx(0.7266, abs=5e-5)
    assert ss.inference.binomial(8, 8).smallest_p == pytest.approx(0.0078, abs=5e-5)
    assert ss.inference.multinomial([6, 5, 1], [4, 4, 2]).p == pytest.approx(0.697708, abs=5e-7)
    assert ss.inference.pool_tail(1, 8, 20, 40).p == pytest.approx(0.021798, abs=5e-7)
    pool = ss.inference.hypergeometric([7, 1], [20, 20])
    assert pool.p == pytest.approx(2 * 0.021798, abs=1e-6)
    assert ss.inference.binomial(3, 4, mid_p=True).p == pytest.approx(6 / 16)
    assert ss.inference.equivalence(4, 8, margin=0.2).p == pytest.approx(0.194, abs=5e-4)
    assert ss.inference.pool_equivalence(4, 8, 20, 40, odds_margin=3).p == pytest.approx(0.150006, abs=5e-7)
    assert ss.inference.binomial(0, 0).reason == "empty"


def test_fishers_test_of_one_and_of_many() -> None:
    one = ss.inference.fisher([[3, 1], [1, 3]])
    assert one.p == pytest.approx(34 / 70)
    assert ss.inference.fisher([[4, 0], [0, 4]], alternative="greater").p == pytest.approx(1 / 70)
    many = ss.inference.fisher_many([[3, 1, 1, 3], [0, 0, 0, 0], [[4, 0], [0, 4]]])
    assert many.column("p") == [one.p, None, pytest.approx(2 / 70)]
    assert many.column("smallest_p") == [pytest.approx(2 / 70), None, pytest.approx(2 / 70)]
    assert many.column("outcomes") == [5, 0, 5]
    buffer = memoryview(array.array("q", [3, 1, 1, 3, 4, 0, 0, 4])).cast("B").cast("q", (2, 4))
    assert ss.inference.fisher_many(buffer).column("p") == [one.p, pytest.approx(2 / 70)]
    assert len(ss.inference.fisher_many([])) == 0
    odds = ss.inference.odds_ratio([[2, 10], [15, 3]])
    assert odds.estimate == pytest.approx(0.04693664903968003)


def test_intervals() -> None:
    wilson = ss.inference.wilson(5, 8)
    assert (wilson.low, wilson.high) == (pytest.approx(0.3057423946), pytest.approx(0.8631557142))
    exact = ss.inference.clopper_pearson(5, 8)
    assert (exact.low, exact.high) == (pytest.approx(0.2448632164), pytest.approx(0.9147665859))
    half = ss.inference.mid_p_interval(5, 8, level=0.95)
    assert half.low is not None
    assert half.low > exact.low


def test_volunteers_leave_sooner() -> None:
    curve = ss.survival.kaplan_meier(LAST_MEETING[6:], LEFT[6:])
    assert curve.steps.column("survival") == pytest.approx([4 / 6, 0.5, 2 / 6, 2 / 6])
    assert curve.median.estimate == 3
    assert (curve.n, curve.events, curve.status, curve.reason) == (6, 4, "ok", "")
    assert curve.restricted_mean(6).mean == pytest.approx(2 + 2 / 3 + 0.5 + 2 / 3)
    assert "n=6" in repr(curve)
    test = ss.survival.logrank(LAST_MEETING, LEFT, SECTOR)
    assert test.chi_square == pytest.approx(3.44993, abs=5e-6)
    assert test.p == pytest.approx(0.0633, abs=5e-5)
    assert [(group.group, group.n, group.observed) for group in test.groups] == [
        ("civil_society", 6, 4),
        ("municipal", 6, 1),
    ]
    assert test.variance[0][0] == pytest.approx(1.08343, abs=5e-6)
    exact = ss.survival.logrank_permutation(LAST_MEETING, LEFT, SECTOR)
    assert (exact.as_extreme, exact.arrangements, exact.exact) == (98, 924, True)
    drawn = ss.survival.logrank_permutation(
        LAST_MEETING, LEFT, SECTOR, max_arrangements=0, replicates=999, seed=2**63
    )
    assert (drawn.exact, drawn.seed, drawn.smallest_p) == (False, 2**63, 0.001)
    stratified = ss.survival.logrank(LAST_MEETING, LEFT, SECTOR, strata=[1, 2] * 6, weight="gehan")
    assert stratified.convention == "Gehan"


def test_absences_that_come_back() -> None:
    absent = ss.survival.recurrent([6, 3, 6], [[1, 4], [1], []])
    assert absent.steps.column("mean") == pytest.approx([2 / 3, 2 / 3 + 0.5])
    assert (absent.n, absent.events, absent.status) == (3, 3, "ok")
    assert ss.survival.recurrent([], []).reason == "empty"


@pytest.mark.parametrize(
    "call",
    [
        lambda: ss.balance.parity([-1, 2]),
        lambda: ss.balance.ratio([1, 2], [1, 2], -1),
        lambda: ss.balance.ratio([1, 2], [1, 2], 2),
        lambda: ss.balance.segregation([[1, 2], [3]]),
        lambda: ss.balance.segregation([[1, 2]], ["a", "b"]),
        lambda: ss.balance.inequality([1, 2], ["a", 1]),
        lambda: ss.survival.kaplan_meier([1], [2]),
        lambda: ss.balance.intersectional({"a": ["x"]}, {"b": ["x"]}),
        lambda: ss.balance.intersectional({"a": ["y"]}, {"a": ["x"]}),
        lambda: ss.inference.binomial(3, 2),
        lambda: ss.inference.fisher([[1, 2, 3], [4, 5, 6]]),
        lambda: ss.inference.fisher([[1, 2], [3, -4]]),
        lambda: ss.inference.fisher([[1, 2], [3, 4]], alternative="both"),
        lambda: ss.inference.fisher_many([[1, 2, 3]]),
        lambda: ss.inference.fisher_many(array.array("d", [1, 2, 3, 4])),
        lambda: ss.inference.fisher_many(array.array("q", [1, 2, 3, 4])),
        lambda: ss.inference.wilson(1, 2, level=1.0),
        lambda: ss.inference.pool_tail(1, 2, 3, 4, tail="left"),
        lambda: ss.survival.kaplan_meier([1, 2], [True]),
        lambda: ss.survival.kaplan_meier([-1], [True]),
        lambda: ss.survival.kaplan_meier([1], ["yes"]),  # type: ignore[list-item]
        lambda: ss.survival.logrank([1], [True], []),
        lambda: ss.survival.logrank([1], [True], ["a"], weight="none"),
        lambda: ss.survival.logrank_permutation([1, 2], [1, 1], [0, 1], seed=-1),
        lambda: ss.survival.recurrent([1], [[2]]),
        lambda: ss.survival.recurrent([1, 2], [[1]]),
    ],
)
def test_bad_input_is_refused(call: object) -> None:
    assert callable(call)
    with pytest.raises(ss.InvalidArgument):
        call()


@pytest.mark.parametrize(
    "call",
    [
        lambda: ss.balance.parity("5"),  # type: ignore[arg-type]
        lambda: ss.balance.parity([True, 2]),
        lambda: ss.inference.binomial(1.5, 2),  # type: ignore[arg-type]
        lambda: ss.inference.binomial(1, 2, mid_p=1),  # type: ignore[arg-type]
        lambda: ss.survival.logrank([1], [True], [1.5]),  # type: ignore[list-item]
    ],
)
def test_arguments_of_the_wrong_type_are_refused(call: object) -> None:
    assert callable(call)
    with pytest.raises(TypeError):
        call()
