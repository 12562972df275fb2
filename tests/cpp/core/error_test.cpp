#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <string>

namespace samspill {
namespace {

std::vector<Finding> errors(int count) {
    std::vector<Finding> findings;
    for (int k = 0; k < count; ++k) {
        Finding finding;
        finding.code = FindingCode::duplicate_id;
        finding.table = "actors";
        finding.row = k + 2;
        finding.column = "id";
        finding.message = "the id occurs before";
        findings.push_back(finding);
    }
    return findings;
}

TEST(UnusableData, CountsErrorsAndShowsThem) {
    std::vector<Finding> findings = errors(2);
    findings.emplace_back().severity = Severity::warning;
    const UnusableData error{findings};
    EXPECT_STREQ(error.what(), "2 findings of severity error\n"
                               "  actors row 2, column id: the id occurs before\n"
                               "  actors row 3, column id: the id occurs before");
    EXPECT_EQ(error.findings().size(), 3U);
}

TEST(UnusableData, ShowsTheFirstOfMany) {
    const std::string message = UnusableData{errors(12)}.what();
    EXPECT_EQ(message.find("12 findings"), 0U);
    EXPECT_NE(message.find("row 6"), std::string::npos);
    EXPECT_EQ(message.find("row 7"), std::string::npos);
    EXPECT_NE(message.find("and 7 more"), std::string::npos);
}

TEST(UnusableData, SpeaksOfOneFindingInTheSingular) {
    EXPECT_EQ(std::string{UnusableData{errors(1)}.what()}.find("1 finding of severity error\n"), 0U);
}

TEST(Error, IsTheBaseOfAll) {
    EXPECT_THROW(throw InvalidArgument{"x"}, Error);
    EXPECT_THROW(throw NotFound{"x"}, Error);
    EXPECT_THROW(throw MissingTable{"x"}, Error);
    EXPECT_THROW(throw FileError{"x"}, Error);
    EXPECT_THROW(throw Overflow{"x"}, Error);
    EXPECT_THROW(throw Cancelled{}, Error);
    EXPECT_THROW(throw UnusableData{{}}, std::runtime_error);
}

} // namespace
} // namespace samspill
