#include <samspill/model/area_tree.hpp>

namespace samspill {

AreaTree::AreaTree(std::span<const AreaId> parents)
    : parents_{parents.begin(), parents.end()}, enter_(parents.size()), leave_(parents.size()) {
    // Children of each area as linked lists; pushing in reverse order keeps siblings ascending.
    constexpr auto end = AreaId::none();
    std::vector<AreaId> first_child(parents.size(), end);
    std::vector<AreaId> next_sibling(parents.size(), end);
    AreaId first_root = end;
    for (std::size_t k = parents.size(); k-- > 0;) {
        AreaId& head = parents[k].is_none() ? first_root : first_child[parents[k].position()];
        next_sibling[k] = head;
        head = AreaId{k};
    }

    std::uint32_t clock = 0;
    AreaId area = first_root;
    while (!area.is_none()) {
        enter_[area.position()] = clock++;
        if (const AreaId child = first_child[area.position()]; !child.is_none()) {
            area = child;
            continue;
        }
        // Climb until a sibling is left to visit; each area is closed once.
        while (!area.is_none()) {
            leave_[area.position()] = clock;
            if (const AreaId sibling = next_sibling[area.position()]; !sibling.is_none()) {
                area = sibling;
                break;
            }
            area = parents_[area.position()];
        }
    }
}

} // namespace samspill
