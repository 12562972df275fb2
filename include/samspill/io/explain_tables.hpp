// Explanations and what depends on whom as tables: named columns with units, ids as texts.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/criticality_result.hpp>
#include <samspill/result/explanation.hpp>

namespace samspill {

/// One row a near offer, nearest first: the conditions it fails, those left unstated, and how far it is from
/// meeting them. `result` must come from `network`, here and below.
[[nodiscard]] Table explanation_nearest(const ActorNetwork& network, const Explanation& result);

/// One row an activity, by id: people lost without it, whether it is redundant by itself, and whether it is
/// in the joint set.
[[nodiscard]] Table criticality_activities(const ActorNetwork& network, const CriticalityResult& result);
/// One row an actor, by id: people lost when all its activities go.
[[nodiscard]] Table criticality_actors(const ActorNetwork& network, const CriticalityResult& result);

} // namespace samspill
