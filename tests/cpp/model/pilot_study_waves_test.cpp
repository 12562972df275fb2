// Waves of a pilot in which nobody was observed.
#include <samspill/model/pilot_study_builder.hpp>

#include "support/pilot_tables.hpp"

#include <gtest/gtest.h>

#include <string>

namespace samspill {
namespace {

using enum Severity;
using test::has_finding;
using test::lines;
using test::two_waves;
using test::with_code;

/// Units a and b observed in 2022 and 2023; a is treated from `first_wave` on.
PilotStudyBuilder without_waves(const std::string& first_wave) {
    PilotStudyBuilder builder;
    builder.add_indicator({.id = "people", .unit = "people"}, 2);
    double value = 1.0;
    std::int64_t row = 2;
    for (const char* unit : {"a", "b"}) {
        for (const char* wave : {"2022", "2023"}) {
            builder.add_observation({.unit = unit, .wave = wave, .indicator = "people", .value = value},
                                    row++);
            value += 1.0;
        }
    }
    builder.add_treatment({.unit = "b", .first_wave = "never"}, 2);
    builder.add_treatment({.unit = "a", .first_wave = first_wave}, 3);
    return builder;
}

TEST(Waves, AMisspeltFirstWaveIsAWaveInWhichNobodyWasObserved) {
    const auto findings = without_waves("20233").validate();
    EXPECT_TRUE(has_finding(findings, warning, FindingCode::unobserved_wave, "treatment", 3, "first_wave"))
        << lines(findings);
    EXPECT_EQ(findings.size(), 1U);
    EXPECT_FALSE(findings.at(0).hint.empty());
    EXPECT_EQ(lines(without_waves("2023").validate()), "");
}

TEST(Waves, AWaveThatIsWrittenInAnotherWayIsNamed) {
    const auto treated = without_waves("Never").validate();
    EXPECT_TRUE(has_finding(treated, error, FindingCode::unordered_waves, "treatment", 3, "first_wave"))
        << lines(treated);
    EXPECT_EQ(treated.size(), 1U) << lines(treated);
    auto builder = without_waves("2023");
    builder.add_observation({.unit = "a", .wave = "2024-13", .indicator = "people", .value = 9.0}, 7);
    const auto observed = builder.validate();
    EXPECT_TRUE(has_finding(observed, error, FindingCode::unordered_waves, "observations", 7, "wave"))
        << lines(observed);
    EXPECT_EQ(observed.size(), 1U) << lines(observed);
}

TEST(Waves, LabelsThatSayNothingOfTimeNeedTheTable) {
    PilotStudyBuilder builder;
    builder.add_indicator({.id = "people", .unit = "people"}, 2);
    builder.add_observation({.unit = "a", .wave = "Q42010", .indicator = "people", .value = 1.0}, 2);
    builder.add_observation({.unit = "a", .wave = "Q12011", .indicator = "people", .value = 2.0}, 3);
    builder.add_observation({.unit = "a", .wave = "2012", .indicator = "people", .value = 3.0}, 4);
    const auto findings = builder.validate();
    ASSERT_EQ(findings.size(), 1U) << lines(findings);
    EXPECT_TRUE(has_finding(findings, error, FindingCode::unordered_waves, "waves", 0, "from"));
}

TEST(Waves, OfSeveralRowsTheFirstIsNamed) {
    auto builder = without_waves("20233");
    builder.add_treatment({.unit = "c", .first_wave = "20233"}, 1);
    const auto found = with_code(builder.validate(), FindingCode::unobserved_wave);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].row, 1);
}

TEST(Waves, AWaveOfTheTableIsNamedThere) {
    auto builder = two_waves();
    builder.add_observation({.unit = "a", .wave = "2018", .indicator = "people", .value = 1.0}, 2);
    EXPECT_TRUE(has_finding(builder.validate(), warning, FindingCode::unobserved_wave, "waves", 3, "id"));
}

TEST(Waves, AWaveOfMissingValuesIsNamedThere) {
    using enum ObservationStatus;
    auto builder = without_waves("2023");
    builder.add_observation({.unit = "a", .wave = "2024", .indicator = "people"}, 9);
    builder.add_observation({.unit = "b", .wave = "2024", .indicator = "people", .status = missing}, 8);
    EXPECT_TRUE(
        has_finding(builder.validate(), warning, FindingCode::unobserved_wave, "observations", 8, "wave"));
    builder.add_observation({.unit = "c", .wave = "2024", .indicator = "people", .status = structural}, 10);
    EXPECT_TRUE(with_code(builder.validate(), FindingCode::unobserved_wave).empty());
}

TEST(Waves, WithoutAnyObservationThatIsWhatIsTold) {
    PilotStudyBuilder builder;
    builder.add_treatment({.unit = "a", .first_wave = "2023"}, 2);
    EXPECT_TRUE(with_code(builder.validate(), FindingCode::unobserved_wave).empty());
}

} // namespace
} // namespace samspill
