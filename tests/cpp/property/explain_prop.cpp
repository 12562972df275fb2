// Explanations against single pairs, maximum flows from scratch and what one more seat does.
#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/explain.hpp>
#include <samspill/analysis/what_if.hpp>
#include <samspill/graph/awareness.hpp>
#include <samspill/graph/bipartite_flow.hpp>

#include "../support/detailed_network.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <vector>

namespace samspill {
namespace {

using namespace testing_support;

struct Explained {
    CoverageOptions options;
    CoverageModel model;
    CoverageResult result;
    std::vector<Explanation> needs;

    Explained(const ActorNetwork& network, const CoverageOptions& asked)
        : options{asked}, model{coverage_model(network, asked)}, result{coverage(model, asked)} {
        std::vector<NeedId> all;
        for (std::size_t i = 0; i < network.needs().size(); ++i) {
            all.emplace_back(i);
        }
        needs = explain(model, result, all, {.nearest = 100});
    }
    [[nodiscard]] bool counts_known(NeedId need) const {
        return model.records_knowledge() && !model.network().needs().entry_point[need.position()].is_none();
    }
    /// True when the low ends of the need's shares are those of the reading that explanations use: known
    /// shares are the least over several readings where seats or entry points are unknown.
    [[nodiscard]] bool has_low_shares_of_reading(NeedId need) const {
        return !counts_known(need) || (!model.has_unknown_seats() && !model.has_unasked());
    }
};

Explained any_study() {
    CoverageOptions options;
    options.awareness_steps = below(3);
    options.match.unstated = below(2) == 0 ? UnstatedRule::accept : UnstatedRule::reject;
    options.match.period = below(2) == 0 ? OverlapRule::any : OverlapRule::whole;
    options.match.ages = below(2) == 0 ? OverlapRule::any : OverlapRule::whole;
    return {(below(2) == 0 ? detailed_rows() : random_rows()).build(), options};
}

RC_GTEST_PROP(ExplainProp, OneMoreSeatWhereSeatsAreSharedReachesOneMore, ()) {
    const Explained study = any_study();
    const ActivityColumns& offers = study.model.network().activities();
    WhatIf session{study.model};
    for (const Explanation& why : study.needs) {
        if (!why.shared_seats) {
            continue;
        }
        const SharedSeats& shared = *why.shared_seats;
        RC_ASSERT(!shared.needs.empty());
        for (const ActivityId activity : shared.activities) {
            const std::size_t j = activity.position();
            const std::int64_t held = offers.in_use[j].value_or(0);
            const WhatIfResult more =
                session.with_capacity(activity, std::max(offers.capacity[j].value_or(0), held) + 1);
            RC_ASSERT((shared.of_known_offers ? more.known_gained_low().value() : more.gained_low()) == 1);
        }
    }
}

RC_GTEST_PROP(ExplainProp, WhoSharesSeatsHasTheSameShare, ()) {
    const Explained study = any_study();
    for (const Explanation& why : study.needs) {
        const bool known = study.counts_known(why.need);
        const bool counted = why.coverage.people.value_or(0) > 0;
        const bool comparable = study.has_low_shares_of_reading(why.need);
        const Fraction share = known ? why.coverage.known->low : why.coverage.covered.low;
        if (counted && comparable && why.shared_seats) {
            const SharedSeats& shared = *why.shared_seats;
            const bool among = std::count(shared.needs.begin(), shared.needs.end(), why.need) > 0;
            RC_ASSERT(share == (among ? Fraction{shared.seats, shared.people} : Fraction{}));
            RC_ASSERT((among || shared.held_by_more_urgent));
            std::int64_t people = 0;
            for (const NeedId need : shared.needs) {
                people += study.needs[need.position()].coverage.people.value();
            }
            RC_ASSERT(people == shared.people);
            std::int64_t seats = 0;
            for (const ActivityId activity : shared.activities) {
                seats += study.model.network().activities().free_seats(activity).value_or(0);
            }
            RC_ASSERT(seats == shared.seats + shared.seats_of_more_urgent);
        } else if (counted && comparable && share < Fraction::one()) { // nothing fits that can be found
            RC_ASSERT(share == Fraction{});
            RC_ASSERT(std::all_of(why.nearest.begin(), why.nearest.end(), [](const NearOffer& offer) {
                return std::any_of(offer.failed.begin(), offer.failed.end(), [](OfferCondition condition) {
                    return condition != OfferCondition::free_capacity;
                });
            }));
        }
    }
}

/// Maximum flow with each activity by itself, and what one more person with one offer would add.
class PlainFlow {
public:
    PlainFlow(const Explained& study, bool known)
        : model_{study.model.network(), study.options.match, study.options.awareness_steps, nullptr,
                 OfferClasses::single},
          problem_{known ? model_.known_problem({}) : model_.nominal_problem(UnknownSeats::none)} {
        for (std::uint32_t offer = 0; offer < problem_.capacity.size(); ++offer) {
            problem_.capacity[offer] = model_.network()
                                           .activities()
                                           .free_seats(model_.eligibility().activities_in(offer).front())
                                           .value_or(0);
        }
    }
    [[nodiscard]] std::int64_t one_more_at(ActivityId activity) const {
        BipartiteGraph graph = problem_.graph;
        graph.target.push_back(model_.eligibility().offer_class_of(activity));
        graph.begin.push_back(graph.arcs());
        std::vector<std::int64_t> people = problem_.people;
        people.push_back(1);
        return total(graph, people) - total(problem_.graph, problem_.people);
    }

private:
    [[nodiscard]] std::int64_t total(const BipartiteGraph& graph,
                                     const std::vector<std::int64_t>& people) const {
        StageTicker ticker{nullptr, "", 0};
        const BipartiteFlow<std::int64_t> flow{graph, people, problem_.capacity, ticker};
        return std::accumulate(people.begin(), people.end(), std::int64_t{0}) -
               std::accumulate(flow.unsent().begin(), flow.unsent().end(), std::int64_t{0});
    }

