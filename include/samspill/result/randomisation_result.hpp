// A test of an effect by who else might have been treated.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace samspill {

/// Result of randomisation_test() and sign_flip_test(). Unless treatment was really drawn by lot it says what
/// would hold as if it had been: print `caveat` beside it.
struct RandomisationResult {
    std::string_view method = "M3.6";
    std::string_view convention; ///< the statistic and the strata; a literal
    std::string_view caveat;     ///< what must stand beside p; a literal
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    std::size_t units = 0;   ///< in strata with both treated and controls
    std::size_t treated = 0;
    std::size_t left_out = 0;                 ///< units of strata that are all treated or all controls
    bool exact = false;                       ///< every arrangement was counted
    std::optional<std::int64_t> arrangements; ///< that there are; none when more than 2^53
    std::int64_t replicates = 0;              ///< drawn beside the observed one; 0 when exact
    std::uint64_t seed = 0;
    std::optional<double> estimate;   ///< difference of means, in units of the outcome
    std::optional<double> statistic;  ///< the estimate, or the estimate over its standard error
    std::optional<double> p;          ///< two-sided: arrangements with |statistic| as large, itself included
    std::optional<double> p_upper;    ///< with a statistic as large
    std::optional<double> p_lower;    ///< with a statistic as small
    std::optional<double> smallest_p; ///< two-sided p of the most extreme of the arrangements
    double level = 0.0;               ///< of the limits
    std::optional<double> low;        ///< constant effects that are not rejected, from here
    std::optional<double> high;       ///< to here
    std::string_view limits_reason;   ///< why limits are not there; a literal
};

} // namespace samspill
