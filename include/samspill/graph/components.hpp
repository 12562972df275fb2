// Which needs and offers hang together.
#pragma once

#include <samspill/graph/bipartite_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

namespace samspill {

/// Sets that are joined step by step (union by path halving).
class DisjointSets {
public:
    explicit DisjointSets(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0U); }
    /// The vertex that stands for the set of v.
    [[nodiscard]] std::uint32_t find(std::uint32_t v) {
        while (parent_[v] != v) {
            parent_[v] = parent_[parent_[v]];
            v = parent_[v];
        }
        return v;
    }
    void unite(std::uint32_t a, std::uint32_t b) { parent_[find(b)] = find(a); }

private:
    std::vector<std::uint32_t> parent_;
};

/// Connected components, numbered by their first left vertex; right vertices without arcs come last.
struct BipartiteComponents {
    std::uint32_t count = 0;
    std::vector<std::uint32_t> of_left;
    std::vector<std::uint32_t> of_right;
};

/// O(vertices + arcs), nearly.
[[nodiscard]] inline BipartiteComponents components_of(const BipartiteGraph& graph) {
    constexpr std::uint32_t unnumbered = std::numeric_limits<std::uint32_t>::max();
    const std::uint32_t lefts = graph.left_vertices();
    DisjointSets sets{lefts + std::size_t{graph.right_vertices}};
    for (std::uint32_t left = 0; left < lefts; ++left) {
        for (const std::uint32_t right : graph.targets_of(left)) {
            sets.unite(left, lefts + right);
        }
    }
    std::vector<std::uint32_t> number(lefts + std::size_t{graph.right_vertices}, unnumbered);
    BipartiteComponents components;
    const auto number_of = [&](std::uint32_t vertex) {
        std::uint32_t& known = number[sets.find(vertex)];
        known = known == unnumbered ? components.count++ : known;
        return known;
    };
    components.of_left.reserve(lefts);
    for (std::uint32_t left = 0; left < lefts; ++left) {
        components.of_left.push_back(number_of(left));
    }
    components.of_right.reserve(graph.right_vertices);
    for (std::uint32_t right = 0; right < graph.right_vertices; ++right) {
        components.of_right.push_back(number_of(lefts + right));
    }
    return components;
}

} // namespace samspill
