#include <samspill/analysis/explain.hpp>

#include <samspill/core/error.hpp>
#include <samspill/graph/awareness.hpp>

#include "../detail/options_echo.hpp"
#include "offer_distance.hpp"
#include "seat_use.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace samspill {
namespace {

/// The conditions of a pair, in the order of both enumerations; the theme is what offers are looked up by.
constexpr std::array asked{Condition::target_group, Condition::area, Condition::period, Condition::language,
                           Condition::ages,         Condition::cost, Condition::access};

/// Sorts what has a way to go, and how far, behind what has none.
std::int64_t way(bool fails, std::optional<std::int64_t> distance) {
    constexpr std::int64_t no_number = std::numeric_limits<std::int64_t>::max();
    return fails ? distance.value_or(no_number) : -1;
}

bool has(const std::vector<OfferCondition>& conditions, OfferCondition condition) {
    return std::find(conditions.begin(), conditions.end(), condition) != conditions.end();
}

/// Nearest first; the order in which explain() shows offers.
auto nearness(const NearOffer& offer) {
    return std::tuple{offer.failed.size(),
                      offer.unstated.size(),
                      way(has(offer.failed, OfferCondition::area), offer.distance.area_steps),
                      way(has(offer.failed, OfferCondition::period), offer.distance.months),
                      way(has(offer.failed, OfferCondition::ages), offer.distance.years),
                      has(offer.failed, OfferCondition::free_capacity) ? 0 : -offer.free_seats.value_or(0),
                      offer.activity};
}

class Explainer {
public:
    Explainer(const CoverageModel& model, const CoverageResult& coverage, std::span<const NeedId> needs,
              const ExplainOptions& options, RunControl* control)
        : model_{model}, network_{model.network()}, coverage_{coverage}, options_{options},
          search_{network_, model.awareness_steps()} {
        index_offers();
        use_seats(needs, control);
    }

    Explanation explain(NeedId need) {
        Explanation explanation;
        explanation.provenance = provenance();
        explanation.need = need;
        explanation.coverage = coverage_.needs[need.position()];
        add_offers(explanation);
        const detail::SeatUse& use = use_for(need);
        explanation.shared_seats = use.shared_by(need);
        if (explanation.shared_seats) {
            explanation.shared_seats->of_known_offers = counts_known(need);
        }
        return explanation;
    }

private:
    /// Offer classes by theme, in the order of classes.
    void index_offers() {
        const Eligibility& eligibility = model_.eligibility();
        for (std::uint32_t offer = 0; offer < eligibility.offer_classes(); ++offer) {
            const ActivityId sample = eligibility.activities_in(offer).front();
            offers_[network_.activities().theme[sample.position()]].push_back(offer);
        }
    }

    /// Whether seats are judged over known offers.
    [[nodiscard]] bool counts_known(NeedId need) const {
        return model_.records_knowledge() && !network_.needs().entry_point[need.position()].is_none();
    }
    [[nodiscard]] detail::SeatUse& use_for(NeedId need) { return counts_known(need) ? *known_ : *nominal_; }

    void use_seats(std::span<const NeedId> needs, RunControl* control) {
        std::vector<NeedId> referred;
        std::vector<NeedId> others;
        for (const NeedId need : needs) {
            (counts_known(need) ? referred : others).push_back(need);
        }
        if (!referred.empty()) {
            known_.emplace(model_, detail::SeatUse::Offers::known, referred, control);
        }
        if (!others.empty()) {
            nominal_.emplace(model_, detail::SeatUse::Offers::all, others, control);
        }
    }

    void add_offers(Explanation& explanation) {
        const NeedId need = explanation.need;
        const auto of_theme = offers_.find(network_.needs().theme[need.position()]);
        if (of_theme == offers_.end()) {
            return;
        }
        if (counts_known(need)) {
            search_.start_at(network_.needs().entry_point[need.position()]);
        }
        std::vector<NearOffer> all;
        for (const std::uint32_t offer : of_theme->second) {
            add_class(need, offer, all);
        }
        explanation.offers_of_theme = static_cast<std::int64_t>(all.size());
        const std::size_t shown = std::min(options_.nearest, all.size());
        const auto last = all.begin() + static_cast<std::ptrdiff_t>(shown);
        std::partial_sort(all.begin(), last, all.end(),
                          [](const NearOffer& a, const NearOffer& b) { return nearness(a) < nearness(b); });
        explanation.nearest.assign(all.begin(), last);
    }

