// Intervals for a chance from `successes` of `trials` seats (methods M1.6). The estimate is successes/trials.
//
// No trials give no limits and the reason "empty". All throw InvalidArgument when successes are not between 0
// and trials, and when `level` is not in (0, 1). Same bits on any platform.
#pragma once

#include <samspill/result/interval.hpp>

#include <cstdint>

namespace samspill {

inline constexpr double default_level = 0.95;

/// Wilson's (1927) score interval without continuity correction: near the level on average, for few trials
/// too, never outside [0, 1]. O(1).
[[nodiscard]] Interval wilson_interval(std::int64_t successes, std::int64_t trials,
                                       double level = default_level);

/// The exact interval of Clopper & Pearson (1934): all chances that neither one-sided binomial test at
/// (1 - level)/2 refuses. It encloses the chance at least as often as the level says, whatever the chance is.
/// O(√trials).
[[nodiscard]] Interval clopper_pearson_interval(std::int64_t successes, std::int64_t trials,
                                                double level = default_level);

/// As Clopper & Pearson with mid-p: the observed outcome counts by half. Shorter, near the level on average.
[[nodiscard]] Interval mid_p_interval(std::int64_t successes, std::int64_t trials,
                                      double level = default_level);

} // namespace samspill
