// Does the plan of a pilot hang together?
#pragma once

#include <samspill/model/pilot_study.hpp>
#include <samspill/result/logic_model_result.hpp>

namespace samspill {

/// The checks of a logic model (methods M3.1): whether it has circles, every outcome an indicator, every such
/// indicator baseline, target, source and owner, and whether every activity reaches an outcome. A study
/// without a logic model gives no rows. O((nodes + links + indicators) log nodes).
[[nodiscard]] LogicModelResult logic_model_checks(const PilotStudy& study);

} // namespace samspill
