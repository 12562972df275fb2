// Private to analysis: a set of proposals of work sharing, balanced between municipal actors and civil
// society.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/work_sharing_result.hpp>

#include "sharing_values.hpp"

namespace samspill::detail {

/// Chooses among `result.proposals` and carries them out in `values`; fills in everything that is said about
/// the chosen ones. What no choice has touched keeps its value, and choices of one theme touch no other.
void choose_sharing(const ActorNetwork& network, SharingValues& values, WorkSharingResult& result,
                    RunControl* control);

} // namespace samspill::detail
