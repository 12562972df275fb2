#include "forum_facts.hpp"

#include <samspill/analysis/balance_measures.hpp>

#include "forum_terms_facts.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace samspill::detail {
namespace {

constexpr std::string_view empty_forum = "empty";
constexpr std::string_view no_roles = "the role of no seat is stated";

ForumFactValue none_because(std::string_view reason) {
    return {.value = std::nullopt, .reason = reason, .evidence = {}};
}

} // namespace

ForumFacts::ForumFacts(const ActorNetwork& network, const ForumRulesOptions& options)
    : network_{network}, options_{options}, meetings_{network}, time_{seat_days(network, options.as_of)},
      today_{options.as_of.is_all_seats() ? seat_days(network, SeatDay{}).forums : time_.days.forums},
      seats_{seats_by_forum(network, time_)} {
    const SeatColumns& seats = network.seats();
    const std::size_t forums = network.forums().size();
    begin_.assign(forums + 1, 0);
    all_begin_.assign(forums + 1, 0);
    for (std::uint32_t k = 0; k < seats.size(); ++k) { // sorted by forum
        const std::size_t forum = seats.forum[k].position();
        ++all_begin_[forum + 1];
        if (is_held_on(seats.period[k], days().forums[forum])) {
            seat_rows_.push_back(k);
            ++begin_[forum + 1];
        }
    }
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    std::partial_sum(all_begin_.begin(), all_begin_.end(), all_begin_.begin());
    for (std::size_t f = 0; f < forums; ++f) {
        is_involvement_recorded_ = is_involvement_recorded_ || is_involvement_stated(network, ForumId{f});
    }
}

ForumFactValue ForumFacts::of(ForumFact fact, ForumId forum) const {
    switch (fact) {
    case ForumFact::parity:
        return balance(forum);
    case ForumFact::coordinators:
        return coordinator_count(forum);
    case ForumFact::coordinators_placed:
        return coordinators_placed(forum);
    case ForumFact::coordinator_hours_per_actor:
        return coordinator_hours(forum);
    case ForumFact::leading_sectors:
        return leading_sectors(forum);
    case ForumFact::civil_society_share:
        return civil_society_share(forum);
    case ForumFact::civil_society_types:
        return civil_society_types(forum);
    case ForumFact::municipal_seats:
        return municipal_seats(forum);
    case ForumFact::fewest_seats_of_both:
        return fewest_seats_of_both(forum);
    case ForumFact::users_involved:
        return users_involved(forum);
    case ForumFact::competences_missing:
        return competences_missing(network_, forum, seats_of(forum));
    case ForumFact::mandate_stated:
        return mandate_stated(network_, forum);
    case ForumFact::end_stated:
        return end_stated(network_, forum);
    case ForumFact::terms_stated:
        return terms_stated(network_, forum);
    case ForumFact::terms_age:
        return terms_age(network_, forum, today_[forum.position()]);
    case ForumFact::meeting_overlap:
        return meeting_overlap(network_, meetings_.of(forum, days().forums[forum.position()]),
                               all_seats_of(forum));
    case ForumFact::agenda_relevance:
        return agenda_relevance(network_, meetings_, meetings_.of(forum, days().forums[forum.position()]));
    case ForumFact::meeting_ratio:
        return meeting_ratio(network_, meetings_, forum, all_seats_of(forum), today_[forum.position()]);
    }
    return {};
}

ForumFacts::SeatRows ForumFacts::seats_of(ForumId forum) const {
    const std::uint32_t begin = begin_[forum.position()];
    return SeatRows{seat_rows_}.subspan(begin, begin_[forum.position() + 1] - begin);
}

SeatRange ForumFacts::all_seats_of(ForumId forum) const {
    return {all_begin_[forum.position()], all_begin_[forum.position() + 1]};
}

bool ForumFacts::is_civil_society(std::uint32_t seat) const {
    const Sector sector = network_.actors().sector[network_.seats().actor[seat].position()];
    return sector == Sector::civil_society || sector == Sector::target_group;
}

std::string ForumFacts::seat_text(std::uint32_t seat) const { return seat_evidence(network_, seat); }

bool ForumFacts::are_roles_stated(ForumId forum) const {
    const SeatRows seats = seats_of(forum);
    return std::any_of(seats.begin(), seats.end(),
                       [&](std::uint32_t seat) { return network_.seats().role[seat].has_value(); });
}

