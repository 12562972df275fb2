// The loss cascade against its definition, one maximum flow a need and stage, with everybody else held fixed.
#include <samspill/analysis/coverage.hpp>
#include <samspill/graph/awareness.hpp>
#include <samspill/graph/bipartite_flow.hpp>

#include "../support/random_network.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace samspill {
namespace {

using testing_support::random_rows;
__extension__ using Wide = __int128;

/// Every pair asked on its own, seats and shares scaled to one denominator.
class Definition {
public:
    Definition(const ActorNetwork& network, const CoverageResult& result, const CoverageOptions& options)
        : network_{network}, result_{result}, options_{options},
          knowledge_{records_knowledge(network)}, search_{network, options.awareness_steps} {
        for (const ReachBeyond& reach : result.cascade.least.classes) {
            scale_ = scale_ / std::gcd(scale_, reach.share.denominator()) * reach.share.denominator();
        }
    }

    [[nodiscard]] Wide scale() const { return scale_; }
    [[nodiscard]] std::int64_t people(std::size_t need) const {
        return network_.needs().people[need].value_or(0);
    }
    [[nodiscard]] Wide covered(std::size_t need) const {
        const Fraction share = result_.cascade.least.classes[result_.cascade.class_of_need[need]].share;
        return Wide{people(need)} * share.numerator() * (scale_ / share.denominator());
    }

    /// g_s of methods M4.3, times scale().
    [[nodiscard]] Wide reach(std::size_t need, std::size_t stage) {
        const StageOrder& order = options_.stage_order;
        const bool seats_count =
            std::find(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(stage) + 1,
                      CascadeStage::free_capacity) <= order.begin() + static_cast<std::ptrdiff_t>(stage);
        const std::vector<std::uint32_t> usable = offers(need, stage);
        if (!seats_count) {
            return usable.empty() ? Wide{0} : Wide{people(need)} * scale_;
        }
        return most_with_others_fixed(need, usable);
    }

private:
    [[nodiscard]] bool holds(CascadeStage stage, std::size_t need, ActivityId offer) {
        if (stage == CascadeStage::free_capacity) {
            return true;
        }
        if (stage == CascadeStage::known) {
            const ActorId entry = network_.needs().entry_point[need];
            if (!knowledge_ || entry.is_none()) {
                return !knowledge_;
            }
            search_.start_at(entry);
            return search_.finds(offer);
        }
        const ConditionCheck check = conditions(network_, offer, NeedId{need}, options_.match);
        for (std::size_t k = 0; k < condition_count; ++k) {
            const auto condition = static_cast<Condition>(k);
            const bool fails =
                check.failed.contains(condition) ||
                (options_.match.unstated == UnstatedRule::reject && check.unstated.contains(condition));
            const auto of_stage = static_cast<std::size_t>(stage_of(condition)) - 1;
            if (fails && of_stage == static_cast<std::size_t>(stage)) {
                return false;
            }
        }
        return true;
    }

    [[nodiscard]] std::vector<std::uint32_t> offers(std::size_t need, std::size_t last_stage) {
        std::vector<std::uint32_t> usable;
        for (std::size_t j = 0; j < network_.activities().size(); ++j) {
            bool all = true;
            for (std::size_t stage = 0; stage <= last_stage; ++stage) {
                all = holds(options_.stage_order[stage], need, ActivityId{j}) && all;
            }
            if (all) {
                usable.push_back(static_cast<std::uint32_t>(j));
            }
        }
        return usable;
    }

    /// Largest flow to `need` when all others send exactly what they get: the value of all together minus the
    /// others', since all others can be served at once.
    [[nodiscard]] Wide most_with_others_fixed(std::size_t need, const std::vector<std::uint32_t>& usable) {
        BipartiteGraph graph;
        graph.right_vertices = static_cast<std::uint32_t>(network_.activities().size());
        std::vector<Wide> demands;
        Wide others = 0;
        for (std::size_t other = 0; other < network_.needs().size(); ++other) {
            const std::vector<std::uint32_t> arcs =
                other == need ? usable : offers(other, cascade_stages - 1);
            graph.target.insert(graph.target.end(), arcs.begin(), arcs.end());
            graph.begin.push_back(graph.arcs());
            demands.push_back(other == need ? Wide{people(need)} * scale_ : covered(other));
            others += other == need ? 0 : covered(other);
        }
        std::vector<Wide> seats;
        for (std::size_t j = 0; j < network_.activities().size(); ++j) {
            seats.push_back(Wide{network_.activities().free_seats(ActivityId{j}).value_or(0)} * scale_);
        }
        StageTicker ticker{nullptr, "", 0};
        const BipartiteFlow<Wide> flow{graph, demands, seats, ticker};
        Wide sent = 0;
        for (std::size_t i = 0; i < demands.size(); ++i) {
            sent += demands[i] - flow.unsent()[i];
        }
        return sent - others;
    }

    const ActorNetwork& network_;
    const CoverageResult& result_;
    const CoverageOptions& options_;
    bool knowledge_;
    AwarenessSearch search_;
    std::int64_t scale_ = 1;
};

StageOrder any_order() {
    StageOrder order = default_stage_order;
    for (std::size_t k = cascade_stages - 1; k > 1; --k) {
        const auto other = *rc::gen::inRange<std::size_t>(1, k + 1);
        std::swap(order[k], order[other]);
    }
    return order;
}

RC_GTEST_PROP(LossCascadeProp, EqualsItsDefinition, ()) {
    const ActorNetwork network = random_rows().build();
    CoverageOptions options;
    options.awareness_steps = *rc::gen::inRange(0, 3);
    options.match.unstated = *rc::gen::element(UnstatedRule::accept, UnstatedRule::reject);
    options.stage_order = *rc::gen::inRange(0, 2) == 0 ? default_stage_order : any_order();
    const CoverageResult result = coverage(network, options);
    Definition definition{network, result, options};
    for (std::size_t i = 0; i < network.needs().size(); ++i) {
        const Count people = network.needs().people[i];
        if (!people.is_known()) {
            continue;
        }
        const auto losses = result.cascade.losses(NeedId{i}, people, result.cascade.least);
        Wide before = Wide{people.value()} * definition.scale();
        for (std::size_t stage = 0; stage < cascade_stages; ++stage) {
            const Wide after = definition.reach(i, stage);
            const ExactPeople& lost = losses[stage];
            const Wide scaled = (Wide{lost.whole} * lost.rest.denominator() + lost.rest.numerator()) *
                                (definition.scale() / lost.rest.denominator());
            RC_ASSERT(scaled >= 0);
            RC_ASSERT(scaled == before - after);
            before = after;
        }
        RC_ASSERT(before == definition.covered(i)); // the losses add up to the gap
    }
}

} // namespace
} // namespace samspill
