// Balance of what is counted against a recount of every row, for few forums and for more than one thread
// takes at a time.
#include <samspill/analysis/group_balance.hpp>
#include <samspill/analysis/inequality.hpp>

#include "support/forum_twin.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using namespace testing_support;

constexpr std::size_t none_of_them = 2;
constexpr std::size_t several_of_them = 3;
constexpr std::array attributes{GroupAttribute::sector, GroupAttribute::membership};

std::vector<std::string> groups_of(std::size_t attribute) {
    return attribute == 0 ? std::vector<std::string>{"municipal", "civil_society"}
                          : std::vector<std::string>{"group0", "group1"};
}

/// Two groups, none of them, several of them.
struct Amounts {
    std::array<double, 4> parts{};
    bool known = false;

    void add(const Amounts& other) {
        for (std::size_t k = 0; k < 4; ++k) {
            parts[k] += other.parts[k];
        }
        known = known || other.known;
    }
};

/// Amounts by (counted, forum, meeting, attribute); empty ids for all of them.
using Recount = std::map<std::tuple<Counted, std::string, std::string, std::size_t>, Amounts>;

class GroupBalanceTwin {
public:
    explicit GroupBalanceTwin(const Rows& rows) : rows_{rows}, twin_{rows} {}

    Recount recount() {
        for (const std::string& forum : twin_.forums()) {
            forum_ = forum;
            holders_ = twin_.holders(forum);
            add_people();
            for (const Meeting& meeting : twin_.meetings(forum)) {
                add_meeting(meeting);
            }
        }
        return std::move(found_);
    }

private:
    std::size_t category(std::size_t attribute, const TwinHolder& holder) const {
        const std::vector<std::string> asked = groups_of(attribute);
        std::size_t of = none_of_them;
        for (const std::string& name : twin_.groups(attributes[attribute], holder.actor, holder.person)) {
            const auto found = std::find(asked.begin(), asked.end(), name);
            if (found != asked.end()) {
                of = of == none_of_them ? static_cast<std::size_t>(found - asked.begin()) : several_of_them;
            }
        }
        return of;
    }

    /// Adds to the meeting, if there is one, and to the forum and all forums if `sums`.
    void put(Counted counted, const std::string& meeting, std::size_t attribute, const Amounts& amounts,
             bool sums) {
        if (!meeting.empty()) {
            found_[{counted, forum_, meeting, attribute}].add(amounts);
        }
        if (sums) {
            found_[{counted, forum_, "", attribute}].add(amounts);
            found_[{counted, "", "", attribute}].add(amounts);
        }
    }

    void add_people() {
        for (std::size_t a = 0; a < 2; ++a) {
            Amounts people;
            people.known = true;
            for (const TwinHolder& holder : holders_) {
                people.parts[category(a, holder)] += holder.person.empty() ? 0.0 : 1.0;
            }
            found_[{Counted::people, forum_, "", a}] = people;
        }
    }

    void add_meeting(const Meeting& meeting) {
        const Date day = meeting.start.date();
        std::vector<bool> came(holders_.size(), false);
        std::vector<std::int64_t> seconds(holders_.size(), 0);
        bool all_stated = true;
        const std::vector<Attendance> rows = twin_.attendance(meeting.id);
        for (const Attendance& row : rows) {
            if (const auto holder = twin_.taken(holders_, day, row)) {
                came[*holder] = true;
                all_stated = all_stated && row.speaking_seconds.is_known();
                seconds[*holder] += row.speaking_seconds.value_or(0);
            }
        }
        const bool spoken = all_stated && std::find(came.begin(), came.end(), true) != came.end();
        for (std::size_t a = 0; a < 2; ++a) {
            Amounts seats;
            Amounts attendance;
            Amounts airtime;
            for (std::size_t k = 0; k < holders_.size(); ++k) {
                const std::size_t of = category(a, holders_[k]);
                seats.parts[of] += ForumTwin::is_seated(holders_[k], day) ? 1.0 : 0.0;
                attendance.parts[of] += came[k] ? 1.0 : 0.0;
                airtime.parts[of] += spoken ? static_cast<double>(seconds[k]) : 0.0;
            }
            seats.known = true;
            attendance.known = !rows.empty();
            airtime.known = spoken;
            put(Counted::seats, meeting.id, a, seats, false);
            put(Counted::attendance, meeting.id, a, attendance, true);
            put(Counted::airtime, meeting.id, a, airtime, true);
        }
        add_agenda(meeting);
    }

