// People to seats: a maximum flow made unique by priority and lexicographic max-min fairness (methods M4.1).
#pragma once

#include <samspill/core/fraction.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/graph/bipartite_flow.hpp>

#include <cstdint>
#include <vector>

namespace samspill {

/// Needs (left) that may be served by activities (right).
struct AllocationProblem {
    BipartiteGraph graph;
    std::vector<std::int64_t> people;   ///< of each need, >= 0
    std::vector<std::int32_t> priority; ///< of each need; smaller is served first
    std::vector<std::int64_t> capacity; ///< seats of each activity, >= 0
};

/// Needs that share too few seats: all get the same share below 1, and they use every activity of the
/// bottleneck to its last seat. It is a connected part of a minimum cut, unique for the problem.
struct Bottleneck {
    std::vector<std::uint32_t> needs;      ///< ascending; without needs that get nothing because nothing fits
    std::vector<std::uint32_t> activities; ///< ascending
    std::int64_t people = 0;               ///< in these needs
    std::int64_t seats = 0;                ///< left to them: capacity minus what more urgent needs hold
};

/// The share of its people that each need gets, and the number of people served in all.
struct Allocation {
    static constexpr std::uint32_t no_bottleneck = 0xFFFF'FFFFU;

    std::vector<Fraction> share;         ///< in [0, 1]; 0 for a need without people
    std::int64_t served = 0;             ///< equals the maximum flow
    std::vector<Bottleneck> bottlenecks; ///< by their first need
    /// The bottleneck of each need; none when everybody is served or nothing fits.
    std::vector<std::uint32_t> bottleneck_of;
};

/// Allocates seats: priority classes in order; inside a class the smallest covered share is raised first,
/// then the next, and so on. The shares are unique although the flow behind them is not, equal needs get
/// equal shares, and the total is a maximum flow. Shares are exact quotients of integers.
///
/// Method: in a class, the average share of a connected part either can be given to all its needs (one
/// maximum flow decides), or the minimum cut separates the needs that must stay below it together with all
/// activities they can use; both sides are then solved on their own. Needs of earlier classes that are fully
/// served stay in the graph with their amount fixed, so that they may be re-routed but not lose (Megiddo
/// 1974, Fujishige 1980). One flow per distinct level at most, about its logarithm on real networks.
/// @throws Cancelled when `control` asks to stop; Overflow when the sum of people exceeds 64 bits
[[nodiscard]] Allocation allocate_fairly(const AllocationProblem& problem, RunControl* control = nullptr);

} // namespace samspill
