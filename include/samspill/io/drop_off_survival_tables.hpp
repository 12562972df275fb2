// Curves and tests of drop-off as tables.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/drop_off_result.hpp>
#include <samspill/result/drop_off_survival.hpp>

namespace samspill {

/// One row a forum and group, and without a forum for all of them: people, events, median, mean absences.
/// Forums are those of `network`, groups those of `result`, here and below.
[[nodiscard]] Table drop_off_groups(const ActorNetwork& network, const DropOffResult& result,
                                    const DropOffSurvival& survival);
/// One row a forum, group and time: the Kaplan-Meier curve.
[[nodiscard]] Table drop_off_curves(const ActorNetwork& network, const DropOffResult& result,
                                    const DropOffSurvival& survival);
/// One row a forum, group and time with absences: their mean number up to then.
[[nodiscard]] Table drop_off_mean_absences(const ActorNetwork& network, const DropOffResult& result,
                                           const DropOffSurvival& survival);
/// One row a forum and weighting of the log-rank test.
[[nodiscard]] Table drop_off_tests(const ActorNetwork& network, const DropOffSurvival& survival);

} // namespace samspill