    void add_agenda(const Meeting& meeting) {
        Amounts agenda;
        for (const AgendaItem& item : rows_.agenda_items) {
            if (item.meeting != meeting.id || !item.minutes.is_known() || item.relevant_sectors.empty()) {
                continue;
            }
            agenda.known = true;
            for (const Sector sector : item.relevant_sectors) {
                agenda.parts[sector == Sector::municipal       ? 0
                             : sector == Sector::civil_society ? 1
                                                               : none_of_them] +=
                    static_cast<double>(item.minutes.value());
            }
        }
        put(Counted::agenda, meeting.id, 0, agenda, true);
    }

    const Rows& rows_;
    ForumTwin twin_;
    std::string forum_;
    std::vector<TwinHolder> holders_;
    Recount found_;
};

bool near(const std::optional<double>& a, const std::optional<double>& b) {
    return a.has_value() == b.has_value() && (!a || std::abs(*a - *b) < 1e-9 * std::max(1.0, std::abs(*b)));
}

/// A row of the recount; what nobody recorded at all is not in it.
Amounts found_in(const ActorNetwork& network, const Recount& recount, const BalanceSubject& subject,
                 std::size_t attribute) {
    const auto text = [&](const auto& ids, auto id) {
        return id.is_none() ? std::string{} : std::string{network.text(ids[id.position()])};
    };
    const auto found = recount.find({subject.counted, text(network.forums().id, subject.forum),
                                     text(network.meetings().id, subject.meeting), attribute});
    return found == recount.end() ? Amounts{} : found->second;
}

void expect_row(const AttributeBalance& row, const Amounts& amounts) {
    const double a = amounts.parts[0];
    const double b = amounts.parts[1];
    const double in_groups = a + b;
    const auto if_known = [&](double number) { return amounts.known ? std::optional{number} : std::nullopt; };
    const auto if_any = [&](double number) {
        return amounts.known && in_groups > 0.0 ? std::optional{number} : std::nullopt;
    };
    RC_ASSERT(near(row.amount, if_known(in_groups + amounts.parts[2] + amounts.parts[3])));
    RC_ASSERT(near(row.amount_counted, if_known(in_groups)));
    RC_ASSERT(near(row.amount_unknown, if_known(amounts.parts[2])));
    RC_ASSERT(near(row.amount_in_several, if_known(amounts.parts[3])));
    // two groups: 1 - |a - b|/N, ½(|p - ½| + |q - ½|), 1 - Σp²
    RC_ASSERT(near(row.parity.value, if_any(1.0 - std::abs(a - b) / in_groups)));
    RC_ASSERT(near(row.dissimilarity.value, if_any(std::abs(a / in_groups - 0.5))));
    RC_ASSERT(near(row.gallagher.value, if_any(std::abs(a / in_groups - 0.5))));
    RC_ASSERT(near(row.blau.value, if_any(2.0 * a * b / (in_groups * in_groups))));
    RC_ASSERT(near(row.min_max_ratio.value, if_any(std::min(a, b) / std::max(a, b))));
    RC_ASSERT((row.parity.status == Status::unknown) == !amounts.known);
    RC_ASSERT((amounts.known || !row.note.empty()));
}

GroupBalanceOptions all_counted() {
    GroupBalanceOptions options;
    options.attributes = {{.attribute = attributes[0], .groups = groups_of(0)},
                          {.attribute = attributes[1], .groups = groups_of(1)}};
    options.counted = {Counted::seats, Counted::people, Counted::attendance, Counted::airtime,
                       Counted::agenda};
    options.series = true;
    options.as_of = SeatDay::all_seats(); // as the recount has them; seat_day_prop.cpp is about days
    return options;
}

