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

/// An effect τ above the estimate is rejected unless |A - τ B| >= τ - A0 for enough arrangements, with A the
/// difference of an arrangement, B that of the observed treatment in it and A0 the estimate. For each
/// arrangement that holds up to some τ: the larger of (A + A0) / (1 + B) and (A0 - A) / (1 - B). So the limit
/// is the one that the right number of arrangements reaches; with `sign` -1 everything is mirrored.
[[nodiscard]] std::optional<double> limit_of(const Arrangements& arrangements, double estimate, double sign,
                                             double alpha) {
    const double slack = tie_slack(estimate, scale_of(arrangements.difference));
    constexpr double infinite = std::numeric_limits<double>::infinity();
    std::vector<double> reaches(arrangements.difference.size());
    const double own = sign * estimate;
    const auto quotient = [&](double above, double below) {
        if (below > tie_tolerance) {
            return above / below;
        }
        return above >= -slack ? infinite : -infinite;
    };
    for (std::size_t w = 0; w < reaches.size(); ++w) {
        const double a = sign * arrangements.difference[w];
        const double b = arrangements.overlap[w];
        reaches[w] = std::max({quotient(a + own, 1.0 + b), quotient(own - a, 1.0 - b), own});
    }
    // the smallest number of arrangements whose share is not below alpha
    const auto all = static_cast<double>(reaches.size());
    const double needed = std::ceil(alpha * all * (1.0 - tie_tolerance));
    const auto rank = static_cast<std::ptrdiff_t>(std::max(needed, 1.0)) - 1;
    std::nth_element(reaches.begin(), reaches.begin() + rank, reaches.end(), std::greater<>{});
    const double limit = reaches[static_cast<std::size_t>(rank)];
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
