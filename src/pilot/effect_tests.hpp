// Private to the pilots: the methods that stand side by side for changes between two waves.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/pilot/clustered_regression.hpp>
#include <samspill/pilot/pilot_effect.hpp>
#include <samspill/result/pilot_effect_result.hpp>
#include <samspill/result/randomisation_result.hpp>

#include "pilot/effect_rows.hpp"

#include <cstddef>
#include <vector>

namespace samspill::detail {

/// Randomisation inference as one of the estimates.
[[nodiscard]] EffectEstimate randomised_estimate(const RandomisationResult& result, EffectMethod method);

/// CR2 errors and both wild bootstraps of one coefficient, and CV3 unless the jackknife is made elsewhere.
[[nodiscard]] std::vector<EffectEstimate> regression_estimates(const ClusteredRegression& regression,
                                                               std::size_t coefficient, bool with_jackknife,
                                                               const PilotEffectOptions& options,
                                                               RunControl* control);

/// Effects of treatment on changes, in the order of the methods. There must be treated and controls.
[[nodiscard]] std::vector<EffectEstimate> two_wave_estimates(const std::vector<EffectRow>& rows,
                                                             const PilotEffectOptions& options,
                                                             RunControl* control);

/// Mean changes of the treated alone. There must be rows.
[[nodiscard]] std::vector<EffectEstimate> before_after_estimates(const std::vector<EffectRow>& rows,
                                                                 const PilotEffectOptions& options,
                                                                 RunControl* control);

/// Randomisation inference alone, such as on changes before treatment.
[[nodiscard]] EffectEstimate randomisation_estimate(const std::vector<EffectRow>& rows,
                                                    const PilotEffectOptions& options, RunControl* control);

} // namespace samspill::detail
