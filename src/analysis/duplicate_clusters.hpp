// Clusters of activities that are pairwise duplicates.
#pragma once

#include "alike_offers.hpp"
#include "offer_profiles.hpp"

#include <samspill/analysis/duplicate_pairs.hpp>
#include <samspill/core/index.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>

#include <span>
#include <vector>

namespace samspill::detail {

/// Partition of the activities such that every two members of a part are of different actors and a pair, by
/// what they state or by `further` (pairs of different actors, a < b, that what they state does not make):
/// activities in the order of their ids join the part that was founded first among those they pair with
/// completely, or found one of their own. Parts of one are kept. Memory O(activities + further).
/// @throws Cancelled when `control` asks to stop
[[nodiscard]] std::vector<std::vector<ActivityId>>
complete_linkage(const ActorNetwork& network, const PairOptions& options, const AlikeOffers& alike,
                 OfferProfiles& profiles, std::span<const DuplicatePair> further, RunControl* control);

} // namespace samspill::detail
