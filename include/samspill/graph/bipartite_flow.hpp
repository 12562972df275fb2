// Maximum flow from demands to supplies over a bipartite graph with unbounded arcs.
#pragma once

#include <samspill/core/prefetch.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/graph/bipartite_graph.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace samspill {

/// Augmenting paths along distance labels (Ahuja and Orlin 1991), with source and sink left implicit: every
/// left vertex may send up to its demand, every right vertex may take up to its supply. A greedy start, those
/// with the fewest ways first, serves most; the rest is searched from the side on which fewer open vertices
/// can reach the other, because searches without end are what costs. Labels are raised where searches pass
/// and set anew by breadth-first search when too much work went into raising them, so effort stays near what
/// is still open. `Amount` is a signed integer wide enough for the sum of demands. O(V^2 E) in the worst
/// case; on networks of needs and offers a few breadth-first searches.
template <class Amount>
class BipartiteFlow {
public:
    /// Solves at once. `graph` must outlive the object; demands and supplies are >= 0.
    /// @throws Cancelled when the ticker's control asks to stop
    BipartiteFlow(const BipartiteGraph& graph, std::vector<Amount> demands, std::vector<Amount> supplies,
                  StageTicker& ticker)
        : graph_{graph}, reversed_{graph}, unsent_{std::move(demands)}, untaken_{std::move(supplies)},
          flow_(graph.arcs(), Amount{0}) {
        ticker.step(graph.arcs() + std::uint64_t{graph.left_vertices()});
        send_greedily();
        if (open_vertices(unsent_) < open_vertices(untaken_)) {
            search_from_likelier<FromLeft, FromRight>(ticker);
        } else {
            search_from_likelier<FromRight, FromLeft>(ticker);
        }
    }

    /// Amount that each left vertex could not send.
    [[nodiscard]] std::span<const Amount> unsent() const noexcept { return unsent_; }
    /// Amount that each right vertex could still take.
    [[nodiscard]] std::span<const Amount> untaken() const noexcept { return untaken_; }
    /// Amount on each arc. One of many maximum flows; only sums over cuts are unique.
    [[nodiscard]] std::span<const Amount> flow() const noexcept { return flow_; }
    /// The graph's arcs by right vertex.
    [[nodiscard]] const ReversedArcs& reversed() const noexcept { return reversed_; }

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
    [[nodiscard]] std::vector<std::uint8_t> reachable_from(std::vector<std::uint32_t> seeds) const {
        const std::uint32_t lefts = graph_.left_vertices();
        std::vector<std::uint8_t> reached(lefts + std::size_t{graph_.right_vertices}, 0);
        for (const std::uint32_t seed : seeds) {
            reached[seed] = 1;
        }
        while (!seeds.empty()) {
            const std::uint32_t left = seeds.back();
            seeds.pop_back();
            for (const std::uint32_t right : graph_.targets_of(left)) {
                if (std::exchange(reached[lefts + right], std::uint8_t{1}) != 0) {
                    continue;
                }
                for (std::uint32_t k = reversed_.begin[right]; k < reversed_.begin[right + 1]; ++k) {
                    const std::uint32_t giver = reversed_.left[k];
                    if (flow_[reversed_.arc[k]] > 0 && reached[giver] == 0) {
                        reached[giver] = 1;
                        seeds.push_back(giver);
                    }
                }
            }
        }
        return reached;
    }

private:
    static constexpr std::uint32_t unreached = std::numeric_limits<std::uint32_t>::max();
    /// Arcs looked at while raising labels, in passes over all arcs, before labels are set anew.
    static constexpr std::uint64_t relabel_passes = 4;
    /// How many vertices of a queue ahead their arcs are asked for: a few hundred cycles of work.
    static constexpr std::size_t vertices_ahead = 12;

