// The maximum flow without fairness, for comparison with libraries that know nothing else.
#pragma once

#include <samspill/graph/fair_allocation.hpp>

#include <cstdint>
#include <numeric>
#include <span>

namespace samspill::benchmarks {

/// The largest number of people that can be served.
inline std::int64_t plain_flow(const AllocationProblem& problem) {
    StageTicker silent{nullptr, "", 0};
    const BipartiteFlow<std::int64_t> flow{problem.graph, problem.people, problem.capacity, silent};
    const auto total = [](std::span<const std::int64_t> amounts) {
        return std::accumulate(amounts.begin(), amounts.end(), std::int64_t{0});
    };
    return total(problem.people) - total(flow.unsent());
}

} // namespace samspill::benchmarks
