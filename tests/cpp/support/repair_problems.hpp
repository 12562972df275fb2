// Small random repair problems, and answers by trying everything.
#pragma once

#include <samspill/graph/bipartite_flow.hpp>
#include <samspill/graph/repair_problem.hpp>

#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

namespace samspill::testing_support {

/// Evenly from the whole range, also in the first cases of a property: small problems hold no surprises.
inline std::uint32_t random_below(std::size_t end) {
    return *rc::gen::resize(rc::kNominalSize,
                            rc::gen::inRange<std::uint32_t>(0, static_cast<std::uint32_t>(end)));
}

inline RepairCandidate random_candidate(std::uint32_t lefts, std::uint32_t rights) {
    RepairCandidate candidate;
    candidate.effort = 0.5 * (1 + random_below(5));
    // A set of the four kinds; mostly a single one.
    const std::uint32_t kinds = random_below(3) == 0 ? 1 + random_below(15) : 1U << random_below(4);
    for (std::uint32_t k = (kinds & 1U) != 0 ? 1 + random_below(3) : 0; k > 0; --k) {
        candidate.arcs.push_back({.left = random_below(lefts), .right = random_below(rights)});
    }
    if ((kinds & 2U) != 0) {
        candidate.added.push_back({.right = random_below(rights), .amount = random_below(4)});
    }
    if ((kinds & 4U) != 0 && rights > 1) {
        const std::uint32_t from = random_below(rights);
        const std::uint32_t to = (from + 1 + random_below(rights - 1)) % rights;
        candidate.moved.push_back({.from = from, .to = to, .amount = random_below(4)});
    }
    if ((kinds & 8U) != 0) {
        NewOffer offer{.seats = random_below(4), .lefts = {}};
        for (std::uint32_t k = random_below(3); k > 0; --k) {
            offer.lefts.push_back(random_below(lefts));
        }
        candidate.opened.push_back(offer);
    }
    return candidate;
}

inline RepairProblem random_problem(std::uint32_t most_candidates, std::uint32_t most_vertices = 5) {
    RepairProblem problem;
    const std::uint32_t lefts = 1 + random_below(most_vertices);
    const std::uint32_t rights = 1 + random_below(most_vertices);
    for (std::uint32_t left = 0; left < lefts; ++left) {
        problem.people.push_back(random_below(12));
        for (std::uint32_t right = 0; right < rights; ++right) {
            if (random_below(10) < 3) {
                problem.graph.target.push_back(right);
            }
        }
        problem.graph.begin.push_back(problem.graph.arcs());
    }
    problem.graph.right_vertices = rights;
    for (std::uint32_t right = 0; right < rights; ++right) {
        problem.seats.push_back(random_below(20) == 0 ? std::numeric_limits<std::int64_t>::max()
                                                      : static_cast<std::int64_t>(random_below(5)));
    }
    for (std::uint32_t k = random_below(most_candidates + 1); k > 0; --k) {
        problem.candidates.push_back(random_candidate(lefts, rights));
    }
    return problem;
}

inline RepairLimits random_limits() {
    RepairLimits limits;
    if (random_below(4) > 0) {
        limits.budget = 0.5 * random_below(15);
    }
    if (random_below(3) == 0) {
        limits.most = random_below(5);
    }
    return limits;
}

using Subset = std::uint32_t; // bit k: candidate k

inline bool contains(Subset chosen, std::size_t candidate) { return (chosen >> candidate & 1U) != 0; }

inline std::vector<std::uint32_t> members(Subset chosen) {
    std::vector<std::uint32_t> positions;
    for (std::uint32_t k = 0; k < 32; ++k) {
        if (contains(chosen, k)) {
            positions.push_back(k);
        }
    }
    return positions;
}

inline double effort_of(const RepairProblem& problem, Subset chosen) {
    double effort = 0.0;
    for (const std::uint32_t k : members(chosen)) {
        effort += problem.candidates[k].effort;
    }
    return effort;
}

/// Efforts are multiples of one half, so sums are exact.
inline bool within(const RepairProblem& problem, const RepairLimits& limits, Subset chosen) {
    return members(chosen).size() <= limits.most && effort_of(problem, chosen) <= limits.budget;
}

/// A repair problem with a set carried out, but for its moves.
struct Changed {
    std::vector<std::vector<std::uint32_t>> rows;
    std::vector<std::int64_t> people;
    std::vector<std::int64_t> seats;
    std::vector<MovedSeats> moves;
};

inline Changed carry_out(const RepairProblem& problem, Subset chosen) {
    Changed changed{.rows = {}, .people = problem.people, .seats = problem.seats, .moves = {}};
    constexpr std::int64_t enough = 1'000'000;
    for (std::int64_t& seats : changed.seats) {
        seats = std::min(seats, enough);
    }
    for (std::uint32_t left = 0; left < problem.graph.left_vertices(); ++left) {
        const auto targets = problem.graph.targets_of(left);
        changed.rows.emplace_back(targets.begin(), targets.end());
    }
    for (const std::uint32_t k : members(chosen)) {
        const RepairCandidate& candidate = problem.candidates[k];
        for (const RepairArc& arc : candidate.arcs) {
            changed.rows[arc.left].push_back(arc.right);
        }
        for (const AddedSeats& added : candidate.added) {
            changed.seats[added.right] += added.amount;
        }
        for (const NewOffer& offer : candidate.opened) {
            for (const std::uint32_t left : offer.lefts) {
                changed.rows[left].push_back(static_cast<std::uint32_t>(changed.seats.size()));
            }
            changed.seats.push_back(std::min(offer.seats, enough));
        }
        changed.moves.insert(changed.moves.end(), candidate.moved.begin(), candidate.moved.end());
    }
    return changed;
}

inline std::int64_t served(const Changed& changed) {
    BipartiteGraph graph;
    graph.right_vertices = static_cast<std::uint32_t>(changed.seats.size());
    for (const auto& row : changed.rows) {
        graph.target.insert(graph.target.end(), row.begin(), row.end());
        graph.begin.push_back(graph.arcs());
    }
    StageTicker ticker{nullptr, "test", 0};
    const BipartiteFlow<std::int64_t> flow{graph, changed.people, changed.seats, ticker};
    std::int64_t total = 0;
    for (std::size_t left = 0; left < changed.people.size(); ++left) {
        total += changed.people[left] - flow.unsent()[left];
    }
    return total;
}

/// Most people served when each of the moves from `next` on takes any number of seats up to its amount.
inline std::int64_t most_served(Changed changed, std::size_t next = 0) {
    if (next == changed.moves.size()) {
        const bool possible = std::none_of(changed.seats.begin(), changed.seats.end(),
                                           [](std::int64_t seats) { return seats < 0; });
        return possible ? served(changed) : 0;
    }
    const MovedSeats move = changed.moves[next];
    std::int64_t most = 0;
    for (std::int64_t amount = 0; amount <= move.amount; ++amount) {
        most = std::max(most, most_served(changed, next + 1));
        --changed.seats[move.from];
        ++changed.seats[move.to];
    }
    return most;
}

/// people_gained by its definition: two maximum flows from scratch.
inline std::int64_t gain_from_scratch(const RepairProblem& problem, Subset chosen) {
    return most_served(carry_out(problem, chosen)) - most_served(carry_out(problem, 0));
}

/// gain_from_scratch of every subset of the candidates.
inline std::vector<std::int64_t> all_gains(const RepairProblem& problem) {
    std::vector<std::int64_t> gains;
    for (Subset chosen = 0; chosen < Subset{1} << problem.candidates.size(); ++chosen) {
        gains.push_back(gain_from_scratch(problem, chosen));
    }
    return gains;
}

inline std::int64_t best_gain(const RepairProblem& problem, const RepairLimits& limits,
                              const std::vector<std::int64_t>& gains) {
    std::int64_t best = 0;
    for (Subset chosen = 0; chosen < gains.size(); ++chosen) {
        if (within(problem, limits, chosen)) {
            best = std::max(best, gains[chosen]);
        }
    }
    return best;
}

} // namespace samspill::testing_support
