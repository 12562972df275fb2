#include <samspill/io/csv.hpp>

#include "csv_encoding.hpp"
#include "csv_tokenizer.hpp"
#include "row_rule.hpp"

#include <algorithm>
#include <fstream>
#include <system_error>
#include <unordered_set>
#include <utility>

namespace samspill {

namespace {

using detail::CsvTokenizer;
using detail::RowRule;

constexpr std::size_t most_columns = 16'384; // of a spreadsheet
constexpr std::size_t nameless = most_columns;
constexpr std::size_t twin = most_columns + 1; // of a column with the same name
constexpr std::uintmax_t most_bytes = std::uintmax_t{1} << 31U;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

class CsvReader {
public:
    CsvReader(std::string table_name, std::string file_name)
        : table_name_{std::move(table_name)}, file_name_{std::move(file_name)} {}

    CsvReading read(std::string_view bytes, RunControl* control);
    CsvReading fail(FindingCode code, std::int64_t row, std::string message, std::string_view hint = {});

private:
    bool read_header(const CsvTokenizer& record);
    bool read_row(const CsvTokenizer& record);
    bool pad_row(std::int64_t row, std::size_t given);
    void append(std::size_t column, std::string_view cell);
    void report(FindingCode code, Severity severity, std::int64_t row, std::string message,
                std::string_view hint);
    void report(RowRule& rule, std::int64_t row) { rule.report(reading_.findings, place(row)); }
    [[nodiscard]] Finding place(std::int64_t row) const;

