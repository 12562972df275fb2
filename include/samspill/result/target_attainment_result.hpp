// How far from its baseline towards its target an indicator has come.
#pragma once

#include <samspill/result/measure.hpp>

#include <optional>
#include <string_view>

namespace samspill {

/// Result of target_attainment(). 0 is the baseline and 1 the target, whichever of the two is the larger
/// number; below 0 the indicator went the wrong way, above 1 it passed the target.
struct TargetAttainmentResult {
    std::string_view method = "M3.2";
    std::string_view convention; ///< how the limits were made; a literal
    Status status = Status::ok;
    std::string_view reason;          ///< why there is no attainment; a literal
    std::optional<double> attainment; ///< share of the way
    std::optional<double> shown;      ///< the same held in [0, 1], for display only
    std::optional<double> milestone;  ///< share of the way that a straight path had expected by now
    std::optional<double> ahead;      ///< attainment - milestone
    double level = 0.0;               ///< of the limits
    std::optional<double> low;        ///< limits of the attainment
    std::optional<double> high;
    std::string_view limits_reason; ///< why limits are not there; a literal
};

} // namespace samspill
