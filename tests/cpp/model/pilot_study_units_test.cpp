// Units of a pilot that became one, or were divided.
#include <samspill/model/pilot_study_builder.hpp>

#include <samspill/core/error.hpp>

#include "support/pilot_tables.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace samspill {
namespace {

using enum Severity;
using test::has_finding;
using test::lines;
using test::with_code;

/// Codes 1 and 2 become 3 between the waves; 4 and 5 go on.
PilotStudyBuilder merging() {
    PilotStudyBuilder builder;
    builder.add_wave({.id = "before", .days = {Date{0}, Date{100}}});
    builder.add_wave({.id = "after", .days = {Date{100}, Date{200}}});
    builder.add_unit_change({.old_code = "1", .new_code = "3", .day = Date{100}});
    builder.add_unit_change({.old_code = "2", .new_code = "3", .day = Date{100}});
    builder.add_indicator({.id = "people", .unit = "people"});
    builder.add_indicator({.id = "share", .unit = "share", .denominator = "people"});
    for (const char* unit : {"4", "5"}) {
        builder.add_observation({.unit = unit, .wave = "before", .indicator = "people", .value = 9.0});
        builder.add_observation({.unit = unit, .wave = "after", .indicator = "people", .value = 8.0});
    }
    return builder;
}

TEST(MergedUnits, AreOneUnitInAllWaves) {
    auto builder = merging();
    builder.add_observation({.unit = "1", .wave = "before", .indicator = "people", .value = 10.0});
    builder.add_observation({.unit = "2", .wave = "before", .indicator = "people", .value = 30.0});
    builder.add_observation({.unit = "3", .wave = "after", .indicator = "people", .value = 41.0});
    builder.add_observation({.unit = "1", .wave = "before", .indicator = "share", .value = 0.5, .n = 10.0});
    builder.add_observation({.unit = "2", .wave = "before", .indicator = "share", .value = 0.2, .n = 30.0});
    builder.add_treatment({.unit = "1", .name = "One", .first_wave = "after", .weight = 2.0});
    builder.add_treatment({.unit = "2", .name = "Two", .first_wave = "after", .weight = 3.0});
    builder.add_treatment({.unit = "4", .first_wave = "never"});
    builder.add_treatment({.unit = "5", .first_wave = "never"});
    EXPECT_EQ(lines(builder.validate()), "");
    const PilotStudy study = builder.build();
    ASSERT_EQ(study.units().size(), 3U);
    const StudyUnit& unit = study.units()[0];
    EXPECT_EQ(unit.id, "3");
    EXPECT_EQ(unit.name, "One + Two");
    EXPECT_EQ(unit.weight, 5.0);
    EXPECT_EQ(unit.arm, StudyArm::treated);
    EXPECT_EQ(unit.change, UnitChangeKind::merged);
    EXPECT_EQ(study.cell(0, 0, 0).value, 40.0);
    EXPECT_EQ(study.cell(0, 0, 1).value, 41.0);
    EXPECT_DOUBLE_EQ(study.cell(1, 0, 0).value, 11.0 / 40.0);
}

TEST(MergedUnits, ASumOfOnePartOnlyIsMissing) {
    auto builder = merging();
    builder.add_observation({.unit = "1", .wave = "before", .indicator = "people", .value = 10.0}, 20);
    const auto findings = builder.validate();
    EXPECT_TRUE(has_finding(findings, warning, FindingCode::not_combinable, "observations", 20, "unit"))
        << lines(findings);
    EXPECT_EQ(builder.build().cell(0, 0, 0).status, ObservationStatus::missing);
}

TEST(MergedUnits, SharesWithoutDenominatorAreMissing) {
    auto builder = merging();
    builder.add_observation({.unit = "1", .wave = "before", .indicator = "share", .value = 0.5, .n = 9.0},
                            20);
    builder.add_observation({.unit = "2", .wave = "before", .indicator = "share", .value = 0.2}, 21);
    EXPECT_TRUE(
        has_finding(builder.validate(), warning, FindingCode::not_combinable, "observations", 20, "n"));
    EXPECT_EQ(builder.build().cell(1, 0, 0).status, ObservationStatus::missing);
}

TEST(MergedUnits, SumsThatNoUnitCanHaveAreMissing) {
    auto builder = merging();
    builder.add_indicator({.id = "grade", .least = 1.0, .greatest = 10.0});
    builder.add_observation({.unit = "1", .wave = "before", .indicator = "grade", .value = 7.0}, 20);
    builder.add_observation({.unit = "2", .wave = "before", .indicator = "grade", .value = 6.0}, 21);
    EXPECT_TRUE(
        has_finding(builder.validate(), warning, FindingCode::not_combinable, "observations", 20, "value"));
    EXPECT_EQ(builder.build().cell(0, 0, 0).status, ObservationStatus::missing);
}

TEST(Combination, SharesAreNeverSummedUnlessThatIsStated) {
    using enum IndicatorCombination;
    EXPECT_EQ(combination_of({.unit = "share"}), weighted_mean);
    EXPECT_EQ(combination_of({.unit = "minutes", .denominator = "volunteers"}), weighted_mean);
    EXPECT_EQ(combination_of({.unit = "people"}), sum);
    EXPECT_EQ(combination_of({.unit = "share", .combination = sum}), sum);
}

TEST(MergedUnits, PartsInDifferentArmsAreAnError) {
    auto builder = merging();
    builder.add_observation({.unit = "3", .wave = "after", .indicator = "people", .value = 41.0});
    builder.add_treatment({.unit = "2", .first_wave = "never"}, 2);
    builder.add_treatment({.unit = "1", .first_wave = "after"}, 3);
    const auto found = with_code(builder.validate(), FindingCode::contradictory_arm);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].row, 2); // rows are compared by code: 1 comes first
    EXPECT_NE(found[0].message.find("row 3"), std::string::npos);
}

