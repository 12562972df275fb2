// Observed over expected counts, with the limits that chance alone would hold them in.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// Limits of a ratio observed / expected when the true ratio is 1.
struct RatioLimits {
    double level = 0.0;
    double low = 0.0;
    double high = 0.0;
    std::optional<double> widened_low; ///< with overdispersion; none when there is none
    std::optional<double> widened_high;
};

/// Counts of one group of units and their ratio.
struct GroupRatio {
    std::uint32_t group = 0;
    std::int64_t observed = 0;
    double expected = 0.0;
    double ratio = 0.0; ///< observed / expected
};

/// One unit of a funnel.
struct FunnelPoint {
    std::int64_t observed = 0;
    double expected = 0.0;
    double ratio = 0.0;              ///< observed / expected
    std::optional<double> score;     ///< distance from 1 in standard deviations; none for log ratios of 0
    std::vector<RatioLimits> limits; ///< at the unit's expected count, one for each level
};

/// Result of funnel_limits().
struct FunnelResult {
    std::string_view method = "M3.11";
    std::string_view convention; ///< the score and the limits; a literal
    Status status = Status::ok;
    std::string_view reason;                    ///< a literal; empty when there is nothing to explain
    std::size_t without_score = 0;              ///< units left out of the overdispersion
    double winsorised = 0.0;                    ///< share of scores drawn in at either end
    std::optional<double> overdispersion;       ///< φ: mean square of the winsorised scores
    std::optional<double> plain_overdispersion; ///< the same of the scores as they are
    bool is_overdispersed = false;              ///< φ > 1: the widened limits are those to use
    std::vector<FunnelPoint> points;            ///< in the order given
};

} // namespace samspill
