// Instruments from a file, so that a municipality can ask what it wants to know.
#pragma once

#include <samspill/core/finding.hpp>
#include <samspill/core/table.hpp>
#include <samspill/model/instrument.hpp>

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace samspill {

/// Instruments as a file states them, and everything that is wrong with it, by row.
struct InstrumentsReading {
    Instruments instruments;       ///< not to be used when a finding is an error
    std::vector<Finding> findings; ///< by the order of precedes()
};

/// Reads instruments from a table with the columns **item**, **instrument**, **version**, **scale_min**,
/// **scale_max**, source, and any of text_xx with a language tag xx.
///
/// Findings: missing_column, unknown_column (a warning), duplicate_id for an item that stands twice,
/// missing_value, not_a_number, out_of_range for a scale of fewer than 2 or more than 100 points,
/// (or that differs from that of another item of the instrument), contradictory_version when rows differ in
/// it, empty_table. O(cells).
[[nodiscard]] InstrumentsReading instruments_from(const Table& table, std::string_view file = {},
                                                  const std::vector<std::int64_t>& source_rows = {});

/// The same from a CSV file; what is wrong with the file itself is a finding too.
[[nodiscard]] InstrumentsReading read_instruments(const std::filesystem::path& file);

} // namespace samspill
