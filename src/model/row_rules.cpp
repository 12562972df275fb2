#include "row_rules.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace samspill {
namespace {

void check_period_and_ages(RowCheck& check, MonthInterval period, AgeRange ages) {
    check.order(period.is_empty(), "to_month", "to_month is not after from_month; the interval is half-open");
    check.order(ages.min > ages.max, "age_max", "age_max is below age_min");
    if (ages.has_min() && ages.min < 0) {
        check.negative("age_min");
    }
    if (ages.has_max() && ages.max < 0) {
        check.negative("age_max");
    }
}

void check_place(RowCheck& check, std::optional<double> latitude, std::optional<double> longitude) {
    constexpr double most_north = 90.0;
    constexpr double most_east = 180.0;
    check.within(latitude, -most_north, most_north, "latitude");
    check.within(longitude, -most_east, most_east, "longitude");
    if (latitude.has_value() != longitude.has_value()) {
        check.report(Severity::error, FindingCode::missing_value, latitude ? "longitude" : "latitude",
                     "one of latitude and longitude is stated without the other",
                     "state both, or leave both cells empty");
    }
}

/// True when clocks are changed at the end of the second hour of `night` or later.
bool is_before_change(DateTime time, Date night) {
    constexpr std::int64_t change = 120; // minutes after midnight
    return time.minutes_since_epoch() <
           std::int64_t{night.days_since_epoch()} * DateTime::minutes_per_day + change;
}

} // namespace

void check_row(RowCheck& check, const Area& area) {
    check.reference(area.parent, "parent", TableName::areas);
    check.count(area.population, "population");
    check_place(check, area.latitude, area.longitude);
}

void check_row(RowCheck& check, const Actor& actor) {
    check.reference(actor.parent, "parent", TableName::actors);
    check.reference(actor.area, "area", TableName::areas);
    check.languages(actor.languages, "languages");
    check.order(actor.valid.is_empty(), "valid_to", "valid_to is not after valid_from");
    check.organisation_number(actor.organisation_number, "organisation_number");
}

void check_row(RowCheck& check, const Person& person) {
    check.required(person.actor, "actor");
    check.reference(person.actor, "actor", TableName::actors);
    check.languages(person.languages, "languages");
    check.number(person.hours, "hours");
    check.windows(person.available, "available");
}

void check_row(RowCheck& check, const Need& need) {
    check.required(need.theme, "theme");
    check.reference(need.area, "area", TableName::areas);
    check.reference(need.entry_point, "entry_point", TableName::actors, "an entry point must be an actor");
    check.language(need.language, "language");
    check.count(need.people, "people");
    check.number(need.max_cost, "max_cost");
    check_period_and_ages(check, need.period, need.ages);
    if (need.priority < 1) {
        check.report(Severity::error, FindingCode::negative_number, "priority", "the priority is below 1",
                     "1 is the most urgent priority");
    }
}

void check_row(RowCheck& check, const Activity& activity) {
    check.required(activity.theme, "theme");
    check.required(activity.actor, "actor");
    check.reference(activity.actor, "actor", TableName::actors);
    for (const std::string& area : activity.areas) {
        check.reference(area, "areas", TableName::areas);
    }
    std::vector<MonthInterval> prerequisites;
    for (const std::string& earlier : activity.after) {
        check.reference(earlier, "after", TableName::activities);
        prerequisites.push_back(check.known().period_of(earlier));
    }
    check.languages(activity.languages, "languages");
    check.schedule(activity.schedule, "schedule");
    check.count(activity.capacity, "capacity");
    check.count(activity.in_use, "in_use");
    check.count(activity.minutes, "minutes");
    check.number(activity.cost, "cost");
    check_period_and_ages(check, activity.period, activity.ages);
    check_seats_in_use(check, activity.capacity, activity.in_use);
    check_prerequisites(check, activity.period, prerequisites);
    if (check.known().has(TableName::actors, activity.id)) {
        check.report(Severity::error, FindingCode::ambiguous_id, "id", "an actor has the same id",
                     "ties name actors and activities by id, so the two tables must not share one");
    }
}

void check_seats_in_use(RowCheck& check, Count capacity, Count in_use) {
    if (capacity.is_known() && in_use.is_known() && in_use > capacity) {
        check.report(Severity::warning, FindingCode::capacity_below_use, "in_use",
                     "more people hold a seat than there are seats",
                     "correct capacity or in_use; as they stand, no seat is free");
    }
}

void report_no_actors(RowCheck actors) {
    actors.report(Severity::error, FindingCode::missing_table, "", "there are no actors",
                  "every study needs the table actors with at least one row");
}

void report_circle_of_prerequisites(RowCheck& check) {
    check.report(Severity::error, FindingCode::prerequisite_cycle, "after",
                 "the activity would have to come before itself",
                 "remove one of the prerequisites in the circle");
}

void report_circle_of_parents(RowCheck& check, FindingCode code) {
    check.report(Severity::error, code, "parent", "the chain of parents comes back to this row",
                 "remove or correct one of the parents in the circle");
}

