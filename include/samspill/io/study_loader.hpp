// From the tables of a pilot as they come to a PilotStudyBuilder: whatever does not fit is a finding.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/core/table.hpp>
#include <samspill/model/pilot_study_builder.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace samspill {

/// One table of a pilot with the row numbers its findings shall name.
struct StudySource {
    StudyTable name = StudyTable::observations;
    Table cells{};
    std::string file{};                      ///< empty for tables handed over in memory
    std::vector<std::int64_t> source_rows{}; ///< spreadsheet row of each record; empty: 2, 3, …
};

/// Adds the rows of a table to the builder. Findings are those of add_table in io/table_loader.hpp, and
/// ambiguous_dash. A cell `value` may hold what official tables print: `<5` and `<=4` are suppressed counts,
/// `.`
/// `..` and `:` are missing, and `-` is refused, because it means zero in some tables and nothing in others.
/// O(cells). @throws Cancelled when `control` asks to stop
void add_study_table(PilotStudyBuilder& builder, const StudySource& source, RunControl* control = nullptr);

/// Reads a folder that holds any of waves.csv, indicators.csv, observations.csv, treatment.csv,
/// preconditions.csv, neighbours.csv, logic_nodes.csv, logic_links.csv and unit_changes.csv; other files are
/// not looked at. Whatever is wrong with folder or files is a finding in the builder; nothing is thrown.
/// @throws Cancelled when `control` asks to stop
[[nodiscard]] PilotStudyBuilder read_study_folder(const std::filesystem::path& folder,
                                                  RunControl* control = nullptr);

} // namespace samspill
