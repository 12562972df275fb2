// Augmenting paths for many open vertices at once, along distance labels.
#pragma once

#include <samspill/core/prefetch.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/graph/flow_state.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace samspill {

/// Sends what is open along shortest paths (Ahuja and Orlin 1991). Labels are raised where searches pass and
/// set anew by breadth-first search when too much work went into raising them, so effort stays near what is
/// still open.
template <class Amount, class Side>
class LayeredSearch {
public:
    /// Both must outlive the object.
    LayeredSearch(FlowState<Amount>& state, FlowSearchMemory& memory) : state_{state}, memory_{memory} {}

    /// Labels every vertex with its distance to an open far vertex; the open near vertices that have one,
    /// nearest first.
    std::vector<std::uint32_t> set_labels(StageTicker& ticker) {
        ticker.step(state_.graph.left_vertices());
        memory_.near_label.assign(Side::near_open(state_).size(), unreached);
        memory_.far_label.assign(Side::far_open(state_).size(), unreached);
        std::vector<std::uint32_t> roots;
        // Longer than the vertices, because a spread looks ahead, and writes before it knows whether it
        // counts.
        memory_.near_queue.assign(memory_.near_label.size() + vertices_ahead, 0);
        memory_.far_queue.assign(memory_.far_label.size() + vertices_ahead, 0);
        std::size_t fars = 0;
        for (std::uint32_t v = 0; v < memory_.far_label.size(); ++v) {
            if (Side::far_open(state_)[v] > 0) {
                memory_.far_label[v] = 0;
                memory_.far_queue[fars++] = v;
            }
        }
        for (std::uint32_t distance = 1; fars > 0; distance += 2) {
            const std::size_t nears = spread_to_near(fars, distance);
            for (std::size_t k = 0; k < nears; ++k) {
                if (Side::near_open(state_)[memory_.near_queue[k]] > 0) {
                    roots.push_back(memory_.near_queue[k]);
                }
            }
            fars = spread_to_far(nears, distance + 1);
        }
        return roots;
    }

    /// Augments from the roots, nearest first, until all are closed or seem far from anything open, or too
    /// much work went into raising labels. Labels must be set.
    void augment(const std::vector<std::uint32_t>& roots, StageTicker& ticker) {
        memory_.near_cursor.assign(Side::near_begin(state_).begin(), Side::near_begin(state_).end() - 1);
        memory_.far_cursor.assign(Side::far_begin(state_).begin(), Side::far_begin(state_).end() - 1);
        relabel_work_ = 0;
        for (const std::uint32_t root : roots) {
            ticker.step();
            augment_from(root);
            if (is_tired()) {
                return;
            }
        }
    }

private:
    static constexpr std::uint32_t unreached = FlowSearchMemory::unreached;
    /// Arcs looked at while raising labels, in passes over all arcs, before labels are set anew.
    static constexpr std::uint64_t relabel_passes = 4;
    /// How many vertices of a queue ahead their arcs are asked for: a few hundred cycles of work.
    static constexpr std::size_t vertices_ahead = 12;

    [[nodiscard]] bool is_tired() const { return relabel_work_ > relabel_passes * state_.graph.arcs(); }

