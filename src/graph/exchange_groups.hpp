// Which pairs of needs and offers some maximum flow uses.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/bipartite_flow.hpp>
#include <samspill/graph/bipartite_graph.hpp>

#include <cstdint>
#include <vector>

namespace samspill::detail {

/// Strong components of the residual graph of a maximum flow, with its source and sink (Tarjan 1972). An arc
/// that this flow leaves empty is used by another maximum flow exactly when both its ends are in one
/// component: two maximum flows differ by cycles. So which arcs may be used does not depend on the flow that
/// was found.
class ExchangeGroups {
public:
    /// O(vertices + arcs). All arguments must outlive the object. @throws Cancelled
    ExchangeGroups(const BipartiteGraph& graph, const ReversedArcs& reversed,
                   const BipartiteFlow<std::int64_t>& flow, const std::vector<std::int64_t>& people,
                   const std::vector<std::int64_t>& seats, StageTicker& ticker);

    /// True when some maximum flow sends people over the arc.
    [[nodiscard]] bool may_be_used(std::uint32_t left, std::uint32_t arc) const {
        return flow_.flow()[arc] > 0 || group_[left] == group_[right_vertex(graph_.target[arc])];
    }

private:
    static constexpr std::uint32_t none = 0xFFFF'FFFFU;

    [[nodiscard]] std::uint32_t right_vertex(std::uint32_t right) const noexcept {
        return graph_.left_vertices() + right;
    }
    void explore(std::uint32_t root, StageTicker& ticker);
    void open(std::uint32_t vertex);
    void close(std::uint32_t vertex);
    [[nodiscard]] std::uint32_t next_of(std::uint32_t vertex);
    [[nodiscard]] std::uint32_t next_of_left(std::uint32_t left);
    [[nodiscard]] std::uint32_t next_of_right(std::uint32_t right);

    const BipartiteGraph& graph_;
    const ReversedArcs& reversed_;
    const BipartiteFlow<std::int64_t>& flow_;
    const std::vector<std::int64_t>& people_;
    const std::vector<std::int64_t>& seats_;
    std::uint32_t source_; // vertices: lefts, rights, source, sink
    std::uint32_t sink_;
    std::vector<std::uint32_t> group_;
    std::vector<std::uint32_t> order_;  // in which vertices were found
    std::vector<std::uint32_t> lowest_; // order that each can go back to
    std::vector<std::uint32_t> cursor_; // next neighbour to look at
    std::vector<std::uint32_t> path_;
    std::vector<std::uint32_t> open_; // found, but not yet in a group
    std::uint32_t found_ = 0;
};

} // namespace samspill::detail
