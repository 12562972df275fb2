// Are these the fair shares? Decided by certificates, without knowing how they were found.
#pragma once

#include <samspill/core/fraction.hpp>
#include <samspill/graph/bipartite_flow.hpp>

#include "flow_instance.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

namespace samspill::benchmarks {

/// Goes through the levels from the smallest share up. Needs of one level below 1 must use all seats of all
/// activities that they can use and no poorer need can: then nobody poorer can get a seat from them, nor they
/// from anybody richer (no residual path leads from a richer need to a poorer one). And a flow inside the
/// level must give each its share, so that the shares can be had at all.
class FairnessCheck {
public:
    FairnessCheck(const FlowInstance& instance, const std::vector<Fraction>& shares)
        : instance_{instance}, shares_{shares}, local_(instance.activities(), untouched) {
        for (std::uint32_t need = 0; need < instance.needs(); ++need) {
            if (instance.people[need] > 0) {
                order_.push_back(need);
            }
        }
        std::stable_sort(order_.begin(), order_.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return shares[a] < shares[b]; });
    }

    /// The number of different shares. @throws std::logic_error when the shares are not the fair ones
    std::size_t levels() {
        std::size_t count = 0;
        for (auto first = order_.begin(); first != order_.end(); ++count) {
            const auto last = std::find_if(
                first, order_.end(), [&](std::uint32_t need) { return shares_[need] != shares_[*first]; });
            check_level({first, last});
            first = last;
        }
        return count;
    }

private:
    static constexpr std::uint32_t untouched = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::uint32_t used_up = untouched - 1; // by a poorer level

    void check_level(const std::vector<std::uint32_t>& needs) {
        const Fraction level = shares_[needs.front()];
        std::vector<std::uint32_t> activities;
        const BipartiteGraph graph = graph_of(needs, activities);
        std::vector<std::int64_t> people;
        std::vector<std::int64_t> seats;
        std::int64_t open = 0; // seats minus people, in units of 1 / denominator
        for (const std::uint32_t need : needs) {
            people.push_back(instance_.people[need] * level.numerator());
            open -= people.back();
        }
        for (const std::uint32_t activity : activities) {
            local_[activity] = level < Fraction::one() ? used_up : untouched;
            seats.push_back(instance_.seats[activity] * level.denominator());
            open += seats.back();
        }
        require(level == Fraction::one() || open == 0, "seats are left over below share 1");
        StageTicker silent{nullptr, "", 0};
        const BipartiteFlow<std::int64_t> flow{graph, std::move(people), std::move(seats), silent};
        require(flow.short_of_demand().empty(), "the shares of one level cannot all be had");
    }

    /// Pairs of the needs with activities that no poorer level used up; these are numbered in `activities`.
    BipartiteGraph graph_of(const std::vector<std::uint32_t>& needs, std::vector<std::uint32_t>& activities) {
        BipartiteGraph graph;
        for (const std::uint32_t need : needs) {
            for (std::uint32_t pair = instance_.begin[need]; pair < instance_.begin[need + 1]; ++pair) {
                std::uint32_t& place = local_[instance_.activity[pair]];
                if (place == untouched) {
                    place = static_cast<std::uint32_t>(activities.size());
                    activities.push_back(instance_.activity[pair]);
                }
                if (place != used_up) {
                    graph.target.push_back(place);
                }
            }
            graph.begin.push_back(graph.arcs());
        }
        graph.right_vertices = static_cast<std::uint32_t>(activities.size());
        return graph;
    }

    static void require(bool holds, const char* otherwise) {
        if (!holds) {
            throw std::logic_error{otherwise};
        }
    }

    const FlowInstance& instance_;
    const std::vector<Fraction>& shares_;
    std::vector<std::uint32_t> order_; // needs with people, poorest first
    std::vector<std::uint32_t> local_; // place of an activity in the level at hand
};

} // namespace samspill::benchmarks
