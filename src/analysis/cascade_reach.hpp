// How many people each need could cover if only some of the stages had to hold for it (methods M4.3).
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/coverage_model.hpp>
#include <samspill/result/loss_cascade.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace samspill::detail {

/// For every referral of the model and every stage of `order`: the most people of one of its needs that could
/// be covered beyond what it gets in the end, if only the stages up to this one had to hold for it, seats
/// counting from their own stage on, while every other need keeps what it has (and may be re-routed).
///
/// Method: `shares` come from a maximum flow, so from what any short need can reach no free seat can be had.
/// What a need may use in addition therefore helps only where it is not reached by anybody short, and there
/// all others are fully served with whole people: one maximum flow of whole people, and for each need and
/// stage a search in its residual graph from the offers the need may use then.
/// @param shares of each referral, by allocate_fairly on model.known_problem(reading)
/// @param order as in StageOrder
/// @param left_out empty, or 1 for each referral that is not asked about; what hangs together is left out
/// together, and only in the default order, where others have no part in its losses
/// @throws InvalidArgument when `order` is no such order; Cancelled when `control` asks to stop
/// O(one maximum flow + arcs of short needs + what searches walk); other orders than the default look at all
/// offers of a theme for each short need.
[[nodiscard]] std::vector<ReachBeyond> cascade_reach(const CoverageModel& model, Reading reading,
                                                     std::span<const Fraction> shares,
                                                     const StageOrder& order, RunControl* control = nullptr,
                                                     std::span<const std::uint8_t> left_out = {});

} // namespace samspill::detail
