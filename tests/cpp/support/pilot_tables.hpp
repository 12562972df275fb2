// Small studies of pilots for tests.
#pragma once

#include <samspill/io/csv.hpp>
#include <samspill/io/study_loader.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace samspill::test {

/// Adds a table written as CSV, as a file would.
inline void add_csv(PilotStudyBuilder& builder, StudyTable name, const std::string& text) {
    const std::string table{to_string(name)};
    CsvReading reading = read_csv(text, table, table + ".csv");
    ASSERT_TRUE(reading.table.has_value());
    add_study_table(builder, {name, std::move(*reading.table), table + ".csv", reading.source_rows});
}

/// Waves 2018 and 2019, the share `known` and the amount `people`; tests add the rows of units.
inline PilotStudyBuilder two_waves() {
    PilotStudyBuilder builder;
    builder.add_wave({.id = "2018", .days = {Date{0}, Date{100}}}, 2);
    builder.add_wave({.id = "2019", .days = {Date{100}, Date{200}}}, 3);
    builder.add_indicator({.id = "known", .unit = "share"}, 2);
    builder.add_indicator({.id = "people", .unit = "people"}, 3);
    return builder;
}

/// The findings of that code.
inline std::vector<Finding> with_code(const std::vector<Finding>& findings, FindingCode code) {
    std::vector<Finding> found;
    std::copy_if(findings.begin(), findings.end(), std::back_inserter(found),
                 [&](const Finding& finding) { return finding.code == code; });
    return found;
}

/// Whether some finding has this severity, code, table, row and column.
inline bool has_finding(const std::vector<Finding>& findings, Severity severity, FindingCode code,
                        std::string_view table, std::int64_t row, std::string_view column) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
        return finding.severity == severity && finding.code == code && finding.table == table &&
               finding.row == row && finding.column == column;
    });
}

/// All findings as lines, for messages of failed tests.
inline std::string lines(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& finding : findings) {
        text += std::string{to_string(finding.severity)} + " " + std::string{to_string(finding.code)} + ": " +
                to_string(finding) + "\n";
    }
    return text;
}

} // namespace samspill::test
