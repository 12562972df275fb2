// Power of the members of a voting game (methods M1.7): Banzhaf, Shapley-Shubik and Coleman's three.
//
// A member swings a coalition that wins with it and loses without it. Sources: Banzhaf 1965; Shapley and
// Shubik 1954; Coleman 1971. The computation is told in docs/methods/voting_power.md.
#pragma once

#include <samspill/analysis/voting_game.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/result/voting_power_result.hpp>

#include <cstddef>
#include <cstdint>

namespace samspill {

/// Which computation is wanted.
enum class PowerMode : std::uint8_t {
    automatic, ///< exact for small games, then floating, then enumerated, then sampled
    exact,     ///< whole numbers or an error
    floating,  ///< double precision, counting where that would lose its digits, or an error
    sampled,   ///< random coalitions and orders
};

struct PowerOptions {
    PowerMode mode = PowerMode::automatic;
    bool banzhaf = true; ///< with Coleman's measures
    bool shapley_shubik = true;
    /// Tables of weight sums that would take more bytes, on each of the threads, are not made.
    std::size_t table_bytes = std::size_t{256} << 20U;
    std::uint64_t samples = 200'000; ///< from 1 to 10^9
    std::uint64_t seed = 1;
};

/// Games with more members are only sampled.
inline constexpr std::size_t most_counted_members = 1'000;
/// Games with more members have no exact Shapley-Shubik index as a fraction.
inline constexpr std::size_t most_exact_members = 60;
/// Games with more members are not enumerated.
inline constexpr std::size_t most_enumerated_members = 28;

/// Power of every member. Members with equal weights have exactly equal power, and those that never swing
/// have power 0, sampled or not.
///
/// Automatic: a game of one rule is counted exactly with up to 60 members where the table is small, and
/// otherwise computed in double precision up to 1,000 members: relative errors of some 1e-13 for powers that
/// are not many orders of magnitude below the largest, and below 1e-10 for every Banzhaf index, if need be by
/// counting. A game of several rules is enumerated up to 16 members, then computed in double precision over
/// the sums of all rules together, then enumerated up to 28. Whatever exceeds `table_bytes` is sampled, with
/// 95 % intervals (Wilson).
///
/// Exact: swings as whole numbers up to 1,000 members of a one-rule game; fractions up to 60, beyond which
/// the Shapley-Shubik index is that of double precision. Several rules: up to 28 members.
///
/// With n members, d different weights and q the smaller of the quota and its dual (sum - quota + 1):
/// O(n q) for Banzhaf in double precision, O(n nodes q) for Shapley-Shubik with at most n / 2 + 1 nodes,
/// O(n^2 q) exactly. Same bits for any number of threads and, member by member, any order of members.
/// @throws InvalidArgument when the mode asked for cannot do this game; for `samples` out of range
/// @throws Cancelled when `control` asks to stop
[[nodiscard]] VotingPower voting_power(const VotingGame& game, const PowerOptions& options = {},
                                       RunControl* control = nullptr);

} // namespace samspill
