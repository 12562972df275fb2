// People to seats on the pairs that coverage finds: Samspill's fair allocation and its plain maximum flow
// beside two maximum flows of Boost.Graph, on one instance, after all four served the same number of people.
//
// Only `fair` makes the flow unique and even; the other three stop at the largest total. Priorities are left
// out. Boost's graph with its reverse arcs is made beforehand; `flow` makes its own in the time shown.
#include <samspill/graph/eligibility.hpp>

#include "boost_flow.hpp"
#include "generated_network.hpp"
#include "samspill_flow.hpp"

#include <memory>
#include <stdexcept>

namespace samspill::benchmarks {
namespace {

/// The needs of known size and the activities that fit them, unknown capacities without seats. Needs come by
/// class, activities one by one.
FlowInstance instance_of_network(const ActorNetwork& network) {
    const Eligibility eligibility{network, MatchOptions{}};
    FlowInstance instance;
    for (const Count seats : network.activities().capacity) {
        instance.seats.push_back(seats.value_or(0));
    }
    for (std::uint32_t need_class = 0; need_class < eligibility.need_classes(); ++need_class) {
        std::int64_t people = 0;
        for (const NeedId need : eligibility.members(need_class)) {
            people += network.needs().people[need.position()].value_or(0);
        }
        instance.people.push_back(people);
        for (const ActivityId activity : eligibility.activities(need_class)) {
            instance.activity.push_back(activity.value());
        }
        instance.begin.push_back(static_cast<std::uint32_t>(instance.activity.size()));
    }
    return instance;
}

struct Instance {
    explicit Instance(std::int64_t activities) {
        const FlowInstance instance = instance_of_network(generated_network(activities));
        arcs = instance.activity.size();
        for (FlowContestant* contestant :
             std::initializer_list<FlowContestant*>{&fair, &flow, &push_relabel, &tree}) {
            contestant->make(instance);
        }
        served = fair.solve().people;
        if (flow.solve().people != served || push_relabel.solve().people != served ||
            tree.solve().people != served) {
            throw std::logic_error{"the maximum flows differ"};
        }
    }

    SamspillFair fair;
    SamspillFlow flow;
    BoostPushRelabel push_relabel;
    BoostBoykovKolmogorov tree;
    std::size_t arcs = 0;
    std::int64_t served = 0;
};

Instance& instance_of(std::int64_t activities) {
    static std::map<std::int64_t, std::unique_ptr<Instance>> made;
    std::unique_ptr<Instance>& instance = made[activities];
    if (!instance) {
        instance = std::make_unique<Instance>(activities);
    }
    return *instance;
}

/// Times one contestant, with its graph made beforehand.
template <auto contestant>
void time_solver(benchmark::State& state, std::int64_t activities) {
    Instance& instance = instance_of(activities);
    for (auto _ : state) {
        if ((instance.*contestant).solve().people != instance.served) {
            throw std::logic_error{"a repeated run served another number of people"};
        }
    }
    state.counters["arcs"] = static_cast<double>(instance.arcs);
    state.counters["served"] = static_cast<double>(instance.served);
}

[[maybe_unused]] const bool registered =
    register_sizes("allocation", time_solver<&Instance::fair>, "/fair") &&
    register_sizes("allocation", time_solver<&Instance::flow>, "/flow") &&
    register_sizes("allocation", time_solver<&Instance::push_relabel>, "/boost_push_relabel") &&
    register_sizes("allocation", time_solver<&Instance::tree>, "/boost_boykov_kolmogorov");

} // namespace
} // namespace samspill::benchmarks
