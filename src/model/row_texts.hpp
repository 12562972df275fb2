// Private to the model: the texts of one row that its table keeps as terms.
#pragma once

#include <samspill/model/activity.hpp>
#include <samspill/model/actor.hpp>
#include <samspill/model/area.hpp>
#include <samspill/model/forum.hpp>
#include <samspill/model/meeting.hpp>
#include <samspill/model/need.hpp>
#include <samspill/model/person.hpp>
#include <samspill/model/review.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {

template <class Visit>
void visit_texts(std::initializer_list<std::string_view> texts, Visit& visit) {
    for (const std::string_view text : texts) {
        visit(text);
    }
}
template <class Visit>
void visit_texts(const std::vector<std::string>& texts, Visit& visit) {
    for (const std::string& text : texts) {
        visit(std::string_view{text});
    }
}

template <class Visit>
void visit_texts(const Area& row, Visit& visit) {
    visit_texts({row.id, row.name, row.former_unit}, visit);
}
template <class Visit>
void visit_texts(const Actor& row, Visit& visit) {
    visit_texts({row.id, row.name, row.type, row.tier, row.organisation_number}, visit);
    visit_texts(row.languages, visit);
}
template <class Visit>
void visit_texts(const Person& row, Visit& visit) {
    visit_texts({row.id, row.role}, visit);
    visit_texts(row.languages, visit);
    visit_texts(row.groups, visit);
    visit_texts(row.competences, visit);
    visit_texts(row.available, visit);
}
template <class Visit>
void visit_texts(const Need& row, Visit& visit) {
    visit_texts({row.id, row.theme, row.target_group, row.language, row.mandate}, visit);
    visit_texts(row.access, visit);
}
template <class Visit>
void visit_texts(const Activity& row, Visit& visit) {
    visit_texts({row.id, row.name, row.theme, row.schedule, row.description, row.mandate}, visit);
    visit_texts(row.target_groups, visit);
    visit_texts(row.languages, visit);
    visit_texts(row.access, visit);
}
template <class Visit>
void visit_texts(const Forum& row, Visit& visit) {
    visit_texts({row.id, row.name, row.purpose, row.tasks, row.mandate, row.involvement}, visit);
    visit_texts(row.competences, visit);
}
template <class Visit>
void visit_texts(const Meeting& row, Visit& visit) {
    visit_texts({row.id}, visit);
}
template <class Visit>
void visit_texts(const AgendaItem& row, Visit& visit) {
    visit_texts({row.item}, visit);
}
template <class Visit>
void visit_texts(const Review& row, Visit& visit) {
    visit_texts({row.item, row.wave}, visit);
}

} // namespace samspill
