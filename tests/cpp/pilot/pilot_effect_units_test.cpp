// Who counts in an effect, and how much: strata, weights, clusters, gaps.
#include <samspill/pilot/pilot_effect.hpp>

#include "support/found_in_effect.hpp"
#include "support/small_pilot.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <vector>

namespace samspill {
namespace {

using testing_support::counted;
using testing_support::find;
using testing_support::get;
using testing_support::small_pilot;
using testing_support::small_pilot_builder;
using testing_support::SmallUnit;
using testing_support::toy_five;
using testing_support::warning;

TEST(PilotEffect, AveragesStrataTheSameWayInEveryMethod) {
    // town: treated 5, 7, controls 1, 1 -> 5; country: treated 2, 4, controls 1, 2, 3 -> 1; (4 · 5 + 5 · 1) /
    // 9
    const PilotEffect effect = pilot_effect(small_pilot({{"a", "1", {0.0, 5.0}, "town"},
                                                         {"b", "1", {0.0, 7.0}, "town"},
                                                         {"c", "never", {0.0, 1.0}, "town"},
                                                         {"d", "never", {0.0, 1.0}, "town"},
                                                         {"e", "1", {0.0, 2.0}, "country"},
                                                         {"f", "1", {0.0, 4.0}, "country"},
                                                         {"g", "never", {0.0, 1.0}, "country"},
                                                         {"h", "never", {0.0, 2.0}, "country"},
                                                         {"i", "never", {0.0, 3.0}, "country"}}),
                                            0);
    EXPECT_DOUBLE_EQ(effect.estimate.value(), 25.0 / 9.0);
    EXPECT_EQ(effect.estimates.front().arrangements, 60); // 6 · 10
    for (const EffectMethod method : {EffectMethod::cr2_satterthwaite, EffectMethod::wild_webb}) {
        EXPECT_NEAR(get(effect, method).estimate.value(), 25.0 / 9.0, 1e-12) << to_string(method);
    }
    EXPECT_EQ(find(effect, EffectMethod::welch), nullptr);
}

TEST(PilotEffect, LeavesOutStrataWithOneArmAndCountsThem) {
    std::vector<SmallUnit> units = toy_five();
    for (SmallUnit& unit : units) {
        unit.stratum = "s";
    }
    units.push_back({"f", "never", {0.0, 100.0}, "alone"});
    const PilotEffect effect = pilot_effect(small_pilot(units), 0);
    EXPECT_DOUBLE_EQ(effect.estimate.value(), 4.0);
    EXPECT_EQ(counted(effect, EffectWarning::stratum_one_sided), 1);
}

TEST(PilotEffect, WeighsUnitsWhenAsked) {
    std::vector<SmallUnit> units = toy_five();
    const std::vector<double> weights{3.0, 1.0, 2.0, 1.0, 1.0};
    for (std::size_t k = 0; k < units.size(); ++k) {
        units[k].weight = weights[k];
    }
    // (3 · 6 + 4) / 4 = 5.5; (2 · 1 + 2 + 0) / 4 = 1
    const PilotEffect effect = pilot_effect(small_pilot(units), 0, {.weighted = true});
    EXPECT_DOUBLE_EQ(effect.estimate.value(), 4.5);
    EXPECT_EQ(effect.estimates.front().arrangements, 10);
    EXPECT_NEAR(get(effect, EffectMethod::cr2_satterthwaite).estimate.value(), 4.5, 1e-12);
    EXPECT_DOUBLE_EQ(pilot_effect(small_pilot(units), 0).estimate.value(), 4.0);
}

TEST(PilotEffect, TakesAClusterThatIsTreatedAsAWholeForOneRow) {
    // a1 and a2 are one region with a mean change of 6
    const PilotEffect effect = pilot_effect(small_pilot({{"a1", "1", {0.0, 5.0}, {}, "a"},
                                                         {"a2", "1", {0.0, 7.0}, {}, "a"},
                                                         {"b", "1", {0.0, 4.0}},
                                                         {"c", "never", {0.0, 1.0}},
                                                         {"d", "never", {0.0, 2.0}},
                                                         {"e", "never", {0.0, 0.0}}}),
                                            0);
    EXPECT_DOUBLE_EQ(effect.estimate.value(), 4.0);
    EXPECT_EQ(effect.clusters, 5U);
    EXPECT_EQ(effect.estimates.front().arrangements, 10);
    EXPECT_EQ(warning(effect, EffectWarning::clusters_mixed), nullptr);
}

TEST(PilotEffect, SaysWhenClustersHoldBothArms) {
    std::vector<SmallUnit> units = toy_five();
    units[1].cluster = "together";
    units[2].cluster = "together";
    const PilotEffect effect = pilot_effect(small_pilot(units), 0);
    EXPECT_NE(warning(effect, EffectWarning::clusters_mixed), nullptr);
    EXPECT_EQ(effect.clusters, 4U);
    EXPECT_DOUBLE_EQ(effect.estimate.value(), 4.0);
}

TEST(PilotEffect, CountsWhoIsLeftOutAndBoundsWhatTheyCouldBe) {
    Indicator share;
    share.id = "x";
    share.unit = "share";
    share.denominator = "people in need";
    std::vector<SmallUnit> units{{"a", "1", {0.2, 0.8}},     {"b", "1", {0.4, 0.6}},
                                 {"c", "never", {0.5, 0.5}}, {"d", "never", {0.3, std::nullopt}},
                                 {"u", "", {0.5, 0.9}},      {"z", "0", {0.5, 0.9}}};
    const PilotEffect effect = pilot_effect(small_pilot_builder(units, share).build(), 0);
    EXPECT_NEAR(effect.estimate.value(), 0.4, 1e-12); // (0.6 + 0.2) / 2 - 0
    EXPECT_EQ(counted(effect, EffectWarning::incomplete), 1);
    EXPECT_EQ(counted(effect, EffectWarning::arm_unknown), 1);
    EXPECT_EQ(counted(effect, EffectWarning::treated_from_start), 1);
    // d ends between 0 and 1, so it changes by -0.3 to 0.7; controls by -0.15 to 0.35 on average
    EXPECT_NEAR(effect.bounds.low.value(), 0.05, 1e-12);
    EXPECT_NEAR(effect.bounds.high.value(), 0.55, 1e-12);
}

TEST(PilotEffect, GivesNoBoundsWhereValuesHaveNoEnd) {
    std::vector<SmallUnit> units = toy_five();
    units[4].values[1].reset();
    const PilotEffect effect = pilot_effect(small_pilot(units), 0);
    EXPECT_FALSE(effect.bounds.low.has_value());
    EXPECT_FALSE(effect.bounds.reason.empty());
}

} // namespace
} // namespace samspill
