#include "standalone_table.hpp"

#include <algorithm>
#include <utility>

namespace samspill::detail {
namespace {

bool has_prefix(std::string_view text, std::string_view prefix) {
    return text.size() > prefix.size() && text.substr(0, prefix.size()) == prefix;
}

} // namespace

StandaloneTable::StandaloneTable(const StandaloneSchema& schema, const Table& table, std::string_view file,
                                 std::span<const std::int64_t> source_rows, std::vector<Finding>& findings)
    : schema_{schema}, table_{table}, file_{file}, findings_{findings}, cells_{{table, schema.table, file,
                                                                                source_rows},
                                                                               findings} {}

void StandaloneTable::check_columns() {
    for (const StandaloneColumn& column : schema_.columns) {
        if (column.required && table_.find(column.name) == nullptr) {
            report(Severity::error, FindingCode::missing_column, column.name,
                   "the required column is missing", "add the column; its name stands in the first row");
        }
    }
    for (const Column& column : table_.columns()) {
        if (!is_known(column.name())) {
            report(Severity::warning, FindingCode::unknown_column, column.name(),
                   "the table has no such column; it is not read", "check the spelling or remove the column");
        }
    }
    if (rows() == 0) {
        report(Severity::error, FindingCode::empty_table, "", "the table has no rows",
               "give at least one " + std::string{schema_.row});
    }
}

std::string StandaloneTable::id(std::size_t row) {
    std::string id = required_text(schema_.id, row);
    if (!id.empty() && std::find(ids_.begin(), ids_.end(), id) != ids_.end()) {
        cells_.report(FindingCode::duplicate_id, row, schema_.id,
                      "the " + std::string{schema_.row} + " stands twice",
                      "give each row an id of its own, such as R1.parity");
    }
    ids_.push_back(id);
    return id;
}

void StandaloneTable::check_version(std::size_t row) {
    const std::string version = required_text("version", row);
    if (row == 0) {
        version_ = version;
    } else if (version != version_) {
        cells_.report(FindingCode::contradictory_version, row, "version",
                      "the version differs from that of the first row",
                      "give all rows of a file one version");
    }
}

std::string StandaloneTable::required_text(std::string_view column, std::size_t row) {
    std::string text = cells_.text(column, row);
    if (text.empty()) {
        missing(column, row);
    }
    return text;
}

void StandaloneTable::missing(std::string_view column, std::size_t row) {
    if (table_.find(column) != nullptr) { // a missing column was reported once
        cells_.report(FindingCode::missing_value, row, column, "the cell is empty but the column is required",
                      "fill the cell or remove the row");
    }
}

TextByLanguage StandaloneTable::sentences(std::string_view prefix, std::size_t row) {
    TextByLanguage texts;
    for (const Column& column : table_.columns()) {
        const std::string_view name = column.name();
        if (has_prefix(name, prefix)) {
            std::string text = cells_.text(name, row);
            if (!text.empty()) {
                texts.emplace_back(name.substr(prefix.size()), std::move(text));
            }
        }
    }
    std::sort(texts.begin(), texts.end());
    return texts;
}

bool StandaloneTable::is_known(std::string_view column) const {
    return std::any_of(schema_.prefixes.begin(), schema_.prefixes.end(),
                       [&](std::string_view prefix) { return has_prefix(column, prefix); }) ||
           std::any_of(schema_.columns.begin(), schema_.columns.end(),
                       [&](const StandaloneColumn& known) { return known.name == column; });
}

void StandaloneTable::report(Severity severity, FindingCode code, std::string_view column,
                             std::string message, std::string hint) {
    findings_.push_back({severity, code, std::string{file_}, std::string{schema_.table}, 0,
                         std::string{column}, std::move(message), std::move(hint)});
}

} // namespace samspill::detail
