#include "cell_reader.hpp"

#include <samspill/core/utf8.hpp>

#include "table_builder.hpp"

#include <charconv>
#include <cmath>
#include <limits>

namespace samspill {
namespace {

constexpr double exact_limit = 9007199254740992.0; // 2^53: above it a double does not name one whole number

} // namespace

std::optional<double> parse_number(std::string_view text) {
    if (!text.empty() && text.front() == '+') {
        text.remove_prefix(1);
    }
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

CellReader::CellReader(const CellSource& source, std::vector<Finding>& findings)
    : source_{source}, findings_{findings} {
    for (const Column& column : source.cells.columns()) {
        columns_.emplace(column.name(), &column);
    }
}

std::int64_t CellReader::source_row(std::size_t row) const noexcept {
    constexpr std::size_t first_record = 2;
    return row < source_.source_rows.size() ? source_.source_rows[row]
                                            : static_cast<std::int64_t>(row + first_record);
}

void CellReader::report(FindingCode code, std::size_t row, std::string_view column, std::string message,
                        std::string hint) {
    findings_.push_back({Severity::error, code, std::string{source_.file}, std::string{source_.table},
                         source_row(row), std::string{column}, std::move(message), std::move(hint)});
}

void CellReader::report_unsupported(std::string_view column, std::size_t row) {
    report(FindingCode::unsupported_type, row, column, "the cell's type does not fit the column",
           "give texts as texts, numbers as numbers and lists as lists of texts");
}

bool CellReader::is_blank(std::string_view column, std::size_t row) const {
    const Column* cells = find(column);
    return cells == nullptr || cells->is_null(row) ||
           (cells->type() == ColumnType::text && trimmed(*cells->text(row)).empty());
}

std::string CellReader::text(std::string_view column, std::size_t row) {
    const Column* cells = find(column);
    if (cells == nullptr || cells->is_null(row)) {
        return {};
    }
    switch (cells->type()) {
    case ColumnType::text:
        return std::string{trimmed(*cells->text(row))};
    case ColumnType::int64: // ids that a data frame took for numbers
        return std::to_string(*cells->int64(row));
    case ColumnType::float64:
        if (const auto number = to_whole(*cells->float64(row), column, row)) {
            return std::to_string(*number);
        }
        return {};
    case ColumnType::boolean:
    case ColumnType::text_list:
        report_unsupported(column, row);
    }
    return {};
}

std::string CellReader::text_or_number(std::string_view column, std::size_t row) {
    const Column* cells = find(column);
    if (cells != nullptr && cells->type() == ColumnType::float64 && !cells->is_null(row)) {
        return detail::shortest_text(*cells->float64(row));
    }
    return text(column, row);
}

std::vector<std::string> CellReader::list(std::string_view column, std::size_t row) {
    std::vector<std::string> items;
    const auto add = [&](std::string_view item) {
        if (const std::string_view name = trimmed(item); !name.empty()) {
            items.emplace_back(name);
        }
    };
    const Column* cells = find(column);
    if (cells != nullptr && !cells->is_null(row) && cells->type() == ColumnType::text_list) {
        const auto given = cells->text_list(row);
        for (const std::string_view item : *given) {
            add(item);
        }
        return items;
    }
    const std::string joined = text(column, row);
    for (std::size_t begin = 0; begin <= joined.size();) {
        const std::size_t end = std::min(joined.find(';', begin), joined.size());
        add(std::string_view{joined}.substr(begin, end - begin));
        begin = end + 1;
    }
    return items;
}

std::optional<double> CellReader::number(std::string_view column, std::size_t row) {
    const Column* cells = find(column);
    if (cells == nullptr || cells->is_null(row)) {
        return std::nullopt;
    }
    std::optional<double> value;
    switch (cells->type()) {
    case ColumnType::int64:
        return static_cast<double>(*cells->int64(row));
    case ColumnType::float64:
        value = cells->float64(row);
        break;
    case ColumnType::text: {
        const std::string_view written = trimmed(*cells->text(row));
        if (written.empty()) {
            return std::nullopt;
        }
        value = parse_number(written);
        if (!value) {
            report(FindingCode::not_a_number, row, column, "the cell holds no number",
                   "write digits with a point before decimals, and leave the cell empty when the number is "
                   "unknown");
            return std::nullopt;
        }
        break;
    }
    case ColumnType::boolean:
    case ColumnType::text_list:
        report_unsupported(column, row);
        return std::nullopt;
    }
    if (!std::isfinite(*value)) {
        report(FindingCode::not_finite, row, column, "the number is not finite",
               "leave the cell empty when the number is not known");
        return std::nullopt;
    }
    return value;
}

std::optional<std::int64_t> CellReader::to_whole(double number, std::string_view column, std::size_t row) {
    if (std::abs(number) > exact_limit) {
        report(FindingCode::number_too_large, row, column, "the number is too large to be exact",
               "check the unit and the decimal separator");
        return std::nullopt;
    }
    if (number != std::trunc(number)) { // also true for NaN
        report(FindingCode::not_a_whole_number, row, column, "the cell must hold a whole number",
               "round it, or use a column for amounts with decimals");
        return std::nullopt;
    }
    return static_cast<std::int64_t>(number);
}

std::optional<std::int64_t> CellReader::whole_number(std::string_view column, std::size_t row) {
    const Column* cells = find(column);
    if (cells != nullptr && cells->type() == ColumnType::int64) {
        return cells->int64(row);
    }
    const std::optional<double> value = number(column, row);
    return value ? to_whole(*value, column, row) : std::nullopt;
}

Count CellReader::count(std::string_view column, std::size_t row) {
    const std::optional<std::int64_t> value = whole_number(column, row);
    return value ? Count{*value} : Count::unknown();
}

std::optional<std::int32_t> CellReader::whole(std::string_view column, std::size_t row) {
    constexpr std::int64_t limit = 1'000'000; // far beyond any month, age or priority, far below open bounds
    const std::optional<std::int64_t> value = whole_number(column, row);
    if (value && (*value > limit || *value < -limit)) {
        report(FindingCode::number_too_large, row, column, "the number is out of any sensible range",
               "months count from arrival, ages are years, priorities begin at 1");
        return std::nullopt;
    }
    return value ? std::optional{static_cast<std::int32_t>(*value)} : std::nullopt;
}

std::optional<double> CellReader::real(std::string_view column, std::size_t row) {
    return number(column, row);
}

Date CellReader::date(std::string_view column, std::size_t row) {
    const std::string written = text(column, row);
    if (written.empty()) {
        return {};
    }
    const std::optional<Date> day = Date::parse(written);
    if (!day) {
        report(FindingCode::not_a_date, row, column, "the cell holds no date of the form YYYY-MM-DD",
               "write all dates by ISO 8601 as year-month-day, for example 2024-03-01");
    }
    return day.value_or(Date{});
}

DateTime CellReader::date_time(std::string_view column, std::size_t row) {
    const std::string written = text(column, row);
    if (written.empty()) {
        return {};
    }
    const std::optional<DateTime> time = DateTime::parse(written);
    if (!time) {
        report(FindingCode::not_a_date, row, column, "the cell holds no time of the form YYYY-MM-DDTHH:MM",
               "write day and time of day, for example 2024-03-01T17:30, with an offset such as +01:00 where "
               "it is known");
    }
    return time.value_or(DateTime{});
}

std::optional<bool> CellReader::flag(std::string_view column, std::size_t row) {
    const Column* cells = find(column);
    if (cells != nullptr && cells->type() == ColumnType::boolean) {
        return cells->boolean(row);
    }
    const std::string written = text(column, row);
    if (written.empty()) {
        return std::nullopt;
    }
    const bool yes = written == "yes" || written == "true";
    if (!yes && written != "no" && written != "false") {
        report(FindingCode::unknown_term, row, column, "the cell holds none of the allowed names",
               "allowed: yes, no");
        return std::nullopt;
    }
    return yes;
}

} // namespace samspill
