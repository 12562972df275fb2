// Areas from the innermost to the outermost, for sums over everything inside an area.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/model/area_tree.hpp>

#include <cstdint>
#include <vector>

namespace samspill::detail {

/// Every area after all areas inside it; read backwards, every area before them. O(areas).
[[nodiscard]] inline std::vector<AreaId> inside_out(const AreaTree& tree) {
    std::vector<std::uint32_t> open_children(tree.size(), 0);
    for (std::size_t k = 0; k < tree.size(); ++k) {
        if (const AreaId parent = tree.parent(AreaId{k}); !parent.is_none()) {
            ++open_children[parent.position()];
        }
    }
    std::vector<AreaId> order;
    order.reserve(tree.size());
    for (std::size_t k = 0; k < tree.size(); ++k) {
        if (open_children[k] == 0) {
            order.emplace_back(k);
        }
    }
    for (std::size_t next = 0; next < order.size(); ++next) {
        const AreaId parent = tree.parent(order[next]);
        if (!parent.is_none() && --open_children[parent.position()] == 0) {
            order.push_back(parent);
        }
    }
    return order;
}

} // namespace samspill::detail
