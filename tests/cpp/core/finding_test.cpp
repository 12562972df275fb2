#include <samspill/core/finding.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

namespace samspill {
namespace {

Finding example() {
    Finding finding;
    finding.code = FindingCode::not_a_number;
    finding.file = "needs.csv";
    finding.table = "needs";
    finding.row = 7;
    finding.column = "people";
    finding.message = "text in a number column";
    return finding;
}

TEST(Finding, NamesEveryCodeOnce) {
    std::set<std::string_view> names;
    const auto last = static_cast<int>(FindingCode::unknown_capacity);
    for (int code = 0; code <= last; ++code) {
        names.insert(to_string(static_cast<FindingCode>(code)));
    }
    EXPECT_EQ(names.size(), static_cast<std::size_t>(last) + 1);
    EXPECT_FALSE(names.contains(""));
    EXPECT_EQ(to_string(FindingCode::reversed_interval), "reversed_interval");
}

TEST(Finding, NamesSeverities) {
    EXPECT_EQ(to_string(Severity::error), "error");
    EXPECT_EQ(to_string(Severity::warning), "warning");
    EXPECT_EQ(to_string(Severity::info), "info");
}

TEST(Finding, PrintsWhereAndWhatInOneLine) {
    Finding finding = example();
    EXPECT_EQ(to_string(finding), "needs.csv row 7, column people: text in a number column");
    finding.hint = "write digits only";
    finding.file.clear();
    EXPECT_EQ(to_string(finding), "needs row 7, column people: text in a number column (write digits only)");
    finding.hint.clear();
    finding.row = 0;
    EXPECT_EQ(to_string(finding), "needs, column people: text in a number column");
    finding.column.clear();
    EXPECT_EQ(to_string(finding), "needs: text in a number column");
    finding.table.clear();
    EXPECT_EQ(to_string(finding), "text in a number column");
    finding.row = 2;
    EXPECT_EQ(to_string(finding), "row 2: text in a number column");
    finding.row = 0;
    finding.column = "people";
    EXPECT_EQ(to_string(finding), "column people: text in a number column");
}

TEST(Finding, KnowsErrors) {
    std::vector<Finding> findings;
    EXPECT_FALSE(has_errors(findings));
    findings.push_back(example());
    findings.front().severity = Severity::warning;
    EXPECT_FALSE(has_errors(findings));
    findings.push_back(example());
    EXPECT_TRUE(has_errors(findings));
}

TEST(Finding, SortsBySeverityThenPlace) {
    std::vector<Finding> findings(5, example());
    findings[0].severity = Severity::info;
    findings[1].row = 10;
    findings[2].file = "actors.csv";
    findings[3].code = FindingCode::missing_value;
    std::sort(findings.begin(), findings.end(), precedes);
    EXPECT_EQ(findings[0].file, "actors.csv");
    EXPECT_EQ(findings[1].code, FindingCode::missing_value);
    EXPECT_EQ(findings[2], example());
    EXPECT_EQ(findings[3].row, 10);
    EXPECT_EQ(findings[4].severity, Severity::info);
    EXPECT_FALSE(precedes(example(), example()));
}

} // namespace
} // namespace samspill
