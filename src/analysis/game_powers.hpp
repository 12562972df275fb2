// Private to analysis: the power in many games of one rule, each different game computed once.
#pragma once

#include <samspill/analysis/union_power.hpp>
#include <samspill/analysis/voting_game.hpp>
#include <samspill/analysis/voting_power.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/result/union_power_result.hpp>
#include <samspill/result/voting_power_result.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace samspill::detail {

/// Forums are often alike: the same seats, the same quota. Power depends on the weights of the members and
/// not on their order, so games with the same quota and weights have one answer, which members look up by
/// their weight.
class GamePowers {
public:
    explicit GamePowers(const PowerOptions& options) : options_{options} {}

    /// Number of the game's answer. The game must have one rule.
    std::size_t add(const VotingGame& game);
    /// The same for union_power(), which must fit the options; unions are numbered from 0 without a gap.
    std::size_t add_unions(const VotingGame& game, std::span<const std::size_t> unions);
    /// Computes what was added, in parallel.
    void compute(RunControl* control);

    [[nodiscard]] const VotingPower& game(std::size_t answer) const { return powers_[answer]; }
    [[nodiscard]] const MemberPower& member(std::size_t answer, std::int64_t weight) const;
    [[nodiscard]] const UnionPower& unions(std::size_t answer) const { return union_powers_[answer]; }
    [[nodiscard]] const MemberUnionPower& member_of_union(std::size_t answer, std::size_t union_number,
                                                          std::int64_t weight) const;

private:
    using Weights = std::vector<std::int64_t>; // ascending
    using Game = std::pair<std::int64_t, Weights>;
    /// Members by union, then weight.
    using UnionGame = std::pair<std::int64_t, std::vector<std::pair<std::size_t, std::int64_t>>>;

    PowerOptions options_;
    std::map<Game, std::size_t> numbers_;
    std::map<UnionGame, std::size_t> union_numbers_;
    std::vector<const Game*> games_; // by answer; keys of the map stay where they are
    std::vector<const UnionGame*> union_games_;
    std::vector<VotingPower> powers_;
    std::vector<UnionPower> union_powers_;
};

} // namespace samspill::detail
