// Private to analysis: the power in many games, each different game computed once.
#pragma once

#include <samspill/analysis/union_power.hpp>
#include <samspill/analysis/voting_game.hpp>
#include <samspill/analysis/voting_power.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/result/union_power_result.hpp>
#include <samspill/result/voting_power_result.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace samspill::detail {

/// A member's weight in every rule of a game.
using MemberWeights = std::vector<std::int64_t>;

/// Into a vector that keeps its memory from one member to the next.
void read_weights(const VotingGame& game, std::size_t member, MemberWeights& weights);

/// Forums are often alike: the same seats, the same quota. Power depends on the weights of the members and
/// not on their order, so games with the same quotas and weights have one answer, which members look up by
/// their weights.
class GamePowers {
public:
    explicit GamePowers(const PowerOptions& options) : options_{options} {}

    /// Number of the game's answer.
    std::size_t add(const VotingGame& game);
    /// The same for union_power(), which must fit the options; unions are numbered from 0 without a gap.
    std::size_t add_unions(const VotingGame& game, std::span<const std::size_t> unions);
    /// Computes what was added, in parallel.
    void compute(RunControl* control);

    [[nodiscard]] const VotingPower& game(std::size_t answer) const { return powers_[answer]; }
    [[nodiscard]] const MemberPower& member(std::size_t answer, const MemberWeights& weights) const;
    [[nodiscard]] const UnionPower& unions(std::size_t answer) const { return union_powers_[answer]; }
    [[nodiscard]] const MemberUnionPower& member_of_union(std::size_t answer, std::size_t union_number,
                                                          const MemberWeights& weights) const;

private:
    /// A game without the order of its members. A member is a row of the number of its union, 0 where there
    /// are none, and its weights; rows ascend and stand one behind the other.
    struct Game {
        std::vector<std::int64_t> quotas;
        std::vector<std::int64_t> rows;

        friend auto operator<=>(const Game&, const Game&) = default;

        [[nodiscard]] std::size_t width() const noexcept { return 1 + quotas.size(); }
        [[nodiscard]] std::size_t members() const noexcept { return rows.size() / width(); }
        [[nodiscard]] std::span<const std::int64_t> row(std::size_t member) const {
            return std::span{rows}.subspan(member * width(), width());
        }
        [[nodiscard]] VotingGame voting_game() const;
        [[nodiscard]] std::vector<std::size_t> unions() const;
        /// The first member with this row.
        [[nodiscard]] std::size_t find(std::size_t union_number, const MemberWeights& weights) const;
    };
    using Numbers = std::map<Game, std::size_t>;

    static Game key_of(const VotingGame& game, std::span<const std::size_t> unions);
    static std::size_t number_of(Game game, Numbers& numbers, std::vector<const Game*>& games);

    PowerOptions options_;
    Numbers numbers_;
    Numbers union_numbers_;
    std::vector<const Game*> games_; // by answer; keys of the map stay where they are
    std::vector<const Game*> union_games_;
    std::vector<VotingPower> powers_;
    std::vector<UnionPower> union_powers_;
};

} // namespace samspill::detail
