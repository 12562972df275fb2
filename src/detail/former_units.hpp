// Which municipality every area belonged to before a merger.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/model/actor_network.hpp>

#include "area_order.hpp"

#include <vector>

namespace samspill::detail {

/// By AreaId: the former unit that an area states, else that of the nearest area around it. O(areas).
[[nodiscard]] inline std::vector<TermId> former_units(const ActorNetwork& network) {
    std::vector<TermId> units = network.areas().former_unit;
    const std::vector<AreaId> order = inside_out(network.area_tree());
    for (auto area = order.rbegin(); area != order.rend(); ++area) {
        const AreaId parent = network.area_tree().parent(*area);
        if (units[area->position()].is_none() && !parent.is_none()) {
            units[area->position()] = units[parent.position()];
        }
    }
    return units;
}

} // namespace samspill::detail
