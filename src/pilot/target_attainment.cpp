#include <samspill/pilot/target_attainment.hpp>

#include "core/student_t.hpp"
#include "pilot/columns.hpp"

#include <algorithm>
#include <cmath>

namespace samspill {
namespace {

using detail::require;

void check(const TargetPath& path, const TargetAttainmentOptions& options) {
    detail::require_level(options.level);
    require(options.degrees_of_freedom > 0.0, "degrees_of_freedom must be above 0");
    for (const auto& number : {path.baseline, path.target, path.value, path.value_error, path.baseline_error,
                               path.start, path.end, path.now}) {
        require(!number || std::isfinite(*number), "numbers of a target path must be finite");
    }
    const double value_error = path.value_error.value_or(0.0);
    const double baseline_error = path.baseline_error.value_or(0.0);
    require(value_error >= 0.0 && baseline_error >= 0.0, "standard errors must not be below 0");
    require(std::abs(path.covariance) <= value_error * baseline_error * (1.0 + detail::tie_tolerance),
            "covariance must not exceed the product of the standard errors");
    require(!path.start || !path.end || *path.start < *path.end, "end must be after start");
}

std::string_view what_is_missing(const TargetPath& path) {
    if (!path.baseline) {
        return "no baseline";
    }
    if (!path.target) {
        return "no target";
    }
    return path.value ? std::string_view{} : "not observed";
}

/// Fieller: all a for which (value - baseline) - a (target - baseline) is not told from 0. Its variance is
/// value_error² + (1 - a)² baseline_error² - 2 (1 - a) covariance, so that the limits solve a quadratic
/// equation.
void add_limits(TargetAttainmentResult& result, const TargetPath& path, double quantile) {
    if (!path.value_error || !path.baseline_error) {
        result.limits_reason = "no standard error";
        return;
    }
    const double way = *path.target - *path.baseline;
    const double gone = *path.value - *path.baseline;
    const double square = quantile * quantile;
    const double baseline_variance = *path.baseline_error * *path.baseline_error;
    const double shared = baseline_variance - path.covariance;
    const double gone_variance =
        *path.value_error * *path.value_error + baseline_variance - 2.0 * path.covariance;
    const double a = way * way - square * baseline_variance;
    const double b = gone * way - square * shared;
    const double c = gone * gone - square * gone_variance;
    if (a <= 0.0) {
        result.limits_reason = "the baseline is too uncertain to be told from the target";
        return;
    }
    const double root = std::sqrt(std::max(0.0, b * b - a * c));
    result.low = (b - root) / a;
    result.high = (b + root) / a;
}

} // namespace

TargetAttainmentResult target_attainment(const TargetPath& path, const TargetAttainmentOptions& options) {
    check(path, options);
    TargetAttainmentResult result;
    result.convention = "limits by Fieller, the target exact";
    result.level = options.level;
    if (path.start && path.end && path.now) {
        result.milestone = std::clamp((*path.now - *path.start) / (*path.end - *path.start), 0.0, 1.0);
    }
    if (const std::string_view missing = what_is_missing(path); !missing.empty()) {
        result.status = Status::unknown;
        result.reason = missing;
        return result;
    }
    const double way = *path.target - *path.baseline;
    const double size = std::max(std::abs(*path.target), std::abs(*path.baseline));
    if (std::abs(way) <= detail::tie_tolerance * size) {
        result.status = Status::not_applicable;
        result.reason = "the target equals the baseline";
        return result;
    }
    result.attainment = (*path.value - *path.baseline) / way;
    result.shown = std::clamp(*result.attainment, 0.0, 1.0);
    if (result.milestone) {
        result.ahead = *result.attainment - *result.milestone;
    }
    const double tail = 0.5 * (1.0 - options.level);
    add_limits(result, path, detail::student_quantile_of_upper_tail(tail, options.degrees_of_freedom));
    return result;
}

} // namespace samspill
