#include <samspill/core/table.hpp>

#include <samspill/core/error.hpp>

#include <algorithm>

namespace samspill {

namespace {

Column::Values empty_values(ColumnType type) {
    switch (type) {
    case ColumnType::int64:
        return std::vector<std::int64_t>{};
    case ColumnType::float64:
        return std::vector<double>{};
    case ColumnType::boolean:
        return BooleanValues{};
    case ColumnType::text:
        return TextValues{};
    case ColumnType::text_list:
        return TextListValues{};
    }
    throw InvalidArgument{"a column type outside the enumeration"};
}

void reserve_values(std::vector<std::int64_t>& values, std::size_t rows) { values.reserve(rows); }
void reserve_values(std::vector<double>& values, std::size_t rows) { values.reserve(rows); }
void reserve_values(BooleanValues& values, std::size_t rows) { values.flags.reserve(rows); }
void reserve_values(TextValues& values, std::size_t rows) { values.offsets.reserve(rows + 1); }
void reserve_values(TextListValues& values, std::size_t rows) { values.offsets.reserve(rows + 1); }

void push_empty(std::vector<std::int64_t>& values) { values.push_back(0); }
void push_empty(std::vector<double>& values) { values.push_back(0.0); }
void push_empty(BooleanValues& values) { values.flags.push_back(0); }
void push_empty(TextValues& values) { values.push_back({}); }
void push_empty(TextListValues& values) { values.offsets.push_back(values.offsets.back()); }

} // namespace

Column::Column(std::string name, ColumnType type, std::string unit)
    : name_{std::move(name)}, unit_{std::move(unit)}, values_{empty_values(type)} {}

std::optional<std::int64_t> Column::int64(std::size_t row) const {
    const auto& values = std::get<std::vector<std::int64_t>>(values_);
    return is_null(row) ? std::nullopt : std::optional{values[row]};
}

std::optional<double> Column::float64(std::size_t row) const {
    const auto& values = std::get<std::vector<double>>(values_);
    return is_null(row) ? std::nullopt : std::optional{values[row]};
}

std::optional<bool> Column::boolean(std::size_t row) const {
    const auto& values = std::get<BooleanValues>(values_);
    return is_null(row) ? std::nullopt : std::optional{values.flags[row] != 0};
}

std::optional<std::string_view> Column::text(std::size_t row) const {
    const auto& values = std::get<TextValues>(values_);
    return is_null(row) ? std::nullopt : std::optional{values[row]};
}

std::optional<std::vector<std::string_view>> Column::text_list(std::size_t row) const {
    const auto& values = std::get<TextListValues>(values_);
    if (is_null(row)) {
        return std::nullopt;
    }
    const auto first = static_cast<std::size_t>(values.offsets[row]);
    const auto last = static_cast<std::size_t>(values.offsets[row + 1]);
    std::vector<std::string_view> items;
    items.reserve(last - first);
    for (std::size_t k = first; k < last; ++k) {
        items.push_back(values.items[k]);
    }
    return items;
}

void Column::reserve(std::size_t rows) {
    std::visit([rows](auto& values) { reserve_values(values, rows); }, values_);
    valid_.reserve(rows);
}

void Column::append_null() {
    std::visit([](auto& values) { push_empty(values); }, values_);
    valid_.push_back(0);
    ++null_count_;
}

void Column::append(std::int64_t value) {
    std::get<std::vector<std::int64_t>>(values_).push_back(value);
    valid_.push_back(1);
}

void Column::append(double value) {
    std::get<std::vector<double>>(values_).push_back(value);
    valid_.push_back(1);
}

void Column::append(bool value) {
    std::get<BooleanValues>(values_).flags.push_back(value ? 1 : 0);
    valid_.push_back(1);
}

void Column::append(std::string_view value) {
    std::get<TextValues>(values_).push_back(value);
    valid_.push_back(1);
}

void Column::append(const std::vector<std::string_view>& values) {
    auto& lists = std::get<TextListValues>(values_);
    for (const std::string_view value : values) {
        lists.items.push_back(value);
    }
    lists.offsets.push_back(static_cast<std::int64_t>(lists.items.size()));
    valid_.push_back(1);
}

Table::Table(std::string name, std::vector<Column> columns)
    : name_{std::move(name)}, columns_{std::move(columns)} {
    std::vector<std::string_view> names;
    names.reserve(columns_.size());
    for (const Column& column : columns_) {
        if (column.size() != rows()) {
            throw InvalidArgument{"table " + name_ + ": column " + column.name() +
                                  " differs in length from the first column"};
        }
        names.push_back(column.name());
    }
    std::sort(names.begin(), names.end());
    if (const auto twin = std::adjacent_find(names.begin(), names.end()); twin != names.end()) {
        throw InvalidArgument{"table " + name_ + ": two columns are named " + std::string{*twin}};
    }
}

const Column* Table::find(std::string_view column) const noexcept {
    const auto found = std::find_if(columns_.begin(), columns_.end(),
                                    [column](const Column& candidate) { return candidate.name() == column; });
    return found == columns_.end() ? nullptr : &*found;
}

const Column& Table::operator[](std::string_view column) const {
    if (const Column* found = find(column)) {
        return *found;
    }
    throw NotFound{"table " + name_ + " has no column " + std::string{column}};
}

} // namespace samspill
