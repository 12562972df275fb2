// Tables of effects of pilots, of ratios and of people on lists.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/result/capture_recapture_result.hpp>
#include <samspill/result/cluster_robust_result.hpp>
#include <samspill/result/funnel_limits_result.hpp>
#include <samspill/result/multiplicity_result.hpp>
#include <samspill/result/precondition_model_result.hpp>
#include <samspill/result/shrinkage_result.hpp>
#include <samspill/result/staggered_result.hpp>

#include <span>
#include <string>

namespace samspill {

/// One row a kind of variance.
[[nodiscard]] Table cluster_robust_errors(const ClusterRobustResult& result);

/// One row a group and period. Periods that were numbered from 0 are shown by their names, as texts, where
/// these are given. @throws InvalidArgument for a period without a name
[[nodiscard]] Table staggered_cells(const StaggeredResult& result, std::span<const std::string> names = {});
/// One row an aggregate. With names, keys that are groups or periods are shown by them.
/// @throws as staggered_cells
[[nodiscard]] Table staggered_aggregates(const StaggeredResult& result,
                                         std::span<const std::string> names = {});

/// One row a test, in the order given: its adjusted p by every procedure.
[[nodiscard]] Table adjusted_p_rows(const MultiplicityResult& result);

/// One row a unit, in the order given.
[[nodiscard]] Table funnel_points(const FunnelResult& result);
/// One row a unit and level; units by their position from 0.
[[nodiscard]] Table funnel_limit_rows(const FunnelResult& result);
/// One row a unit, in the order given.
[[nodiscard]] Table shrunken_ratio_rows(const ShrinkageResult& result);

/// One row a coefficient: the constant first, then each precondition by its name, or its position from 0
/// where there are no names. @throws InvalidArgument when there are names, but not one for each
[[nodiscard]] Table precondition_coefficients(const PreconditionModelResult& result,
                                              std::span<const std::string> names = {});
/// One row a unit, in the order given.
[[nodiscard]] Table precondition_units(const PreconditionModelResult& result);

/// One row a history; lists by their position from 0.
[[nodiscard]] Table capture_cells(const CaptureCells& cells);
/// One row a model, lowest AIC first.
[[nodiscard]] Table list_model_rows(const ListModelsResult& result);

} // namespace samspill
