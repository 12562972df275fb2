// A mean with what the units that are missing could make of it.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace samspill {

/// Result of missing_bounds(). For values 0 and 1 the mean is the share of units that meet the target.
struct MissingBoundsResult {
    std::string_view method = "M3.15";
    std::string_view convention; ///< who is in the denominators; a literal
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    std::size_t observed = 0;
    std::size_t missing = 0;
    std::size_t suppressed = 0;
    std::size_t structural = 0;          ///< in no denominator
    std::size_t denominator = 0;         ///< observed + missing + suppressed
    std::optional<double> complete_case; ///< mean of the observed ones alone
    std::optional<double> low;           ///< mean if all others had the lowest value they may have
    std::optional<double> high;          ///< likewise the highest
    std::string_view bounds_reason;      ///< why bounds are not there; a literal
    std::optional<double> reweighted;    ///< observed ones stand for the others of their stratum
    std::string_view reweighted_reason;  ///< why it is not there; a literal
};

} // namespace samspill
