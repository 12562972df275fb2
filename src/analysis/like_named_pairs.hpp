// Pairs of activities whose names are alike, though what they state differs.
#pragma once

#include "offer_profiles.hpp"
#include "pair_lister.hpp"

#include <samspill/analysis/duplication.hpp>
#include <samspill/core/run_control.hpp>

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill::detail {

/// How alike two activities are, in [0, 1]; callable from several threads.
using ActivityScore = std::function<std::optional<double>(ActivityId, ActivityId)>;

struct LikeNamedPairs {
    FirstPairs first;
    std::vector<AlikeGroup> groups; ///< of more than options.most_listed_alike activities of one name
};

/// Pairs of different actors with names of at least options.name_likeness whose score is at least
/// options.least_score, in a common month, that what they state does not make a pair; never a statutory task
/// with anything else. Two activities that only the score keeps from being such a pair are comparable: of one
/// name each activity is compared with the first options.most_listed_alike comparable ones before it, of two
/// names each of the more frequent one with so many of the other; and two names are compared when one is
/// among so many nearest of the other. No pair is lost but by these bounds. `names` are normal forms, by
/// activity. @throws Cancelled when `control` asks to stop
[[nodiscard]] LikeNamedPairs like_named_pairs(const ActorNetwork& network, const OfferProfiles& profiles,
                                              const std::vector<std::string_view>& names,
                                              const ActivityScore& score, const DuplicationOptions& options,
                                              RunControl* control);

} // namespace samspill::detail
