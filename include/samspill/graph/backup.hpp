// How many needs have an offer they can use, and how many have a second one should the first be lost (methods
// M4.5).
#pragma once

#include <samspill/core/checked.hpp>
#include <samspill/core/error.hpp>
#include <samspill/graph/bipartite_graph.hpp>

#include <cstdint>
#include <limits>
#include <span>

namespace samspill {

/// Counted twice, because the two shares differ: out of all needs, and out of all people. Seats play no part.
struct BackupCount {
    std::int64_t needs = 0;
    std::int64_t needs_reached = 0;   ///< may use at least one open offer
    std::int64_t needs_backed_up = 0; ///< may use open offers of at least two providers
    std::int64_t people = 0;
    std::int64_t people_reached = 0;
    std::int64_t people_backed_up = 0;
};

/// Counts needs (left vertices, `people` each) by the open ones among the offers (right vertices) they may
/// use. A need with a single offer is never backed up. `open`: one flag for each offer, or empty when all
/// are. `provider` of each offer: two offers of one provider are no backup of each other; empty when each
/// offer has its own. Empty graphs give zeros. O(arcs).
/// @throws InvalidArgument for spans of other sizes; Overflow
[[nodiscard]] inline BackupCount count_backup(const BipartiteGraph& graph,
                                              std::span<const std::int64_t> people,
                                              std::span<const std::uint8_t> open = {},
                                              std::span<const std::uint32_t> provider = {}) {
    if (people.size() != graph.left_vertices() || (!open.empty() && open.size() != graph.right_vertices) ||
        (!provider.empty() && provider.size() != graph.right_vertices)) {
        throw InvalidArgument{"backup: one number for each vertex of the graph is needed"};
    }
    constexpr std::uint64_t none = std::numeric_limits<std::uint64_t>::max();
    BackupCount count;
    for (std::uint32_t left = 0; left < graph.left_vertices(); ++left) {
        std::uint64_t first = none;
        bool second = false;
        for (const std::uint32_t right : graph.targets_of(left)) {
            if (open.empty() || open[right] != 0) {
                const std::uint64_t here = provider.empty() ? right : provider[right];
                second = second || (first != none && first != here);
                first = here;
            }
        }
        ++count.needs;
        count.people = checked_add(count.people, people[left]);
        if (first != none) {
            ++count.needs_reached;
            count.people_reached += people[left];
        }
        if (second) {
            ++count.needs_backed_up;
            count.people_backed_up += people[left];
        }
    }
    return count;
}

} // namespace samspill
