// Samspill's own ways through a flow problem.
#pragma once

#include <samspill/graph/bipartite_flow.hpp>
#include <samspill/graph/fair_allocation.hpp>

#include "flow_contestant.hpp"

#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace samspill::benchmarks {

/// The instance as the kernels take it, all needs equally urgent.
inline AllocationProblem problem_of(const FlowInstance& instance) {
    return {.graph = {.begin = instance.begin,
                      .target = instance.activity,
                      .right_vertices = instance.activities()},
            .people = instance.people,
            .priority = std::vector<std::int32_t>(instance.needs(), 1),
            .capacity = instance.seats};
}

/// A maximum flow of the problem; the problem must outlive it.
inline BipartiteFlow<std::int64_t> flow_of(const AllocationProblem& problem) {
    StageTicker silent{nullptr, "", 0};
    return BipartiteFlow<std::int64_t>{problem.graph, problem.people, problem.capacity, silent};
}

/// People served by a flow of the problem.
inline std::int64_t people_served(const AllocationProblem& problem, const BipartiteFlow<std::int64_t>& flow) {
    const auto unsent = flow.unsent();
    return std::accumulate(problem.people.begin(), problem.people.end(), std::int64_t{0}) -
           std::accumulate(unsent.begin(), unsent.end(), std::int64_t{0});
}

/// The maximum flow and the smallest source side of its cut.
class SamspillFlow final : public FlowContestant {
public:
    void make(const FlowInstance& instance) override { problem_ = problem_of(instance); }
    FlowAnswer solve() override {
        const BipartiteFlow<std::int64_t> flow = flow_of(problem_);
        return {people_served(problem_, flow), flow.reachable_from(flow.short_of_demand())};
    }

private:
    AllocationProblem problem_;
};

/// The fair share of every need; tells no cut, but its bottlenecks.
class SamspillFair final : public FlowContestant {
public:
    void make(const FlowInstance& instance) override { problem_ = problem_of(instance); }
    FlowAnswer solve() override {
        allocation_ = allocate_fairly(problem_);
        return {allocation_.served, {}};
    }
    [[nodiscard]] const std::vector<Fraction>& shares() const { return allocation_.share; }

private:
    AllocationProblem problem_;
    Allocation allocation_;
};

} // namespace samspill::benchmarks
