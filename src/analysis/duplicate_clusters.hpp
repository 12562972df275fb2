// Clusters of activities that are pairwise duplicates.
#pragma once

#include "alike_offers.hpp"

#include <samspill/core/index.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>

#include <span>
#include <vector>

namespace samspill::detail {

/// Partition of the activities such that every two members of a part are of different actors and a pair, by
/// their classes or by `further` (pairs of different actors whose classes do not pair): activities in the
/// order of their ids join the part that was founded first among those they pair with completely, or found
/// one of their own. Parts of one are kept.
/// @throws Cancelled when `control` asks to stop
[[nodiscard]] std::vector<std::vector<ActivityId>> complete_linkage(const ActorNetwork& network,
                                                                    const AlikeOffers& alike,
                                                                    std::span<const DuplicatePair> further,
                                                                    RunControl* control);

} // namespace samspill::detail
