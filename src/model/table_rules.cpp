#include "table_rules.hpp"

#include "circles.hpp"
#include "count_total.hpp"
#include "double_counting.hpp"
#include "row_rules.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace samspill {
namespace {

template <class Row>
void check_ids(const StudyCheck& study, const Staged<Row>& table, TableName name) {
    const IdPositions& positions = study.ids.positions(name);
    StageTicker ticker{study.control, "checking ids", table.size()};
    for (std::uint32_t k = 0; k < table.size(); ++k) {
        ticker.step();
        const std::string& id = table.rows[k].id;
        RowCheck check = study.at(name, table.numbers[k]);
        check.required(id, "id");
        const std::uint32_t first = positions.at(id);
        if (!id.empty() && first != k) {
            check.report(Severity::error, FindingCode::duplicate_id, "id",
                         "the id stands in row " + std::to_string(table.numbers[first]) + " already",
                         "give each row an id of its own or remove the repetition");
        }
    }
}

/// Rows without an id of their own that name the same thing twice. `key_of` gives the texts that must not
/// all stand twice, or nothing for a row that is incomplete.
template <class Row, class KeyOf>
void check_keys(const StudyCheck& study, const Staged<Row>& table, TableName name, std::string_view column,
                const std::string& subject, KeyOf key_of) {
    std::vector<std::uint32_t> order(table.size());
    std::iota(order.begin(), order.end(), 0U);
    std::erase_if(order, [&](std::uint32_t k) { return !key_of(table.rows[k]); });
    StageTicker ticker{study.control};
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        ticker.step();
        return *key_of(table.rows[a]) < *key_of(table.rows[b]);
    });
    for (std::size_t k = 1; k < order.size(); ++k) {
        if (key_of(table.rows[order[k]]) == key_of(table.rows[order[k - 1]])) {
            study.at(name, table.numbers[order[k]])
                .report(Severity::error, FindingCode::duplicate_id, column,
                        subject + " stands in row " + std::to_string(table.numbers[order[k - 1]]) +
                            " already",
                        "keep one of the rows");
        }
    }
}

template <std::size_t n>
using Texts = std::optional<std::array<std::string_view, n>>;

void check_keys_of_forums(const StudyCheck& study) {
    check_keys(study, study.rows.agenda_items, TableName::agenda_items, "item", "the item of this meeting",
               [](const AgendaItem& row) -> Texts<2> {
                   const bool complete = !row.meeting.empty() && !row.item.empty();
                   return complete ? Texts<2>{{row.meeting, row.item}} : std::nullopt;
               });
    check_keys(study, study.rows.attendance, TableName::attendance, "person",
               "the presence of the same at this meeting", [](const Attendance& row) -> Texts<3> {
                   const bool complete = !row.meeting.empty() && !(row.person.empty() && row.actor.empty());
                   const bool by_person = !row.person.empty(); // one who came for two actors came once
                   const std::string_view actor = by_person ? std::string_view{} : row.actor;
                   return complete ? Texts<3>{{row.meeting, row.person, actor}} : std::nullopt;
               });
    check_keys(study, study.rows.reviews, TableName::reviews, "item",
               "the answer of this person to this item", [](const Review& row) -> Texts<4> {
                   const bool complete = !row.person.empty() && !row.item.empty();
                   return complete ? Texts<4>{{row.person, row.item, row.wave, row.forum}} : std::nullopt;
               });
}

/// Positions of the rows of the same table that each row refers to by `ids_of`; ids that nobody has are left
/// out.
template <class Row, class IdsOf>
ListColumn<std::uint32_t> references_within(const StudyCheck& study, const Staged<Row>& table, TableName name,
                                            IdsOf ids_of) {
    const IdPositions& positions = study.ids.positions(name);
    StageTicker ticker{study.control, "looking for circles", table.size()};
    ListColumn<std::uint32_t> references;
    for (const Row& row : table.rows) {
        ticker.step();
        const std::span<const std::string> ids = ids_of(row);
        for (const std::string& id : ids) {
            const auto found = positions.find(id);
            if (!id.empty() && found != positions.end()) {
                references.push_value(found->second);
            }
        }
        references.end_row();
    }
    return references;
}

template <class Row>
ListColumn<std::uint32_t> parents(const StudyCheck& study, const Staged<Row>& table, TableName name) {
    return references_within(study, table, name, [](const Row& row) { return std::span{&row.parent, 1}; });
}

template <class Row>
void check_parents(const StudyCheck& study, const Staged<Row>& table, TableName name, FindingCode code) {
    for (const std::uint32_t k : rows_on_circles(parents(study, table, name))) {
        RowCheck check = study.at(name, table.numbers[k]);
        report_circle_of_parents(check, code);
    }
}

/// Position of the area around each area; none for areas on a circle of parents.
std::vector<std::uint32_t> areas_around(const StudyCheck& study) {
    const Staged<Area>& areas = study.rows.areas;
    const ListColumn<std::uint32_t> references = parents(study, areas, TableName::areas);
    std::vector<std::uint32_t> around(areas.size(), no_row);
    for (std::size_t k = 0; k < areas.size(); ++k) {
        around[k] = references[k].empty() ? no_row : references[k].front();
    }
    for (const std::uint32_t k : rows_on_circles(references)) {
        around[k] = no_row;
    }
    return around;
}

