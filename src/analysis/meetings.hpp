// Private to analysis: how often an activity meets.
#pragma once

#include <samspill/core/count.hpp>
#include <samspill/model/activity.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/weekly_times.hpp>

#include <algorithm>
#include <optional>

namespace samspill::detail {

/// What the schedule of an activity says.
[[nodiscard]] inline std::optional<WeeklyTimes> times_of(const ActorNetwork& network, ActivityId activity) {
    return parse_weekly_times(network.text(network.activities().schedule[activity.position()]));
}

/// True for a rule that meets in every week of its period.
[[nodiscard]] inline bool is_every_week(const WeeklyTimes& times) {
    return times.recurrence == Recurrence::weekly && times.interval == 1 && !times.has_unread_parts;
}

/// Meetings a month of 52 / 12 weeks. A weekly or monthly rule without weekday meets once each time. Nothing
/// for other units, and where parts that are not read could rule meetings out.
[[nodiscard]] inline std::optional<double> meetings_a_month(const WeeklyTimes& times) {
    constexpr double weeks_a_month = 52.0 / 12.0;
    if (times.has_unread_parts) {
        return std::nullopt;
    }
    const auto monthly = std::count_if(times.slots.begin(), times.slots.end(),
                                       [](const WeeklySlot& s) { return s.ordinal != 0; });
    const auto every = static_cast<double>(times.slots.size()) - static_cast<double>(monthly);
    const bool is_open = times.slots.empty();
    switch (times.recurrence) {
    case Recurrence::daily:
    case Recurrence::weekly:
        return (is_open ? 1.0 : every) * weeks_a_month / times.interval;
    case Recurrence::monthly:
        return (is_open ? 1.0 : static_cast<double>(monthly) + every * weeks_a_month) / times.interval;
    case Recurrence::secondly:
    case Recurrence::minutely:
    case Recurrence::hourly:
    case Recurrence::yearly:
        return std::nullopt;
    }
    return std::nullopt;
}

/// Meetings and minutes of a month; nothing where they are not stated.
struct MonthlyWork {
    std::optional<double> meetings;
    std::optional<double> minutes;

    [[nodiscard]] MonthlyWork times(double factor) const {
        return {meetings ? std::optional{*meetings * factor} : std::nullopt,
                minutes ? std::optional{*minutes * factor} : std::nullopt};
    }
};

[[nodiscard]] inline MonthlyWork monthly_work(const ActorNetwork& network, ActivityId activity) {
    const std::optional<WeeklyTimes> times = times_of(network, activity);
    const Count length = network.activities().minutes[activity.position()];
    MonthlyWork work;
    if (times) {
        work.meetings = meetings_a_month(*times);
    }
    if (work.meetings && length.is_known()) {
        work.minutes = *work.meetings * static_cast<double>(length.value());
    }
    return work;
}

} // namespace samspill::detail
