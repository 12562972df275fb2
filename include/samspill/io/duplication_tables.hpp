// Duplicates as tables: pairs, clusters, groups of alike activities, and scores against labels.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/demand_cells_result.hpp>
#include <samspill/result/duplicate_agreement.hpp>
#include <samspill/result/duplication_result.hpp>

#include <vector>

namespace samspill {

/// One row a pair of duplicates. `cluster` is the id of the cluster's first activity; `score` tells how alike
/// they are, and `by_likeness` that only this makes them a pair. `result` must come from `network`, here and
/// below.
[[nodiscard]] Table duplication_pairs(const ActorNetwork& network, const DuplicationResult& result);
/// One row a cluster with its verdict.
[[nodiscard]] Table duplication_clusters(const ActorNetwork& network, const DuplicationResult& result);
/// One row a large group of alike activities, named by its first.
[[nodiscard]] Table duplication_groups(const ActorNetwork& network, const DuplicationResult& result);

/// One row a cell of theme, area, target group, language and month.
[[nodiscard]] Table demand_cell_rows(const ActorNetwork& network, const DemandCells& result);

/// One row a threshold, from the highest to the lowest.
[[nodiscard]] Table duplicate_score_curve(const std::vector<ThresholdScore>& curve);

} // namespace samspill
