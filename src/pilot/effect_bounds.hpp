// Private to the pilots: what an effect could be if all that was not seen were as low or as high as it may
// be.
#pragma once

#include <samspill/model/pilot_study.hpp>
#include <samspill/pilot/staggered_adoption.hpp>
#include <samspill/result/pilot_effect_result.hpp>

#include "pilot/effect_rows.hpp"

#include <cstddef>

namespace samspill::detail {

/// Worst-case bounds and the re-weighted effect of two waves: of changes, units of an arm averaged over
/// strata.
[[nodiscard]] EffectBounds two_wave_bounds(const PilotStudy& study, std::size_t indicator,
                                           const EffectWindow& window, bool with_controls, bool weighted);

/// The same for the mean of staggered effects, if every unit that could have a value had one. A value that
/// stands in several effects is the same in all of them. O(units · waves · cohorts).
[[nodiscard]] EffectBounds staggered_bounds(const PilotStudy& study, std::size_t indicator,
                                            const EffectWindow& window, StaggeredComparison comparison);

} // namespace samspill::detail
