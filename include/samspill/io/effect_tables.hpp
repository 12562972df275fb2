// Tables of the indicators and effects of a study of a pilot.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/model/pilot_study.hpp>
#include <samspill/result/pilot_effect_result.hpp>
#include <samspill/result/pilot_effects_result.hpp>
#include <samspill/result/study_indicators_result.hpp>

#include <string_view>

namespace samspill {

/// One row an indicator, arm and wave. Questions in `language`, else in English.
[[nodiscard]] Table study_indicator_rows(const PilotStudy& study, const StudyIndicatorsResult& result,
                                         std::string_view language = "en");

/// One row a method, the headline first. Values in the unit of the indicator.
[[nodiscard]] Table effect_estimates(const PilotStudy& study, const PilotEffect& effect);
/// One row a warning, each with a sentence in English.
[[nodiscard]] Table effect_warnings(const PilotEffect& effect);
/// One row an arm and wave: the mean of the units that count.
[[nodiscard]] Table effect_means(const PilotStudy& study, const PilotEffect& effect);

/// Of a synthetic design: one row a control with a weight; no rows of others.
[[nodiscard]] Table effect_donors(const PilotStudy& study, const PilotEffect& effect);
/// Of a synthetic design: one row a wave: the treated, their synthetic control, the gap.
[[nodiscard]] Table effect_gaps(const PilotStudy& study, const PilotEffect& effect);

/// One row an indicator: its headline, and its p adjusted for the number of indicators by every procedure.
[[nodiscard]] Table effects_overview(const PilotStudy& study, const PilotEffects& effects,
                                     std::string_view language = "en");
/// One row an indicator and method, and the rows of effect_estimates(): tidy, for export.
[[nodiscard]] Table effects_estimates(const PilotStudy& study, const PilotEffects& effects);

/// What a warning says.
[[nodiscard]] std::string_view sentence_of(EffectWarning warning) noexcept;

} // namespace samspill
