#include "core/gamma_function.hpp"

#include "core/beta_function.hpp"
#include "core/distribution_tails.hpp"

#include <samspill/core/numeric.hpp>

#include <cmath>

namespace samspill::detail {
namespace {

constexpr double inverse_root_two_pi = 0x1.9884533d43651p-2;
constexpr int most_steps = 10'000'000;

/// P(a, x) for x < a + 1.
double by_series(double a, double x) noexcept {
    double term = 1.0 / a;
    double sum = term;
    for (int k = 1; k < most_steps && term > 1e-17 * sum; ++k) {
        term *= x / (a + k);
        sum += term;
    }
    return gamma_density_times_x(a, x) * sum;
}

/// Q(a, x) for x >= a + 1, by Lentz's method.
double by_fraction(double a, double x) noexcept {
    double b = x + 1.0 - a;
    double c = 1e300;
    double d = 1.0 / b;
    double value = d;
    for (int k = 1; k < most_steps; ++k) {
        const double coefficient = -k * (k - a);
        b += 2.0;
        d = 1.0 / (coefficient * d + b);
        c = b + coefficient / c;
        value *= c * d;
        if (std::abs(c * d - 1.0) < 1e-16) {
            break;
        }
    }
    return gamma_density_times_x(a, x) * value;
}

/// The place where `is_below` turns from true to false: halving an interval that holds it finds it, always in
/// the same steps.
template <typename Test>
double turning_point(Test is_below) noexcept {
    double low = 0.0;
    double high = 1.0;
    while (is_below(high) && high < 1e300) {
        low = high;
        high *= 2.0;
    }
    // small shapes have quantiles far below 1, where halving would end before their digits are there
    while (low == 0.0 && high > 1e-300 && !is_below(0.5 * high)) {
        high *= 0.5;
    }
    for (int step = 0; step < 200; ++step) {
        const double middle = low + 0.5 * (high - low);
        if (middle <= low || middle >= high) {
            break;
        }
        (is_below(middle) ? low : high) = middle;
    }
    return low + 0.5 * (high - low);
}

/// Wilson & Hilferty (1931): the cube root of a gamma variable is all but normal when its shape is large.
double by_cube_root(double z, double a) noexcept {
    const double root = 1.0 - 1.0 / (9.0 * a) + z / (3.0 * std::sqrt(a));
    return a * root * root * root;
}

constexpr double large_shape = 1e7; // where the cube root is exact enough, and series get long

} // namespace

double gamma_density_times_x(double a, double x) noexcept {
    if (a < 16.0) {
        const double exponent = a * natural_log(x) - x - log_gamma(a);
        return exponent < -690.0 ? 0.0 : exponential(exponent);
    }
    // the powers are huge and all but cancel: Loader's (2000) form does without them
    const double exponent = -stirling_error(a) - poisson_deviance(a, x);
    return exponent < -690.0 ? 0.0 : exponential(exponent) * inverse_root_two_pi * std::sqrt(a);
}

double incomplete_gamma_below(double a, double x) noexcept {
    if (x <= 0.0) {
        return 0.0;
    }
    return x < a + 1.0 ? by_series(a, x) : 1.0 - by_fraction(a, x);
}

double incomplete_gamma_above(double a, double x) noexcept {
    if (x <= 0.0) {
        return 1.0;
    }
    return x < a + 1.0 ? 1.0 - by_series(a, x) : by_fraction(a, x);
}

double gamma_quantile_of_lower_tail(double tail, double a) noexcept {
    if (a > large_shape) {
        return by_cube_root(-normal_quantile_of_upper_tail(tail), a);
    }
    return turning_point([&](double x) { return incomplete_gamma_below(a, x) < tail; });
}

double gamma_quantile_of_upper_tail(double tail, double a) noexcept {
    if (a > large_shape) {
        return by_cube_root(normal_quantile_of_upper_tail(tail), a);
    }
    return turning_point([&](double x) { return incomplete_gamma_above(a, x) > tail; });
}

} // namespace samspill::detail