    /// A search goes from an open vertex of the near side to an open vertex of the far side. Near vertices go
    /// on over any of their arcs, far vertices over arcs that carry flow: seen from the left, somebody takes
    /// a seat and the one who had it looks for another; seen from the right, a seat is taken by somebody and
    /// the seat that person leaves is free.
    struct FromLeft {
        static auto& near_open(BipartiteFlow& self) { return self.unsent_; }
        static auto& far_open(BipartiteFlow& self) { return self.untaken_; }
        static auto& near_begin(BipartiteFlow& self) { return self.graph_.begin; }
        static auto& near_other(BipartiteFlow& self) { return self.graph_.target; }
        static auto& far_begin(BipartiteFlow& self) { return self.reversed_.begin; }
        static auto& far_other(BipartiteFlow& self) { return self.reversed_.left; }
        static std::uint32_t near_arc(BipartiteFlow&, std::uint32_t k) { return k; }
        static std::uint32_t far_arc(BipartiteFlow& self, std::uint32_t k) { return self.reversed_.arc[k]; }
    };
    struct FromRight {
        static auto& near_open(BipartiteFlow& self) { return self.untaken_; }
        static auto& far_open(BipartiteFlow& self) { return self.unsent_; }
        static auto& near_begin(BipartiteFlow& self) { return self.reversed_.begin; }
        static auto& near_other(BipartiteFlow& self) { return self.reversed_.left; }
        static auto& far_begin(BipartiteFlow& self) { return self.graph_.begin; }
        static auto& far_other(BipartiteFlow& self) { return self.graph_.target; }
        static std::uint32_t near_arc(BipartiteFlow& self, std::uint32_t k) { return self.reversed_.arc[k]; }
        static std::uint32_t far_arc(BipartiteFlow&, std::uint32_t k) { return k; }
    };

    void send_greedily() {
        for (const std::uint32_t left : lefts_with_fewest_arcs_first()) {
            for (std::uint32_t arc = graph_.begin[left]; arc < graph_.begin[left + 1]; ++arc) {
                const Amount amount = std::min(unsent_[left], untaken_[graph_.target[arc]]);
                flow_[arc] = amount;
                unsent_[left] -= amount;
                untaken_[graph_.target[arc]] -= amount;
            }
        }
    }

    /// By number of arcs, where many count alike, then by number. O(left vertices).
    [[nodiscard]] std::vector<std::uint32_t> lefts_with_fewest_arcs_first() const {
        static constexpr std::uint32_t many = 64;
        const std::uint32_t lefts = graph_.left_vertices();
        const auto arcs_of = [this](std::uint32_t left) {
            return std::min(graph_.begin[left + 1] - graph_.begin[left], many);
        };
        std::vector<std::uint32_t> next(many + std::size_t{2}, 0);
        for (std::uint32_t left = 0; left < lefts; ++left) {
            ++next[arcs_of(left) + std::size_t{1}];
        }
        std::partial_sum(next.begin(), next.end(), next.begin());
        std::vector<std::uint32_t> order(lefts);
        for (std::uint32_t left = 0; left < lefts; ++left) {
            order[next[arcs_of(left)]++] = left;
        }
        return order;
    }

    [[nodiscard]] static auto open_vertices(const std::vector<Amount>& open) {
        return std::count_if(open.begin(), open.end(), [](Amount amount) { return amount > 0; });
    }

    /// Searches from the side whose roots are fewer. The likelier side's labels are set last, so that they
    /// need not be set again.
    template <class Likelier, class Other>
    void search_from_likelier(StageTicker& ticker) {
        const std::size_t others = set_labels<Other>(ticker).size();
        std::vector<std::uint32_t> roots = set_labels<Likelier>(ticker);
        if (roots.size() <= others) {
            search_from<Likelier>(std::move(roots), ticker);
        } else {
            search_from<Other>(set_labels<Other>(ticker), ticker);
        }
    }

    template <class Side>
    void search_from(std::vector<std::uint32_t> roots, StageTicker& ticker) {
        for (; !roots.empty(); roots = set_labels<Side>(ticker)) {
            near_cursor_.assign(Side::near_begin(*this).begin(), Side::near_begin(*this).end() - 1);
            far_cursor_.assign(Side::far_begin(*this).begin(), Side::far_begin(*this).end() - 1);
            relabel_work_ = 0;
            for (const std::uint32_t root : roots) {
                ticker.step();
                augment_from<Side>(root);
                if (is_tired()) {
                    break;
                }
            }
        }
    }

    [[nodiscard]] bool is_tired() const { return relabel_work_ > relabel_passes * graph_.arcs(); }

