// Private to the analyses: pairs of actors joined into clusters that do not chain.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/result/duplicate_actors_result.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace samspill::detail {

/// Clusters of at least two actors in which every two are one of the pairs, by first actor; members ascend.
/// Pairs are taken strongest first, and two clusters are joined when all pairs between them are there.
/// O(p log p + for each pair the product of the two clusters).
[[nodiscard]] std::vector<std::vector<ActorId>>
actor_clusters(std::size_t actors, std::span<const DuplicateActorPair> pairs, RunControl* control);

} // namespace samspill::detail
