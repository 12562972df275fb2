// A flow that grows towards the maximum, seen from either side.
#pragma once

#include <samspill/graph/bipartite_graph.hpp>

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace samspill {

/// What is sent, and what is open still: unsent by left vertices, untaken by right ones. `graph` must outlive
/// it.
template <class Amount>
struct FlowState {
    FlowState(const BipartiteGraph& flow_graph, std::vector<Amount> demands, std::vector<Amount> supplies)
        : graph{flow_graph}, reversed{flow_graph}, unsent{std::move(demands)}, untaken{std::move(supplies)},
          flow(flow_graph.arcs(), Amount{0}) {}

    const BipartiteGraph& graph;
    ReversedArcs reversed;
    std::vector<Amount> unsent;
    std::vector<Amount> untaken;
    std::vector<Amount> flow; ///< of each arc of the graph
};

/// Room that searches share; each sets what it needs. Near is the side they start from.
struct FlowSearchMemory {
    static constexpr std::uint32_t unreached = std::numeric_limits<std::uint32_t>::max();

    std::vector<std::uint32_t> near_label;
    std::vector<std::uint32_t> far_label;
    std::vector<std::uint32_t> near_queue;
    std::vector<std::uint32_t> far_queue;
    std::vector<std::uint32_t> near_cursor; ///< a position in the vertex' arcs
    std::vector<std::uint32_t> far_cursor;
};

/// A search goes from an open vertex of the near side to an open vertex of the far side. Near vertices go
/// on over any of their arcs, far vertices over arcs that carry flow: seen from the left, somebody takes
/// a seat and the one who had it looks for another; seen from the right, a seat is taken by somebody and
/// the seat that person leaves is free.
template <class Amount>
struct FromLeft {
    static auto& near_open(FlowState<Amount>& state) { return state.unsent; }
    static auto& far_open(FlowState<Amount>& state) { return state.untaken; }
    static auto& near_begin(FlowState<Amount>& state) { return state.graph.begin; }
    static auto& near_other(FlowState<Amount>& state) { return state.graph.target; }
    static auto& far_begin(FlowState<Amount>& state) { return state.reversed.begin; }
    static auto& far_other(FlowState<Amount>& state) { return state.reversed.left; }
    static std::uint32_t near_arc(FlowState<Amount>&, std::uint32_t k) { return k; }
    static std::uint32_t far_arc(FlowState<Amount>& state, std::uint32_t k) { return state.reversed.arc[k]; }
};

/// As FromLeft, seen from the right.
template <class Amount>
struct FromRight {
    static auto& near_open(FlowState<Amount>& state) { return state.untaken; }
    static auto& far_open(FlowState<Amount>& state) { return state.unsent; }
    static auto& near_begin(FlowState<Amount>& state) { return state.reversed.begin; }
    static auto& near_other(FlowState<Amount>& state) { return state.reversed.left; }
    static auto& far_begin(FlowState<Amount>& state) { return state.graph.begin; }
    static auto& far_other(FlowState<Amount>& state) { return state.graph.target; }
    static std::uint32_t near_arc(FlowState<Amount>& state, std::uint32_t k) { return state.reversed.arc[k]; }
    static std::uint32_t far_arc(FlowState<Amount>&, std::uint32_t k) { return k; }
};

} // namespace samspill