RC_GTEST_PROP(GroupBalanceProp, AmountsAndMeasuresAreThoseOfTheRows, ()) {
    const Rows rows = any_forum_rows(few_or_many_forums());
    const ActorNetwork network = network_of_forums(rows);
    const Recount recount = GroupBalanceTwin{rows}.recount();
    const GroupBalanceResult result = group_balance(network, all_counted());
    const auto is_for_the_agenda = [](const AttributeBalance& row) {
        return row.subject.counted == Counted::agenda && row.attribute == 1;
    };
    std::size_t rows_of_meetings = 0;
    for (const AttributeBalance& row : result.meetings) {
        rows_of_meetings += 1;
        if (is_for_the_agenda(row)) {
            RC_ASSERT(row.parity.status == Status::not_applicable);
        } else if (row.subject.counted != Counted::people) {
            expect_row(row, found_in(network, recount, row.subject, row.attribute));
        }
    }
    RC_ASSERT(rows_of_meetings == rows.meetings.size() * 10);
    for (const ForumAttributeBalance& row : result.forums) {
        const bool is_recounted = row.subject.counted > Counted::people;
        if (is_recounted && !is_for_the_agenda(row)) {
            expect_row(row, found_in(network, recount, row.subject, row.attribute));
            RC_ASSERT(row.against_baseline.status == Status::not_applicable);
        }
    }
    // group rows are the parts of the rows above
    std::size_t next = 0;
    for (const AttributeBalance& row : result.meetings) {
        double sum = 0.0;
        for (std::size_t g = 0; g < 2; ++g) {
            const GroupShare& group = result.meeting_groups.at(next++);
            RC_ASSERT(group.subject == row.subject);
            RC_ASSERT(group.amount.has_value() == row.amount.has_value());
            sum += group.amount.value_or(0.0);
            RC_ASSERT((!group.share || near(group.gap.value, *group.share - 0.5)));
            RC_ASSERT((!group.share || near(group.ratio.value, *group.share * 2.0)));
        }
        RC_ASSERT(near(sum, row.amount_counted.value_or(0.0)));
    }
    RC_ASSERT(next == result.meeting_groups.size());
}

RC_GTEST_PROP(GroupBalanceProp, PeopleAreThoseOfTheRowsAndCountOnceOverAllForums, ()) {
    const Rows rows = any_forum_rows(few_or_many_forums());
    const ActorNetwork network = network_of_forums(rows);
    const Recount recount = GroupBalanceTwin{rows}.recount();
    GroupBalanceOptions options = all_counted();
    options.counted = {Counted::people};
    options.series = false;
    const GroupBalanceResult result = group_balance(network, options);
    std::set<std::string> people;
    bool any_unnamed = false;
    for (const Seat& seat : rows.seats) {
        any_unnamed = any_unnamed || seat.person.empty();
        if (!seat.person.empty()) {
            people.insert(seat.person);
        }
    }
    for (const ForumAttributeBalance& row : result.forums) {
        if (row.subject.forum.is_none()) {
            RC_ASSERT(row.amount.has_value() == !(people.empty() && any_unnamed));
            RC_ASSERT(near(row.amount.value_or(0.0), static_cast<double>(people.size())));
            continue;
        }
        Amounts expected = found_in(network, recount, row.subject, row.attribute);
        double sum = 0.0;
        for (const double part : expected.parts) {
            sum += part;
        }
        const std::string forum{network.text(network.forums().id[row.subject.forum.position()])};
        const bool has_unnamed = std::any_of(rows.seats.begin(), rows.seats.end(), [&](const Seat& seat) {
            return seat.forum == forum && seat.person.empty();
        });
        expected.known = sum > 0.0 || !has_unnamed;
        expect_row(row, expected);
    }
}

RC_GTEST_PROP(GroupBalanceProp, SegregationAndInequalitySplitExactly, ()) {
    const Rows rows = any_forum_rows(few_or_many_forums());
    const GroupBalanceResult result = group_balance(network_of_forums(rows), all_counted());
    for (const AttributeSegregation& row : result.segregation) {
        const Segregation& s = row.segregation;
        if (s.mutual_information.value) {
            RC_ASSERT(near(*s.between.value + *s.within.value, s.mutual_information.value));
            RC_ASSERT((!s.theil_h.value || (*s.theil_h.value >= 0.0 && *s.theil_h.value <= 1.0 + 1e-12)));
        }
    }
    RC_ASSERT(result.airtime.size() == rows.forums.size() * 2);
    for (const AirtimeInequality& row : result.airtime) {
        const AmountInequality& t = row.inequality;
        if (t.theil.value) {
            RC_ASSERT(near(*t.between.value + *t.within.value, t.theil.value));
        }
    }
}

} // namespace
} // namespace samspill
