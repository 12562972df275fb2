// Private to the analyses: what the computations of voting power have in common.
#pragma once

#include <samspill/analysis/voting_power.hpp>
#include <samspill/core/run_control.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace samspill::detail {

/// Members that have the same weight in every rule are interchangeable.
struct MemberClasses {
    std::vector<std::size_t> class_of; ///< by member
    std::vector<std::size_t> members;  ///< of each class
    std::vector<std::size_t> first;    ///< member of each class
};

/// Classes ascending by the weights in the first rule, then in the second, and so on.
[[nodiscard]] MemberClasses classes_of(const std::vector<VotingRule>& rules);

/// The rules with every weight cut down to the quota and divided by the common divisor: the same game.
[[nodiscard]] std::vector<VotingRule> reduced(const std::vector<VotingRule>& rules);

/// Sum of the weights of a rule.
[[nodiscard]] std::int64_t total_weight(const VotingRule& rule) noexcept;

/// Sets Banzhaf's and Coleman's measures from the chance of each class to swing and those to win and to lose.
void set_banzhaf_and_coleman(VotingPower& power, const std::vector<double>& of_class,
                             const MemberClasses& classes, double winning, double losing);

/// Swings counted by the number of the other members in the coalition.
struct SwingCounts {
    /// [class][0..n-1]; for Banzhaf alone all sizes may stand together as [class][0]
    std::vector<std::vector<std::uint64_t>> by_size;
    std::uint64_t winning = 0; ///< coalitions
};

/// Exact power of a game of at most most_exact_members from its swings.
[[nodiscard]] VotingPower power_of_counts(const SwingCounts& counts, const MemberClasses& classes,
                                          const PowerOptions& options);

// The computations; `rules` are reduced, there is one for the first two.

/// Exact counts of one rule. Needs count_bytes(rule) of memory at least.
[[nodiscard]] VotingPower counted_power(const VotingRule& rule, const PowerOptions& options,
                                        RunControl* control);
/// Largest table that counted_power makes.
[[nodiscard]] double count_bytes(const VotingRule& rule, const PowerOptions& options);

/// Double precision, one rule, at most most_counted_members.
[[nodiscard]] VotingPower floating_power(const VotingRule& rule, const PowerOptions& options,
                                         RunControl* control);
/// Table of floating_power for one thread.
[[nodiscard]] double floating_bytes(const VotingRule& rule, const PowerOptions& options);

/// Double precision over the sums of all rules, at most most_counted_members.
[[nodiscard]] VotingPower lattice_power(const std::vector<VotingRule>& rules, const PowerOptions& options,
                                        RunControl* control);
[[nodiscard]] double lattice_bytes(const std::vector<VotingRule>& rules);

/// Every coalition, at most most_enumerated_members.
[[nodiscard]] VotingPower enumerated_power(const std::vector<VotingRule>& rules, const PowerOptions& options,
                                           RunControl* control);

[[nodiscard]] VotingPower sampled_power(const std::vector<VotingRule>& rules, const PowerOptions& options,
                                        RunControl* control);

} // namespace samspill::detail
