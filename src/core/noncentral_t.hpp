// Private to the library: Student's t with a shifted numerator, which is what t is when there is an effect.
#pragma once

namespace samspill::detail {

/// P(T >= t) of a noncentral t variable (Z + shift) / sqrt(X / degrees), with X chi-square, for `degrees` > 0
/// and |shift| <= 100; the normal tail for infinite degrees. To an absolute 1e-10, and
/// 1e-11 for |shift| <= 30. O(1 + |shift|).
[[nodiscard]] double noncentral_t_upper_tail(double t, double degrees, double shift) noexcept;

} // namespace samspill::detail
