#include <samspill/analysis/what_if.hpp>

#include <samspill/core/error.hpp>
#include <samspill/model/network_edit.hpp>
#include <samspill/model/new_activity.hpp>

#include "../detail/options_echo.hpp"
#include "knowledge_change.hpp"
#include "what_if_flows.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <utility>

namespace samspill {
namespace {

using detail::ChangedSeats;
using detail::WhatIfChange;

bool carries_knowledge(Relation relation) {
    return std::find(knowledge_relations.begin(), knowledge_relations.end(), relation) !=
           knowledge_relations.end();
}

void require(bool holds, const char* message) {
    if (!holds) {
        throw InvalidArgument{message};
    }
}

/// Counts ties that carry knowledge, to tell when the last of them goes.
class KnowledgeTies {
public:
    explicit KnowledgeTies(const ActorNetwork& network) : network_{network} {
        for (const Relation relation : knowledge_relations) {
            total_ += network.layer(relation).arcs();
        }
    }
    [[nodiscard]] bool outlast(ActivityId activity) const { return total_ > into(network_.vertex(activity)); }
    [[nodiscard]] bool outlast(ActorId actor, std::span<const ActivityId> activities) const {
        const Vertex vertex = network_.vertex(actor);
        std::size_t gone = into(vertex);
        for (const ActivityId activity : activities) {
            gone += into(network_.vertex(activity));
        }
        for (const Relation relation : knowledge_relations) {
            for (const Vertex target : network_.layer(relation).successors(vertex)) {
                gone += is_of(actor, target) ? 0U : 1U;
            }
        }
        return total_ > gone;
    }

private:
    [[nodiscard]] std::size_t into(Vertex vertex) const {
        std::size_t ties = 0;
        for (const Relation relation : knowledge_relations) {
            ties += network_.layer(relation).arcs_into(vertex).size();
        }
        return ties;
    }
    /// True for the actor and for what it offers.
    [[nodiscard]] bool is_of(ActorId actor, Vertex target) const {
        return network_.is_actor(target)
                   ? ActorId{target} == actor
                   : network_.activities().actor[network_.activity_of(target).position()] == actor;
    }

    const ActorNetwork& network_;
    std::size_t total_ = 0;
};

/// Need classes of known size by theme, and the referrals of each need class.
class NeedIndex {
public:
    explicit NeedIndex(const CoverageModel& model)
        : referrals_begin_(model.eligibility().need_classes() + 1, 0) {
        const NeedColumns& needs = model.network().needs();
        for (std::uint32_t k = 0; k < model.eligibility().need_classes(); ++k) {
            if (model.is_counted(k)) {
                by_theme_.emplace_back(needs.theme[model.eligibility().members(k).front().position()], k);
            }
        }
        std::sort(by_theme_.begin(), by_theme_.end());
        for (std::uint32_t r = 0; r < model.referrals().size(); ++r) { // they stand by need class
            referrals_begin_[model.referrals().need_class(r) + std::size_t{1}] = r + 1;
        }
    }
    template <class Visit>
    void for_each_of(TermId theme, Visit visit) const {
        for (auto place = std::lower_bound(by_theme_.begin(), by_theme_.end(), std::pair{theme, 0U});
             place != by_theme_.end() && place->first == theme; ++place) {
            visit(place->second);
        }
    }
    template <class Visit>
    void for_each_referral(std::uint32_t need_class, Visit visit) const {
        for (std::uint32_t r = referrals_begin_[need_class]; r < referrals_begin_[need_class + 1]; ++r) {
            visit(r);
        }
    }

private:
    std::vector<std::pair<TermId, std::uint32_t>> by_theme_;
    std::vector<std::uint32_t> referrals_begin_;
};

} // namespace

class WhatIf::Session {
public:
    Session(const CoverageModel& model, RunControl* control)
        : model_{model}, network_{model.network()}, flows_{model, control},
          knowledge_{model}, ties_{network_}, needs_{model} {}

