#include <samspill/pilot/pilot_effect.hpp>

#include <samspill/core/error.hpp>

#include "support/small_pilot.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace samspill {
namespace {

using testing_support::small_pilot;
using testing_support::small_pilot_builder;
using testing_support::SmallUnit;
using testing_support::toy_five;

constexpr double digits = 5e-7; // of worked numbers printed with six decimals

const EffectEstimate* find(const PilotEffect& effect, EffectMethod method) {
    const auto found = std::find_if(effect.estimates.begin(), effect.estimates.end(),
                                    [&](const EffectEstimate& one) { return one.method == method; });
    return found == effect.estimates.end() ? nullptr : &*found;
}

const EffectEstimate& get(const PilotEffect& effect, EffectMethod method) {
    const EffectEstimate* found = find(effect, method);
    if (found == nullptr) {
        ADD_FAILURE() << "no estimate by " << to_string(method);
        static const EffectEstimate none;
        return none;
    }
    return *found;
}

const EffectNote* warning(const PilotEffect& effect, EffectWarning code) {
    const auto found = std::find_if(effect.warnings.begin(), effect.warnings.end(),
                                    [&](const EffectNote& one) { return one.code == code; });
    return found == effect.warnings.end() ? nullptr : &*found;
}

std::int64_t counted(const PilotEffect& effect, EffectWarning code) {
    const EffectNote* found = warning(effect, code);
    return found == nullptr ? 0 : found->count.value_or(-1);
}

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

TEST(PilotEffect, AdjustsForAPrecondition) {
    // change = 2 · treated + 3 · x exactly, with x out of balance
    PilotStudyBuilder builder;
    Indicator indicator;
    indicator.id = "x";
    builder.add_indicator(indicator);
    const std::vector<double> x{1, 2, 3, 4, 5, 6, 7, 10};
    for (std::size_t k = 0; k < x.size(); ++k) {
        const std::string unit(1, static_cast<char>('a' + k));
        const bool treated = k % 2 == 1;
        for (const int wave : {0, 1}) {
            Observation row;
            row.unit = unit;
            row.wave = std::to_string(wave);
            row.indicator = "x";
            row.value = wave == 0 ? 0.0 : 3.0 * x[k] + (treated ? 2.0 : 0.0);
            builder.add_observation(row);
        }
        builder.add_treatment({unit, {}, treated ? "1" : "never", {}, {}, std::nullopt});
        builder.add_precondition({unit, "x", x[k]});
        builder.add_precondition({unit, "y", x[k] * x[k]});
    }
    const PilotStudy study = builder.build();
    const PilotEffect adjusted = pilot_effect(study, 0, {.adjust_for = {0}});
    EXPECT_NEAR(get(adjusted, EffectMethod::cr2_satterthwaite).estimate.value(), 2.0, 1e-9);
    EXPECT_NEAR(adjusted.estimate.value(), 2.0, 1e-9);
    for (const EffectEstimate& estimate : adjusted.estimates) {
        EXPECT_NEAR(estimate.estimate.value_or(2.0), 2.0, 1e-9);
    }
    // the fit is perfect: only the observed arrangement and the one turned round come to 2
    EXPECT_EQ(get(adjusted, EffectMethod::randomisation).arrangements, 70);
    EXPECT_EQ(get(adjusted, EffectMethod::randomisation).p, 2.0 / 70.0);
    EXPECT_NEAR(adjusted.sensitivity.least.value(), 2.0, 1e-9); // whoever is left out
    EXPECT_NEAR(adjusted.sensitivity.greatest.value(), 2.0, 1e-9);
    const PilotEffect two = pilot_effect(study, 0, {.adjust_for = {0, 1}});
    EXPECT_EQ(two.status, Status::not_applicable);
    EXPECT_EQ(counted(two, EffectWarning::too_many_adjustments), 2);
    EXPECT_FALSE(two.estimate.has_value());
    EXPECT_THROW((void)pilot_effect(study, 0, {.adjust_for = {2}}), InvalidArgument);
    EXPECT_THROW((void)pilot_effect(study, 0, {.adjust_for = {0, 0}}), InvalidArgument);
}

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

// A precondition that says in which stratum a unit is says nothing else.
TEST(PilotEffect, RefusesAPreconditionThatIsTheStratum) {
    std::vector<SmallUnit> units;
    for (std::size_t k = 0; k < 8; ++k) {
        units.push_back({std::string(1, static_cast<char>('a' + k)),
                         k % 2 == 0 ? "1" : "never",
                         {0.0, static_cast<double>(k * k % 5)},
                         k < 4 ? "north" : "south"});
    }
    PilotStudyBuilder builder = testing_support::small_pilot_builder(units);
    for (std::size_t k = 0; k < 8; ++k) {
        builder.add_precondition({units[k].id, "is_north", k < 4 ? 1.0 : 0.0});
    }
    const PilotEffect effect = pilot_effect(builder.build(), 0, {.adjust_for = {0}});
    EXPECT_EQ(effect.reason, "preconditions are collinear");
    EXPECT_NE(warning(effect, EffectWarning::collinear_adjustment), nullptr);
}

// Of ten units d lacks a value, e its precondition, f both.
TEST(PilotEffect, TellsAnUnknownPreconditionFromAMissingValue) {
    const std::optional<double> no;
    std::vector<SmallUnit> units;
    for (std::size_t k = 0; k < 10; ++k) {
        const std::optional<double> last =
            k == 3 || k == 5 ? no : std::optional{static_cast<double>(k * k % 7)};
        units.push_back(
            {std::string(1, static_cast<char>('a' + k)), k % 2 == 0 ? "1" : "never", {0.0, last}});
    }
    PilotStudyBuilder builder = testing_support::small_pilot_builder(units);
    for (std::size_t k = 0; k < 10; ++k) {
        if (k != 4 && k != 5) {
            builder.add_precondition({units[k].id, "size", static_cast<double>(k * k * k % 11)});
        }
    }
    const PilotEffect effect = pilot_effect(builder.build(), 0, {.adjust_for = {0}});
    EXPECT_EQ(counted(effect, EffectWarning::incomplete), 2);
    EXPECT_EQ(counted(effect, EffectWarning::precondition_unknown), 1);
    EXPECT_EQ(effect.treated + effect.controls, 7U);
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
