// Maximum flow from demands to supplies over a bipartite graph with unbounded arcs.
#pragma once

#include <samspill/core/run_control.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <vector>

namespace samspill {

/// Arcs from left vertices (demands) to right vertices (supplies) as compressed sparse rows.
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

/// Dinic's algorithm with source and sink left implicit: every left vertex may send up to its demand, every
/// right vertex may take up to its supply. `Amount` is a signed integer wide enough for the sum of demands.
/// O(V^2 E) in the worst case; on networks of needs and offers a handful of phases, each linear in the arcs.
template <class Amount>
class BipartiteFlow {
public:
    /// Solves at once. `graph` must outlive the object; demands and supplies are >= 0.
    /// @throws Cancelled when the ticker's control asks to stop
    BipartiteFlow(const BipartiteGraph& graph, std::vector<Amount> demands, std::vector<Amount> supplies,
                  StageTicker& ticker)
        : graph_{graph}, unsent_{std::move(demands)}, untaken_{std::move(supplies)},
          flow_(graph.arcs(), Amount{0}) {
        index_arcs_into();
        while (label_levels(ticker)) {
            block_flow(ticker);
        }
    }

    /// Amount that each left vertex could not send.
    [[nodiscard]] std::span<const Amount> unsent() const noexcept { return unsent_; }
    /// Amount that each right vertex could still take.
    [[nodiscard]] std::span<const Amount> untaken() const noexcept { return untaken_; }
    /// Amount on each arc. One of many maximum flows; only sums over cuts are unique.
    [[nodiscard]] std::span<const Amount> flow() const noexcept { return flow_; }
    /// Left vertices with something unsent. What is reachable from them in the residual graph is the source
    /// side of the minimum cut with the fewest vertices, the same for every maximum flow.
    [[nodiscard]] std::vector<std::uint32_t> short_of_demand() const {
        std::vector<std::uint32_t> short_vertices;
        for (std::uint32_t left = 0; left < graph_.left_vertices(); ++left) {
            if (unsent_[left] > 0) {
                short_vertices.push_back(left);
            }
        }
        return short_vertices;
    }

    /// One flag per left vertex, then one per right vertex: 1 = reachable from `seeds` (left vertices) in the
    /// residual graph. What is not reachable neither gives to nor takes from the seeds in any maximum flow.
    [[nodiscard]] std::vector<std::uint8_t> reachable_from(const std::vector<std::uint32_t>& seeds) {
        spread_from(seeds);
        std::vector<std::uint8_t> reached;
        reached.reserve(level_.size());
        for (const std::uint32_t level : level_) {
            reached.push_back(level == unreached ? 0 : 1);
        }
        return reached;
    }

private:
    static constexpr std::uint32_t unreached = std::numeric_limits<std::uint32_t>::max();

    void index_arcs_into() {
        into_begin_.assign(graph_.right_vertices + std::size_t{1}, 0);
        for (const std::uint32_t right : graph_.target) {
            ++into_begin_[right + std::size_t{1}];
        }
        std::partial_sum(into_begin_.begin(), into_begin_.end(), into_begin_.begin());
        arc_into_.resize(graph_.arcs());
        tail_.resize(graph_.arcs());
        std::vector<std::uint32_t> next{into_begin_.begin(), into_begin_.end()};
        for (std::uint32_t left = 0; left < graph_.left_vertices(); ++left) {
            for (std::uint32_t arc = graph_.begin[left]; arc < graph_.begin[left + 1]; ++arc) {
                tail_[arc] = left;
                arc_into_[next[graph_.target[arc]]++] = arc;
            }
        }
    }

    /// Breadth-first levels of the residual graph; false when no right vertex with room is reachable.
    bool label_levels(StageTicker& ticker) {
        ticker.step(graph_.left_vertices());
        return spread_from(short_of_demand());
    }

    bool spread_from(const std::vector<std::uint32_t>& seeds) {
        const std::uint32_t lefts = graph_.left_vertices();
        level_.assign(lefts + std::size_t{graph_.right_vertices}, unreached);
        queue_ = seeds;
        for (const std::uint32_t seed : seeds) {
            level_[seed] = 0;
        }
        bool room_found = false;
        for (std::size_t head = 0; head < queue_.size(); ++head) {
            const std::uint32_t vertex = queue_[head];
            if (vertex < lefts) {
                for (const std::uint32_t right : graph_.targets_of(vertex)) {
                    reach(lefts + right, level_[vertex]);
                }
                continue;
            }
            room_found = room_found || untaken_[vertex - lefts] > 0;
            for (const std::uint32_t arc : arcs_into(vertex - lefts)) {
                if (flow_[arc] > 0) {
                    reach(tail_[arc], level_[vertex]);
                }
            }
        }
        return room_found;
    }

