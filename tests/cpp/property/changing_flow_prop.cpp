// Changes of a maximum flow against Boost's maximum flow of the changed network from scratch.
#include <samspill/graph/bipartite_flow.hpp>
#include <samspill/graph/changing_flow.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using Amount = std::int64_t;
using Pair = std::pair<std::uint32_t, std::uint32_t>;

/// The network as plain sets, solved anew each time.
struct Twin {
    std::vector<Amount> demands;
    std::vector<Amount> supplies;
    std::set<Pair> arcs;

    /// Gives part of a supply to a new right vertex with the same arcs; its number.
    std::uint32_t split(std::uint32_t right, Amount amount) {
        const auto part = static_cast<std::uint32_t>(supplies.size());
        supplies[right] -= amount;
        supplies.push_back(amount);
        for (std::uint32_t left = 0; left < demands.size(); ++left) {
            if (arcs.contains({left, right})) {
                arcs.emplace(left, part);
            }
        }
        return part;
    }
    [[nodiscard]] BipartiteGraph graph() const {
        BipartiteGraph made;
        made.right_vertices = static_cast<std::uint32_t>(supplies.size());
        for (std::uint32_t left = 0; left < demands.size(); ++left) {
            for (auto arc = arcs.lower_bound({left, 0}); arc != arcs.end() && arc->first == left; ++arc) {
                made.target.push_back(arc->second);
            }
            made.begin.push_back(made.arcs());
        }
        return made;
    }
    [[nodiscard]] Amount maximum() const {
        using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
        using Graph = boost::adjacency_list<
            boost::vecS, boost::vecS, boost::directedS, boost::no_property,
            boost::property<
                boost::edge_capacity_t, Amount,
                boost::property<boost::edge_residual_capacity_t, Amount,
                                boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;
        const std::size_t sink = 1 + demands.size() + supplies.size();
        Graph network(sink + 1);
        auto capacity = boost::get(boost::edge_capacity, network);
        auto reverse = boost::get(boost::edge_reverse, network);
        const auto connect = [&](std::size_t from, std::size_t to, Amount amount) {
            const auto forth = boost::add_edge(from, to, network).first;
            const auto back = boost::add_edge(to, from, network).first;
            capacity[forth] = amount;
            capacity[back] = 0;
            reverse[forth] = back;
            reverse[back] = forth;
        };
        for (std::size_t left = 0; left < demands.size(); ++left) {
            connect(0, 1 + left, demands[left]);
        }
        for (std::size_t right = 0; right < supplies.size(); ++right) {
            connect(1 + demands.size() + right, sink, supplies[right]);
        }
        for (const auto& [left, right] : arcs) {
            connect(1 + left, 1 + demands.size() + right, demands[left]);
        }
        return boost::push_relabel_max_flow(network, 0, sink);
    }
};

std::uint32_t below(std::size_t bound) {
    return *rc::gen::inRange<std::uint32_t>(0, static_cast<std::uint32_t>(bound));
}

Twin random_twin() {
    Twin twin;
    twin.demands.resize(1 + below(7));
    twin.supplies.resize(1 + below(7));
    for (Amount& demand : twin.demands) {
        demand = below(6);
    }
    for (Amount& supply : twin.supplies) {
        supply = below(6);
    }
    for (std::uint32_t arcs = below(25); arcs > 0; --arcs) {
        twin.arcs.emplace(below(twin.demands.size()), below(twin.supplies.size()));
    }
    return twin;
}

