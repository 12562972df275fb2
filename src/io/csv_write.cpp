#include <samspill/io/csv.hpp>

#include "atomic_file.hpp"
#include "csv_guard.hpp"

#include <samspill/core/utf8.hpp>

#include <array>
#include <charconv>
#include <ostream>

namespace samspill {

namespace {

constexpr std::size_t flush_above = std::size_t{1} << 16U;

/// What is written of a text. Reading drops invisible characters at the ends; those in front of a guarded
/// text stay, because the guard stands before them.
std::string_view written_part(std::string_view text) {
    const std::string_view visible = trimmed(text);
    const char* const end = visible.data() + visible.size();
    const std::string_view from_front = text.substr(0, static_cast<std::size_t>(end - text.data()));
    return !visible.empty() && detail::is_formula_like(from_front) ? from_front : visible;
}

void append_text(std::string& line, std::string_view whole_text) {
    const std::string_view text = written_part(whole_text);
    const bool is_guarded = detail::is_formula_like(text);
    // Every separator that a reader may guess is quoted, so that it guesses from real separators only.
    if (text.find_first_of(",;\t\"\r\n") == std::string_view::npos) {
        line.append(is_guarded ? 1 : 0, detail::csv_guard).append(text);
        return;
    }
    line += '"';
    line.append(is_guarded ? 1 : 0, detail::csv_guard);
    for (const char c : text) {
        line.append(c == '"' ? 2 : 1, c);
    }
    line += '"';
}

template <class Number>
void append_number(std::string& line, Number number) {
    std::array<char, 32> digits{};
    const auto [end, failure] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    line.append(digits.data(), end);
}

void append_list(std::string& line, const TextListValues& lists, std::size_t row) {
    std::string joined;
    for (auto k = lists.offsets[row]; k < lists.offsets[row + 1]; ++k) {
        joined.append(k == lists.offsets[row] ? 0 : 1, ';').append(lists.items[static_cast<std::size_t>(k)]);
    }
    append_text(line, joined);
}

void append_cell(std::string& line, const Column& column, std::size_t row) {
    if (column.is_null(row)) {
        return;
    }
    switch (column.type()) {
    case ColumnType::int64:
        append_number(line, *column.int64(row));
        break;
    case ColumnType::float64:
        append_number(line, *column.float64(row));
        break;
    case ColumnType::boolean:
        line += *column.boolean(row) ? "true" : "false";
        break;
    case ColumnType::text:
        append_text(line, *column.text(row));
        break;
    case ColumnType::text_list:
        append_list(line, std::get<TextListValues>(column.values()), row);
        break;
    }
}

} // namespace

void write_csv(const Table& table, std::ostream& output) {
    std::string lines;
    const auto separate = [&lines, &table](const Column& column) {
        if (&column != &table.columns().front()) {
            lines += ',';
        }
    };
    for (const Column& column : table.columns()) {
        separate(column);
        append_text(lines, column.name());
    }
    lines += '\n';
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::size_t begin = lines.size();
        for (const Column& column : table.columns()) {
            separate(column);
            append_cell(lines, column, row);
        }
        if (lines.find_first_not_of(',', begin) == std::string::npos) {
            lines.insert(begin, "\"\""); // tells a row without values from a blank line
        }
        lines += '\n';
        if (lines.size() > flush_above) {
            output << lines;
            lines.clear();
        }
    }
    output << lines;
}

void write_csv_file(const Table& table, const std::filesystem::path& path) {
    detail::AtomicFile file{path};
    write_csv(table, file.stream());
    file.commit();
}

} // namespace samspill
