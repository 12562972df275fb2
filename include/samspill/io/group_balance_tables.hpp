// Balance of forums by attributes as tables.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/group_balance_result.hpp>

namespace samspill {

/// One row a forum, what is counted and attribute, and at the end those without a forum for all forums
/// together. `result` must come from `network`, here and below.
[[nodiscard]] Table group_balance_forums(const ActorNetwork& network, const GroupBalanceResult& result);
/// The same by group.
[[nodiscard]] Table group_balance_groups(const ActorNetwork& network, const GroupBalanceResult& result);
/// One row a forum and what is counted: how even the attributes are where they cross. Empty for one
/// attribute.
[[nodiscard]] Table group_balance_crossed(const ActorNetwork& network, const GroupBalanceResult& result);
/// One row a forum, what is counted and combination of groups that has any of it; groups by their attributes'
/// order.
[[nodiscard]] Table group_balance_cells(const ActorNetwork& network, const GroupBalanceResult& result);
/// As group_balance_forums, group_balance_groups and group_balance_crossed for each meeting; empty if no
/// series was asked for.
[[nodiscard]] Table group_balance_meetings(const ActorNetwork& network, const GroupBalanceResult& result);
[[nodiscard]] Table group_balance_meeting_groups(const ActorNetwork& network,
                                                 const GroupBalanceResult& result);
[[nodiscard]] Table group_balance_meeting_crossed(const ActorNetwork& network,
                                                  const GroupBalanceResult& result);
/// One row for what is counted and attribute: how much the forums differ in its groups, between and within
/// forms of forum.
[[nodiscard]] Table group_balance_segregation(const GroupBalanceResult& result);
/// One row a forum and attribute: how unequal speaking time is among its members. Empty if airtime is not
/// counted.
[[nodiscard]] Table group_balance_airtime(const ActorNetwork& network, const GroupBalanceResult& result);
/// The same by group that has members.
[[nodiscard]] Table group_balance_airtime_groups(const ActorNetwork& network,
                                                 const GroupBalanceResult& result);

} // namespace samspill
