// Who has the upper hand in each forum, as the network tells it.
#pragma once

#include <samspill/analysis/power_profile.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/seat_day.hpp>
#include <samspill/result/power_asymmetry_result.hpp>

namespace samspill {

struct PowerAsymmetryOptions {
    /// The day whose seats and ties count, with the meetings up to it.
    SeatDay as_of{};
    /// A forum without a quota is taken to decide by simple majority; otherwise its voting power is left out.
    bool assume_majority = false;
    PowerWeights weights = equal_power_weights;
    PowerBootstrapOptions bootstrap{};
};

/// The power asymmetry profile of each forum (methods M1.11, a project definition): what the municipality
/// holds against what civil society with users' own groups holds. Other sectors belong to neither side.
///
/// Seats count each person once. Voting power is the normalised Banzhaf index, summed over the side's votes,
/// not recorded where forum_power() gives none. Airtime is summed over the meetings
/// that state it for all members who came, agenda items over those whose proposer is stated. The decision
/// mandate is the seats of people from the leadership, not recorded unless the tier behind every seat of both
/// sides is stated. Chair is the people with the role chair or coordinator; an unnamed seat is one person.
/// The information lead counts which seated actors of one side know of which of the other, each pair once: by
/// ties of awareness, information or referral to the actor or to an activity it offers. It is not recorded
/// where the network has no such ties at all.
///
/// The vector comes first; the composite stands beside it, never in its place. Its interval draws meetings
/// that state airtime or proposers.
/// @throws MissingTable when the tables forums or seats were not given
/// @throws InvalidArgument as power_profile and power_bootstrap
/// @throws Cancelled when `control` asks to stop
/// O(rows of the forums' tables + ties log ties + forums * replicates * meetings) and the voting power
/// of each different game. Forums are computed in parallel.
[[nodiscard]] PowerAsymmetryResult power_asymmetry(const ActorNetwork& network,
                                                   const PowerAsymmetryOptions& options = {},
                                                   RunControl* control = nullptr);

} // namespace samspill
