// Sums, logarithms and exponentials that give the same bits on every platform.
//
// The standard library's log and exp may differ in the last digit from one system to the next. These use
// only operations that IEEE 754 defines exactly (+ - * / and powers of two), in a fixed order.
#pragma once

#include <samspill/core/fast_math_guard.hpp>

#include <cmath>

namespace samspill {

/// Sum of doubles with Neumaier's correction: the error does not grow with the number of terms. The terms
/// are added in the order they come, so callers that promise an order-free result sort them first.
class CompensatedSum {
public:
    constexpr void add(double term) noexcept {
        const double next = sum_ + term;
        const bool sum_is_larger = (sum_ < 0.0 ? -sum_ : sum_) >= (term < 0.0 ? -term : term);
        correction_ += sum_is_larger ? (sum_ - next) + term : (term - next) + sum_;
        sum_ = next;
    }
    [[nodiscard]] constexpr double value() const noexcept { return sum_ + correction_; }

private:
    double sum_ = 0.0;
    double correction_ = 0.0;
};

namespace numeric_detail {
/// ln 2 in two parts; the first has 20 trailing zero bits, so that its product with an exponent is exact.
inline constexpr double ln2_high = 0x1.62e42fee00000p-1;
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;
inline constexpr double sqrt_half = 0x1.6a09e667f3bcdp-1;
} // namespace numeric_detail

/// Natural logarithm of a finite x > 0, within one unit in the last place; ln 1 = 0 exactly.
[[nodiscard]] inline double natural_log(double x) noexcept {
    using namespace numeric_detail;
    int exponent = 0;
    double mantissa = std::frexp(x, &exponent);
    if (mantissa < sqrt_half) {
        mantissa *= 2.0;
        --exponent;
    }
    // ln(1 + f) = f - f²/2 + s (f²/2 + r), with s = f / (2 + f) and r = 2 s² (1/3 + s²/5 + s⁴/7 + …)
    const double f = mantissa - 1.0;
    const double s = f / (2.0 + f);
    const double square = s * s;
    double series = 0.0;
    for (int odd = 23; odd >= 3; odd -= 2) {
        series = series * square + 1.0 / odd;
    }
    const double r = 2.0 * square * series;
    const double half_f_square = 0.5 * f * f;
    const double k = exponent;
    return k * ln2_high - ((half_f_square - (s * (half_f_square + r) + k * ln2_low)) - f);
}

/// e to the power x, for |x| < 700, within two units in the last place; exponential(0) = 1 exactly.
[[nodiscard]] inline double exponential(double x) noexcept {
    using namespace numeric_detail;
    const double k = std::floor(x / (ln2_high + ln2_low) + 0.5);
    const double rest = (x - k * ln2_high) - k * ln2_low;
    double series = 1.0;
    for (int n = 16; n >= 1; --n) {
        series = 1.0 + series * rest / n;
    }
    return std::ldexp(series, static_cast<int>(k));
}

} // namespace samspill
