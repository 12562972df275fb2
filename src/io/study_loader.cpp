#include <samspill/io/study_loader.hpp>

#include <samspill/core/utf8.hpp>
#include <samspill/io/csv.hpp>
#include <samspill/io/study_schema.hpp>

#include "study_reader.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace samspill {
namespace {

/// What is wrong with the columns of one table.
class ColumnCheck {
public:
    ColumnCheck(const StudySource& source, const std::vector<std::string>& further,
                std::vector<Finding>& findings)
        : source_{source}, further_{further}, findings_{findings} {}

    void run() {
        if (source_.cells.rows() == 0) {
            report(Severity::error, FindingCode::empty_table, "", "the table has no rows",
                   "leave the table out when there is nothing to say in it");
        }
        if (source_.cells.columns().empty()) {
            return; // that columns are missing is no news
        }
        for (const ColumnSchema& column : schema(source_.name)) {
            const bool has_other_name =
                source_.cells.find(official_name(source_.name, column.name)) != nullptr;
            if (column.required && source_.cells.find(column.name) == nullptr && !has_other_name) {
                report(Severity::error, FindingCode::missing_column, column.name,
                       "the required column is missing", "add the column; its name stands in the first row");
            }
        }
        // Without a single known name the first row is a record rather than a header, and its cells may be
        // personal.
        const auto& given = source_.cells.columns();
        const bool has_header = std::any_of(given.begin(), given.end(),
                                            [&](const Column& column) { return is_known(column.name()); });
        if (has_header) {
            check_further_columns();
        }
    }

private:
    void check_further_columns() {
        const bool is_preconditions = source_.name == StudyTable::preconditions;
        const auto& given = source_.cells.columns();
        for (const Column& column : given) {
            if (is_known(column.name())) {
                continue;
            }
            if (is_preconditions) {
                report(
                    Severity::warning, FindingCode::unknown_column, column.name(),
                    "the column holds no numbers, so it is no precondition; it is not read",
                    "write digits with a point before decimals and yes or no as 1 or 0, or remove the column",
                    first_stated_row(column));
            } else {
                report(Severity::warning, FindingCode::unknown_column, column.name(),
                       "the table has no such column; it is not read",
                       "check the spelling or remove the column");
            }
        }
        if (is_preconditions && given.size() == schema(source_.name).size()) {
            report(Severity::warning, FindingCode::missing_column, "",
                   "the table has no column beside the unit, so it states no precondition",
                   "add a column of numbers for each precondition, or leave the table out");
        }
    }

    [[nodiscard]] bool is_known(std::string_view name) const {
        const auto columns = schema(source_.name);
        return is_passed_over(source_.name, name) ||
               std::find(further_.begin(), further_.end(), name) != further_.end() ||
               std::any_of(columns.begin(), columns.end(), [&](const ColumnSchema& column) {
                   return column.name == name || official_name(source_.name, column.name) == name;
               });
    }

    /// The row of the first cell that is not empty; 0 without one.
    [[nodiscard]] std::int64_t first_stated_row(const Column& column) const {
        for (std::size_t row = 0; row < column.size(); ++row) {
            const bool is_empty = column.is_null(row) ||
                                  (column.type() == ColumnType::text && trimmed(*column.text(row)).empty());
            if (!is_empty) {
                constexpr std::int64_t first_record = 2;
                return source_.source_rows.empty() ? first_record + static_cast<std::int64_t>(row)
                                                   : source_.source_rows[row];
            }
        }
        return 0;
    }

    void report(Severity severity, FindingCode code, std::string_view column, std::string message,
                std::string hint, std::int64_t row = 0) {
        findings_.push_back({severity, code, source_.file, std::string{to_string(source_.name)}, row,
                             std::string{column}, std::move(message), std::move(hint)});
    }

    const StudySource& source_;
    const std::vector<std::string>& further_;
    std::vector<Finding>& findings_;
};

} // namespace

void add_study_table(PilotStudyBuilder& builder, const StudySource& source, RunControl* control) {
    builder.declare_table(source.name, source.file);
    std::vector<Finding> findings;
    StudyReader reader{source, findings};
    ColumnCheck{source, reader.further_columns(), findings}.run();
    StageTicker ticker{control, "reading rows", reader.rows()};
    for (std::size_t row = 0; row < reader.rows(); ++row) {
        ticker.step();
        reader.add_row(builder, row);
    }
    for (Finding& finding : findings) {
        builder.add_finding(std::move(finding));
    }
}

void offer_study_indicators(PilotStudyBuilder& builder, const Table& catalogue) {
    const StudySource source{StudyTable::indicators, catalogue};
    std::vector<Finding> findings;
    StudyReader reader{source, findings};
    for (std::size_t row = 0; row < reader.rows(); ++row) {
        builder.offer_indicator(reader.indicator(row));
    }
    for (Finding& finding : findings) {
        builder.add_finding(std::move(finding));
    }
}

PilotStudyBuilder read_study_folder(const std::filesystem::path& folder, RunControl* control) {
    PilotStudyBuilder builder;
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
        builder.add_finding({Severity::error, FindingCode::file_not_found, folder.filename().string(), "", 0,
                             "", "there is no such folder",
                             "name the folder that holds observations.csv and the other tables"});
        return builder;
    }
    for (std::size_t k = 0; k < vocabulary_size<StudyTable>; ++k) {
        const auto name = static_cast<StudyTable>(k);
        const std::string table_name{to_string(name)};
        const std::filesystem::path file = folder / (table_name + ".csv");
        const auto type = std::filesystem::symlink_status(file, error).type(); // a broken link is a finding
        if (type == std::filesystem::file_type::not_found) {
            continue;
        }
        CsvReading reading = read_csv_file(file, table_name, control);
        for (Finding& finding : reading.findings) {
            builder.add_finding(std::move(finding));
        }
        if (reading.table) {
            add_study_table(
                builder,
                {name, std::move(*reading.table), file.filename().string(), std::move(reading.source_rows)},
                control);
        } else {
            builder.declare_table(name, file.filename().string());
        }
    }
    return builder;
}

} // namespace samspill