void check_prerequisites(RowCheck& check, MonthInterval period,
                         std::span<const MonthInterval> prerequisites) {
    const bool too_late =
        std::any_of(prerequisites.begin(), prerequisites.end(), [&](MonthInterval prerequisite) {
            return period.has_to() && prerequisite.has_from() && prerequisite.from >= period.to;
        });
    if (too_late) {
        check.report(Severity::warning, FindingCode::contradictory_window, "after",
                     "an activity that must come first begins only after this one has ended",
                     "correct the months of one of the two, or remove it from the column after");
    }
}

void check_row(RowCheck& check, const Forum& forum) {
    check.reference(forum.area, "area", TableName::areas);
    check.number(forum.meets_per_year, "meets_per_year");
    check.votes(forum.quota, "quota");
    check.count(forum.head_count, "head_count");
    for (const ExpectedSector& expected : forum.composition) {
        check.number(expected.weight, "composition");
    }
}

void check_row(RowCheck& check, const Seat& seat) {
    check.required(seat.forum, "forum");
    check.required(seat.actor, "actor");
    check.reference(seat.forum, "forum", TableName::forums);
    check.reference(seat.actor, "actor", TableName::actors);
    check.reference(seat.person, "person", TableName::people);
    check.votes(seat.votes, "votes");
    check.order(seat.period.is_empty(), "to", "to is not after from");
}

void check_row(RowCheck& check, const TravelTime& time) {
    check.required(time.from, "from");
    check.required(time.to, "to");
    check.reference(time.from, "from", TableName::areas);
    check.reference(time.to, "to", TableName::areas);
    check.number(time.minutes, "minutes");
    if (!time.minutes) {
        check.missing("minutes");
    }
}

void check_row(RowCheck& check, const Meeting& meeting) {
    check.required(meeting.forum, "forum");
    check.reference(meeting.forum, "forum", TableName::forums);
    if (!meeting.start.is_known()) {
        check.missing("start");
    }
    const auto minutes = minutes_between(meeting.start, meeting.end);
    if (minutes && *minutes <= 0) {
        check.report(Severity::error, FindingCode::reversed_interval, "end", "end is not after start",
                     "correct one of the two; state offsets when clocks were changed in between");
    }
    const bool in_between = minutes && *minutes > 0 && clocks_change_on(meeting.end.date()) &&
                            !(meeting.start.offset() && meeting.end.offset()) &&
                            is_before_change(meeting.start, meeting.end.date()) &&
                            !is_before_change(meeting.end, meeting.end.date());
    const bool start_unclear = is_ambiguous(meeting.start);
    if (start_unclear || is_ambiguous(meeting.end) || in_between) {
        check.report(Severity::warning, FindingCode::daylight_saving, start_unclear ? "start" : "end",
                     "clocks are changed in that night, so the local time alone does not tell the minutes",
                     "state offsets, for example 2024-10-27T01:30+02:00");
    }
}

void check_row(RowCheck& check, const AgendaItem& item) {
    check.required(item.meeting, "meeting");
    check.required(item.item, "item");
    check.reference(item.meeting, "meeting", TableName::meetings);
    check.reference(item.proposed_by, "proposed_by", TableName::actors);
    check.count(item.minutes, "minutes");
}

void check_row(RowCheck& check, const Attendance& attendance) {
    check.required(attendance.meeting, "meeting");
    check.reference(attendance.meeting, "meeting", TableName::meetings);
    check.reference(attendance.actor, "actor", TableName::actors);
    check.reference(attendance.person, "person", TableName::people);
    check.count(attendance.speaking_seconds, "speaking_seconds");
    if (attendance.actor.empty() && attendance.person.empty()) {
        check.report(Severity::error, FindingCode::missing_value, "person",
                     "neither an actor nor a person is stated", "say who came, or remove the row");
    }
}

void check_row(RowCheck& check, const Review& review) {
    check.required(review.item, "item");
    check.reference(review.person, "person", TableName::people);
    check.reference(review.forum, "forum", TableName::forums);
    if (!review.score) {
        check.missing("score");
    } else if (!std::isfinite(*review.score)) {
        check.number(review.score, "score");
    }
}

void check_row(RowCheck& check, const TieFacts& tie) {
    if (!tie.has_source) {
        check.missing("source");
    } else if (!tie.source_is_actor && !check.known().is_broken(TableName::actors)) {
        check.unknown("source", "no row of the table actors has this id");
    }
    const bool targets_known =
        !check.known().is_broken(TableName::actors) && !check.known().is_broken(TableName::activities);
    if (!tie.has_target) {
        check.missing("target");
    } else if (!tie.target_is_actor_or_activity && targets_known) {
        check.unknown("target", "neither an actor nor an activity has this id");
    }
    if (tie.leads_back) {
        check.report(Severity::warning, FindingCode::self_tie, "target", "the tie leads back to its source",
                     "remove the row; an actor needs no tie to itself");
    }
    check.number(tie.weight, "weight");
    check.order(tie.valid.is_empty(), "to", "to is not after from");
}

} // namespace samspill
