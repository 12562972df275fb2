// An allocation problem as a Boost graph, in the store on which Boost's maximum flows run best.
#pragma once

#include <samspill/graph/fair_allocation.hpp>

#include <boost/graph/boykov_kolmogorov_max_flow.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace samspill::benchmarks {

/// Source, needs, activities and sink as vertices; people, and seats, as capacities of the outer arcs. Every
/// arc has its reverse arc beside it, as Boost asks for. Solving may be repeated: the algorithms begin with
/// setting up the residual capacities.
class BoostFlow {
    using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                     boost::no_property, std::uint32_t, std::uint32_t>;
    using Edge = boost::graph_traits<Graph>::edge_descriptor;

    template <class Value>
    auto map_of(std::vector<Value>& values) {
        return boost::make_iterator_property_map(values.begin(), get(boost::edge_index, graph_));
    }

public:
    explicit BoostFlow(const AllocationProblem& problem)
        : needs_{problem.graph.left_vertices()}, vertices_{2 + needs_ + problem.graph.right_vertices} {
        add_arcs(problem);
        store();
    }

    std::int64_t push_relabel() {
        return boost::push_relabel_max_flow(graph_, source, sink, map_of(capacity_), map_of(residual_),
                                            map_of(reverse_), get(boost::vertex_index, graph_));
    }

    std::int64_t boykov_kolmogorov() {
        std::vector<Edge> predecessor(vertices_);
        std::vector<boost::default_color_type> color(vertices_);
        std::vector<std::int64_t> distance(vertices_);
        const auto index = get(boost::vertex_index, graph_);
        return boost::boykov_kolmogorov_max_flow(
            graph_, map_of(capacity_), map_of(residual_), map_of(reverse_),
            boost::make_iterator_property_map(predecessor.begin(), index),
            boost::make_iterator_property_map(color.begin(), index),
            boost::make_iterator_property_map(distance.begin(), index), index, source, sink);
    }

private:
    static constexpr std::uint32_t source = 0;
    static constexpr std::uint32_t sink = 1;

    struct NewArc {
        std::uint32_t from;
        std::uint32_t to;
        std::int64_t capacity;
    };

    /// The arc and its reverse, at positions 2k and 2k + 1.
    void add_arc(std::uint32_t from, std::uint32_t to, std::int64_t capacity) {
        arcs_.push_back({from, to, capacity});
        arcs_.push_back({to, from, 0});
    }

    void add_arcs(const AllocationProblem& problem) {
        for (std::uint32_t need = 0; need < needs_; ++need) {
            add_arc(source, 2 + need, problem.people[need]);
            for (const std::uint32_t activity : problem.graph.targets_of(need)) {
                add_arc(2 + need, 2 + needs_ + activity, problem.people[need]);
            }
        }
        for (std::uint32_t activity = 0; activity < problem.graph.right_vertices; ++activity) {
            add_arc(2 + needs_ + activity, sink, problem.capacity[activity]);
        }
    }

    void store() {
        std::vector<std::uint32_t> order(arcs_.size());
        for (std::uint32_t k = 0; k < order.size(); ++k) {
            order[k] = k;
        }
        std::stable_sort(order.begin(), order.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return arcs_[a].from < arcs_[b].from; });
        std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
        std::vector<std::uint32_t> position(arcs_.size());
        for (std::uint32_t place = 0; place < order.size(); ++place) {
            const NewArc& arc = arcs_[order[place]];
            position[order[place]] = place;
            ends.emplace_back(arc.from, arc.to);
            capacity_.push_back(arc.capacity);
        }
        graph_ = Graph{boost::edges_are_sorted, ends.begin(), ends.end(), vertices_};
        residual_.resize(arcs_.size());
        for (const std::uint32_t k : order) {
            const std::uint32_t twin = k ^ 1U;
            reverse_.push_back(Edge{arcs_[twin].from, position[twin]});
        }
        arcs_ = {};
    }

    std::uint32_t needs_;
    std::uint32_t vertices_;
    Graph graph_;
    std::vector<std::int64_t> capacity_;
    std::vector<std::int64_t> residual_;
    std::vector<Edge> reverse_;
    std::vector<NewArc> arcs_; // only while the graph is made
};

} // namespace samspill::benchmarks
