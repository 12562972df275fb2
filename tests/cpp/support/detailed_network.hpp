// Random studies that state everything the tables can, for tests of what holds for every column.
#pragma once

#include "support/random_network.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace samspill::testing_support {

inline std::optional<double> maybe_number(int bound) {
    return below(2) == 0 ? std::nullopt : std::optional{0.5 * below(bound)};
}

/// A language code, nothing, or something that is no code.
inline std::string any_language() {
    constexpr std::array<const char*, 5> codes{"ar", "da", "ti", "", "no code"};
    return codes[static_cast<std::size_t>(below(static_cast<int>(codes.size())))];
}

/// One of two valid numbers in two spellings, nothing, or a number whose check digit is wrong.
inline std::string any_organisation_number() {
    constexpr std::array<const char*, 6> numbers{"912345920", "NO 912 345 920", "10000009", "",
                                                 "",          "912345921"};
    return numbers[static_cast<std::size_t>(below(static_cast<int>(numbers.size())))];
}

inline DateInterval any_days() {
    DateInterval days;
    if (below(2) == 0) {
        days.from = Date{below(3)};
    }
    if (below(2) == 0) {
        days.to = Date{3 + below(3)};
    }
    return days;
}

inline std::vector<Sector> some_sectors() {
    std::vector<Sector> sectors;
    for (int k = 0; k < 3; ++k) {
        if (below(2) == 0) {
            sectors.push_back(static_cast<Sector>(k));
        }
    }
    return sectors;
}

inline void describe_forums(Rows& rows) {
    for (Forum& forum : rows.forums) {
        forum.quota = maybe_number(4);
        forum.head_count = any_count(4);
        for (const Sector sector : some_sectors()) {
            forum.vetoes.push_back({sector, static_cast<Veto>(below(3))});
        }
        forum.agreed_on = below(2) == 0 ? Date{} : Date{below(9)};
        forum.ends_on = below(2) == 0 ? Date{} : Date{below(9)};
        forum.in_operation = below(2) == 0 ? std::nullopt : std::optional{below(2) == 0};
        forum.competences = some("competence", 2);
        forum.involvement = maybe("method", 2);
    }
}

/// Meetings lie on the days on which seats of any_days begin and end.
inline void add_meetings(Rows& rows) {
    const int actors = static_cast<int>(rows.actors.size());
    const int people = static_cast<int>(rows.people.size());
    for (const Forum& forum : rows.forums) {
        const int meetings = below(4);
        for (int k = 0; k < meetings; ++k) {
            const std::string meeting = forum.id + id("m", k);
            const std::int64_t start = std::int64_t{below(7)} * DateTime::minutes_per_day + below(1000);
            rows.meetings.push_back({.id = meeting, .forum = forum.id, .start = DateTime{start}});
            if (below(2) == 0) {
                rows.meetings.back().end = DateTime{start + 1 + below(3)};
            }
            for (int item = below(3); item > 0; --item) {
                rows.agenda_items.push_back({.meeting = meeting,
                                             .item = id("item", item),
                                             .minutes = any_count(4),
                                             .relevant_sectors = some_sectors(),
                                             .proposed_by = maybe("actor", actors)});
            }
            for (int who = 0; who < people; ++who) {
                if (below(2) == 0) {
                    rows.attendance.push_back({.meeting = meeting,
                                               .actor = maybe("actor", actors),
                                               .person = id("person", who),
                                               .speaking_seconds = any_count(100)});
                }
            }
            for (int who = 0; who < actors; ++who) {
                if (below(3) == 0) {
                    rows.attendance.push_back(
                        {.meeting = meeting, .actor = id("actor", who), .speaking_seconds = any_count(100)});
                }
            }
        }
    }
    for (int who = 0; who < people; ++who) {
        rows.reviews.push_back({.person = below(4) == 0 ? "" : id("person", who),
                                .item = id("item", below(2)),
                                .score = 0.5 * (below(9) - 4),
                                .wave = maybe("wave", 2),
                                .forum = maybe("forum", static_cast<int>(rows.forums.size()))});
    }
}

