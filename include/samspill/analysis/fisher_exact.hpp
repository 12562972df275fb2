// Fisher's exact test of a two-by-two table, alone and for many tables at once (methods M1.6).
//
//              in the forum   not in it
//   sector          a             b
//   others          c             d
//
// Given the sums of rows and columns, a is hypergeometric when sector and seat are independent. A table of
// zeros gives no value and the reason "empty"; one with an empty row or column has one possible outcome and p
// = 1.
#pragma once

#include <samspill/analysis/exact_tests.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/result/exact_test.hpp>
#include <samspill/result/interval.hpp>

#include <cstdint>
#include <span>

namespace samspill {

/// Counts of two rows, a b and c d, at least 0.
struct TwoByTwo {
    std::int64_t a = 0;
    std::int64_t b = 0;
    std::int64_t c = 0;
    std::int64_t d = 0;
};

/// Which tables count as at least as extreme: those at most as probable as the observed one (minimum
/// likelihood, within `tie_tolerance`), those with at most as large an a, or those with at least as large an
/// a.
enum class Alternative : std::uint8_t { two_sided, less, greater };

/// The test of one table. O(possible outcomes), accurate to some 1e-13.
/// @throws InvalidArgument for negative counts; Overflow when the table's sum exceeds 64 bits
[[nodiscard]] ExactTest fisher_test(const TwoByTwo& table, Alternative alternative = Alternative::two_sided,
                                    const ExactTestOptions& options = {});

/// The same bits as fisher_test of each table, on all cores. No value for a table of zeros and where there
/// are more outcomes than `max_outcomes`.
/// @throws InvalidArgument and Overflow as fisher_test; Cancelled
[[nodiscard]] FisherTests fisher_tests(std::span<const TwoByTwo> tables,
                                       Alternative alternative = Alternative::two_sided,
                                       const ExactTestOptions& options = {}, RunControl* control = nullptr);

/// The conditional odds ratio of a table (not a·d/(b·c)): the odds at which the observed a is the mean of
/// what can happen, with the exact limits of Cornfield (1956), as R's fisher.test has them. 0 where a is as
/// small as it can be, infinite (and flagged) where it is as large; no value where only one outcome is
/// possible. O(outcomes) for each of some 100 steps.
/// @throws InvalidArgument also when level is not in (0, 1)
[[nodiscard]] Interval conditional_odds_ratio(const TwoByTwo& table, double level = 0.95,
                                              const ExactTestOptions& options = {});

} // namespace samspill
