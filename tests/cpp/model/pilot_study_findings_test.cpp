// What is found to be wrong with the tables of a pilot.
#include <samspill/model/pilot_study_builder.hpp>

#include <samspill/core/error.hpp>

#include "support/pilot_tables.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace samspill {
namespace {

using enum Severity;
using test::has_finding;
using test::lines;
using test::two_waves;
using test::with_code;

constexpr double infinite = std::numeric_limits<double>::infinity();

/// The findings about one row of observations beside a good one.
std::vector<Finding> about(Observation observation) {
    auto builder = two_waves();
    observation.unit = observation.unit.empty() ? "a" : observation.unit;
    observation.wave = observation.wave.empty() ? "2018" : observation.wave;
    observation.indicator = observation.indicator.empty() ? "known" : observation.indicator;
    builder.add_observation({.unit = "b", .wave = "2018", .indicator = "people", .value = 3.0}, 2);
    builder.add_observation(std::move(observation), 3);
    builder.add_observation({.unit = "b", .wave = "2019", .indicator = "people", .value = 4.0}, 4);
    return builder.validate();
}

bool about_has(const Observation& observation, FindingCode code, std::string_view column) {
    return has_finding(about(observation), error, code, "observations", 3, column);
}

TEST(Observations, WhatContradictsItselfIsFound) {
    using enum ObservationStatus;
    using enum FindingCode;
    EXPECT_EQ(lines(about({.value = 0.5})), "");
    EXPECT_EQ(lines(about({})), "");
    EXPECT_TRUE(about_has({.status = observed}, contradictory_status, "value"));
    EXPECT_TRUE(about_has({.status = missing, .value = 0.5}, contradictory_status, "value"));
    EXPECT_TRUE(about_has({.status = structural, .value = 0.0}, contradictory_status, "value"));
    EXPECT_TRUE(about_has({.status = suppressed, .value = 0.5}, contradictory_status, "value"));
    EXPECT_TRUE(about_has({.value = 0.5, .low = 0.4}, contradictory_status, "low"));
    EXPECT_TRUE(about_has({.high = 0.4}, contradictory_status, "high"));
    EXPECT_TRUE(about_has({.status = suppressed}, missing_value, "low"));
    EXPECT_TRUE(about_has({.status = suppressed, .low = 0.1}, missing_value, "high"));
    EXPECT_TRUE(about_has({.status = suppressed, .low = 0.5, .high = 0.4}, reversed_interval, "high"));
    EXPECT_EQ(lines(about({.status = suppressed, .low = 0.1, .high = 0.4})), "");
}

TEST(Observations, NumbersOutsideTheirRangeAreFound) {
    using enum FindingCode;
    EXPECT_TRUE(about_has({.value = 62.0}, out_of_range, "value"));
    EXPECT_TRUE(about_has({.value = -0.1}, out_of_range, "value"));
    EXPECT_TRUE(about_has({.value = infinite}, not_finite, "value"));
    EXPECT_TRUE(about_has({.value = 0.5, .n = -1.0}, negative_number, "n"));
    EXPECT_TRUE(about_has({.value = 0.5, .se = -0.1}, negative_number, "se"));
    EXPECT_TRUE(
        about_has({.status = ObservationStatus::suppressed, .low = 0.0, .high = 1.5}, out_of_range, "high"));
    EXPECT_EQ(lines(about({.indicator = "people", .value = -62.0})), "");
}

TEST(Observations, UnknownIdsAndRepetitionsAreFound) {
    using enum FindingCode;
    EXPECT_TRUE(about_has({.wave = "2017", .value = 0.5}, unknown_id, "wave"));
    EXPECT_TRUE(about_has({.indicator = "unknown", .value = 0.5}, unknown_id, "indicator"));
    EXPECT_TRUE(about_has({.unit = "b", .indicator = "people", .value = 3.0}, duplicate_id, "indicator"));
    PilotStudyBuilder builder;
    builder.add_observation({}, 2);
    const auto findings = builder.validate();
    for (const char* column : {"unit", "wave", "indicator"}) {
        EXPECT_TRUE(has_finding(findings, error, missing_value, "observations", 2, column)) << column;
    }
}

TEST(Observations, CountsBelowALimitBecomeIntervals) {
    auto builder = two_waves();
    builder.add_observation({.unit = "a", .wave = "2018", .indicator = "people", .below = 5});
    builder.add_observation({.unit = "a", .wave = "2019", .indicator = "people", .low = 2.0, .below = 5});
    builder.add_observation({.unit = "a", .wave = "2018", .indicator = "known", .below = 5, .n = 20.0});
    builder.add_observation({.unit = "a", .wave = "2019", .indicator = "known", .below = 5, .n = 2.0});
    const PilotStudy study = builder.build();
    const auto known = study.indicator("known");
    const auto people = study.indicator("people");
    EXPECT_EQ(study.cell(people, 0, 0).status, ObservationStatus::suppressed);
    EXPECT_EQ(study.cell(people, 0, 0).low, 1.0);
    EXPECT_EQ(study.cell(people, 0, 0).high, 4.0);
    EXPECT_EQ(study.cell(people, 0, 1).low, 2.0);
    EXPECT_EQ(study.cell(people, 0, 1).high, 4.0);
    EXPECT_DOUBLE_EQ(study.cell(known, 0, 0).low, 0.05);
    EXPECT_DOUBLE_EQ(study.cell(known, 0, 0).high, 0.2);
    EXPECT_DOUBLE_EQ(study.cell(known, 0, 1).high, 1.0); // no share is above 1
    EXPECT_TRUE(about_has({.below = 5}, FindingCode::missing_value, "n"));
    auto narrow = two_waves();
    narrow.add_indicator({.id = "dice", .least = 2.0, .greatest = 3.0});
    narrow.add_observation({.unit = "a", .wave = "2018", .indicator = "dice", .below = 5});
    const PilotStudy dice = narrow.build();
    EXPECT_EQ(dice.cell(dice.indicator("dice"), 0, 0).low, 2.0); // no more than the indicator may be
    EXPECT_EQ(dice.cell(dice.indicator("dice"), 0, 0).high, 3.0);
    EXPECT_TRUE(about_has({.indicator = "people", .value = 2.0, .below = 5},
                          FindingCode::contradictory_status, "high"));
}

TEST(Observations, AnIndicatorThatNeverVariesIsFound) {
    const auto add = [](PilotStudyBuilder& builder, double second) {
        builder.add_observation({.unit = "a", .wave = "2018", .indicator = "people", .value = 3.0}, 2);
        builder.add_observation({.unit = "a", .wave = "2019", .indicator = "people", .value = second}, 3);
    };
    auto same = two_waves();
    add(same, 3.0);
    EXPECT_TRUE(
        has_finding(same.validate(), warning, FindingCode::constant_values, "observations", 2, "value"));
    auto other = two_waves();
    add(other, 4.0);
    EXPECT_EQ(lines(other.validate()), "");
}

TEST(Treatment, ArmsThatContradictAreFound) {
    auto builder = two_waves();
    builder.add_observation({.unit = "a", .wave = "2018", .indicator = "known", .value = 0.5}, 2);
    builder.add_treatment({.unit = "a", .first_wave = "2019"}, 2);
    builder.add_treatment({.unit = "a", .first_wave = "never"}, 3);
    builder.add_treatment({.unit = "b", .first_wave = "never"}, 4);
    builder.add_treatment({.unit = "b", .first_wave = "never"}, 5);
    builder.add_treatment({.unit = "c", .first_wave = "2030"}, 6);
    builder.add_treatment({.unit = "d", .first_wave = "2019", .weight = 0.0}, 7);
    builder.add_treatment({.unit = "e", .first_wave = "2019", .weight = infinite}, 8);
    builder.add_treatment({.unit = "f"}, 9);
    builder.add_treatment({.unit = "g", .first_wave = "2018", .weight = -1.0}, 10);
    const auto findings = builder.validate();
    const auto found = [&](Severity severity, FindingCode code, std::int64_t row, std::string_view column) {
        return has_finding(findings, severity, code, "treatment", row, column);
    };
    EXPECT_TRUE(found(error, FindingCode::contradictory_arm, 3, "first_wave")) << lines(findings);
    EXPECT_TRUE(found(error, FindingCode::duplicate_id, 5, "unit"));
    EXPECT_TRUE(found(error, FindingCode::unknown_id, 6, "first_wave"));
    EXPECT_TRUE(found(error, FindingCode::out_of_range, 7, "weight"));
    EXPECT_TRUE(found(error, FindingCode::not_finite, 8, "weight"));
    EXPECT_TRUE(found(error, FindingCode::missing_value, 9, "first_wave"));
    EXPECT_TRUE(found(error, FindingCode::out_of_range, 10, "weight"));
    EXPECT_TRUE(found(warning, FindingCode::treated_from_start, 10, "first_wave"));
    EXPECT_TRUE(found(warning, FindingCode::unobserved_unit, 4, "unit"));
    EXPECT_FALSE(found(warning, FindingCode::unobserved_unit, 2, "unit"));
    EXPECT_THROW(static_cast<void>(builder.build()), UnusableData);
}

TEST(Treatment, ArmsWithoutComparisonAreFound) {
    const auto findings_with = [](const char* first, const char* second, const char* cluster) {
        auto builder = two_waves();
        for (const char* unit : {"a", "b"}) {
            builder.add_observation({.unit = unit, .wave = "2018", .indicator = "known", .value = 0.5});
            builder.add_observation({.unit = unit, .wave = "2019", .indicator = "known", .value = 0.6});
        }
        builder.add_treatment({.unit = "a", .first_wave = first, .cluster = cluster});
        builder.add_treatment({.unit = "b", .first_wave = second, .cluster = cluster});
        return builder.validate();
    };
    EXPECT_EQ(lines(findings_with("2019", "never", "")), "");
    EXPECT_EQ(with_code(findings_with("never", "never", ""), FindingCode::no_comparison).size(), 1U);
    EXPECT_EQ(with_code(findings_with("2019", "2019", ""), FindingCode::no_comparison).size(), 1U);
    EXPECT_EQ(with_code(findings_with("2019", "never", "region"), FindingCode::one_cluster).size(), 1U);
}

TEST(Indicators, WrongRowsAreFound) {
    auto builder = two_waves();
    builder.add_indicator({.id = "known"}, 4);
    builder.add_indicator({.id = "x", .baseline = 0.5, .target = 0.5, .target_wave = "2020"}, 5);
    builder.add_indicator({.id = "y", .unit = "share", .baseline = 62.0}, 6);
    builder.add_indicator({.id = "z", .least = 2.0, .greatest = 1.0}, 7);
    builder.add_indicator({.unit = "people"}, 8);
    const auto findings = builder.validate();
    const auto found = [&](Severity severity, FindingCode code, std::int64_t row, std::string_view column) {
        return has_finding(findings, severity, code, "indicators", row, column);
    };
    EXPECT_TRUE(found(error, FindingCode::duplicate_id, 4, "id")) << lines(findings);
    EXPECT_TRUE(found(warning, FindingCode::baseline_is_target, 5, "target"));
    EXPECT_TRUE(found(error, FindingCode::unknown_id, 5, "target_wave"));
    EXPECT_TRUE(found(error, FindingCode::out_of_range, 6, "baseline"));
    EXPECT_TRUE(found(error, FindingCode::reversed_interval, 7, "greatest"));
    EXPECT_TRUE(found(error, FindingCode::missing_value, 8, "id"));
}

/// The findings about preconditions x, y and z of five units, of which `of_z` gives the third.
template <class OfZ>
std::vector<Finding> preconditions(OfZ of_z) {
    auto builder = two_waves();
    const std::vector<double> x{1.0, 2.0, 3.0, 4.0, 6.0};
    const std::vector<double> y{2.0, 1.0, 4.0, 3.0, 3.0};
    for (std::size_t k = 0; k < x.size(); ++k) {
        const std::string unit(1, static_cast<char>('a' + k));
        builder.add_observation({.unit = unit, .wave = "2018", .indicator = "people", .value = x[k]});
        builder.add_treatment({.unit = unit, .first_wave = k < 2 ? "2019" : "never"});
        builder.add_precondition({.unit = unit, .name = "x", .value = x[k]});
        builder.add_precondition({.unit = unit, .name = "y", .value = y[k]});
        builder.add_precondition({.unit = unit, .name = "z", .value = of_z(x[k], y[k])});
    }
    builder.add_observation({.unit = "a", .wave = "2019", .indicator = "people", .value = 2.0});
    return builder.validate();
}

TEST(Preconditions, ConstantOnesAreFound) {
    const auto findings = preconditions([](double, double) { return 0.1; });
    EXPECT_TRUE(has_finding(findings, warning, FindingCode::constant_values, "preconditions", 0, "z"))
        << lines(findings);
}

TEST(Preconditions, CollinearOnesAreNamed) {
    const auto both = preconditions([](double x, double y) { return 1e6 - 3.0 * x + 0.1 * y; });
    ASSERT_TRUE(has_finding(both, warning, FindingCode::collinear_preconditions, "preconditions", 0, "z"))
        << lines(both);
    EXPECT_NE(with_code(both, FindingCode::collinear_preconditions)[0].message.find("x, y"),
              std::string::npos);
    const auto one = preconditions([](double x, double) { return 5.0 - x; });
    const auto named = with_code(one, FindingCode::collinear_preconditions);
    ASSERT_EQ(named.size(), 1U);
    EXPECT_NE(named[0].message.find("constant and x"), std::string::npos) << named[0].message;
    EXPECT_EQ(named[0].message.find(", y"), std::string::npos);
    EXPECT_EQ(lines(preconditions([](double x, double y) { return x * y; })), "");
}

TEST(Preconditions, WrongRowsAreFound) {
    auto builder = two_waves();
    builder.add_observation({.unit = "a", .wave = "2018", .indicator = "people", .value = 1.0});
    builder.add_precondition({.unit = "a", .name = "x", .value = 1.0}, 2);
    builder.add_precondition({.unit = "a", .name = "x", .value = 2.0}, 3);
    builder.add_precondition({.unit = "elsewhere", .name = "x", .value = 2.0}, 4);
    builder.add_precondition({.unit = "a", .name = "y", .value = infinite}, 5);
    const auto findings = builder.validate();
    EXPECT_TRUE(has_finding(findings, error, FindingCode::duplicate_id, "preconditions", 3, "unit"));
    EXPECT_TRUE(has_finding(findings, warning, FindingCode::unknown_id, "preconditions", 4, "unit"));
    EXPECT_TRUE(has_finding(findings, error, FindingCode::not_finite, "preconditions", 5, "y"));
}

TEST(Neighbours, WrongRowsAreFound) {
    auto builder = two_waves();
    for (const char* unit : {"a", "b"}) {
        builder.add_observation({.unit = unit, .wave = "2018", .indicator = "people", .value = 1.0});
    }
    builder.add_observation({.unit = "a", .wave = "2019", .indicator = "people", .value = 2.0});
    builder.add_neighbours({.a = "a", .b = "a"}, 2);
    builder.add_neighbours({.a = "a", .b = "b", .weight = 1.0}, 3);
    builder.add_neighbours({.a = "b", .b = "a", .weight = 2.0}, 4);
    builder.add_neighbours({.a = "a", .b = "elsewhere"}, 5);
    builder.add_neighbours({.a = "a", .b = "", .weight = -1.0}, 6);
    const auto findings = builder.validate();
    const auto found = [&](Severity severity, FindingCode code, std::int64_t row, std::string_view column) {
        return has_finding(findings, severity, code, "neighbours", row, column);
    };
    EXPECT_TRUE(found(warning, FindingCode::self_tie, 2, "b")) << lines(findings);
    EXPECT_TRUE(found(error, FindingCode::duplicate_id, 4, "a"));
    EXPECT_TRUE(found(warning, FindingCode::unknown_id, 5, "a"));
    EXPECT_TRUE(found(error, FindingCode::missing_value, 6, "b"));
    EXPECT_TRUE(found(error, FindingCode::out_of_range, 6, "weight"));
}

TEST(Study, NothingAtAllIsAWarning) {
    EXPECT_TRUE(has_finding(PilotStudyBuilder{}.validate(), warning, FindingCode::missing_table,
                            "observations", 0, ""));
}

} // namespace
} // namespace samspill
