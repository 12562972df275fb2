"""Targets, power, sites, ratios and lists of pilots: worked numbers of methods M3.2 and M3.10 to M3.18."""

from __future__ import annotations

import math

import pytest

import samspill as ss
from samspill import pilot

DESIGN = pilot.PilotDesign(
    12, 12, people=200, intra_cluster_correlation=0.05, cluster_autocorrelation=0.5
)  # M3.12


def test_target_attainment() -> None:
    result = pilot.target_attainment(
        0.62, 0.80, 0.70, value_error=0.018, baseline_error=0.0, start=0, end=12, now=3
    )
    assert result.attainment == pytest.approx(4 / 9)
    assert (result.milestone, result.ahead) == (0.25, pytest.approx(4 / 9 - 0.25))
    half = 1.959963984540054 * 0.018 / 0.18
    assert (result.low, result.high) == (pytest.approx(4 / 9 - half), pytest.approx(4 / 9 + half))
    assert pilot.target_attainment(10, 5, 4).shown == 1.0
    assert pilot.target_attainment(None, 0.8, 0.7).status == "unknown"
    assert pilot.target_attainment(0.6, 0.8, math.nan).status == "unknown"
    assert pilot.target_attainment(0.8, 0.8, 0.9).status == "not_applicable"
    with pytest.raises(ss.InvalidArgument):
        pilot.target_attainment(0.62, 0.80, 0.70, value_error=-1)


def test_burden_non_inferiority() -> None:
    result = pilot.burden_non_inferiority(margin=10, estimate=4, se=3, degrees_of_freedom=15)
    assert (result.t, result.is_non_inferior) == (-2.0, True)
    assert result.p == pytest.approx(0.03197, abs=5e-6)
    assert result.upper == pytest.approx(9.259, abs=5e-4)
    assert result.caveat
    changes = pilot.burden_non_inferiority([1.0, 3.0, 5.0], margin=4)
    assert (changes.estimate, changes.se) == (3.0, pytest.approx(2 / math.sqrt(3)))
    assert pilot.burden_non_inferiority([], margin=4).reason == "empty"
    with pytest.raises(ss.InvalidArgument, match="either"):
        pilot.burden_non_inferiority([1.0], margin=4, estimate=1.0)
    with pytest.raises(ss.InvalidArgument, match="degrees_of_freedom"):
        pilot.burden_non_inferiority(margin=4, estimate=1.0, se=1.0)


def test_bounds_of_missing_answers() -> None:
    met = [1] * 12 + [0] * 9 + [None] * 3
    result = pilot.missing_bounds(met)
    assert (result.low, result.high) == (0.5, 0.625)
    assert result.complete_case == pytest.approx(12 / 21)
    assert (result.observed, result.missing, result.denominator) == (21, 3, 24)
    strata = pilot.missing_bounds([1.0, 0.0, None], stratum=["north", "south", "south"])
    assert strata.reweighted == pytest.approx(1 / 3)
    others = pilot.missing_bounds(
        [0.5, None, None],
        status=["observed", "suppressed", "structural"],
        low=[None, 0.2, None],
        high=[None, 0.4, None],
    )
    assert (others.denominator, others.structural) == (2, 1)
    assert (others.low, others.high) == (pytest.approx(0.35), pytest.approx(0.45))
    open_ended = pilot.missing_bounds([3.0, None], least=0, greatest=math.inf)
    assert open_ended.high is None
    assert open_ended.bounds_reason
    with pytest.raises(ss.InvalidArgument, match="one entry"):
        pilot.missing_bounds([1.0], status=["observed", "missing"])
    with pytest.raises(ss.InvalidArgument):
        pilot.missing_bounds([None], status=["observed"])


