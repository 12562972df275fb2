// Private to the library: tails of common distributions, with the same bits on every platform, which neither
// the standard library's functions nor those of Boost.Math promise.
#pragma once

#include <cstdint>

namespace samspill::detail {

/// P(Z >= z) of a standard normal variable, to a relative 1e-13; 0 beyond z = 37 and 1 below -37.
[[nodiscard]] double normal_upper_tail(double z) noexcept;

/// The z with P(Z >= z) = `tail`, for a tail in (0, 1).
[[nodiscard]] double normal_quantile_of_upper_tail(double tail) noexcept;

/// P(X >= x) of a chi-square variable with `degrees` >= 1 degrees of freedom, for x >= 0. O(degrees).
[[nodiscard]] double chi_square_upper_tail(double x, std::int64_t degrees) noexcept;

/// ln n! - (n ln n - n + ½ ln 2πn): the error of Stirling's formula, for whole n >= 1 and for any n >= 16.
[[nodiscard]] double stirling_error(double n) noexcept;

/// x ln(x/mean) + mean - x for x, mean > 0, without cancellation where both are close (Loader 2000).
[[nodiscard]] double poisson_deviance(double x, double mean) noexcept;

/// P(X = k) of a binomial variable, for 0 <= k <= n and share in [0, 1], to a relative 1e-13 + n · 1e-16;
/// 0 below 1e-299.
[[nodiscard]] double binomial_probability(std::int64_t k, std::int64_t n, double share) noexcept;

/// P(X >= k) of a binomial variable, for 0 <= k <= n and share in [0, 1]. About O(√n).
[[nodiscard]] double binomial_upper_tail(std::int64_t k, std::int64_t n, double share) noexcept;

} // namespace samspill::detail
