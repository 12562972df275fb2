// Private to the model: references that come back to where they began.
#pragma once

#include <samspill/core/list_column.hpp>

#include <cstdint>
#include <vector>

namespace samspill {

/// Rows from which references lead back to the row itself, ascending; row k refers to the rows references[k].
/// They are the members of the strongly connected components with more than one row, and rows that refer to
/// themselves (Tarjan 1972). O(rows + references).
[[nodiscard]] std::vector<std::uint32_t> rows_on_circles(const ListColumn<std::uint32_t>& references);

} // namespace samspill
