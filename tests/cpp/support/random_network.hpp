// Small random studies for property tests: few values per attribute, so that matches, gaps and ties are
// common.
#pragma once

#include <samspill/model/network_builder.hpp>

#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <vector>

namespace samspill::testing_support {

/// Rows of a study that can be handed to a builder in any order.
struct Rows {
    std::vector<Area> areas;
    std::vector<Actor> actors;
    std::vector<Person> people;
    std::vector<Need> needs;
    std::vector<Activity> activities;
    std::vector<Tie> ties;
    std::vector<Forum> forums;
    std::vector<Seat> seats;
    std::vector<TravelTime> travel_times;
    std::vector<Meeting> meetings;
    std::vector<AgendaItem> agenda_items;
    std::vector<Attendance> attendance;
    std::vector<Review> reviews;

    /// The network; the tables in `given` count as given even without rows.
    [[nodiscard]] ActorNetwork build(std::initializer_list<TableName> given = {
                                         TableName::needs, TableName::activities, TableName::ties,
                                         TableName::forums, TableName::seats}) const {
        NetworkBuilder builder;
        for (const TableName table : given) {
            builder.declare_table(table);
        }
        for (const auto& row : areas) {
            builder.add_area(row);
        }
        for (const auto& row : actors) {
            builder.add_actor(row);
        }
        for (const auto& row : people) {
            builder.add_person(row);
        }
        for (const auto& row : needs) {
            builder.add_need(row);
        }
        for (const auto& row : activities) {
            builder.add_activity(row);
        }
        for (const auto& row : ties) {
            builder.add_tie(row);
        }
        for (const auto& row : forums) {
            builder.add_forum(row);
        }
        for (const auto& row : seats) {
            builder.add_seat(row);
        }
        for (const auto& row : travel_times) {
            builder.add_travel_time(row);
        }
        for (const auto& row : meetings) {
            builder.add_meeting(row);
        }
        for (const auto& row : agenda_items) {
            builder.add_agenda_item(row);
        }
        for (const auto& row : attendance) {
            builder.add_attendance(row);
        }
        for (const auto& row : reviews) {
            builder.add_review(row);
        }
        return builder.build();
    }

    /// The rows of every table in another order, any one as likely.
    [[nodiscard]] Rows shuffled() const {
        Rows other = *this;
        std::mt19937 random{static_cast<std::uint32_t>(*rc::gen::inRange(0, 1'000'000))};
        const auto shuffle = [&](auto&... tables) {
            (std::shuffle(tables.begin(), tables.end(), random), ...);
        };
        shuffle(other.areas, other.actors, other.people, other.needs, other.activities, other.ties,
                other.forums, other.seats, other.travel_times, other.meetings, other.agenda_items,
                other.attendance, other.reviews);
        return other;
    }
};

inline int below(int bound) { return *rc::gen::inRange(0, bound); }

inline std::string id(const char* kind, int number) { return kind + std::to_string(number); }

/// One of `kinds` names, or none.
inline std::string maybe(const char* kind, int kinds) {
    const int chosen = below(kinds + 1);
    return chosen == kinds ? "" : id(kind, chosen);
}

inline std::vector<std::string> some(const char* kind, int kinds) {
    std::vector<std::string> chosen;
    for (int k = 0; k < kinds; ++k) {
        if (below(3) == 0) {
            chosen.push_back(id(kind, k));
        }
    }
    return chosen;
}

inline MonthInterval any_period() {
    MonthInterval period;
    const int from = below(8) - 2;
    if (below(3) > 0) {
        period.from = from;
    }
    if (below(3) > 0) {
        period.to = from + 1 + below(5);
    }
    return period;
}

inline AgeRange any_ages() {
    AgeRange ages;
    const int min = below(30);
    if (below(3) > 0) {
        ages.min = min;
    }
    if (below(3) > 0) {
        ages.max = min + below(20);
    }
    return ages;
}

inline Count any_count(int bound) { return below(8) == 0 ? Count::unknown() : Count{below(bound)}; }

/// Areas are nested at random; everything refers to ids that exist.
inline Rows random_rows() {
    Rows rows;
    constexpr int areas = 6;
    constexpr int actors = 6;
    for (int k = 0; k < areas; ++k) {
        rows.areas.push_back({.id = id("area", k), .parent = k > 0 ? maybe("area", k) : ""});
    }
    for (int k = 0; k < actors; ++k) {
        rows.actors.push_back({.id = id("actor", k),
                               .sector = static_cast<Sector>(below(5)),
                               .type = below(6) == 0 ? "directory" : ""});
    }
    const int needs = 1 + below(8);
    for (int k = 0; k < needs; ++k) {
        rows.needs.push_back({.id = id("need", k),
                              .theme = id("theme", below(2)),
                              .target_group = maybe("group", 2),
                              .area = maybe("area", areas),
                              .language = maybe("language", 2),
                              .period = any_period(),
                              .ages = any_ages(),
                              .people = any_count(12),
                              .priority = 1 + below(2),
                              .entry_point = maybe("actor", actors)});
    }
    const int activities = below(8);
    for (int k = 0; k < activities; ++k) {
        rows.activities.push_back({.id = id("offer", k),
                                   .actor = id("actor", below(actors)),
                                   .kind = static_cast<ActivityKind>(below(3) / 2),
                                   .theme = id("theme", below(2)),
                                   .target_groups = some("group", 2),
                                   .areas = some("area", areas),
                                   .languages = some("language", 2),
                                   .period = any_period(),
                                   .ages = any_ages(),
                                   .capacity = any_count(15)});
    }
    const int ties = below(12);
    for (int k = 0; k < ties; ++k) {
        const bool to_offer = activities > 0 && below(2) == 0;
        rows.ties.push_back({.source = id("actor", below(actors)),
                             .target = to_offer ? id("offer", below(activities)) : id("actor", below(actors)),
                             .relation = static_cast<Relation>(below(6))});
    }
    const int forums = below(3);
    for (int f = 0; f < forums; ++f) {
        rows.forums.push_back({.id = id("forum", f)});
        const int seats = below(7);
        for (int s = 0; s < seats; ++s) {
            rows.seats.push_back({.forum = id("forum", f), .actor = id("actor", below(actors))});
        }
    }
    return rows;
}

} // namespace samspill::testing_support
