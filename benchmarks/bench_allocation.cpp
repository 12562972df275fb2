// People to seats on the pairs that coverage finds: Samspill's fair allocation and its plain maximum flow
// beside two maximum flows of Boost.Graph, on one instance, after all four served the same number of people.
//
// Only `fair` makes the flow unique and even; the other three stop at the largest total. Boost's graph with
// its reverse arcs is made beforehand; `flow` makes its own in the time shown.
#include <samspill/graph/eligibility.hpp>

#include "boost_flow.hpp"
#include "generated_network.hpp"
#include "plain_flow.hpp"

#include <memory>
#include <stdexcept>

namespace samspill::benchmarks {
namespace {

/// The needs of known size and the activities that fit them, unknown capacities without seats.
AllocationProblem problem_of(const ActorNetwork& network) {
    const Eligibility eligibility{network, MatchOptions{}};
    AllocationProblem problem;
    for (const Count seats : network.activities().capacity) {
        problem.capacity.push_back(seats.value_or(0));
    }
    problem.graph.right_vertices = static_cast<std::uint32_t>(problem.capacity.size());
    for (std::uint32_t need_class = 0; need_class < eligibility.need_classes(); ++need_class) {
        std::int64_t people = 0;
        for (const NeedId need : eligibility.members(need_class)) {
            people += network.needs().people[need.position()].value_or(0);
        }
        problem.people.push_back(people);
        const NeedId sample = eligibility.members(need_class).front();
        problem.priority.push_back(network.needs().priority[sample.position()]);
        for (const ActivityId activity : eligibility.activities(need_class)) {
            problem.graph.target.push_back(activity.value());
        }
        problem.graph.begin.push_back(problem.graph.arcs());
    }
    return problem;
}

struct Instance {
    explicit Instance(std::int64_t activities)
        : problem{problem_of(generated_network(activities))}, boost{problem},
          served{allocate_fairly(problem).served} {
        if (plain_flow(problem) != served || boost.push_relabel() != served ||
            boost.boykov_kolmogorov() != served) {
            throw std::logic_error{"the maximum flows differ"};
        }
    }

    AllocationProblem problem;
    BoostFlow boost;
    std::int64_t served;
};

Instance& instance_of(std::int64_t activities) {
    static std::map<std::int64_t, std::unique_ptr<Instance>> made;
    std::unique_ptr<Instance>& instance = made[activities];
    if (!instance) {
        instance = std::make_unique<Instance>(activities);
    }
    return *instance;
}

/// Times `solve(instance)`, which returns the number of people served.
template <class Solve>
void time_solver(benchmark::State& state, std::int64_t activities, Solve solve) {
    Instance& instance = instance_of(activities);
    for (auto _ : state) {
        if (solve(instance) != instance.served) {
            throw std::logic_error{"a repeated run served another number of people"};
        }
    }
    state.counters["arcs"] = static_cast<double>(instance.problem.graph.arcs());
    state.counters["served"] = static_cast<double>(instance.served);
}

void fair(benchmark::State& state, std::int64_t activities) {
    time_solver(state, activities,
                [](Instance& instance) { return allocate_fairly(instance.problem).served; });
}

void flow(benchmark::State& state, std::int64_t activities) {
    time_solver(state, activities, [](Instance& instance) { return plain_flow(instance.problem); });
}

void push_relabel(benchmark::State& state, std::int64_t activities) {
    time_solver(state, activities, [](Instance& instance) { return instance.boost.push_relabel(); });
}

void boykov_kolmogorov(benchmark::State& state, std::int64_t activities) {
    time_solver(state, activities, [](Instance& instance) { return instance.boost.boykov_kolmogorov(); });
}

[[maybe_unused]] const bool registered =
    register_sizes("allocation", fair, "/fair") && register_sizes("allocation", flow, "/flow") &&
    register_sizes("allocation", push_relabel, "/boost_push_relabel") &&
    register_sizes("allocation", boykov_kolmogorov, "/boost_boykov_kolmogorov");

} // namespace
} // namespace samspill::benchmarks
