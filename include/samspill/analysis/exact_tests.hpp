// Exact tests of a seat distribution against a baseline or an eligible pool (methods M1.6): every possible
// outcome is taken into account, nothing is approximated by a normal or chi-square distribution.
//
// Two-sided p-values are by minimum likelihood: the total probability of all outcomes that are at most as
// probable as the observed one, where outcomes within `tie_tolerance` of it count as equally probable.
//
// An empty forum gives no values and the reason "empty"; negative counts and unusable shares throw
// InvalidArgument. Results have the same bits for any order of the sectors and on any platform.
// Probabilities below some 1e-308 are reported as 0.
#pragma once

#include <samspill/result/exact_test.hpp>

#include <cstdint>
#include <span>

namespace samspill {

/// Relative difference up to which two outcomes count as equally probable.
inline constexpr double tie_tolerance = 1e-7;

struct ExactTestOptions {
    /// Tests with more possible outcomes are not made (`not_applicable`). The default allows 102 seats in
    /// five sectors and 3,160 in three; the largest such tests take some 0.3 s and 100 MB. From 1 to 10^9.
    std::int64_t max_outcomes = 5'000'000;
    /// Outcomes exactly as probable (one-sided: equal to) what was observed count by half. Such p-values are
    /// less cautious: on average right, but not below the level in every case. `smallest_p` is then by half
    /// too.
    bool mid_p = false;
};

/// Two-sided binomial test: do `successes` of `trials` seats agree with a chance of `share` each?
/// `share` in [0, 1]; successes that cannot happen (share 0) give p = 0 and a reason. O(trials).
/// @throws InvalidArgument also when successes > trials
[[nodiscard]] ExactTest binomial_test(std::int64_t successes, std::int64_t trials, double share = 0.5,
                                      const ExactTestOptions& options = {});

/// Exact multinomial test: could these seats be N independent draws with the baseline's shares? `baseline`
/// has one weight a sector in any unit (4;4;2 and 0.4;0.4;0.2 are the same). Seats in a sector of weight 0
/// cannot happen: p = 0 and a reason. No values for fewer than two sectors or when all weights are 0.
/// Time and memory grow at most with the number of outcomes C(N + m - 1, m - 1).
/// @throws InvalidArgument also when the spans differ in length
[[nodiscard]] ExactTest multinomial_test(std::span<const std::int64_t> seats,
                                         std::span<const double> baseline,
                                         const ExactTestOptions& options = {});

/// Exact multivariate hypergeometric test: could these seats be drawn without replacement from a pool with
/// `pool[s]` eligible candidates in sector s? More seats than candidates, in all or in one sector, means that
/// the seats were not drawn from this pool: no values. No values for fewer than two sectors.
/// Time and memory grow at most with the number of outcomes.
/// @throws InvalidArgument also when the spans differ in length; Overflow when the pool exceeds 64 bits
[[nodiscard]] ExactTest hypergeometric_test(std::span<const std::int64_t> seats,
                                            std::span<const std::int64_t> pool,
                                            const ExactTestOptions& options = {});

/// Which end of the distribution a one-sided test looks at.
enum class Tail : std::uint8_t { at_most, at_least };

/// Seats drawn from a pool of candidates, and one sector's part in both.
struct PoolDraw {
    std::int64_t seats = 0; ///< all seats
    std::int64_t seats_of_sector = 0;
    std::int64_t pool = 0; ///< all candidates
    std::int64_t pool_of_sector = 0;
};

/// One-sided hypergeometric test: the chance that a blind draw from the pool gives the sector at most
/// (at least) as many seats as it has. `smallest_p` is that of the fewest (most) seats possible.
/// O(seats). No values when the seats cannot come from this pool.
/// @throws InvalidArgument also when a part exceeds its whole
[[nodiscard]] ExactTest hypergeometric_tail(const PoolDraw& draw, Tail tail,
                                            const ExactTestOptions& options = {});

} // namespace samspill
