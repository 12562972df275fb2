#include "repair_network.hpp"

#include <samspill/core/checked.hpp>
#include <samspill/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace samspill::detail {
namespace {

constexpr double effort_tolerance = 1e-9;

void require(bool holds, const char* message) {
    if (!holds) {
        throw InvalidArgument{message};
    }
}

void check_sizes(const RepairProblem& problem) {
    require(problem.people.size() == problem.graph.left_vertices(),
            "repairs: people must have one number for each left vertex of the graph");
    require(problem.seats.size() == problem.graph.right_vertices,
            "repairs: seats must have one number for each right vertex of the graph");
    const auto negative = [](std::int64_t amount) { return amount < 0; };
    require(std::none_of(problem.people.begin(), problem.people.end(), negative),
            "repairs: people must not be negative");
    require(std::none_of(problem.seats.begin(), problem.seats.end(), negative),
            "repairs: seats must not be negative");
}

void check_candidate(const RepairCandidate& candidate, std::uint32_t lefts, std::uint32_t rights) {
    require(std::isfinite(candidate.effort) && candidate.effort > 0.0,
            "repairs: the effort of a candidate must be a number above 0");
    for (const RepairArc& arc : candidate.arcs) {
        require(arc.left < lefts && arc.right < rights, "repairs: a candidate's arc leaves the graph");
    }
    for (const AddedSeats& added : candidate.added) {
        require(added.right < rights, "repairs: a candidate adds seats outside the graph");
        require(added.amount >= 0, "repairs: a candidate adds a negative number of seats");
    }
    for (const MovedSeats& moved : candidate.moved) {
        require(moved.from < rights && moved.to < rights && moved.from != moved.to,
                "repairs: a candidate must move seats between two vertices of the graph");
        require(moved.amount >= 0, "repairs: a candidate moves a negative number of seats");
    }
    for (const NewOffer& offer : candidate.opened) {
        require(offer.seats >= 0, "repairs: a candidate opens an offer with a negative number of seats");
        for (const std::uint32_t left : offer.lefts) {
            require(left < lefts, "repairs: a candidate opens an offer to vertices outside the graph");
        }
    }
}

} // namespace

void check_repairs(const RepairProblem& problem) {
    check_sizes(problem);
    for (const RepairCandidate& candidate : problem.candidates) {
        check_candidate(candidate, problem.graph.left_vertices(), problem.graph.right_vertices);
    }
    static_cast<void>(std::accumulate(problem.people.begin(), problem.people.end(), std::int64_t{0},
                                      checked_add)); // throws when the people cannot be counted
}

void check_limits(const RepairLimits& limits) {
    require(limits.budget >= 0.0, "repairs: the budget must be a number of at least 0");
}

double allowed_effort(const RepairLimits& limits) { return limits.budget * (1.0 + effort_tolerance); }

} // namespace samspill::detail
