#include "repair_candidates.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace samspill::detail {
namespace {

__extension__ using Wide = __int128;

/// Near misses that are collected for each candidate that may be made: several needs make one candidate.
constexpr std::size_t misses_each = 16;

template <class Range>
bool fits(const Range& offered, const Range& needed, OverlapRule rule) {
    return rule == OverlapRule::any ? offered.overlaps(needed) : offered.contains(needed);
}

OpenedTo opened_to(Condition condition) {
    switch (condition) {
    case Condition::theme:
        break;
    case Condition::target_group:
        return OpenedTo::target_group;
    case Condition::area:
        return OpenedTo::area;
    case Condition::period:
        return OpenedTo::period;
    case Condition::language:
        return OpenedTo::language;
    case Condition::ages:
        return OpenedTo::ages;
    case Condition::cost:
        return OpenedTo::cost;
    case Condition::access:
        return OpenedTo::access;
    }
    return OpenedTo::nothing;
}

/// What an offer would have to be opened to for this need: the need's own demand. Terms of access that are
/// provided already are left out.
Repair opening_for(const ActorNetwork& network, ActivityId activity, Condition condition, NeedId need) {
    const NeedColumns& needs = network.needs();
    const std::size_t i = need.position();
    Repair repair;
    repair.kind = RepairKind::open;
    repair.activity = activity;
    repair.opened = opened_to(condition);
    switch (repair.opened) {
    case OpenedTo::nothing:
        break;
    case OpenedTo::target_group:
        repair.target_group = needs.target_group[i];
        break;
    case OpenedTo::area:
        repair.area = needs.area[i];
        break;
    case OpenedTo::period:
        repair.period = needs.period[i];
        break;
    case OpenedTo::language:
        repair.language = needs.language[i];
        break;
    case OpenedTo::ages:
        repair.ages = needs.ages[i];
        break;
    case OpenedTo::cost:
        repair.cost = needs.max_cost[i];
        break;
    case OpenedTo::access: {
        const auto provided = network.activities().access[activity.position()];
        const auto demanded = needs.access[i];
        std::set_difference(demanded.begin(), demanded.end(), provided.begin(), provided.end(),
                            std::back_inserter(repair.access));
        break;
    }
    }
    return repair;
}

bool same_opening(const Repair& a, const Repair& b) {
    const auto key = [](const Repair& repair) {
        return std::tie(repair.target_group, repair.area, repair.period, repair.language, repair.ages,
                        repair.cost, repair.access);
    };
    return key(a) == key(b);
}

/// True when the opening admits a need that the offer turned away for the same reason.
bool admits(const ActorNetwork& network, const Repair& opening, NeedId need, const MatchOptions& match) {
    const NeedColumns& needs = network.needs();
    const std::size_t i = need.position();
    switch (opening.opened) {
    case OpenedTo::nothing:
        return false;
    case OpenedTo::target_group:
        return needs.target_group[i] == opening.target_group;
    case OpenedTo::area:
        return network.area_tree().contains(opening.area, needs.area[i]);
    case OpenedTo::period:
        return fits(opening.period, needs.period[i], match.period);
    case OpenedTo::language:
        return needs.language[i] == opening.language;
    case OpenedTo::ages:
        return fits(opening.ages, needs.ages[i], match.ages);
    case OpenedTo::cost:
        return needs.max_cost[i] >= opening.cost;
    case OpenedTo::access: {
        const Repair needed = opening_for(network, opening.activity, Condition::access, need);
        return std::includes(opening.access.begin(), opening.access.end(), needed.access.begin(),
                             needed.access.end());
    }
    }
    return false;
}

/// Positions of the activities of each theme.
std::map<TermId, std::vector<std::uint32_t>> offers_by_theme(const CoverageModel& model) {
    std::map<TermId, std::vector<std::uint32_t>> offers;
    const auto& theme = model.network().activities().theme;
    for (std::uint32_t offer = 0; offer < model.eligibility().offer_classes(); ++offer) {
        offers[theme[model.eligibility().activities_in(offer).front().position()]].push_back(offer);
    }
    return offers;
}

} // namespace

/// A referral and an offer that turns it away for one reason.
struct RepairCandidates::NearMiss {
    std::uint32_t offer;
    Condition condition;
    std::uint32_t referral;

    friend auto operator<=>(const NearMiss&, const NearMiss&) noexcept = default;
};

