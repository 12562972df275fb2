// Private to the analyses: which actors are worth comparing, without comparing all.
#pragma once

#include "actor_evidence.hpp"

#include <vector>

namespace samspill::detail {

struct DuplicateActorCandidates {
    std::vector<DuplicateActorPair> pairs; ///< by a, then b
    std::vector<SharedByMany> shared_by_many;
};

/// All pairs of actors among those whose names or numbers are alike, and what too many share.
[[nodiscard]] DuplicateActorCandidates duplicate_actor_pairs_of(const ActorComparison& actors,
                                                                const DuplicateActorOptions& options,
                                                                RunControl* control);

} // namespace samspill::detail
