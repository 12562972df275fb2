// Private to the library: the gamma and incomplete beta functions, with the same bits on every platform.
#pragma once

namespace samspill::detail {

/// ln Γ(x) for x > 0, to an absolute 1e-14 or a relative 1e-15, whichever is more.
[[nodiscard]] double log_gamma(double x) noexcept;

/// ln Γ(a + b) - ln Γ(a) for a, b > 0, without cancellation where a is large.
[[nodiscard]] double log_gamma_rise(double a, double b) noexcept;

/// The continued fraction of the incomplete beta function (Lentz's method), for x < (a + 1) / (a + b + 2).
[[nodiscard]] double beta_fraction(double a, double b, double x) noexcept;

/// I_x(a, b), the incomplete beta function over the whole one, for a, b > 0, with `x` and `rest` = 1 - x in
/// [0, 1] both given, so that neither loses digits near its 0. To a relative 1e-12 for a, b <= 1e6.
[[nodiscard]] double incomplete_beta(double a, double b, double x, double rest) noexcept;

} // namespace samspill::detail
