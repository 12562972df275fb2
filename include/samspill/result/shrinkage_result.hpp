// Standardised ratios, drawn towards their mean by how little each unit's own count says.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// One unit. Ranks begin with 1 for the lowest true ratio.
struct ShrunkenRatio {
    std::int64_t observed = 0;
    double expected = 0.0;
    double ratio = 0.0;        ///< observed / expected
    double weight = 0.0;       ///< of the unit's own ratio, in [0, 1)
    double shrunken = 0.0;     ///< between the ratio and the mean
    std::optional<double> low; ///< limits of the true ratio
    std::optional<double> high;
    std::optional<double> mean_rank;
    std::optional<std::int64_t> rank_low; ///< limits of the rank of the true ratio
    std::optional<std::int64_t> rank_high;
};

/// Result of shrunken_ratios(). Rank units by nothing but the limits of their ranks.
struct ShrinkageResult {
    std::string_view method = "M3.10";
    std::string_view convention; ///< prior and estimator; a literal
    Status status = Status::ok;
    std::string_view reason; ///< why there are no limits; a literal
    std::size_t units = 0;
    std::optional<double> mean;     ///< all observed over all expected
    std::optional<double> variance; ///< of the true ratios between units; 0: all are drawn to the mean
    double level = 0.0;             ///< of all limits
    std::int64_t draws = 0;         ///< that ranks rest on
    std::uint64_t seed = 0;
    std::vector<ShrunkenRatio> ratios; ///< in the order given
};

} // namespace samspill
