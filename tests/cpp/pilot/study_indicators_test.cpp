#include <samspill/pilot/study_indicators.hpp>

#include <samspill/core/error.hpp>

#include "support/small_pilot.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace samspill {
namespace {

using testing_support::small_pilot;
using testing_support::small_pilot_builder;
using testing_support::SmallUnit;
using testing_support::toy_five;

const IndicatorWave& row_of(const StudyIndicatorsResult& result, IndicatorArm arm, std::uint32_t wave) {
    const auto found = std::find_if(result.rows.begin(), result.rows.end(), [&](const IndicatorWave& row) {
        return row.arm == arm && row.wave == wave;
    });
    if (found == result.rows.end()) {
        ADD_FAILURE() << "no row of " << to_string(arm) << " at " << wave;
        static const IndicatorWave none;
        return none;
    }
    return *found;
}

TEST(StudyIndicators, AveragesArmsWaveByWave) {
    const StudyIndicatorsResult result = study_indicators(small_pilot(toy_five()));
    EXPECT_EQ(result.rows.size(), 6U); // nobody's arm is unknown
    EXPECT_DOUBLE_EQ(row_of(result, IndicatorArm::all, 1).mean.complete_case.value(), 13.0 / 5.0);
    EXPECT_DOUBLE_EQ(row_of(result, IndicatorArm::treated, 1).mean.complete_case.value(), 5.0);
    EXPECT_DOUBLE_EQ(row_of(result, IndicatorArm::never, 1).mean.complete_case.value(), 1.0);
    EXPECT_DOUBLE_EQ(row_of(result, IndicatorArm::all, 1).pooled.value(), 13.0); // an amount: the sum
}

// Methods M3.15: 12 of 21 met, 3 missing of 24.
TEST(StudyIndicators, BoundsWhatWasNotSeen) {
    Indicator met;
    met.id = "x";
    met.unit = "share";
    met.denominator = "municipalities";
    std::vector<SmallUnit> units;
    for (int k = 0; k < 24; ++k) {
        std::optional<double> value;
        if (k < 21) {
            value = k < 12 ? 1.0 : 0.0;
        }
        units.push_back({"u" + std::to_string(100 + k), "1", {0.0, value}});
    }
    const StudyIndicatorsResult result = study_indicators(small_pilot_builder(units, met).build());
    const IndicatorWave& row = row_of(result, IndicatorArm::all, 1);
    EXPECT_NEAR(row.mean.complete_case.value(), 0.5714, 5e-5);
    EXPECT_DOUBLE_EQ(row.mean.low.value(), 0.5);
    EXPECT_DOUBLE_EQ(row.mean.high.value(), 0.625);
    EXPECT_EQ(row.mean.missing, 3U);
    EXPECT_FALSE(row.pooled.has_value()); // no unit states among how many
    EXPECT_FALSE(row.pooled_reason.empty());
}

// Methods M3.2: b = 0.62, x = 0.70, t = 0.80.
TEST(StudyIndicators, MeasuresTheWayToTheTarget) {
    Indicator share;
    share.id = "x";
    share.target = 0.80;
    share.target_wave = "2";
    const std::vector<SmallUnit> units{{"a", "1", {0.60, 0.68, 0.7}}, {"b", "1", {0.64, 0.72, 0.7}}};
    const StudyIndicatorsResult own = study_indicators(small_pilot_builder(units, share).build());
    const IndicatorWave& row = row_of(own, IndicatorArm::treated, 1);
    EXPECT_NEAR(row.attainment.attainment.value(), 0.4444, 5e-5);
    EXPECT_DOUBLE_EQ(row.attainment.milestone.value(), 0.5);
    share.baseline = 0.60;
    const StudyIndicatorsResult stated = study_indicators(small_pilot_builder(units, share).build());
    EXPECT_NEAR(row_of(stated, IndicatorArm::treated, 1).attainment.attainment.value(), 0.5, 1e-12);
}

TEST(StudyIndicators, PoolsSharesByTheirDenominators) {
    PilotStudyBuilder builder;
    Indicator share;
    share.id = "x";
    share.unit = "share";
    share.denominator = "children";
    builder.add_indicator(share);
    for (const auto& [unit, value, n] : {std::tuple{"a", 0.5, 100.0}, std::tuple{"b", 0.9, 300.0}}) {
        Observation row;
        row.unit = unit;
        row.wave = "0";
        row.indicator = "x";
        row.value = value;
        row.n = n;
        builder.add_observation(row);
        row.wave = "1";
        row.n.reset();
        builder.add_observation(row);
    }
    const StudyIndicatorsResult result = study_indicators(builder.build());
    const IndicatorWave& first = row_of(result, IndicatorArm::all, 0);
    EXPECT_DOUBLE_EQ(first.pooled.value(), 0.8); // (50 + 270) / 400
    EXPECT_DOUBLE_EQ(first.denominator.value(), 400.0);
    EXPECT_DOUBLE_EQ(first.mean.complete_case.value(), 0.7);
    EXPECT_FALSE(row_of(result, IndicatorArm::all, 1).pooled.has_value());
}

TEST(StudyIndicators, AddsNothingUpFromPartOfTheUnits) {
    std::vector<SmallUnit> units = toy_five();
    units[0].values[1].reset();
    const StudyIndicatorsResult result = study_indicators(small_pilot(units));
    EXPECT_FALSE(row_of(result, IndicatorArm::all, 1).pooled.has_value());
    EXPECT_EQ(row_of(result, IndicatorArm::all, 1).pooled_reason, "a sum needs every unit");
    EXPECT_THROW((void)study_indicators(small_pilot(units), {.level = 0.0}), InvalidArgument);
}

} // namespace
} // namespace samspill
