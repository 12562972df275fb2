// What a study of a pilot holds, as tables.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/model/pilot_study.hpp>
#include <samspill/result/logic_model_result.hpp>

namespace samspill {

/// One row for each indicator, unit and wave, in this order: indicator, unit, wave, arm, status, value (when
/// observed), low and high (when suppressed), n, se. Nothing that was not observed has a value.
[[nodiscard]] Table study_cells_table(const PilotStudy& study);

/// One row for each unit: unit, name, arm, first_wave, stratum, cluster (numbers of sorted names), weight,
/// change (what became of its codes).
[[nodiscard]] Table study_units_table(const PilotStudy& study);

/// One row for each node of the logic model: node, name, level, indicators, reaches_outcome, orphan,
/// on_cycle, missing (list of the parts that its indicators lack, and `indicator` for an outcome without
/// any).
[[nodiscard]] Table logic_model_table(const LogicModelResult& result);

} // namespace samspill
