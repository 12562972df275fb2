#include "core/noncentral_t.hpp"

#include "core/beta_function.hpp"
#include "core/distribution_tails.hpp"
#include "core/gamma_function.hpp"

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <cmath>

namespace samspill::detail {
namespace {

/// For t >= 0: incomplete beta functions weighted as a Poisson variable with mean shift²/2, once at its whole
/// and once at its half values (Lenth 1989, here for the upper tail).
double tail_above(double t, double degrees, double shift) noexcept {
    const double square = t * t / degrees;
    const double x = std::isinf(square) ? 1.0 : square / (1.0 + square);
    const double rest = 1.0 / (1.0 + square);
    const double mean = 0.5 * shift * shift;
    if (mean == 0.0) {
        return 0.5 * incomplete_beta(0.5 * degrees, 0.5, rest, x);
    }
    // further from the mean the weights are below 1e-17 of the whole
    const double reach = 9.0 * std::sqrt(mean) + 25.0;
    const auto first = static_cast<int>(std::max(0.0, mean - reach));
    const auto last = static_cast<int>(mean + reach);
    const auto weight_of = [&](double k) { return gamma_density_times_x(k + 1.0, mean) / mean; };
    CompensatedSum sum;
    for (int j = first; j <= last; ++j) {
        sum.add(weight_of(j) * incomplete_beta(0.5 * degrees, j + 0.5, rest, x));
        const double half = weight_of(j + 0.5) * incomplete_beta(0.5 * degrees, j + 1.0, rest, x);
        sum.add(shift < 0.0 ? -half : half);
    }
    return 0.5 * sum.value();
}

} // namespace

double noncentral_t_upper_tail(double t, double degrees, double shift) noexcept {
    if (std::isinf(degrees)) {
        return normal_upper_tail(t - shift);
    }
    return t < 0.0 ? 1.0 - tail_above(-t, degrees, -shift) : tail_above(t, degrees, shift);
}

} // namespace samspill::detail
