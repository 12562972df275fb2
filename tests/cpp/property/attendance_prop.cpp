// Attendance against a recount of every row, for few forums and for more than one thread takes at a time.
#include <samspill/analysis/attendance.hpp>
#include <samspill/io/attendance_tables.hpp>

#include "support/attendance_twin.hpp"
#include "support/same_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using namespace testing_support;

bool is_near(const std::optional<double>& a, const std::optional<double>& b) {
    return a.has_value() == b.has_value() && (!a || std::abs(*a - *b) < 1e-9);
}

/// Methods M1.1, term by term.
std::optional<double> parity_of(const Recount& recount, const Names& expected, std::int64_t GroupCount::*kind,
                                bool known) {
    double sum = 0.0;
    for (const std::string& name : expected) {
        const auto found = recount.groups.find(name);
        sum += found == recount.groups.end() ? 0.0 : static_cast<double>(found->second.*kind);
    }
    const auto m = static_cast<double>(expected.size());
    if (!known || sum == 0.0 || expected.size() < 2) {
        return std::nullopt;
    }
    double uneven = 0.0;
    for (const std::string& name : expected) {
        const auto found = recount.groups.find(name);
        const double seats = found == recount.groups.end() ? 0.0 : static_cast<double>(found->second.*kind);
        uneven += std::abs(seats / sum - 1.0 / m);
    }
    return 1.0 - m / (2.0 * (m - 1.0)) * uneven;
}

std::optional<double> relevance_of(const Recount& recount) {
    return recount.minutes > 0 ? std::optional{static_cast<double>(recount.minutes_both) /
                                               static_cast<double>(recount.minutes)}
                               : std::nullopt;
}

void expect_balance(const AttendanceBalance& balance, const Recount& recount, const Names& expected) {
    RC_ASSERT(balance.entitled == recount.entitled);
    RC_ASSERT(balance.present == recount.present);
    RC_ASSERT(balance.guests == recount.guests);
    const bool recorded = recount.recorded > 0;
    const auto parity = [&](std::int64_t GroupCount::*kind, bool known) {
        return parity_of(recount, expected, kind, known);
    };
    RC_ASSERT(is_near(balance.entitled_parity.value, parity(&GroupCount::entitled, recorded)));
    RC_ASSERT(is_near(balance.present_parity.value, parity(&GroupCount::present, recorded)));
    RC_ASSERT(is_near(balance.speaking_parity.value, parity(&GroupCount::speaking, recount.spoken > 0)));
    RC_ASSERT(
        is_near(balance.agenda_parity.value, parity(&GroupCount::relevant, recount.items_relevant > 0)));
    RC_ASSERT(
        is_near(balance.proposal_parity.value, parity(&GroupCount::proposed, recount.items_proposed > 0)));
    RC_ASSERT(is_near(balance.relevance.value, relevance_of(recount)));
    RC_ASSERT((balance.present_parity.status == Status::unknown) == !recorded);
}

/// The rows of one meeting, one forum or all of them say what was counted for each group, and for no other.
void expect_groups(const std::vector<AttendanceGroup>& rows, const AttendanceResult& result,
                   const Recount& recount, const Names& groups, const Names& expected) {
    Names named;
    for (const AttendanceGroup& row : rows) {
        const std::string& name = result.groups[row.group];
        RC_ASSERT(named.insert(name).second);
        const auto found = recount.groups.find(name);
        const GroupCount count = found == recount.groups.end() ? GroupCount{} : found->second;
        RC_ASSERT(row.expected == (expected.count(name) > 0));
        RC_ASSERT(row.entitled == count.entitled);
        RC_ASSERT(row.present == count.present);
        RC_ASSERT(row.speaking_seconds.has_value() == (recount.spoken > 0));
        RC_ASSERT(row.speaking_seconds.value_or(0) == count.speaking);
        RC_ASSERT(row.relevant_minutes.has_value() == (recount.items_relevant > 0));
        RC_ASSERT(row.relevant_minutes.value_or(0) == count.relevant);
        RC_ASSERT(row.proposed.has_value() == (recount.items_proposed > 0));
        RC_ASSERT(row.proposed.value_or(0) == count.proposed);
    }
    RC_ASSERT(named == groups);
}

