#include <samspill/io/table_loader.hpp>

#include <samspill/io/csv.hpp>
#include <samspill/io/table_schema.hpp>

#include "row_reader.hpp"

#include <algorithm>

namespace samspill {
namespace {

/// Adds one row of a table to the builder.
void add_row(NetworkBuilder& builder, TableName table, RowReader& reader, std::size_t row) {
    const std::int64_t number = reader.source_row(row);
    switch (table) {
    case TableName::areas:
        builder.add_area(reader.area(row), number);
        break;
    case TableName::actors:
        builder.add_actor(reader.actor(row), number);
        break;
    case TableName::people:
        builder.add_person(reader.person(row), number);
        break;
    case TableName::needs:
        builder.add_need(reader.need(row), number);
        break;
    case TableName::activities:
        builder.add_activity(reader.activity(row), number);
        break;
    case TableName::ties:
        builder.add_tie(reader.tie(row), number);
        break;
    case TableName::forums:
        builder.add_forum(reader.forum(row), number);
        break;
    case TableName::seats:
        builder.add_seat(reader.seat(row), number);
        break;
    case TableName::travel_times:
        builder.add_travel_time(reader.travel_time(row), number);
        break;
    case TableName::meetings:
        builder.add_meeting(reader.meeting(row), number);
        break;
    case TableName::agenda_items:
        builder.add_agenda_item(reader.agenda_item(row), number);
        break;
    case TableName::attendance:
        builder.add_attendance(reader.attendance(row), number);
        break;
    case TableName::reviews:
        builder.add_review(reader.review(row), number);
        break;
    }
}

void report(std::vector<Finding>& findings, const SourceTable& table, Severity severity, FindingCode code,
            std::string_view column, std::string message, std::string hint) {
    findings.push_back({severity, code, table.file, std::string{to_string(table.name)}, 0,
                        std::string{column}, std::move(message), std::move(hint)});
}

/// Reports required columns that are missing, and columns that are not read with the severity `unknown`.
void check_columns(const SourceTable& table, Severity unknown, std::vector<Finding>& findings) {
    const auto columns = schema(table.name);
    for (const ColumnSchema& column : columns) {
        if (column.required && table.cells.find(column.name) == nullptr) {
            report(findings, table, Severity::error, FindingCode::missing_column, column.name,
                   "the required column is missing", "add the column; its name stands in the first row");
        }
    }
    const auto is_known = [&](const Column& column) {
        return std::any_of(columns.begin(), columns.end(),
                           [&](const ColumnSchema& schema) { return schema.name == column.name(); });
    };
    // Without a single known name the first row is a record rather than a header, and its cells may be
    // personal.
    const auto& given = table.cells.columns();
    const bool has_header = std::any_of(given.begin(), given.end(), is_known);
    for (const Column& column : given) {
        if (has_header && !is_known(column)) {
            report(findings, table, unknown, FindingCode::unknown_column, column.name(),
                   "the table has no such column; it is not read", "check the spelling or remove the column");
        }
    }
}

/// Checks a table that shall have one row, which stands in no file.
SourceTable only_row(TableName name, const Table& row, std::vector<Finding>& findings) {
    if (row.rows() != 1) {
        throw InvalidArgument{"a new row must be a table of one row"};
    }
    SourceTable table{.name = name, .cells = row};
    check_columns(table, Severity::error, findings);
    return table;
}

/// Findings about a row that stands in no file name no row either.
template <class Row>
Row unless_unusable(Row row, std::vector<Finding> findings) {
    if (findings.empty()) {
        return row;
    }
    for (Finding& finding : findings) {
        finding.row = 0;
    }
    std::sort(findings.begin(), findings.end(), precedes);
    throw UnusableData{std::move(findings)};
}

} // namespace

void add_table(NetworkBuilder& builder, const SourceTable& table, RunControl* control) {
    builder.declare_table(table.name, table.file);
    std::vector<Finding> findings;
    check_columns(table, Severity::warning, findings);
    if (table.cells.rows() == 0) {
        report(findings, table, Severity::error, FindingCode::empty_table, "", "the table has no rows",
               "leave the table out when nobody collected it; an empty table would say that there are none");
    }
    RowReader reader{table, findings};
    StageTicker ticker{control, "reading rows", reader.rows()};
    for (std::size_t row = 0; row < reader.rows(); ++row) {
        ticker.step();
        add_row(builder, table.name, reader, row);
    }
    for (Finding& finding : findings) {
        builder.add_finding(std::move(finding));
    }
}

Activity read_activity(const Table& row) {
    std::vector<Finding> findings;
    const SourceTable table = only_row(TableName::activities, row, findings);
    Activity activity = RowReader{table, findings}.activity(0);
    return unless_unusable(std::move(activity), std::move(findings));
}

Tie read_tie(const Table& row) {
    std::vector<Finding> findings;
    const SourceTable table = only_row(TableName::ties, row, findings);
    Tie tie = RowReader{table, findings}.tie(0);
    return unless_unusable(std::move(tie), std::move(findings));
}

NetworkBuilder read_folder(const std::filesystem::path& folder, RunControl* control) {
    NetworkBuilder builder;
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
        builder.add_finding({Severity::error, FindingCode::file_not_found, folder.filename().string(), "", 0,
                             "", "there is no such folder",
                             "name the folder that holds actors.csv and the other tables"});
        return builder;
    }
    for (std::size_t k = 0; k < vocabulary_size<TableName>; ++k) {
        const auto name = static_cast<TableName>(k);
        const std::string table_name{to_string(name)};
        const std::filesystem::path file = folder / (table_name + ".csv");
        const auto type = std::filesystem::symlink_status(file, error).type(); // a broken link is a finding
        if (name != TableName::actors && type == std::filesystem::file_type::not_found) {
            continue; // every other table is optional
        }
        CsvReading reading = read_csv_file(file, table_name, control);
        for (Finding& finding : reading.findings) {
            builder.add_finding(std::move(finding));
        }
        if (reading.table) {
            add_table(
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
