// Of what follows from an error in the tables of a pilot nothing is told.
#include <samspill/model/pilot_study_builder.hpp>

#include "support/pilot_tables.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace samspill {
namespace {

using enum Severity;
using test::has_finding;
using test::lines;
using test::two_waves;
using test::with_code;

/// Units a (treated in 2019) and b (never), observed in both waves.
void add_units(PilotStudyBuilder& builder) {
    double value = 0.1;
    std::int64_t row = 2;
    for (const char* unit : {"a", "b"}) {
        for (const char* wave : {"2018", "2019"}) {
            builder.add_observation({.unit = unit, .wave = wave, .indicator = "known", .value = value},
                                    row++);
            value += 0.1;
        }
    }
    builder.add_treatment({.unit = "a", .first_wave = "2019"}, 2);
    builder.add_treatment({.unit = "b", .first_wave = "never"}, 3);
}

/// The only finding there is.
void expect_only(const std::vector<Finding>& findings, FindingCode code, std::string_view table) {
    ASSERT_EQ(findings.size(), 1U) << lines(findings);
    EXPECT_EQ(findings[0].code, code);
    EXPECT_EQ(findings[0].table, table);
}

TEST(Consequences, WavesThatOverlapMakeNobodyTreatedFromTheStart) {
    PilotStudyBuilder builder;
    builder.add_wave({.id = "2018", .days = {Date{100}, Date{300}}}, 2);
    builder.add_wave({.id = "2019", .days = {Date{90}, Date{200}}}, 3); // begins before, by mistake
    builder.add_indicator({.id = "known", .unit = "share"}, 2);
    add_units(builder);
    builder.add_unit_change({.old_code = "a", .new_code = "c", .day = Date{95}});
    expect_only(builder.validate(), FindingCode::overlapping_waves, "waves");
}

TEST(Consequences, AWaveWithoutIdExplainsThatOthersAreUnknown) {
    PilotStudyBuilder builder;
    builder.add_wave({.id = "2018", .days = {Date{0}, Date{100}}}, 2);
    builder.add_wave({.days = {Date{100}, Date{200}}}, 3);
    builder.add_indicator({.id = "known", .unit = "share"}, 2);
    add_units(builder);
    expect_only(builder.validate(), FindingCode::missing_value, "waves");
}

TEST(Consequences, AnIndicatorWithoutIdExplainsThatOthersAreUnknown) {
    PilotStudyBuilder builder;
    builder.add_indicator({.unit = "share"}, 2);
    add_units(builder);
    expect_only(builder.validate(), FindingCode::missing_value, "indicators");
}

TEST(Consequences, ValuesAreNotHeldAgainstEndsThatAreWrong) {
    PilotStudyBuilder builder;
    builder.add_indicator({.id = "known", .target = 0.9, .least = 1.0, .greatest = 0.0}, 2);
    add_units(builder);
    expect_only(builder.validate(), FindingCode::reversed_interval, "indicators");
    PilotStudyBuilder endless;
    endless.add_indicator({.id = "known", .greatest = -std::numeric_limits<double>::infinity()}, 2);
    add_units(endless);
    expect_only(endless.validate(), FindingCode::not_finite, "indicators");
}

TEST(Consequences, UnitsOfWrongRowsAreNeitherUnassignedNorUnknown) {
    auto builder = two_waves();
    add_units(builder);
    builder.add_observation({.unit = "c", .wave = "2018", .indicator = "known", .value = 0.7}, 6);
    builder.add_treatment({.unit = "c", .first_wave = "2091"}, 4);
    builder.add_treatment({.unit = "d", .first_wave = "2091"}, 5);
    for (const char* unit : {"a", "b", "c", "d"}) {
        builder.add_precondition({.unit = unit, .name = "x", .value = static_cast<double>(*unit)});
    }
    builder.add_neighbours({.a = "a", .b = "d"}, 2);
    const auto findings = builder.validate();
    ASSERT_EQ(findings.size(), 2U) << lines(findings);
    EXPECT_TRUE(has_finding(findings, error, FindingCode::unknown_id, "treatment", 4, "first_wave"));
    EXPECT_TRUE(has_finding(findings, error, FindingCode::unknown_id, "treatment", 5, "first_wave"));
}

TEST(Consequences, ACodeOfAnotherGenerationMakesNoUnitUnobserved) {
    auto builder = two_waves();
    builder.add_observation({.unit = "0213", .wave = "2019", .indicator = "known", .value = 0.1}, 2);
    builder.add_observation({.unit = "1103", .wave = "2018", .indicator = "known", .value = 0.2}, 3);
    builder.add_unit_change({.old_code = "0213", .new_code = "3020", .day = Date{100}});
    builder.add_treatment({.unit = "3020", .first_wave = "2019"}, 2);
    builder.add_treatment({.unit = "1103", .first_wave = "never"}, 3);
    expect_only(builder.validate(), FindingCode::wrong_generation, "observations");
}

TEST(Consequences, WithoutObservationsNobodyIsTreatedFromTheStart) {
    PilotStudyBuilder builder;
    builder.add_treatment({.unit = "a", .first_wave = "2019"}, 2);
    builder.add_treatment({.unit = "b", .first_wave = "never"}, 3);
    expect_only(builder.validate(), FindingCode::missing_table, "observations");
}

TEST(Consequences, WavesThatCannotBeReadAreNotOrdered) {
    PilotStudyBuilder builder;
    builder.add_indicator({.id = "known", .unit = "share"}, 2);
    builder.add_observation({.unit = "a", .indicator = "known", .value = 0.1}, 2);
    builder.add_finding({error, FindingCode::missing_column, "", "observations", 0, "wave", "", ""});
    builder.add_treatment({.unit = "a", .first_wave = "Q2"}, 2);
    builder.add_treatment({.unit = "b", .first_wave = "never"}, 3);
    expect_only(builder.validate(), FindingCode::missing_column, "observations");
}

TEST(Consequences, ArmsAreNotMissedWhereRowsAreWrong) {
    auto builder = two_waves();
    for (const char* wave : {"2018", "2019"}) {
        builder.add_observation({.unit = "a",
                                 .wave = wave,
                                 .indicator = "known",
                                 .value = wave == std::string{"2018"} ? 0.1 : 0.2});
    }
    builder.add_treatment({.unit = "a"}, 2);
    expect_only(builder.validate(), FindingCode::missing_value, "treatment");
}

TEST(Consequences, RowsThatCannotBeReadMakeNothingConstantOrUnobserved) {
    auto builder = two_waves();
    builder.add_observation({.unit = "a", .wave = "2018", .indicator = "people", .value = 3.0}, 2);
    builder.add_observation({.unit = "b", .wave = "2018", .indicator = "people", .value = 3.0}, 3);
    builder.add_observation({.unit = "a", .wave = "2019", .indicator = "people"}, 4);
    builder.add_treatment({.unit = "a", .first_wave = "2019"}, 2);
    builder.add_treatment({.unit = "b", .first_wave = "never"}, 3);
    builder.add_finding({error, FindingCode::not_a_number, "", "observations", 4, "value", "", ""});
    expect_only(builder.validate(), FindingCode::not_a_number, "observations");
}

TEST(Consequences, APreconditionThatCannotBeReadIsNotMissingToo) {
    auto builder = two_waves();
    add_units(builder);
    builder.add_precondition({.unit = "a", .name = "x", .value = 1.0}, 2);
    builder.add_precondition({.unit = "b", .name = "x"}, 3);
    const auto missing = with_code(builder.validate(), FindingCode::missing_value);
    ASSERT_EQ(missing.size(), 1U); // that of b
    EXPECT_EQ(missing[0].severity, info);
    builder.add_finding({error, FindingCode::not_a_number, "", "preconditions", 3, "x", "", ""});
    expect_only(builder.validate(), FindingCode::not_a_number, "preconditions");
}

} // namespace
} // namespace samspill