using Pairs = std::vector<std::pair<double, double>>;

/// Least squares by the sums of the textbook.
std::optional<double> slope_of(const Pairs& pairs) {
    double x = 0.0;
    double y = 0.0;
    for (const auto& [a, b] : pairs) {
        x += a / static_cast<double>(pairs.size());
        y += b / static_cast<double>(pairs.size());
    }
    double xx = 0.0;
    double xy = 0.0;
    for (const auto& [a, b] : pairs) {
        xx += (a - x) * (a - x);
        xy += (a - x) * (b - y);
    }
    return xx > 1e-15 ? std::optional{xy / xx} : std::nullopt;
}

/// 1 - relevance, and the share of the civil side that missed the next meeting.
Pairs lagged_of(const std::vector<Recount>& meetings) {
    Pairs pairs;
    for (std::size_t k = 1; k < meetings.size(); ++k) {
        const auto relevance = relevance_of(meetings[k - 1]);
        double entitled = 0.0;
        double present = 0.0;
        for (const auto& [name, count] : meetings[k].groups) {
            if (is_civil_name(name)) {
                entitled += static_cast<double>(count.entitled);
                present += static_cast<double>(count.present);
            }
        }
        if (relevance && entitled > 0.0) {
            pairs.emplace_back(1.0 - *relevance, 1.0 - present / entitled);
        }
    }
    return pairs;
}

Pairs from_means(Pairs pairs) {
    double x = 0.0;
    double y = 0.0;
    for (const auto& [a, b] : pairs) {
        x += a / static_cast<double>(pairs.size());
        y += b / static_cast<double>(pairs.size());
    }
    for (auto& [a, b] : pairs) {
        a -= x;
        b -= y;
    }
    return pairs;
}

template <class Row, class Is>
std::vector<Row> those(const std::vector<Row>& rows, Is is) {
    std::vector<Row> found;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(found), is);
    return found;
}

/// The meetings of one forum, from number `next` of the result on, against the recounts of each.
void expect_meetings(const ActorNetwork& network, const AttendanceResult& result, std::size_t next,
                     const TwinForum& forum, const std::vector<Recount>& recounts) {
    for (std::size_t k = 0; k < recounts.size(); ++k) {
        const MeetingAttendance& row = result.meetings.at(next + k);
        RC_ASSERT(network.text(network.meetings().id[row.meeting.position()]) == forum.meetings[k].id);
        RC_ASSERT(row.number == static_cast<std::int64_t>(k) + 1);
        RC_ASSERT(row.recorded == (recounts[k].recorded > 0));
        expect_balance(row.balance, recounts[k], forum.expected);
        const auto of_meeting = [&](const AttendanceGroup& g) { return g.meeting == row.meeting; };
        expect_groups(those(result.meeting_groups, of_meeting), result, recounts[k], forum.groups,
                      forum.expected);
    }
}

/// Known parities by the number of the meeting.
Pairs series_of(const TwinForum& forum, const std::vector<Recount>& recounts) {
    Pairs series;
    for (std::size_t k = 0; k < recounts.size(); ++k) {
        const bool recorded = recounts[k].recorded > 0;
        if (const auto p = parity_of(recounts[k], forum.expected, &GroupCount::present, recorded)) {
            series.emplace_back(static_cast<double>(k + 1), *p);
        }
    }
    return series;
}

