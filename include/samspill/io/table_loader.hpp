// From tables as they come to a NetworkBuilder: cells are read by the schema, whatever does not fit is a
// finding.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/core/table.hpp>
#include <samspill/model/network_builder.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace samspill {

/// One input table with the row numbers its findings shall name.
struct SourceTable {
    TableName name = TableName::actors;
    Table cells;
    std::string file{};                      ///< empty for tables handed over in memory
    std::vector<std::int64_t> source_rows{}; ///< spreadsheet row of each record; empty: 2, 3, …
};

/// Adds the rows of a table to the builder. Findings: missing_column, duplicate_column, unknown_column (a
/// warning), empty_table, and for cells not_a_number, not_a_whole_number, not_finite, number_too_large,
/// not_a_date, unknown_term, unsupported_type. A row with a bad cell still joins, so that references to it
/// resolve and all its other findings are found too. O(cells). @throws Cancelled when `control` asks to stop
void add_table(NetworkBuilder& builder, const SourceTable& table, RunControl* control = nullptr);

/// The activity or tie that a table of one row states, read by the same rules, for changes of a network.
/// @throws UnusableData with what does not fit, where an unknown column is an error too; InvalidArgument when
/// the table has another number of rows
[[nodiscard]] Activity read_activity(const Table& row);
[[nodiscard]] Tie read_tie(const Table& row);

/// Reads a folder that holds any of areas.csv, actors.csv, people.csv, needs.csv, activities.csv, ties.csv,
/// forums.csv, seats.csv and travel_times.csv. Whatever is wrong with folder or files is a finding in the
/// builder; nothing is thrown. build() of the builder then throws UnusableData with all of it.
/// @throws Cancelled when `control` asks to stop
[[nodiscard]] NetworkBuilder read_folder(const std::filesystem::path& folder, RunControl* control = nullptr);

} // namespace samspill
