// The pairs of a network as rows, when classes of alike activities are known.
#pragma once

#include "alike_offers.hpp"

#include <vector>

namespace samspill::detail {

/// Pairs by a then b; large groups of alike activities stand as PairOptions::most_listed_alike says.
/// @throws Cancelled when `control` asks to stop
[[nodiscard]] std::vector<DuplicatePair> listed_pairs(const ActorNetwork& network, const AlikeOffers& alike,
                                                      const PairOptions& options, RunControl* control);

} // namespace samspill::detail
