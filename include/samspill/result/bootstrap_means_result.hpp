// Means of indicators with limits from resampling.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// The mean of one indicator over the rows that know it.
struct BootstrapMean {
    Status status = Status::ok;
    std::string_view reason;    ///< a literal; empty when there is nothing to explain
    std::size_t known = 0;      ///< rows with a value
    std::int64_t undefined = 0; ///< replicates without a single known value, which are left out
    std::optional<double> estimate;
    std::optional<double> se;             ///< standard deviation of the replicates
    std::optional<double> percentile_low; ///< quantiles of the replicates
    std::optional<double> percentile_high;
    std::optional<double> basic_low; ///< the same, mirrored at the estimate
    std::optional<double> basic_high;
    std::optional<double> bca_low; ///< quantiles, corrected for bias and skewness (Efron 1987)
    std::optional<double> bca_high;
    std::string_view bca_reason; ///< why these are not there; a literal
};

/// Result of bootstrap_means().
struct BootstrapMeansResult {
    std::string_view method = "bootstrap";
    std::string_view convention; ///< which weights are drawn; a literal
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    std::size_t rows = 0;
    std::size_t units = 0; ///< that are drawn: rows or clusters
    std::size_t strata = 0;
    std::int64_t replicates = 0;
    std::uint64_t seed = 0;
    double level = 0.0;               ///< of the limits
    std::vector<BootstrapMean> means; ///< one a column
};

} // namespace samspill
