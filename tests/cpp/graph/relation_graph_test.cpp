#include <samspill/graph/relation_graph.hpp>
#include <samspill/model/network_builder.hpp>

#include "../support/arcs_8.hpp"

#include <boost/concept/assert.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <boost/graph/transitive_closure.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace samspill {
namespace {

using examples::arcs_8;

BOOST_CONCEPT_ASSERT((boost::GraphConcept<RelationGraph>));
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<RelationGraph>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<RelationGraph>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<RelationGraph>));
BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<RelationGraph>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<RelationGraph>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<RelationGraph, Vertex, boost::vertex_index_t>));

Vertex vertex_of(const ActorNetwork& network, std::string_view id) {
    const auto& ids = network.actors().id;
    const auto found = std::find(ids.begin(), ids.end(), network.texts().find(id));
    return static_cast<Vertex>(found - ids.begin());
}

class RelationGraphTest : public testing::Test {
protected:
    ActorNetwork network = arcs_8();
    RelationGraph graph{network, Relation::awareness};

    [[nodiscard]] Vertex at(std::string_view id) const { return vertex_of(network, id); }
    [[nodiscard]] auto index() const { return get(boost::vertex_index, graph); }
};

TEST_F(RelationGraphTest, ShowsTheTiesOfOneRelation) {
    EXPECT_EQ(num_vertices(graph), 6U);
    EXPECT_EQ(num_edges(graph), 8U);
    EXPECT_EQ(out_degree(at("T"), graph), 2U);
    EXPECT_EQ(in_degree(at("T"), graph), 4U);
    EXPECT_EQ(degree(at("T"), graph), 6U);
    EXPECT_EQ(num_edges(RelationGraph(network, Relation::funding)), 0U);
}

TEST_F(RelationGraphTest, EveryArcLeavesItsSourceAndEntersItsTarget) {
    std::size_t seen = 0;
    for (auto [arc, end] = edges(graph); arc != end; ++arc, ++seen) {
        const auto [out, out_end] = out_edges(source(*arc, graph), graph);
        const auto [in, in_end] = in_edges(target(*arc, graph), graph);
        EXPECT_NE(std::find(out, out_end, *arc), out_end);
        EXPECT_NE(std::find(in, in_end, *arc), in_end);
    }
    EXPECT_EQ(seen, 8U);
}

TEST_F(RelationGraphTest, KeepsItsNetworkAlive) {
    const RelationGraph survivor = [] { return RelationGraph{arcs_8(), Relation::awareness}; }();
    EXPECT_EQ(num_edges(survivor), 8U);
}

TEST_F(RelationGraphTest, BreadthFirstSearchCountsSteps) {
    std::vector<int> distance(num_vertices(graph), -1);
    distance[at("K1")] = 0;
    auto record = boost::record_distances(boost::make_iterator_property_map(distance.begin(), index()),
                                          boost::on_tree_edge());
    boost::breadth_first_search(graph, at("K1"),
                                boost::visitor(boost::make_bfs_visitor(record)).vertex_index_map(index()));
    EXPECT_EQ(distance[at("T")], 1);
    EXPECT_EQ(distance[at("C1")], 2);
    EXPECT_EQ(distance[at("C3")], 3);
}

TEST_F(RelationGraphTest, StrongComponentsFindTheCircle) {
    std::vector<int> component(num_vertices(graph));
    const int count =
        boost::strong_components(graph, boost::make_iterator_property_map(component.begin(), index()),
                                 boost::vertex_index_map(index()));
    EXPECT_EQ(count, 4); // {C1, C3, T}, {C2}, {K1}, {K2}
    EXPECT_EQ(component[at("C1")], component[at("T")]);
    EXPECT_EQ(component[at("C3")], component[at("T")]);
    EXPECT_NE(component[at("C2")], component[at("T")]);
}

TEST_F(RelationGraphTest, DijkstraReadsTheWeightsOfTies) {
    std::vector<double> distance(num_vertices(graph));
    boost::dijkstra_shortest_paths(
        graph, at("K1"),
        boost::weight_map(ArcWeights{graph})
            .vertex_index_map(index())
            .distance_map(boost::make_iterator_property_map(distance.begin(), index())));
    EXPECT_DOUBLE_EQ(distance[at("T")], 1.0);        // K1-T, weight 1
    EXPECT_DOUBLE_EQ(distance[at("C2")], 1.0 + 4.0); // T-C2, weight 4
    EXPECT_DOUBLE_EQ(distance[at("C3")], 1.0 + 3.0 + 6.0);
}

TEST_F(RelationGraphTest, BetweennessPutsTheCoordinatorFirst) {
    std::vector<double> centrality(num_vertices(graph));
    boost::brandes_betweenness_centrality(
        graph, boost::centrality_map(boost::make_iterator_property_map(centrality.begin(), index()))
                   .vertex_index_map(index()));
    // Shortest paths through T: from K1, K2 to C1, C2, C3 (6), from C1, C3 to C2 (2), from C3 to C1 (1).
    EXPECT_DOUBLE_EQ(centrality[at("T")], 9.0);
    // Through C1: from K1, K2, T to C3.
    EXPECT_DOUBLE_EQ(centrality[at("C1")], 3.0);
    EXPECT_DOUBLE_EQ(centrality[at("K1")], 0.0);
}

TEST_F(RelationGraphTest, PageRankPutsTheCoordinatorFirst) {
    // Boost's page_rank does not spread the rank of actors without arcs (C2): only the order is meant.
    std::vector<double> rank(num_vertices(graph), 1.0);
    boost::graph::page_rank(graph, boost::make_iterator_property_map(rank.begin(), index()),
                            boost::graph::n_iterations(100));
    EXPECT_EQ(std::max_element(rank.begin(), rank.end()) - rank.begin(), at("T"));
}

TEST_F(RelationGraphTest, ReverseGraphSwapsDirections) {
    const auto reversed = boost::make_reverse_graph(graph);
    EXPECT_EQ(out_degree(at("T"), reversed), 4U);
    EXPECT_EQ(in_degree(at("T"), reversed), 2U);
}

TEST(RelationGraph, TopologicalSortOrdersAnAcyclicLayer) {
    NetworkBuilder builder;
    for (const char* id : {"a", "b", "c"}) {
        builder.add_actor({.id = id});
    }
    builder.add_tie({.source = "c", .target = "b", .relation = Relation::funding});
    builder.add_tie({.source = "b", .target = "a", .relation = Relation::funding});
    const RelationGraph graph{builder.build(), Relation::funding};
    std::vector<Vertex> order;
    boost::topological_sort(graph, std::back_inserter(order),
                            boost::vertex_index_map(get(boost::vertex_index, graph)));
    EXPECT_EQ(order, (std::vector<Vertex>{0, 1, 2})); // targets before sources
}

TEST(RelationGraph, ParallelTiesStayApart) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).add_actor({.id = "b"});
    builder.add_tie({.source = "a", .target = "b", .relation = Relation::information, .wave = "1"});
    builder.add_tie({.source = "a", .target = "b", .relation = Relation::information, .wave = "2"});
    const RelationGraph graph{builder.build(), Relation::information};
    const auto [arc, end] = out_edges(0, graph);
    EXPECT_EQ(std::distance(arc, end), 2);
    EXPECT_FALSE(*arc == *std::next(arc));
}

} // namespace
} // namespace samspill
