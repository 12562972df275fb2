// Who can decide in the forums: voting power of seats and of sectors.
#pragma once

#include <samspill/analysis/voting_power.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/seat_day.hpp>
#include <samspill/result/forum_power_result.hpp>

namespace samspill {

struct ForumPowerOptions {
    /// The day whose seats vote.
    SeatDay as_of{};
    /// A forum without a quota and without a head count is taken to decide by simple majority, more than half
    /// of the votes. Otherwise it is `not_applicable`.
    bool assume_majority = false;
    /// How the indices are computed; both are.
    PowerOptions power{};
};

/// Voting power in each forum (methods M1.7, M1.8), with sectors as a priori unions, and of each sector if it
/// votes as one while all others vote freely. A person with several seats of equal votes votes once, for the
/// sector of the first actor in the order of ids; seats that name no person vote each (methods 2.5). Where
/// no seat states votes each has one. A decision needs the quota of votes, the head count of voters and what
/// each veto of a sector asks of that sector's voters, as far as these are stated, all at once; voters with 0
/// votes are no heads.
///
/// Not applicable: no seats (`empty`), neither quota nor head count stated, quota or head count 0 or above
/// what there is, a sector with a veto and no voters, nobody with votes, votes of more digits than can be
/// counted. Unknown: some seats state votes and others do not.
/// @throws MissingTable when the tables forums or seats were not given
/// @throws InvalidArgument as voting_power
/// @throws Cancelled when `control` asks to stop
/// Costs some voting_power of each forum and of each of its sectors; forums are computed in parallel.
[[nodiscard]] ForumPowerResult forum_power(const ActorNetwork& network, const ForumPowerOptions& options = {},
                                           RunControl* control = nullptr);

} // namespace samspill
