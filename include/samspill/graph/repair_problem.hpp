// What could be changed about a network of needs and offers, and what each change would take (methods M4.4).
#pragma once

#include <samspill/graph/bipartite_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace samspill {

/// A need that may use an offer from now on: its referrer is told, or the offer is opened to it.
struct RepairArc {
    std::uint32_t left = 0;
    std::uint32_t right = 0;
};

/// Seats that an offer gains.
struct AddedSeats {
    std::uint32_t right = 0;
    std::int64_t amount = 0;
};

/// Up to `amount` seats may go from one offer to another; how many do is chosen to reach most people, so a
/// move never costs anybody a seat.
struct MovedSeats {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::int64_t amount = 0;
};

/// An offer that is not there yet and the needs that may use it: somebody is invited, a place is opened.
struct NewOffer {
    std::int64_t seats = 0;
    std::vector<std::uint32_t> lefts;
};

/// One repair: all of it is done, or nothing.
struct RepairCandidate {
    double effort = 1.0; ///< > 0, in any unit that all candidates share
    std::vector<RepairArc> arcs;
    std::vector<AddedSeats> added;
    std::vector<MovedSeats> moved;
    std::vector<NewOffer> opened;
};

/// Needs (left) with their people, offers (right) with their seats, who may use what, and the candidates in
/// the order of their ids: wherever two are equally good, the earlier one is taken.
struct RepairProblem {
    BipartiteGraph graph;
    std::vector<std::int64_t> people; ///< of each left vertex, >= 0
    std::vector<std::int64_t> seats;  ///< of each right vertex, >= 0; the largest number means unbounded
    std::vector<RepairCandidate> candidates;
};

/// What may be spent. A budget of whole steps with efforts of 1 is a number of repairs.
struct RepairLimits {
    /// Largest sum of efforts, >= 0. Sums are compared with a relative tolerance of 1e-9, so that three times
    /// 0.1 fits in 0.3.
    double budget = std::numeric_limits<double>::infinity();
    std::size_t most = std::numeric_limits<std::size_t>::max(); ///< largest number of repairs
};

} // namespace samspill
