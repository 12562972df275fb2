// What is found to be wrong with the ids of units of a pilot.
#include <samspill/model/pilot_study_builder.hpp>

#include "support/pilot_tables.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

namespace samspill {
namespace {

using enum Severity;
using test::has_finding;
using test::lines;
using test::two_waves;
using test::with_code;

TEST(Codes, LostLeadingZerosAreFound) {
    const auto found = [](const std::vector<std::string>& units) {
        auto builder = two_waves();
        std::int64_t row = 2;
        for (const std::string& unit : units) {
            builder.add_observation({.unit = unit, .wave = "2018", .indicator = "known", .value = 0.1},
                                    row++);
        }
        std::vector<std::int64_t> rows;
        for (const Finding& finding : with_code(builder.validate(), FindingCode::lost_leading_zero)) {
            rows.push_back(finding.row);
        }
        return rows;
    };
    using Rows = std::vector<std::int64_t>;
    EXPECT_EQ(found({"0301", "301", "1103"}), Rows{3}); // 0301 is used elsewhere
    EXPECT_EQ(found({"301", "1103", "5001"}), Rows{2}); // shorter than all the others
    EXPECT_EQ(found({"0301", "1103"}), Rows{});
    EXPECT_EQ(found({"9", "10", "11"}), Rows{});        // running numbers
    EXPECT_EQ(found({"301", "1103", "50011"}), Rows{}); // no length is the usual one
    EXPECT_EQ(found({"town", "1103", "villages"}), Rows{});
    EXPECT_EQ(found({"301", "114", "town"}), Rows{}); // not all are numbers of municipalities
    EXPECT_EQ(found({"001", "014"}), Rows{});         // running numbers with their zeros
}

TEST(Codes, WhereAllMayHaveLostTheirZeroTheFirstRowSaysSo) {
    const auto found = [](const std::vector<std::string>& units) {
        auto builder = two_waves();
        for (std::size_t k = 0; k < units.size(); ++k) {
            builder.add_observation({.unit = units[k], .wave = "2018", .indicator = "known", .value = 0.1},
                                    static_cast<std::int64_t>(k) + 5);
        }
        return with_code(builder.validate(), FindingCode::lost_leading_zero);
    };
    const auto lost = found({"114", "127", "301"}); // Sweden; Oslo
    ASSERT_EQ(lost.size(), 1U);
    EXPECT_EQ(lost[0].severity, warning);
    EXPECT_EQ(std::tie(lost[0].table, lost[0].row, lost[0].column),
              (std::tuple<std::string, std::int64_t, std::string>{"observations", 5, "unit"}));
    EXPECT_NE(lost[0].hint.find("0301"), std::string::npos);
    EXPECT_TRUE(found({"101", "147", "851"}).empty()); // Denmark has three digits
    EXPECT_TRUE(found({"10", "11", "12"}).empty());
}

TEST(Codes, ATreatmentWithoutObservationsIsWarnedOfToo) {
    auto builder = two_waves();
    builder.add_treatment({.unit = "301", .first_wave = "2019"}, 2);
    EXPECT_TRUE(
        has_finding(builder.validate(), warning, FindingCode::lost_leading_zero, "treatment", 2, "unit"));
}

TEST(Codes, TheLengthOfOfficialCodesTellsThatOthersAreShort) {
    auto builder = two_waves();
    builder.add_observation({.unit = "301", .wave = "2018", .indicator = "known", .value = 0.1}, 2);
    builder.add_unit_change({.old_code = "1850", .new_code = "1875", .day = Date{100}});
    EXPECT_TRUE(
        has_finding(builder.validate(), error, FindingCode::lost_leading_zero, "observations", 2, "unit"));
}

TEST(Codes, AZeroThatOnlyTheChangesKnowIsLost) {
    auto builder = two_waves();
    builder.add_observation({.unit = "213", .wave = "2018", .indicator = "known", .value = 0.1}, 2);
    builder.add_unit_change({.old_code = "0213", .new_code = "3020", .day = Date{100}});
    EXPECT_TRUE(
        has_finding(builder.validate(), error, FindingCode::lost_leading_zero, "observations", 2, "unit"));
}

TEST(Codes, CodesOfAnotherGenerationAreFound) {
    auto builder = two_waves();
    builder.add_unit_change({.old_code = "0213", .new_code = "3020", .day = Date{100}});
    builder.add_observation({.unit = "3020", .wave = "2018", .indicator = "known", .value = 0.1}, 2);
    builder.add_observation({.unit = "0213", .wave = "2019", .indicator = "known", .value = 0.1}, 3);
    builder.add_observation({.unit = "3020", .wave = "2019", .indicator = "known", .value = 0.1}, 4);
    const auto findings = with_code(builder.validate(), FindingCode::wrong_generation);
    ASSERT_EQ(findings.size(), 2U);
    EXPECT_EQ(findings[0].row, 2);
    EXPECT_EQ(findings[1].row, 3);
}

TEST(Codes, ChangesNeedWavesWithDays) {
    PilotStudyBuilder builder;
    builder.add_indicator({.id = "known"});
    builder.add_observation({.unit = "0213", .wave = "1", .indicator = "known", .value = 0.1}, 2);
    builder.add_unit_change({.old_code = "0213", .new_code = "3020", .day = Date{100}});
    builder.add_unit_change({.old_code = "", .new_code = "", .day = Date{}}, 9);
    const auto findings = builder.validate();
    EXPECT_TRUE(has_finding(findings, error, FindingCode::missing_value, "waves", 0, "from"))
        << lines(findings);
    for (const char* column : {"old_code", "new_code", "day"}) {
        EXPECT_TRUE(has_finding(findings, error, FindingCode::missing_value, "unit_changes", 9, column));
    }
}

} // namespace
} // namespace samspill
