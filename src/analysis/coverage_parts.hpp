// Parts of coverage() that need no allocation: duties, backup, what the stages were told, sums of losses.
#pragma once

#include <samspill/graph/coverage_model.hpp>
#include <samspill/result/coverage_result.hpp>

#include <span>

namespace samspill::detail {

/// Marks the needs that must be met and names the law or mandate where a table does.
void mark_statutory(const ActorNetwork& network, std::span<NeedCoverage> needs);

/// Counts, up to two, the organisations with seats that can serve each need. A unit counts as the outermost
/// actor it belongs to; unknown seats count as seats, and as none at the low end.
void count_organisations(const CoverageModel& model, std::span<NeedCoverage> needs);

/// `unknown` for a stage about which needs or activities state nothing at all.
[[nodiscard]] PerStage<Status> stage_status(const CoverageModel& model, const StageOrder& order);

/// Adds up the losses of all needs of known size, exact until they are rounded once.
void sum_losses(const ActorNetwork& network, const LossCascade& cascade, CascadeReading& reading);

} // namespace samspill::detail
