// Repair problems that can be solved by hand.
#pragma once

#include <samspill/graph/repair_problem.hpp>

#include <cstdint>
#include <utility>
#include <vector>

namespace samspill::test {

/// Needs with their people and the offers they may use, and the seats of the offers; no candidates yet.
inline RepairProblem repairs_of(std::vector<std::pair<std::int64_t, std::vector<std::uint32_t>>> needs,
                                std::vector<std::int64_t> seats) {
    RepairProblem problem;
    for (const auto& [people, offers] : needs) {
        problem.people.push_back(people);
        problem.graph.target.insert(problem.graph.target.end(), offers.begin(), offers.end());
        problem.graph.begin.push_back(problem.graph.arcs());
    }
    problem.graph.right_vertices = static_cast<std::uint32_t>(seats.size());
    problem.seats = std::move(seats);
    return problem;
}

inline RepairCandidate tell(std::uint32_t need, std::uint32_t offer, double effort = 1.0) {
    RepairCandidate candidate;
    candidate.effort = effort;
    candidate.arcs.push_back({.left = need, .right = offer});
    return candidate;
}

inline RepairCandidate add_seats(std::uint32_t offer, std::int64_t amount, double effort = 1.0) {
    RepairCandidate candidate;
    candidate.effort = effort;
    candidate.added.push_back({.right = offer, .amount = amount});
    return candidate;
}

inline RepairCandidate move_seats(std::uint32_t from, std::uint32_t to, std::int64_t amount,
                                  double effort = 1.0) {
    RepairCandidate candidate;
    candidate.effort = effort;
    candidate.moved.push_back({.from = from, .to = to, .amount = amount});
    return candidate;
}

inline RepairCandidate open_offer(std::int64_t seats, std::vector<std::uint32_t> needs, double effort = 1.0) {
    RepairCandidate candidate;
    candidate.effort = effort;
    candidate.opened.push_back({.seats = seats, .lefts = std::move(needs)});
    return candidate;
}

} // namespace samspill::test