    CoverageModel model_;
    AllocationProblem problem_;
};

bool contains(const std::vector<OfferCondition>& conditions, OfferCondition condition) {
    return std::find(conditions.begin(), conditions.end(), condition) != conditions.end();
}

RC_GTEST_PROP(ExplainProp, EveryOfferOfTheThemeIsJudgedByItself, ()) {
    const Explained study = any_study();
    const ActorNetwork& network = study.model.network();
    const PlainFlow nominal{study, false};
    const PlainFlow known{study, true};
    AwarenessSearch search{network, study.options.awareness_steps};
    for (const Explanation& why : study.needs) {
        std::int64_t of_theme = 0;
        for (const TermId theme : network.activities().theme) {
            of_theme += theme == network.needs().theme[why.need.position()] ? 1 : 0;
        }
        RC_ASSERT(why.offers_of_theme == of_theme);
        RC_ASSERT(static_cast<std::int64_t>(why.nearest.size()) == of_theme);
        const ActorId entry = network.needs().entry_point[why.need.position()];
        for (const NearOffer& offer : why.nearest) {
            const ConditionCheck check = conditions(network, offer.activity, why.need, study.options.match);
            bool fits = true;
            for (std::size_t k = 1; k < condition_count; ++k) { // the theme is the same
                const auto asked = static_cast<Condition>(k);
                const auto shown = static_cast<OfferCondition>(k - 1);
                const bool fails =
                    check.failed.contains(asked) ||
                    (study.options.match.unstated == UnstatedRule::reject && check.unstated.contains(asked));
                RC_ASSERT(contains(offer.failed, shown) == fails);
                RC_ASSERT(contains(offer.unstated, shown) == check.unstated.contains(asked));
                fits = fits && !fails;
            }
            if (study.counts_known(why.need)) {
                search.start_at(entry);
                RC_ASSERT(offer.found.value() == search.finds(offer.activity));
                RC_ASSERT(contains(offer.failed, OfferCondition::known) == !search.finds(offer.activity));
                fits = fits && search.finds(offer.activity);
            } else {
                RC_ASSERT(!offer.found.has_value());
            }
            const Fraction share =
                study.counts_known(why.need) ? why.coverage.known->low : why.coverage.covered.low;
            const bool is_served = fits && why.coverage.people.value_or(0) > 0 && share == Fraction::one();
            const bool has_room =
                (study.counts_known(why.need) ? known : nominal).one_more_at(offer.activity) > 0;
            const bool has_seats = offer.free_seats.value_or(0) > 0;
            if (offer.free_seats.is_known() && study.has_low_shares_of_reading(why.need)) {
                RC_ASSERT(contains(offer.failed, OfferCondition::free_capacity) ==
                          !(has_seats && (has_room || is_served)));
            }
        }
    }
}

} // namespace
} // namespace samspill
