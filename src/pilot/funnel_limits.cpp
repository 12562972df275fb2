#include <samspill/pilot/funnel_limits.hpp>

#include <samspill/core/checked.hpp>
#include <samspill/core/numeric.hpp>

#include "core/distribution_tails.hpp"
#include "core/gamma_function.hpp"
#include "pilot/columns.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace samspill {
namespace {

using detail::require;

void check(std::span<const std::int64_t> observed, std::span<const double> expected) {
    require(observed.size() == expected.size(), "expected must have one entry for each observed count");
    require(std::all_of(observed.begin(), observed.end(), [](std::int64_t count) { return count >= 0; }),
            "observed counts must not be below 0");
    detail::require_above_zero(expected, "expected counts must be above 0");
}

std::optional<double> score_of(const FunnelPoint& point, FunnelScore score) {
    const auto observed = static_cast<double>(point.observed);
    if (score == FunnelScore::square_root) {
        return 2.0 * (std::sqrt(observed) - std::sqrt(point.expected));
    }
    return point.observed == 0 ? std::nullopt
                               : std::optional{std::sqrt(point.expected) * natural_log(point.ratio)};
}

/// Between the order statistics of sorted scores, linear in the share.
double quantile(const std::vector<double>& sorted, double share) {
    const double place = share * (static_cast<double>(sorted.size()) - 1.0);
    const auto below = static_cast<std::size_t>(std::floor(place));
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - std::floor(place)) * (sorted[above] - sorted[below]);
}

double mean_square(const std::vector<double>& sorted, double low, double high) {
    CompensatedSum sum;
    for (const double score : sorted) {
        const double held = std::clamp(score, low, high);
        sum.add(held * held);
    }
    return sum.value() / static_cast<double>(sorted.size());
}

void add_overdispersion(FunnelResult& result) {
    std::vector<double> scores;
    scores.reserve(result.points.size());
    for (const FunnelPoint& point : result.points) {
        if (point.score) {
            scores.push_back(*point.score);
        }
    }
    result.without_score = result.points.size() - scores.size();
    if (scores.empty()) {
        result.reason = "no overdispersion: no unit has a score";
        return;
    }
    std::sort(scores.begin(), scores.end());
    result.plain_overdispersion = mean_square(scores, scores.front(), scores.back());
    result.overdispersion =
        mean_square(scores, quantile(scores, result.winsorised), quantile(scores, 1.0 - result.winsorised));
    result.is_overdispersed = *result.overdispersion > 1.0;
}

/// Where a score of `reach` on either side lies on the scale of ratios.
void widen(RatioLimits& limits, double expected, double reach, FunnelScore score) {
    if (score == FunnelScore::log_ratio) {
        const double exponent = std::min(reach / std::sqrt(expected), 690.0);
        limits.widened_low = exponential(-exponent);
        limits.widened_high = exponential(exponent);
        return;
    }
    const double root = std::sqrt(expected);
    const double low = std::max(0.0, root - 0.5 * reach);
    const double high = root + 0.5 * reach;
    limits.widened_low = low * low / expected;
    limits.widened_high = high * high / expected;
}

void add_limits(FunnelResult& result, const FunnelOptions& options) {
    for (FunnelPoint& point : result.points) {
        point.limits.reserve(options.levels.size());
        for (const double level : options.levels) {
            RatioLimits limits = poisson_ratio_limits(point.expected, level);
            if (result.is_overdispersed) {
                const double z = detail::normal_quantile_of_upper_tail(0.5 * (1.0 - level));
                widen(limits, point.expected, z * std::sqrt(*result.overdispersion), options.score);
            }
            point.limits.push_back(limits);
        }
    }
}

} // namespace

RatioLimits poisson_ratio_limits(double expected, double level) {
    detail::require_level(level);
    require(std::isfinite(expected) && expected > 0.0, "expected counts must be above 0");
    const double tail = 0.5 * (1.0 - level);
    return {.level = level,
            .low = detail::chi_square_quantile_of_lower_tail(tail, 2.0 * expected) / (2.0 * expected),
            .high = detail::chi_square_quantile_of_upper_tail(tail, 2.0 * expected + 2.0) / (2.0 * expected),
            .widened_low = {},
            .widened_high = {}};
}

std::vector<GroupRatio> aggregate_ratios(std::span<const std::int64_t> observed,
                                         std::span<const double> expected,
                                         std::span<const std::uint32_t> group) {
    check(observed, expected);
    require(group.size() == observed.size(), "group must have one entry for each observed count");
    std::map<std::uint32_t, std::pair<std::int64_t, std::vector<double>>> sums;
    for (std::size_t row = 0; row < group.size(); ++row) {
        auto& [count, terms] = sums[group[row]];
        count = checked_add(count, observed[row]);
        terms.push_back(expected[row]);
    }
    std::vector<GroupRatio> ratios;
    ratios.reserve(sums.size());
    for (auto& [number, sum] : sums) {
        const double all_expected = detail::ordered_sum(std::move(sum.second));
        ratios.push_back({number, sum.first, all_expected, static_cast<double>(sum.first) / all_expected});
    }
    return ratios;
}

FunnelResult funnel_limits(std::span<const std::int64_t> observed, std::span<const double> expected,
                           const FunnelOptions& options) {
    check(observed, expected);
    std::for_each(options.levels.begin(), options.levels.end(), detail::require_level);
    require(options.winsorised >= 0.0 && options.winsorised < 0.5, "winsorised must be in [0, 0.5)");
    FunnelResult result;
    result.convention = options.score == FunnelScore::log_ratio
                            ? "exact Poisson limits; score: root of expected times log ratio"
                            : "exact Poisson limits; score: twice the difference of roots";
    result.winsorised = options.winsorised;
    if (observed.empty()) {
        result.status = Status::not_applicable;
        result.reason = "empty";
        return result;
    }
    result.points.reserve(observed.size());
    for (std::size_t row = 0; row < observed.size(); ++row) {
        FunnelPoint point{.observed = observed[row],
                          .expected = expected[row],
                          .ratio = static_cast<double>(observed[row]) / expected[row],
                          .score = {},
                          .limits = {}};
        point.score = score_of(point, options.score);
        result.points.push_back(std::move(point));
    }
    add_overdispersion(result);
    add_limits(result, options);
    return result;
}

} // namespace samspill