    /// Labels the near vertices next to the first `fars` of the far queue and queues them; their number.
    /// Whether a vertex is new is a coin toss, so it is counted and not branched on.
    std::size_t spread_to_near(std::size_t fars, std::uint32_t distance) {
        const std::uint32_t* const begin = Side::far_begin(state_).data();
        const std::uint32_t* const other = Side::far_other(state_).data();
        std::uint32_t* const label = memory_.near_label.data();
        std::uint32_t* const queue = memory_.near_queue.data();
        std::size_t reached = 0;
        for (std::size_t q = 0; q < fars; ++q) {
            const std::uint32_t far = memory_.far_queue[q];
            prefetch(other + begin[memory_.far_queue[q + vertices_ahead]]);
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
    std::size_t spread_to_far(std::size_t nears, std::uint32_t distance) {
        const std::uint32_t* const begin = Side::near_begin(state_).data();
        const std::uint32_t* const other = Side::near_other(state_).data();
        const Amount* const flow = state_.flow.data();
        std::uint32_t* const label = memory_.far_label.data();
        std::uint32_t* const queue = memory_.far_queue.data();
        std::size_t reached = 0;
        for (std::size_t q = 0; q < nears; ++q) {
            const std::uint32_t near = memory_.near_queue[q];
            const std::uint32_t ahead = begin[memory_.near_queue[q + vertices_ahead]];
            prefetch(other + ahead);
            prefetch(flow + ahead);
            for (std::uint32_t k = begin[near]; k < begin[near + 1]; ++k) {
                const std::uint32_t far = other[k];
                const bool is_new = static_cast<int>(label[far] == unreached) *
                                        static_cast<int>(flow[Side::near_arc(state_, k)] > 0) !=
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
    void augment_from(std::uint32_t root) {
        const std::uint32_t farthest = 2 * memory_.near_label[root] + 4;
        path_near_.assign(1, root);
        path_out_.clear();
        path_back_.clear();
        while (Side::near_open(state_)[root] > 0) {
            const std::uint32_t near = path_near_.back();
            if (advance_from_near(near)) {
                leave_far(root);
                continue;
            }
            raise_near(near);
            if (is_tired() || memory_.near_label[root] > farthest) {
                return;
            }
            if (path_near_.size() > 1) {
                path_near_.pop_back();
                path_back_.pop_back();
                leave_far(root);
            }
        }
    }

    bool advance_from_near(std::uint32_t near) {
        const std::uint32_t* const other = Side::near_other(state_).data();
        const std::uint32_t* const label = memory_.far_label.data();
        const std::uint32_t end = Side::near_begin(state_)[near + 1];
        const std::uint32_t wanted = memory_.near_label[near] - 1;
        std::uint32_t k = memory_.near_cursor[near];
        while (k < end && label[other[k]] != wanted) {
            ++k;
        }
        memory_.near_cursor[near] = k;
        if (k == end) {
            return false;
        }
        path_out_.push_back(k);
        return true;
    }

    /// From the far vertex at the path's end: closes it if it is open, goes on from it, or drops it. Leaves
    /// the path ending in a near vertex.
    void leave_far(std::uint32_t root) {
        while (true) {
            const std::uint32_t far = Side::near_other(state_)[path_out_.back()];
            if (Side::far_open(state_)[far] > 0) {
                if (!push_along_path(root, far)) {
                    return;
                }
                continue;
            }
            if (!advance_from_far(far)) {
                raise_far(far);
                path_out_.pop_back();
            }
            return;
        }
    }

    bool advance_from_far(std::uint32_t far) {
        if (memory_.far_label[far] == 0) { // it was open when labels were set
            return false;
        }
        const std::uint32_t* const other = Side::far_other(state_).data();
        const std::uint32_t* const label = memory_.near_label.data();
        const std::uint32_t end = Side::far_begin(state_)[far + 1];
        const std::uint32_t wanted = memory_.far_label[far] - 1;
        std::uint32_t k = memory_.far_cursor[far];
        while (k < end && (label[other[k]] != wanted || state_.flow[Side::far_arc(state_, k)] == 0)) {
            ++k;
        }
        memory_.far_cursor[far] = k;
        if (k == end) {
            return false;
        }
        path_back_.push_back(Side::far_arc(state_, k));
        path_near_.push_back(other[k]);
        return true;
    }

    /// Sends what the path can carry and cuts it back to the first far vertex behind which nothing is left;
    /// false when the root is closed.
    bool push_along_path(std::uint32_t root, std::uint32_t end) {
        Amount amount = std::min(Side::near_open(state_)[root], Side::far_open(state_)[end]);
        for (const std::uint32_t arc : path_back_) {
            amount = std::min(amount, state_.flow[arc]);
        }
        for (const std::uint32_t k : path_out_) {
            state_.flow[Side::near_arc(state_, k)] += amount;
        }
        std::size_t emptied = path_back_.size();
        for (std::size_t k = path_back_.size(); k-- > 0;) {
            state_.flow[path_back_[k]] -= amount;
            if (state_.flow[path_back_[k]] == 0) {
                emptied = k;
            }
        }
        Side::near_open(state_)[root] -= amount;
        Side::far_open(state_)[end] -= amount;
        path_back_.resize(emptied);
        path_out_.resize(emptied + 1);
        path_near_.resize(emptied + 1);
        return Side::near_open(state_)[root] > 0;
    }

    void raise_near(std::uint32_t near) {
        const std::uint32_t begin = Side::near_begin(state_)[near];
        const std::uint32_t end = Side::near_begin(state_)[near + 1];
        std::uint32_t least = unreached;
        for (std::uint32_t k = begin; k < end; ++k) {
            least = std::min(least, memory_.far_label[Side::near_other(state_)[k]]);
        }
        memory_.near_label[near] = least == unreached ? unreached : least + 1;
        memory_.near_cursor[near] = begin;
        relabel_work_ += end - begin;
    }

    void raise_far(std::uint32_t far) {
        const std::uint32_t begin = Side::far_begin(state_)[far];
        const std::uint32_t end = Side::far_begin(state_)[far + 1];
        std::uint32_t least = unreached;
        for (std::uint32_t k = begin; k < end; ++k) {
            if (state_.flow[Side::far_arc(state_, k)] > 0) {
                least = std::min(least, memory_.near_label[Side::far_other(state_)[k]]);
            }
        }
        memory_.far_label[far] = least == unreached ? unreached : least + 1;
        memory_.far_cursor[far] = begin;
        relabel_work_ += end - begin;
    }

    FlowState<Amount>& state_;
    FlowSearchMemory& memory_;
    std::vector<std::uint32_t> path_near_; // near vertices of the path, the root first
    std::vector<std::uint32_t> path_out_;  // positions of the arcs by which they are left
    std::vector<std::uint32_t> path_back_; // arcs by which they were reached, but for the root
    std::uint64_t relabel_work_ = 0;
};

} // namespace samspill