    void reach(std::uint32_t vertex, std::uint32_t from_level) {
        if (level_[vertex] == unreached) {
            level_[vertex] = from_level + 1;
            queue_.push_back(vertex);
        }
    }

    /// Augments along shortest paths until none is left in the level graph.
    void block_flow(StageTicker& ticker) {
        const std::uint32_t lefts = graph_.left_vertices();
        cursor_.resize(level_.size());
        std::copy(graph_.begin.begin(), graph_.begin.end() - 1, cursor_.begin());
        std::copy(into_begin_.begin(), into_begin_.end() - 1, cursor_.begin() + lefts);
        for (std::uint32_t left = 0; left < lefts; ++left) {
            while (unsent_[left] > 0 && augment_from(left, ticker)) {
            }
        }
    }

    /// One depth-first walk with current arcs; false when the root has no path left. The path is explicit,
    /// because alternating chains may be as long as the graph.
    bool augment_from(std::uint32_t root, StageTicker& ticker) {
        const std::uint32_t lefts = graph_.left_vertices();
        path_.clear();
        std::uint32_t vertex = root;
        while (true) {
            ticker.step();
            if (vertex >= lefts && untaken_[vertex - lefts] > 0) {
                push_along_path(root, vertex - lefts);
                return true;
            }
            const std::uint32_t arc = vertex < lefts ? next_forward(vertex) : next_backward(vertex);
            if (arc != unreached) {
                path_.push_back(arc);
                vertex = vertex < lefts ? lefts + graph_.target[arc] : tail_[arc];
                continue;
            }
            if (path_.empty()) {
                return false;
            }
            vertex = start_of(path_.back());
            ++cursor_[vertex];
            path_.pop_back();
        }
    }

    /// The vertex at which the path's last arc starts: arcs alternate forward, backward, forward …
    [[nodiscard]] std::uint32_t start_of(std::uint32_t arc) const noexcept {
        const bool forward = path_.size() % 2 == 1;
        return forward ? tail_[arc] : graph_.left_vertices() + graph_.target[arc];
    }

    std::uint32_t next_forward(std::uint32_t left) {
        const std::uint32_t lefts = graph_.left_vertices();
        for (std::uint32_t& arc = cursor_[left]; arc < graph_.begin[left + 1]; ++arc) {
            if (level_[lefts + graph_.target[arc]] == level_[left] + 1) {
                return arc;
            }
        }
        return unreached;
    }

    std::uint32_t next_backward(std::uint32_t vertex) {
        const std::uint32_t right = vertex - graph_.left_vertices();
        for (std::uint32_t& position = cursor_[vertex]; position < into_begin_[right + 1]; ++position) {
            const std::uint32_t arc = arc_into_[position];
            if (flow_[arc] > 0 && level_[tail_[arc]] == level_[vertex] + 1) {
                return arc;
            }
        }
        return unreached;
    }

    void push_along_path(std::uint32_t root, std::uint32_t end) {
        Amount amount = std::min(unsent_[root], untaken_[end]);
        for (std::size_t k = 1; k < path_.size(); k += 2) {
            amount = std::min(amount, flow_[path_[k]]);
        }
        for (std::size_t k = 0; k < path_.size(); ++k) {
            flow_[path_[k]] += k % 2 == 0 ? amount : -amount;
        }
        unsent_[root] -= amount;
        untaken_[end] -= amount;
    }

    [[nodiscard]] std::span<const std::uint32_t> arcs_into(std::uint32_t right) const noexcept {
        return std::span{arc_into_}.subspan(into_begin_[right], into_begin_[right + 1] - into_begin_[right]);
    }

    const BipartiteGraph& graph_;
    std::vector<Amount> unsent_;
    std::vector<Amount> untaken_;
    std::vector<Amount> flow_;
    std::vector<std::uint32_t> into_begin_;
    std::vector<std::uint32_t> arc_into_;
    std::vector<std::uint32_t> tail_;
    std::vector<std::uint32_t> level_; // left vertices first, right vertices after them
    std::vector<std::uint32_t> queue_;
    std::vector<std::uint32_t> cursor_;
    std::vector<std::uint32_t> path_;
};

} // namespace samspill
