// What breaks when an activity or an actor goes, and which activities would nobody miss?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/coverage_model.hpp>
#include <samspill/result/criticality_result.hpp>

namespace samspill {

/// How many people are lost without each activity, and without all activities of each actor; which activities
/// are redundant, and a set that is so jointly (methods M4.5). Totals are nominal, over all offers that fit.
///
/// The joint set goes through the redundant activities by id and takes each that nobody would miss after
/// those before it. Its bound: in every connected part, those that are redundant by themselves are taken away
/// together; at least so many of them must come back that what each brings back alone adds up to what all
/// bring back together. What no need can use is redundant; people who hold a seat already are not counted.
///
/// A network without needs or activities gives zeros.
/// @throws Cancelled when `control` asks to stop
/// Cost: one or two maximum flows, then for each activity and actor the people who have to move.
[[nodiscard]] CriticalityResult criticality(const CoverageModel& model, RunControl* control = nullptr);

} // namespace samspill
