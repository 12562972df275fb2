// Private to analysis: the game that the votes of a forum's seats make.
#pragma once

#include <samspill/analysis/voting_game.hpp>
#include <samspill/core/count.hpp>
#include <samspill/core/date.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/seat_day.hpp>
#include <samspill/result/forum_power_result.hpp>

#include <cstddef>
#include <optional>
#include <span>
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

/// What the table of forums says about how a forum decides.
struct DecisionRules {
    std::optional<double> quota;
    Count head_count;
    std::span<const SectorVeto> vetoes;
};

[[nodiscard]] inline DecisionRules rules_of(const ForumColumns& forums, std::size_t forum) {
    return {forums.quota[forum], forums.head_count[forum], forums.vetoes[forum]};
}

/// Nothing where there is no game, with the reason in `vote`. Rules stand in the order: votes, heads, vetoes
/// by sector. Whoever has no votes has no head either.
[[nodiscard]] std::optional<ForumGame> game_of(const std::vector<Voter>& voters, const DecisionRules& rules,
                                               bool assume_majority, ForumVote& vote);

} // namespace samspill::detail
