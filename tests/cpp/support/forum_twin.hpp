// Random forums with their meetings, and a slow twin that reads who sat and who came from the rows alone.
#pragma once

#include <samspill/model/group_attribute.hpp>

#include "support/random_network.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace samspill::testing_support {

inline DateInterval seat_days() {
    DateInterval days;
    if (below(2) == 0) {
        days.from = Date{below(4)};
    }
    if (below(2) == 0) {
        days.to = Date{4 + below(4)};
    }
    return days;
}

/// Meetings lie on the days on which seats begin and end; some state an offset to UTC.
inline void add_meetings_of(Rows& rows, const Forum& forum, int actors) {
    const int meetings = below(6);
    for (int k = 0; k < meetings; ++k) {
        const std::string meeting = forum.id + id("m", k);
        const std::int64_t start = std::int64_t{below(9)} * DateTime::minutes_per_day + 60 * below(24);
        const std::array<std::optional<std::int16_t>, 3> offsets{std::nullopt, std::int16_t{0},
                                                                 std::int16_t{120}};
        rows.meetings.push_back({.id = meeting,
                                 .forum = forum.id,
                                 .start = DateTime{start, offsets[static_cast<std::size_t>(below(3))]}});
        for (int item = below(3); item > 0; --item) {
            AgendaItem made{.meeting = meeting,
                            .item = id("item", item),
                            .minutes = any_count(4),
                            .relevant_sectors = {},
                            .proposed_by = maybe("actor", actors)};
            for (int sector = 0; sector < 4; ++sector) {
                if (below(2) == 0) {
                    made.relevant_sectors.push_back(static_cast<Sector>(sector));
                }
            }
            rows.agenda_items.push_back(made);
        }
        const bool recorded = below(4) > 0;
        for (const Person& person : rows.people) {
            if (recorded && below(2) == 0) {
                rows.attendance.push_back({.meeting = meeting,
                                           .actor = maybe("actor", actors),
                                           .person = person.id,
                                           .speaking_seconds = any_count(100)});
            }
        }
        for (int who = 0; who < actors; ++who) {
            if (recorded && below(4) == 0) {
                rows.attendance.push_back(
                    {.meeting = meeting, .actor = id("actor", who), .speaking_seconds = any_count(100)});
            }
        }
    }
}

/// The tables about forums and what they refer to. Seats that end on the same day end for the same reason.
inline Rows forum_rows(int forums) {
    Rows rows;
    const int actors = 1 + below(4);
    for (int k = 0; k < actors; ++k) {
        rows.actors.push_back(
            {.id = id("actor", k), .sector = static_cast<Sector>(below(4)), .languages = some("d", 3)});
    }
    const int people = below(6);
    for (int k = 0; k < people; ++k) {
        rows.people.push_back(
            {.id = id("person", k),
             .actor = id("actor", below(actors)),
             .tier = below(3) == 0 ? std::nullopt : std::optional{static_cast<PersonTier>(below(3))},
             .languages = some("d", 3),
             .groups = some("group", 3)});
    }
    for (int f = 0; f < forums; ++f) {
        Forum forum{.id = id("forum", f)};
        for (int sector = 0; sector < 4; ++sector) {
            if (below(3) == 0) {
                forum.composition.push_back({static_cast<Sector>(sector), std::nullopt});
            }
        }
        for (int seats = below(6); seats > 0; --seats) {
            Seat seat{.forum = forum.id,
                      .actor = id("actor", below(actors)),
                      .person = maybe("person", people),
                      .period = seat_days()};
            if (seat.period.to.is_known()) {
                seat.ended_by =
                    seat.period.to.days_since_epoch() % 2 == 0 ? SeatEnd::resigned : SeatEnd::term;
            }
            rows.seats.push_back(seat);
        }
        rows.forums.push_back(forum);
        add_meetings_of(rows, forum, actors);
    }
    return rows;
}

/// Rows in full size from the first test on: small sizes would give empty forums only.
inline Rows any_forum_rows(int forums) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::exec([forums] { return forum_rows(forums); }));
}

/// Few forums, and now and then so many that several threads share them.
inline int few_or_many_forums() {
    return *rc::gen::resize(rc::kNominalSize,
                            rc::gen::exec([] { return below(20) == 0 ? 65 + below(80) : below(4); }));
}

inline ActorNetwork network_of_forums(const Rows& rows) {
    return rows.build({TableName::forums, TableName::seats, TableName::people, TableName::meetings,
                       TableName::agenda_items, TableName::attendance});
}

/// Somebody with seats in one forum.
struct TwinHolder {
    std::string person; ///< empty for an actor with seats that name no person
    std::string actor;
    std::vector<Seat> seats;
};

/// Answers from the rows by going through all of them.
class ForumTwin {
public:
    explicit ForumTwin(const Rows& rows) : rows_{rows} {}

    [[nodiscard]] std::vector<std::string> forums() const {
        std::vector<std::string> ids;
        for (const Forum& forum : rows_.forums) {
            ids.push_back(forum.id);
        }
        std::sort(ids.begin(), ids.end());
        return ids;
    }

