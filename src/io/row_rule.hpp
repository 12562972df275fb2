// Findings about the rows of one table that break the same rule.
#pragma once

#include <samspill/core/finding.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace samspill::detail {

/// A rule that many rows may break: the first ones are named one by one, the rest are counted, so that a
/// large file of the wrong kind does not drown its reader.
struct RowRule {
    static constexpr std::size_t most_named_rows = 100;

    FindingCode code;
    Severity severity;
    std::string_view message;
    std::string_view hint;
    std::size_t rows = 0;

    /// Reports that the row of `place` breaks the rule. `place` gives file, table, row and column.
    void report(std::vector<Finding>& findings, Finding place);
    /// Reports how many rows were not named, if any; called once after the last row.
    void report_rest(std::vector<Finding>& findings, Finding place) const;
};

} // namespace samspill::detail
