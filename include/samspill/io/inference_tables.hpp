// Tables of tests, of survival curves and of recurrent events.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/result/exact_test.hpp>
#include <samspill/result/survival_result.hpp>

namespace samspill {

/// One row a tested table, in their order; nulls where there is no value.
[[nodiscard]] Table fisher_test_rows(const FisherTests& tests);
/// One row a time, in ascending order.
[[nodiscard]] Table survival_steps(const SurvivalCurve& curve);
/// One row a time with events, in ascending order.
[[nodiscard]] Table mean_cumulative_steps(const MeanCumulative& function);

} // namespace samspill
