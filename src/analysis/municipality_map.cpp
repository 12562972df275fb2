#include "municipality_map.hpp"

#include <samspill/core/error.hpp>

#include "../detail/area_order.hpp"

#include <algorithm>
#include <utility>

namespace samspill::detail {

MunicipalityMap::MunicipalityMap(const AreaTree& tree, std::vector<AreaId> municipalities)
    : municipalities_{std::move(municipalities)}, around_(tree.size()), above_(tree.size(), 0) {
    for (const AreaId municipality : municipalities_) {
        around_[municipality.position()] = municipality;
    }
    const std::vector<AreaId> order = inside_out(tree);
    for (const AreaId area : order) {
        const bool holds_one = !around_[area.position()].is_none() || is_above(area);
        if (const AreaId parent = tree.parent(area); holds_one && !parent.is_none()) {
            above_[parent.position()] = 1;
        }
    }
    for (auto area = order.rbegin(); area != order.rend(); ++area) {
        const AreaId parent = tree.parent(*area);
        if (around_[area->position()].is_none() && !parent.is_none()) {
            around_[area->position()] = around_[parent.position()];
        }
    }
}

std::vector<AreaId> areas_at_depth(const AreaTree& tree, std::int32_t depth) {
    std::vector<std::int32_t> depth_of(tree.size(), 0);
    const std::vector<AreaId> order = inside_out(tree);
    for (auto area = order.rbegin(); area != order.rend(); ++area) {
        if (const AreaId parent = tree.parent(*area); !parent.is_none()) {
            depth_of[area->position()] = depth_of[parent.position()] + 1;
        }
    }
    std::vector<AreaId> areas;
    for (std::size_t k = 0; k < depth_of.size(); ++k) {
        if (depth_of[k] == depth) {
            areas.emplace_back(k);
        }
    }
    return areas;
}

std::vector<AreaId> default_municipalities(const AreaTree& tree) {
    std::vector<AreaId> outermost = areas_at_depth(tree, 0);
    if (outermost.size() != 1) {
        return outermost;
    }
    std::vector<AreaId> inside = areas_at_depth(tree, 1);
    return inside.empty() ? outermost : inside;
}

std::vector<AreaId> named_municipalities(const ActorNetwork& network, const std::vector<std::string>& ids) {
    std::vector<AreaId> areas;
    areas.reserve(ids.size());
    for (const std::string& id : ids) {
        const AreaId area = network.find_area(id);
        if (area.is_none()) {
            throw NotFound{"municipalities holds an id that is no area"};
        }
        areas.push_back(area);
    }
    std::sort(areas.begin(), areas.end());
    areas.erase(std::unique(areas.begin(), areas.end()), areas.end());
    const MunicipalityMap map{network.area_tree(), areas};
    for (const AreaId area : areas) {
        if (map.is_above(area)) { // so another one lies in it
            throw InvalidArgument{"municipalities holds an area that lies in another of them"};
        }
    }
    return areas;
}

} // namespace samspill::detail
