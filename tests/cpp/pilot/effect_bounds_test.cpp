#include "pilot/effect_bounds.hpp"

#include <samspill/pilot/pilot_effect.hpp>

#include "support/small_pilot.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using testing_support::small_pilot_builder;
using testing_support::SmallUnit;

constexpr double least = -2.0;
constexpr double greatest = 10.0;

PilotStudy bounded(const std::vector<SmallUnit>& units) {
    Indicator indicator;
    indicator.id = "x";
    indicator.least = least;
    indicator.greatest = greatest;
    return small_pilot_builder(units, indicator).build();
}

PilotEffectOptions staggered(StaggeredComparison comparison) {
    return {
        .design = EffectDesign::staggered, .comparison = comparison, .replicates = 9, .max_arrangements = 1};
}

std::vector<SmallUnit> six_units() {
    return {{"a", "1", {0.0, 5.0, 6.0, 8.0}},     {"b", "2", {1.0, 1.0, 4.0, 3.0}},
            {"c", "2", {2.0, 2.0, 1.0, 2.0}},     {"d", "never", {0.0, 1.0, 1.0, 0.0}},
            {"e", "never", {3.0, 3.0, 5.0, 4.0}}, {"f", "3", {1.0, 2.0, 0.0, 4.0}}};
}

TEST(StaggeredBounds, AreTheEstimateWhenNothingIsMissing) {
    for (const auto comparison : {StaggeredComparison::never, StaggeredComparison::not_yet}) {
        const PilotEffect effect = pilot_effect(bounded(six_units()), 0, staggered(comparison));
        EXPECT_NEAR(effect.bounds.low.value(), effect.estimate.value(), 1e-12);
        EXPECT_NEAR(effect.bounds.high.value(), effect.estimate.value(), 1e-12);
        EXPECT_NEAR(effect.bounds.reweighted.value(), effect.estimate.value(), 1e-12);
    }
}

/// Twin: the least and the greatest estimate of all ways to fill the gaps with what is least or greatest.
std::pair<double, double> filled(const std::vector<SmallUnit>& units,
                                 const std::vector<std::pair<std::size_t, std::size_t>>& gaps,
                                 StaggeredComparison comparison) {
    std::vector<double> estimates;
    for (std::size_t way = 0; way < std::size_t{1} << gaps.size(); ++way) {
        std::vector<SmallUnit> whole = units;
        for (std::size_t k = 0; k < gaps.size(); ++k) {
            whole[gaps[k].first].values[gaps[k].second] = (way >> k & 1U) != 0 ? greatest : least;
        }
        estimates.push_back(pilot_effect(bounded(whole), 0, staggered(comparison)).estimate.value());
    }
    const auto [low, high] = std::minmax_element(estimates.begin(), estimates.end());
    return {*low, *high};
}

TEST(StaggeredBounds, AreTheWorstAndTheBestWayToFillTheGaps) {
    std::mt19937 random{11};
    for (int round = 0; round < 12; ++round) {
        std::vector<SmallUnit> units = six_units();
        std::vector<std::pair<std::size_t, std::size_t>> gaps;
        for (int gap = 0; gap < 4; ++gap) {
            const std::size_t unit = random() % units.size();
            const std::size_t wave = random() % 4;
            if (units[unit].values[wave]) {
                units[unit].values[wave].reset();
                gaps.emplace_back(unit, wave);
            }
        }
        const auto comparison = round % 2 == 0 ? StaggeredComparison::never : StaggeredComparison::not_yet;
        const PilotEffect effect = pilot_effect(bounded(units), 0, staggered(comparison));
        const auto [low, high] = filled(units, gaps, comparison);
        EXPECT_NEAR(effect.bounds.low.value(), low, 1e-9);
        EXPECT_NEAR(effect.bounds.high.value(), high, 1e-9);
    }
}

TEST(StaggeredBounds, HaveNoEndWhereValuesHaveNone) {
    std::vector<SmallUnit> units = six_units();
    units[3].values[1].reset();
    const PilotEffect effect =
        pilot_effect(small_pilot_builder(units).build(), 0, staggered(StaggeredComparison::never));
    EXPECT_FALSE(effect.bounds.low.has_value());
    EXPECT_EQ(effect.bounds.reason, "no end to what a missing value may be");
    EXPECT_TRUE(effect.bounds.reweighted.has_value());
}