TEST(MergedUnits, TheirPreconditionsMustBeTheSameOrStatedForTheWhole) {
    const auto value = [](std::optional<double> first, std::optional<double> second,
                          std::optional<double> whole) {
        auto builder = merging();
        builder.add_observation({.unit = "3", .wave = "after", .indicator = "people", .value = 41.0});
        builder.add_precondition({.unit = "1", .name = "income", .value = first});
        builder.add_precondition({.unit = "2", .name = "income", .value = second});
        if (whole) {
            builder.add_precondition({.unit = "3", .name = "income", .value = whole});
        }
        return builder.build().preconditions()[0];
    };
    EXPECT_EQ(value(7.0, 7.0, {}), 7.0);
    EXPECT_TRUE(std::isnan(value(7.0, 8.0, {})));
    EXPECT_TRUE(std::isnan(value(7.0, {}, {})));
    EXPECT_EQ(value(7.0, 8.0, 7.5), 7.5);
}

TEST(MergedUnits, AreNoNeighboursOfThemselves) {
    auto builder = merging();
    builder.add_observation({.unit = "3", .wave = "after", .indicator = "people", .value = 41.0});
    builder.add_neighbours({.a = "1", .b = "2", .weight = 1.0});
    builder.add_neighbours({.a = "4", .b = "1", .weight = 2.0});
    builder.add_neighbours({.a = "2", .b = "4", .weight = 3.0});
    const PilotStudy study = builder.build();
    ASSERT_EQ(study.neighbours().size(), 1U);
    EXPECT_EQ(study.neighbours()[0].a, 0U); // unit 3
    EXPECT_EQ(study.neighbours()[0].b, 1U); // unit 4
    EXPECT_EQ(study.neighbours()[0].weight, 5.0);
}

TEST(RenumberedUnits, KeepNeighboursInTheOrderOfUnits) {
    auto builder = merging();
    builder.add_unit_change({.old_code = "9", .new_code = "0", .day = Date{100}});
    builder.add_observation({.unit = "0", .wave = "after", .indicator = "people", .value = 1.0});
    builder.add_neighbours({.a = "4", .b = "9"});
    const PilotStudy study = builder.build();
    ASSERT_EQ(study.neighbours().size(), 1U);
    EXPECT_EQ(study.units()[0].change, UnitChangeKind::renumbered);
    EXPECT_EQ(study.neighbours()[0].a, 0U);
    EXPECT_EQ(study.neighbours()[0].b, 1U);
}

TEST(SplitUnits, StayWhole) {
    PilotStudyBuilder builder;
    builder.add_wave({.id = "before", .days = {Date{0}, Date{100}}});
    builder.add_wave({.id = "after", .days = {Date{100}, Date{200}}});
    builder.add_unit_change({.old_code = "1507", .new_code = "1508", .day = Date{100}});
    builder.add_unit_change({.old_code = "1507", .new_code = "1580", .day = Date{100}});
    builder.add_indicator({.id = "people"});
    builder.add_indicator({.id = "staff"});
    builder.add_observation({.unit = "1507", .wave = "before", .indicator = "people", .value = 5.0});
    builder.add_observation({.unit = "1508", .wave = "after", .indicator = "people", .value = 4.0});
    builder.add_observation({.unit = "1580", .wave = "after", .indicator = "people", .value = 2.0});
    builder.add_observation({.unit = "1508+1580", .wave = "before", .indicator = "staff", .value = 7.0});
    builder.add_observation({.unit = "1508+1580", .wave = "after", .indicator = "staff", .value = 8.0});
    builder.add_treatment({.unit = "1508+1580", .first_wave = "after"});
    const PilotStudy study = builder.build();
    ASSERT_EQ(study.units().size(), 1U);
    EXPECT_EQ(study.units()[0].id, "1508+1580");
    EXPECT_EQ(study.units()[0].arm, StudyArm::treated);
    EXPECT_EQ(study.cell(0, 0, 0).value, 5.0);
    EXPECT_EQ(study.cell(0, 0, 1).value, 6.0);
    EXPECT_EQ(study.cell(1, 0, 0).value, 7.0); // stated for the whole
    EXPECT_EQ(study.cell(1, 0, 1).value, 8.0);
}

} // namespace
} // namespace samspill