inline void describe_activity(Activity& activity) {
    activity.name = maybe("name", 3);
    activity.languages.push_back(any_language());
    activity.schedule = maybe("schedule", 2);
    activity.cost = maybe_number(3);
    activity.minutes = any_count(4);
    activity.description = maybe("text", 3);
    activity.last_confirmed = below(2) == 0 ? Date{} : Date{below(9)};
    activity.mandate = maybe("mandate", 2);
    activity.in_use = any_count(15);
    activity.access = some("access", 2);
}

inline void describe_needs(Rows& rows) {
    for (Need& need : rows.needs) {
        need.language = any_language();
        need.mandate = maybe("mandate", 2);
        need.max_cost = maybe_number(3);
        need.access = some("access", 2);
    }
}

/// Prerequisites come from earlier activities, so that they form no circle.
inline void describe_activities(Rows& rows) {
    for (std::size_t k = 0; k < rows.activities.size(); ++k) {
        describe_activity(rows.activities[k]);
        for (std::size_t earlier = 0; earlier < k; ++earlier) {
            if (below(3) == 0) {
                rows.activities[k].after.push_back(rows.activities[earlier].id);
            }
        }
    }
}

inline void describe_actors(Rows& rows) {
    for (std::size_t k = 0; k < rows.actors.size(); ++k) {
        Actor& actor = rows.actors[k];
        actor.name = maybe("name", 3);
        actor.tier = maybe("tier", 2);
        actor.parent = k > 0 ? maybe("actor", static_cast<int>(k)) : "";
        actor.area = maybe("area", static_cast<int>(rows.areas.size()));
        actor.languages = {any_language()};
        actor.valid = any_days();
        actor.organisation_number = any_organisation_number();
    }
    const int people = below(6);
    for (int k = 0; k < people; ++k) {
        rows.people.push_back({.id = id("person", k),
                               .actor = id("actor", below(static_cast<int>(rows.actors.size()))),
                               .role = maybe("role", 2),
                               .tier = below(2) == 0 ? std::nullopt : std::optional{PersonTier::staff},
                               .languages = {any_language()},
                               .hours = maybe_number(9),
                               .groups = some("group", 3),
                               .competences = some("competence", 2),
                               .available = {below(4) == 0 ? "no window" : "MO 17:00-21:00"}});
    }
}

inline void describe_relations(Rows& rows) {
    for (Tie& tie : rows.ties) {
        tie.weight = maybe_number(3);
        tie.valid = any_days();
        tie.wave = maybe("wave", 2);
    }
    for (Seat& seat : rows.seats) {
        seat.person = rows.people.empty() ? "" : maybe("person", static_cast<int>(rows.people.size()));
        seat.votes = maybe_number(3);
        seat.period = any_days();
        seat.ended_by = below(3) == 0 ? std::optional{static_cast<SeatEnd>(below(2))} : std::nullopt;
    }
    std::set<std::pair<int, int>> pairs;
    const int times = below(5);
    for (int k = 0; k < times; ++k) {
        const std::pair<int, int> pair{below(6), below(6)};
        if (pairs.insert(pair).second) {
            rows.travel_times.push_back(
                {.from = id("area", pair.first), .to = id("area", pair.second), .minutes = 0.5 * below(90)});
        }
    }
}

/// A study as random_rows gives it, with every column in use.
inline Rows detailed_rows() {
    Rows rows = random_rows();
    for (Area& area : rows.areas) {
        area.name = maybe("name", 3);
        area.population = any_count(100);
        if (below(2) == 0) {
            area.latitude = 0.5 * below(100);
            area.longitude = -0.5 * below(100);
        }
    }
    describe_needs(rows);
    describe_activities(rows);
    describe_actors(rows);
    describe_forums(rows);
    describe_relations(rows);
    add_meetings(rows);
    return rows;
}

} // namespace samspill::testing_support
