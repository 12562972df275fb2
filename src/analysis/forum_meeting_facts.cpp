#include "forum_meeting_facts.hpp"

#include <samspill/model/weekly_window.hpp>

#include "calendar_days.hpp"
#include "forum_terms_facts.hpp"

#include <algorithm>
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

} // namespace

ForumFactValue meeting_overlap(const ActorNetwork& network, const ForumMeetings& held_by, ForumId forum,
                               std::span<const std::uint32_t> seats) {
    std::set<PersonId> members;
    for (const std::uint32_t seat : seats) {
        const PersonId person = network.seats().person[seat];
        const Sector sector = network.actors().sector[network.seats().actor[seat].position()];
        if (!person.is_none() && is_civil_society(sector)) {
            members.insert(person);
        }
    }
    ForumFactValue fact;
    std::int64_t all = 0;
    std::int64_t free = 0;
    const MeetingColumns& meetings = network.meetings();
    const auto held = held_by.of(forum);
    for (const PersonId member : members) {
        std::vector<WeeklyWindow> windows = free_times(network, member);
        if (windows.empty()) {
            continue; // not stated, which is not the same as never free
        }
        std::sort(windows.begin(), windows.end());
        for (const MeetingId m : held) {
            const auto minutes = meetings.minutes(m.position());
            if (minutes && *minutes > 0) {
                all += *minutes;
                free +=
                    std::min(free_minutes(windows, meetings.start[m.position()], meetings.end[m.position()]),
                             *minutes);
            }
        }
    }
    if (all == 0) {
        return none_because("no meeting of stated length, or no member from civil society with stated times");
    }
    for (const MeetingId m : held) {
        fact.evidence.push_back(meeting_evidence(network, m));
    }
    fact.value = static_cast<double>(free) / static_cast<double>(all);
    return fact;
}

ForumFactValue agenda_relevance(const ActorNetwork& network, const ForumMeetings& held_by, ForumId forum) {
    const AgendaItemColumns& items = network.agenda_items();
    std::int64_t all = 0;
    std::int64_t relevant = 0;
    ForumFactValue fact;
    for (const MeetingId m : held_by.of(forum)) {
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
                             Date until) {
    const std::optional<double> meant = network.forums().meets_per_year[forum.position()];
    if (!meant || *meant <= 0.0) {
        return none_because("it is not stated how often the forum is meant to meet");
    }
    if (!network.has(TableName::meetings)) {
        return none_because("no meetings are recorded");
    }
    const Date since = one_year_before(until);
    ForumFactValue fact;
    double held = 0.0;
    for (const MeetingId m : held_by.of(forum)) {
        const Date day = held_by.day(m);
        if (day.is_known() && since < day && day <= until) {
            held += 1.0;
            fact.evidence.push_back(meeting_evidence(network, m));
        }
    }
    fact.value = held / *meant;
    return fact;
}

} // namespace samspill::detail
