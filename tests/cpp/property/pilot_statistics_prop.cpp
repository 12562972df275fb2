// Properties of the small statistics of pilots (methods 2.6), with slow twins.
#include <samspill/pilot/capture_recapture.hpp>
#include <samspill/pilot/effect_power.hpp>
#include <samspill/pilot/funnel_limits.hpp>
#include <samspill/pilot/missing_bounds.hpp>
#include <samspill/pilot/multiplicity.hpp>
#include <samspill/pilot/random_effects.hpp>
#include <samspill/pilot/shrinkage.hpp>
#include <samspill/pilot/spatial_autocorrelation.hpp>
#include <samspill/pilot/target_attainment.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <vector>

namespace samspill {
namespace {

using Numbers = std::vector<double>;
using Counts = std::vector<std::int64_t>;
using Ps = std::vector<std::optional<double>>;

constexpr double rounding = 1e-9;

/// Whole multiples of 1 / `parts` from `least` / `parts` to `most` / `parts`.
Numbers any_numbers(std::size_t count, int least, int most, double parts) {
    Numbers numbers;
    numbers.reserve(count);
    for (std::size_t k = 0; k < count; ++k) {
        numbers.push_back(*rc::gen::inRange(least, most + 1) / parts);
    }
    return numbers;
}

Counts any_counts(std::size_t count, std::int64_t most) {
    return *rc::gen::container<Counts>(count, rc::gen::inRange<std::int64_t>(0, most + 1));
}

bool is_between(double x, double a, double b) {
    return x >= std::min(a, b) - rounding && x <= std::max(a, b) + rounding;
}

Ps any_ps(std::size_t count) {
    Ps ps;
    ps.reserve(count);
    for (const double p : any_numbers(count, 0, 60, 60.0)) {
        ps.push_back(*rc::gen::inRange(0, 8) == 0 ? std::nullopt : std::optional{p});
    }
    return ps;
}

RC_GTEST_PROP(MultiplicityProp, ProceduresAreOrdered, ()) {
    const Ps ps = any_ps(*rc::gen::inRange<std::size_t>(1, 12));
    const MultiplicityResult result = adjust_p(ps);
    for (std::size_t k = 0; k < ps.size(); ++k) {
        RC_ASSERT(result.holm.p[k].has_value() == ps[k].has_value());
        if (ps[k]) {
            RC_ASSERT(*result.holm.p[k] <= *result.bonferroni.p[k] + rounding);
            RC_ASSERT(*result.benjamini_hochberg.p[k] <= *result.holm.p[k] + rounding);
            RC_ASSERT(*result.benjamini_hochberg.p[k] <= *result.benjamini_yekutieli.p[k] + rounding);
            RC_ASSERT(*result.benjamini_hochberg.p[k] >= *ps[k]);
            RC_ASSERT(*result.benjamini_yekutieli.p[k] <= 1.0);
        }
    }
}

/// The definitions, without any sorting: each p against all that are not smaller (or not larger).
RC_GTEST_PROP(MultiplicityProp, AgreesWithTheDefinitions, ()) {
    const std::size_t tests = *rc::gen::inRange<std::size_t>(1, 10);
    const Numbers p = any_numbers(tests, 0, 60, 60.0);
    const MultiplicityResult result = adjust_p(Ps(p.begin(), p.end()));
    const auto m = static_cast<double>(tests);
    const auto count_up_to = [&](double limit) {
        return static_cast<double>(std::count_if(p.begin(), p.end(), [&](double q) { return q <= limit; }));
    };
    const auto count_below = [&](double limit) {
        return static_cast<double>(std::count_if(p.begin(), p.end(), [&](double q) { return q < limit; }));
    };
    for (std::size_t k = 0; k < tests; ++k) {
        double holm = 0.0;
        double benjamini_hochberg = 1.0;
        for (const double other : p) {
            if (other <= p[k]) {
                holm = std::max(holm, std::min(1.0, other * (m - count_below(other))));
            }
            if (other >= p[k]) {
                benjamini_hochberg = std::min(benjamini_hochberg, other * m / count_up_to(other));
            }
        }
        RC_ASSERT(std::abs(*result.holm.p[k] - holm) < rounding);
        RC_ASSERT(std::abs(*result.benjamini_hochberg.p[k] - benjamini_hochberg) < rounding);
    }
}

/// The definition, without any order of the tests: the largest p of any test that is no less extreme, each
/// with the largest statistic of all tests that are no more extreme.
RC_GTEST_PROP(MultiplicityProp, MaxTAgreesWithItsDefinition, ()) {
    const std::size_t tests = *rc::gen::inRange<std::size_t>(1, 6);
    const std::size_t arrangements = *rc::gen::inRange<std::size_t>(1, 30);
    const Numbers arranged = any_numbers(arrangements * tests, -9, 9, 4.0);
    const Ps observed(arranged.begin(), arranged.begin() + static_cast<std::ptrdiff_t>(tests));
    const WestfallYoungResult result =
        westfall_young({.observed = observed, .arranged = arranged, .exact = true});
    const auto size = [&](std::size_t test) { return std::abs(*observed[test]); };
    const auto share_of_rest = [&](std::size_t test) {
        double extreme = 0.0;
        for (std::size_t row = 0; row < arrangements; ++row) {
            double largest = 0.0;
            for (std::size_t other = 0; other < tests; ++other) {
                if (size(other) <= size(test)) {
                    largest = std::max(largest, std::abs(arranged[row * tests + other]));
                }
            }
            extreme += largest >= size(test) ? 1.0 : 0.0;
        }
        return extreme / static_cast<double>(arrangements);
    };
    for (std::size_t test = 0; test < tests; ++test) {
        double expected = 0.0;
        for (std::size_t other = 0; other < tests; ++other) {
            expected = size(other) >= size(test) ? std::max(expected, share_of_rest(other)) : expected;
        }
        RC_ASSERT(*result.adjusted.p[test] == expected);
        RC_ASSERT(expected >= *result.smallest_p);
    }
}

RC_GTEST_PROP(ShrinkageProp, LiesBetweenTheRatioAndTheMean, ()) {
    const std::size_t units = *rc::gen::inRange<std::size_t>(1, 15);
    const Counts observed = any_counts(units, 40);
    const Numbers expected = any_numbers(units, 1, 80, 4.0);
    const ShrinkageResult result = shrunken_ratios(observed, expected, {.draws = 20});
    for (const ShrunkenRatio& unit : result.ratios) {
        RC_ASSERT(is_between(unit.shrunken, unit.ratio, *result.mean));
        RC_ASSERT((unit.weight >= 0.0 && unit.weight < 1.0));
        RC_ASSERT(unit.low.has_value() == (*result.variance > 0.0));
        if (unit.low) {
            RC_ASSERT((0.0 <= *unit.low && *unit.low < *unit.high));
            RC_ASSERT((1 <= *unit.rank_low && *unit.rank_low <= *unit.rank_high));
            RC_ASSERT(*unit.rank_high <= static_cast<std::int64_t>(units));
            RC_ASSERT((1.0 <= *unit.mean_rank && *unit.mean_rank <= static_cast<double>(units)));
        }
    }
}

RC_GTEST_PROP(RandomEffectsProp, SitesLieBetweenTheirOwnAndTheMean, ()) {
    const std::size_t sites = *rc::gen::inRange<std::size_t>(1, 10);
    const Numbers effects = any_numbers(sites, -50, 50, 10.0);
    const Numbers variances = any_numbers(sites, 1, 40, 10.0);
    const auto between = *rc::gen::element(BetweenVariance::dersimonian_laird, BetweenVariance::reml);
    const RandomEffectsResult result = random_effects(effects, variances, {.between = between});
    for (std::size_t k = 0; k < sites; ++k) {
        RC_ASSERT(is_between(result.site_effects[k], effects[k], *result.mean));
    }
    const auto [least, most] = std::minmax_element(effects.begin(), effects.end());
    RC_ASSERT(is_between(*result.mean, *least, *most));
    RC_ASSERT(*result.se >= *result.fixed_se - rounding);
    if (sites >= 3) {
        RC_ASSERT(*result.prediction_high - *result.prediction_low >= *result.high - *result.low - rounding);
    }
}

RC_GTEST_PROP(RandomEffectsProp, MovesAndScalesWithTheEffects, ()) {
    const std::size_t sites = *rc::gen::inRange<std::size_t>(2, 8);
    Numbers effects = any_numbers(sites, -50, 50, 8.0);
    Numbers variances = any_numbers(sites, 1, 40, 8.0);
    const RandomEffectsResult first = random_effects(effects, variances);
    for (std::size_t k = 0; k < sites; ++k) {
        effects[k] = 2.0 * effects[k] + 3.0;
        variances[k] *= 4.0;
    }
    const RandomEffectsResult moved = random_effects(effects, variances);
    RC_ASSERT(std::abs(*moved.mean - (2.0 * *first.mean + 3.0)) < rounding);
    RC_ASSERT(std::abs(*moved.tau_square - 4.0 * *first.tau_square) < 1e-7);
    RC_ASSERT(std::abs(*moved.q - *first.q) < 1e-7);
}

RC_GTEST_PROP(EffectPowerProp, TheSmallestEffectFallsInClustersPeopleAndAutocorrelation, ()) {
    const PilotDesign design{.treated_clusters = *rc::gen::inRange<std::int64_t>(2, 30),
                             .control_clusters = *rc::gen::inRange<std::int64_t>(1, 30),
                             .people = *rc::gen::inRange<std::int64_t>(1, 300),
                             .intra_cluster_correlation = *rc::gen::inRange(1, 100) / 100.0,
                             .cluster_autocorrelation = *rc::gen::inRange(-10, 9) / 10.0};
    const auto smallest = [](const PilotDesign& of) { return *minimum_detectable_effect(of).effect; };
    const double here = smallest(design);
    PilotDesign more = design;
    more.treated_clusters += 1;
    RC_ASSERT(smallest(more) < here);
    more = design;
    more.people += 1;
    RC_ASSERT(smallest(more) < here);
    more = design;
    more.cluster_autocorrelation += 0.05;
    RC_ASSERT(smallest(more) < here);
    RC_ASSERT(std::abs(*power_of_effect(design, here).power - 0.8) < rounding);
}

WaveObservation any_observation() {
    const auto status = static_cast<ObservationStatus>(*rc::gen::inRange(0, 4));
    const Numbers limits = any_numbers(2, 0, 8, 8.0);
    return {.status = status,
            .value = limits[0],
            .low = std::min(limits[0], limits[1]),
            .high = std::max(limits[0], limits[1]),
            .stratum = *rc::gen::inRange<std::uint32_t>(0, 3)};
}

RC_GTEST_PROP(MissingBoundsProp, BoundsHoldEveryMeanThatMayBe, ()) {
    const std::size_t units = *rc::gen::inRange<std::size_t>(1, 12);
    std::vector<WaveObservation> observations;
    for (std::size_t k = 0; k < units; ++k) {
        observations.push_back(any_observation());
    }
    const MissingBoundsResult result = missing_bounds(observations);
    RC_PRE(result.denominator > 0);
    double sum = 0.0; // of one way it may be
    for (const WaveObservation& own : observations) {
        const double share = *rc::gen::inRange(0, 5) / 4.0;
        sum += own.status == ObservationStatus::observed     ? own.value
               : own.status == ObservationStatus::suppressed ? own.low + share * (own.high - own.low)
               : own.status == ObservationStatus::missing    ? share
                                                             : 0.0;
    }
    RC_ASSERT(is_between(sum / static_cast<double>(result.denominator), *result.low, *result.high));
    // a suppressed value has limits of its own, which need not hold the mean of the others
    if (result.complete_case && result.suppressed == 0) {
        RC_ASSERT(is_between(*result.complete_case, *result.low, *result.high));
    }
    if (result.reweighted && result.suppressed == 0) {
        RC_ASSERT(is_between(*result.reweighted, *result.low, *result.high));
    }
}

RC_GTEST_PROP(TargetAttainmentProp, DoesNotDependOnTheUnit, ()) {
    const Numbers n = any_numbers(3, -40, 40, 8.0);
    RC_PRE(n[0] != n[1]);
    TargetPath path{.baseline = n[0],
                    .target = n[1],
                    .value = n[2],
                    .value_error = *rc::gen::inRange(0, 9) / 8.0,
                    .baseline_error = *rc::gen::inRange(0, 9) / 8.0};
    const TargetAttainmentResult first = target_attainment(path);
    for (auto* number : {&path.baseline, &path.target, &path.value}) {
        *number = -2.0 * **number + 7.0; // of which less is better
    }
    path.value_error = 2.0 * *path.value_error;
    path.baseline_error = 2.0 * *path.baseline_error;
    const TargetAttainmentResult moved = target_attainment(path);
    RC_ASSERT(std::abs(*moved.attainment - *first.attainment) < rounding);
    RC_ASSERT(moved.low.has_value() == first.low.has_value());
    if (first.low) {
        RC_ASSERT(std::abs(*moved.low - *first.low) < 1e-6 * (1.0 + std::abs(*first.low)));
        RC_ASSERT(is_between(*first.attainment, *first.low, *first.high));
    }
}

RC_GTEST_PROP(FunnelLimitsProp, HoldOneAndWidenWithTheLevel, ()) {
    const double expected = *rc::gen::inRange(1, 4000) / 8.0;
    const RatioLimits narrow = poisson_ratio_limits(expected, 0.95);
    const RatioLimits wide = poisson_ratio_limits(expected, 0.998);
    const RatioLimits further = poisson_ratio_limits(2.0 * expected, 0.95);
    RC_ASSERT((wide.low < narrow.low && narrow.low < 1.0));
    RC_ASSERT((1.0 < narrow.high && narrow.high < wide.high));
    RC_ASSERT((narrow.low < further.low && further.high < narrow.high));
}

RC_GTEST_PROP(CaptureRecaptureProp, HasLimitsAroundWhatIsUnseen, ()) {
    TwoLists lists{.first = *rc::gen::inRange<std::int64_t>(1, 200),
                   .second = *rc::gen::inRange<std::int64_t>(1, 200)};
    lists.both = *rc::gen::inRange<std::int64_t>(0, std::min(lists.first, lists.second) + 1);
    const CaptureEstimate chapman = two_list_capture(lists).chapman;
    const CaptureEstimate turned =
        two_list_capture({.first = lists.second, .second = lists.first, .both = lists.both}).chapman;
    RC_ASSERT(std::abs(*chapman.total - *turned.total) < rounding * *chapman.total);
    RC_ASSERT(*chapman.unseen >= 0.0);
    if (chapman.low) {
        RC_ASSERT((0.0 < *chapman.low && *chapman.low < *chapman.unseen));
        RC_ASSERT(*chapman.unseen < *chapman.high);
    }
    // with everyone on the margins kept, more overlap leaves fewer unseen
    if (lists.both < std::min(lists.first, lists.second)) {
        ++lists.both;
        RC_ASSERT(*two_list_capture(lists).chapman.unseen < *chapman.unseen);
    }
}

/// Independence of three lists fitted by the equation that its total solves: the product of the chances to be
/// missed by each list is the share of the unseen (Darroch 1958).
RC_GTEST_PROP(CaptureRecaptureProp, IndependenceSolvesTheEquationOfMissedPeople, ()) {
    Counts people = any_counts(7, 60);
    for (std::int64_t& cell : people) {
        ++cell;
    }
    const ListModelsResult result = list_models(people);
    const auto model = std::find_if(result.models.begin(), result.models.end(),
                                    [](const ListModel& own) { return own.dependent.empty(); });
    const double total = *model->estimate.total;
    double missed = 1.0;
    for (std::size_t list = 0; list < 3; ++list) {
        double on_list = 0.0;
        for (std::size_t history = 1; history <= 7; ++history) {
            on_list += (history >> list & 1U) != 0 ? static_cast<double>(people[history - 1]) : 0.0;
        }
        missed *= 1.0 - on_list / total;
    }
    RC_ASSERT(std::abs(*model->estimate.unseen / total - missed) < 1e-7);
}

RC_GTEST_PROP(SpatialAutocorrelationProp, DoesNotDependOnTheUnitOfValuesAndWeights, ()) {
    const std::size_t units = *rc::gen::inRange<std::size_t>(3, 7);
    Numbers values = any_numbers(units, -6, 6, 2.0);
    values.front() += 20.0; // never without variance
    std::vector<std::uint32_t> numbers(units);
    std::iota(numbers.begin(), numbers.end(), 100U);
    std::vector<NeighbourWeight> weights;
    for (const std::uint32_t from : numbers) {
        for (const std::uint32_t to : numbers) {
            if (from != to) {
                weights.push_back({from, to, static_cast<double>(*rc::gen::inRange(0, 3))});
            }
        }
    }
    weights.front().weight += 1.0; // nor without neighbours
    const SpatialAutocorrelationResult first = spatial_autocorrelation(numbers, values, weights);
    RC_ASSERT(first.status == Status::ok);
    for (double& value : values) {
        value = 5.0 - 4.0 * value;
    }
    for (NeighbourWeight& pair : weights) {
        pair.weight *= 8.0;
    }
    const SpatialAutocorrelationResult moved = spatial_autocorrelation(numbers, values, weights);
    RC_ASSERT(std::abs(*moved.moran_i - *first.moran_i) < rounding);
    RC_ASSERT(std::abs(*moved.p - *first.p) < rounding);
    RC_ASSERT(*first.p >= *first.smallest_p - rounding);
    const double times = *first.p * static_cast<double>(*first.arrangements);
    RC_ASSERT(std::abs(times - std::round(times)) < rounding * static_cast<double>(*first.arrangements));
}

} // namespace
} // namespace samspill
