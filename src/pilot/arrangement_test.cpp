#include "pilot/arrangement_test.hpp"

#include "pilot/columns.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>

namespace samspill::detail {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// Effects above the estimate at which an arrangement is as extreme as what was observed: from the estimate
/// up to `until`, and again from `again` on.
struct Reach {
    double until = -infinite;
    double again = infinite;

    /// Adds the effects τ with τ · `below` <= `above`.
    void add(double above, double below, double slack) {
        if (below > tie_tolerance) {
            until = std::max(until, above / below);
        } else if (below < -tie_tolerance) {
            again = std::min(again, above / below);
        } else if (above >= -slack) {
            until = infinite;
        }
    }
};

/// The largest effect that at least `needed` arrangements reach; infinite when they reach all.
double furthest_reached(std::vector<double>& until, std::vector<double>& again, std::size_t needed) {
    if (again.empty()) {
        const auto place = until.begin() + static_cast<std::ptrdiff_t>(needed) - 1;
        std::nth_element(until.begin(), place, until.end(), std::greater<>{});
        return *place;
    }
    std::sort(until.begin(), until.end(), std::greater<>{});
    std::sort(again.begin(), again.end());
    const auto reached_at = [&](std::size_t place) {
        const auto turned = std::upper_bound(again.begin(), again.end(), until[place]) - again.begin();
        return place + 1 + static_cast<std::size_t>(turned);
    };
    const auto without_end = std::count(until.begin(), until.end(), infinite) + std::ssize(again);
    if (static_cast<std::size_t>(without_end) >= needed) {
        return infinite;
    }
    std::size_t place = 0;
    while (reached_at(place) < needed) {
        ++place; // ends: all arrangements reach the estimate itself
    }
    return until[place];
}

/// An effect τ above the estimate is rejected unless |A - τ B| >= τ - A0 for enough arrangements, with A the
/// difference of an arrangement, B that of the observed treatment in it and A0 the estimate. While |B| is at
/// most 1, as for differences of means, that holds up to some τ: the larger of (A + A0) / (1 + B) and
/// (A0 - A) / (1 - B). Beside preconditions |B| can be greater; then it holds again from some τ on. The limit
/// is the last effect that is not rejected. With `sign` -1 everything is mirrored.
[[nodiscard]] std::optional<double> limit_of(const Arrangements& arrangements, double estimate, double sign,
                                             double alpha) {
    const double slack = tie_slack(estimate, scale_of(arrangements.difference));
    std::vector<double> until(arrangements.difference.size());
    std::vector<double> again;
    const double own = sign * estimate;
    for (std::size_t w = 0; w < until.size(); ++w) {
        const double a = sign * arrangements.difference[w];
        const double b = arrangements.overlap[w];
        Reach reach{.until = own};
        reach.add(a + own, 1.0 + b, slack);
        reach.add(own - a, 1.0 - b, slack);
        if (reach.again <= reach.until) {
            reach.until = infinite;
        } else if (std::isfinite(reach.again)) {
            again.push_back(reach.again);
        }
        until[w] = reach.until;
    }
    // the smallest number of arrangements whose share is not below alpha
    const auto all = static_cast<double>(until.size());
    const double needed = std::max(std::ceil(alpha * all * (1.0 - tie_tolerance)), 1.0);
    const double limit = furthest_reached(until, again, static_cast<std::size_t>(needed));
    return std::isfinite(limit) ? std::optional{sign * limit} : std::nullopt;
}

} // namespace

double scale_of(const std::vector<double>& statistics) {
    double furthest = 0.0;
    for (const double statistic : statistics) {
        furthest = std::max(furthest, std::abs(statistic));
    }
    return furthest;
}

void add_p(RandomisationResult& result, const std::vector<double>& statistics, double observed,
           double scale) {
    const double slack = tie_slack(observed, scale);
    const double furthest = scale_of(statistics);
    std::int64_t extreme = 0;
    std::int64_t upper = 0;
    std::int64_t lower = 0;
    std::int64_t most_extreme = 0;
    for (const double statistic : statistics) {
        extreme += std::abs(statistic) >= std::abs(observed) - slack ? 1 : 0;
        upper += statistic >= observed - slack ? 1 : 0;
        lower += statistic <= observed + slack ? 1 : 0;
        most_extreme += std::abs(statistic) >= furthest * (1.0 - tie_tolerance) ? 1 : 0;
    }
    const auto all = static_cast<double>(statistics.size());
    result.statistic = observed;
    result.p = static_cast<double>(extreme) / all;
    result.p_upper = static_cast<double>(upper) / all;
    result.p_lower = static_cast<double>(lower) / all;
    result.smallest_p = static_cast<double>(most_extreme) / all;
}

void add_limits(RandomisationResult& result, const Arrangements& arrangements) {
    const double alpha = 1.0 - result.level;
    result.low = limit_of(arrangements, *result.estimate, -1.0, alpha);
    result.high = limit_of(arrangements, *result.estimate, 1.0, alpha);
    if (!result.low || !result.high) {
        result.limits_reason = "so few arrangements reject no effect, however large";
    }
}

} // namespace samspill::detail
