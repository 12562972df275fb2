// Private to io: tables row by row.
#pragma once

#include <samspill/core/count.hpp>
#include <samspill/core/table.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill::detail {

struct ColumnSpec {
    std::string_view name;
    ColumnType type = ColumnType::text;
    std::string_view unit;
};

/// Columns filled one row at a time, in the order in which they were declared.
class TableBuilder {
public:
    TableBuilder(std::string name, const std::vector<ColumnSpec>& specs) : name_{std::move(name)} {
        for (const ColumnSpec& spec : specs) {
            columns_.emplace_back(std::string{spec.name}, spec.type, std::string{spec.unit});
        }
    }

    /// Appends one row; the cells' types must be those of the columns.
    template <class... Cells>
    void row(const Cells&... cells) {
        std::size_t column = 0;
        (append(columns_[column++], cells), ...);
    }

    /// The table with further columns that were filled elsewhere.
    [[nodiscard]] Table take(std::vector<Column> more) && {
        columns_.insert(columns_.end(), std::make_move_iterator(more.begin()),
                        std::make_move_iterator(more.end()));
        return std::move(*this).take();
    }
    [[nodiscard]] Table take() && { return Table{std::move(name_), std::move(columns_)}; }

private:
    template <class T>
    static void append(Column& column, const T& cell) {
        column.append(cell);
    }
    static void append(Column& column, const std::optional<std::string>& cell) {
        cell ? column.append(std::string_view{*cell}) : column.append_null();
    }
    static void append(Column& column, Count count) {
        count.is_known() ? column.append(count.value()) : column.append_null();
    }

    std::string name_;
    std::vector<Column> columns_;
};

/// The shortest text that reads back to the same number.
[[nodiscard]] inline std::string shortest_text(double number) {
    std::array<char, 32> buffer{};
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    return {buffer.data(), written.ptr};
}

/// Empty text means that nothing is stated.
[[nodiscard]] inline std::optional<std::string_view> stated(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

} // namespace samspill::detail