/// Rows whose number is not stated. A cell that holds something else has a finding of its own.
template <class Row, class Number>
std::size_t rows_without(const StudyCheck& study, const Staged<Row>& table, TableName name,
                         std::string_view column, Number number) {
    std::set<std::int64_t> misread;
    for (const Finding& finding : study.log.so_far()) {
        if (finding.table == to_string(name) && finding.column == column) {
            misread.insert(finding.row);
        }
    }
    std::size_t unknown = 0;
    for (std::size_t k = 0; k < table.size(); ++k) {
        unknown += !number(table.rows[k]).is_known() && !misread.contains(table.numbers[k]) ? 1U : 0U;
    }
    return unknown;
}

} // namespace

void check_repetitions(const StudyCheck& study) {
    check_ids(study, study.rows.areas, TableName::areas);
    check_ids(study, study.rows.actors, TableName::actors);
    check_ids(study, study.rows.people, TableName::people);
    check_ids(study, study.rows.needs, TableName::needs);
    check_ids(study, study.rows.activities, TableName::activities);
    check_ids(study, study.rows.forums, TableName::forums);
    check_ids(study, study.rows.meetings, TableName::meetings);
    check_keys(study, study.rows.travel_times, TableName::travel_times, "to",
               "the time between these areas in this direction", [](const TravelTime& row) -> Texts<2> {
                   const bool complete = !row.from.empty() && !row.to.empty();
                   return complete ? Texts<2>{{row.from, row.to}} : std::nullopt;
               });
    check_keys_of_forums(study);
}

void check_circles(const StudyCheck& study) {
    check_parents(study, study.rows.areas, TableName::areas, FindingCode::area_cycle);
    check_parents(study, study.rows.actors, TableName::actors, FindingCode::actor_cycle);
    const Staged<Activity>& activities = study.rows.activities;
    const auto prerequisites = references_within(study, activities, TableName::activities,
                                                 [](const Activity& row) { return std::span{row.after}; });
    for (const std::uint32_t k : rows_on_circles(prerequisites)) {
        RowCheck check = study.at(TableName::activities, activities.numbers[k]);
        report_circle_of_prerequisites(check);
    }
}

void check_totals(const StudyCheck& study) {
    CountTotal population;
    CountTotal people;
    CountTotal capacity;
    CountTotal in_use;
    for (const Area& area : study.rows.areas.rows) {
        population.add(area.population);
    }
    for (const Need& need : study.rows.needs.rows) {
        people.add(need.people);
    }
    for (const Activity& activity : study.rows.activities.rows) {
        capacity.add(activity.capacity);
        in_use.add(activity.in_use);
    }
    population.check(study.at(TableName::areas, 0), "population");
    people.check(study.at(TableName::needs, 0), "people");
    capacity.check(study.at(TableName::activities, 0), "capacity");
    in_use.check(study.at(TableName::activities, 0), "in_use");
}

void check_double_counting(const StudyCheck& study) {
    const Staged<Need>& needs = study.rows.needs;
    const IdPositions& areas = study.ids.positions(TableName::areas);
    std::vector<std::uint32_t> area_of;
    area_of.reserve(needs.size());
    StageTicker ticker{study.control, "looking up areas", needs.size()};
    for (const Need& need : needs.rows) {
        ticker.step();
        const auto found = need.area.empty() ? areas.end() : areas.find(need.area);
        area_of.push_back(found == areas.end() ? no_row : found->second);
    }
    for (const DoubleCount& found : doubly_counted(needs, area_of, areas_around(study), study.control)) {
        study.at(TableName::needs, needs.numbers[found.need])
            .report(Severity::warning, FindingCode::double_counted_people, "people",
                    "the people of this need may be counted in row " +
                        std::to_string(needs.numbers[found.wider]) +
                        " too: that need has the same theme and is open to all of them",
                    "count everybody in one of the two rows only, or describe the wider need more narrowly");
    }
}

void note_unknown_numbers(const StudyCheck& study) {
    const auto& needs = study.rows.needs;
    const auto& activities = study.rows.activities;
    const auto people = [](const Need& need) { return need.people; };
    const auto capacity = [](const Activity& activity) { return activity.capacity; };
    const std::size_t uncounted = rows_without(study, needs, TableName::needs, "people", people);
    if (uncounted > 0) {
        study.at(TableName::needs, 0)
            .report(Severity::info, FindingCode::unknown_people, "people",
                    std::to_string(uncounted) + " of " + std::to_string(needs.size()) +
                        " needs state no number of people",
                    "they are reported as unknown and never count as 0");
    }
    note_unknown_capacity(study.at(TableName::activities, 0),
                          rows_without(study, activities, TableName::activities, "capacity", capacity),
                          activities.size());
}

void note_unknown_capacity(RowCheck activities, std::size_t unknown, std::size_t rows) {
    if (unknown > 0) {
        activities.report(Severity::info, FindingCode::unknown_capacity, "capacity",
                          std::to_string(unknown) + " of " + std::to_string(rows) +
                              " activities state no capacity",
                          "coverage that depends on them is an interval from 0 seats to unbounded");
    }
}

} // namespace samspill
