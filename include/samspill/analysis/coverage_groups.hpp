// Which groups are reached less than others?
#pragma once

#include <samspill/core/month_interval.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/coverage_groups_result.hpp>
#include <samspill/result/coverage_result.hpp>

#include <optional>

namespace samspill {

struct CoverageGroupOptions {
    /// Months of the grouping by month, at most 120. Unset: the months of the coverage.
    std::optional<MonthInterval> months{};
};

/// Sums the rows of `coverage` over groups of needs, and says how unequal the groups are.
///
/// Every need belongs to exactly one group, by what it states; needs that state nothing are a group of their
/// own. Two groupings differ. By month, a need counts with all its people, and the share it gets over its
/// whole period, in every month of its period. By area, `sums` of an area include the areas inside it, `own`
/// do not, and every area of the network is a group, also without needs.
///
/// Equity (methods M1.4) compares the covered shares of the groups that have people, by area with `own`
/// sums, so that no need counts twice: the share points between best and worst group (shares that differ by a
/// relative 1e-9 are equal, and the first by id is named), and Theil's T of the needs' shares, weighted by
/// people, with its parts between and within groups; by month the units are a need's months. A value of T
/// below 1e-15 is rounding and given as 0. Without covered people T is not applicable, with fewer than two
/// groups the gap.
/// Needs of unknown size are counted and in no sum. Sums of shares stay exact until they are rounded once.
/// @param coverage a result of coverage() on this network
/// @throws InvalidArgument for months out of range, or when `coverage` comes from another network
/// @throws Cancelled when `control` asks to stop
/// O((needs * months of a need + areas) * log n).
[[nodiscard]] CoverageGroups coverage_by(const ActorNetwork& network, const CoverageResult& coverage,
                                         Grouping grouping, const CoverageGroupOptions& options = {},
                                         RunControl* control = nullptr);

} // namespace samspill
