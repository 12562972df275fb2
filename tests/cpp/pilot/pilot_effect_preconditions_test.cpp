// Effects beside preconditions.
#include <samspill/pilot/pilot_effect.hpp>

#include <samspill/core/error.hpp>

#include "support/found_in_effect.hpp"
#include "support/small_pilot.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace samspill {
namespace {

using testing_support::counted;
using testing_support::get;
using testing_support::SmallUnit;
using testing_support::warning;

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

} // namespace
} // namespace samspill
