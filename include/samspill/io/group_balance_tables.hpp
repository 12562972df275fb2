// Balance of forums by attributes as tables.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/group_balance_result.hpp>

namespace samspill {

/// One row a forum and attribute, and at the end one an attribute without a forum for all forums together.
/// `result` must come from `network`, here and below.
[[nodiscard]] Table group_balance_forums(const ActorNetwork& network, const GroupBalanceResult& result);
/// One row a forum, attribute and group, and without a forum for all forums together.
[[nodiscard]] Table group_balance_groups(const ActorNetwork& network, const GroupBalanceResult& result);
/// One row a forum, and one without a forum for all together: how even the attributes are where they cross.
/// Empty for one attribute.
[[nodiscard]] Table group_balance_crossed(const ActorNetwork& network, const GroupBalanceResult& result);
/// One row a forum and combination of groups that somebody sits for; groups by their attributes' order.
[[nodiscard]] Table group_balance_cells(const ActorNetwork& network, const GroupBalanceResult& result);
/// One row an attribute: how much the forums differ in its groups, between and within forms of forum.
[[nodiscard]] Table group_balance_segregation(const GroupBalanceResult& result);

} // namespace samspill
