// Seats by day: against a count of the rows day by day.
#include <samspill/analysis/forum_power.hpp>
#include <samspill/analysis/forum_rules.hpp>
#include <samspill/analysis/group_balance.hpp>
#include <samspill/analysis/power_asymmetry.hpp>
#include <samspill/analysis/representation.hpp>
#include <samspill/model/seat_day.hpp>

#include "support/forum_twin.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using testing_support::any_forum_rows;
using testing_support::below;
using testing_support::few_or_many_forums;
using testing_support::ForumTwin;
using testing_support::Rows;

/// Some forums end, some seats state votes, some studies have no meetings.
Rows with_ends(Rows rows) {
    for (Forum& forum : rows.forums) {
        if (below(3) == 0) {
            forum.ends_on = Date{below(9)};
        }
    }
    for (Seat& seat : rows.seats) {
        if (below(3) > 0) {
            seat.votes = 1.0 + below(2);
        }
    }
    if (below(3) == 0) {
        rows.meetings.clear();
        rows.agenda_items.clear();
        rows.attendance.clear();
    }
    return rows;
}

/// Seats and meetings lie on days 0 to 8.
Rows rows_with_ends() {
    const Rows rows = any_forum_rows(few_or_many_forums());
    return *rc::gen::resize(rc::kNominalSize, rc::gen::exec([rows] { return with_ends(rows); }));
}

SeatDay any_seat_day() {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::exec([] {
                                switch (below(3)) {
                                case 0:
                                    return SeatDay{};
                                case 1:
                                    return SeatDay::all_seats();
                                default:
                                    return SeatDay::on(Date{below(10)});
                                }
                            }));
}

/// The day on which the seats of a forum count, in words of the rows; nothing for all seats.
std::optional<Date> day_by_rows(const Rows& rows, const Forum& forum, const SeatDay& as_of) {
    if (as_of.is_all_seats()) {
        return std::nullopt;
    }
    std::set<Date> days;
    for (const Meeting& meeting : rows.meetings) {
        days.insert(meeting.start.date());
    }
    if (days.empty()) {
        for (const Seat& seat : rows.seats) {
            days.insert(seat.period.from);
        }
        days.erase(Date{});
    }
    if (!as_of.is_latest()) {
        days = {as_of.day()};
    }
    if (days.empty()) {
        return std::nullopt;
    }
    Date day = *days.rbegin();
    while (forum.ends_on.is_known() && day >= forum.ends_on) {
        day = Date{day.days_since_epoch() - 1};
    }
    return day;
}

/// Voters of a forum: people by their votes, and unnamed seats one by one, each with the first of its actors.
std::vector<std::pair<std::string, std::optional<double>>>
voters_by_rows(const Rows& rows, const std::string& forum, std::optional<Date> day) {
    std::vector<std::pair<std::string, std::optional<double>>> voters; // actor, votes
    std::set<std::pair<std::string, std::optional<double>>> people;
    std::vector<Seat> seats = rows.seats;
    std::stable_sort(seats.begin(), seats.end(),
                     [](const Seat& a, const Seat& b) { return a.actor < b.actor; });
    for (const Seat& seat : seats) {
        const bool is_held = seat.forum == forum && (!day || ForumTwin::holds(seat, *day));
        if (is_held && (seat.person.empty() || people.emplace(seat.person, seat.votes).second)) {
            voters.emplace_back(seat.actor, seat.votes);
        }
    }
    return voters;
}

const Forum& forum_named(const Rows& rows, std::string_view id) {
    return *std::find_if(rows.forums.begin(), rows.forums.end(),
                         [&](const Forum& forum) { return forum.id == id; });
}

