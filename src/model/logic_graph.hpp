// Private: how the nodes of a logic model hang together.
#pragma once

#include <samspill/core/list_column.hpp>
#include <samspill/model/indicator.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace samspill {

/// What the checks of a logic model say of a node (methods M3.1).
struct LogicNodeState {
    bool is_orphan = false;       ///< no link comes from it or leads to it
    bool reaches_outcome = false; ///< it is an outcome, or links lead from it to one
    bool is_on_cycle = false;
    std::vector<std::uint32_t> indicators{}; ///< numbers of the indicators that measure it
};

/// For each node. `nodes` are sorted by id; links to or from nodes that do not exist are left out.
/// O((nodes + links + indicators) log nodes).
[[nodiscard]] std::vector<LogicNodeState> logic_states(std::span<const LogicNode> nodes,
                                                       std::span<const LogicLink> links,
                                                       std::span<const Indicator> indicators);

} // namespace samspill