def test_power_of_few_clusters() -> None:
    large = pilot.minimum_detectable_effect(DESIGN)
    assert (large.se, large.degrees_of_freedom) == (pytest.approx(0.099582, abs=5e-7), 22)
    assert large.approximate_effect == pytest.approx(0.29199, abs=5e-6)
    assert large.effect == pytest.approx(0.29193, abs=5e-6)
    assert pilot.effect_variance(DESIGN) == pytest.approx(0.099582**2, rel=1e-4)
    assert large.effect is not None
    assert pilot.power_of_effect(DESIGN, large.effect).power == pytest.approx(0.8)
    assert pilot.power_of_effect(DESIGN, large.effect, alpha=0.9).power == pytest.approx(1, abs=0.02)
    assert pilot.clusters_needed(DESIGN, 0.3).treated_clusters == 12
    assert large.se is not None
    same = pilot.minimum_detectable_effect(se=large.se, degrees_of_freedom=22)
    assert same.effect == pytest.approx(large.effect)
    bloom = pilot.minimum_detectable_effect(se=1, degrees_of_freedom=math.inf)
    assert bloom.approximate_effect == pytest.approx(2.8016, abs=5e-5)
    with pytest.raises(ss.InvalidArgument, match="either"):
        pilot.minimum_detectable_effect(DESIGN, se=1.0)
    with pytest.raises(TypeError, match="PilotDesign"):
        pilot.effect_variance((12, 12))  # type: ignore[arg-type]


def test_sites_that_differ() -> None:
    effects = [0.10, 0.02, 0.06, 0.14, 0.03]
    variances = [0.0009, 0.0016, 0.0004, 0.0025, 0.0009]
    result = pilot.random_effects(effects, variances)
    assert result.fixed_mean == pytest.approx(0.063151, abs=5e-7)
    assert result.q == pytest.approx(6.280705, abs=5e-7)
    assert result.tau_square == pytest.approx(0.000551653, abs=5e-10)
    assert (result.mean, result.se) == (pytest.approx(0.064506, abs=5e-7), pytest.approx(0.017620, abs=5e-7))
    assert result.site_effects == pytest.approx((0.07799, 0.05310, 0.06189, 0.07815, 0.05139), abs=5e-6)
    assert result.prediction_low == pytest.approx(-0.0289, abs=5e-5)
    assert result.prediction_high == pytest.approx(0.1579, abs=5e-5)
    assert pilot.random_effects(effects, variances, between="reml").convention != result.convention
    with pytest.raises(ss.InvalidArgument, match="between"):
        pilot.random_effects(effects, variances, between="nothing")


def test_many_indicators() -> None:
    result = pilot.adjust_p([0.01, None, 0.04, 0.03], primary=3)
    assert (result.primary_p, result.tests, result.without_p) == (0.03, 2, 1)
    assert result.adjusted.column("holm") == [0.02, None, 0.04, None]
    assert result.adjusted.column("bonferroni") == [0.02, None, 0.08, None]
    assert result.rejected["holm"] == 2
    assert pilot.adjust_p([]).reason == "empty"
    with pytest.raises(ss.InvalidArgument):
        pilot.adjust_p([1.5])
    with pytest.raises(ss.InvalidArgument):
        pilot.adjust_p([0.5], primary=-1)


def test_westfall_young_by_hand() -> None:
    arranged = [[3.0, 1.0], [-1.0, 2.0], [0.5, 0.5]]  # the observed one first
    result = pilot.westfall_young([3.0, 1.0], arranged, exact=True)
    assert result.p == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    drawn = pilot.westfall_young([3.0, None], [[1.0, 9.0], [4.0, 9.0], [2.0, 9.0]])
    assert drawn.p == (pytest.approx(2 / 4), None)
    with pytest.raises(ss.InvalidArgument, match="one number for each test"):
        pilot.westfall_young([3.0, 1.0], [[1.0]])


def test_ratios_drawn_to_their_mean() -> None:
    result = pilot.shrunken_ratios([8, 2, 5], [5, 5, 5], draws=200)
    assert result.ratios.column("shrunken") == pytest.approx([1.1, 0.9, 1.0])
    assert result.ratios.column("weight") == pytest.approx([1 / 6] * 3)
    assert (result.mean, result.variance) == (1.0, pytest.approx(0.04))
    assert all(1 <= rank <= 3 for rank in result.ratios.column("rank_low"))
    alike = pilot.shrunken_ratios([5, 5], [5, 5])
    assert (alike.variance, alike.ratios.column("rank_low")) == (0.0, [None, None])


