// Losses and repairs as tables: named columns with units, ids as texts.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/coverage_result.hpp>
#include <samspill/result/repairs_result.hpp>

namespace samspill {

/// One row a stage, in the order in which they were asked: people lost there and people left after it, over
/// needs of known size. `_least` and `_most` are the readings of what the tables leave open that cover least
/// and most people. Null where nobody recorded what the stage asks about; of capacity the numbers are shown
/// all the same, as the two ends. `result` must come from `network`, here and below.
[[nodiscard]] Table coverage_cascade(const ActorNetwork& network, const CoverageResult& result);
/// One row a need, by id: its gap in both readings and the people lost at each stage, null for needs of
/// unknown size.
[[nodiscard]] Table coverage_losses(const ActorNetwork& network, const CoverageResult& result);

/// One row a repair, most people per effort first. `step` is the step of the greedy choice that takes it,
/// from 1; null where it is not chosen. `chosen_exactly` is null when the exact choice was not asked for.
[[nodiscard]] Table repairs_table(const ActorNetwork& network, const RepairsResult& result);
/// One row a corner of the bound: no set of repairs reaches more people with that effort.
[[nodiscard]] Table repairs_curve(const ActorNetwork& network, const RepairsResult& result);
/// One row a referrer whom one piece of knowledge would help, by id.
[[nodiscard]] Table repairs_knowledge(const ActorNetwork& network, const RepairsResult& result);

} // namespace samspill
