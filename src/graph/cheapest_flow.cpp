#include "cheapest_flow.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>

namespace samspill::detail {
namespace {

constexpr std::int64_t unreached = std::numeric_limits<std::int64_t>::max();
constexpr std::uint32_t no_level = std::numeric_limits<std::uint32_t>::max();

} // namespace

CheapestFlow::CheapestFlow(std::uint32_t vertices, const std::vector<CostArc>& arcs, std::uint32_t source,
                           std::uint32_t sink)
    : source_{source}, sink_{sink}, begin_(vertices + std::size_t{1}, 0), leaving_(2 * arcs.size()),
      potential_(vertices, 0), level_(vertices, no_level) {
    halves_.reserve(2 * arcs.size());
    for (const CostArc& arc : arcs) {
        halves_.push_back({.to = arc.to, .room = arc.room, .cost = arc.cost});
        halves_.push_back({.to = arc.from, .room = arc.room_back, .cost = -arc.cost});
        ++begin_[arc.from + std::size_t{1}];
        ++begin_[arc.to + std::size_t{1}];
    }
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    std::vector<std::uint32_t> next{begin_.begin(), begin_.end() - 1};
    for (std::uint32_t half = 0; half < halves_.size(); ++half) {
        leaving_[next[halves_[half ^ 1U].to]++] = half;
    }
}

Shipment CheapestFlow::send(std::uint64_t most_steps, StageTicker& ticker) {
    if (!find_distances(most_steps, ticker)) {
        return {};
    }
    Shipment shipment{.cost = potential_[sink_] - potential_[source_], .amount = 0};
    while (find_levels(ticker)) {
        shipment.amount += block_flow(ticker);
        if (steps_ >= most_steps) {
            break;
        }
    }
    return shipment;
}

/// Dijkstra from the source until the sink is settled; adds the distances to the potentials.
bool CheapestFlow::find_distances(std::uint64_t most_steps, StageTicker& ticker) {
    distance_.assign(potential_.size(), unreached);
    heap_.assign(1, {0, source_});
    distance_[source_] = 0;
    while (!heap_.empty() && distance_[sink_] != heap_.front().first && steps_ < most_steps) {
        std::pop_heap(heap_.begin(), heap_.end(), std::greater<>{});
        const auto [distance, vertex] = heap_.back();
        heap_.pop_back();
        if (distance == distance_[vertex]) {
            relax(vertex, distance, ticker);
        }
    }
    if (heap_.empty() || distance_[sink_] != heap_.front().first) {
        return false;
    }
    for (std::size_t vertex = 0; vertex < potential_.size(); ++vertex) {
        potential_[vertex] += std::min(distance_[vertex], distance_[sink_]);
    }
    return true;
}

void CheapestFlow::relax(std::uint32_t vertex, std::int64_t distance, StageTicker& ticker) {
    count(begin_[vertex + 1] - begin_[vertex], ticker);
    for (std::uint32_t position = begin_[vertex]; position < begin_[vertex + 1]; ++position) {
        const Half& half = halves_[leaving_[position]];
        if (half.room == 0) {
            continue;
        }
        const std::int64_t through = distance + reduced_cost(vertex, half);
        if (through < distance_[half.to]) {
            distance_[half.to] = through;
            heap_.emplace_back(through, half.to);
            std::push_heap(heap_.begin(), heap_.end(), std::greater<>{});
        }
    }
}

/// Breadth-first levels over residual arcs of reduced cost 0; false when the sink has none.
bool CheapestFlow::find_levels(StageTicker& ticker) {
    level_.assign(level_.size(), no_level);
    queue_.assign(1, source_);
    level_[source_] = 0;
    for (std::size_t head = 0; head < queue_.size() && level_[sink_] == no_level; ++head) {
        const std::uint32_t vertex = queue_[head];
        count(begin_[vertex + 1] - begin_[vertex], ticker);
        for (std::uint32_t position = begin_[vertex]; position < begin_[vertex + 1]; ++position) {
            const Half& half = halves_[leaving_[position]];
            if (half.room > 0 && level_[half.to] == no_level && reduced_cost(vertex, half) == 0) {
                level_[half.to] = level_[vertex] + 1;
                queue_.push_back(half.to);
            }
        }
    }
    return level_[sink_] != no_level;
}

std::int64_t CheapestFlow::block_flow(StageTicker& ticker) {
    cursor_.assign(begin_.begin(), begin_.end() - 1);
    path_.clear();
    std::int64_t sent = 0;
    std::uint32_t vertex = source_;
    while (true) {
        if (vertex == sink_) {
            sent += push_along_path();
            vertex = source_;
            path_.clear();
        }
        count(1, ticker);
        if (cursor_[vertex] == begin_[vertex + 1]) { // a dead end: step back and do not come again
            if (path_.empty()) {
                return sent;
            }
            vertex = halves_[path_.back() ^ 1U].to;
            path_.pop_back();
            ++cursor_[vertex];
            continue;
        }
        const std::uint32_t half = leaving_[cursor_[vertex]];
        const std::uint32_t to = halves_[half].to;
        if (halves_[half].room > 0 && level_[to] == level_[vertex] + 1 &&
            reduced_cost(vertex, halves_[half]) == 0) {
            path_.push_back(half);
            vertex = to;
        } else {
            ++cursor_[vertex];
        }
    }
}

std::int64_t CheapestFlow::push_along_path() {
    std::int64_t amount = unreached;
    for (const std::uint32_t half : path_) {
        amount = std::min(amount, halves_[half].room);
    }
    for (const std::uint32_t half : path_) {
        halves_[half].room -= amount;
        halves_[half ^ 1U].room += amount;
    }
    return amount;
}

} // namespace samspill::detail