RepairCandidates::RepairCandidates(const CoverageModel& model, const RepairOptions& options,
                                   std::span<const Fraction> shares, ChangingFlow& flow, RunControl* control)
    : model_{model}, network_{model.network()}, options_{options}, shares_{shares}, flow_{flow},
      control_{control}, offers_of_theme_{offers_by_theme(model)}, search_{network_,
                                                                           options.awareness_steps} {}

std::vector<CandidateRepair> RepairCandidates::make() {
    if (options_.kinds.tell && model_.records_knowledge()) {
        add_tells();
    }
    if (options_.kinds.open || options_.kinds.invite) {
        add_near_misses();
    }
    if (options_.kinds.add_seats || options_.kinds.move_seats) {
        add_seats();
    }
    return std::move(made_);
}

/// Referrals from which one more arc could serve somebody, largest gap first. That includes needs that are
/// served themselves but could leave their seat to somebody who is not.
std::vector<std::uint32_t> RepairCandidates::short_referrals() const {
    std::vector<std::uint32_t> chosen;
    for (std::uint32_t r = 0; r < model_.referrals().size(); ++r) {
        if (model_.is_counted(model_.referrals().need_class(r)) && flow_.may_want(r)) {
            chosen.push_back(r);
        }
    }
    // gap = people * (q - p) / q, compared without rounding
    const auto has_larger_gap = [&](std::uint32_t a, std::uint32_t b) {
        const auto rest = [&](std::uint32_t r) {
            return Wide{model_.people_referred(r)} * (shares_[r].denominator() - shares_[r].numerator());
        };
        const double gap_a = static_cast<double>(rest(a)) / static_cast<double>(shares_[a].denominator());
        const double gap_b = static_cast<double>(rest(b)) / static_cast<double>(shares_[b].denominator());
        return gap_a != gap_b ? gap_a > gap_b : a < b;
    };
    std::sort(chosen.begin(), chosen.end(), has_larger_gap);
    return chosen;
}

/// Lets a referral use the candidate's offer; its referrer hears of it. Needs that nobody refers cannot hear
/// of anything.
bool RepairCandidates::admit(CandidateRepair& candidate, std::uint32_t referral) {
    const ActorId entry = model_.referrals().entry_point(referral);
    if (model_.records_knowledge()) {
        if (entry.is_none()) {
            if (options_.reading.unasked == UnaskedFind::nothing) {
                return false;
            }
        } else if (candidate.repair.kind == RepairKind::invite || !finds(entry, candidate.repair.activity)) {
            candidate.repair.told.push_back(entry);
        }
    }
    const auto members = model_.referrals().members(referral);
    candidate.repair.needs.insert(candidate.repair.needs.end(), members.begin(), members.end());
    return true;
}

bool RepairCandidates::finds(ActorId entry, ActivityId activity) {
    if (entry != searched_) {
        search_.start_at(entry);
        searched_ = entry;
    }
    return search_.finds(activity);
}

/// Puts the lists in order, adds up the effort and keeps the candidate if there are not too many of its kind.
void RepairCandidates::finish(CandidateRepair candidate, double effort) {
    Repair& repair = candidate.repair;
    std::size_t& made = made_of_kind_[static_cast<std::size_t>(repair.kind)];
    if (is_enough(made)) {
        return;
    }
    ++made;
    std::sort(repair.told.begin(), repair.told.end());
    repair.told.erase(std::unique(repair.told.begin(), repair.told.end()), repair.told.end());
    std::sort(repair.needs.begin(), repair.needs.end());
    repair.effort = effort + options_.efforts.tell * static_cast<double>(repair.told.size());
    candidate.change.effort = repair.effort;
    made_.push_back(std::move(candidate));
}

bool RepairCandidates::is_enough(std::size_t made) {
    reached_limit_ = reached_limit_ || made >= options_.most_candidates;
    return made >= options_.most_candidates;
}

void RepairCandidates::add_tells() {
    std::map<std::pair<ActorId, std::uint32_t>, std::vector<std::uint32_t>> unknown;
    for (const std::uint32_t r : short_referrals()) {
        if (model_.referrals().entry_point(r).is_none() || is_enough(unknown.size())) {
            continue;
        }
        const auto offers = model_.eligibility().offers(model_.referrals().need_class(r));
        for (std::size_t k = 0; k < offers.size(); ++k) {
            if (!model_.finds(r, k, options_.reading.unasked)) {
                unknown[{model_.referrals().entry_point(r), offers[k]}].push_back(r);
            }
        }
    }
    for (const auto& [key, referrals] : unknown) {
        CandidateRepair candidate;
        candidate.repair.kind = RepairKind::tell;
        candidate.repair.activity = activity(key.second);
        candidate.repair.actor = key.first;
        for (const std::uint32_t r : referrals) {
            if (admit(candidate, r)) {
                candidate.change.arcs.push_back({r, key.second});
            }
        }
        finish(std::move(candidate), 0.0);
    }
}

