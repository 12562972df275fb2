// Private to the pilots: group-time effects put together.
#pragma once

#include "pilot/influence.hpp"
#include "pilot/panel_matrix.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace samspill::detail {

/// Adds all aggregates of the cells in `result`, whose estimates stand in the same order in `cells`, and
/// gives their estimates back in the order of the aggregates. `sizes`: units of each group.
[[nodiscard]] std::vector<InfluencedEstimate> add_aggregates(const PanelMatrix& panel,
                                                             const std::map<std::int32_t, double>& sizes,
                                                             const std::vector<InfluencedEstimate>& cells,
                                                             const InfluenceTable& table,
                                                             StaggeredResult& result);

} // namespace samspill::detail
