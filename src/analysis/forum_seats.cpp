#include "forum_seats.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <tuple>

namespace samspill::detail {
namespace {

/// The part of the window that lies in at least one of the periods; 1 without a window.
double weight_of(std::vector<DateInterval> periods, const std::optional<DateInterval>& window) {
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

} // namespace

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

std::vector<SectorWeights> seats_by_forum(const ActorNetwork& network,
                                          const std::optional<DateInterval>& window) {
    const SeatColumns& seats = network.seats();
    struct Held {
        std::size_t sector = 0; // of the first actor in id order that the person is seated for
        std::vector<DateInterval> periods;
    };
    std::map<std::tuple<ForumId, PersonId, std::optional<double>>, Held> people;
    std::vector<SectorWeights> by_forum(network.forums().size(), SectorWeights{});
    for (std::size_t k = 0; k < seats.size(); ++k) {
        if (seats.person[k].is_none()) {
            by_forum[seats.forum[k].position()][sector_of(network, seats.actor[k])] +=
                weight_of({seats.period[k]}, window);
            continue;
        }
        const auto key = std::tuple{seats.forum[k], seats.person[k], seats.votes[k]};
        Held& held = people.try_emplace(key, Held{sector_of(network, seats.actor[k]), {}}).first->second;
        held.periods.push_back(seats.period[k]);
    }
    for (const auto& [key, held] : people) {
        by_forum[std::get<ForumId>(key).position()][held.sector] += weight_of(held.periods, window);
    }
    return by_forum;
}

} // namespace samspill::detail