    /// People by id, then actors by id.
    [[nodiscard]] std::vector<TwinHolder> holders(const std::string& forum) const {
        std::vector<TwinHolder> found;
        for (const Seat& seat : rows_.seats) {
            if (seat.forum != forum) {
                continue;
            }
            const auto same = std::find_if(found.begin(), found.end(), [&](const TwinHolder& other) {
                return other.person == seat.person && (!seat.person.empty() || other.actor == seat.actor);
            });
            TwinHolder& holder =
                same != found.end() ? *same : found.emplace_back(TwinHolder{seat.person, seat.actor, {}});
            holder.actor = std::min(holder.actor, seat.actor);
            holder.seats.push_back(seat);
        }
        std::sort(found.begin(), found.end(), [](const TwinHolder& a, const TwinHolder& b) {
            return std::tuple{a.person.empty(), a.person, a.actor} <
                   std::tuple{b.person.empty(), b.person, b.actor};
        });
        return found;
    }

    /// By the time of their start, in UTC where the offset is known.
    [[nodiscard]] std::vector<Meeting> meetings(const std::string& forum) const {
        std::vector<Meeting> found;
        std::copy_if(rows_.meetings.begin(), rows_.meetings.end(), std::back_inserter(found),
                     [&](const Meeting& meeting) { return meeting.forum == forum; });
        const auto key = [](const Meeting& meeting) {
            return std::tuple{meeting.start.minutes_since_epoch() - meeting.start.offset().value_or(0),
                              meeting.id};
        };
        std::sort(found.begin(), found.end(),
                  [&](const Meeting& a, const Meeting& b) { return key(a) < key(b); });
        return found;
    }

    [[nodiscard]] std::vector<Attendance> attendance(const std::string& meeting) const {
        std::vector<Attendance> found;
        std::copy_if(rows_.attendance.begin(), rows_.attendance.end(), std::back_inserter(found),
                     [&](const Attendance& row) { return row.meeting == meeting; });
        return found;
    }

    [[nodiscard]] static bool holds(const Seat& seat, Date day) {
        return (!seat.period.from.is_known() || seat.period.from <= day) &&
               (!seat.period.to.is_known() || day < seat.period.to);
    }
    [[nodiscard]] static bool is_seated(const TwinHolder& holder, Date day) {
        return std::any_of(holder.seats.begin(), holder.seats.end(),
                           [&](const Seat& seat) { return holds(seat, day); });
    }

    /// Which of the holders a row of attendance is about.
    [[nodiscard]] std::optional<std::size_t> taken(const std::vector<TwinHolder>& holders, Date day,
                                                   const Attendance& row) const {
        const std::string actor = row.actor.empty() ? actor_of(row.person) : row.actor;
        for (std::size_t k = 0; k < holders.size(); ++k) {
            if (!row.person.empty() && holders[k].person == row.person && is_seated(holders[k], day)) {
                return k;
            }
        }
        std::vector<std::size_t> people;
        for (std::size_t k = 0; k < holders.size(); ++k) {
            if (holders[k].person.empty() && holders[k].actor == actor && is_seated(holders[k], day)) {
                return k;
            }
            const bool sits =
                std::any_of(holders[k].seats.begin(), holders[k].seats.end(),
                            [&](const Seat& seat) { return seat.actor == actor && holds(seat, day); });
            if (!holders[k].person.empty() && sits) {
                people.push_back(k);
            }
        }
        return row.person.empty() && people.size() == 1 ? std::optional{people.front()} : std::nullopt;
    }

    /// Names of the groups of an actor, or of a person who sits for it; sector, tier, membership or language.
    [[nodiscard]] std::vector<std::string> groups(GroupAttribute attribute, const std::string& actor,
                                                  const std::string& person) const {
        const auto who = std::find_if(rows_.people.begin(), rows_.people.end(),
                                      [&](const Person& p) { return !person.empty() && p.id == person; });
        const bool has_person = who != rows_.people.end();
        if (attribute == GroupAttribute::membership) {
            return has_person ? who->groups : std::vector<std::string>{};
        }
        if (attribute == GroupAttribute::tier) {
            return has_person && who->tier ? std::vector{std::string{to_string(*who->tier)}}
                                           : std::vector<std::string>{};
        }
        const auto of = std::find_if(rows_.actors.begin(), rows_.actors.end(),
                                     [&](const Actor& a) { return a.id == actor; });
        if (of == rows_.actors.end()) {
            return {};
        }
        if (attribute == GroupAttribute::sector) {
            return {std::string{to_string(of->sector)}};
        }
        return has_person && !who->languages.empty() ? who->languages : of->languages;
    }

private:
    [[nodiscard]] std::string actor_of(const std::string& person) const {
        for (const Person& row : rows_.people) {
            if (row.id == person) {
                return row.actor;
            }
        }
        return {};
    }

    const Rows& rows_;
};

} // namespace samspill::testing_support
