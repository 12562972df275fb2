// Private to the pilots: the effects on several indicators under the same arrangements of treatment.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/pilot_study.hpp>
#include <samspill/pilot/pilot_effect.hpp>
#include <samspill/result/multiplicity_result.hpp>
#include <samspill/result/pilot_effect_result.hpp>

#include <span>

namespace samspill::detail {

/// Westfall and Young's p of effects of one study and one design.
[[nodiscard]] WestfallYoungResult effects_westfall_young(const PilotStudy& study,
                                                         std::span<const PilotEffect> effects,
                                                         const PilotEffectOptions& options,
                                                         RunControl* control);

} // namespace samspill::detail
