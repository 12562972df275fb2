#include "forum_terms_facts.hpp"

#include "calendar_days.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace samspill::detail {
namespace {

/// A column of forums, and whether it is stated for one of them.
struct TermsPart {
    std::string_view column;
    bool stated = false;
};

/// The five parts that a forum's terms of reference have (methods M1.12 R4).
std::array<TermsPart, 5> terms_parts(const ActorNetwork& network, std::size_t forum) {
    const ForumColumns& forums = network.forums();
    return {{{"purpose", !forums.purpose[forum].is_none()},
             {"tasks", !forums.tasks[forum].is_none()},
             {"mandate", !forums.mandate[forum].is_none()},
             {"composition", !forums.composition[forum].empty()},
             {"meets_per_year", forums.meets_per_year[forum].has_value()}}};
}

ForumFactValue none_because(std::string_view reason) {
    return {.value = std::nullopt, .reason = reason, .evidence = {}};
}

/// Whether anybody recorded terms of reference: in a study that has none of them, their absence says nothing.
bool has_terms(const ActorNetwork& network) {
    for (std::size_t f = 0; f < network.forums().size(); ++f) {
        for (const TermsPart& part : terms_parts(network, f)) {
            if (part.stated) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

std::string seat_evidence(const ActorNetwork& network, std::uint32_t seat) {
    const SeatColumns& seats = network.seats();
    std::string text = "seats: ";
    text.append(network.text(network.actors().id[seats.actor[seat].position()]));
    if (!seats.person[seat].is_none()) {
        text.append(" / ").append(network.text(network.people().id[seats.person[seat].position()]));
    }
    return text;
}

std::string forum_evidence(const ActorNetwork& network, ForumId forum, std::string_view column) {
    std::string text = "forums: ";
    text.append(network.text(network.forums().id[forum.position()])).append(" / ").append(column);
    return text;
}

bool is_involvement_stated(const ActorNetwork& network, ForumId forum) {
    return !network.forums().involvement[forum.position()].is_none();
}

ForumFactValue mandate_stated(const ActorNetwork& network, ForumId forum) {
    if (!has_terms(network)) {
        return none_because("no terms of reference are recorded");
    }
    const bool stated = !network.forums().mandate[forum.position()].is_none();
    return {
        .value = stated ? 1.0 : 0.0, .reason = {}, .evidence = {forum_evidence(network, forum, "mandate")}};
}

ForumFactValue end_stated(const ActorNetwork& network, ForumId forum) {
    const ForumColumns& forums = network.forums();
    const std::size_t f = forum.position();
    bool anywhere = false;
    for (std::size_t k = 0; k < forums.size() && !anywhere; ++k) {
        anywhere = forums.ends_on[k].is_known() || forums.in_operation[k].has_value();
    }
    if (!anywhere) {
        return none_because("no end and no operation is recorded for any forum");
    }
    const bool stated =
        forums.ends_on[f].is_known() || forums.in_operation[f] == true; // "no" agrees on nothing
    ForumFactValue fact{.value = stated ? 1.0 : 0.0, .reason = {}, .evidence = {}};
    if (forums.ends_on[f].is_known()) {
        fact.evidence.push_back(forum_evidence(network, forum, "ends_on"));
    }
    if (forums.in_operation[f]) {
        fact.evidence.push_back(forum_evidence(network, forum, "in_operation"));
    }
    return fact;
}

ForumFactValue terms_stated(const ActorNetwork& network, ForumId forum) {
    if (!has_terms(network)) {
        return none_because("no terms of reference are recorded");
    }
    ForumFactValue fact{.value = 0.0, .reason = {}, .evidence = {}};
    for (const TermsPart& part : terms_parts(network, forum.position())) {
        if (part.stated) {
            *fact.value += 1.0;
            fact.evidence.push_back(forum_evidence(network, forum, part.column));
        }
    }
    return fact;
}

ForumFactValue terms_age(const ActorNetwork& network, ForumId forum, Date today) {
    const Date agreed = network.forums().agreed_on[forum.position()];
    if (!agreed.is_known()) {
        return none_because("the day of agreement is not stated");
    }
    if (!today.is_known()) {
        return none_because("no day to count from: give as_of, or record meetings");
    }
    if (agreed > today) {
        return none_because("the terms of reference were agreed on after that day");
    }
    return {.value = static_cast<double>(whole_months_between(agreed, today)),
            .reason = {},
            .evidence = {forum_evidence(network, forum, "agreed_on")}};
}

ForumFactValue competences_missing(const ActorNetwork& network, ForumId forum,
                                   std::span<const std::uint32_t> seats) {
    const auto required = network.forums().competences[forum.position()];
    if (required.empty()) {
        return none_because("no required competences are stated");
    }
    ForumFactValue fact;
    std::vector<TermId> present;
    bool is_unknown = false;
    for (const std::uint32_t seat : seats) {
        const PersonId person = network.seats().person[seat];
        if (person.is_none() || network.people().competences[person.position()].empty()) {
            is_unknown = true;
            continue;
        }
        const auto held = network.people().competences[person.position()];
        present.insert(present.end(), held.begin(), held.end());
        fact.evidence.push_back(seat_evidence(network, seat));
    }
    const auto missing = std::count_if(required.begin(), required.end(), [&](TermId competence) {
        return std::find(present.begin(), present.end(), competence) == present.end();
    });
    if (missing > 0 && is_unknown) {
        fact.reason = "the competences of some members are not stated";
    } else {
        fact.value = static_cast<double>(missing);
    }
    return fact;
}

} // namespace samspill::detail
