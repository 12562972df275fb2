#include "core/beta_function.hpp"

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <cmath>

namespace samspill::detail {
namespace {

constexpr double half_log_two_pi = 0x1.d67f1c864beb5p-1;

/// ln(1 + x) for x > -1: the rounding of 1 + x is undone (Kahan).
double log_of_one_plus(double x) noexcept {
    const double sum = 1.0 + x;
    return sum == 1.0 ? x : natural_log(sum) * (x / (sum - 1.0));
}

/// ln x, where 1 - x is known to more digits when x is near 1.
double log_beside(double x, double rest) noexcept {
    return x > 0.5 ? log_of_one_plus(-rest) : natural_log(x);
}

/// ln Γ(x) - ((x - ½) ln x - x + ½ ln 2π), for x >= 16: the error of Stirling's formula.
double stirling_error(double x) noexcept {
    const double square = x * x;
    const double inner =
        1.0 / 1260 - (1.0 / 1680 - (1.0 / 1188 - 691.0 / 360'360 / square) / square) / square;
    return (1.0 / 12 - (1.0 / 360 - inner / square) / square) / x;
}

/// Without the choice of the side on which the fraction converges.
double beta_below(double a, double b, double x, double rest) noexcept {
    if (x <= 0.0) {
        return 0.0;
    }
    const double larger = std::max(a, b);
    const double smaller = std::min(a, b);
    const double exponent = log_gamma_rise(larger, smaller) - log_gamma(smaller) + a * log_beside(x, rest) +
                            (rest > 0.0 ? b * log_beside(rest, x) : 0.0);
    return exponent < -690.0 ? 0.0 : exponential(exponent) * beta_fraction(a, b, x) / a;
}

} // namespace

double log_gamma(double x) noexcept {
    double product = 1.0;
    while (x < 16.0) {
        product *= x;
        x += 1.0;
    }
    return (x - 0.5) * natural_log(x) - x + half_log_two_pi + stirling_error(x) - natural_log(product);
}

double log_gamma_rise(double a, double b) noexcept {
    if (a < 16.0) {
        return log_gamma(a + b) - log_gamma(a);
    }
    return (a - 0.5) * log_of_one_plus(b / a) + b * natural_log(a + b) - b + stirling_error(a + b) -
           stirling_error(a);
}

double beta_fraction(double a, double b, double x) noexcept {
    constexpr double tiny = 1e-300;
    const auto away_from_zero = [](double value) { return std::abs(value) < tiny ? tiny : value; };
    double c = 1.0;
    double d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    double value = d;
    const auto step = [&](double coefficient) {
        d = 1.0 / away_from_zero(1.0 + coefficient * d);
        c = away_from_zero(1.0 + coefficient / c);
        value *= d * c;
        return d * c;
    };
    constexpr int most_steps = 10'000'000;
    for (int k = 1; k < most_steps; ++k) {
        const double m = k;
        step(m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m)));
        const double change = step(-(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0)));
        if (std::abs(change - 1.0) < 1e-16) {
            break;
        }
    }
    return value;
}

double incomplete_beta(double a, double b, double x, double rest) noexcept {
    return x < (a + 1.0) / (a + b + 2.0) ? beta_below(a, b, x, rest) : 1.0 - beta_below(b, a, rest, x);
}

} // namespace samspill::detail
