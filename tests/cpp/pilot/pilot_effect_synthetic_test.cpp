// Effects against a mix of controls.
#include <samspill/pilot/pilot_effect.hpp>

#include "support/found_in_effect.hpp"
#include "support/small_pilot.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace samspill {
namespace {

using testing_support::counted;
using testing_support::small_pilot;
using testing_support::SmallUnit;
using testing_support::warning;

// Methods M3.7: before T (2, 4), A (1, 3), B (3, 5), C (10, 0), after T 8, A 4, B 6: half A, half B, gap 3.
TEST(PilotEffect, MixesControlsThatWereLikeTheTreated) {
    const std::vector<SmallUnit> units{{"a", "never", {1.0, 3.0, 4.0}},
                                       {"b", "never", {3.0, 5.0, 6.0}},
                                       {"c", "never", {10.0, 0.0, 2.0}},
                                       {"t", "2", {2.0, 4.0, 8.0}}};
    const PilotEffect effect = pilot_effect(small_pilot(units), 0, {.design = EffectDesign::synthetic});
    EXPECT_EQ(effect.status, Status::ok);
    EXPECT_NEAR(effect.estimate.value(), 3.0, 1e-12);
    ASSERT_EQ(effect.estimates.size(), 1U);
    EXPECT_EQ(effect.estimates.front().method, EffectMethod::placebo_ranks);
    EXPECT_DOUBLE_EQ(effect.estimates.front().smallest_p.value(), 0.25);
    EXPECT_NE(warning(effect, EffectWarning::level_out_of_reach), nullptr);
    EXPECT_EQ(counted(effect, EffectWarning::few_waves_before), 2);
    ASSERT_TRUE(effect.synthetic.has_value());
    EXPECT_EQ(effect.synthetic->weights.size(), 2U);
    std::vector<SmallUnit> later = units;
    later.push_back({"u", "1", {0.0, 1.0, 1.0}});
    const PilotEffect refused = pilot_effect(small_pilot(later), 0, {.design = EffectDesign::synthetic});
    EXPECT_EQ(refused.reason, "treated units begin at different waves");
}

TEST(PilotEffect, MixesNobodyForOneWave) {
    const PilotEffect effect = pilot_effect(
        small_pilot({{"a", "never", {1.0, 4.0}}, {"b", "never", {3.0, 6.0}}, {"t", "1", {2.0, 8.0}}}), 0,
        {.design = EffectDesign::synthetic});
    EXPECT_EQ(effect.reason, "one period before treatment only");
    EXPECT_FALSE(effect.estimate.has_value());
}

TEST(PilotEffect, CountsTheWavesAndControlsThatASyntheticControlLacks) {
    // u was not seen in wave 1, so that no mean of the treated is there; d cannot be mixed, e can
    const std::optional<double> no;
    const std::vector<SmallUnit> units{
        {"a", "never", {1.0, 3.0, 2.0, 4.0}},  {"b", "never", {3.0, 5.0, 4.0, 6.0}},
        {"c", "never", {10.0, 1.0, 0.0, 2.0}}, {"d", "never", {no, 2.0, 3.0, 2.0}},
        {"e", "never", {9.0, no, 1.0, 3.0}},   {"t", "3", {2.0, 4.0, 3.0, 8.0}},
        {"u", "3", {2.0, no, 3.0, 6.0}}};
    PilotStudyBuilder builder = testing_support::small_pilot_builder(units);
    const PilotEffect effect = pilot_effect(builder.build(), 0, {.design = EffectDesign::synthetic});
    EXPECT_EQ(effect.status, Status::ok);
    EXPECT_EQ(counted(effect, EffectWarning::waves_left_out), 1);
    EXPECT_EQ(counted(effect, EffectWarning::incomplete), 1);
    EXPECT_EQ(effect.controls, 4U);
    EXPECT_NEAR(effect.estimate.value(), 7.0 - 5.0, 1e-9); // half a and half b: 2, 3 before, 5 after
}

} // namespace
} // namespace samspill
