// A test of an effect by changing the signs of whole clusters' residuals.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace samspill {

/// Result of wild_cluster_bootstrap(). `smallest_p` is what no data of so many clusters can fall below.
struct WildBootstrapResult {
    std::string_view method = "M3.5";
    std::string_view convention; ///< weights, null imposed or not, ties; a literal
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    std::size_t rows = 0;
    std::size_t clusters = 0;
    double null_value = 0.0;
    std::optional<double> estimate;
    std::optional<double> t;                  ///< of the estimate against the null value
    std::optional<double> p;                  ///< two-sided, symmetric
    std::optional<double> smallest_p;         ///< 2^(1-G) or 2·6^(-G) when exact, else 1/(1 + replicates)
    bool exact = false;                       ///< every vector of weights was counted
    std::optional<std::int64_t> arrangements; ///< vectors of weights there are; none when more than 2^53
    std::optional<std::int64_t> as_extreme;   ///< of those counted, with |t*| >= |t|
    std::int64_t replicates = 0;              ///< 0 when exact
    std::uint64_t seed = 0;
    double level = 0.0; ///< of the limits
    std::optional<double> low;
    std::optional<double> high;
    std::string_view limits_reason; ///< why a limit is not there; a literal
};

} // namespace samspill
