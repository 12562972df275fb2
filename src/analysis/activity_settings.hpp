// Private to analysis: who offers each activity, and in which municipality.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/duplication_scope.hpp>

#include "municipality_map.hpp"

#include <vector>

namespace samspill::detail {

/// By ActivityId. O(areas + actors + activities and their areas).
/// @throws Cancelled when `control` asks to stop
[[nodiscard]] std::vector<ActivitySetting>
activity_settings(const ActorNetwork& network, const MunicipalityMap& municipalities, RunControl* control);

} // namespace samspill::detail