    [[nodiscard]] const CoverageModel& model() const noexcept { return model_; }
    [[nodiscard]] const CoveredPeople& covered() const noexcept { return flows_.covered(); }

    WhatIfResult without_activity(ActivityId activity) {
        require(activity.position() < network_.activities().size(), "activity must be one of the network");
        WhatIfChange change;
        change.records_knowledge = ties_.outlast(activity);
        change.seats = seats_without(std::span{&activity, 1});
        return answer(change);
    }

    WhatIfResult without_actor(ActorId actor) {
        require(actor.position() < network_.actors().size(), "actor must be one of the network");
        const auto activities = knowledge_.activities_of(actor);
        WhatIfChange change;
        change.seats = seats_without(activities);
        change.records_knowledge = ties_.outlast(actor, activities);
        if (change.records_knowledge) {
            const auto referrals = knowledge_.referrals_of(actor);
            change.unasked.assign(referrals.begin(), referrals.end());
            knowledge_.actor_goes(actor, change);
        }
        return answer(change);
    }

    WhatIfResult with_capacity(ActivityId activity, Count capacity) {
        require(activity.position() < network_.activities().size(), "activity must be one of the network");
        require(!capacity.is_known() || (capacity.value() >= 0 && capacity.value() <= Count::limit),
                "capacity must be 0 or more and within the limit of counts");
        WhatIfChange change;
        change.records_knowledge = model_.records_knowledge();
        change.seats = seats_without(std::span{&activity, 1});
        const std::int64_t in_use = network_.activities().in_use[activity.position()].value_or(0);
        change.seats.front().after.add(
            capacity.is_known() ? Count{std::max<std::int64_t>(0, capacity.value() - in_use)} : capacity);
        ++change.seats.front().activities;
        return answer(change);
    }

    WhatIfResult with_activity(const Activity& activity) {
        const NewActivity added{network_, activity};
        WhatIfChange change;
        change.records_knowledge = model_.records_knowledge();
        detail::AddedOffer& offer = change.added.emplace();
        offer.seats = added.free_seats();
        needs_.for_each_of(added.theme(), [&](std::uint32_t need_class) {
            const NeedId sample = model_.eligibility().members(need_class).front();
            if (added.match_with(network_, sample, model_.match_options()).stage == MatchStage::eligible) {
                offer.need_classes.push_back(need_class);
            }
        });
        if (model_.records_knowledge()) {
            name_finders(added.actor(), offer);
        }
        return answer(change);
    }

    WhatIfResult with_tie(ActorId source, Vertex target, Relation relation) {
        require(source.position() < network_.actors().size(), "source must be an actor of the network");
        if (!carries_knowledge(relation)) {
            return {covered(), covered()};
        }
        if (!model_.records_knowledge()) {
            return {covered(), when_recorded(source).with_tie(source, target, relation).after};
        }
        WhatIfChange change;
        change.records_knowledge = true;
        knowledge_.tie_comes(source, target, change);
        return answer(change);
    }

private:
    /// A session on the same network with a tie that leads nowhere: everybody was asked, and nobody knows
    /// anything yet.
    Session& when_recorded(ActorId actor) {
        if (!recorded_) {
            const std::string id{network_.text(network_.actors().id[actor.position()])};
            recorded_model_ = std::make_unique<CoverageModel>(
                samspill::with_tie(network_, {.source = id, .target = id, .relation = Relation::awareness}),
                model_.match_options(), model_.awareness_steps());
            recorded_ = std::make_unique<Session>(*recorded_model_, nullptr);
        }
        return *recorded_;
    }

    WhatIfResult answer(const WhatIfChange& change) { return {covered(), flows_.covered_after(change)}; }

