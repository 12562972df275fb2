// Coverage of groups and accessibility of places as tables: named columns with units, ids as texts.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/accessibility_result.hpp>
#include <samspill/result/coverage_groups_result.hpp>

namespace samspill {

/// One row a group, by id: sums, shares, and what entry points know of. `group` is null for needs that state
/// nothing; a month is a text. By area the columns own_* leave out the areas inside, and people are given for
/// each 1000 inhabitants where these are stated; in all other groupings those columns are missing.
/// `result` must come from `network`, here and below.
[[nodiscard]] Table coverage_groups(const ActorNetwork& network, const CoverageGroups& result);
/// One row a group, by id: people lost at each stage, in the two readings of coverage_losses; by area with
/// the areas inside.
[[nodiscard]] Table coverage_group_losses(const ActorNetwork& network, const CoverageGroups& result);
/// One row a measure of inequality and end of the intervals, each with unit, denominator, n, status, reason
/// and method. `best` and `worst` name the groups of the gap; null beside a share: needs that state nothing.
[[nodiscard]] Table coverage_equity(const ActorNetwork& network, const CoverageGroups& result);

/// One row an area, by id: who competes from here, and what they find within reach.
[[nodiscard]] Table accessibility_areas(const ActorNetwork& network, const AccessibilityResult& result);
/// One row an area that holds activities: seats, people who can reach them, and seats for each of these.
[[nodiscard]] Table accessibility_places(const ActorNetwork& network, const AccessibilityResult& result);

} // namespace samspill
