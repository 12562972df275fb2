// Private to the loader: one table's cells, read as what the schema asks for.
#pragma once

#include <samspill/core/count.hpp>
#include <samspill/core/date.hpp>
#include <samspill/core/date_time.hpp>
#include <samspill/io/table_loader.hpp>
#include <samspill/io/table_schema.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace samspill {

/// The number a text consists of, with a point before decimals; nothing for any other text. "nan" and "inf"
/// are numbers here, so that they get a finding of their own.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

/// Cells with what their findings shall name.
struct CellSource {
    const Table& cells;
    std::string_view table;                    ///< its name, such as "needs"
    std::string_view file;                     ///< empty for tables handed over in memory
    std::span<const std::int64_t> source_rows; ///< spreadsheet row of each record; empty: 2, 3, …
};

/// Reads cells of one table by column name and adds whatever does not fit to the findings.
/// A column that is not there reads as empty cells.
class CellReader {
public:
    CellReader(const CellSource& source, std::vector<Finding>& findings);

    [[nodiscard]] std::size_t rows() const noexcept { return source_.cells.rows(); }
    /// The row number that findings name.
    [[nodiscard]] std::int64_t source_row(std::size_t row) const noexcept;

    [[nodiscard]] std::string text(std::string_view column, std::size_t row);
    /// The same for a cell that may be a number as well: its shortest text.
    [[nodiscard]] std::string text_or_number(std::string_view column, std::size_t row);
    [[nodiscard]] std::vector<std::string> list(std::string_view column, std::size_t row);
    [[nodiscard]] Count count(std::string_view column, std::size_t row);
    [[nodiscard]] std::optional<std::int32_t> whole(std::string_view column, std::size_t row);
    [[nodiscard]] std::optional<double> real(std::string_view column, std::size_t row);
    [[nodiscard]] Date date(std::string_view column, std::size_t row);
    [[nodiscard]] DateTime date_time(std::string_view column, std::size_t row);
    /// A truth value, or one of the texts yes, no, true and false.
    [[nodiscard]] std::optional<bool> flag(std::string_view column, std::size_t row);

    /// The value of a vocabulary; `fallback` for an empty cell, and after a finding for an unknown name.
    template <class Enum>
    [[nodiscard]] std::optional<Enum> term(std::string_view column, std::size_t row) {
        const std::string name = text(column, row);
        if (name.empty()) {
            return std::nullopt;
        }
        const std::optional<Enum> value = parse<Enum>(name);
        if (!value) {
            report(FindingCode::unknown_term, row, column, "the cell holds none of the allowed names",
                   "allowed: " + allowed_names<Enum>());
        }
        return value;
    }
    /// The same for a column whose cells must not be empty.
    template <class Enum>
    [[nodiscard]] Enum required_term(std::string_view column, std::size_t row, Enum fallback) {
        if (find(column) == nullptr) { // reported once, for the table
            return fallback;
        }
        if (is_blank(column, row)) {
            report(FindingCode::missing_value, row, column, "the cell is empty but the column is required",
                   "allowed: " + allowed_names<Enum>());
            return fallback;
        }
        return term<Enum>(column, row).value_or(fallback);
    }

    void report(FindingCode code, std::size_t row, std::string_view column, std::string message,
                std::string hint);

private:
    [[nodiscard]] const Column* find(std::string_view column) const noexcept {
        const auto found = columns_.find(column);
        return found == columns_.end() ? nullptr : found->second;
    }
    /// True for a null and for a text of nothing but spaces.
    [[nodiscard]] bool is_blank(std::string_view column, std::size_t row) const;
    [[nodiscard]] std::optional<double> number(std::string_view column, std::size_t row);
    [[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view column, std::size_t row);
    [[nodiscard]] std::optional<std::int64_t> to_whole(double number, std::string_view column,
                                                       std::size_t row);
    void report_unsupported(std::string_view column, std::size_t row);

    CellSource source_;
    std::vector<Finding>& findings_;
    std::unordered_map<std::string_view, const Column*> columns_; // looked up for every cell
};

} // namespace samspill