std::string_view ForumFacts::why_no_coordinator(ForumId forum) const {
    if (seats_of(forum).empty()) {
        return empty_forum;
    }
    return are_roles_stated(forum) ? "no coordinator" : no_roles;
}

std::vector<std::uint32_t> ForumFacts::coordinators(ForumId forum) const {
    std::vector<std::uint32_t> rows;
    for (const std::uint32_t seat : seats_of(forum)) {
        if (network_.seats().role[seat] == SeatRole::coordinator) {
            rows.push_back(seat);
        }
    }
    return rows;
}

ForumFactValue ForumFacts::balance(ForumId forum) const {
    const SectorExpectation expectation = expectation_of(network_, forum, options_.expected_sectors);
    std::vector<double> expected;
    for (std::size_t s = 0; s < sector_count; ++s) {
        if (expectation.expected[s]) {
            expected.push_back(seats_[forum.position()][s]);
        }
    }
    const Measure measure = parity(expected);
    ForumFactValue fact{.value = measure.value, .reason = measure.reason, .evidence = {}};
    for (const std::uint32_t seat : seats_of(forum)) {
        fact.evidence.push_back(seat_text(seat));
    }
    return fact;
}

ForumFactValue ForumFacts::coordinator_count(ForumId forum) const {
    if (!are_roles_stated(forum)) {
        return none_because(why_no_coordinator(forum));
    }
    ForumFactValue fact;
    std::set<PersonId> people;
    double unnamed = 0.0;
    for (const std::uint32_t seat : coordinators(forum)) {
        const PersonId person = network_.seats().person[seat];
        if (person.is_none()) {
            unnamed += 1.0;
        } else {
            people.insert(person);
        }
        fact.evidence.push_back(seat_text(seat));
    }
    fact.value = unnamed + static_cast<double>(people.size());
    return fact;
}

ForumFactValue ForumFacts::coordinators_placed(ForumId forum) const {
    const std::vector<std::uint32_t> seats = coordinators(forum);
    if (seats.empty()) {
        return none_because(why_no_coordinator(forum));
    }
    const PersonColumns& people = network_.people();
    const auto is_placed = [&](PersonId person) { // an actor is always stated
        return !person.is_none() && !people.role[person.position()].is_none() &&
               people.tier[person.position()].has_value();
    };
    ForumFactValue fact{.value = 1.0, .reason = {}, .evidence = {}};
    for (const std::uint32_t seat : seats) {
        if (!is_placed(network_.seats().person[seat])) {
            fact.value.reset();
            fact.reason = "the role or tier of a coordinator is not stated";
        }
        fact.evidence.push_back(seat_text(seat));
    }
    return fact;
}

ForumFactValue ForumFacts::coordinator_hours(ForumId forum) const {
    std::set<PersonId> people;
    ForumFactValue fact;
    for (const std::uint32_t seat : coordinators(forum)) {
        people.insert(network_.seats().person[seat]);
        fact.evidence.push_back(seat_text(seat));
    }
    if (people.empty()) {
        return none_because(why_no_coordinator(forum));
    }
    double hours = 0.0;
    for (const PersonId person : people) {
        if (person.is_none() || !network_.people().hours[person.position()]) {
            fact.reason = "the coordinator's hours are not stated";
            return fact;
        }
        hours += *network_.people().hours[person.position()];
    }
    std::set<ActorId> actors;
    for (const std::uint32_t seat : seats_of(forum)) {
        actors.insert(network_.seats().actor[seat]);
    }
    fact.value = hours / static_cast<double>(actors.size());
    return fact;
}

