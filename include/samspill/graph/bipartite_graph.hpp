// Who may be served by whom: left vertices (demands) with arcs to right vertices (supplies).
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace samspill {

/// Arcs from left vertices to right vertices as compressed sparse rows.
struct BipartiteGraph {
    std::vector<std::uint32_t> begin{0}; ///< arcs of left vertex i are [begin[i], begin[i + 1])
    std::vector<std::uint32_t> target;   ///< right vertex of each arc
    std::uint32_t right_vertices = 0;

    [[nodiscard]] std::uint32_t left_vertices() const noexcept {
        return static_cast<std::uint32_t>(begin.size() - 1);
    }
    [[nodiscard]] std::uint32_t arcs() const noexcept { return static_cast<std::uint32_t>(target.size()); }
    [[nodiscard]] std::span<const std::uint32_t> targets_of(std::uint32_t left) const noexcept {
        return std::span{target}.subspan(begin[left], begin[left + 1] - begin[left]);
    }
};

/// The same arcs by right vertex: rows in the order of left vertices.
struct ReversedArcs {
    std::vector<std::uint32_t> begin; ///< arcs into right vertex j are at [begin[j], begin[j + 1])
    std::vector<std::uint32_t> left;  ///< left vertex of each
    std::vector<std::uint32_t> arc;   ///< its position in the graph's arcs

    ReversedArcs() = default;
    /// O(vertices + arcs).
    explicit ReversedArcs(const BipartiteGraph& graph)
        : begin(graph.right_vertices + std::size_t{1}, 0), left(graph.arcs()), arc(graph.arcs()) {
        for (const std::uint32_t right : graph.target) {
            ++begin[right + std::size_t{1}];
        }
        std::partial_sum(begin.begin(), begin.end(), begin.begin());
        std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
        for (std::uint32_t i = 0; i < graph.left_vertices(); ++i) {
            for (std::uint32_t a = graph.begin[i]; a < graph.begin[i + 1]; ++a) {
                const std::uint32_t place = next[graph.target[a]]++;
                left[place] = i;
                arc[place] = a;
            }
        }
    }
};

} // namespace samspill
