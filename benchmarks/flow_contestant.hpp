// One way to a maximum flow, with the graph made and solved apart. C++17, because LEMON is.
#pragma once

#include "flow_instance.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace samspill::benchmarks {

struct FlowAnswer {
    std::int64_t people = 0; ///< served in all
    /// One flag per need, then one per activity: 1 = on the source's side of a minimum cut. Empty where the
    /// library tells none.
    std::vector<std::uint8_t> source_side;
};

/// Libraries get the arcs source to need, need to activity and activity to sink, in this order and by vertex;
/// vertices are the source, the needs, the activities and the sink. Amounts are whole numbers of 32 bits
/// where the library can choose, for that is its best; Samspill's have 64.
class FlowContestant {
public:
    FlowContestant() = default;
    FlowContestant(const FlowContestant&) = delete;
    FlowContestant& operator=(const FlowContestant&) = delete;
    FlowContestant(FlowContestant&&) = delete;
    FlowContestant& operator=(FlowContestant&&) = delete;
    virtual ~FlowContestant() = default;

    /// Makes the library's graph from the arrays of the instance.
    virtual void make(const FlowInstance& instance) = 0;
    /// Finds a maximum flow and, where the library has one, its minimum cut.
    virtual FlowAnswer solve() = 0;
};

/// The arcs in the order above.
template <class Add>
void for_each_arc(const FlowInstance& instance, Add add) {
    const std::uint32_t needs = instance.needs();
    const std::uint32_t sink = 1 + needs + instance.activities();
    for (std::uint32_t need = 0; need < needs; ++need) {
        add(0U, 1 + need, instance.people[need]);
    }
    for (std::uint32_t need = 0; need < needs; ++need) {
        for (std::uint32_t pair = instance.begin[need]; pair < instance.begin[need + 1]; ++pair) {
            add(1 + need, 1 + needs + instance.activity[pair], instance.people[need]);
        }
    }
    for (std::uint32_t activity = 0; activity < instance.activities(); ++activity) {
        add(1 + needs + activity, sink, instance.seats[activity]);
    }
}

// Those that a build may lack, each in a file of its own.
[[nodiscard]] std::unique_ptr<FlowContestant> lemon_preflow();
[[nodiscard]] std::unique_ptr<FlowContestant> igraph_push_relabel();

} // namespace samspill::benchmarks
