// Private to analysis: the game that the votes of a forum's seats make.
#pragma once

#include <samspill/analysis/voting_game.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/seat_day.hpp>
#include <samspill/result/forum_power_result.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace samspill::detail {

/// What the table of seats says about one voter.
struct Voter {
    ActorId actor;
    PersonId person;
    std::size_t sector = 0;
    std::optional<double> votes;
};

/// The voters of each forum on its day in the order of the table; a person with equal votes once. O(seats log
/// seats).
[[nodiscard]] std::vector<std::vector<Voter>> voters_by_forum(const ActorNetwork& network,
                                                              const SeatDays& days);

/// The game of a forum and the votes of its voters as stated.
struct ForumGame {
    VotingGame game;
    std::vector<double> votes;
};

/// Nothing where there is no game, with the reason in `vote`.
[[nodiscard]] std::optional<ForumGame> game_of(const std::vector<Voter>& voters, std::optional<double> quota,
                                               bool assume_majority, ForumVote& vote);

} // namespace samspill::detail
