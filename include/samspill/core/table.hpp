// Named, typed, nullable columns of equal length: what files and data frames bring in and what results give
// out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace samspill {

/// Texts back to back in one buffer: text k is bytes[offsets[k] .. offsets[k+1]). UTF-8.
struct TextValues {
    std::vector<std::int64_t> offsets{0};
    std::string bytes;

    [[nodiscard]] std::size_t size() const noexcept { return offsets.size() - 1; }
    [[nodiscard]] std::string_view operator[](std::size_t k) const noexcept {
        return std::string_view{bytes}.substr(static_cast<std::size_t>(offsets[k]),
                                              static_cast<std::size_t>(offsets[k + 1] - offsets[k]));
    }
    void push_back(std::string_view text) {
        bytes.append(text);
        offsets.push_back(static_cast<std::int64_t>(bytes.size()));
    }
};

/// Lists of texts: list k is items[offsets[k] .. offsets[k+1]).
struct TextListValues {
    std::vector<std::int64_t> offsets{0};
    TextValues items;

    [[nodiscard]] std::size_t size() const noexcept { return offsets.size() - 1; }
};

/// Truth values, one byte each (std::vector<bool> has no contiguous storage to hand to others).
struct BooleanValues {
    std::vector<std::uint8_t> flags;

    [[nodiscard]] std::size_t size() const noexcept { return flags.size(); }
};

enum class ColumnType : std::uint8_t { int64, float64, boolean, text, text_list };

/// One named column. Cells are appended in row order; a null cell keeps a zeroed slot, so that a buffer
/// handed to another program never carries a value that was meant to be absent.
class Column {
public:
    using Values = std::variant<std::vector<std::int64_t>, std::vector<double>, BooleanValues, TextValues,
                                TextListValues>;

    /// @param unit what a number counts ("people", "share of people in need", "months from arrival"); may be
    /// empty
    Column(std::string name, ColumnType type, std::string unit = {});

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] const std::string& unit() const noexcept { return unit_; }
    [[nodiscard]] ColumnType type() const noexcept { return static_cast<ColumnType>(values_.index()); }
    [[nodiscard]] std::size_t size() const noexcept { return valid_.size(); }
    [[nodiscard]] bool is_null(std::size_t row) const noexcept { return valid_[row] == 0; }
    [[nodiscard]] std::size_t null_count() const noexcept { return null_count_; }
    /// One byte a row, 1 = present.
    [[nodiscard]] const std::vector<std::uint8_t>& validity() const noexcept { return valid_; }
    /// The storage itself, for exporters; index equals the ColumnType.
    [[nodiscard]] const Values& values() const noexcept { return values_; }

    /// Cell access by type; nothing for null. Asking a column for another type throws
    /// std::bad_variant_access.
    [[nodiscard]] std::optional<std::int64_t> int64(std::size_t row) const;
    [[nodiscard]] std::optional<double> float64(std::size_t row) const;
    [[nodiscard]] std::optional<bool> boolean(std::size_t row) const;
    [[nodiscard]] std::optional<std::string_view> text(std::size_t row) const;
    [[nodiscard]] std::optional<std::vector<std::string_view>> text_list(std::size_t row) const;

    void reserve(std::size_t rows);
    void append_null();
    void append(std::int64_t value);
    void append(double value);
    void append(bool value);
    void append(std::string_view value);
    void append(const char* value) { append(std::string_view{value}); }
    void append(const std::vector<std::string_view>& values);
    /// Appends the value, or null where there is none.
    template <class T>
    void append(const std::optional<T>& value) {
        value ? append(*value) : append_null();
    }

private:
    std::string name_;
    std::string unit_;
    Values values_;
    std::vector<std::uint8_t> valid_;
    std::size_t null_count_ = 0;
};

/// Columns of equal length under one name.
class Table {
public:
    Table() = default;
    /// @throws InvalidArgument when the columns differ in length or two share a name
    Table(std::string name, std::vector<Column> columns);

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] std::size_t rows() const noexcept { return columns_.empty() ? 0 : columns_.front().size(); }
    [[nodiscard]] const std::vector<Column>& columns() const noexcept { return columns_; }
    /// The column of that name, or null. O(columns).
    [[nodiscard]] const Column* find(std::string_view column) const noexcept;
    /// @throws NotFound naming the column
    [[nodiscard]] const Column& operator[](std::string_view column) const;

private:
    std::string name_;
    std::vector<Column> columns_;
};

} // namespace samspill
