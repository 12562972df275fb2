// Where duplicates lie, as tables: named columns with units, ids as texts.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/duplication_result.hpp>
#include <samspill/result/duplication_scope.hpp>

namespace samspill {

/// One row a pair with its scope and the evidence: who offers both, from which municipality, what that was
/// read from, and the actor that both belong to. `duplication` and `result` must come from `network`, here
/// and below.
[[nodiscard]] Table duplication_scope_pairs(const ActorNetwork& network, const DuplicationResult& duplication,
                                            const DuplicationScopeResult& result);
/// One row a cluster with its scope and the number of its pairs in each. `cluster` is the id of the cluster's
/// first activity.
[[nodiscard]] Table duplication_scope_clusters(const ActorNetwork& network,
                                               const DuplicationResult& duplication,
                                               const DuplicationScopeResult& result);

/// One row a scope, from the nearest to the widest: pairs, clusters, and what lies beyond the need.
[[nodiscard]] Table duplication_by_scope(const DuplicationScopeResult& result);
/// One row for each two sectors whose actors make a pair. Rows do not add up.
[[nodiscard]] Table duplication_by_sectors(const DuplicationScopeResult& result);
/// One row for each two former units whose actors make a pair. Rows do not add up.
[[nodiscard]] Table duplication_by_former_units(const ActorNetwork& network,
                                                const DuplicationScopeResult& result);

} // namespace samspill
