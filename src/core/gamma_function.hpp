// Private to the library: the incomplete gamma function and quantiles of gamma and chi-square variables, with
// the same bits on every platform.
#pragma once

namespace samspill::detail {

/// x^a e^(-x) / Γ(a) for a, x > 0, to a relative 1e-13; 0 below 1e-299.
[[nodiscard]] double gamma_density_times_x(double a, double x) noexcept;

/// P(a, x): the share of Γ(a) that lies below x, for a > 0 and x >= 0. To a relative 1e-12 for a <= 1e5; 0
/// below 1e-299.
[[nodiscard]] double incomplete_gamma_below(double a, double x) noexcept;

/// Q(a, x) = 1 - P(a, x), as exact.
[[nodiscard]] double incomplete_gamma_above(double a, double x) noexcept;

/// The x with P(a, x) = `tail`, for a > 0 and a tail in (0, 1). To a relative 1e-10, for tails from 1e-6 to
/// 1 - 1e-6 where a > 1e7. O(√a), and O(1) there.
[[nodiscard]] double gamma_quantile_of_lower_tail(double tail, double a) noexcept;

/// The x with Q(a, x) = `tail`, as exact.
[[nodiscard]] double gamma_quantile_of_upper_tail(double tail, double a) noexcept;

/// The x that a chi-square variable with `degrees` > 0, whole or not, falls below with the chance `tail`.
[[nodiscard]] inline double chi_square_quantile_of_lower_tail(double tail, double degrees) noexcept {
    return 2.0 * gamma_quantile_of_lower_tail(tail, 0.5 * degrees);
}

/// The x that a chi-square variable with `degrees` > 0, whole or not, exceeds with the chance `tail`.
[[nodiscard]] inline double chi_square_quantile_of_upper_tail(double tail, double degrees) noexcept {
    return 2.0 * gamma_quantile_of_upper_tail(tail, 0.5 * degrees);
}

} // namespace samspill::detail
