// What became of duplicates between waves, as tables: named columns with units, ids as texts.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/duplication_change.hpp>

#include <span>

namespace samspill {

/// One row for each cluster and wave in which something is to be said about its surplus. Waves are numbered
/// from 1; a cluster is named by its first activity in the wave that found it, and `track` is the same in all
/// rows about one cluster.
/// @param networks those of the waves, in the same order (copies share their storage)
/// @throws InvalidArgument when there are fewer networks than waves
[[nodiscard]] Table duplication_change_clusters(std::span<const ActorNetwork> networks,
                                                const DuplicationChangeResult& result);
/// One row for each wave after the first and kind of change: clusters, seats and people of surplus; for those
/// that remain also as they were before.
[[nodiscard]] Table duplication_change_waves(const DuplicationChangeResult& result);

} // namespace samspill
