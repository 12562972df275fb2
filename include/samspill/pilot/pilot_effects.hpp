// Effects on several indicators at once: with twenty of them one is below 0.05 by chance.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/pilot_study.hpp>
#include <samspill/pilot/pilot_effect.hpp>
#include <samspill/result/pilot_effects_result.hpp>

#include <cstddef>
#include <span>

namespace samspill {

/// pilot_effect() of each indicator (of all, when none is named), with the p of the headlines adjusted for
/// their number (methods M3.16). The one indicator marked as primary keeps its p and is in no family of
/// adjusted p; when several are marked, none is. Westfall and Young's p lays out treatment in the same ways
/// for all other indicators, and compares effects over their standard deviation between these ways;
/// `before_after` has none.
///
/// The same bits for any number of threads. @throws as pilot_effect(), and InvalidArgument for an indicator
/// twice
[[nodiscard]] PilotEffects pilot_effects(const PilotStudy& study,
                                         std::span<const std::size_t> indicators = {},
                                         const PilotEffectOptions& options = {},
                                         RunControl* control = nullptr);

} // namespace samspill
