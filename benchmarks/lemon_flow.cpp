// LEMON's Preflow on its static graph. Its headers are no C++20, so this file is compiled as C++17.
#include "flow_contestant.hpp"

#include <lemon/preflow.h>
#include <lemon/static_graph.h>

#include <utility>

namespace samspill::benchmarks {
namespace {

class LemonPreflow final : public FlowContestant {
    using Graph = lemon::StaticDigraph;
    using Capacity = Graph::ArcMap<int>;

public:
    void make(const FlowInstance& instance) override {
        std::vector<std::pair<int, int>> ends;
        for_each_arc(instance, [&](std::uint32_t from, std::uint32_t to, std::int64_t) {
            ends.emplace_back(static_cast<int>(from), static_cast<int>(to));
        });
        inner_ = static_cast<int>(instance.needs() + instance.activities());
        graph_.build(inner_ + 2, ends.begin(), ends.end());
        capacity_ = std::make_unique<Capacity>(graph_);
        int arc = 0;
        for_each_arc(instance, [&](std::uint32_t, std::uint32_t, std::int64_t amount) {
            capacity_->set(Graph::arc(arc++), static_cast<int>(amount));
        });
    }

    FlowAnswer solve() override {
        lemon::Preflow<Graph, Capacity> preflow{graph_, *capacity_, Graph::node(0), Graph::node(inner_ + 1)};
        preflow.run();
        FlowAnswer answer{preflow.flowValue(), {}};
        for (int vertex = 1; vertex <= inner_; ++vertex) {
            answer.source_side.push_back(preflow.minCut(Graph::node(vertex)) ? 1 : 0);
        }
        return answer;
    }

private:
    Graph graph_;
    std::unique_ptr<Capacity> capacity_;
    int inner_ = 0; // needs and activities
};

} // namespace

std::unique_ptr<FlowContestant> lemon_preflow() { return std::make_unique<LemonPreflow>(); }

} // namespace samspill::benchmarks