    /// Labels every vertex with its distance to an open far vertex; the open near vertices that have one,
    /// nearest first.
    template <class Side>
    std::vector<std::uint32_t> set_labels(StageTicker& ticker) {
        ticker.step(graph_.left_vertices());
        near_label_.assign(Side::near_open(*this).size(), unreached);
        far_label_.assign(Side::far_open(*this).size(), unreached);
        std::vector<std::uint32_t> roots;
        // Longer than the vertices, because a spread looks ahead, and writes before it knows whether it
        // counts.
        near_queue_.assign(near_label_.size() + vertices_ahead, 0);
        far_queue_.assign(far_label_.size() + vertices_ahead, 0);
        std::size_t fars = 0;
        for (std::uint32_t v = 0; v < far_label_.size(); ++v) {
            if (Side::far_open(*this)[v] > 0) {
                far_label_[v] = 0;
                far_queue_[fars++] = v;
            }
        }
        for (std::uint32_t distance = 1; fars > 0; distance += 2) {
            const std::size_t nears = spread_to_near<Side>(fars, distance);
            for (std::size_t k = 0; k < nears; ++k) {
                if (Side::near_open(*this)[near_queue_[k]] > 0) {
                    roots.push_back(near_queue_[k]);
                }
            }
            fars = spread_to_far<Side>(nears, distance + 1);
        }
        return roots;
    }

    /// Labels the near vertices next to the first `fars` of the far queue and queues them; their number.
    /// Whether a vertex is new is a coin toss, so it is counted and not branched on.
    template <class Side>
    std::size_t spread_to_near(std::size_t fars, std::uint32_t distance) {
        const std::uint32_t* const begin = Side::far_begin(*this).data();
        const std::uint32_t* const other = Side::far_other(*this).data();
        std::uint32_t* const label = near_label_.data();
        std::uint32_t* const queue = near_queue_.data();
        std::size_t reached = 0;
        for (std::size_t q = 0; q < fars; ++q) {
            const std::uint32_t far = far_queue_[q];
            prefetch(other + begin[far_queue_[q + vertices_ahead]]);
            for (std::uint32_t k = begin[far]; k < begin[far + 1]; ++k) {
                const std::uint32_t near = other[k];
                const bool is_new = label[near] == unreached;
                queue[reached] = near;
                reached += is_new ? 1 : 0;
                label[near] = is_new ? distance : label[near];
            }
        }
        return reached;
    }

    /// The same from near to far vertices, over arcs that carry flow.
    template <class Side>
    std::size_t spread_to_far(std::size_t nears, std::uint32_t distance) {
        const std::uint32_t* const begin = Side::near_begin(*this).data();
        const std::uint32_t* const other = Side::near_other(*this).data();
        const Amount* const flow = flow_.data();
        std::uint32_t* const label = far_label_.data();
        std::uint32_t* const queue = far_queue_.data();
        std::size_t reached = 0;
        for (std::size_t q = 0; q < nears; ++q) {
            const std::uint32_t near = near_queue_[q];
            const std::uint32_t ahead = begin[near_queue_[q + vertices_ahead]];
            prefetch(other + ahead);
            prefetch(flow + ahead);
            for (std::uint32_t k = begin[near]; k < begin[near + 1]; ++k) {
                const std::uint32_t far = other[k];
                const bool is_new = static_cast<int>(label[far] == unreached) *
                                        static_cast<int>(flow[Side::near_arc(*this, k)] > 0) !=
                                    0;
                queue[reached] = far;
                reached += is_new ? 1 : 0;
                label[far] = is_new ? distance : label[far];
            }
        }
        return reached;
    }

    /// Augments until the root is closed, its label says that nothing open is near, or too much work was
    /// done. The path is explicit, because alternating chains may be as long as the graph.
    template <class Side>
    void augment_from(std::uint32_t root) {
        const std::uint32_t farthest = 2 * near_label_[root] + 4;
        path_near_.assign(1, root);
        path_out_.clear();
        path_back_.clear();
        while (Side::near_open(*this)[root] > 0) {
            const std::uint32_t near = path_near_.back();
            if (advance_from_near<Side>(near)) {
                leave_far<Side>(root);
                continue;
            }
            raise_near<Side>(near);
            if (is_tired() || near_label_[root] > farthest) {
                return;
            }
            if (path_near_.size() > 1) {
                path_near_.pop_back();
                path_back_.pop_back();
                leave_far<Side>(root);
            }
        }
    }

    template <class Side>
    bool advance_from_near(std::uint32_t near) {
        const std::uint32_t* const other = Side::near_other(*this).data();
        const std::uint32_t* const label = far_label_.data();
        const std::uint32_t end = Side::near_begin(*this)[near + 1];
        const std::uint32_t wanted = near_label_[near] - 1;
        std::uint32_t k = near_cursor_[near];
        while (k < end && label[other[k]] != wanted) {
            ++k;
        }
        near_cursor_[near] = k;
        if (k == end) {
            return false;
        }
        path_out_.push_back(k);
        return true;
    }

