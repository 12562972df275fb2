// Simple games of weighted votes: who must agree for a decision to be taken.
//
// A coalition wins when it meets every rule of the game. A rule gives each member a weight and states how
// much weight is needed; a head count is a rule with weights 1, a veto one with weights 1 for the bloc.
#pragma once

#include <samspill/model/vocabulary.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill {

/// Weights of the members and the weight needed: a coalition meets the rule when its sum is `quota` or more.
struct VotingRule {
    std::int64_t quota = 0;            ///< votes needed, from 1 to the sum of the weights
    std::vector<std::int64_t> weights; ///< one for each member, 0 or more

    friend bool operator==(const VotingRule&, const VotingRule&) = default;
};

/// Members and the rules that a winning coalition meets. A value that never changes; members are known by
/// their position. The empty coalition loses and all members together win, whatever the rules.
class VotingGame {
public:
    /// Votes weighted by whole numbers.
    /// @throws InvalidArgument for no members, a negative weight, a quota below 1 or above the sum
    /// @throws Overflow when the weights sum to more than 2^53
    VotingGame(std::int64_t quota, std::vector<std::int64_t> weights);

    /// Votes and quota as decimal numbers, such as 0.5 votes of 2.5: all are multiplied by the same power of
    /// ten until they are whole. A number means the decimal with fewest digits that reads as it.
    /// @throws InvalidArgument as above, for numbers that are not finite, and for more than nine decimals or
    /// so many digits that the scaled numbers exceed 2^53
    [[nodiscard]] static VotingGame of_decimals(double quota, std::span<const double> votes);

    /// This game with one more rule. @throws as the constructor; InvalidArgument for another number of
    /// members
    [[nodiscard]] VotingGame with_rule(VotingRule rule) const;
    /// With the rule that at least `members_needed` members agree.
    [[nodiscard]] VotingGame with_head_count(std::int64_t members_needed) const;
    /// With a veto of the members whose positions are given.
    /// @throws InvalidArgument for no position, a repeated one or one out of range
    [[nodiscard]] VotingGame with_veto(std::span<const std::size_t> bloc, Veto veto) const;

    /// The game in which the bloc is one player, whose weights are the sums of its members' in every rule.
    /// It stands first; the others follow in their order.
    /// @throws InvalidArgument as with_veto
    [[nodiscard]] VotingGame merged(std::span<const std::size_t> bloc) const;

    [[nodiscard]] std::size_t members() const noexcept { return rules_.front().weights.size(); }
    /// At least one.
    [[nodiscard]] const std::vector<VotingRule>& rules() const noexcept { return rules_; }

    friend bool operator==(const VotingGame&, const VotingGame&) = default;

private:
    std::vector<VotingRule> rules_;
};

/// Votes needed for a simple majority, more than half of `votes`: floor(votes / 2) + 1.
[[nodiscard]] constexpr std::int64_t majority_quota(std::int64_t votes) noexcept { return votes / 2 + 1; }

} // namespace samspill
