// What could be expected of a municipality with these preconditions?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/result/precondition_model_result.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace samspill {

/// Views of columns with one entry a unit. Preconditions stand column by column, without a constant.
struct PreconditionColumns {
    std::span<const std::int64_t> observed;
    std::span<const double> size; ///< exposure, such as children or person-years, or trials; above 0
    std::span<const double> preconditions{}; ///< units · p numbers, in any units
};

struct PreconditionModelOptions {
    CountModel model = CountModel::poisson;
    std::size_t units_each = 8; ///< at least so many units for each precondition
    bool leave_one_out = true;
};

/// Expected counts from preconditions by maximum likelihood (methods M3.10). With few units many
/// preconditions explain anything: more than units / units_each are refused.
///
/// Not applicable: no units (`empty`), too many preconditions, preconditions that are collinear with each
/// other or the constant, counts that are all 0 or, for `logistic`, all of the trials (`no variance`), an
/// estimate that is not finite, as when a precondition tells all counts of 0 from the others. The same bits
/// for any order of the units. O(units · p²) steps, times units for leaving one out.
/// @throws InvalidArgument for spans of different length, counts below 0 or above their trials, sizes that
/// are not above 0, preconditions that are not finite, units_each of 0; Cancelled when `control` asks to stop
[[nodiscard]] PreconditionModelResult expected_counts(const PreconditionColumns& columns,
                                                      const PreconditionModelOptions& options = {},
                                                      RunControl* control = nullptr);

} // namespace samspill