std::vector<RepairCandidates::NearMiss> RepairCandidates::near_misses() {
    std::vector<NearMiss> misses;
    StageTicker ticker{control_};
    for (const std::uint32_t r : short_referrals()) {
        if (is_enough(misses.size() / misses_each)) {
            break;
        }
        const NeedId need = model_.referrals().members(r).front();
        const auto offers = offers_of_theme_.find(network_.needs().theme[need.position()]);
        if (offers == offers_of_theme_.end()) {
            continue;
        }
        for (const std::uint32_t offer : offers->second) {
            ticker.step();
            const ConditionCheck check = conditions(network_, activity(offer), need, options_.match);
            if (const auto condition = only_failure(check)) {
                misses.push_back({offer, *condition, r});
            }
        }
    }
    std::sort(misses.begin(), misses.end());
    return misses;
}

std::optional<Condition> RepairCandidates::only_failure(const ConditionCheck& check) const {
    std::optional<Condition> only;
    for (std::size_t k = 0; k < condition_count; ++k) {
        const auto condition = static_cast<Condition>(k);
        const bool fails =
            check.failed.contains(condition) ||
            (options_.match.unstated == UnstatedRule::reject && check.unstated.contains(condition));
        if (fails && (only || condition == Condition::theme)) {
            return std::nullopt;
        }
        if (fails) {
            only = condition;
        }
    }
    return only;
}

/// Needs that the same offer turns away for the same reason become one candidate for each thing it could be
/// opened to.
void RepairCandidates::add_near_misses() {
    const std::vector<NearMiss> misses = near_misses();
    for (auto first = misses.begin(); first != misses.end();) {
        const auto last = std::find_if(first, misses.end(), [&](const NearMiss& miss) {
            return miss.offer != first->offer || miss.condition != first->condition;
        });
        std::vector<Repair> openings;
        for (auto miss = first; miss != last; ++miss) {
            Repair opening = opening_for(network_, activity(miss->offer), miss->condition,
                                         model_.referrals().members(miss->referral).front());
            const bool is_new = std::none_of(openings.begin(), openings.end(), [&](const Repair& other) {
                return same_opening(other, opening);
            });
            if (is_new) {
                openings.push_back(std::move(opening));
            }
        }
        for (const Repair& opening : openings) {
            add_opening(opening, {first, last});
            keep_invitation(opening, {first, last});
        }
        first = last;
    }
    for (const auto& [key, invitation] : invitations_) {
        add_invitation(invitation);
    }
}

void RepairCandidates::add_opening(const Repair& opening, std::span<const NearMiss> misses) {
    if (!options_.kinds.open || !flow_.may_have_room(misses.front().offer)) {
        return; // all its seats are taken by people who have nowhere else to go
    }
    CandidateRepair candidate;
    candidate.repair = opening;
    candidate.repair.actor = network_.activities().actor[opening.activity.position()];
    for (const NearMiss& miss : misses) {
        const NeedId need = model_.referrals().members(miss.referral).front();
        if (admits(network_, opening, need, options_.match) && admit(candidate, miss.referral)) {
            candidate.change.arcs.push_back({miss.referral, miss.offer});
        }
    }
    if (!candidate.change.arcs.empty()) {
        finish(std::move(candidate), options_.efforts.open);
    }
}

/// Of the offers that an actor has elsewhere the largest is what it is invited to bring.
void RepairCandidates::keep_invitation(const Repair& opening, std::span<const NearMiss> misses) {
    const std::size_t j = opening.activity.position();
    const ActivityColumns& offers = network_.activities();
    const std::int64_t seats = offers.capacity[j].value_or(0);
    if (!options_.kinds.invite || opening.opened != OpenedTo::area || seats == 0) {
        return;
    }
    Invitation& best = invitations_[{offers.actor[j], offers.theme[j], opening.area}];
    if (seats > best.seats) { // offers come in the order of their ids
        best = {opening, seats, {}};
        for (const NearMiss& miss : misses) {
            best.referrals.push_back(miss.referral);
        }
    }
}

