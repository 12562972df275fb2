#include "actor_chains.hpp"

namespace samspill {

std::vector<std::uint32_t> parent_rows(const ActorColumns& actors) {
    std::vector<std::uint32_t> parents;
    parents.reserve(actors.size());
    for (const ActorId parent : actors.parent) {
        parents.push_back(parent.is_none() ? no_parent_row : parent.value());
    }
    return parents;
}

std::vector<std::uint32_t> parents_first(std::span<const std::uint32_t> parents) {
    std::vector<std::uint32_t> order;
    order.reserve(parents.size());
    std::vector<std::uint8_t> is_seen(parents.size(), 0);
    std::vector<std::uint32_t> chain;
    for (std::uint32_t k = 0; k < parents.size(); ++k) {
        for (std::uint32_t row = k; row != no_parent_row && is_seen[row] == 0; row = parents[row]) {
            is_seen[row] = 1;
            chain.push_back(row);
        }
        order.insert(order.end(), chain.rbegin(), chain.rend());
        chain.clear();
    }
    return order;
}

std::vector<std::uint32_t> houses(std::span<const std::uint32_t> parents) {
    std::vector<std::uint32_t> house(parents.size(), no_parent_row);
    for (const std::uint32_t row : parents_first(parents)) {
        const std::uint32_t parent = parents[row];
        const bool is_last = parent == no_parent_row || house[parent] == no_parent_row;
        house[row] = is_last ? row : house[parent];
    }
    return house;
}

std::vector<std::uint32_t> houses_of(const ActorColumns& actors) { return houses(parent_rows(actors)); }

} // namespace samspill
