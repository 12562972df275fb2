// Private to analysis: the game that the votes of a forum's seats make.
#pragma once

#include <samspill/analysis/voting_game.hpp>
#include <samspill/core/date.hpp>
#include <samspill/model/actor_network.hpp>
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

/// A day of the period; an unknown bound is open.
[[nodiscard]] inline bool is_held_on(const DateInterval& period, Date day) noexcept {
    return (!period.from.is_known() || period.from <= day) && (!period.to.is_known() || day < period.to);
}

/// The voters of each forum in the order of the table; a person with equal votes once. O(seats log seats).
[[nodiscard]] std::vector<std::vector<Voter>> voters_by_forum(const ActorNetwork& network,
                                                              std::optional<Date> day);

/// The game of a forum and the votes of its voters as stated.
struct ForumGame {
    VotingGame game;
    std::vector<double> votes;
};

/// Nothing where there is no game, with the reason in `vote`.
[[nodiscard]] std::optional<ForumGame> game_of(const std::vector<Voter>& voters, std::optional<double> quota,
                                               bool assume_majority, ForumVote& vote);

} // namespace samspill::detail
