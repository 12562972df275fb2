// Whether neighbours are alike.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace samspill {

/// Result of spatial_autocorrelation().
struct SpatialAutocorrelationResult {
    std::string_view method = "M3.17";
    std::string_view convention; ///< the statistic and what is exchanged; a literal
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    std::size_t units = 0;
    std::size_t without_neighbours = 0;       ///< units in no pair of a weight above 0
    std::optional<double> moran_i;            ///< above `expected`: neighbours are alike
    std::optional<double> expected;           ///< -1 / (units - 1), if values fell on units by chance
    bool exact = false;                       ///< every arrangement was counted
    std::optional<std::int64_t> arrangements; ///< distinct ways to lay the values out; none beyond 2^53
    std::int64_t replicates = 0;              ///< drawn beside the observed one; 0 when exact
    std::uint64_t seed = 0;
    std::optional<double> p;          ///< two-sided: arrangements as far from `expected`
    std::optional<double> p_upper;    ///< with neighbours as much alike
    std::optional<double> smallest_p; ///< two-sided p of the most extreme of the arrangements
};

} // namespace samspill
