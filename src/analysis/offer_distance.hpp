// Private to analysis: how far an offer is from fitting a need that it does not fit.
#pragma once

#include <samspill/model/actor_network.hpp>
#include <samspill/model/matching.hpp>
#include <samspill/result/explanation.hpp>

namespace samspill::detail {

/// Distances of the conditions that the pair fails because the activity states something else.
[[nodiscard]] OfferDistance offer_distance(const ActorNetwork& network, ActivityId activity, NeedId need,
                                           const ConditionCheck& check, const MatchOptions& options);

} // namespace samspill::detail