RC_GTEST_PROP(SeatDay, SeatsAndVotersAreThoseThatTheRowsNameOnTheDay, ()) {
    const Rows rows = rows_with_ends();
    const SeatDay as_of = any_seat_day();
    const ActorNetwork network = testing_support::network_of_forums(rows);
    const RepresentationResult seats = representation(network, {.as_of = as_of});
    const GroupBalanceResult balance = group_balance(network, {.as_of = as_of});
    const ForumPowerResult power = forum_power(network, {.as_of = as_of});
    PowerAsymmetryOptions plain;
    plain.as_of = as_of;
    plain.bootstrap.replicates = 0;
    const PowerAsymmetryResult profiles = power_asymmetry(network, plain);
    for (const ForumBalance& forum : seats.forums) {
        const std::size_t f = forum.forum.position();
        const Forum& row = forum_named(rows, network.text(network.forums().id[f]));
        const std::optional<Date> day = day_by_rows(rows, row, as_of);
        const auto voters = voters_by_rows(rows, row.id, day);
        const auto count = static_cast<double>(voters.size());
        RC_ASSERT(forum.as_of == day.value_or(Date{}));
        RC_ASSERT(forum.seats == count);
        RC_ASSERT(balance.forums[f].as_of == forum.as_of);
        RC_ASSERT(balance.forums[f].amount == count);
        RC_ASSERT(power.forums[f].as_of == forum.as_of);
        RC_ASSERT(power.forums[f].voters == voters.size());
        double municipal = 0.0;
        for (const auto& [actor, votes] : voters) {
            const auto found = std::find_if(rows.actors.begin(), rows.actors.end(),
                                            [&, name = actor](const Actor& a) { return a.id == name; });
            municipal += found->sector == Sector::municipal ? 1.0 : 0.0;
        }
        RC_ASSERT(profiles.forums[f].as_of == forum.as_of);
        RC_ASSERT(profiles.forums[f].dimensions.front().amounts.value().municipal == municipal);
    }
}

/// Whether the voters of any day reach the quota, or might, as some did not state their votes.
bool reaches_on_any_day(const Rows& rows, const Forum& forum) {
    bool has_voters = false;
    for (int day = -1; day <= 9; ++day) {
        const auto voters = voters_by_rows(rows, forum.id, Date{day});
        std::size_t stating = 0;
        double sum = 0.0;
        for (const auto& [actor, votes] : voters) {
            stating += votes ? 1U : 0U;
            sum += votes.value_or(0.0);
        }
        if (stating == 0) {
            sum = static_cast<double>(voters.size());
        }
        const bool is_known = stating == 0 || stating == voters.size();
        if (!voters.empty() && (!is_known || sum >= *forum.quota)) {
            return true;
        }
        has_voters = has_voters || !voters.empty();
    }
    return !has_voters;
}

RC_GTEST_PROP(SeatDay, AQuotaIsFoundWhenNoDaysVotesReachIt, ()) {
    Rows rows = rows_with_ends();
    for (Forum& forum : rows.forums) {
        forum.quota = *rc::gen::inRange(0, 9);
    }
    std::set<std::string> expected;
    for (const Forum& forum : rows.forums) {
        if (!reaches_on_any_day(rows, forum)) {
            expected.insert(forum.id);
        }
    }
    const ActorNetwork network = testing_support::network_of_forums(rows);
    std::set<std::string> found;
    for (const Finding& finding : network.findings()) {
        if (finding.code == FindingCode::quota_above_votes) {
            found.insert(rows.forums[static_cast<std::size_t>(finding.row - 2)].id);
        }
    }
    RC_ASSERT(found == expected);
}

/// Meetings of an hour, people of whom some say when they are free, forums that say how often they meet.
Rows with_hours(Rows rows) {
    static const std::array<std::string, 3> windows{"TH 08:00-12:00", "FR 10:00-24:00", "SA 00:00-16:30"};
    for (Meeting& meeting : rows.meetings) {
        meeting.end = DateTime{meeting.start.minutes_since_epoch() + 60, meeting.start.offset()};
    }
    for (Person& person : rows.people) {
        for (const std::string& window : windows) {
            if (below(2) == 0) {
                person.available.push_back(window);
            }
        }
    }
    for (Forum& forum : rows.forums) {
        forum.meets_per_year = 1.0 + below(100);
        if (below(4) == 0) {
            forum.agreed_on = Date{below(9)};
        }
    }
    return rows;
}

ForumFactValue fact_of(const ActorNetwork& network, ForumFact fact, ForumId forum, const SeatDay& as_of) {
    ForumRule rule{.id = "r", .forms = {}, .fact = fact};
    for (std::size_t form = 0; form < vocabulary_size<ForumForm>; ++form) {
        rule.forms.push_back(static_cast<ForumForm>(form));
    }
    return forum_rules(network, {"1", {rule}}, {.as_of = as_of}).rows.at(forum.position()).found;
}

/// Minute by minute: 1970-01-01 was a Thursday.
bool is_free(const Person& person, std::int64_t minute) {
    const std::int64_t day = minute / DateTime::minutes_per_day;
    const std::int64_t time = minute % DateTime::minutes_per_day;
    return std::any_of(person.available.begin(), person.available.end(), [&](const std::string& window) {
        return (window == "TH 08:00-12:00" && day % 7 == 0 && time >= 480 && time < 720) ||
               (window == "FR 10:00-24:00" && day % 7 == 1 && time >= 600) ||
               (window == "SA 00:00-16:30" && day % 7 == 2 && time < 990);
    });
}

