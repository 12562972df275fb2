// How much of a municipality's good or bad ratio is more than chance?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/result/shrinkage_result.hpp>

#include <cstdint>
#include <span>

namespace samspill {

struct ShrinkageOptions {
    double level = 0.95;         ///< of all limits
    std::int64_t draws = 10'000; ///< of all true ratios together, for ranks
    std::uint64_t seed = 1;      ///< draw k comes from stream k
};

/// Gamma-Poisson empirical Bayes (methods M3.10; Clayton & Kaldor 1987) with the moments of Marshall (1991):
/// m = ΣO / ΣE, A = max(0, ΣE (O/E - m)² / ΣE - m / mean E), weight A / (A + m / E). What is left of a ratio
/// is the mean of a gamma distribution, whose quantiles are the limits; limits of ranks are quantiles of
/// seeded draws from all of them together. That m and A are estimates too is not in the limits.
///
/// Not applicable: no units (`empty`). With A = 0 every unit is drawn to the mean, and there are no limits
/// and no ranks: the data do not tell the units apart. Units alike in both counts get the same numbers; the
/// same bits for any order of the units. O(draws · units log units).
/// @throws InvalidArgument for spans of different length, counts below 0, expected counts that are not above
/// 0, a level outside (0, 1), draws outside 1 to 10^8; Cancelled when `control` asks to stop
[[nodiscard]] ShrinkageResult shrunken_ratios(std::span<const std::int64_t> observed,
                                              std::span<const double> expected,
                                              const ShrinkageOptions& options = {},
                                              RunControl* control = nullptr);

} // namespace samspill
