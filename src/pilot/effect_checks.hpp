// Private to the pilots: what must stand beside an effect of two waves.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/pilot_study.hpp>
#include <samspill/pilot/pilot_effect.hpp>

#include "pilot/effect_rows.hpp"

#include <vector>

namespace samspill::detail {

/// The estimate without one row after the other, and without controls that are neighbours of treated units.
[[nodiscard]] EffectSensitivity effect_sensitivity(const PilotStudy& study, const EffectWindow& window,
                                                   const std::vector<EffectRow>& rows, bool weighted,
                                                   double estimate);

/// Are neighbours alike in what treatment and strata leave unexplained? Nothing without neighbours among the
/// rows.
[[nodiscard]] std::optional<SpatialAutocorrelationResult>
effect_dependence(const PilotStudy& study, const std::vector<EffectRow>& rows,
                  const PilotEffectOptions& options, RunControl* control);

/// Adds the warnings that follow from the roles of units, from the tests and from the checks; sorts all of
/// them.
void add_warnings(PilotEffect& effect, const PilotStudy& study, const EffectWindow& window,
                  const PilotEffectOptions& options);

} // namespace samspill::detail
