#include "forum_meeting_facts.hpp"

#include <samspill/model/seat_day.hpp>
#include <samspill/model/weekly_window.hpp>

#include "calendar_days.hpp"
#include "forum_terms_facts.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace samspill::detail {
namespace {

ForumFactValue none_because(std::string_view reason) {
    return {.value = std::nullopt, .reason = reason, .evidence = {}};
}

std::string meeting_evidence(const ActorNetwork& network, MeetingId meeting) {
    std::string text = "meetings: ";
    text.append(network.text(network.meetings().id[meeting.position()]));
    return text;
}

std::string item_evidence(const ActorNetwork& network, MeetingId meeting, TermId item) {
    std::string text = "agenda_items: ";
    text.append(network.text(network.meetings().id[meeting.position()]))
        .append(" / ")
        .append(network.text(item));
    return text;
}

std::vector<WeeklyWindow> free_times(const ActorNetwork& network, PersonId person) {
    std::vector<WeeklyWindow> windows;
    for (const TermId text : network.people().available[person.position()]) {
        if (const auto window = parse_weekly_window(network.text(text))) {
            windows.push_back(*window);
        }
    }
    return windows;
}

/// 0 for a Monday.
int weekday_of(std::int64_t day) {
    constexpr std::int64_t days_a_week = 7;
    constexpr std::int64_t epoch_is_thursday = 3;
    return static_cast<int>(((day + epoch_is_thursday) % days_a_week + days_a_week) % days_a_week);
}

/// Minutes of the meeting, by the clock on the wall, in which at least one of the windows is open.
std::int64_t free_minutes(const std::vector<WeeklyWindow>& windows, DateTime start, DateTime end) {
    std::int64_t minutes = 0;
    for (std::int64_t day = start.date().days_since_epoch(); day <= end.date().days_since_epoch(); ++day) {
        const std::int64_t midnight = day * DateTime::minutes_per_day;
        std::int64_t reached = std::max(start.minutes_since_epoch() - midnight, std::int64_t{0});
        const std::int64_t until = end.minutes_since_epoch() - midnight;
        for (const WeeklyWindow& window : windows) { // sorted: by weekday, then beginning
            if (static_cast<int>(window.weekday) == weekday_of(day)) {
                const std::int64_t from = std::max<std::int64_t>(reached, window.from);
                const std::int64_t to = std::min<std::int64_t>(until, window.to);
                minutes += std::max(to - from, std::int64_t{0});
                reached = std::max(reached, to);
            }
        }
    }
    return minutes;
}

bool is_civil_society(Sector sector) {
    return sector == Sector::civil_society || sector == Sector::target_group;
}

/// People who sit or sat for civil society, with the periods in which they do.
std::map<PersonId, std::vector<DateInterval>> civil_members(const ActorNetwork& network, SeatRange seats) {
    std::map<PersonId, std::vector<DateInterval>> members;
    for (std::uint32_t seat = seats.first; seat < seats.last; ++seat) {
        const PersonId person = network.seats().person[seat];
        const Sector sector = network.actors().sector[network.seats().actor[seat].position()];
        if (!person.is_none() && is_civil_society(sector)) {
            members[person].push_back(network.seats().period[seat]);
        }
    }
    return members;
}

/// The first day on which a forum is known to have existed; nothing where it may have existed for ever.
std::optional<Date> first_day(const ActorNetwork& network, const ForumMeetings& held_by, ForumId forum,
                              SeatRange seats) {
    Date first = network.forums().agreed_on[forum.position()];
    const auto add = [&](Date day) { first = first.is_known() ? std::min(first, day) : day; };
    for (std::uint32_t seat = seats.first; seat < seats.last; ++seat) {
        const Date from = network.seats().period[seat].from;
        if (!from.is_known()) {
            return std::nullopt;
        }
        add(from);
    }
    if (seats.first == seats.last) {
        return std::nullopt;
    }
    const auto meetings = held_by.of(forum);
    if (!meetings.empty() && held_by.day(meetings.front()).is_known()) {
        add(held_by.day(meetings.front()));
    }
    return first;
}

} // namespace

