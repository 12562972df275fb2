#include "repair_flow.hpp"

#include <samspill/core/error.hpp>
#include <samspill/graph/repair_choice.hpp>

#include <algorithm>

namespace samspill {

PreparedRepairs::PreparedRepairs(const RepairProblem& problem, RunControl* control)
    : network_{std::make_shared<const detail::RepairNetwork>(detail::repair_network(problem, control))} {}

std::size_t PreparedRepairs::size() const noexcept { return network_->gates.size(); }

std::int64_t PreparedRepairs::people_waiting() const { return network_->unsent_people(); }

std::int64_t people_gained(const PreparedRepairs& repairs, std::span<const std::uint32_t> chosen,
                           RunControl* control) {
    std::vector<std::uint32_t> distinct{chosen.begin(), chosen.end()};
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    if (!distinct.empty() && distinct.back() >= repairs.size()) {
        throw InvalidArgument{"repairs: there is no candidate at a chosen position"};
    }
    detail::RepairFlow flow{repairs.network(), control};
    std::int64_t people = 0;
    for (const std::uint32_t candidate : distinct) {
        people += flow.carry_out(candidate);
    }
    return people;
}

std::vector<std::int64_t> people_gained_by_each(const PreparedRepairs& repairs, RunControl* control) {
    const detail::RepairNetwork& network = repairs.network();
    detail::RepairFlow flow{network, control};
    StageTicker ticker{control, "repairs: one by one", repairs.size()};
    std::vector<std::int64_t> people;
    people.reserve(network.gates.size());
    for (std::uint32_t candidate = 0; candidate < network.gates.size(); ++candidate) {
        ticker.step();
        people.push_back(0);
        if (network.gates[candidate].most > 0) {
            const std::size_t mark = flow.mark();
            people.back() = flow.carry_out(candidate);
            flow.undo(mark);
        }
    }
    return people;
}

} // namespace samspill