    /// From the far vertex at the path's end: closes it if it is open, goes on from it, or drops it. Leaves
    /// the path ending in a near vertex.
    template <class Side>
    void leave_far(std::uint32_t root) {
        while (true) {
            const std::uint32_t far = Side::near_other(*this)[path_out_.back()];
            if (Side::far_open(*this)[far] > 0) {
                if (!push_along_path<Side>(root, far)) {
                    return;
                }
                continue;
            }
            if (!advance_from_far<Side>(far)) {
                raise_far<Side>(far);
                path_out_.pop_back();
            }
            return;
        }
    }

    template <class Side>
    bool advance_from_far(std::uint32_t far) {
        if (far_label_[far] == 0) { // it was open when labels were set
            return false;
        }
        const std::uint32_t* const other = Side::far_other(*this).data();
        const std::uint32_t* const label = near_label_.data();
        const std::uint32_t end = Side::far_begin(*this)[far + 1];
        const std::uint32_t wanted = far_label_[far] - 1;
        std::uint32_t k = far_cursor_[far];
        while (k < end && (label[other[k]] != wanted || flow_[Side::far_arc(*this, k)] == 0)) {
            ++k;
        }
        far_cursor_[far] = k;
        if (k == end) {
            return false;
        }
        path_back_.push_back(Side::far_arc(*this, k));
        path_near_.push_back(other[k]);
        return true;
    }

    /// Sends what the path can carry and cuts it back to the first far vertex behind which nothing is left;
    /// false when the root is closed.
    template <class Side>
    bool push_along_path(std::uint32_t root, std::uint32_t end) {
        Amount amount = std::min(Side::near_open(*this)[root], Side::far_open(*this)[end]);
        for (const std::uint32_t arc : path_back_) {
            amount = std::min(amount, flow_[arc]);
        }
        for (const std::uint32_t k : path_out_) {
            flow_[Side::near_arc(*this, k)] += amount;
        }
        std::size_t emptied = path_back_.size();
        for (std::size_t k = path_back_.size(); k-- > 0;) {
            flow_[path_back_[k]] -= amount;
            if (flow_[path_back_[k]] == 0) {
                emptied = k;
            }
        }
        Side::near_open(*this)[root] -= amount;
        Side::far_open(*this)[end] -= amount;
        path_back_.resize(emptied);
        path_out_.resize(emptied + 1);
        path_near_.resize(emptied + 1);
        return Side::near_open(*this)[root] > 0;
    }

    template <class Side>
    void raise_near(std::uint32_t near) {
        const std::uint32_t begin = Side::near_begin(*this)[near];
        const std::uint32_t end = Side::near_begin(*this)[near + 1];
        std::uint32_t least = unreached;
        for (std::uint32_t k = begin; k < end; ++k) {
            least = std::min(least, far_label_[Side::near_other(*this)[k]]);
        }
        near_label_[near] = least == unreached ? unreached : least + 1;
        near_cursor_[near] = begin;
        relabel_work_ += end - begin;
    }

    template <class Side>
    void raise_far(std::uint32_t far) {
        const std::uint32_t begin = Side::far_begin(*this)[far];
        const std::uint32_t end = Side::far_begin(*this)[far + 1];
        std::uint32_t least = unreached;
        for (std::uint32_t k = begin; k < end; ++k) {
            if (flow_[Side::far_arc(*this, k)] > 0) {
                least = std::min(least, near_label_[Side::far_other(*this)[k]]);
            }
        }
        far_label_[far] = least == unreached ? unreached : least + 1;
        far_cursor_[far] = begin;
        relabel_work_ += end - begin;
    }

    const BipartiteGraph& graph_;
    ReversedArcs reversed_;
    std::vector<Amount> unsent_;
    std::vector<Amount> untaken_;
    std::vector<Amount> flow_;
    std::vector<std::uint32_t> near_label_;
    std::vector<std::uint32_t> far_label_;
    std::vector<std::uint32_t> near_queue_;
    std::vector<std::uint32_t> far_queue_;
    std::vector<std::uint32_t> near_cursor_;
    std::vector<std::uint32_t> far_cursor_;
    std::vector<std::uint32_t> path_near_; // near vertices of the path, the root first
    std::vector<std::uint32_t> path_out_;  // positions of the arcs by which they are left
    std::vector<std::uint32_t> path_back_; // arcs by which they were reached, but for the root
    std::uint64_t relabel_work_ = 0;
};

} // namespace samspill
