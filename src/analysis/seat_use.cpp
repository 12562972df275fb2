#include "seat_use.hpp"

#include <samspill/graph/components.hpp>

#include "offer_seats.hpp"
#include "problem_part.hpp"

#include <algorithm>
#include <set>

namespace samspill::detail {

SeatUse::SeatUse(const CoverageModel& model, Offers offers, std::span<const NeedId> needs,
                 RunControl* control)
    : model_{model}, offers_{offers}, problem_{problem_of(model, offers, needs)}, flow_{problem_.graph,
                                                                                        problem_.people,
                                                                                        problem_.capacity,
                                                                                        control} {
    allocate(needs, control);
}

/// Needs and offers of different themes never meet, so the themes asked about are solved by themselves.
/// Seats are not cut at the number of people, so that one that is left over shows.
AllocationProblem SeatUse::problem_of(const CoverageModel& model, Offers offers,
                                      std::span<const NeedId> needs) {
    const std::vector<TermId>& theme = model.network().needs().theme;
    std::set<TermId> themes;
    for (const NeedId need : needs) {
        themes.insert(theme[need.position()]);
    }
    const auto is_asked = [&](NeedId sample) { return themes.contains(theme[sample.position()]); };
    AllocationProblem problem;
    if (offers == Offers::all) {
        problem = part_of(model.nominal_problem(UnknownSeats::none), [&](std::uint32_t need_class) {
            return is_asked(model.eligibility().members(need_class).front());
        });
    } else {
        problem = part_of(
            model.known_problem({UnknownSeats::none, UnaskedFind::nothing}),
            [&](std::uint32_t referral) { return is_asked(model.referrals().members(referral).front()); });
    }
    const OfferSeats seats{model};
    for (std::uint32_t offer = 0; offer < problem.capacity.size(); ++offer) {
        problem.capacity[offer] = seats.of(offer).known;
    }
    return problem;
}

void SeatUse::allocate(std::span<const NeedId> needs, RunControl* control) {
    const BipartiteComponents components = components_of(problem_.graph);
    std::vector<std::uint8_t> asked(components.count, 0);
    for (const NeedId need : needs) {
        asked[components.of_left[left_of(need)]] = 1;
    }
    allocation_ = allocate_fairly(
        part_of(problem_, [&](std::uint32_t left) { return asked[components.of_left[left]] != 0; }), control);
    bottleneck_of_offer_.assign(problem_.graph.right_vertices, Allocation::no_bottleneck);
    for (std::uint32_t k = 0; k < allocation_.bottlenecks.size(); ++k) {
        for (const std::uint32_t offer : allocation_.bottlenecks[k].activities) {
            bottleneck_of_offer_[offer] = k;
        }
    }
}

std::uint32_t SeatUse::left_of(NeedId need) const {
    return offers_ == Offers::all ? model_.eligibility().class_of(need)
                                  : model_.referrals().referral_of(need);
}

std::span<const NeedId> SeatUse::members(std::uint32_t left) const {
    return offers_ == Offers::all ? model_.eligibility().members(left) : model_.referrals().members(left);
}

bool SeatUse::serves_all_of(NeedId need) const {
    return model_.network().needs().people[need.position()].value_or(0) > 0 &&
           allocation_.share[left_of(need)] == Fraction::one();
}

std::optional<SharedSeats> SeatUse::shared_by(NeedId need) const {
    const std::uint32_t left = left_of(need);
    const bool has_people = model_.network().needs().people[need.position()].value_or(0) > 0;
    const bool lacks_seats =
        has_people && !problem_.graph.targets_of(left).empty() && allocation_.share[left] < Fraction::one();
    if (!lacks_seats) {
        return std::nullopt;
    }
    SharedSeats shared;
    const std::vector<std::uint32_t> bottlenecks = bottlenecks_around(left);
    for (const std::uint32_t k : bottlenecks) {
        add(allocation_.bottlenecks[k], shared);
    }
    const bool shares = allocation_.bottleneck_of[left] != Allocation::no_bottleneck;
    shared.held_by_more_urgent = !shares || (shared.seats == 0 && shared.seats_of_more_urgent > 0);
    std::sort(shared.needs.begin(), shared.needs.end());
    std::sort(shared.activities.begin(), shared.activities.end());
    return shared;
}

/// The bottleneck of the need. Without one, more urgent needs fall short too and hold all seats that it could
/// use: then their bottlenecks.
std::vector<std::uint32_t> SeatUse::bottlenecks_around(std::uint32_t left) const {
    if (const std::uint32_t own = allocation_.bottleneck_of[left]; own != Allocation::no_bottleneck) {
        return {own};
    }
    std::set<std::uint32_t> found;
    for (const std::uint32_t offer : problem_.graph.targets_of(left)) {
        if (bottleneck_of_offer_[offer] != Allocation::no_bottleneck) {
            found.insert(bottleneck_of_offer_[offer]);
        }
    }
    return {found.begin(), found.end()};
}

void SeatUse::add(const Bottleneck& bottleneck, SharedSeats& shared) const {
    const ActorNetwork& network = model_.network();
    for (const std::uint32_t left : bottleneck.needs) {
        for (const NeedId need : members(left)) {
            if (network.needs().people[need.position()].value_or(0) > 0) {
                shared.needs.push_back(need);
            }
        }
    }
    std::int64_t capacity = 0;
    for (const std::uint32_t offer : bottleneck.activities) {
        capacity += problem_.capacity[offer];
        for (const ActivityId activity : model_.eligibility().activities_in(offer)) {
            shared.activities.push_back(activity);
            shared.activities_unknown_seats += network.activities().free_seats(activity).is_known() ? 0 : 1;
        }
    }
    shared.people += bottleneck.people;
    shared.seats += bottleneck.seats;
    shared.seats_of_more_urgent += capacity - bottleneck.seats;
}

} // namespace samspill::detail
