// Coverage of a network that differs little from one whose coverage is known.
#pragma once

#include <samspill/analysis/coverage.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/graph/coverage_model.hpp>
#include <samspill/result/coverage_result.hpp>

namespace samspill {

/// The same as coverage(model, options), field by field, at the cost of what has changed since `before`:
/// needs and offers that hang together, through pairs that fit, and are all as they were keep their shares,
/// losses and obstacles; only the other connected parts are allocated again. What is as it was is found by
/// comparing the two models, so any edit will do: with_activity, without_actor and the like
/// (model/network_edit.hpp), or another reading of the same tables. When much has changed, when options of
/// matching or knowing differ, or when knowledge is recorded in one of the two only, everything is solved
/// anew; when only the order of stages differs, the losses are.
///
/// The new model is made as ever: matching and searching are not saved here, allocating is.
/// @param before the coverage of `model_before`
/// @throws InvalidArgument when `before` is of another network than `model_before`; as coverage()
/// O(needs + activities + pairs of classes), and the allocation of what has changed
[[nodiscard]] CoverageResult coverage_after(const CoverageModel& model_before, const CoverageResult& before,
                                            const CoverageModel& model, const CoverageOptions& options = {},
                                            RunControl* control = nullptr);

} // namespace samspill
