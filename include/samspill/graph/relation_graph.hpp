// The one public door to Boost.Graph: a relation of an actor network as a Boost graph, without a copy.
#pragma once

#include <samspill/model/actor_network.hpp>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/property_map/property_map.hpp>

#include <cstdint>
#include <utility>

namespace samspill {

/// A directed arc: its ends, and its number in the layer, which tells parallel ties apart.
struct Arc {
    Vertex source = 0;
    Vertex target = 0;
    std::uint32_t number = 0;

    friend constexpr bool operator==(Arc a, Arc b) noexcept { return a.number == b.number; }
    friend constexpr auto operator<=>(Arc a, Arc b) noexcept { return a.number <=> b.number; }
};

/// The ties of one relation as a directed graph over actors and activities. Models VertexListGraph,
/// EdgeListGraph, IncidenceGraph, BidirectionalGraph and AdjacencyGraph on the arrays of the network.
/// Vertices are numbered as Vertex says; parallel arcs are allowed. Cheap to copy, keeps its network alive.
/// All operations are O(1).
class RelationGraph {
public:
    struct ToArc {
        const RelationLayer* layer = nullptr;
        Arc operator()(std::uint32_t arc) const noexcept {
            return {layer->source(arc), layer->target(arc), arc};
        }
    };
    struct Category : boost::vertex_list_graph_tag,
                      boost::edge_list_graph_tag,
                      boost::bidirectional_graph_tag,
                      boost::adjacency_graph_tag {};

    // Names that Boost.Graph looks for.
    using vertex_descriptor = Vertex;
    using edge_descriptor = Arc;
    using directed_category = boost::bidirectional_tag;
    using edge_parallel_category = boost::allow_parallel_edge_tag;
    using traversal_category = Category;
    using vertex_iterator = boost::counting_iterator<Vertex>;
    using edge_iterator = boost::transform_iterator<ToArc, boost::counting_iterator<std::uint32_t>, Arc, Arc>;
    using out_edge_iterator = edge_iterator;
    using in_edge_iterator = boost::transform_iterator<ToArc, const std::uint32_t*, Arc, Arc>;
    using adjacency_iterator = const Vertex*;
    using vertices_size_type = std::uint32_t;
    using edges_size_type = std::uint32_t;
    using degree_size_type = std::uint32_t;

    RelationGraph(ActorNetwork network, Relation relation)
        : network_{std::move(network)}, layer_{&network_.layer(relation)} {}

    [[nodiscard]] static constexpr Vertex null_vertex() noexcept { return static_cast<Vertex>(-1); }
    [[nodiscard]] const ActorNetwork& network() const noexcept { return network_; }
    [[nodiscard]] const RelationLayer& layer() const noexcept { return *layer_; }

private:
    ActorNetwork network_;       // shares its storage; keeps the layer alive
    const RelationLayer* layer_; // into the shared storage, so copies of this graph stay valid
};

[[nodiscard]] inline RelationGraph::vertices_size_type num_vertices(const RelationGraph& graph) noexcept {
    return graph.layer().vertices();
}

[[nodiscard]] inline std::pair<RelationGraph::vertex_iterator, RelationGraph::vertex_iterator>
vertices(const RelationGraph& graph) {
    return {RelationGraph::vertex_iterator{0}, RelationGraph::vertex_iterator{graph.layer().vertices()}};
}

[[nodiscard]] inline RelationGraph::edges_size_type num_edges(const RelationGraph& graph) noexcept {
    return graph.layer().arcs();
}

namespace detail {

[[nodiscard]] inline std::pair<RelationGraph::edge_iterator, RelationGraph::edge_iterator>
arc_range(const RelationGraph& graph, std::uint32_t first, std::uint32_t last) {
    using Numbers = boost::counting_iterator<std::uint32_t>;
    const RelationGraph::ToArc to_arc{&graph.layer()};
    return {RelationGraph::edge_iterator{Numbers{first}, to_arc},
            RelationGraph::edge_iterator{Numbers{last}, to_arc}};
}

} // namespace detail

[[nodiscard]] inline std::pair<RelationGraph::edge_iterator, RelationGraph::edge_iterator>
edges(const RelationGraph& graph) {
    return detail::arc_range(graph, 0, graph.layer().arcs());
}

[[nodiscard]] inline Vertex source(Arc arc, const RelationGraph& /*graph*/) noexcept { return arc.source; }
[[nodiscard]] inline Vertex target(Arc arc, const RelationGraph& /*graph*/) noexcept { return arc.target; }

[[nodiscard]] inline std::pair<RelationGraph::out_edge_iterator, RelationGraph::out_edge_iterator>
out_edges(Vertex v, const RelationGraph& graph) {
    return detail::arc_range(graph, graph.layer().out_begin(v), graph.layer().out_begin(v + 1));
}

[[nodiscard]] inline RelationGraph::degree_size_type out_degree(Vertex v,
                                                                const RelationGraph& graph) noexcept {
    return graph.layer().out_begin(v + 1) - graph.layer().out_begin(v);
}

[[nodiscard]] inline std::pair<RelationGraph::in_edge_iterator, RelationGraph::in_edge_iterator>
in_edges(Vertex v, const RelationGraph& graph) {
    const auto arcs = graph.layer().arcs_into(v);
    const RelationGraph::ToArc to_arc{&graph.layer()};
    return {RelationGraph::in_edge_iterator{arcs.data(), to_arc},
            RelationGraph::in_edge_iterator{arcs.data() + arcs.size(), to_arc}};
}

[[nodiscard]] inline RelationGraph::degree_size_type in_degree(Vertex v,
                                                               const RelationGraph& graph) noexcept {
    return static_cast<std::uint32_t>(graph.layer().arcs_into(v).size());
}

[[nodiscard]] inline RelationGraph::degree_size_type degree(Vertex v, const RelationGraph& graph) noexcept {
    return in_degree(v, graph) + out_degree(v, graph);
}

[[nodiscard]] inline std::pair<RelationGraph::adjacency_iterator, RelationGraph::adjacency_iterator>
adjacent_vertices(Vertex v, const RelationGraph& graph) {
    const auto targets = graph.layer().successors(v);
    return {targets.data(), targets.data() + targets.size()};
}

/// Vertices are their own indices, arcs are numbered 0 .. num_edges - 1.
[[nodiscard]] inline boost::typed_identity_property_map<Vertex> get(boost::vertex_index_t /*tag*/,
                                                                    const RelationGraph& /*graph*/) noexcept {
    return {};
}
[[nodiscard]] inline Vertex get(boost::vertex_index_t /*tag*/, const RelationGraph& /*graph*/,
                                Vertex v) noexcept {
    return v;
}

/// Reads the weight of an arc's tie: NaN where none is stated. For algorithms that take a weight map.
class ArcWeights {
public:
    using key_type = Arc;
    using value_type = double;
    using reference = double;
    using category = boost::readable_property_map_tag;

    explicit ArcWeights(const RelationGraph& graph) noexcept
        : layer_{&graph.layer()}, weights_{graph.network().ties().weight} {}

    friend double get(const ArcWeights& map, Arc arc) noexcept {
        return map.weights_[map.layer_->tie(arc.number).position()];
    }

private:
    const RelationLayer* layer_;
    std::span<const double> weights_;
};

} // namespace samspill

template <>
struct boost::property_map<samspill::RelationGraph, boost::vertex_index_t> {
    using type = boost::typed_identity_property_map<samspill::Vertex>;
    using const_type = type;
};
