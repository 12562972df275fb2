// Duplicate actors and proposals to merge them as tables: named columns with units, ids as texts.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/duplicate_actors_result.hpp>

namespace samspill {

/// One row a pair, by ids, with its evidence; `proposal` is the id that would be kept, null where the pair
/// lies across proposals. `result` must come from `network`, here and below.
[[nodiscard]] Table duplicate_actor_pairs(const ActorNetwork& network, const DuplicateActorsResult& result);
/// One row a proposal, by the id that would be kept: the ids that would go, and how many rows would move.
[[nodiscard]] Table merge_proposals(const ActorNetwork& network, const DuplicateActorsResult& result);
/// One row for each id that would go, by id: the id that stands for it, the reason, the evidence and what
/// would move. It keeps every old id traceable.
[[nodiscard]] Table former_ids(const ActorNetwork& network, const DuplicateActorsResult& result);
/// One row for each name or number that too many actors have to tell them apart, with the first of them.
[[nodiscard]] Table shared_by_many(const ActorNetwork& network, const DuplicateActorsResult& result);

} // namespace samspill