ForumFactValue ForumFacts::leading_sectors(ForumId forum) const {
    if (seats_of(forum).empty()) {
        return none_because(empty_forum);
    }
    const SectorExpectation expectation = expectation_of(network_, forum, options_.expected_sectors);
    std::array<bool, sector_count> leading{};
    std::array<bool, sector_count> unknown{};
    ForumFactValue fact;
    for (const std::uint32_t seat : seats_of(forum)) {
        const std::size_t sector = sector_of(network_, network_.seats().actor[seat]);
        const PersonId person = network_.seats().person[seat];
        const std::optional<PersonTier> tier =
            person.is_none() ? std::nullopt : network_.people().tier[person.position()];
        unknown[sector] = unknown[sector] || !tier;
        if (tier == PersonTier::leadership && expectation.expected[sector]) {
            leading[sector] = true;
            fact.evidence.push_back(seat_text(seat));
        }
    }
    double expected = 0.0;
    double with_leader = 0.0;
    for (std::size_t s = 0; s < sector_count; ++s) {
        if (expectation.expected[s]) {
            expected += 1.0;
            with_leader += leading[s] ? 1.0 : 0.0;
            if (!leading[s] && unknown[s]) {
                fact.reason = "the tier of some members is not stated";
            }
        }
    }
    if (fact.reason.empty()) {
        fact.value = with_leader / expected;
    }
    return fact;
}

ForumFactValue ForumFacts::civil_society_share(ForumId forum) const {
    const SectorWeights& seats = seats_[forum.position()];
    const double all = std::accumulate(seats.begin(), seats.end(), 0.0);
    if (all <= 0.0) {
        return none_because(empty_forum);
    }
    ForumFactValue fact;
    fact.value = (seats[static_cast<std::size_t>(Sector::civil_society)] +
                  seats[static_cast<std::size_t>(Sector::target_group)]) /
                 all;
    for (const std::uint32_t seat : seats_of(forum)) {
        if (is_civil_society(seat)) {
            fact.evidence.push_back(seat_text(seat));
        }
    }
    return fact;
}

ForumFactValue ForumFacts::civil_society_types(ForumId forum) const {
    if (seats_of(forum).empty()) {
        return none_because(empty_forum);
    }
    std::set<TermId> types;
    bool is_untyped = false;
    ForumFactValue fact;
    for (const std::uint32_t seat : seats_of(forum)) {
        if (is_civil_society(seat)) {
            const TermId type = network_.actors().type[network_.seats().actor[seat].position()];
            is_untyped = is_untyped || type.is_none();
            types.insert(type);
            fact.evidence.push_back(seat_text(seat));
        }
    }
    if (is_untyped) {
        fact.reason = "the type of some actors is not stated";
        return fact;
    }
    fact.value = static_cast<double>(types.size());
    return fact;
}

ForumFactValue ForumFacts::municipal_seats(ForumId forum) const {
    if (seats_of(forum).empty()) {
        return none_because(empty_forum);
    }
    ForumFactValue fact;
    fact.value = seats_[forum.position()][static_cast<std::size_t>(Sector::municipal)];
    for (const std::uint32_t seat : seats_of(forum)) {
        if (sector_of(network_, network_.seats().actor[seat]) ==
            static_cast<std::size_t>(Sector::municipal)) {
            fact.evidence.push_back(seat_text(seat));
        }
    }
    return fact;
}

ForumFactValue ForumFacts::fewest_seats_of_both(ForumId forum) const {
    if (seats_of(forum).empty()) {
        return none_because(empty_forum);
    }
    const SectorWeights& seats = seats_[forum.position()];
    ForumFactValue fact;
    fact.value = std::min(seats[static_cast<std::size_t>(Sector::municipal)],
                          seats[static_cast<std::size_t>(Sector::civil_society)] +
                              seats[static_cast<std::size_t>(Sector::target_group)]);
    for (const std::uint32_t seat : seats_of(forum)) {
        fact.evidence.push_back(seat_text(seat));
    }
    return fact;
}

ForumFactValue ForumFacts::users_involved(ForumId forum) const {
    ForumFactValue fact;
    for (const std::uint32_t seat : seats_of(forum)) {
        if (sector_of(network_, network_.seats().actor[seat]) ==
            static_cast<std::size_t>(Sector::target_group)) {
            fact.evidence.push_back(seat_text(seat));
        }
    }
    if (is_involvement_stated(network_, forum)) {
        fact.evidence.push_back(forum_evidence(network_, forum, "involvement"));
    }
    if (fact.evidence.empty() && seats_of(forum).empty()) {
        return none_because(empty_forum);
    }
    if (fact.evidence.empty() && !is_involvement_recorded_) {
        return none_because("no other way to involve users is recorded for any forum");
    }
    fact.value = fact.evidence.empty() ? 0.0 : 1.0;
    return fact;
}

} // namespace samspill::detail
