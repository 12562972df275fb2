#include "core/distribution_tails.hpp"

#include "core/beta_function.hpp"

#include <samspill/core/numeric.hpp>

#include <array>
#include <cmath>
#include <cstddef>

namespace samspill::detail {
namespace {

constexpr double half_log_two_pi = 0x1.d67f1c864beb5p-1;
constexpr double inverse_root_two_pi = 0x1.9884533d43651p-2;
constexpr double furthest_z = 37.0; // exponential() is for exponents below 700

double normal_density(double z) noexcept { return inverse_root_two_pi * exponential(-0.5 * z * z); }

/// For z >= 0: a power series near the middle, Laplace's continued fraction further out.
double tail_above(double z) noexcept {
    if (z > furthest_z) {
        return 0.0;
    }
    if (z < 1.5) {
        double term = z;
        double sum = z;
        for (int odd = 3; odd < 80; odd += 2) {
            term *= z * z / odd;
            sum += term;
        }
        return 0.5 - normal_density(z) * sum;
    }
    double fraction = z;
    for (int k = 300; k >= 1; --k) {
        fraction = z + k / fraction;
    }
    return normal_density(z) / fraction;
}

} // namespace

double stirling_error(double n) noexcept {
    if (n < 16.0) {
        double factorial = 1.0;
        for (int k = 2; k <= static_cast<int>(n); ++k) {
            factorial *= k;
        }
        return natural_log(factorial) - ((n + 0.5) * natural_log(n) - n + half_log_two_pi);
    }
    const double square = n * n;
    const double inner = 1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square;
    return (1.0 / 12 - (1.0 / 360 - inner / square) / square) / n;
}

double poisson_deviance(double x, double mean) noexcept {
    if (std::abs(x - mean) >= 0.1 * (x + mean)) {
        return x * natural_log(x / mean) + mean - x;
    }
    const double v = (x - mean) / (x + mean);
    double power = 2.0 * x * v;
    double sum = (x - mean) * v;
    for (int odd = 3; odd < 60; odd += 2) {
        power *= v * v;
        sum += power / odd;
    }
    return sum;
}

double normal_upper_tail(double z) noexcept { return z < 0.0 ? 1.0 - tail_above(-z) : tail_above(z); }

double normal_quantile_of_upper_tail(double tail) noexcept {
    if (tail > 0.5) {
        return -normal_quantile_of_upper_tail(1.0 - tail);
    }
    // ln P(Z >= z) is concave, so Newton's method comes from above after the first step and cannot diverge.
    const double wanted = natural_log(tail);
    double z = 0.0;
    for (int k = 0; k < 60; ++k) {
        const double reached = normal_upper_tail(z);
        if (reached <= 0.0) {
            return furthest_z;
        }
        const double step = (natural_log(reached) - wanted) * reached / normal_density(z);
        z += step;
        if (std::abs(step) < 1e-15 * z) {
            break;
        }
    }
    return z;
}

double chi_square_upper_tail(double x, std::int64_t degrees) noexcept {
    const double half = 0.5 * x;
    if (half >= 0.5 * furthest_z * furthest_z) {
        return 0.0;
    }
    CompensatedSum sum;
    if (degrees % 2 == 0) {
        double term = exponential(-half);
        for (std::int64_t k = 1; k <= degrees / 2; ++k) {
            sum.add(term);
            term *= half / static_cast<double>(k);
        }
        return sum.value();
    }
    const double z = std::sqrt(x);
    sum.add(2.0 * normal_upper_tail(z));
    double term = 2.0 * normal_density(z) * z;
    for (std::int64_t odd = 3; odd <= degrees; odd += 2) {
        sum.add(term);
        term *= x / static_cast<double>(odd);
    }
    return sum.value();
}

double binomial_probability(std::int64_t k, std::int64_t n, double share) noexcept {
    const std::array<double, 2> counts{static_cast<double>(k), static_cast<double>(n - k)};
    const std::array<double, 2> shares{share, 1.0 - share};
    const auto all = static_cast<double>(n);
    double exponent = n > 0 ? stirling_error(all) : 0.0;
    double scale = 1.0;
    for (std::size_t side = 0; side < 2; ++side) {
        if (counts[side] == 0.0) {
            continue;
        }
        if (shares[side] <= 0.0) {
            return 0.0;
        }
        exponent -= stirling_error(counts[side]) + poisson_deviance(counts[side], all * shares[side]);
        scale *= counts[side];
    }
    if (k == 0 || k == n) {
        const double logarithm = all * natural_log(shares[k == 0 ? 1 : 0]);
        return logarithm < -690.0 ? 0.0 : exponential(logarithm);
    }
    return exponent < -690.0 ? 0.0 : exponential(exponent) * inverse_root_two_pi * std::sqrt(all / scale);
}

double binomial_upper_tail(std::int64_t k, std::int64_t n, double share) noexcept {
    if (k == 0 || share >= 1.0) {
        return 1.0;
    }
    if (share <= 0.0) {
        return 0.0;
    }
    const auto a = static_cast<double>(k);
    const auto b = static_cast<double>(n - k) + 1.0;
    if (share < (a + 1.0) / (a + b + 2.0)) {
        return binomial_probability(k, n, share) * (1.0 - share) * beta_fraction(a, b, share);
    }
    return 1.0 - binomial_probability(k - 1, n, share) * share * beta_fraction(b, a, 1.0 - share);
}

} // namespace samspill::detail