/// One random change on both sides; what the flow says it gained, negative when it lost.
Amount change(ChangingFlow& flow, Twin& twin) {
    const std::uint32_t left = below(twin.demands.size());
    const std::uint32_t right = below(twin.supplies.size());
    Amount amount = below(5);
    switch (below(8)) {
    case 0:
        twin.supplies[right] += amount;
        return flow.add_supply(right, amount);
    case 1:
        amount = std::min(amount, twin.supplies[right]);
        twin.supplies[right] -= amount;
        return -flow.remove_supply(right, amount);
    case 2:
        twin.arcs.emplace(left, right);
        return flow.add_arc(left, right);
    case 3:
        twin.arcs.erase({left, right});
        return -flow.remove_arc(left, right);
    case 4:
        twin.supplies[right] = 0;
        return -flow.remove_right(right);
    case 5:
        twin.arcs.erase(twin.arcs.lower_bound({left, 0}), twin.arcs.lower_bound({left + 1, 0}));
        return -flow.remove_left(left);
    case 6:
        amount = std::min(amount, twin.supplies[right]);
        RC_ASSERT(flow.split_right(right, amount) == twin.split(right, amount));
        return 0;
    default:
        twin.supplies.push_back(amount);
        RC_ASSERT(flow.add_right(amount) + std::size_t{1} == twin.supplies.size());
        return 0;
    }
}

RC_GTEST_PROP(BipartiteFlowProp, EqualsBoostAndItsOwnCut, ()) {
    const Twin twin = random_twin();
    const BipartiteGraph graph = twin.graph();
    StageTicker ticker{nullptr, "", 0};
    const BipartiteFlow<Amount> flow{graph, twin.demands, twin.supplies, ticker};
    Amount served = 0;
    for (std::size_t left = 0; left < twin.demands.size(); ++left) {
        served += twin.demands[left] - flow.unsent()[left];
    }
    RC_ASSERT(served == twin.maximum());
    // The minimum cut: demands outside the reached side and supplies inside it.
    const std::vector<std::uint8_t> reached = flow.reachable_from(flow.short_of_demand());
    Amount cut = 0;
    for (std::size_t left = 0; left < twin.demands.size(); ++left) {
        cut += reached[left] != 0 ? 0 : twin.demands[left];
    }
    for (std::size_t right = 0; right < twin.supplies.size(); ++right) {
        cut += reached[twin.demands.size() + right] != 0 ? twin.supplies[right] : 0;
    }
    RC_ASSERT(cut == served);
}

RC_GTEST_PROP(ChangingFlowProp, EqualsSolvingAnew, ()) {
    Twin twin = random_twin();
    const BipartiteGraph graph = twin.graph();
    ChangingFlow flow{graph, twin.demands, twin.supplies};
    RC_ASSERT(flow.total() == twin.maximum());
    std::vector<std::pair<std::size_t, Twin>> kept;
    for (std::uint32_t steps = below(20); steps > 0; --steps) {
        const std::uint32_t what = below(8);
        if (what == 0) {
            kept.emplace_back(flow.mark(), twin);
        } else if (what == 1 && !kept.empty()) {
            flow.undo(kept.back().first);
            twin = kept.back().second;
            kept.pop_back();
        } else if (what == 2 && kept.empty()) {
            flow.settle();
        } else {
            const Amount before = flow.total();
            const Amount gained = change(flow, twin);
            RC_ASSERT(flow.total() == before + gained);
        }
        RC_ASSERT(flow.total() == twin.maximum());
    }
}

RC_GTEST_PROP(ChangingFlowProp, ProbesAsOneMoreNeedWould, ()) {
    Twin twin = random_twin();
    const BipartiteGraph graph = twin.graph();
    ChangingFlow flow{graph, twin.demands, twin.supplies};
    std::vector<std::uint32_t> rights;
    for (std::uint32_t right = 0; right < twin.supplies.size(); ++right) {
        if (below(2) == 0) {
            rights.push_back(right);
        }
    }
    const Amount limit = below(9);
    const Amount found = flow.probe(rights, limit);
    RC_ASSERT(flow.total() == twin.maximum());
    Twin more = twin;
    more.demands.push_back(limit);
    for (const std::uint32_t right : rights) {
        more.arcs.emplace(static_cast<std::uint32_t>(twin.demands.size()), right);
    }
    RC_ASSERT(found == more.maximum() - twin.maximum());
}

} // namespace
} // namespace samspill
