// Maximum flow from demands to supplies over a bipartite graph with unbounded arcs.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/bipartite_graph.hpp>
#include <samspill/graph/flow_state.hpp>
#include <samspill/graph/layered_search.hpp>
#include <samspill/graph/single_searches.hpp>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace samspill {

/// Augmenting paths with source and sink left implicit: every left vertex may send up to its demand, every
/// right vertex may take up to its supply. A greedy start, those with the fewest ways first, serves most; the
/// rest is searched from the side on which fewer open vertices can reach the other, because searches without
/// end are what costs: along distance labels while many are open (LayeredSearch), one by one in the end
/// (SingleSearches). `Amount` is a signed integer wide enough for the sum of demands. O(V^2 E) in the worst
/// case; on networks of needs and offers a few breadth-first searches.
template <class Amount>
class BipartiteFlow {
public:
    /// Solves at once. `graph` must outlive the object; demands and supplies are >= 0.
    /// @throws Cancelled when the ticker's control asks to stop
    BipartiteFlow(const BipartiteGraph& graph, std::vector<Amount> demands, std::vector<Amount> supplies,
                  StageTicker& ticker)
        : state_{graph, std::move(demands), std::move(supplies)} {
        ticker.step(graph.arcs() + std::uint64_t{graph.left_vertices()});
        send_greedily();
        if (open_vertices(state_.unsent) < open_vertices(state_.untaken)) {
            search_from_likelier<FromLeft<Amount>, FromRight<Amount>>(ticker);
        } else {
            search_from_likelier<FromRight<Amount>, FromLeft<Amount>>(ticker);
        }
    }

    /// Amount that each left vertex could not send.
    [[nodiscard]] std::span<const Amount> unsent() const noexcept { return state_.unsent; }
    /// Amount that each right vertex could still take.
    [[nodiscard]] std::span<const Amount> untaken() const noexcept { return state_.untaken; }
    /// Amount on each arc. One of many maximum flows; only sums over cuts are unique.
    [[nodiscard]] std::span<const Amount> flow() const noexcept { return state_.flow; }
    /// The graph's arcs by right vertex.
    [[nodiscard]] const ReversedArcs& reversed() const noexcept { return state_.reversed; }

    /// Left vertices with something unsent. What is reachable from them in the residual graph is the source
    /// side of the minimum cut with the fewest vertices, the same for every maximum flow.
    [[nodiscard]] std::vector<std::uint32_t> short_of_demand() const {
        std::vector<std::uint32_t> short_vertices;
        for (std::uint32_t left = 0; left < state_.graph.left_vertices(); ++left) {
            if (state_.unsent[left] > 0) {
                short_vertices.push_back(left);
            }
        }
        return short_vertices;
    }

    /// One flag per left vertex, then one per right vertex: 1 = reachable from `seeds` (left vertices) in the
    /// residual graph. What is not reachable neither gives to nor takes from the seeds in any maximum flow.
    [[nodiscard]] std::vector<std::uint8_t> reachable_from(std::vector<std::uint32_t> seeds) const {
        const std::uint32_t lefts = state_.graph.left_vertices();
        std::vector<std::uint8_t> reached(lefts + std::size_t{state_.graph.right_vertices}, 0);
        for (const std::uint32_t seed : seeds) {
            reached[seed] = 1;
        }
        while (!seeds.empty()) {
            const std::uint32_t left = seeds.back();
            seeds.pop_back();
            for (const std::uint32_t right : state_.graph.targets_of(left)) {
                if (std::exchange(reached[lefts + right], std::uint8_t{1}) != 0) {
                    continue;
                }
                for (std::uint32_t k = state_.reversed.begin[right]; k < state_.reversed.begin[right + 1];
                     ++k) {
                    const std::uint32_t giver = state_.reversed.left[k];
                    if (state_.flow[state_.reversed.arc[k]] > 0 && reached[giver] == 0) {
                        reached[giver] = 1;
                        seeds.push_back(giver);
                    }
                }
            }
        }
        return reached;
    }

private:
    /// Roots are few when fewer than one in so many vertices.
    static constexpr std::size_t few_in = 128;

    void send_greedily() {
        for (const std::uint32_t left : lefts_with_fewest_arcs_first()) {
            for (std::uint32_t arc = state_.graph.begin[left]; arc < state_.graph.begin[left + 1]; ++arc) {
                const Amount amount = std::min(state_.unsent[left], state_.untaken[state_.graph.target[arc]]);
                state_.flow[arc] = amount;
                state_.unsent[left] -= amount;
                state_.untaken[state_.graph.target[arc]] -= amount;
            }
        }
    }

    /// By number of arcs, where many count alike, then by number. O(left vertices).
    [[nodiscard]] std::vector<std::uint32_t> lefts_with_fewest_arcs_first() const {
        static constexpr std::uint32_t many = 64;
        const std::uint32_t lefts = state_.graph.left_vertices();
        const auto arcs_of = [this](std::uint32_t left) {
            return std::min(state_.graph.begin[left + 1] - state_.graph.begin[left], many);
        };
        std::vector<std::uint32_t> next(many + std::size_t{2}, 0);
        for (std::uint32_t left = 0; left < lefts; ++left) {
            ++next[arcs_of(left) + std::size_t{1}];
        }
        std::partial_sum(next.begin(), next.end(), next.begin());
        std::vector<std::uint32_t> order(lefts);
        for (std::uint32_t left = 0; left < lefts; ++left) {
            order[next[arcs_of(left)]++] = left;
        }
        return order;
    }

    [[nodiscard]] static auto open_vertices(const std::vector<Amount>& open) {
        return std::count_if(open.begin(), open.end(), [](Amount amount) { return amount > 0; });
    }

    /// Searches from the side whose roots are fewer. The likelier side's labels are set last, so that they
    /// need not be set again.
    template <class Likelier, class Other>
    void search_from_likelier(StageTicker& ticker) {
        LayeredSearch<Amount, Other> other{state_, memory_};
        LayeredSearch<Amount, Likelier> likelier{state_, memory_};
        const std::size_t others = other.set_labels(ticker).size();
        std::vector<std::uint32_t> roots = likelier.set_labels(ticker);
        if (roots.size() <= others) {
            search_from<Likelier>(likelier, std::move(roots), ticker);
        } else {
            search_from<Other>(other, other.set_labels(ticker), ticker);
        }
    }

    /// Where single searches got tired they are tried again once the roots are half as many.
    template <class Side>
    void search_from(LayeredSearch<Amount, Side>& layered, std::vector<std::uint32_t> roots,
                     StageTicker& ticker) {
        std::size_t few = (state_.unsent.size() + state_.untaken.size()) / few_in;
        for (; !roots.empty(); roots = layered.set_labels(ticker)) {
            if (roots.size() > few) {
                layered.augment(roots, ticker);
            } else if (SingleSearches<Amount, Side>{state_, memory_}.augment(roots, ticker)) {
                return;
            } else {
                few = roots.size() / 2;
            }
        }
    }

    FlowState<Amount> state_;
    FlowSearchMemory memory_;
};

} // namespace samspill
