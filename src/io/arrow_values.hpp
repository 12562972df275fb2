// Copies the values of Arrow arrays into columns.
#pragma once

#include "arrow_slots.hpp"
#include "arrow_type.hpp"
#include "row_rule.hpp"

#include <samspill/core/finding.hpp>
#include <samspill/core/table.hpp>

#include <cstdint>
#include <utility>
#include <vector>

namespace samspill::detail {

/// Findings about single cells of one column.
class ArrowCellFindings {
public:
    /// `place` names the table and the column.
    explicit ArrowCellFindings(Finding place) : place_{std::move(place)} {}

    /// Says in which row slot 0 lies from now on; 0 when slots belong to no particular row.
    /// Gives back what was said before.
    std::int64_t set_first_row(std::int64_t row) noexcept { return std::exchange(first_row_, row); }
    void number_too_large(std::int64_t slot) { report(number_too_large_, slot); }
    void not_utf8(std::int64_t slot) { report(not_utf8_, slot); }
    void not_a_date(std::int64_t slot) { report(not_a_date_, slot); }
    /// Moves all findings to the end of `findings`.
    void move_to(std::vector<Finding>& findings);

private:
    void report(RowRule& rule, std::int64_t slot);

    Finding place_;
    std::int64_t first_row_ = 0;
    std::vector<Finding> found_;
    RowRule number_too_large_{FindingCode::number_too_large, Severity::error,
                              "the number exceeds the range of signed 64-bit integers",
                              "state a number below 2^63"};
    RowRule not_utf8_{FindingCode::wrong_encoding, Severity::error, "the text is not UTF-8",
                      "decode the text before handing it over"};
    RowRule not_a_date_{FindingCode::not_a_date, Severity::error,
                        "the date lies outside the years 0000 to 9999", "correct the date"};
};

/// Appends the cells to a column of type `type.column_type()`.
/// @throws MalformedArrow when the array contradicts its type; the column may then hold some of the cells
void append_arrow_cells(const ArrowType& type, const ArrowSlots& slots, Column& column,
                        ArrowCellFindings& findings);

/// The same for types that are lists.
void append_arrow_lists(const ArrowType& type, const ArrowSlots& slots, Column& column,
                        ArrowCellFindings& findings);

} // namespace samspill::detail