ForumFactValue meeting_overlap(const ActorNetwork& network, std::span<const MeetingId> meetings,
                               SeatRange seats) {
    const MeetingColumns& table = network.meetings();
    std::set<MeetingId> counted;
    std::int64_t all = 0;
    std::int64_t free = 0;
    for (const auto& [person, periods] : civil_members(network, seats)) {
        std::vector<WeeklyWindow> windows = free_times(network, person);
        if (windows.empty()) {
            continue; // not stated, which is not the same as never free
        }
        std::sort(windows.begin(), windows.end());
        for (const MeetingId m : meetings) {
            const std::size_t row = m.position();
            const auto minutes = table.minutes(row);
            const auto is_seated = [&](const DateInterval& period) {
                return is_held_on(period, table.start[row].date());
            };
            if (minutes && *minutes > 0 && std::any_of(periods.begin(), periods.end(), is_seated)) {
                all += *minutes;
                free += std::min(free_minutes(windows, table.start[row], table.end[row]), *minutes);
                counted.insert(m);
            }
        }
    }
    if (all == 0) {
        return none_because("no meeting of stated length, or no member from civil society with stated times");
    }
    ForumFactValue fact;
    fact.value = static_cast<double>(free) / static_cast<double>(all);
    for (const MeetingId m : meetings) {
        if (counted.contains(m)) {
            fact.evidence.push_back(meeting_evidence(network, m));
        }
    }
    return fact;
}

ForumFactValue agenda_relevance(const ActorNetwork& network, const ForumMeetings& held_by,
                                std::span<const MeetingId> meetings) {
    const AgendaItemColumns& items = network.agenda_items();
    std::int64_t all = 0;
    std::int64_t relevant = 0;
    ForumFactValue fact;
    for (const MeetingId m : meetings) {
        const auto [first, last] = held_by.items_of(m);
        for (std::uint32_t k = first; k < last; ++k) {
            const auto sectors = items.relevant_sectors[k];
            if (!items.minutes[k].is_known() || sectors.empty()) {
                continue; // of unknown length, or nobody said whom it concerns
            }
            const bool both = std::any_of(sectors.begin(), sectors.end(), is_civil_society) &&
                              std::find(sectors.begin(), sectors.end(), Sector::municipal) != sectors.end();
            all += items.minutes[k].value();
            relevant += both ? items.minutes[k].value() : 0;
            if (!both) {
                fact.evidence.push_back(item_evidence(network, m, items.item[k]));
            }
        }
    }
    if (all == 0) {
        return none_because("no agenda with minutes and relevant sectors is recorded");
    }
    fact.value = static_cast<double>(relevant) / static_cast<double>(all);
    return fact;
}

ForumFactValue meeting_ratio(const ActorNetwork& network, const ForumMeetings& held_by, ForumId forum,
                             SeatRange seats, Date until) {
    const std::optional<double> meant = network.forums().meets_per_year[forum.position()];
    if (!meant || *meant <= 0.0) {
        return none_because("it is not stated how often the forum is meant to meet");
    }
    if (!network.has(TableName::meetings)) {
        return none_because("no meetings are recorded");
    }
    if (!until.is_known()) {
        return none_because("no day to count from: give as_of, or record meetings");
    }
    const Date year_before = one_year_before(until);
    const std::int32_t days_of_year = until.days_since_epoch() - year_before.days_since_epoch();
    Date since = year_before; // the day before the first that counts
    if (const std::optional<Date> first = first_day(network, held_by, forum, seats);
        first && *first > since) {
        since = std::min(Date{first->days_since_epoch() - 1}, until);
    }
    const double due = *meant * (until.days_since_epoch() - since.days_since_epoch()) / days_of_year;
    ForumFactValue fact;
    double held = 0.0;
    for (const MeetingId m : held_by.of(forum)) {
        const Date day = held_by.day(m);
        if (day.is_known() && since < day && day <= until) {
            held += 1.0;
            fact.evidence.push_back(meeting_evidence(network, m));
        }
    }
    if (held == 0.0 && due < 1.0) {
        return none_because("no meeting was due in that time");
    }
    fact.value = held / due;
    return fact;
}

} // namespace samspill::detail
