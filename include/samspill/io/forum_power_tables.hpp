// Voting power as tables: of games given as numbers, and of the forums of a network.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/forum_power_result.hpp>
#include <samspill/result/union_power_result.hpp>
#include <samspill/result/voting_power_result.hpp>

namespace samspill {

/// One row a member, by its position in the game from 0; intervals are null unless sampled, counts and
/// fractions where they are not known exactly.
[[nodiscard]] Table power_members(const VotingPower& power);
/// One row a member: its union's number and its values.
[[nodiscard]] Table union_members(const UnionPower& power);

/// One row a forum: voters, votes, quota, and how often all coalitions could decide.
/// `result` must come from `network`, here and below.
[[nodiscard]] Table power_forums(const ActorNetwork& network, const ForumPowerResult& result);
/// One row a voter of a forum.
[[nodiscard]] Table power_voters(const ActorNetwork& network, const ForumPowerResult& result);
/// One row a forum and sector with voters.
[[nodiscard]] Table power_sectors(const ActorNetwork& network, const ForumPowerResult& result);

} // namespace samspill
