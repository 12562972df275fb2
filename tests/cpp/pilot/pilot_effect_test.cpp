#include <samspill/pilot/pilot_effect.hpp>

#include <samspill/core/error.hpp>

#include "support/found_in_effect.hpp"
#include "support/small_pilot.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace samspill {
namespace {

using testing_support::counted;
using testing_support::get;
using testing_support::small_pilot;
using testing_support::small_pilot_builder;
using testing_support::SmallUnit;
using testing_support::toy_five;
using testing_support::warning;

constexpr double digits = 5e-7; // of worked numbers printed with six decimals

// Methods M3.3 to M3.6, design rule 3: the disagreement of the three methods is the finding.
TEST(PilotEffect, PutsTheMethodsOfToyFiveSideBySide) {
    const PilotEffect effect = pilot_effect(small_pilot(toy_five()), 0);
    EXPECT_EQ(effect.status, Status::ok);
    EXPECT_EQ(effect.design, EffectDesign::two_waves);
    EXPECT_DOUBLE_EQ(effect.estimate.value(), 4.0);
    EXPECT_EQ(effect.treated, 2U);
    EXPECT_EQ(effect.controls, 3U);
    EXPECT_EQ(effect.clusters, 5U);

    ASSERT_FALSE(effect.estimates.empty());
    const EffectEstimate& headline = effect.estimates.front();
    EXPECT_EQ(headline.method, EffectMethod::randomisation);
    EXPECT_DOUBLE_EQ(headline.p.value(), 0.1);
    EXPECT_DOUBLE_EQ(headline.smallest_p.value(), 0.1);
    EXPECT_EQ(headline.arrangements, 10);
    EXPECT_TRUE(headline.exact);

    const EffectEstimate& cr2 = get(effect, EffectMethod::cr2_satterthwaite);
    EXPECT_NEAR(cr2.se.value(), 1.154701, digits);
    EXPECT_NEAR(cr2.degrees_of_freedom.value(), 2.2727, 5e-5);
    EXPECT_NEAR(cr2.p.value(), 0.0617, 5e-5);
    const EffectEstimate& webb = get(effect, EffectMethod::wild_webb);
    EXPECT_DOUBLE_EQ(webb.p.value(), 37.0 / 1296.0);
    EXPECT_EQ(webb.arrangements, 7776);
    const EffectEstimate& signs = get(effect, EffectMethod::wild_rademacher);
    EXPECT_DOUBLE_EQ(signs.p.value(), 1.0 / 16.0);
    EXPECT_DOUBLE_EQ(signs.smallest_p.value(), 1.0 / 16.0);
    EXPECT_NEAR(get(effect, EffectMethod::cv3_jackknife).se.value(), 1.414214, digits);
    const EffectEstimate& welch = get(effect, EffectMethod::welch);
    EXPECT_NEAR(welch.degrees_of_freedom.value(), 1.6842, 5e-5);
    EXPECT_NEAR(welch.p.value(), 0.0941, 5e-5);

    EXPECT_EQ(counted(effect, EffectWarning::few_clusters), 5);
    EXPECT_EQ(counted(effect, EffectWarning::few_treated), 2);
    EXPECT_EQ(counted(effect, EffectWarning::few_controls), 3);
    ASSERT_NE(warning(effect, EffectWarning::level_out_of_reach), nullptr);
    EXPECT_DOUBLE_EQ(warning(effect, EffectWarning::level_out_of_reach)->value.value(), 0.1);
    EXPECT_NE(warning(effect, EffectWarning::methods_disagree), nullptr);
    EXPECT_NE(warning(effect, EffectWarning::not_randomised), nullptr);
    EXPECT_EQ(warning(effect, EffectWarning::incomplete), nullptr);
    EXPECT_TRUE(std::is_sorted(effect.warnings.begin(), effect.warnings.end(),
                               [](const EffectNote& a, const EffectNote& b) { return a.code < b.code; }));
}

TEST(PilotEffect, SaysWhatLeavingOneUnitOutDoes) {
    const PilotEffect effect = pilot_effect(small_pilot(toy_five()), 0);
    // without a: 4 - 1 = 3; b: 6 - 1 = 5; c: 5 - 1 = 4; d: 5 - 0.5 = 4.5; e: 5 - 1.5 = 3.5
    EXPECT_DOUBLE_EQ(effect.sensitivity.least.value(), 3.0);
    EXPECT_DOUBLE_EQ(effect.sensitivity.greatest.value(), 5.0);
    EXPECT_EQ(effect.sensitivity.most_influential, 0U);
    EXPECT_EQ(warning(effect, EffectWarning::one_unit_decides), nullptr);
}

// Methods M3.6: signs of 6, 4, 1, 2, 0 without controls; the 0 counts twice.
TEST(PilotEffect, ComparesBeforeAndAfterWithoutControls) {
    std::vector<SmallUnit> units = toy_five();
    for (SmallUnit& unit : units) {
        unit.first_wave = "1";
    }
    const PilotEffect effect = pilot_effect(small_pilot(units), 0);
    EXPECT_EQ(effect.design, EffectDesign::before_after);
    EXPECT_DOUBLE_EQ(effect.estimate.value(), 13.0 / 5.0);
    EXPECT_DOUBLE_EQ(effect.estimates.front().p.value(), 0.125);
    EXPECT_NE(warning(effect, EffectWarning::no_controls), nullptr);
    EXPECT_EQ(warning(effect, EffectWarning::not_randomised), nullptr);
}

// Methods M3.8: A first treated at wave 1 (1, 4, 6), B at wave 2 (2, 3, 7), C never (0, 1, 2).
TEST(PilotEffect, PutsStaggeredEffectsTogether) {
    const PilotEffect effect = pilot_effect(
        small_pilot(
            {{"a", "1", {1.0, 4.0, 6.0}}, {"b", "2", {2.0, 3.0, 7.0}}, {"c", "never", {0.0, 1.0, 2.0}}}),
        0);
    EXPECT_EQ(effect.design, EffectDesign::staggered);
    EXPECT_DOUBLE_EQ(effect.estimate.value(), 8.0 / 3.0);
    // Who is treated at 1, at 2 and never; the mean of three effects, by hand:
    // A B C: 2, 3, 3 -> 8/3.   A C B: A's changes 3, 5 less B's 1, 5 -> 2, 0; C's 1 less B's 4 -> -3; -1/3
    // B A C: B's 1, 5 less C's 1, 2 -> 0, 3; A's 2 less C's 1 -> 1; 4/3
    // B C A: B's 1, 5 less A's 3, 5 -> -2, 0; C's 1 less A's 2 -> -1; -1
    // C A B: C's 1, 2 less B's 1, 5 -> 0, -3; A's 2 less B's 4 -> -2; -5/3
    // C B A: C's 1, 2 less A's 3, 5 -> -2, -3; B's 4 less A's 2 -> 2; -1
    const EffectEstimate& headline = effect.estimates.front();
    EXPECT_TRUE(headline.exact);
    EXPECT_EQ(headline.arrangements, 6);
    EXPECT_DOUBLE_EQ(headline.estimate.value(), 8.0 / 3.0);
    EXPECT_DOUBLE_EQ(headline.p.value(), 1.0 / 6.0);
    // without one of the three units there is no comparison for some cell, but for some there is
    EXPECT_EQ(counted(effect, EffectWarning::few_clusters), 3);
    ASSERT_TRUE(effect.staggered.has_value());
    EXPECT_EQ(effect.staggered->cells.size(), 4U);
    for (const EffectMethod method : {EffectMethod::cr2_satterthwaite, EffectMethod::wild_webb}) {
        EXPECT_NEAR(get(effect, method).estimate.value(), 8.0 / 3.0, 1e-12) << to_string(method);
    }
}

TEST(PilotEffect, WhoBeginsAfterTheLastWaveThatWasSeenIsNoControl) {
    const std::vector<SmallUnit> units{{"a", "1", {1.0, 4.0, 6.0, std::nullopt}},
                                       {"b", "2", {2.0, 3.0, 7.0, std::nullopt}},
                                       {"c", "never", {0.0, 1.0, 2.0, std::nullopt}},
                                       {"d", "3", {0.0, 50.0, 90.0, std::nullopt}}};
    const PilotEffect effect = pilot_effect(small_pilot(units), 0);
    EXPECT_DOUBLE_EQ(effect.estimate.value(), 8.0 / 3.0); // as without d
    EXPECT_DOUBLE_EQ(effect.estimates.front().estimate.value(), 8.0 / 3.0);
    EXPECT_EQ(counted(effect, EffectWarning::treated_later), 1);
    EXPECT_EQ(effect.follow_up, 2U);
}

TEST(PilotEffect, FlagsControlsBesideTreatedUnits) {
    PilotStudyBuilder builder = small_pilot_builder(toy_five());
    builder.add_neighbours({"a", "e", std::nullopt});
    builder.add_neighbours({"c", "d", std::nullopt});
    const PilotEffect effect = pilot_effect(builder.build(), 0);
    EXPECT_EQ(counted(effect, EffectWarning::treated_neighbours), 1);
    // without e: 5 - 1.5
    EXPECT_DOUBLE_EQ(effect.sensitivity.without_treated_neighbours.value(), 3.5);
    EXPECT_TRUE(effect.dependence.has_value());
}

TEST(PilotEffect, ShowsTheDifferenceThatWasThereBefore) {
    const std::vector<SmallUnit> units{{"a", "2", {0.0, 3.0, 9.0}},
                                       {"b", "2", {0.0, 5.0, 9.0}},
                                       {"c", "never", {0.0, 1.0, 2.0}},
                                       {"d", "never", {0.0, 0.0, 2.0}},
                                       {"e", "never", {0.0, 2.0, 2.0}}};
    const PilotEffect effect = pilot_effect(small_pilot(units), 0);
    EXPECT_EQ(effect.baseline, 1U);
    ASSERT_TRUE(effect.earlier.has_value());
    EXPECT_DOUBLE_EQ(effect.earlier->estimate.value(), 3.0); // 4 - 1
    EXPECT_DOUBLE_EQ(effect.earlier->p.value(), 0.1);
    EXPECT_EQ(warning(effect, EffectWarning::earlier_trend), nullptr); // 0.1 is above 0.05
    EXPECT_NE(warning(pilot_effect(small_pilot(units), 0, {.level = 0.9}), EffectWarning::earlier_trend),
              nullptr);
}

TEST(PilotEffect, LetsTheLaterTreatedBeControlsUntilThen) {
    const std::vector<SmallUnit> units{{"a", "1", {0.0, 5.0, 6.0}},     {"b", "1", {0.0, 7.0, 8.0}},
                                       {"c", "2", {0.0, 1.0, 9.0}},     {"d", "2", {0.0, 3.0, 9.0}},
                                       {"e", "never", {0.0, 2.0, 2.0}}, {"f", "never", {0.0, 1.0, 1.0}}};
    PilotEffectOptions options{.design = EffectDesign::two_waves, .follow_up = 1};
    const PilotEffect never = pilot_effect(small_pilot(units), 0, options);
    EXPECT_DOUBLE_EQ(never.estimate.value(), 4.5); // 6 - 1.5
    EXPECT_EQ(counted(never, EffectWarning::treated_later), 2);
    options.comparison = StaggeredComparison::not_yet;
    const PilotEffect later = pilot_effect(small_pilot(units), 0, options);
    EXPECT_DOUBLE_EQ(later.estimate.value(), 6.0 - 7.0 / 4.0);
    EXPECT_EQ(later.controls, 4U);
}

TEST(PilotEffect, SaysHowManyWereTreatedFromTheStart) {
    const PilotEffect effect = pilot_effect(small_pilot({{"a", "0", {1.0, 2.0}},
                                                         {"b", "0", {1.0, 3.0}},
                                                         {"c", "never", {1.0, 2.0}},
                                                         {"d", "", {1.0, 2.0}}}),
                                            0);
    EXPECT_EQ(effect.status, Status::not_applicable);
    EXPECT_EQ(effect.reason, "no unit is treated after the first wave");
    EXPECT_EQ(counted(effect, EffectWarning::treated_from_start), 2);
    EXPECT_EQ(counted(effect, EffectWarning::arm_unknown), 1);
}

TEST(PilotEffect, LeavesOutOneNeighbourhoodAtATime) {
    PilotStudyBuilder builder = small_pilot_builder(toy_five());
    builder.add_neighbours({"a", "e", std::nullopt});
    const PilotEffect effect = pilot_effect(builder.build(), 0);
    // without a and e: 4 - 1.5 = 2.5; b: 5; c: 4; d: 4.5
    EXPECT_DOUBLE_EQ(effect.sensitivity.neighbourhood_least.value(), 2.5);
    EXPECT_DOUBLE_EQ(effect.sensitivity.neighbourhood_greatest.value(), 5.0);
}

TEST(PilotEffect, RefusesWhatIsNotIdentifiedWithTheReason) {
    std::vector<SmallUnit> units = toy_five();
    for (SmallUnit& unit : units) {
        unit.first_wave = "never";
    }
    const PilotEffect nobody = pilot_effect(small_pilot(units), 0);
    EXPECT_EQ(nobody.status, Status::not_applicable);
    EXPECT_EQ(nobody.reason, "no unit is treated after the first wave");
    EXPECT_FALSE(nobody.estimate.has_value());
    for (SmallUnit& unit : units) {
        unit.first_wave = "1";
    }
    const PilotEffect no_controls = pilot_effect(small_pilot(units), 0, {.design = EffectDesign::two_waves});
    EXPECT_EQ(no_controls.status, Status::not_applicable);
    EXPECT_FALSE(no_controls.reason.empty());
}

TEST(PilotEffect, RefusesOneClusterInEveryDesign) {
    std::vector<SmallUnit> units = toy_five();
    for (SmallUnit& unit : units) {
        unit.cluster = "all";
        unit.values.push_back(unit.values.back());
    }
    for (const EffectDesign design : {EffectDesign::two_waves, EffectDesign::staggered}) {
        const PilotEffect effect = pilot_effect(small_pilot(units), 0, {.design = design});
        EXPECT_EQ(effect.status, Status::not_applicable) << to_string(design);
        EXPECT_EQ(effect.reason, "one cluster only") << to_string(design);
        EXPECT_TRUE(effect.estimates.empty()) << to_string(design);
    }
}

TEST(PilotEffect, RefusesOptionsOutOfRange) {
    const PilotStudy study = small_pilot(toy_five());
    EXPECT_THROW((void)pilot_effect(study, 1), InvalidArgument);
    EXPECT_THROW((void)pilot_effect(study, 0, {.baseline = 1, .follow_up = 1}), InvalidArgument);
    EXPECT_THROW((void)pilot_effect(study, 0, {.follow_up = 2}), InvalidArgument);
    EXPECT_THROW((void)pilot_effect(study, 0, {.replicates = 0}), InvalidArgument);
    EXPECT_THROW((void)pilot_effect(study, 0, {.level = 1.0}), InvalidArgument);
}

TEST(PilotEffect, GivesNoPWithoutVariance) {
    const PilotEffect effect = pilot_effect(small_pilot({{"a", "1", {0.0, 1.0}},
                                                         {"b", "1", {0.0, 1.0}},
                                                         {"c", "never", {0.0, 1.0}},
                                                         {"d", "never", {0.0, 1.0}}}),
                                            0);
    for (const EffectEstimate& estimate : effect.estimates) {
        EXPECT_FALSE(estimate.p.has_value()) << to_string(estimate.method);
    }
}

} // namespace
} // namespace samspill
