#include <samspill/analysis/proportion_intervals.hpp>

#include "core/distribution_tails.hpp"
#include "core/require.hpp"

#include <algorithm>
#include <cmath>

namespace samspill {
namespace {

using detail::binomial_probability;
using detail::binomial_upper_tail;
using detail::require;

/// Everything but the limits.
Interval without_limits(std::int64_t successes, std::int64_t trials, double level,
                        std::string_view convention) {
    require(successes >= 0 && successes <= trials, "successes must be between 0 and trials");
    require(level > 0.0 && level < 1.0, "level must be between 0 and 1");
    Interval interval;
    interval.convention = convention;
    interval.n = trials;
    interval.level = level;
    if (trials == 0) {
        interval.status = Status::not_applicable;
        interval.reason = "empty";
    } else {
        interval.estimate = static_cast<double>(successes) / static_cast<double>(trials);
    }
    return interval;
}

/// The share at which at least `successes` of the trials have the chance `tail`; when asked, those that have
/// exactly so many count by half.
double share_with_tail(std::int64_t successes, std::int64_t trials, double tail, bool half) {
    double low = 0.0;
    double high = 1.0;
    constexpr int halvings = 200; // far more than until low and high are neighbours, for any but tiny shares
    for (int k = 0; k < halvings; ++k) {
        const double share = 0.5 * (low + high);
        if (share <= low || share >= high) {
            break;
        }
        const double reached = binomial_upper_tail(successes, trials, share) -
                               (half ? 0.5 * binomial_probability(successes, trials, share) : 0.0);
        (reached < tail ? low : high) = share;
    }
    return 0.5 * (low + high);
}

Interval by_two_tails(Interval interval, std::int64_t successes, bool half) {
    if (interval.status != Status::ok) {
        return interval;
    }
    const double tail = 0.5 * (1.0 - interval.level);
    const std::int64_t failures = interval.n - successes;
    interval.low = successes == 0 ? 0.0 : share_with_tail(successes, interval.n, tail, half);
    interval.high = failures == 0 ? 1.0 : 1.0 - share_with_tail(failures, interval.n, tail, half);
    return interval;
}

} // namespace

Interval wilson_interval(std::int64_t successes, std::int64_t trials, double level) {
    Interval interval = without_limits(successes, trials, level, "Wilson's score");
    if (interval.status != Status::ok) {
        return interval;
    }
    const auto n = static_cast<double>(trials);
    const double share = *interval.estimate;
    const double z = detail::normal_quantile_of_upper_tail(0.5 * (1.0 - level));
    const double square = z * z / n;
    const double middle = share + 0.5 * square;
    const double half = z * std::sqrt((share * (1.0 - share) + 0.25 * square) / n);
    interval.low = successes == 0 ? 0.0 : std::max(0.0, (middle - half) / (1.0 + square));
    interval.high = successes == trials ? 1.0 : std::min(1.0, (middle + half) / (1.0 + square));
    return interval;
}

Interval clopper_pearson_interval(std::int64_t successes, std::int64_t trials, double level) {
    return by_two_tails(without_limits(successes, trials, level, "Clopper-Pearson"), successes, false);
}

Interval mid_p_interval(std::int64_t successes, std::int64_t trials, double level) {
    return by_two_tails(without_limits(successes, trials, level, "Clopper-Pearson, mid-p"), successes, true);
}

} // namespace samspill