void expect_forum(const AttendanceResult& result, const ForumAttendance& row, const TwinForum& forum,
                  const std::vector<Recount>& recounts, const Recount& total) {
    RC_ASSERT(row.meetings == static_cast<std::int64_t>(forum.meetings.size()));
    RC_ASSERT(row.recorded == total.recorded);
    expect_balance(row.balance, total, forum.expected);
    const auto of_forum = [&](const AttendanceGroup& g) { return g.forum == row.forum; };
    expect_groups(those(result.forum_groups, of_forum), result, total, forum.groups, forum.expected);
    RC_ASSERT(is_near(row.erosion.value, slope_of(series_of(forum, recounts))));
    std::optional<double> share;
    if (total.entitled > 0) {
        share = static_cast<double>(total.present) / static_cast<double>(total.entitled);
    }
    RC_ASSERT(is_near(row.attendance.value, share));
}

RC_GTEST_PROP(AttendanceProp, CountsWhatTheRowsSay, ()) {
    const auto attribute = *rc::gen::element(GroupAttribute::sector, GroupAttribute::tier,
                                             GroupAttribute::membership, GroupAttribute::language);
    const Rows rows = any_forum_rows(few_or_many_forums());
    const ActorNetwork network = network_of_forums(rows);
    const AttendanceResult result = attendance(network, {.attribute = attribute});
    const AttendanceTwin twin{rows, attribute};
    Recount all;
    Names all_groups;
    Names all_expected;
    Pairs all_lagged;
    std::size_t next_meeting = 0;
    const auto forums = twin.rows().forums();
    RC_ASSERT(result.forums.size() == forums.size());
    for (std::size_t f = 0; f < forums.size(); ++f) {
        const TwinForum forum = twin.forum(forums[f]);
        Recount total;
        std::vector<Recount> recounts;
        for (const Meeting& meeting : forum.meetings) {
            recounts.push_back(twin.count(forum, meeting));
            total.add(recounts.back());
        }
        expect_meetings(network, result, next_meeting, forum, recounts);
        expect_forum(result, result.forums[f], forum, recounts, total);
        const Pairs lagged = attribute == GroupAttribute::sector ? lagged_of(recounts) : Pairs{};
        RC_ASSERT(result.forums[f].absence.pairs == static_cast<std::int64_t>(lagged.size()));
        RC_ASSERT(is_near(result.forums[f].absence.slope.value, slope_of(lagged)));
        const Pairs centred = from_means(lagged);
        all_lagged.insert(all_lagged.end(), centred.begin(), centred.end());
        next_meeting += recounts.size();
        all.add(total);
        all_groups.insert(forum.groups.begin(), forum.groups.end());
        if (!forum.meetings.empty()) {
            all_expected.insert(forum.expected.begin(), forum.expected.end());
        }
    }
    RC_ASSERT(next_meeting == result.meetings.size());
    expect_balance(result.all.balance, all, all_expected);
    expect_groups(result.all_groups, result, all, all_groups, all_expected);
    RC_ASSERT(is_near(result.all.absence.slope.value, slope_of(all_lagged)));
}

RC_GTEST_PROP(AttendanceProp, TheOrderOfRowsChangesNoBit, ()) {
    const auto trend = *rc::gen::element(TrendLine::least_squares, TrendLine::theil_sen);
    const Rows rows = any_forum_rows(few_or_many_forums());
    const ActorNetwork one = network_of_forums(rows);
    const ActorNetwork other = network_of_forums(rows.shuffled());
    const AttendanceResult a = attendance(one, {.trend = trend});
    const AttendanceResult b = attendance(other, {.trend = trend});
    RC_ASSERT(test::same_table(attendance_forums(one, a), attendance_forums(other, b)));
    RC_ASSERT(test::same_table(attendance_meetings(one, a), attendance_meetings(other, b)));
    RC_ASSERT(test::same_table(attendance_groups(one, a), attendance_groups(other, b)));
    RC_ASSERT(test::same_table(attendance_meeting_groups(one, a), attendance_meeting_groups(other, b)));
}

} // namespace
} // namespace samspill
