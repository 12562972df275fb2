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

/// Two units over two waves, one treated, without anything to find fault with.
PilotStudyBuilder small_study() {
    PilotStudyBuilder builder;
    builder.add_indicator({.id = "known", .unit = "share"}, 2);
    builder.add_observation({.unit = "a", .wave = "2018", .indicator = "known", .value = 0.5}, 2);
    builder.add_observation({.unit = "a", .wave = "2019", .indicator = "known", .value = 0.7}, 3);
    builder.add_observation({.unit = "b", .wave = "2018", .indicator = "known", .value = 0.4}, 4);
    builder.add_observation({.unit = "b", .wave = "2019", .indicator = "known", .value = 0.5}, 5);
    builder.add_treatment({.unit = "a", .first_wave = "2019"}, 2);
    builder.add_treatment({.unit = "b", .first_wave = "never"}, 3);
    return builder;
}

TEST(PilotStudy, HoldsCellsOfUnitsAndWaves) {
    auto builder = small_study();
    EXPECT_EQ(lines(builder.validate()), "");
    const PilotStudy study = builder.build();
    ASSERT_EQ(study.waves().size(), 2U);
    EXPECT_EQ(study.waves()[0].id, "2018");
    ASSERT_EQ(study.units().size(), 2U);
    EXPECT_EQ(study.units()[0].arm, StudyArm::treated);
    EXPECT_EQ(study.units()[0].first_wave, 1U);
    EXPECT_EQ(study.units()[1].arm, StudyArm::never);
    EXPECT_EQ(study.cell(0, 0, 1).status, ObservationStatus::observed);
    EXPECT_EQ(study.cell(0, 0, 1).value, 0.7);
    EXPECT_EQ(study.cells(0).size(), 4U);
    EXPECT_EQ(study.indicators()[0].least, 0.0);
    EXPECT_EQ(study.indicators()[0].greatest, 1.0);
    EXPECT_EQ(study.unit("b"), 1U);
    EXPECT_EQ(study.wave("2019"), 1U);
    EXPECT_EQ(study.indicator("known"), 0U);
    EXPECT_THROW(static_cast<void>(study.unit("c")), NotFound);
    EXPECT_THROW(static_cast<void>(study.wave("c")), NotFound);
    EXPECT_THROW(static_cast<void>(study.indicator("c")), NotFound);
}

TEST(PilotStudy, BuildingLeavesTheBuilderEmpty) {
    auto builder = small_study();
    static_cast<void>(builder.build());
    EXPECT_TRUE(builder.build().units().empty());
}

TEST(PilotStudy, WhatWasNotObservedIsMissing) {
    auto builder = small_study();
    builder.add_observation({.unit = "c", .wave = "2019", .indicator = "known", .value = 0.1});
    const auto findings = builder.validate();
    EXPECT_TRUE(has_finding(findings, warning, FindingCode::unassigned_unit, "treatment", 0, "unit"))
        << lines(findings);
    const PilotStudy study = builder.build();
    EXPECT_EQ(study.units()[2].arm, StudyArm::unknown);
    EXPECT_EQ(study.cell(0, 2, 0).status, ObservationStatus::missing);
}

TEST(PilotStudy, WavesWithoutTableAreOrderedAsNumbers) {
    PilotStudyBuilder builder;
    builder.add_indicator({.id = "known"});
    for (const char* wave : {"10", "9", "100"}) {
        builder.add_observation({.unit = "a", .wave = wave, .indicator = "known", .value = 1.0});
    }
    const PilotStudy study = builder.build();
    EXPECT_EQ(study.waves()[0].id, "9");
    EXPECT_EQ(study.waves()[1].id, "10");
    EXPECT_EQ(study.waves()[2].id, "100");
    EXPECT_FALSE(study.waves()[0].days.from.is_known());
}

TEST(PilotStudy, WavesThatAreMonthsHaveDays) {
    PilotStudyBuilder builder;
    builder.add_indicator({.id = "known"});
    for (const char* wave : {"2020-12", "2020-02", "2020-06-15"}) {
        builder.add_observation({.unit = "a", .wave = wave, .indicator = "known", .value = 1.0});
    }
    const PilotStudy study = builder.build();
    EXPECT_EQ(study.waves()[0].days.from.to_string(), "2020-02-01");
    EXPECT_EQ(study.waves()[0].days.to.to_string(), "2020-03-01");
    EXPECT_EQ(study.waves()[1].id, "2020-06-15");
    EXPECT_EQ(study.waves()[2].days.to.to_string(), "2021-01-01");
}

TEST(PilotStudy, LabelsNeedTheTableOfWaves) {
    PilotStudyBuilder builder;
    builder.add_indicator({.id = "known"});
    builder.add_observation({.unit = "a", .wave = "Q42010", .indicator = "known", .value = 1.0});
    builder.add_observation({.unit = "a", .wave = "Q12011", .indicator = "known", .value = 2.0});
    EXPECT_TRUE(has_finding(builder.validate(), error, FindingCode::unordered_waves, "waves", 0, "from"));
    builder.add_wave({.id = "Q42010", .days = {Date{100}, Date{190}}});
    builder.add_wave({.id = "Q12011", .days = {Date{190}, Date{280}}});
    EXPECT_EQ(lines(builder.validate()), "");
    EXPECT_EQ(builder.build().waves()[0].id, "Q42010");
}

TEST(PilotStudy, EqualNumbersHaveNoOrder) {
    PilotStudyBuilder builder;
    builder.add_indicator({.id = "known"});
    builder.add_observation({.unit = "a", .wave = "1", .indicator = "known", .value = 1.0});
    builder.add_observation({.unit = "a", .wave = "01", .indicator = "known", .value = 2.0});
    EXPECT_TRUE(has_finding(builder.validate(), error, FindingCode::unordered_waves, "waves", 0, "from"));
}

