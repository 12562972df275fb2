// Short forms for tests that read and write CSV.
#pragma once

#include <samspill/io/csv.hpp>

#include <gtest/gtest.h>

#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill::test {

using Cells = std::vector<std::optional<std::string>>;

inline CsvReading read(std::string_view text) { return read_csv(text, "needs", "needs.csv"); }

/// The cells of one column.
inline Cells cells(const CsvReading& reading, std::string_view column) {
    Cells result;
    const Column& found = (*reading.table)[column];
    for (std::size_t row = 0; row < found.size(); ++row) {
        const auto text = found.text(row);
        result.push_back(text ? std::optional<std::string>{*text} : std::nullopt);
    }
    return result;
}

/// Expects exactly one finding, with this code, severity and row.
inline void expect_only(const CsvReading& reading, FindingCode code, Severity severity, std::int64_t row) {
    ASSERT_EQ(reading.findings.size(), 1U);
    const Finding& finding = reading.findings.front();
    EXPECT_EQ(to_string(finding.code), to_string(code));
    EXPECT_EQ(finding.severity, severity);
    EXPECT_EQ(finding.row, row);
    EXPECT_EQ(finding.file, "needs.csv");
    EXPECT_EQ(finding.table, "needs");
    EXPECT_FALSE(finding.message.empty());
    EXPECT_FALSE(finding.hint.empty());
}

/// The table as CSV text.
inline std::string written(const Table& table) {
    std::ostringstream output;
    write_csv(table, output);
    return output.str();
}

/// A text column.
inline Column texts(std::string name, const std::vector<std::string_view>& values) {
    Column column{std::move(name), ColumnType::text};
    for (const std::string_view value : values) {
        column.append(value);
    }
    return column;
}

} // namespace samspill::test
