// Exact equivalence tests, the companions that a large two-sided p needs (methods M1.6): a small p here says
// that what governs the seats lies within a stated margin, so that the data do show balance.
//
// Each is two one-sided tests, one at each end of the margin; p is the larger of the two. `smallest_p` tells
// whether so few seats can show balance at all, however they fall. The margin is a choice of the study, not a
// published value. An empty forum gives no values and the reason "empty".
#pragma once

#include <samspill/analysis/exact_tests.hpp>
#include <samspill/result/exact_test.hpp>

#include <cstdint>

namespace samspill {

/// Does the chance of a seat lie within `margin` of `share`? Binomial tests at share - margin and share +
/// margin. O(trials).
/// @throws InvalidArgument when successes > trials, or margin <= 0, or share -+ margin is not in (0, 1)
[[nodiscard]] ExactTest binomial_equivalence_test(std::int64_t successes, std::int64_t trials, double share,
                                                  double margin, const ExactTestOptions& options = {});

/// Do the odds of a candidate of the sector to be drawn lie within a factor of `odds_margin` of the odds of
/// the others? Tests at odds ratios 1/odds_margin and odds_margin in Fisher's noncentral hypergeometric
/// distribution (Wellek 2010, chapter 6). No values when the seats cannot come from this pool. O(seats).
/// @throws InvalidArgument when a part exceeds its whole, or odds_margin is not finite and above 1
[[nodiscard]] ExactTest hypergeometric_equivalence_test(const PoolDraw& draw, double odds_margin,
                                                        const ExactTestOptions& options = {});

} // namespace samspill