TEST(PilotStudy, WavesThatOverlapAreFound) {
    auto builder = small_study();
    builder.add_wave({.id = "2018", .days = {Date{0}, Date{100}}}, 2);
    builder.add_wave({.id = "2019", .days = {Date{99}, Date{120}}}, 3);
    EXPECT_TRUE(has_finding(builder.validate(), error, FindingCode::overlapping_waves, "waves", 3, "from"));
}

TEST(PilotStudy, WavesThatTouchDoNotOverlap) {
    auto builder = small_study();
    builder.add_wave({.id = "2018", .days = {Date{0}, Date{100}}}, 2);
    builder.add_wave({.id = "2019", .days = {Date{100}, Date{120}}}, 3);
    EXPECT_EQ(lines(builder.validate()), "");
}

TEST(PilotStudy, WrongWavesAreFound) {
    auto builder = small_study();
    builder.add_wave({.id = "2018", .days = {Date{10}, Date{5}}}, 2);
    builder.add_wave({.id = "2018", .days = {Date{20}, Date{25}}}, 3);
    builder.add_wave({.id = "2019"}, 4);
    builder.add_wave({.id = "never", .days = {Date{30}, Date{35}}}, 5);
    const auto findings = builder.validate();
    EXPECT_TRUE(has_finding(findings, error, FindingCode::reversed_interval, "waves", 2, "to"));
    EXPECT_TRUE(has_finding(findings, error, FindingCode::duplicate_id, "waves", 3, "id"));
    EXPECT_TRUE(has_finding(findings, error, FindingCode::missing_value, "waves", 4, "from"));
    EXPECT_TRUE(has_finding(findings, error, FindingCode::ambiguous_id, "waves", 5, "id"));
}

TEST(PilotStudy, FingerprintFollowsTheContent) {
    const auto print = [](auto change) {
        auto builder = small_study();
        change(builder);
        return builder.build().fingerprint();
    };
    const auto same = print([](PilotStudyBuilder&) {});
    EXPECT_EQ(same, print([](PilotStudyBuilder&) {}));
    EXPECT_NE(same, print([](PilotStudyBuilder& study) {
                  study.add_observation({.unit = "c", .wave = "2019", .indicator = "known", .value = 0.2});
              }));
    EXPECT_NE(same, print([](PilotStudyBuilder& study) { study.add_neighbours({.a = "a", .b = "b"}); }));
    EXPECT_NE(same, print([](PilotStudyBuilder& study) {
                  study.add_precondition({.unit = "a", .name = "people", .value = 3.0});
              }));
    EXPECT_NE(same, print([](PilotStudyBuilder& study) {
                  study.add_logic_node({.id = "n", .level = LogicLevel::impact});
              }));
}

TEST(PilotStudy, StrataAndClustersAreNumberedByName) {
    PilotStudyBuilder builder;
    builder.add_indicator({.id = "known"});
    builder.add_observation({.unit = "a", .wave = "1", .indicator = "known", .value = 1.0});
    builder.add_treatment({.unit = "a", .first_wave = "1", .stratum = "town", .cluster = "z"});
    builder.add_treatment({.unit = "b", .first_wave = "never", .stratum = "country", .cluster = "y"});
    builder.add_treatment({.unit = "c", .first_wave = "never", .stratum = "town", .weight = 2.5});
    const PilotStudy study = builder.build();
    const auto units = study.units();
    EXPECT_EQ(units[0].stratum, 1U);
    EXPECT_EQ(units[1].stratum, 0U);
    EXPECT_EQ(units[2].stratum, 1U);
    EXPECT_EQ(units[0].cluster, 2U); // c, y, z
    EXPECT_EQ(units[1].cluster, 1U);
    EXPECT_EQ(units[2].cluster, 0U);
    EXPECT_EQ(units[0].weight, 1.0);
    EXPECT_EQ(units[2].weight, 2.5);
}

TEST(PilotStudy, NeighboursHoldBothWays) {
    auto builder = small_study();
    builder.add_neighbours({.a = "b", .b = "a", .weight = 3.0});
    builder.add_neighbours({.a = "a", .b = "b", .weight = 3.0});
    const PilotStudy study = builder.build();
    ASSERT_EQ(study.neighbours().size(), 1U);
    EXPECT_EQ(study.neighbours()[0].a, 0U);
    EXPECT_EQ(study.neighbours()[0].b, 1U);
    EXPECT_EQ(study.neighbours()[0].weight, 3.0);
}

TEST(PilotStudy, PreconditionsStandUnitByUnit) {
    auto builder = small_study();
    builder.add_precondition({.unit = "b", .name = "people", .value = 7.0});
    builder.add_precondition({.unit = "a", .name = "staff", .value = 2.0});
    builder.add_precondition({.unit = "a", .name = "people", .value = 3.0});
    const auto findings = builder.validate();
    EXPECT_TRUE(has_finding(findings, info, FindingCode::missing_value, "preconditions", 0, "staff"));
    const PilotStudy study = builder.build();
    ASSERT_EQ(study.precondition_names().size(), 2U);
    EXPECT_EQ(study.precondition_names()[0], "people");
    EXPECT_EQ(study.preconditions()[0], 3.0);
    EXPECT_EQ(study.preconditions()[1], 2.0);
    EXPECT_EQ(study.preconditions()[2], 7.0);
    EXPECT_TRUE(std::isnan(study.preconditions()[3]));
}

} // namespace
} // namespace samspill