    /// Activities of one class differ in their seats only.
    void add_class(NeedId need, std::uint32_t offer_class, std::vector<NearOffer>& all) {
        const auto activities = model_.eligibility().activities_in(offer_class);
        const ConditionCheck check = conditions(network_, activities.front(), need, model_.match_options());
        NearOffer alike;
        const bool rejects = model_.match_options().unstated == UnstatedRule::reject;
        for (std::size_t k = 0; k < asked.size(); ++k) {
            const bool unstated = check.unstated.contains(asked[k]);
            if (unstated) {
                alike.unstated.push_back(static_cast<OfferCondition>(k));
            }
            if (check.failed.contains(asked[k]) || (unstated && rejects)) {
                alike.failed.push_back(static_cast<OfferCondition>(k));
            }
        }
        alike.distance =
            detail::offer_distance(network_, activities.front(), need, check, model_.match_options());
        if (counts_known(need)) {
            alike.found = search_.finds(activities.front());
        }
        // People who all have a seat keep it, although nobody else could have it.
        const bool reaches = alike.failed.empty() && alike.found.value_or(true);
        const bool has_room =
            use_for(need).has_room(offer_class) || (reaches && use_for(need).serves_all_of(need));
        for (const ActivityId activity : activities) {
            all.push_back(judge(alike, activity, has_room));
        }
    }

    [[nodiscard]] NearOffer judge(NearOffer offer, ActivityId activity, bool has_room) const {
        offer.activity = activity;
        offer.free_seats = network_.activities().free_seats(activity);
        if (!offer.free_seats.is_known()) {
            offer.unstated.push_back(OfferCondition::free_capacity);
        } else if (offer.free_seats == Count{0} || !has_room) {
            offer.failed.push_back(OfferCondition::free_capacity);
        }
        if (offer.found == false) {
            offer.failed.push_back(OfferCondition::known);
        } else if (!offer.found && model_.records_knowledge()) { // nobody says whom these people ask
            offer.unstated.push_back(OfferCondition::known);
        }
        return offer;
    }

    [[nodiscard]] Provenance provenance() const {
        Provenance provenance = detail::provenance_of("explain", network_);
        detail::echo(provenance, model_.match_options());
        detail::echo(provenance, "awareness_steps", std::to_string(model_.awareness_steps()));
        detail::echo(provenance, "nearest", std::to_string(options_.nearest));
        return provenance;
    }

    const CoverageModel& model_;
    const ActorNetwork& network_;
    const CoverageResult& coverage_;
    const ExplainOptions& options_;
    AwarenessSearch search_;
    std::map<TermId, std::vector<std::uint32_t>> offers_;
    std::optional<detail::SeatUse> known_;
    std::optional<detail::SeatUse> nominal_;
};

void check(const CoverageModel& model, const CoverageResult& coverage, std::span<const NeedId> needs) {
    const ActorNetwork& network = model.network();
    if (coverage.needs.size() != network.needs().size() ||
        coverage.provenance.network_fingerprint != network.fingerprint()) {
        throw InvalidArgument{"the coverage is of another network than the model"};
    }
    if (std::any_of(needs.begin(), needs.end(),
                    [&](NeedId need) { return need.position() >= network.needs().size(); })) {
        throw InvalidArgument{"need must be one of the network"};
    }
}

} // namespace

std::vector<Explanation> explain(const CoverageModel& model, const CoverageResult& coverage,
                                 std::span<const NeedId> needs, const ExplainOptions& options,
                                 RunControl* control) {
    check(model, coverage, needs);
    Explainer explainer{model, coverage, needs, options, control};
    StageTicker ticker{control, "explaining needs", needs.size()};
    std::vector<Explanation> explanations;
    for (const NeedId need : needs) {
        explanations.push_back(explainer.explain(need));
        ticker.step(static_cast<std::uint64_t>(explanations.back().offers_of_theme) + 1);
    }
    return explanations;
}

Explanation explain(const CoverageModel& model, const CoverageResult& coverage, NeedId need,
                    const ExplainOptions& options, RunControl* control) {
    return std::move(explain(model, coverage, std::span{&need, 1}, options, control).front());
}

} // namespace samspill
