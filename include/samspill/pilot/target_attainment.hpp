// How much of the way from baseline to target has been gone?
#pragma once

#include <samspill/result/target_attainment_result.hpp>

#include <limits>
#include <optional>

namespace samspill {

/// An indicator at one wave, in its own unit. What was not observed is left out, never filled in from another
/// wave.
struct TargetPath {
    std::optional<double> baseline;
    std::optional<double> target;
    std::optional<double> value;            ///< at this wave
    std::optional<double> value_error{};    ///< standard error; 0 for what was counted in full
    std::optional<double> baseline_error{}; ///< likewise
    double covariance = 0.0;                ///< of value and baseline, as when the same people answered twice
    std::optional<double> start{};          ///< time of the baseline, in any unit, such as months
    std::optional<double> end{};            ///< time by which the target is to be reached; after `start`
    std::optional<double> now{};            ///< time of this wave
};

struct TargetAttainmentOptions {
    double level = 0.95; ///< of the limits
    /// Of the standard errors, for Student's t; infinite takes the normal distribution.
    double degrees_of_freedom = std::numeric_limits<double>::infinity();
};

/// a = (value - baseline) / (target - baseline) with limits by Fieller (1954), which allow for a baseline
/// that is itself an estimate; the target is exact (methods M3.2). With an exact baseline they are the
/// limits of the value, moved and scaled.
///
/// Unknown: no baseline, target or value. Not applicable: a target that equals the baseline up to a relative
/// 1e-9. No limits: no standard errors, or a baseline so uncertain that it might lie beyond the target (the
/// set that is not rejected has no end then). No milestone without the three times; it is 0 before the start
/// and 1 after the end. O(1).
/// @throws InvalidArgument for numbers that are not finite, standard errors below 0, a covariance larger than
/// their product, an end that is not after the start, a level outside (0, 1), degrees that are not above 0
[[nodiscard]] TargetAttainmentResult target_attainment(const TargetPath& path,
                                                       const TargetAttainmentOptions& options = {});

} // namespace samspill
