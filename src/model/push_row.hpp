// Private to the model: one row into the columns of its table.
#pragma once

#include <samspill/model/activity.hpp>
#include <samspill/model/actor.hpp>
#include <samspill/model/area.hpp>
#include <samspill/model/forum.hpp>
#include <samspill/model/meeting.hpp>
#include <samspill/model/need.hpp>
#include <samspill/model/person.hpp>
#include <samspill/model/review.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

// `resolve` turns texts into what columns hold: resolve.term(text), and resolve.area(id), actor, activity for
// the row of that id; each gives `none` for empty text.

namespace samspill {

/// Lists are sets: sorted and without repetition, whatever their order in the cell.
template <class T, class ToValue>
void push_set(ListColumn<T>& column, const std::vector<std::string>& texts, ToValue to_value) {
    std::vector<T> values;
    for (const std::string& text : texts) {
        if (!text.empty()) {
            values.push_back(to_value(text));
        }
    }
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    for (const T value : values) {
        column.push_value(value);
    }
    column.end_row();
}

template <class Resolve>
void push_terms(ListColumn<TermId>& column, const std::vector<std::string>& texts, Resolve& resolve) {
    push_set(column, texts, [&](const std::string& text) { return resolve.term(text); });
}

template <class Resolve>
void push_row(AreaColumns& columns, const Area& row, Resolve& resolve) {
    columns.id.push_back(resolve.term(row.id));
    columns.name.push_back(resolve.term(row.name));
    columns.parent.push_back(resolve.area(row.parent));
    columns.population.push_back(row.population);
    columns.former_unit.push_back(resolve.term(row.former_unit));
    columns.latitude.push_back(row.latitude);
    columns.longitude.push_back(row.longitude);
}

template <class Resolve>
void push_row(ActorColumns& columns, const Actor& row, Resolve& resolve) {
    columns.id.push_back(resolve.term(row.id));
    columns.name.push_back(resolve.term(row.name));
    columns.sector.push_back(row.sector);
    columns.type.push_back(resolve.term(row.type));
    columns.tier.push_back(resolve.term(row.tier));
    columns.parent.push_back(resolve.actor(row.parent));
    columns.area.push_back(resolve.area(row.area));
    push_terms(columns.languages, row.languages, resolve);
    columns.valid.push_back(row.valid);
    columns.organisation_number.push_back(resolve.term(row.organisation_number));
}

template <class Resolve>
void push_row(PersonColumns& columns, const Person& row, Resolve& resolve) {
    columns.id.push_back(resolve.term(row.id));
    columns.actor.push_back(resolve.actor(row.actor));
    columns.role.push_back(resolve.term(row.role));
    columns.tier.push_back(row.tier);
    push_terms(columns.languages, row.languages, resolve);
    columns.hours.push_back(row.hours);
    push_terms(columns.groups, row.groups, resolve);
    push_terms(columns.competences, row.competences, resolve);
    push_terms(columns.available, row.available, resolve);
}

template <class Resolve>
void push_row(NeedColumns& columns, const Need& row, Resolve& resolve) {
    columns.id.push_back(resolve.term(row.id));
    columns.theme.push_back(resolve.term(row.theme));
    columns.target_group.push_back(resolve.term(row.target_group));
    columns.area.push_back(resolve.area(row.area));
    columns.language.push_back(resolve.term(row.language));
    columns.period.push_back(row.period);
    columns.ages.push_back(row.ages);
    columns.people.push_back(row.people);
    columns.priority.push_back(row.priority);
    columns.entry_point.push_back(resolve.actor(row.entry_point));
    columns.mandate.push_back(resolve.term(row.mandate));
    columns.max_cost.push_back(row.max_cost);
    push_terms(columns.access, row.access, resolve);
}

template <class Resolve>
void push_row(ActivityColumns& columns, const Activity& row, Resolve& resolve) {
    columns.id.push_back(resolve.term(row.id));
    columns.name.push_back(resolve.term(row.name));
    columns.actor.push_back(resolve.actor(row.actor));
    columns.kind.push_back(row.kind);
    columns.theme.push_back(resolve.term(row.theme));
    push_terms(columns.target_groups, row.target_groups, resolve);
    push_set(columns.areas, row.areas, [&](const std::string& id) { return resolve.area(id); });
    push_terms(columns.languages, row.languages, resolve);
    columns.period.push_back(row.period);
    columns.schedule.push_back(resolve.term(row.schedule));
    columns.ages.push_back(row.ages);
    columns.capacity.push_back(row.capacity);
    columns.cost.push_back(row.cost);
    columns.minutes.push_back(row.minutes);
    columns.description.push_back(resolve.term(row.description));
    columns.last_confirmed.push_back(row.last_confirmed);
    push_set(columns.after, row.after, [&](const std::string& id) { return resolve.activity(id); });
    columns.mandate.push_back(resolve.term(row.mandate));
    columns.in_use.push_back(row.in_use);
    push_terms(columns.access, row.access, resolve);
}

/// One row of what is stated of sectors, which ascend in the column.
template <class Entry>
void push_by_sector(ListColumn<Entry>& column, std::vector<Entry> entries) {
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.sector < b.sector; });
    for (const Entry& entry : entries) {
        column.push_value(entry);
    }
    column.end_row();
}

template <class Resolve>
void push_row(ForumColumns& columns, const Forum& row, Resolve& resolve) {
    columns.id.push_back(resolve.term(row.id));
    columns.name.push_back(resolve.term(row.name));
    columns.form.push_back(row.form);
    columns.area.push_back(resolve.area(row.area));
    columns.purpose.push_back(resolve.term(row.purpose));
    columns.tasks.push_back(resolve.term(row.tasks));
    columns.mandate.push_back(resolve.term(row.mandate));
    push_by_sector(columns.composition, row.composition);
    columns.meets_per_year.push_back(row.meets_per_year);
    columns.quota.push_back(row.quota);
    columns.head_count.push_back(row.head_count);
    push_by_sector(columns.vetoes, row.vetoes);
    columns.agreed_on.push_back(row.agreed_on);
    columns.ends_on.push_back(row.ends_on);
    columns.in_operation.push_back(row.in_operation);
    push_terms(columns.competences, row.competences, resolve);
    columns.involvement.push_back(resolve.term(row.involvement));
}

template <class Resolve>
void push_row(MeetingColumns& columns, const Meeting& row, Resolve& resolve) {
    columns.id.push_back(resolve.term(row.id));
    columns.forum.push_back(resolve.forum(row.forum));
    columns.start.push_back(row.start);
    columns.end.push_back(row.end);
}

} // namespace samspill