bool sits_for_civil_society(const Rows& rows, const std::string& person, const Meeting& meeting) {
    return std::any_of(rows.seats.begin(), rows.seats.end(), [&](const Seat& seat) {
        const auto actor = std::find_if(rows.actors.begin(), rows.actors.end(),
                                        [&](const Actor& row) { return row.id == seat.actor; });
        const bool is_civil = actor->sector == Sector::civil_society || actor->sector == Sector::target_group;
        return seat.forum == meeting.forum && seat.person == person && is_civil &&
               ForumTwin::holds(seat, meeting.start.date());
    });
}

RC_GTEST_PROP(SeatDay, FreeTimesAreThoseOfMembersWhoWereSeatedAtTheMeeting, ()) {
    const Rows given = rows_with_ends();
    const Rows rows =
        *rc::gen::resize(rc::kNominalSize, rc::gen::exec([given] { return with_hours(given); }));
    const SeatDay as_of = any_seat_day();
    const ActorNetwork network = testing_support::network_of_forums(rows);
    for (std::size_t f = 0; f < std::min<std::size_t>(network.forums().size(), 4); ++f) {
        const Forum& forum = forum_named(rows, network.text(network.forums().id[f]));
        const std::optional<Date> day = day_by_rows(rows, forum, as_of);
        int all = 0;
        int free = 0;
        for (const Meeting& meeting : rows.meetings) {
            if (meeting.forum != forum.id || (day && meeting.start.date() > *day)) {
                continue;
            }
            for (const Person& person : rows.people) {
                if (person.available.empty() || !sits_for_civil_society(rows, person.id, meeting)) {
                    continue;
                }
                for (int minute = 0; minute < 60; ++minute) {
                    ++all;
                    free += is_free(person, meeting.start.minutes_since_epoch() + minute) ? 1 : 0;
                }
            }
        }
        const ForumFactValue found = fact_of(network, ForumFact::meeting_overlap, ForumId{f}, as_of);
        RC_ASSERT(found.value.has_value() == (all > 0));
        RC_ASSERT((all == 0 || std::abs(*found.value - static_cast<double>(free) / all) < 1e-12));
    }
}

/// Whether the forum is known to have begun later than on this day.
bool begins_after(const Rows& rows, const Forum& forum, Date day) {
    bool has_seats = false;
    for (const Seat& seat : rows.seats) {
        if (seat.forum == forum.id) {
            has_seats = true;
            if (!seat.period.from.is_known() || seat.period.from <= day) {
                return false;
            }
        }
    }
    const bool met = std::any_of(rows.meetings.begin(), rows.meetings.end(), [&](const Meeting& meeting) {
        return meeting.forum == forum.id && meeting.start.date() <= day;
    });
    return has_seats && !met && (!forum.agreed_on.is_known() || forum.agreed_on > day);
}

RC_GTEST_PROP(SeatDay, MeetingsAreDueOnTheDaysOfTheYearOnWhichTheForumExists, ()) {
    const Rows given = rows_with_ends();
    const Rows rows =
        *rc::gen::resize(rc::kNominalSize, rc::gen::exec([given] { return with_hours(given); }));
    const SeatDay as_of = any_seat_day();
    const ActorNetwork network = testing_support::network_of_forums(rows);
    for (std::size_t f = 0; f < std::min<std::size_t>(network.forums().size(), 4); ++f) {
        const Forum& forum = forum_named(rows, network.text(network.forums().id[f]));
        const std::optional<Date> day = day_by_rows(rows, forum, as_of.is_all_seats() ? SeatDay{} : as_of);
        const ForumFactValue found = fact_of(network, ForumFact::meeting_ratio, ForumId{f}, as_of);
        if (!day) {
            RC_ASSERT(!found.value);
            continue;
        }
        constexpr int days_of_year = 365; // no day here lies within a year after 29 February
        int existing = 0;
        int held = 0;
        for (int back = 0; back < days_of_year; ++back) {
            const Date on{day->days_since_epoch() - back};
            existing += begins_after(rows, forum, on) ? 0 : 1;
            held += static_cast<int>(
                std::count_if(rows.meetings.begin(), rows.meetings.end(), [&](const Meeting& meeting) {
                    return meeting.forum == forum.id && meeting.start.date() == on;
                }));
        }
        const double due = *forum.meets_per_year * existing / days_of_year;
        RC_ASSERT(found.value.has_value() == (held > 0 || due >= 1.0));
        RC_ASSERT((!found.value || std::abs(*found.value - held / due) < 1e-9));
    }
}

} // namespace
} // namespace samspill
