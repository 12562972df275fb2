#include "sharing_values.hpp"
#include "../detail/statutory.hpp"

#include "meetings.hpp"

#include <algorithm>
#include <iterator>

namespace samspill::detail {
namespace {

constexpr double every_other_week = 0.5;

void add_work(SharingCost& cost, const MonthlyWork& work) {
    cost.meetings = work.meetings;
    cost.minutes = work.minutes;
}

} // namespace

SharingValues::SharingValues(const CoverageModel& model, UnknownSeats unknown, RunControl* control)
    : model_{model}, network_{model.network()}, seats_{model}, flow_{model, seats_, unknown, control},
      needs_of_offer_{flow_.graph()}, places_{model} {}

bool SharingValues::may_change(ActivityId activity) const {
    const ActivityColumns& activities = network_.activities();
    return !is_statutory(activities, activity) && activities.capacity[activity.position()].is_known();
}

bool SharingValues::may_stop(ActivityId activity) const {
    return may_change(activity) && network_.activities().in_use[activity.position()].value_or(0) == 0;
}

std::uint32_t SharingValues::offer_of(ActivityId activity) const {
    return model_.eligibility().offer_class_of(activity);
}

std::int64_t SharingValues::seats_of(ActivityId activity) const {
    return network_.activities().free_seats(activity).value_or(0);
}

/// People covered grow with the seats of one offer by one a seat and then not at all, so what is lost without
/// all of them is what is needed of them.
std::int64_t SharingValues::spare_seats(ActivityId activity) {
    return seats_of(activity) - flow_.lost_without(std::span{&activity, 1});
}

std::vector<std::uint32_t> SharingValues::served_by(const SharingProposal& proposal) const {
    std::vector<std::uint32_t> served;
    switch (proposal.kind) {
    case SharingKind::move:
        return places_.served_by(changed_offer(network_.activities(), proposal.activity, proposal.changed));
    case SharingKind::join_forces:
        break;
    case SharingKind::alternate_weeks: {
        const auto needs_of = [&](ActivityId activity) {
            const std::uint32_t offer = offer_of(activity);
            const std::uint32_t first = needs_of_offer_.begin[offer];
            return std::span{needs_of_offer_.left}.subspan(first, needs_of_offer_.begin[offer + 1] - first);
        };
        const auto mine = needs_of(proposal.activity);
        const auto theirs = needs_of(proposal.other);
        std::set_intersection(mine.begin(), mine.end(), theirs.begin(), theirs.end(),
                              std::back_inserter(served));
        break;
    }
    }
    return served;
}

std::optional<SharingValue> SharingValues::value(const SharingProposal& proposal,
                                                 std::span<const std::uint32_t> served) {
    switch (proposal.kind) {
    case SharingKind::move:
        return value_of_move(proposal, served);
    case SharingKind::join_forces:
        return value_of_join(proposal);
    case SharingKind::alternate_weeks:
        return value_of_weeks(proposal, served);
    }
    return std::nullopt;
}

/// Without its spare seats nobody is lost, so what the seats reach elsewhere is the gain. Of seats beyond
/// that number none would reach anybody: they stay, unless the whole activity goes.
std::optional<SharingValue> SharingValues::value_of_move(const SharingProposal& proposal,
                                                         std::span<const std::uint32_t> served) {
    const ActivityId activity = proposal.activity;
    const std::int64_t spare = spare_seats(activity);
    const SeatFlow::Mark before = flow_.mark();
    flow_.remove_seats(offer_of(activity), {spare, 0});
    const std::int64_t gained = flow_.add_offer(spare, served);
    flow_.undo(before);
    if (gained == 0) {
        return std::nullopt;
    }
    SharingValue value;
    value.people = gained;
    value.whole = spare == seats_of(activity) && may_stop(activity);
    value.seats = value.whole ? spare : gained;
    SharingCost& mine = value.costs.emplace_back(cost(activity));
    mine.seats_given_up = value.seats;
    mine.seats_taken_on = value.seats;
    if (value.whole) { // it meets as often as before, elsewhere
        mine.meetings = 0.0;
        mine.minutes = 0.0;
    } else {
        add_work(mine, monthly_work(network_, activity));
    }
    return value;
}

/// One seat more at the activity that stays reaches one person more, and then nobody, so as many more as
/// people would be lost are enough where any number is.
std::optional<SharingValue> SharingValues::value_of_join(const SharingProposal& proposal) {
    const SeatFlow::Mark before = flow_.mark();
    const std::int64_t lost = flow_.remove(std::span{&proposal.activity, 1});
    const std::int64_t gained = flow_.add_seats(offer_of(proposal.other), {lost, 0});
    flow_.undo(before);
    if (gained < lost) {
        return std::nullopt;
    }
    SharingValue value;
    value.seats = seats_of(proposal.other) + lost;
    value.seats_freed = seats_of(proposal.activity) - lost;
    SharingCost& goes = value.costs.emplace_back(cost(proposal.activity));
    goes.seats_given_up = seats_of(proposal.activity);
    add_work(goes, monthly_work(network_, proposal.activity).times(-1.0));
    SharingCost& stays = value.costs.emplace_back(cost(proposal.other));
    stays.seats_taken_on = lost;
    stays.meetings = 0.0;
    stays.minutes = 0.0;
    return value;
}

std::optional<SharingValue> SharingValues::value_of_weeks(const SharingProposal& proposal,
                                                          std::span<const std::uint32_t> served) {
    SharingValue value;
    value.seats = std::min(seats_of(proposal.activity), seats_of(proposal.other));
    const SeatFlow::Mark before = flow_.mark();
    value.people = alternate(proposal, value.seats, served);
    flow_.undo(before);
    if (value.people < 0) {
        return std::nullopt;
    }
    for (const ActivityId activity : {proposal.activity, proposal.other}) {
        SharingCost& mine = value.costs.emplace_back(cost(activity));
        mine.seats_given_up = seats_of(activity) / 2;
        value.seats_freed += mine.seats_given_up;
        add_work(mine, monthly_work(network_, activity).times(-every_other_week));
    }
    return value;
}

std::int64_t SharingValues::alternate(const SharingProposal& proposal, std::int64_t seats,
                                      std::span<const std::uint32_t> served) {
    const std::int64_t lost =
        flow_.remove(std::span{&proposal.activity, 1}) + flow_.remove(std::span{&proposal.other, 1});
    return flow_.add_offer(seats, served) - lost;
}

void SharingValues::carry_out(const SharingProposal& proposal, const SharingValue& value,
                              std::span<const std::uint32_t> served) {
    switch (proposal.kind) {
    case SharingKind::move:
        flow_.remove_seats(offer_of(proposal.activity), {value.seats, 0});
        flow_.add_offer(value.seats, served);
        break;
    case SharingKind::join_forces:
        flow_.remove(std::span{&proposal.activity, 1});
        flow_.add_seats(offer_of(proposal.other), {value.seats - seats_of(proposal.other), 0});
        break;
    case SharingKind::alternate_weeks:
        alternate(proposal, value.seats, served);
        break;
    }
}

SharingCost SharingValues::cost(ActivityId activity) const {
    SharingCost cost;
    cost.actor = network_.activities().actor[activity.position()];
    return cost;
}

} // namespace samspill::detail
