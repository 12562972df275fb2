// Private to analysis: what a balance by groups says of all its forums: segregation and exact tests.
#pragma once

#include <samspill/analysis/exact_tests.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/group_balance_result.hpp>

#include "group_rows.hpp"

#include <span>
#include <vector>

namespace samspill::detail {

/// How much the forums differ, for all that is counted and all attributes. `result` holds the rows of forums
/// and groups, and none over all forums yet. O(counted * attributes * rows).
[[nodiscard]] std::vector<AttributeSegregation>
segregation_rows(const ActorNetwork& network, std::span<const ComparedAttribute> attributes,
                 std::span<const Counted> counted, const GroupBalanceResult& result);

/// Sets the exact tests of all rows of forums. Seats and people are whole things that could have fallen
/// otherwise; the rest is not.
void add_tests(GroupBalanceResult& result, std::span<const ComparedAttribute> attributes,
               const ExactTestOptions& options, RunControl* control);

} // namespace samspill::detail
