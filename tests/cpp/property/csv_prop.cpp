// What is written as CSV reads back, and no text at all gets the reader out of step.
#include <samspill/io/csv.hpp>

#include <samspill/core/utf8.hpp>

#include "support/random_table.hpp"
#include "support/same_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

std::string written(const Table& table) {
    std::ostringstream output;
    write_csv(table, output);
    return output.str();
}

/// What is left of a text on the way out and in: all of it but invisible characters at the ends, where those
/// in front of a formula count as a part of it.
std::optional<std::string_view> read_back(std::string_view text) {
    const std::string_view visible = trimmed(text);
    if (visible.empty()) {
        return std::nullopt;
    }
    const auto end = static_cast<std::size_t>(visible.data() - text.data()) + visible.size();
    const std::size_t first = text.find_first_not_of('\'');
    const bool is_formula =
        first < end && std::string_view{"=+-@\t\r\n"}.find(text[first]) != std::string_view::npos;
    return is_formula ? text.substr(0, end) : visible;
}

RC_GTEST_PROP(CsvProperty, TextsReadBackAsWritten, ()) {
    const Table table = test::random_table({ColumnType::text});
    const CsvReading reading = read_csv(written(table), "random");
    RC_ASSERT(reading.findings.empty());
    std::vector<Column> expected;
    for (const Column& column : table.columns()) {
        Column& copy = expected.emplace_back(column.name(), ColumnType::text);
        for (std::size_t row = 0; row < column.size(); ++row) {
            copy.append(read_back(column.text(row).value_or("")));
        }
    }
    RC_ASSERT(test::same_table(*reading.table, Table("random", expected)));
}

RC_GTEST_PROP(CsvProperty, NumbersReadBackAsWritten, ()) {
    const Table table = test::random_table({ColumnType::int64, ColumnType::float64});
    const CsvReading reading = read_csv(written(table), "random");
    RC_ASSERT(reading.table->rows() == table.rows());
    for (const Column& column : table.columns()) {
        for (std::size_t row = 0; row < table.rows(); ++row) {
            const std::string text{(*reading.table)[column.name()].text(row).value_or("")};
            RC_ASSERT(text.empty() == column.is_null(row));
            if (column.type() == ColumnType::int64) {
                RC_ASSERT((text.empty() || std::stoll(text) == column.int64(row)));
            } else if (!text.empty()) {
                const double back = std::strtod(text.c_str(), nullptr);
                RC_ASSERT(
                    (back == column.float64(row) || (std::isnan(back) && std::isnan(*column.float64(row)))));
            }
        }
    }
}

/// The cells of RFC 4180 text in the order in which they are written, cut by the plainest rules.
std::vector<std::string> plain_cells(const std::string& text) {
    std::vector<std::string> cells(1);
    bool in_quotes = false;
    char previous = '\0';
    for (const char c : text) {
        if (c == '"') {
            cells.back().append(!in_quotes && previous == '"' ? 1 : 0, '"');
            in_quotes = !in_quotes;
        } else if (!in_quotes && (c == ',' || c == '\n')) {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
        previous = c;
    }
    return cells;
}

RC_GTEST_PROP(CsvProperty, NoTextStartsAFormula, ()) {
    const Table table = test::random_table({ColumnType::text, ColumnType::text_list});
    const std::vector<std::string> cells = plain_cells(written(table));
    RC_ASSERT(cells.size() == table.columns().size() * (table.rows() + 1) + 1);
    for (const std::string& cell : cells) {
        RC_ASSERT(
            (cell.empty() || std::string_view{"=+-@\t\r\n"}.find(cell.front()) == std::string_view::npos));
    }
}

RC_GTEST_PROP(CsvProperty, AnyBytesGiveATableOrAnError, ()) {
    const auto piece = rc::gen::element<std::string>(
        "a", "b", ",", ";", "\t", "\"", "\"\"", "\n", "\r", "\r\n", " ", "'", "=", "\xC3\xB8", "\xF8",
        std::string{'\0'}, "sep=;\n", "\xEF\xBB\xBF", "\xFF\xFE");
    std::string text;
    for (const std::string& next : *rc::gen::container<std::vector<std::string>>(piece)) {
        text += next;
    }
    const CsvReading reading = read_csv(text, "random");
    RC_ASSERT((reading.table.has_value() || has_errors(reading.findings)));
    const auto lines = std::count_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; });
    for (const Finding& finding : reading.findings) {
        RC_ASSERT(finding.row >= 0);
        RC_ASSERT(finding.row <= lines + 1);
    }
    if (reading.table) {
        const auto& rows = reading.source_rows;
        RC_ASSERT(rows.size() == reading.table->rows());
        RC_ASSERT(std::adjacent_find(rows.begin(), rows.end(), std::greater_equal<>{}) == rows.end());
        RC_ASSERT((rows.empty() || (rows.front() >= 2 && rows.back() <= lines + 1)));
    }
}

RC_GTEST_PROP(CsvProperty, LineEndsAndSeparatorsMakeNoDifference, ()) {
    const int width = *rc::gen::inRange(2, 5);
    const int rows = *rc::gen::inRange(1, 6);
    const auto cell = rc::gen::element<std::string>("a", "", R"("x ""y""")", "\"in, two; cells\t\"", "=1");
    std::vector<std::string> cells;
    cells.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(rows));
    for (int k = 0; k < width * rows; ++k) {
        cells.push_back(*cell);
    }
    const auto text = [&](const char* separator, const char* line_end) {
        std::string result = "c0";
        for (int k = 1; k < width; ++k) {
            result += separator + ("c" + std::to_string(k));
        }
        for (std::size_t k = 0; k < cells.size(); ++k) {
            result += (k % static_cast<std::size_t>(width) == 0 ? line_end : separator) + cells[k];
        }
        return result;
    };
    const CsvReading expected = read_csv(text(",", "\n"), "random");
    for (const char* const separator : {",", ";", "\t"}) {
        for (const char* const line_end : {"\n", "\r\n", "\r"}) {
            const CsvReading reading = read_csv(text(separator, line_end), "random");
            RC_ASSERT(test::same_table(*reading.table, *expected.table));
            RC_ASSERT(reading.source_rows == expected.source_rows);
            RC_ASSERT(reading.findings == expected.findings);
        }
    }
}

} // namespace
} // namespace samspill
