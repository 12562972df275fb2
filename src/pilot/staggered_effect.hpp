// Private to the pilots: the effect of a treatment that begins at different waves, by several methods.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/pilot_study.hpp>
#include <samspill/pilot/pilot_effect.hpp>

#include "pilot/effect_rows.hpp"
#include "pilot/staggered_statistic.hpp"

namespace samspill::detail {

/// Treated and controls with at least one value; counts them, and in warnings those with gaps.
[[nodiscard]] StaggeredUnits staggered_units(PilotEffect& effect, const PilotStudy& study,
                                             const EffectWindow& window);

/// Fills in everything that a staggered design has: estimates, the smaller and the greater of those that
/// leave out one cluster, the difference before treatment, counts and warnings of units.
void add_staggered_effect(PilotEffect& effect, const PilotStudy& study, const EffectWindow& window,
                          const PilotEffectOptions& options, RunControl* control);

} // namespace samspill::detail