void RepairCandidates::add_invitation(const Invitation& invitation) {
    CandidateRepair candidate;
    candidate.repair = invitation.opening;
    candidate.repair.kind = RepairKind::invite;
    candidate.repair.opened = OpenedTo::nothing;
    candidate.repair.actor = network_.activities().actor[invitation.opening.activity.position()];
    candidate.repair.seats = invitation.seats;
    NewOffer offer{invitation.seats, {}};
    for (const std::uint32_t r : invitation.referrals) {
        const NeedId need = model_.referrals().members(r).front();
        if (admits(network_, invitation.opening, need, options_.match) && admit(candidate, r)) {
            offer.lefts.push_back(r);
        }
    }
    if (offer.lefts.empty()) {
        return;
    }
    candidate.change.opened.push_back(std::move(offer));
    finish(std::move(candidate),
           options_.efforts.invite + options_.efforts.seat * static_cast<double>(invitation.seats));
}

void RepairCandidates::add_seats() {
    for (std::uint32_t offer = 0; offer < model_.eligibility().offer_classes(); ++offer) {
        const std::size_t j = activity(offer).position();
        if (!flow_.may_be_wanted(offer) || !network_.activities().capacity[j].is_known()) {
            continue;
        }
        const std::size_t before = flow_.mark();
        const std::int64_t wanted = flow_.add_supply(offer, model_.people_counted());
        flow_.undo(before);
        if (wanted == 0) {
            continue;
        }
        if (options_.kinds.add_seats) {
            CandidateRepair candidate;
            candidate.repair.kind = RepairKind::add_seats;
            candidate.repair.activity = activity(offer);
            candidate.repair.actor = network_.activities().actor[j];
            candidate.repair.seats = wanted;
            candidate.change.added.push_back({offer, wanted});
            finish(std::move(candidate),
                   options_.efforts.add_seats + options_.efforts.seat * static_cast<double>(wanted));
        }
        if (options_.kinds.move_seats) {
            add_moves(offer, wanted);
        }
    }
}

/// The largest surplus of the same actor and theme, and the largest of the theme.
void RepairCandidates::add_moves(std::uint32_t to, std::int64_t wanted) {
    const ActivityColumns& offers = network_.activities();
    const std::size_t j = activity(to).position();
    const std::vector<Donor>& donors = donors_of(offers.theme[j]);
    const auto own = std::find_if(donors.begin(), donors.end(), [&](const Donor& donor) {
        return offers.actor[activity(donor.offer).position()] == offers.actor[j];
    });
    const auto move_from = [&](const Donor& donor) {
        CandidateRepair candidate;
        candidate.repair.kind = RepairKind::move_seats;
        candidate.repair.activity = activity(to);
        candidate.repair.from = activity(donor.offer);
        candidate.repair.actor = offers.actor[candidate.repair.from.position()];
        candidate.repair.seats = std::min(donor.surplus, wanted);
        candidate.change.moved.push_back({donor.offer, to, candidate.repair.seats});
        finish(std::move(candidate), options_.efforts.move_seats);
    };
    if (!donors.empty()) {
        move_from(donors.front());
    }
    if (own != donors.end() && own != donors.begin()) {
        move_from(*own);
    }
}

/// Offers of a theme with seats that nobody would miss, largest surplus first.
const std::vector<RepairCandidates::Donor>& RepairCandidates::donors_of(TermId theme) {
    const auto [entry, is_new] = donors_.try_emplace(theme);
    if (is_new) {
        for (const std::uint32_t offer : offers_of_theme_.at(theme)) {
            const std::int64_t spare = surplus(offer);
            if (spare > 0) {
                entry->second.push_back({offer, spare});
            }
        }
        std::stable_sort(entry->second.begin(), entry->second.end(),
                         [](const Donor& a, const Donor& b) { return a.surplus > b.surplus; });
    }
    return entry->second;
}

/// Seats without which as many people are served. Served people grow with the seats of one offer by one a
/// seat and then not at all, so what is lost without the offer is what it needs.
std::int64_t RepairCandidates::surplus(std::uint32_t offer) {
    const Count seats = network_.activities().free_seats(activity(offer));
    if (flow_.may_be_wanted(offer) || !seats.is_known()) {
        return 0;
    }
    const std::size_t before = flow_.mark();
    const std::int64_t needed = flow_.remove_right(offer);
    flow_.undo(before);
    return seats.value() - needed;
}

} // namespace samspill::detail