def test_funnel_limits_of_poisson_counts() -> None:
    result = pilot.funnel_limits([0, 12], [1.0, 10.0], levels=[0.95], score="square_root")
    assert result.limits.column("low")[0] == pytest.approx(
        -math.log(0.975)
    )  # P(O = 0) = exp(-E) at the limit
    assert result.limits.column("unit") == [0, 1]
    assert result.points.column("score")[0] == pytest.approx(-2)
    assert result.points.column("ratio") == [0.0, 1.2]
    assert pilot.funnel_limits([], []).reason == "empty"
    with pytest.raises(ss.InvalidArgument):
        pilot.funnel_limits([1], [0.0])


def test_expected_counts_without_preconditions_are_proportional() -> None:
    size = [10.0, 20.0, 30.0, 40.0]
    result = pilot.expected_counts([1, 3, 2, 4], size)
    assert result.expected.column("expected") == pytest.approx([1.0, 2.0, 3.0, 4.0])
    assert result.expected.column("left_out_expected")[0] == pytest.approx(10 * 9 / 90)
    assert result.coefficients.column("precondition") == ["constant"]
    few = pilot.expected_counts([1, 3, 2, 4], size, {"density": [1, 2, 3, 5]})
    assert (few.status, few.most_preconditions) == ("not_applicable", 0)
    named = pilot.expected_counts([1, 3, 2, 4], size, {"density": [1, 2, 3, 5]}, units_each=1)
    assert named.coefficients.column("precondition") == ["constant", "density"]
    assert sum(named.expected.column("expected")) == pytest.approx(10)


def test_people_on_two_lists() -> None:
    result = pilot.two_list_capture(120, 90, 40)
    assert result.lincoln_petersen.total == pytest.approx(270)
    assert result.chapman.total == pytest.approx(267.561, abs=5e-4)
    assert result.chapman.se == pytest.approx(24.977, abs=5e-4)
    assert result.chapman.unseen == pytest.approx(97.6, abs=0.05)
    assert (result.seen, result.suppressed) == (170, 0)
    assert result.cells.rows() == [
        {"lists": ["0"], "people": 80},
        {"lists": ["1"], "people": 50},
        {"lists": ["0", "1"], "people": 40},
    ]
    small = pilot.two_list_capture(7, 90, 3)
    assert (small.suppressed, small.seen) == (2, None)
    assert None in small.cells.column("people")
    assert pilot.two_list_capture(10, 10, 0).is_without_overlap
    with pytest.raises(ss.InvalidArgument):
        pilot.two_list_capture(3, 5, 4)


def test_people_on_three_lists() -> None:
    a, b, c = 0.5, 0.4, 0.25  # independent lists: cells of 1,000 people multiply
    people = [
        round(1000 * math.prod(p if h >> k & 1 else 1 - p for k, p in enumerate((a, b, c))))
        for h in range(1, 8)
    ]
    result = pilot.list_models(people)
    assert result.lists == 3
    assert len(result.models) == 8
    independence = next(row for row in result.models.rows() if row["dependent"] == [])
    assert independence["total"] == pytest.approx(1000, rel=1e-6)
    assert result.chosen is not None
    assert result.chosen.total == result.models.column("total")[0]
    assert result.caveat
    assert pilot.list_models([0] * 7).reason == "empty"
    with pytest.raises(ss.InvalidArgument):
        pilot.list_models([1, 2, 3])


def test_how_far_an_offer_came() -> None:
    result = pilot.outreach(eligible=100, informed=60, used=20, new_participants=8)
    assert (result.reach.value, result.uptake.value, result.additionality.value) == (0.6, 0.2, 0.4)
    assert result.reach.denominator == 100
    unknown = pilot.outreach(eligible=100, used=20)
    assert (unknown.reach.status, unknown.uptake.value) == ("unknown", 0.2)
    assert pilot.outreach(eligible=100, informed=98).reach.status == "suppressed"
    assert "reach.value" in result._repr_html_()
