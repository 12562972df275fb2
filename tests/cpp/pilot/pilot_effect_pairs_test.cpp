// Effects where an arm is one cluster, and of matched pairs.
#include <samspill/pilot/pilot_effect.hpp>

#include "support/found_in_effect.hpp"
#include "support/small_pilot.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

namespace samspill {
namespace {

using testing_support::get;
using testing_support::small_pilot;
using testing_support::SmallUnit;
using testing_support::warning;

// Nothing tells how much an arm of one cluster varies: CR2 would count it as one that does not.
TEST(PilotEffect, GivesNoRobustErrorWhereAClusterAloneIsAnArm) {
    const std::vector<double> changes{3.0, 1.0, 2.0, 0.0, 1.5, 0.5};
    for (const bool is_treated_alone : {true, false}) {
        std::vector<SmallUnit> units;
        for (std::size_t k = 0; k < changes.size(); ++k) {
            units.push_back({std::string(1, static_cast<char>('a' + k)),
                             (k == 0) == is_treated_alone ? "1" : "never",
                             {0.0, changes[k]}});
        }
        const PilotEffect effect = pilot_effect(small_pilot(units), 0);
        const EffectEstimate& robust = get(effect, EffectMethod::cr2_satterthwaite);
        EXPECT_EQ(robust.status, Status::not_applicable);
        EXPECT_FALSE(robust.reason.empty());
        EXPECT_NEAR(robust.estimate.value(), is_treated_alone ? 2.0 : -2.0, 1e-12); // 3 and 5 / 5
        EXPECT_FALSE(robust.se || robust.degrees_of_freedom || robust.statistic || robust.p || robust.low ||
                     robust.high);
        ASSERT_TRUE(effect.detectable.has_value());
        EXPECT_EQ(effect.detectable->status, Status::not_applicable);
        EXPECT_EQ(effect.detectable->reason, robust.reason);
        EXPECT_FALSE(effect.detectable->effect.has_value());
        EXPECT_DOUBLE_EQ(effect.estimates.front().p.value(), 1.0 / 6.0);
        EXPECT_NE(
            warning(effect, is_treated_alone ? EffectWarning::few_treated : EffectWarning::few_controls),
            nullptr);
    }
}

TEST(PilotEffect, GivesNoRobustErrorWhereAClusterAloneIsAnArmOfAStratum) {
    const PilotEffect effect = pilot_effect(small_pilot({{"a", "1", {0.0, 5.0}, "town"},
                                                         {"b", "1", {0.0, 7.0}, "town"},
                                                         {"c", "never", {0.0, 1.0}, "town"},
                                                         {"d", "never", {0.0, 2.0}, "town"},
                                                         {"e", "1", {0.0, 2.0}, "country"},
                                                         {"f", "never", {0.0, 1.0}, "country"},
                                                         {"g", "never", {0.0, 2.0}, "country"}}),
                                            0);
    const EffectEstimate& robust = get(effect, EffectMethod::cr2_satterthwaite);
    EXPECT_EQ(robust.status, Status::not_applicable);
    EXPECT_NEAR(robust.estimate.value(), (4.0 * 4.5 + 3.0 * 0.5) / 7.0, 1e-12);
    EXPECT_FALSE(robust.p.has_value());
}

// Differences 1, 2, 3, 6: mean 3, squares about it 4 + 1 + 0 + 9, so a paired t test has the error
// sqrt(14 / 3 / 4) and 3 degrees of freedom.
TEST(PilotEffect, ComparesWithinMatchedPairs) {
    const PilotEffect effect = pilot_effect(small_pilot({{"a", "1", {0.0, 5.0}, "1"},
                                                         {"b", "never", {0.0, 4.0}, "1"},
                                                         {"c", "1", {0.0, 1.0}, "2"},
                                                         {"d", "never", {0.0, -1.0}, "2"},
                                                         {"e", "1", {0.0, 10.0}, "3"},
                                                         {"f", "never", {0.0, 7.0}, "3"},
                                                         {"g", "1", {0.0, 6.0}, "4"},
                                                         {"h", "never", {0.0, 0.0}, "4"}}),
                                            0);
    EXPECT_DOUBLE_EQ(effect.estimate.value(), 3.0);
    EXPECT_EQ(effect.estimates.front().arrangements, 16);
    EXPECT_DOUBLE_EQ(effect.estimates.front().p.value(), 2.0 / 16.0);
    const double se = std::sqrt(14.0 / 12.0);
    for (const EffectMethod method : {EffectMethod::cr2_satterthwaite, EffectMethod::cv3_jackknife}) {
        const EffectEstimate& found = get(effect, method);
        EXPECT_NEAR(found.estimate.value(), 3.0, 1e-12) << to_string(method);
        EXPECT_NEAR(found.se.value(), se, 1e-12) << to_string(method);
        EXPECT_NEAR(found.degrees_of_freedom.value(), 3.0, 1e-9) << to_string(method);
        EXPECT_NEAR(found.high.value(), 3.0 + 3.182446305284264 * se, 1e-8) << to_string(method);
    }
    // all differences have one sign: only those signs and their opposites go as far
    EXPECT_DOUBLE_EQ(get(effect, EffectMethod::wild_rademacher).p.value(), 2.0 / 16.0);
    EXPECT_NEAR(get(effect, EffectMethod::wild_webb).estimate.value(), 3.0, 1e-12);
    ASSERT_TRUE(effect.detectable.has_value());
    EXPECT_NEAR(effect.detectable->se.value(), se, 1e-12);
}

TEST(PilotEffect, WeighsMatchedPairsAsTheirStrata) {
    // weights of pairs 3 and 1: (3 · 1 + 1 · 5) / 4
    const std::vector<SmallUnit> units{{"a", "1", {0.0, 2.0}, "1", {}, 1.0},
                                       {"b", "never", {0.0, 1.0}, "1", {}, 2.0},
                                       {"c", "1", {0.0, 8.0}, "2", {}, 0.5},
                                       {"d", "never", {0.0, 3.0}, "2", {}, 0.5}};
    const PilotEffect effect = pilot_effect(small_pilot(units), 0, {.weighted = true});
    EXPECT_DOUBLE_EQ(effect.estimate.value(), 2.0);
    for (const EffectMethod method : {EffectMethod::cr2_satterthwaite, EffectMethod::wild_rademacher}) {
        EXPECT_NEAR(get(effect, method).estimate.value(), 2.0, 1e-12) << to_string(method);
    }
    EXPECT_TRUE(get(effect, EffectMethod::cr2_satterthwaite).p.has_value());
}

TEST(PilotEffect, TakesPairsForPairsOnlyWhereAllStrataAreAndNoClusterJoinsThem) {
    std::vector<SmallUnit> units{{"a", "1", {0.0, 5.0}, "1"}, {"b", "never", {0.0, 4.0}, "1"},
                                 {"c", "1", {0.0, 1.0}, "2"}, {"d", "never", {0.0, -1.0}, "2"},
                                 {"e", "1", {0.0, 9.0}, "3"}, {"f", "never", {0.0, 6.0}, "3"}};
    units[1].cluster = "joined";
    units[2].cluster = "joined";
    const PilotEffect joined = pilot_effect(small_pilot(units), 0);
    EXPECT_EQ(get(joined, EffectMethod::cr2_satterthwaite).status, Status::not_applicable);
    units[1].cluster.clear();
    units[2].cluster.clear();
    EXPECT_EQ(get(pilot_effect(small_pilot(units), 0), EffectMethod::cr2_satterthwaite).status, Status::ok);
    units.push_back({"g", "never", {0.0, 7.0}, "3"});
    const PilotEffect trio = pilot_effect(small_pilot(units), 0);
    const EffectEstimate& robust = get(trio, EffectMethod::cr2_satterthwaite);
    EXPECT_EQ(robust.status, Status::not_applicable); // the others still are alone in their arms
    EXPECT_NEAR(robust.estimate.value(), trio.estimate.value(), 1e-12);
}

} // namespace
} // namespace samspill
