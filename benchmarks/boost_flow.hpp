// A flow problem as a Boost graph, in the store on which Boost's maximum flows run best.
#pragma once

#include "flow_contestant.hpp"

#include <boost/graph/boykov_kolmogorov_max_flow.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace samspill::benchmarks {

/// Every arc has its reverse arc, as Boost asks for. Solving may be repeated: the algorithms begin with
/// setting up the residual capacities.
class BoostFlow : public FlowContestant {
    using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                     boost::no_property, std::uint32_t, std::uint32_t>;
    using Edge = boost::graph_traits<Graph>::edge_descriptor;

    template <class Value>
    auto map_of(std::vector<Value>& values) {
        return boost::make_iterator_property_map(values.begin(), get(boost::edge_index, graph_));
    }

public:
    void make(const FlowInstance& instance) override {
        inner_ = instance.needs() + instance.activities();
        arcs_.reserve(2 * (instance.activity.size() + inner_));
        for_each_arc(instance, [&](std::uint32_t from, std::uint32_t to, std::int64_t capacity) {
            arcs_.push_back({from, to, static_cast<std::int32_t>(capacity)});
            arcs_.push_back({to, from, 0});
        });
        store();
    }

protected:
    FlowAnswer push_relabel() {
        return {boost::push_relabel_max_flow(graph_, 0U, inner_ + 1, map_of(capacity_), map_of(residual_),
                                             map_of(reverse_), get(boost::vertex_index, graph_)),
                {}};
    }

    FlowAnswer boykov_kolmogorov() {
        std::vector<Edge> predecessor(inner_ + std::size_t{2});
        std::vector<boost::default_color_type> color(inner_ + std::size_t{2});
        std::vector<std::int32_t> distance(inner_ + std::size_t{2});
        const auto index = get(boost::vertex_index, graph_);
        FlowAnswer answer;
        answer.people = boost::boykov_kolmogorov_max_flow(
            graph_, map_of(capacity_), map_of(residual_), map_of(reverse_),
            boost::make_iterator_property_map(predecessor.begin(), index),
            boost::make_iterator_property_map(color.begin(), index),
            boost::make_iterator_property_map(distance.begin(), index), index, 0U, inner_ + 1);
        answer.source_side.resize(inner_); // the tree that grew from the source is black
        std::transform(color.begin() + 1, color.end() - 1, answer.source_side.begin(),
                       [](boost::default_color_type of_vertex) {
                           return static_cast<std::uint8_t>(of_vertex == boost::black_color);
                       });
        return answer;
    }

private:
    struct NewArc {
        std::uint32_t from;
        std::uint32_t to;
        std::int32_t capacity;
    };

    /// Sorts the arcs by where they begin, by counting; an arc and its reverse stood at 2k and 2k + 1.
    void store() {
        std::vector<std::uint32_t> next(inner_ + std::size_t{3}, 0);
        for (const NewArc& arc : arcs_) {
            ++next[arc.from + std::size_t{1}];
        }
        std::partial_sum(next.begin(), next.end(), next.begin());
        std::vector<std::pair<std::uint32_t, std::uint32_t>> ends(arcs_.size());
        std::vector<std::uint32_t> position(arcs_.size());
        capacity_.resize(arcs_.size());
        residual_.resize(arcs_.size());
        for (std::size_t k = 0; k < arcs_.size(); ++k) {
            position[k] = next[arcs_[k].from]++;
            ends[position[k]] = {arcs_[k].from, arcs_[k].to};
            capacity_[position[k]] = arcs_[k].capacity;
        }
        graph_ = Graph{boost::edges_are_sorted, ends.begin(), ends.end(), inner_ + 2};
        reverse_.resize(arcs_.size());
        for (std::size_t k = 0; k < arcs_.size(); ++k) {
            reverse_[position[k]] = Edge{arcs_[k].to, position[k ^ 1U]};
        }
        arcs_ = {};
    }

    std::uint32_t inner_ = 0; // needs and activities
    Graph graph_;
    std::vector<std::int32_t> capacity_;
    std::vector<std::int32_t> residual_;
    std::vector<Edge> reverse_;
    std::vector<NewArc> arcs_; // only while the graph is made
};

class BoostPushRelabel final : public BoostFlow {
public:
    FlowAnswer solve() override { return push_relabel(); }
};

class BoostBoykovKolmogorov final : public BoostFlow {
public:
    FlowAnswer solve() override { return boykov_kolmogorov(); }
};

} // namespace samspill::benchmarks
