#include "forum_seats.hpp"

#include <samspill/core/error.hpp>

#include <algorithm>
#include <cstdint>
#include <tuple>

namespace samspill::detail {

double part_of_window(std::vector<DateInterval> periods, const std::optional<DateInterval>& window) {
    if (!window) {
        return 1.0;
    }
    std::sort(periods.begin(), periods.end()); // unknown, that is open, beginnings come first
    std::int32_t held = 0;
    Date reached = window->from;
    for (const DateInterval& period : periods) {
        const DateInterval rest{std::max(reached, period.from), period.to};
        held += rest.days_within({reached, window->to});
        reached = period.to.is_known() ? std::max(reached, period.to) : window->to;
        if (reached >= window->to) {
            break;
        }
    }
    const std::int32_t days = window->to.days_since_epoch() - window->from.days_since_epoch();
    return static_cast<double>(held) / static_cast<double>(days);
}

SectorExpectation expectation_of(const ActorNetwork& network, ForumId forum,
                                 std::span<const Sector> otherwise) {
    SectorExpectation expectation;
    const auto composition = network.forums().composition[forum.position()];
    const bool weighted =
        std::all_of(composition.begin(), composition.end(), [](const auto& entry) { return entry.weight; });
    for (const ExpectedSector& entry : composition) {
        expectation.expected[static_cast<std::size_t>(entry.sector)] = true;
        expectation.weight[static_cast<std::size_t>(entry.sector)] = weighted ? *entry.weight : 1.0;
    }
    if (composition.empty()) {
        for (const Sector sector : otherwise) {
            expectation.expected[static_cast<std::size_t>(sector)] = true;
            expectation.weight[static_cast<std::size_t>(sector)] = 1.0;
        }
    }
    return expectation;
}

SeatTime seat_time(const ActorNetwork& network, const SeatDay& as_of,
                   const std::optional<DateInterval>& window) {
    if (!window) {
        return {seat_days(network, as_of)};
    }
    if (!window->from.is_known() || !window->to.is_known() || window->is_empty()) {
        throw InvalidArgument{"window must name two days, the first before the second"};
    }
    if (!as_of.is_latest()) {
        throw InvalidArgument{"window and as_of exclude each other"};
    }
    return {seat_days(network, SeatDay::all_seats()), window};
}

std::vector<CountedSeat> counted_seats(const ActorNetwork& network, const SeatTime& time) {
    const SeatColumns& seats = network.seats();
    std::vector<std::uint32_t> rows;
    rows.reserve(seats.size());
    for (std::uint32_t k = 0; k < seats.size(); ++k) {
        const DateInterval& period = seats.period[k];
        if (time.window ? period.days_within(*time.window) > 0
                        : is_held_on(period, time.days.forums[seats.forum[k].position()])) {
            rows.push_back(k);
        }
    }
    const auto key = [&](std::uint32_t k) {
        return std::tuple{seats.forum[k], seats.person[k], seats.votes[k]};
    };
    // PersonId::none() sorts last, so unnamed seats come after the people; they are never one seat. The table
    // stands by forum: small sorts stay in the cache.
    for (auto first = rows.begin(); first != rows.end();) {
        const auto last = std::find_if(
            first, rows.end(), [&](std::uint32_t k) { return seats.forum[k] != seats.forum[*first]; });
        std::stable_sort(first, last, [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
        first = last;
    }
    std::vector<CountedSeat> counted;
    counted.reserve(rows.size());
    std::vector<DateInterval> periods;
    for (std::size_t k = 0; k < rows.size();) {
        const std::uint32_t first = rows[k];
        periods.clear();
        do {
            periods.push_back(seats.period[rows[k]]);
            ++k;
        } while (k < rows.size() && !seats.person[first].is_none() && key(rows[k]) == key(first));
        counted.push_back({.forum = seats.forum[first],
                           .actor = seats.actor[first], // rows of one person keep the table's order, by actor
                           .person = seats.person[first],
                           .weight = part_of_window(periods, time.window)});
    }
    return counted;
}

std::vector<SectorWeights> seats_by_forum(const ActorNetwork& network, const SeatTime& time) {
    std::vector<SectorWeights> by_forum(network.forums().size(), SectorWeights{});
    for (const CountedSeat& seat : counted_seats(network, time)) {
        by_forum[seat.forum.position()][sector_of(network, seat.actor)] += seat.weight;
    }
    return by_forum;
}

} // namespace samspill::detail
