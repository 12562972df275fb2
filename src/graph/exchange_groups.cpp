#include "exchange_groups.hpp"

#include <algorithm>

namespace samspill::detail {

ExchangeGroups::ExchangeGroups(const BipartiteGraph& graph, const ReversedArcs& reversed,
                               const BipartiteFlow<std::int64_t>& flow,
                               const std::vector<std::int64_t>& people,
                               const std::vector<std::int64_t>& seats, StageTicker& ticker)
    : graph_{graph}, reversed_{reversed}, flow_{flow}, people_{people}, seats_{seats},
      source_{graph.left_vertices() + graph.right_vertices}, sink_{source_ + 1} {
    const std::size_t vertices = sink_ + std::size_t{1};
    group_.assign(vertices, none);
    order_.assign(vertices, none);
    lowest_.assign(vertices, none);
    cursor_.assign(vertices, 0);
    for (std::uint32_t vertex = 0; vertex < vertices; ++vertex) {
        if (order_[vertex] == none) {
            explore(vertex, ticker);
        }
    }
}

/// Depth first with an explicit path, because alternating chains may be as long as the graph.
void ExchangeGroups::explore(std::uint32_t root, StageTicker& ticker) {
    open(root);
    while (!path_.empty()) {
        ticker.step();
        const std::uint32_t vertex = path_.back();
        const std::uint32_t next = next_of(vertex);
        if (next == none) {
            close(vertex);
        } else if (order_[next] == none) {
            open(next);
        } else if (group_[next] == none) {
            lowest_[vertex] = std::min(lowest_[vertex], order_[next]);
        }
    }
}

void ExchangeGroups::open(std::uint32_t vertex) {
    order_[vertex] = found_;
    lowest_[vertex] = found_;
    ++found_;
    path_.push_back(vertex);
    open_.push_back(vertex);
}

void ExchangeGroups::close(std::uint32_t vertex) {
    path_.pop_back();
    if (!path_.empty()) {
        lowest_[path_.back()] = std::min(lowest_[path_.back()], lowest_[vertex]);
    }
    if (lowest_[vertex] != order_[vertex]) {
        return;
    }
    std::uint32_t member = none;
    while (member != vertex) {
        member = open_.back();
        open_.pop_back();
        group_[member] = vertex;
    }
}

std::uint32_t ExchangeGroups::next_of(std::uint32_t vertex) {
    if (vertex < graph_.left_vertices()) {
        return next_of_left(vertex);
    }
    if (vertex < source_) {
        return next_of_right(vertex - graph_.left_vertices());
    }
    std::uint32_t& cursor = cursor_[vertex];
    if (vertex == source_) {
        while (cursor < graph_.left_vertices() && flow_.unsent()[cursor] == 0) {
            ++cursor;
        }
        return cursor < graph_.left_vertices() ? cursor++ : none;
    }
    while (cursor < graph_.right_vertices && flow_.untaken()[cursor] == seats_[cursor]) {
        ++cursor;
    }
    return cursor < graph_.right_vertices ? right_vertex(cursor++) : none;
}

/// Everything that the need may use, then back to the source what it sends.
std::uint32_t ExchangeGroups::next_of_left(std::uint32_t left) {
    std::uint32_t& cursor = cursor_[left];
    const std::uint32_t arcs = graph_.begin[left + 1] - graph_.begin[left];
    if (cursor < arcs) {
        return right_vertex(graph_.target[graph_.begin[left] + cursor++]);
    }
    return cursor++ == arcs && flow_.unsent()[left] < people_[left] ? source_ : none;
}

/// Back to those who sit there, then to the sink while there is room.
std::uint32_t ExchangeGroups::next_of_right(std::uint32_t right) {
    std::uint32_t& cursor = cursor_[right_vertex(right)];
    const std::uint32_t arcs = reversed_.begin[right + 1] - reversed_.begin[right];
    while (cursor < arcs && flow_.flow()[reversed_.arc[reversed_.begin[right] + cursor]] == 0) {
        ++cursor;
    }
    if (cursor < arcs) {
        return reversed_.left[reversed_.begin[right] + cursor++];
    }
    return cursor++ == arcs && flow_.untaken()[right] > 0 ? sink_ : none;
}

} // namespace samspill::detail