/// Strata of different make-up, unequal weights, and clusters that are treated as a whole.
std::vector<SmallUnit> uneven_units() {
    return {{"a", "1", {0.0, 4.0}, "s", "k", 2.0},     {"b", "1", {1.0, 5.5}, "s", "k", 1.0},
            {"c", "1", {0.0, 9.0}, "t", "l", 3.0},     {"d", "never", {0.0, 1.0}, "s", "m", 1.0},
            {"e", "never", {2.0, 3.5}, "s", "n", 4.0}, {"f", "never", {0.0, 6.0}, "t", "o", 1.0},
            {"g", "never", {1.0, 8.0}, "t", "o", 2.0}};
}

TEST(TwoWaveBounds, AreTheEstimateWhenNothingIsMissing) {
    for (const bool weighted : {false, true}) {
        const PilotEffect effect =
            pilot_effect(bounded(uneven_units()), 0,
                         {.design = EffectDesign::two_waves, .weighted = weighted, .replicates = 9});
        EXPECT_NEAR(effect.bounds.low.value(), effect.estimate.value(), 1e-12);
        EXPECT_NEAR(effect.bounds.high.value(), effect.estimate.value(), 1e-12);
        EXPECT_NEAR(effect.bounds.reweighted.value(), effect.estimate.value(), 1e-12);
    }
}

// Twin: the estimates of studies in which the gaps are filled with what is least or greatest.
TEST(TwoWaveBounds, AreTheWorstAndTheBestWayToFillTheGaps) {
    for (const bool weighted : {false, true}) {
        const PilotEffectOptions options{
            .design = EffectDesign::two_waves, .weighted = weighted, .replicates = 9};
        std::vector<SmallUnit> units = uneven_units();
        units[1].values[1].reset();
        units[4].values[0].reset();
        units[6].values[1].reset();
        std::vector<double> estimates;
        for (unsigned way = 0; way < 8; ++way) {
            std::vector<SmallUnit> whole = units;
            whole[1].values[1] = (way & 1U) != 0 ? greatest : least;
            whole[4].values[0] = (way & 2U) != 0 ? greatest : least;
            whole[6].values[1] = (way & 4U) != 0 ? greatest : least;
            estimates.push_back(pilot_effect(bounded(whole), 0, options).estimate.value());
        }
        const PilotEffect effect = pilot_effect(bounded(units), 0, options);
        EXPECT_NEAR(effect.bounds.low.value(), *std::min_element(estimates.begin(), estimates.end()), 1e-12);
        EXPECT_NEAR(effect.bounds.high.value(), *std::max_element(estimates.begin(), estimates.end()), 1e-12);
    }
}

// Two waves and one cohort, by hand: treated change by 4. Controls of stratum s change by 1 and 3, one is
// missing; the one of t by 5: observed means are 2 and 5, of three units and one: (3 · 2 + 5) / 4 = 2.75, and
// 4 - 2.75. The mean of those observed is 3.
TEST(StaggeredBounds, ReweighsByStrataOfThoseWhoWereSeen) {
    const std::vector<SmallUnit> units{{"a", "1", {0.0, 4.0}, "s"},     {"b", "1", {1.0, 5.0}, "t"},
                                       {"c", "never", {0.0, 1.0}, "s"}, {"d", "never", {0.0, 3.0}, "s"},
                                       {"e", "never", {0.0, {}}, "s"},  {"f", "never", {0.0, 5.0}, "t"}};
    const PilotEffect effect = pilot_effect(bounded(units), 0, staggered(StaggeredComparison::never));
    EXPECT_NEAR(effect.estimate.value(), 1.0, 1e-12);
    EXPECT_NEAR(effect.bounds.reweighted.value(), 1.25, 1e-12);
    EXPECT_NEAR(effect.bounds.low.value(), 4.0 - (1.0 + 3.0 + 10.0 + 5.0) / 4.0, 1e-12);
    EXPECT_NEAR(effect.bounds.high.value(), 4.0 - (1.0 + 3.0 - 2.0 + 5.0) / 4.0, 1e-12);
}

} // namespace
} // namespace samspill
