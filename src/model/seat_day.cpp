#include <samspill/model/seat_day.hpp>

#include "core/require.hpp"

#include <algorithm>

namespace samspill {
namespace {

/// Unknown where the study names neither a meeting nor the beginning of a seat.
Date latest_day(const ActorNetwork& network) {
    Date latest; // an unknown day comes before all others
    for (const DateTime& start : network.meetings().start) {
        latest = std::max(latest, start.date());
    }
    if (!latest.is_known()) {
        for (const DateInterval& period : network.seats().period) {
            latest = std::max(latest, period.from);
        }
    }
    return latest;
}

} // namespace

SeatDay SeatDay::on(Date day) {
    detail::require(day.is_known(), "as_of must be a day");
    return SeatDay{Kind::given, day};
}

SeatDays seat_days(const ActorNetwork& network, const SeatDay& as_of) {
    SeatDays days;
    if (!as_of.is_all_seats()) {
        days.study = as_of.is_latest() ? latest_day(network) : as_of.day();
    }
    days.forums.assign(network.forums().size(), days.study);
    for (std::size_t f = 0; f < days.forums.size(); ++f) {
        const Date end = network.forums().ends_on[f];
        if (end.is_known() && end <= days.study) {
            days.forums[f] = Date{end.days_since_epoch() - 1};
        }
    }
    return days;
}

} // namespace samspill
