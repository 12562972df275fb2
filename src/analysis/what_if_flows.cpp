#include "what_if_flows.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <vector>

namespace samspill::detail {

WhatIfFlows::WhatIfFlows(const CoverageModel& model, RunControl* control)
    : model_{model}, seats_{model}, nominal_least_{
                                        std::make_unique<Flow>(model.nominal_problem(least.seats), control)} {
    covered_.low = nominal_least_->total();
    covered_.high = covered_.low;
    if (model.has_unknown_seats()) {
        nominal_most_ = std::make_unique<Flow>(model.nominal_problem(most.seats), control);
        covered_.high = nominal_most_->total();
    }
    if (!model.records_knowledge()) {
        return;
    }
    known_least_ = std::make_unique<Flow>(model.known_problem(least), control);
    covered_.known_low = known_least_->total();
    covered_.known_high = covered_.known_low;
    if (model.has_unknown_seats() || model.has_unasked()) {
        known_most_ = std::make_unique<Flow>(model.known_problem(most), control);
        covered_.known_high = known_most_->total();
    }
}

CoveredPeople WhatIfFlows::covered_after(const WhatIfChange& change) {
    const bool unknown_seats =
        (change.added && !change.added->seats.is_known()) ||
        std::any_of(change.seats.begin(), change.seats.end(),
                    [](const ChangedSeats& changed) { return changed.after.unknown > 0; });
    if (unknown_seats && !nominal_most_) {
        nominal_most_ = std::make_unique<Flow>(model_.nominal_problem(most.seats), nullptr);
    }
    CoveredPeople after;
    after.low = nominal_after(*nominal_least_, change, least.seats);
    after.high = nominal_most_ ? nominal_after(*nominal_most_, change, most.seats) : after.low;
    if (!known_least_ || !change.records_knowledge) {
        return after;
    }
    if ((unknown_seats || !change.unasked.empty()) && !known_most_) {
        known_most_ = std::make_unique<Flow>(model_.known_problem(most), nullptr);
    }
    after.known_low = known_after(*known_least_, change, least);
    after.known_high = known_most_ ? known_after(*known_most_, change, most) : after.known_low;
    return after;
}

std::int64_t WhatIfFlows::nominal_after(Flow& flow, const WhatIfChange& change, UnknownSeats unknown) {
    return flow.total_after([&](ChangingFlow& changing) {
        change_seats(changing, change, unknown);
        if (change.added) {
            add_offer(changing, change.added->seats, unknown, change.added->need_classes);
        }
    });
}

std::int64_t WhatIfFlows::known_after(Flow& flow, const WhatIfChange& change, Reading reading) {
    return flow.total_after([&](ChangingFlow& changing) {
        change_seats(changing, change, reading.seats);
        for (const std::uint32_t referral : change.unasked) {
            make_unasked(changing, referral, reading.unasked);
        }
        change_parts(changing, change, reading.seats);
        if (change.added) {
            std::vector<std::uint32_t> finders = change.added->referrals;
            if (reading.unasked == UnaskedFind::everything) {
                finders.insert(finders.end(), change.added->unasked.begin(), change.added->unasked.end());
            }
            add_offer(changing, change.added->seats, reading.seats, finders);
        }
    });
}

void WhatIfFlows::add_offer(ChangingFlow& flow, Count seats, UnknownSeats unknown,
                            std::span<const std::uint32_t> lefts) const {
    const std::uint32_t added = flow.add_right(0);
    for (const std::uint32_t left : lefts) {
        flow.add_arc(left, added);
    }
    SeatSum sum;
    sum.add(seats);
    flow.add_supply(added, seats_.amount(sum, unknown));
}

void WhatIfFlows::change_seats(ChangingFlow& flow, const WhatIfChange& change, UnknownSeats unknown) const {
    for (const ChangedSeats& changed : change.seats) {
        const std::int64_t before = seats_.amount(seats_.of(changed.offer_class), unknown);
        const std::int64_t after = seats_.amount(changed.after, unknown);
        if (after < before) {
            flow.remove_supply(changed.offer_class, before - after);
        } else if (after > before) {
            flow.add_supply(changed.offer_class, after - before);
        }
    }
}

void WhatIfFlows::make_unasked(ChangingFlow& flow, std::uint32_t referral, UnaskedFind find) const {
    if (find == UnaskedFind::nothing) {
        flow.remove_left(referral);
        return;
    }
    const Referrals& referrals = model_.referrals();
    const std::span<const std::uint8_t> known = referrals.known(referral);
    const auto offers = model_.eligibility().offers(referrals.need_class(referral));
    for (std::size_t k = 0; k < offers.size(); ++k) {
        if (known[k] == 0) {
            flow.add_arc(referral, offers[k]);
        }
    }
}

void WhatIfFlows::change_parts(ChangingFlow& flow, const WhatIfChange& change, UnknownSeats unknown) const {
    SeatSum left;
    for (auto part = change.parts.begin(); part != change.parts.end(); ++part) {
        if (part == change.parts.begin() || part->offer_class != std::prev(part)->offer_class) {
            const ChangedSeats* changed = change.seats_of(part->offer_class);
            left = changed != nullptr ? changed->after : seats_.of(part->offer_class);
        }
        const std::uint32_t right =
            part->activities.empty() ? part->offer_class : split(flow, *part, left, unknown);
        for (const std::uint32_t referral : part->referrals) {
            change.begin_to_find ? flow.add_arc(referral, right) : flow.remove_arc(referral, right);
        }
    }
}

/// Gives the part's seats to a right vertex of their own; `left` is what its class has before and after.
std::uint32_t WhatIfFlows::split(ChangingFlow& flow, const FoundPart& part, SeatSum& left,
                                 UnknownSeats unknown) const {
    SeatSum moving;
    for (const ActivityId activity : part.activities) {
        moving.add(model_.network().activities().free_seats(activity));
    }
    const std::int64_t whole = seats_.amount(left, unknown);
    left.remove(moving);
    const std::int64_t moved = seats_.amount(moving, unknown);
    const std::uint32_t right = flow.split_right(part.offer_class, moved);
    // Where an amount stands for unbounded, both parts have it.
    flow.add_supply(part.offer_class, seats_.amount(left, unknown) - (whole - moved));
    return right;
}

} // namespace samspill::detail
