#include "core/student_t.hpp"

#include "core/beta_function.hpp"
#include "core/distribution_tails.hpp"

#include <cmath>

namespace samspill::detail {
namespace {

/// For t >= 0.
double tail_above(double t, double degrees) noexcept {
    if (std::isinf(degrees)) {
        return normal_upper_tail(t);
    }
    // t² may overflow while the tail is still a number: then 1 - x is 1, and x is degrees / t².
    const double ratio = t / std::sqrt(degrees);
    const double square = ratio * ratio;
    const double x = std::isinf(square) ? 0.0 : 1.0 / (1.0 + square);
    const double rest = std::isinf(square) ? 1.0 : square / (1.0 + square);
    return 0.5 * incomplete_beta(0.5 * degrees, 0.5, x, rest);
}

} // namespace

double student_upper_tail(double t, double degrees) noexcept {
    return t < 0.0 ? 1.0 - tail_above(-t, degrees) : tail_above(t, degrees);
}

double student_two_sided(double t, double degrees) noexcept { return 2.0 * tail_above(std::abs(t), degrees); }

double student_quantile_of_upper_tail(double tail, double degrees) noexcept {
    if (tail > 0.5) {
        return -student_quantile_of_upper_tail(1.0 - tail, degrees);
    }
    if (tail == 0.5) {
        return 0.0;
    }
    // The tail falls in t, so halving an interval that holds the answer finds it, always in the same steps.
    double low = 0.0;
    double high = 1.0;
    while (tail_above(high, degrees) > tail && high < 1e300) {
        low = high;
        high *= 2.0;
    }
    for (int step = 0; step < 200; ++step) {
        const double middle = low + 0.5 * (high - low);
        if (middle <= low || middle >= high) {
            break;
        }
        (tail_above(middle, degrees) > tail ? low : high) = middle;
    }
    return low + 0.5 * (high - low);
}

} // namespace samspill::detail
