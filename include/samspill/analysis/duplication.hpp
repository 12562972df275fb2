// Which offers are duplicates, judged against the need?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/matching.hpp>
#include <samspill/result/duplication_result.hpp>

namespace samspill {

struct DuplicationOptions {
    bool match_languages = true; ///< false pairs offers even when no language is common to both
    bool match_ages = true;      ///< false pairs offers even when no age is common to both
    double backup_share = 0.10; ///< surplus up to this share of the need is a wanted reserve (project choice)
    MatchOptions match{};       ///< which needs an activity can serve, for the demand of a cluster
};

/// Finds pairs of activities of different actors, of one kind and theme, with a common target group, nested
/// areas and overlapping periods; an attribute that one of the two leaves open keeps no pair apart. Statutory
/// tasks never pair with offers. Pairs are joined into clusters in which every two activities are a pair:
/// activities in order of their ids join the cluster founded first among those they pair with completely, or
/// found their own, so that a-b and b-c do not make a duplicate of a and c. Clusters of one are left out.
///
/// A cluster is judged by M2.10: seats of its activities against the people of all needs that at least one of
/// them can serve. Without a table of needs every verdict is `unknown_need`; no verdict ever rests on a
/// missing number taken for 0. A network without activities gives an empty result.
/// @throws MissingTable when the table activities was not given
/// @throws InvalidArgument for a backup_share that is negative or not finite; Cancelled when `control` asks
/// to stop Cost: proportional to the pairs of equal theme in nested areas.
[[nodiscard]] DuplicationResult duplication(const ActorNetwork& network,
                                            const DuplicationOptions& options = {},
                                            RunControl* control = nullptr);

} // namespace samspill
