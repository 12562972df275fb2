// Private to analysis: an allocation problem of which only some needs take part.
#pragma once

#include <samspill/graph/fair_allocation.hpp>

#include <cstdint>
#include <utility>

namespace samspill::detail {

/// The problem without the arcs of left vertices that `keeps(left)` is false for. Vertices keep their
/// numbers, so whoever does not take part gets nothing and everything else is as before, as long as connected
/// needs take part together. O(vertices + arcs).
template <class Keeps>
[[nodiscard]] AllocationProblem part_of(AllocationProblem problem, Keeps keeps) {
    BipartiteGraph kept;
    kept.right_vertices = problem.graph.right_vertices;
    for (std::uint32_t left = 0; left < problem.graph.left_vertices(); ++left) {
        if (keeps(left)) {
            const auto targets = problem.graph.targets_of(left);
            kept.target.insert(kept.target.end(), targets.begin(), targets.end());
        }
        kept.begin.push_back(kept.arcs());
    }
    problem.graph = std::move(kept);
    return problem;
}

} // namespace samspill::detail
