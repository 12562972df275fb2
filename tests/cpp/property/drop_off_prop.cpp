// Drop-off against a twin that follows every holder of seats from meeting to meeting.
#include <samspill/analysis/drop_off.hpp>
#include <samspill/io/attendance_tables.hpp>

#include "support/forum_twin.hpp"
#include "support/same_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace samspill {
namespace {

using namespace testing_support;

/// One meeting to which somebody was entitled.
struct Entitled {
    std::int64_t time = 0;
    bool recorded = false;
    bool came = false;
};

std::vector<Entitled> path_of(const ForumTwin& twin, const std::string& forum, std::size_t holder,
                              DropOffUnit unit) {
    const auto holders = twin.holders(forum);
    const auto meetings = twin.meetings(forum);
    std::vector<Entitled> path;
    std::optional<std::int64_t> entry;
    std::int64_t reached = 0;
    for (std::size_t k = 0; k < meetings.size(); ++k) {
        const Date day = meetings[k].start.date();
        if (!ForumTwin::is_seated(holders[holder], day)) {
            continue;
        }
        const std::int64_t clock =
            unit == DropOffUnit::days ? day.days_since_epoch() : static_cast<std::int64_t>(k) + 1;
        entry = entry.value_or(unit == DropOffUnit::days ? clock : clock - 1);
        const auto rows = twin.attendance(meetings[k].id);
        const bool came = std::any_of(rows.begin(), rows.end(), [&](const Attendance& row) {
            return twin.taken(holders, day, row) == holder;
        });
        if (!rows.empty()) {
            reached = std::max(reached, clock - *entry); // a later meeting may lie on an earlier local day
        }
        path.push_back({reached, !rows.empty(), came});
    }
    return path;
}

SpellEnd end_of(const TwinHolder& holder, const std::vector<Entitled>& path, std::int64_t silent_meetings,
                const std::vector<Meeting>& meetings) {
    bool ended = true;
    Date last;
    bool resigned = false;
    for (const Seat& seat : holder.seats) {
        ended = ended && seat.period.to.is_known();
        if (!last.is_known() || last < seat.period.to) {
            last = seat.period.to;
            resigned = seat.ended_by == SeatEnd::resigned;
        }
    }
    if (ended && resigned) {
        return SpellEnd::resigned;
    }
    std::int64_t silent = 0;
    for (const Entitled& meeting : path) {
        if (meeting.recorded) {
            silent = meeting.came ? 0 : silent + 1;
        }
    }
    if (silent >= silent_meetings) {
        return SpellEnd::silent;
    }
    if (ended && meetings.back().start.date() >= last) {
        return SpellEnd::seat_ended;
    }
    return silent > 0 ? SpellEnd::unconfirmed : SpellEnd::active;
}

/// What the path of one holder comes to.
struct Followed {
    std::int64_t recorded = 0;
    std::int64_t duration = 0;
    std::int64_t observed = 0;
    std::vector<std::int64_t> missed;
};

Followed follow(const std::vector<Entitled>& path) {
    Followed made;
    for (const Entitled& meeting : path) {
        if (!meeting.recorded) {
            continue;
        }
        ++made.recorded;
        made.observed = meeting.time;
        if (meeting.came) {
            made.duration = meeting.time;
        } else {
            made.missed.push_back(meeting.time);
        }
    }
    return made;
}

/// Compares the spells of one holder, from number `next` on, and moves past them.
void expect_spells(const ActorNetwork& network, const DropOffResult& result, std::size_t& next,
                   const TwinHolder& holder, const std::vector<std::string>& names, const Followed& followed,
                   SpellEnd end) {
    std::set<std::string> told;
    for (std::size_t k = 0; k < std::max<std::size_t>(names.size(), 1); ++k, ++next) {
        const AttendanceSpell& spell = result.spells.at(next);
        RC_ASSERT(network.text(network.forums().id[spell.forum.position()]) == holder.seats.front().forum);
        RC_ASSERT(network.text(network.actors().id[spell.actor.position()]) == holder.actor);
        RC_ASSERT(spell.person.is_none() == holder.person.empty());
        RC_ASSERT(spell.duration == followed.duration);
        RC_ASSERT(spell.recorded == followed.recorded);
        RC_ASSERT(spell.end == end);
        RC_ASSERT(spell.in_several == (names.size() > 1));
        RC_ASSERT(result.observed.at(next) == followed.observed);
        RC_ASSERT(std::ranges::equal(result.absences[next], followed.missed));
        if (spell.group != AttendanceSpell::no_group) {
            told.insert(result.groups.at(spell.group));
        }
    }
    RC_ASSERT((told == std::set<std::string>{names.begin(), names.end()}));
}

RC_GTEST_PROP(DropOffProp, FollowsEverybody, ()) {
    const DropOffOptions options{.attribute =
                                     *rc::gen::element(GroupAttribute::sector, GroupAttribute::tier,
                                                       GroupAttribute::membership, GroupAttribute::language),
                                 .unit = *rc::gen::element(DropOffUnit::meetings, DropOffUnit::days),
                                 .silent_meetings = 1 + below(3)};
    const Rows rows = any_forum_rows(1 + below(3));
    const ActorNetwork network = network_of_forums(rows);
    const DropOffResult result = drop_off(network, options);
    const ForumTwin twin{rows};
    std::size_t next = 0;
    std::int64_t unobserved = 0;
    std::array<std::int64_t, 3> by_groups{}; // holders in none, one and several
    for (const std::string& forum : twin.forums()) {
        const auto holders = twin.holders(forum);
        for (std::size_t h = 0; h < holders.size(); ++h) {
            const auto path = path_of(twin, forum, h, options.unit);
            const Followed followed = follow(path);
            if (followed.recorded == 0) {
                ++unobserved;
                continue;
            }
            const auto names = twin.groups(options.attribute, holders[h].actor, holders[h].person);
            ++by_groups.at(std::min<std::size_t>(names.size(), 2));
            expect_spells(network, result, next, holders[h], names, followed,
                          end_of(holders[h], path, options.silent_meetings, twin.meetings(forum)));
        }
    }
    RC_ASSERT(next == result.spells.size());
    RC_ASSERT(result.unobserved == unobserved);
    RC_ASSERT(result.in_unknown == by_groups[0]);
    RC_ASSERT(result.in_one == by_groups[1]);
    RC_ASSERT(result.in_several == by_groups[2]);
    RC_ASSERT(result.vectors().groups.size() == static_cast<std::size_t>(by_groups[1]));
}

RC_GTEST_PROP(DropOffProp, TheOrderOfRowsChangesNothing, ()) {
    const Rows rows = any_forum_rows(1 + below(3));
    const ActorNetwork one = network_of_forums(rows);
    const ActorNetwork other = network_of_forums(rows.shuffled());
    const DropOffOptions options{.unit = DropOffUnit::days};
    const DropOffResult a = drop_off(one, options);
    const DropOffResult b = drop_off(other, options);
    RC_ASSERT(test::same_table(drop_off_spells(one, a), drop_off_spells(other, b)));
    RC_ASSERT(test::same_table(drop_off_absences(one, a), drop_off_absences(other, b)));
}

} // namespace
} // namespace samspill
