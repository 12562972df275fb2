// An effect in a panel beside what units and periods are like anyway.
#pragma once

#include <samspill/result/cluster_robust_result.hpp>
#include <samspill/result/measure.hpp>

#include <cstddef>
#include <string_view>

namespace samspill {

/// Result of two_way_fixed_effects().
struct TwoWayResult {
    std::string_view method = "M3.3";
    std::string_view convention = "unit effects partialled out, period effects as regressors";
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    std::size_t units = 0;   ///< that count: seen more than once
    std::size_t periods = 0;
    std::size_t left_out = 0;   ///< units that were seen once
    ClusterRobustResult effect; ///< of treatment, with all its errors
};

} // namespace samspill
