// Walks over the arcs of a ChangingFlow: those of its graph, then those that were added.
#pragma once

#include <samspill/graph/changing_flow.hpp>

namespace samspill {

template <class Visit>
void ChangingFlow::for_each_arc_of_left(std::uint32_t left, Visit visit) const {
    for (Arc arc = graph_.begin[left]; arc < graph_.begin[left + 1]; ++arc) {
        visit(graph_.target[arc], arc);
    }
    for (Arc k = last_added_of_left_[left]; k != none; k = added_arcs_[k].next_of_left) {
        visit(added_arcs_[k].right, graph_.arcs() + k);
    }
}

template <class Visit>
void ChangingFlow::for_each_arc_of_right(std::uint32_t right, Visit visit) const {
    if (right < graph_.right_vertices) {
        for (std::uint32_t k = reversed_.begin[right]; k < reversed_.begin[right + 1]; ++k) {
            visit(reversed_.left[k], reversed_.arc[k]);
        }
    }
    for (Arc k = last_added_of_right_[right]; k != none; k = added_arcs_[k].next_of_right) {
        visit(added_arcs_[k].left, graph_.arcs() + k);
    }
}

/// Residual neighbours: towards a free seat a left vertex goes on over any arc and a right vertex over arcs
/// with flow; towards somebody short it is the other way round.
template <ChangingFlow::Direction direction, class Visit>
void ChangingFlow::for_each_next(Vertex v, Visit visit) const {
    const auto over = [&](Vertex next, Arc arc, bool needs_flow) {
        if (needs_flow ? flow_[arc] > 0 : closed_[arc] == 0) {
            visit(next, arc);
        }
    };
    constexpr bool flow_from_left = direction == Direction::to_short;
    if (is_left(v)) {
        for_each_arc_of_left(v,
                             [&](std::uint32_t right, Arc arc) { over(vertex(right), arc, flow_from_left); });
    } else {
        for_each_arc_of_right(right_of(v),
                              [&](std::uint32_t left, Arc arc) { over(left, arc, !flow_from_left); });
    }
}

} // namespace samspill
