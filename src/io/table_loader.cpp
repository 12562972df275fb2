#include <samspill/io/table_loader.hpp>

#include <samspill/io/csv.hpp>
#include <samspill/io/table_schema.hpp>

#include "cell_reader.hpp"

#include <algorithm>

namespace samspill {
namespace {

MonthInterval months(CellReader& cells, std::size_t row) {
    return {cells.whole("from_month", row).value_or(MonthInterval::open_from),
            cells.whole("to_month", row).value_or(MonthInterval::open_to)};
}

AgeRange ages(CellReader& cells, std::size_t row) {
    return {cells.whole("age_min", row).value_or(AgeRange::open_min),
            cells.whole("age_max", row).value_or(AgeRange::open_max)};
}

/// `sector` or `sector=number`, one entry per expected sector.
std::vector<ExpectedSector> composition(CellReader& cells, std::size_t row) {
    std::vector<ExpectedSector> expected;
    for (const std::string& entry : cells.list("composition", row)) {
        const std::size_t equals = entry.find('=');
        const std::optional<Sector> sector = parse<Sector>(std::string_view{entry}.substr(0, equals));
        const bool repeated =
            sector && std::any_of(expected.begin(), expected.end(),
                                  [&](const auto& earlier) { return earlier.sector == *sector; });
        std::optional<double> weight;
        if (equals != std::string::npos) {
            weight = parse_number(std::string_view{entry}.substr(equals + 1));
        }
        if (!sector || repeated || (equals != std::string::npos && !weight)) {
            cells.report(FindingCode::unknown_term, row, "composition",
                         "an entry is not of the form sector or sector=number, or names a sector twice",
                         "for example municipal=4;civil_society=4; allowed: " + allowed_names<Sector>());
            continue;
        }
        expected.push_back({*sector, weight});
    }
    return expected;
}

void add_row(NetworkBuilder& builder, TableName table, CellReader& cells, std::size_t row) {
    const std::int64_t number = cells.source_row(row);
    const auto text = [&](std::string_view column) { return cells.text(column, row); };
    const auto list = [&](std::string_view column) { return cells.list(column, row); };
    const auto days = [&](std::string_view from, std::string_view to) {
        return DateInterval{cells.date(from, row), cells.date(to, row)};
    };
    switch (table) {
    case TableName::areas:
        builder.add_area({.id = text("id"),
                          .name = text("name"),
                          .parent = text("parent"),
                          .population = cells.count("population", row),
                          .former_unit = text("former_unit")},
                         number);
        break;
    case TableName::actors:
        builder.add_actor({.id = text("id"),
                           .name = text("name"),
                           .sector = cells.required_term("sector", row, Sector::municipal),
                           .type = text("type"),
                           .tier = text("tier"),
                           .parent = text("parent"),
                           .area = text("area"),
                           .languages = list("languages"),
                           .valid = days("valid_from", "valid_to")},
                          number);
        break;
    case TableName::people:
        builder.add_person({.id = text("id"),
                            .actor = text("actor"),
                            .role = text("role"),
                            .tier = cells.term<PersonTier>("tier", row),
                            .languages = list("languages"),
                            .hours = cells.real("hours", row),
                            .groups = list("groups")},
                           number);
        break;
    case TableName::needs:
        builder.add_need({.id = text("id"),
                          .theme = text("theme"),
                          .target_group = text("target_group"),
                          .area = text("area"),
                          .language = text("language"),
                          .period = months(cells, row),
                          .ages = ages(cells, row),
                          .people = cells.count("people", row),
                          .priority = cells.whole("priority", row).value_or(lowest_priority),
                          .entry_point = text("entry_point")},
                         number);
        break;
    case TableName::activities:
        builder.add_activity({.id = text("id"),
                              .name = text("name"),
                              .actor = text("actor"),
                              .kind = cells.term<ActivityKind>("kind", row).value_or(ActivityKind::offer),
                              .theme = text("theme"),
                              .target_groups = list("target_groups"),
                              .areas = list("areas"),
                              .languages = list("languages"),
                              .period = months(cells, row),
                              .schedule = text("schedule"),
                              .ages = ages(cells, row),
                              .capacity = cells.count("capacity", row),
                              .cost = cells.real("cost", row),
                              .minutes = cells.count("minutes", row),
                              .description = text("description"),
                              .last_confirmed = cells.date("last_confirmed", row),
                              .after = list("after")},
                             number);
        break;
    case TableName::ties:
        builder.add_tie({.source = text("source"),
                         .target = text("target"),
                         .relation = cells.required_term("relation", row, Relation::awareness),
                         .weight = cells.real("weight", row),
                         .valid = days("from", "to"),
                         .wave = text("wave")},
                        number);
        break;
    case TableName::forums:
        builder.add_forum({.id = text("id"),
                           .name = text("name"),
                           .form = cells.required_term("form", row, ForumForm::coordination_forum),
                           .area = text("area"),
                           .purpose = text("purpose"),
                           .tasks = text("tasks"),
                           .mandate = text("mandate"),
                           .composition = composition(cells, row),
                           .meets_per_year = cells.real("meets_per_year", row),
                           .quota = cells.real("quota", row)},
                          number);
        break;
    case TableName::seats:
        builder.add_seat({.forum = text("forum"),
                          .actor = text("actor"),
                          .person = text("person"),
                          .role = cells.term<SeatRole>("role", row).value_or(SeatRole::member),
                          .votes = cells.real("votes", row),
                          .period = days("from", "to")},
                         number);
        break;
    }
}

void report(NetworkBuilder& builder, const SourceTable& table, Severity severity, FindingCode code,
            std::string_view column, std::string message, std::string hint) {
    builder.add_finding({severity, code, table.file, std::string{to_string(table.name)}, 0,
                         std::string{column}, std::move(message), std::move(hint)});
}

void check_columns(NetworkBuilder& builder, const SourceTable& table) {
    const auto columns = schema(table.name);
    for (const ColumnSchema& column : columns) {
        if (column.required && table.cells.find(column.name) == nullptr) {
            report(builder, table, Severity::error, FindingCode::missing_column, column.name,
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
            report(builder, table, Severity::warning, FindingCode::unknown_column, column.name(),
                   "the table has no such column; it is not read", "check the spelling or remove the column");
        }
    }
    if (table.cells.rows() == 0) {
        report(builder, table, Severity::error, FindingCode::empty_table, "", "the table has no rows",
               "leave the table out when nobody collected it; an empty table would say that there are none");
    }
}

} // namespace

void add_table(NetworkBuilder& builder, const SourceTable& table, RunControl* control) {
    builder.declare_table(table.name, table.file);
    check_columns(builder, table);
    CellReader cells{builder, table};
    StageTicker ticker{control, "reading rows", cells.rows()};
    for (std::size_t row = 0; row < cells.rows(); ++row) {
        ticker.step();
        add_row(builder, table.name, cells, row);
    }
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