    /// What is left of the offer classes of activities that go.
    [[nodiscard]] std::vector<ChangedSeats> seats_without(std::span<const ActivityId> activities) const {
        std::vector<std::pair<std::uint32_t, ActivityId>> gone;
        for (const ActivityId activity : activities) {
            gone.emplace_back(model_.eligibility().offer_class_of(activity), activity);
        }
        std::sort(gone.begin(), gone.end());
        std::vector<ChangedSeats> changed;
        for (const auto& [offer, activity] : gone) {
            if (changed.empty() || changed.back().offer_class != offer) {
                const auto all = static_cast<std::int64_t>(model_.eligibility().activities_in(offer).size());
                changed.push_back({offer, flows_.seats().of(offer), all});
            }
            changed.back().after.remove(network_.activities().free_seats(activity));
            --changed.back().activities;
        }
        return changed;
    }

    void name_finders(ActorId actor, detail::AddedOffer& offer) {
        knowledge_.mark_finders(actor);
        for (const std::uint32_t need_class : offer.need_classes) {
            needs_.for_each_referral(need_class, [&](std::uint32_t referral) {
                const ActorId entry = model_.referrals().entry_point(referral);
                if (entry.is_none()) {
                    offer.unasked.push_back(referral);
                } else if (knowledge_.is_marked(entry)) {
                    offer.referrals.push_back(referral);
                }
            });
        }
    }

    const CoverageModel& model_;
    const ActorNetwork& network_;
    detail::WhatIfFlows flows_;
    detail::KnowledgeChange knowledge_;
    KnowledgeTies ties_;
    NeedIndex needs_;
    std::unique_ptr<CoverageModel> recorded_model_; // where no tie records knowledge, once asked about one
    std::unique_ptr<Session> recorded_;
};

WhatIf::WhatIf(const CoverageModel& model, RunControl* control)
    : session_{std::make_unique<Session>(model, control)} {}
WhatIf::~WhatIf() = default;
WhatIf::WhatIf(WhatIf&&) noexcept = default;
WhatIf& WhatIf::operator=(WhatIf&&) noexcept = default;

const CoveredPeople& WhatIf::covered() const noexcept { return session_->covered(); }

WhatIfResult WhatIf::without_activity(ActivityId activity) { return session_->without_activity(activity); }

WhatIfResult WhatIf::without_actor(ActorId actor) { return session_->without_actor(actor); }

WhatIfResult WhatIf::with_capacity(ActivityId activity, Count capacity) {
    return session_->with_capacity(activity, capacity);
}

WhatIfResult WhatIf::with_activity(const Activity& activity) { return session_->with_activity(activity); }

WhatIfResult WhatIf::with_tie(ActorId source, ActorId target, Relation relation) {
    const ActorNetwork& network = session_->model().network();
    require(target.position() < network.actors().size(),
            "target must be an actor or activity of the network");
    return session_->with_tie(source, network.vertex(target), relation);
}

WhatIfResult WhatIf::with_tie(ActorId source, ActivityId target, Relation relation) {
    const ActorNetwork& network = session_->model().network();
    require(target.position() < network.activities().size(),
            "target must be an actor or activity of the network");
    return session_->with_tie(source, network.vertex(target), relation);
}

std::vector<WhatIfResult> WhatIf::without_each_actor(RunControl* control) {
    const std::size_t actors = session_->model().network().actors().size();
    StageTicker ticker{control, "taking each actor away", actors * detail::steps_a_question};
    std::vector<WhatIfResult> results;
    results.reserve(actors);
    for (std::size_t a = 0; a < actors; ++a) {
        ticker.step(detail::steps_a_question);
        results.push_back(session_->without_actor(ActorId{a}));
    }
    return results;
}

Provenance WhatIf::provenance() const {
    const CoverageModel& model = session_->model();
    Provenance provenance = detail::provenance_of("what_if", model.network());
    detail::echo(provenance, model.match_options());
    detail::echo(provenance, "awareness_steps", std::to_string(model.awareness_steps()));
    return provenance;
}

} // namespace samspill
