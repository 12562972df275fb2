// Private to the analyses: straight lines through few points.
#pragma once

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace samspill::detail {

struct Point {
    double x = 0.0;
    double y = 0.0;
};

/// Sums of squares and products of differences from the means.
struct Moments {
    double xx = 0.0;
    double xy = 0.0;
    double yy = 0.0;
};

/// O(n); all 0 without points.
[[nodiscard]] inline Moments moments_of(const std::vector<Point>& points) {
    if (points.empty()) {
        return {};
    }
    CompensatedSum x;
    CompensatedSum y;
    for (const Point& point : points) {
        x.add(point.x);
        y.add(point.y);
    }
    const auto n = static_cast<double>(points.size());
    CompensatedSum xx;
    CompensatedSum xy;
    CompensatedSum yy;
    for (const Point& point : points) {
        const double from_mean_x = point.x - x.value() / n;
        const double from_mean_y = point.y - y.value() / n;
        xx.add(from_mean_x * from_mean_x);
        xy.add(from_mean_x * from_mean_y);
        yy.add(from_mean_y * from_mean_y);
    }
    return {xx.value(), xy.value(), yy.value()};
}

/// Differences in squares that are this small against the numbers themselves are rounding.
inline constexpr double negligible_variation = 1e-18;

/// Slope of the least-squares line; nothing when x does not vary.
[[nodiscard]] inline std::optional<double> slope_of(const Moments& moments) {
    return moments.xx > negligible_variation ? std::optional{moments.xy / moments.xx} : std::nullopt;
}

/// Pearson's r; nothing when x or y does not vary.
[[nodiscard]] inline std::optional<double> correlation_of(const Moments& moments) {
    const bool varies = moments.xx > negligible_variation && moments.yy > negligible_variation;
    return varies ? std::optional{std::clamp(moments.xy / std::sqrt(moments.xx) / std::sqrt(moments.yy), -1.0,
                                             1.0)}
                  : std::nullopt;
}

/// Median of the slopes of all pairs of points with different x (Theil 1950; Sen 1968); the mean of the two
/// in the middle. O(n² log n).
[[nodiscard]] inline std::optional<double> theil_sen_slope(const std::vector<Point>& points) {
    std::vector<double> slopes;
    slopes.reserve(points.size() * (points.size() + 1) / 2);
    for (std::size_t b = 0; b < points.size(); ++b) {
        for (std::size_t a = 0; a < b; ++a) {
            if (points[a].x != points[b].x) {
                slopes.push_back((points[b].y - points[a].y) / (points[b].x - points[a].x));
            }
        }
    }
    if (slopes.empty()) {
        return std::nullopt;
    }
    std::sort(slopes.begin(), slopes.end());
    const std::size_t middle = slopes.size() / 2;
    return slopes.size() % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2.0;
}

} // namespace samspill::detail
