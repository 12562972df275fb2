// Augmenting paths for a few open vertices, one after the other.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/flow_state.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace samspill {

/// One breadth-first search a path. What a search without end has reached is dead: nothing open can be
/// reached from there, and no later path enters it, so it is never looked at again.
template <class Amount, class Side>
class SingleSearches {
public:
    /// Both must outlive the object.
    SingleSearches(FlowState<Amount>& state, FlowSearchMemory& memory)
        : state_{state}, memory_{memory}, near_from_(Side::near_open(state).size()),
          far_from_(Side::far_open(state).size()) {}

    /// Augments until nothing open can be reached from any root: then true; or until too much work was done:
    /// then false, with at least one root closed or dead.
    [[nodiscard]] bool augment(const std::vector<std::uint32_t>& roots, StageTicker& ticker) {
        memory_.near_label.assign(near_from_.size(), 0);
        memory_.far_label.assign(far_from_.size(), 0);
        memory_.near_queue.resize(near_from_.size());
        memory_.far_queue.resize(far_from_.size());
        memory_.near_cursor.resize(near_from_.size());
        memory_.far_cursor.resize(far_from_.size());
        const std::uint64_t most_work = passes * state_.graph.arcs();
        for (const std::uint32_t root : roots) {
            ticker.step();
            while (Side::near_open(state_)[root] > 0) {
                if (work_ > most_work) {
                    return false;
                }
                const std::uint32_t goal = open_far_vertex_from(root);
                if (goal == nowhere) {
                    break;
                }
                send(root, goal);
            }
        }
        return true;
    }

private:
    static constexpr std::uint32_t nowhere = FlowSearchMemory::unreached;
    static constexpr std::uint32_t dead = FlowSearchMemory::unreached;
    /// Arcs looked at, in passes over all arcs, before it is better to search for many at once.
    static constexpr std::uint64_t passes = 4;

    /// Labels are the number of the search that came by, or dead.
    [[nodiscard]] bool is_new(std::uint32_t label) const { return label != search_ && label != dead; }

    std::uint32_t open_far_vertex_from(std::uint32_t root) {
        if (memory_.near_label[root] == dead) {
            return nowhere;
        }
        ++search_;
        nears_ = 0;
        fars_ = 0;
        memory_.near_label[root] = search_;
        memory_.near_queue[nears_++] = root;
        for (std::size_t head = 0; head < nears_; ++head) {
            const std::uint32_t goal = reach_far_from(memory_.near_queue[head]);
            if (goal != nowhere) {
                return goal;
            }
        }
        bury();
        return nowhere;
    }

    /// Goes from a near vertex to far ones, which is an open one if there is, and on to the near ones behind.
    std::uint32_t reach_far_from(std::uint32_t near) {
        const std::uint32_t* const other = Side::near_other(state_).data();
        const std::uint32_t begin = Side::near_begin(state_)[near];
        const std::uint32_t end = Side::near_begin(state_)[near + 1];
        work_ += end - begin;
        for (std::uint32_t k = begin; k < end; ++k) {
            const std::uint32_t far = other[k];
            if (!is_new(memory_.far_label[far])) {
                continue;
            }
            memory_.far_label[far] = search_;
            memory_.far_cursor[far] = k;
            far_from_[far] = near;
            memory_.far_queue[fars_++] = far;
            if (Side::far_open(state_)[far] > 0) {
                return far;
            }
            reach_near_from(far);
        }
        return nowhere;
    }

    void reach_near_from(std::uint32_t far) {
        const std::uint32_t* const other = Side::far_other(state_).data();
        const std::uint32_t begin = Side::far_begin(state_)[far];
        const std::uint32_t end = Side::far_begin(state_)[far + 1];
        work_ += end - begin;
        for (std::uint32_t k = begin; k < end; ++k) {
            const std::uint32_t near = other[k];
            if (is_new(memory_.near_label[near]) && state_.flow[Side::far_arc(state_, k)] > 0) {
                memory_.near_label[near] = search_;
                memory_.near_cursor[near] = k;
                near_from_[near] = far;
                memory_.near_queue[nears_++] = near;
            }
        }
    }

    void bury() {
        for (std::size_t q = 0; q < nears_; ++q) {
            memory_.near_label[memory_.near_queue[q]] = dead;
        }
        for (std::size_t q = 0; q < fars_; ++q) {
            memory_.far_label[memory_.far_queue[q]] = dead;
        }
    }

    /// Sends what the path that was found can carry, from its end back to its root.
    void send(std::uint32_t root, std::uint32_t goal) {
        Amount amount = std::min(Side::near_open(state_)[root], Side::far_open(state_)[goal]);
        for (std::uint32_t near = far_from_[goal]; near != root; near = far_from_[near_from_[near]]) {
            amount = std::min(amount, state_.flow[back_arc(near)]);
        }
        for (std::uint32_t far = goal;;) {
            state_.flow[Side::near_arc(state_, memory_.far_cursor[far])] += amount;
            const std::uint32_t near = far_from_[far];
            if (near == root) {
                break;
            }
            state_.flow[back_arc(near)] -= amount;
            far = near_from_[near];
        }
        Side::near_open(state_)[root] -= amount;
        Side::far_open(state_)[goal] -= amount;
    }

    /// The arc by which the search came to a near vertex.
    [[nodiscard]] std::uint32_t back_arc(std::uint32_t near) {
        return Side::far_arc(state_, memory_.near_cursor[near]);
    }

    FlowState<Amount>& state_;
    FlowSearchMemory& memory_;
    std::vector<std::uint32_t> near_from_; // far vertex from which the search came
    std::vector<std::uint32_t> far_from_;
    std::size_t nears_ = 0;
    std::size_t fars_ = 0;
    std::uint32_t search_ = 0;
    std::uint64_t work_ = 0;
};

} // namespace samspill
