// Private to the pilots: the effect on treated units against a mix of controls that was like them before.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/pilot_study.hpp>
#include <samspill/pilot/pilot_effect.hpp>

#include "pilot/effect_rows.hpp"

namespace samspill::detail {

/// Fills in what a synthetic design has. The treated go in as one unit, with their mean in the waves in which
/// all of them were observed; they must begin at one wave.
void add_synthetic_effect(PilotEffect& effect, const PilotStudy& study, const EffectWindow& window,
                          RunControl* control);

} // namespace samspill::detail
