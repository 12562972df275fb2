// Private to the library: Student's t distribution with any number of degrees of freedom, whole or not, with
// the same bits on every platform.
#pragma once

namespace samspill::detail {

/// P(T >= t), for `degrees` > 0; the normal tail for infinite degrees. To a relative 1e-12, and
/// 1e-10 above 100,000 degrees.
[[nodiscard]] double student_upper_tail(double t, double degrees) noexcept;

/// P(|T| >= |t|).
[[nodiscard]] double student_two_sided(double t, double degrees) noexcept;

/// The t with P(T >= t) = `tail`, for a tail in (0, 1) and `degrees` > 0.
[[nodiscard]] double student_quantile_of_upper_tail(double tail, double degrees) noexcept;

} // namespace samspill::detail
