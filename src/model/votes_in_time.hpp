// Private to the model: whether the votes that are held at one time can ever reach a quota.
#pragma once

#include <samspill/core/date.hpp>

#include <optional>
#include <vector>

namespace samspill {

/// One voter: the votes, if stated, and the periods in at least one of which they are held.
struct VotingPeriods {
    std::optional<double> votes;
    std::vector<DateInterval> periods;
};

/// False only when the quota is above the votes on every day, as for a forum whose members change: voters who
/// never sit together do not add up. Where none of the voters of a day states votes each has one; where some
/// do, the sum of that day is not known and may reach any quota. Without voters nothing is known. O(periods
/// log periods).
[[nodiscard]] bool can_reach(double quota, std::vector<VotingPeriods> voters);

} // namespace samspill
