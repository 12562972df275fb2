#include "core/noncentral_t.hpp"

#include "core/beta_function.hpp"
#include "core/distribution_tails.hpp"
#include "core/gamma_function.hpp"

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <cmath>

namespace samspill::detail {
namespace {

/// I_y(a, b), whose b rises by one at a time: each step adds x^b y^a Γ(a + b) / (Γ(a) Γ(b + 1)), x = 1 - y.
class RisingBeta {
public:
    RisingBeta(double a, double b, double y, double x)
        : a_{a}, b_{b}, x_{x}, value_{incomplete_beta(a, b, y, x)} {
        if (x > 0.0 && y > 0.0) {
            const double exponent =
                b * natural_log(x) + a * natural_log(y) + log_gamma_rise(a, b) - log_gamma(b + 1.0);
            step_ = exponent < -690.0 ? 0.0 : exponential(exponent);
        }
    }

    [[nodiscard]] double value() const noexcept { return value_; }
    void rise() noexcept {
        value_ += step_;
        step_ *= x_ * (a_ + b_) / (b_ + 1.0);
        b_ += 1.0;
    }

private:
    double a_;
    double b_;
    double x_;
    double value_;
    double step_ = 0.0;
};

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
    RisingBeta at_whole{0.5 * degrees, first + 0.5, rest, x};
    RisingBeta at_half{0.5 * degrees, first + 1.0, rest, x};
    double whole = gamma_density_times_x(first + 1.0, mean) / mean;
    double half = gamma_density_times_x(first + 1.5, mean) / mean;
    double sum_of_whole = 0.0;
    double sum_of_half = 0.0;
    for (int j = first; j <= last; ++j) {
        sum_of_whole += whole * at_whole.value();
        sum_of_half += half * at_half.value();
        whole *= mean / (j + 1.0);
        half *= mean / (j + 1.5);
        at_whole.rise();
        at_half.rise();
    }
    return 0.5 * (shift < 0.0 ? sum_of_whole - sum_of_half : sum_of_whole + sum_of_half);
}

} // namespace

double noncentral_t_upper_tail(double t, double degrees, double shift) noexcept {
    if (std::isinf(degrees)) {
        return normal_upper_tail(t - shift);
    }
    return t < 0.0 ? 1.0 - tail_above(-t, degrees, -shift) : tail_above(t, degrees, shift);
}

} // namespace samspill::detail
