// Private to the library: checks of columns, and orders of their rows.
#pragma once

#include "core/ordered_sum.hpp"
#include "core/require.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <span>
#include <vector>

namespace samspill::detail {

/// Two numbers this close, relatively, count as equal.
inline constexpr double tie_tolerance = 1e-9;

/// Sums that should cancel are off by less than this share of the largest of their kind. A statistic of zero
/// is told from one of another arrangement by it, because nothing is close to zero relatively.
inline constexpr double rounding_share = 1e-12;

/// How much less than `size` still counts as equal to it, among statistics of the order of `scale`.
[[nodiscard]] inline double tie_slack(double size, double scale) noexcept {
    return std::isinf(size) ? 0.0 : std::max(tie_tolerance * std::abs(size), rounding_share * scale);
}

inline void require_level(double level) { require(level > 0.0 && level < 1.0, "level must be in (0, 1)"); }

/// @throws InvalidArgument with `message` unless all numbers are finite
inline void require_finite(std::span<const double> numbers, const char* message) {
    require(std::all_of(numbers.begin(), numbers.end(), [](double x) { return std::isfinite(x); }), message);
}

/// @throws InvalidArgument with `message` unless all numbers are finite and above 0
inline void require_above_zero(std::span<const double> numbers, const char* message) {
    require(std::all_of(numbers.begin(), numbers.end(), [](double x) { return std::isfinite(x) && x > 0.0; }),
            message);
}

/// Row numbers, ordered by what `is_before` compares; rows alike in it keep their order.
template <typename Before>
[[nodiscard]] std::vector<std::size_t> ordered_rows(std::size_t rows, Before is_before) {
    std::vector<std::size_t> order(rows);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), is_before);
    return order;
}

/// Distinct numbers, ascending.
template <typename Number>
[[nodiscard]] std::vector<Number> distinct(std::span<const Number> numbers) {
    std::vector<Number> sorted(numbers.begin(), numbers.end());
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    return sorted;
}

/// Where `number` stands among distinct() numbers, or would stand.
template <typename Number>
[[nodiscard]] std::size_t place_of(const std::vector<Number>& sorted, Number number) {
    return static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), number) - sorted.begin());
}

} // namespace samspill::detail
