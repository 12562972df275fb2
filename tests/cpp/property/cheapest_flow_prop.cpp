// The flows behind the bound on repairs: cheapest flows against Boost's, exchange groups against trying each
// arc.
#include "graph/cheapest_flow.hpp"
#include "graph/exchange_groups.hpp"

#include "support/repair_problems.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/successive_shortest_path_nonnegative_weights.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <numeric>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using detail::CheapestFlow;
using detail::CostArc;
using detail::Shipment;
using testing_support::random_below;

constexpr std::uint32_t vertices = 6; // 0 is the source, 1 the sink

std::vector<CostArc> random_arcs() {
    std::vector<CostArc> arcs;
    for (std::uint32_t from = 0; from < vertices; ++from) {
        for (std::uint32_t to = 0; to < vertices; ++to) {
            if (from != to && random_below(2) == 0) {
                arcs.push_back({.from = from, .to = to, .room = random_below(6), .cost = random_below(5)});
            }
        }
    }
    return arcs;
}

/// What can be sent of `amount`, and the least cost of sending that. Weights are not integers because Boost
/// adds up distances of vertices that it did not reach, which would overflow.
std::pair<std::int64_t, std::int64_t> boost_flow(const std::vector<CostArc>& arcs, std::int64_t amount) {
    using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
    using Graph = boost::adjacency_list<
        boost::vecS, boost::vecS, boost::directedS, boost::no_property,
        boost::property<boost::edge_capacity_t, std::int64_t,
                        boost::property<boost::edge_residual_capacity_t, std::int64_t,
                                        boost::property<boost::edge_reverse_t, Traits::edge_descriptor,
                                                        boost::property<boost::edge_weight_t, double>>>>>;
    Graph graph(vertices + 1);
    const auto connect = [&](std::uint32_t from, std::uint32_t to, std::int64_t room, std::int64_t cost) {
        const auto forward = boost::add_edge(from, to, graph).first;
        const auto backward = boost::add_edge(to, from, graph).first;
        boost::put(boost::edge_capacity, graph, forward, room);
        boost::put(boost::edge_capacity, graph, backward, 0);
        boost::put(boost::edge_weight, graph, forward, static_cast<double>(cost));
        boost::put(boost::edge_weight, graph, backward, -static_cast<double>(cost));
        boost::put(boost::edge_reverse, graph, forward, backward);
        boost::put(boost::edge_reverse, graph, backward, forward);
        return forward;
    };
    for (const CostArc& arc : arcs) {
        connect(arc.from, arc.to, arc.room, arc.cost);
    }
    const auto tap = connect(vertices, 0, amount, 0);
    boost::successive_shortest_path_nonnegative_weights(graph, vertices, 1);
    const auto flow_on = [&](const Traits::edge_descriptor& edge) {
        return boost::get(boost::edge_capacity, graph, edge) -
               boost::get(boost::edge_residual_capacity, graph, edge);
    };
    std::int64_t cost = 0;
    for (auto [edge, end] = boost::edges(graph); edge != end; ++edge) {
        if (flow_on(*edge) > 0) { // a reverse edge shows the flow again, as a negative one
            cost += flow_on(*edge) * static_cast<std::int64_t>(boost::get(boost::edge_weight, graph, *edge));
        }
    }
    return {flow_on(tap), cost};
}

RC_GTEST_PROP(CheapestFlowProp, EveryAmountCostsTheLeast, ()) {
    const std::vector<CostArc> arcs = random_arcs();
    CheapestFlow flow{vertices, arcs, 0, 1};
    StageTicker ticker{nullptr, "test", 0};
    std::int64_t amount = 0;
    std::int64_t cost = 0;
    std::int64_t last_cost = -1;
    while (true) {
        const Shipment shipment = flow.send(1'000'000, ticker);
        if (shipment.amount == 0) {
            break;
        }
        RC_ASSERT(shipment.cost > last_cost);
        last_cost = shipment.cost;
        amount += shipment.amount;
        cost += shipment.amount * shipment.cost;
        RC_ASSERT(boost_flow(arcs, amount) == std::pair(amount, cost));
    }
    RC_ASSERT(boost_flow(arcs, 1000) == std::pair(amount, cost));
}

RC_GTEST_PROP(ExchangeGroupsProp, ArcsMayBeUsedThatSomeMaximumFlowUses, ()) {
    const RepairProblem problem = testing_support::random_problem(0, 6);
    StageTicker ticker{nullptr, "test", 0};
    const BipartiteFlow<std::int64_t> flow{problem.graph, problem.people, problem.seats, ticker};
    const ReversedArcs reversed{problem.graph};
    const detail::ExchangeGroups groups{problem.graph, reversed, flow, problem.people, problem.seats, ticker};
    const auto total = [](const BipartiteFlow<std::int64_t>& of) {
        return std::accumulate(of.flow().begin(), of.flow().end(), std::int64_t{0});
    };
    for (std::uint32_t left = 0; left < problem.graph.left_vertices(); ++left) {
        for (std::uint32_t arc = problem.graph.begin[left]; arc < problem.graph.begin[left + 1]; ++arc) {
            // One person goes there for good; is the rest as many as before?
            RepairProblem rest = problem;
            const bool possible = --rest.people[left] >= 0 && --rest.seats[problem.graph.target[arc]] >= 0;
            bool used = false;
            if (possible) {
                const BipartiteFlow<std::int64_t> others{rest.graph, rest.people, rest.seats, ticker};
                used = total(others) + 1 == total(flow);
            }
            RC_ASSERT(groups.may_be_used(left, arc) == used);
        }
    }
}

} // namespace
} // namespace samspill
