// Private to the model: all columns of each table, for code that treats them alike (digest, copies).
#pragma once

#include <samspill/model/activity.hpp>
#include <samspill/model/actor.hpp>
#include <samspill/model/area.hpp>
#include <samspill/model/forum.hpp>
#include <samspill/model/meeting.hpp>
#include <samspill/model/need.hpp>
#include <samspill/model/person.hpp>
#include <samspill/model/review.hpp>
#include <samspill/model/tie.hpp>
#include <samspill/model/travel_time.hpp>

#include <concepts>
#include <tuple>
#include <type_traits>

namespace samspill {

/// `Columns` or `const Columns`.
template <class Table, class Columns>
concept TableOf = std::same_as<std::remove_const_t<Table>, Columns>;

[[nodiscard]] auto columns_of(TableOf<AreaColumns> auto& t) {
    return std::tie(t.id, t.name, t.parent, t.population, t.former_unit, t.latitude, t.longitude);
}
[[nodiscard]] auto columns_of(TableOf<ActorColumns> auto& t) {
    return std::tie(t.id, t.name, t.sector, t.type, t.tier, t.parent, t.area, t.languages, t.valid,
                    t.organisation_number);
}
[[nodiscard]] auto columns_of(TableOf<PersonColumns> auto& t) {
    return std::tie(t.id, t.actor, t.role, t.tier, t.languages, t.hours, t.groups, t.competences,
                    t.available);
}
[[nodiscard]] auto columns_of(TableOf<NeedColumns> auto& t) {
    return std::tie(t.id, t.theme, t.target_group, t.area, t.language, t.period, t.ages, t.people, t.priority,
                    t.entry_point, t.mandate, t.max_cost, t.access);
}
[[nodiscard]] auto columns_of(TableOf<ActivityColumns> auto& t) {
    return std::tie(t.id, t.name, t.actor, t.kind, t.theme, t.target_groups, t.areas, t.languages, t.period,
                    t.schedule, t.ages, t.capacity, t.cost, t.minutes, t.description, t.last_confirmed,
                    t.after, t.mandate, t.in_use, t.access);
}
[[nodiscard]] auto columns_of(TableOf<TieColumns> auto& t) {
    return std::tie(t.source, t.target, t.relation, t.weight, t.valid, t.wave);
}
[[nodiscard]] auto columns_of(TableOf<ForumColumns> auto& t) {
    return std::tie(t.id, t.name, t.form, t.area, t.purpose, t.tasks, t.mandate, t.composition,
                    t.meets_per_year, t.quota, t.head_count, t.vetoes, t.agreed_on, t.ends_on, t.in_operation,
                    t.competences, t.involvement);
}
[[nodiscard]] auto columns_of(TableOf<SeatColumns> auto& t) {
    return std::tie(t.forum, t.actor, t.person, t.role, t.votes, t.period, t.ended_by);
}
[[nodiscard]] auto columns_of(TableOf<TravelTimeColumns> auto& t) {
    return std::tie(t.from, t.to, t.minutes);
}
[[nodiscard]] auto columns_of(TableOf<MeetingColumns> auto& t) {
    return std::tie(t.id, t.forum, t.start, t.end);
}
[[nodiscard]] auto columns_of(TableOf<AgendaItemColumns> auto& t) {
    return std::tie(t.meeting, t.item, t.minutes, t.relevant_sectors, t.proposed_by);
}
[[nodiscard]] auto columns_of(TableOf<AttendanceColumns> auto& t) {
    return std::tie(t.meeting, t.actor, t.person, t.speaking_seconds);
}
[[nodiscard]] auto columns_of(TableOf<ReviewColumns> auto& t) {
    return std::tie(t.person, t.item, t.score, t.wave, t.forum);
}

} // namespace samspill
