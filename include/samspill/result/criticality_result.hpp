// How many people are lost when an activity or an actor goes, and which activities nobody would miss.
#pragma once

#include <samspill/core/count.hpp>
#include <samspill/core/index.hpp>
#include <samspill/result/provenance.hpp>

#include <cstdint>
#include <vector>

namespace samspill {

/// People covered now who would not be covered without it, however the others are re-routed; >= 0. `people`
/// counts unknown seats of all activities as none, `people_unbounded` as enough.
struct Criticality {
    std::int64_t people = 0;
    std::int64_t people_unbounded = 0;

    friend bool operator==(const Criticality&, const Criticality&) = default;
};

struct ActivityCriticality {
    Criticality lost;
    Count seats;            ///< free ones
    bool statutory = false; ///< somebody is obliged to offer it
    /// Has free seats, their number is known, and nobody is lost without it. Two redundant activities may
    /// stand in for each other, so not all of them can go at once.
    bool redundant = false;
};

struct ActorCriticality {
    Criticality lost; ///< when all its activities go at once
    std::int64_t activities = 0;
};

/// Result of criticality(). Nominal coverage: over all offers that fit, whoever knows of them.
struct CriticalityResult {
    Provenance provenance;
    Criticality covered;                         ///< people covered as things are
    std::vector<ActivityCriticality> activities; ///< indexed by ActivityId
    std::vector<ActorCriticality> actors;        ///< indexed by ActorId
    /// Activities that can go at once without losing anybody, ascending. No further redundant one can join
    /// them, but another such set may be larger. Statutory tasks and unknown seats are never in it.
    std::vector<ActivityId> jointly_redundant;
    std::int64_t jointly_redundant_at_most = 0; ///< no such set has more activities
};

} // namespace samspill
