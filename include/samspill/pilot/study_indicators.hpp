// How do the indicators of a pilot stand, wave by wave?
#pragma once

#include <samspill/model/pilot_study.hpp>
#include <samspill/result/study_indicators_result.hpp>

namespace samspill {

struct StudyIndicatorsOptions {
    double level = 0.95; ///< of the limits of target attainment
};

/// Every indicator at every wave, over all units and arm by arm: means of what was observed with worst-case
/// bounds and a mean re-weighted by strata (methods M3.15), what the units have together, and how far on the
/// way to the target it is (M3.2). The baseline is the one that the indicator states, else the arm's own mean
/// at the first wave; the time that a milestone needs is that of the waves' days, or their number where a day
/// is not known.
///
/// Standard errors of observed values, where all have one, give the limits of attainment. Nothing is carried
/// over from another wave. Pooled: the sum is there only when every unit was observed; the weighted mean is
/// over those that were, when all of them state their denominator. O(indicators · waves · units log units).
/// @throws InvalidArgument for a level outside (0, 1)
[[nodiscard]] StudyIndicatorsResult study_indicators(const PilotStudy& study,
                                                     const StudyIndicatorsOptions& options = {});

} // namespace samspill