    std::string table_name_;
    std::string file_name_;
    CsvReading reading_;
    std::int64_t header_row_ = 0;
    std::vector<Column> columns_;
    std::vector<std::size_t> column_of_cell_; // or nameless, or twin
    std::size_t cells_expected_ = 0;          // up to the last named one
    bool has_nameless_values_ = false;
    std::size_t padding_left_ = 0;
    RowRule too_many_cells_{
        FindingCode::malformed_csv, Severity::error, "the row has more cells than the header",
        "put cells that hold the separator in quotes, or name the columns they belong to"};
    RowRule too_few_cells_{FindingCode::malformed_csv, Severity::warning,
                           "the row has fewer cells than the header",
                           "the rest count as empty; end the row with separators if that is meant"};
    RowRule text_after_quote_{FindingCode::malformed_csv, Severity::error,
                              "text follows a closing quote within one cell",
                              "double the quotes that belong to the text of a quoted cell"};
};

void CsvReader::report(FindingCode code, Severity severity, std::int64_t row, std::string message,
                       std::string_view hint) {
    Finding finding = place(row);
    finding.severity = severity;
    finding.code = code;
    finding.message = std::move(message);
    finding.hint = hint;
    reading_.findings.push_back(std::move(finding));
}

Finding CsvReader::place(std::int64_t row) const {
    Finding place;
    place.file = file_name_;
    place.table = table_name_;
    place.row = row;
    return place;
}

/// Ends reading without a table.
CsvReading CsvReader::fail(FindingCode code, std::int64_t row, std::string message, std::string_view hint) {
    report(code, Severity::error, row, std::move(message), hint);
    reading_.table.reset();
    reading_.source_rows.clear();
    return std::move(reading_);
}

CsvReading CsvReader::read(std::string_view bytes, RunControl* control) {
    constexpr std::string_view empty_hint = "write a header line with the names of the columns";
    if (bytes.empty()) {
        return fail(FindingCode::empty_file, 0, "the file holds 0 bytes", empty_hint);
    }
    if (bytes.substr(0, byte_order_mark.size()) == byte_order_mark) {
        bytes.remove_prefix(byte_order_mark.size());
    }
    if (const auto problem = detail::find_encoding_problem(bytes)) {
        return fail(FindingCode::wrong_encoding, problem->row, std::string{problem->message}, problem->hint);
    }
    const char separator = detail::take_csv_separator(bytes);
    CsvTokenizer record{bytes, separator};
    padding_left_ = 1'000'000 + 8 * bytes.size();
    bool usable = true;
    StageTicker ticker{control, "reading text", bytes.size()};
    for (std::size_t done = 0; usable && record.next(); done = record.position()) {
        ticker.step(record.position() - done);
        if (record.is_unclosed()) {
            return fail(FindingCode::malformed_csv, record.row(),
                        "a quote that begins in this row is never closed",
                        "close the quote, or double it if it belongs to the text");
        }
        if (!record.is_blank()) {
            usable = header_row_ == 0 ? read_header(record) : read_row(record);
        }
    }
    if (header_row_ == 0) {
        return fail(FindingCode::empty_file, 0, "the file holds blank lines only", empty_hint);
    }
    for (const RowRule* rule : {&too_many_cells_, &too_few_cells_, &text_after_quote_}) {
        rule->report_rest(reading_.findings, place(0));
    }
    if (has_nameless_values_) {
        report(FindingCode::malformed_csv, Severity::warning, header_row_,
               "a column without a name holds values; it is left out", "name the column or remove it");
    }
    if (usable) {
        reading_.table.emplace(table_name_, std::move(columns_));
    } else {
        reading_.source_rows.clear();
    }
    return std::move(reading_);
}

bool CsvReader::read_header(const CsvTokenizer& record) {
    header_row_ = record.row();
    if (record.size() > most_columns) {
        report(FindingCode::malformed_csv, Severity::error, header_row_,
               "the header has more than " + std::to_string(most_columns) + " cells",
               "remove the excess columns");
        return false;
    }
    std::unordered_set<std::string_view> names;
    for (std::size_t k = 0; k < record.size(); ++k) {
        const std::string_view name = record[k];
        if (name.empty()) {
            column_of_cell_.push_back(nameless);
            continue;
        }
        cells_expected_ = k + 1;
        if (names.insert(name).second) {
            column_of_cell_.push_back(columns_.size());
            columns_.emplace_back(std::string{name}, ColumnType::text);
        } else {
            column_of_cell_.push_back(twin);
            report(FindingCode::duplicate_column, Severity::error, header_row_,
                   "two columns have the same name; the later one is left out", "rename one of them");
            reading_.findings.back().column = name;
        }
    }
    if (record.has_text_after_quote()) {
        report(text_after_quote_, header_row_);
    }
    if (columns_.empty()) {
        report(FindingCode::malformed_csv, Severity::error, header_row_, "the header names no column",
               "write the names of the columns into it");
    }
    return !columns_.empty();
}

bool CsvReader::read_row(const CsvTokenizer& record) {
    const std::size_t width = column_of_cell_.size();
    const std::size_t given = std::min(record.size(), width);
    for (std::size_t k = 0; k < given; ++k) {
        append(column_of_cell_[k], record[k]);
    }
    reading_.source_rows.push_back(record.row());
    for (std::size_t k = width; k < record.size(); ++k) {
        if (!record[k].empty()) { // spreadsheets leave separators behind cells that were cleared
            report(too_many_cells_, record.row());
            break;
        }
    }
    if (record.has_text_after_quote()) {
        report(text_after_quote_, record.row());
    }
    if (given < cells_expected_) {
        report(too_few_cells_, record.row());
    }
    return pad_row(record.row(), given);
}

void CsvReader::append(std::size_t column, std::string_view cell) {
    if (column < columns_.size()) {
        cell.empty() ? columns_[column].append_null() : columns_[column].append(cell);
    } else if (column == nameless && !cell.empty()) {
        has_nameless_values_ = true;
    }
}

/// Fills the cells of a row from `given` on with null. False when a text of few bytes asks for so many cells
/// that memory would be at risk.
bool CsvReader::pad_row(std::int64_t row, std::size_t given) {
    const std::size_t missing = column_of_cell_.size() - given;
    if (missing > padding_left_) {
        report(FindingCode::malformed_csv, Severity::error, row,
               "most cells that the header announces are missing; reading stops here",
               "check that header and rows use the same separator");
        return false;
    }
    padding_left_ -= missing;
    for (std::size_t k = given; k < column_of_cell_.size(); ++k) {
        append(column_of_cell_[k], {});
    }
    return true;
}

/// The bytes of a file up to one more than may be read, or nothing when reading fails.
std::optional<std::string> file_bytes(const std::filesystem::path& path) {
    std::ifstream input{path, std::ios::binary};
    std::string bytes;
    std::vector<char> chunk(std::size_t{1} << 20U);
    while (input && bytes.size() <= most_bytes) {
        input.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        bytes.append(chunk.data(), static_cast<std::size_t>(input.gcount()));
    }
    return input.is_open() && !input.bad() ? std::optional{std::move(bytes)} : std::nullopt;
}

} // namespace

CsvReading read_csv(std::string_view bytes, const std::string& table_name, const std::string& file_name,
                    RunControl* control) {
    return CsvReader{table_name, file_name}.read(bytes, control);
}

CsvReading read_csv_file(const std::filesystem::path& path, const std::string& table_name,
                         RunControl* control) {
    const std::filesystem::path& named = path.has_filename() ? path : path.parent_path();
    CsvReader reader{table_name, named.filename().string()};
    std::error_code failure;
    const std::filesystem::file_status status = std::filesystem::status(path, failure);
    if (status.type() == std::filesystem::file_type::not_found) {
        return reader.fail(FindingCode::file_not_found, 0, "there is no such file",
                           "check its name and folder");
    }
    if (std::filesystem::is_directory(status)) {
        return reader.fail(FindingCode::not_a_file, 0, "this is a folder, where a file is expected",
                           "name the file inside it");
    }
    if (failure || std::filesystem::is_other(status)) {
        const FindingCode code = failure ? FindingCode::unreadable_file : FindingCode::not_a_file;
        return reader.fail(code, 0, "this cannot be read as a file", "name a CSV file that you may read");
    }
    const std::optional<std::string> bytes = file_bytes(path);
    if (!bytes || bytes->size() > most_bytes) {
        return reader.fail(FindingCode::unreadable_file, 0,
                           bytes ? "the file exceeds 2 GiB" : "the file cannot be read",
                           bytes ? "split it" : "check that you may read it");
    }
    return reader.read(*bytes, control);
}

} // namespace samspill
