// What group_balance counts besides seats: people, attendance, speaking time and the agenda.
#include <samspill/analysis/group_balance.hpp>
#include <samspill/core/error.hpp>

#include "support/forum_meetings_example.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using examples::eroding_forum;
using examples::monthly;

GroupBalanceOptions counting(std::vector<Counted> counted, bool series = false) {
    GroupBalanceOptions options;
    options.counted = std::move(counted);
    options.series = series;
    return options;
}

// Methods M1.9: per meeting 6:6, 6:6, 6:4, 6:3, 5:2, 5:2; pooled 34:23.
TEST(GroupBalanceCounted, AttendanceOfTheMethodsAsASeries) {
    const GroupBalanceResult result =
        group_balance(eroding_forum().build(), counting({Counted::seats, Counted::attendance}, true));
    constexpr std::array parities{1.0, 1.0, 0.8, 2.0 / 3.0, 4.0 / 7.0, 4.0 / 7.0};
    ASSERT_EQ(result.meetings.size(), 2 * parities.size());
    for (std::size_t k = 0; k < parities.size(); ++k) {
        const AttributeBalance& seats = result.meetings[2 * k];
        EXPECT_EQ(seats.subject.counted, Counted::seats);
        EXPECT_EQ(seats.amount, 12.0);
        EXPECT_EQ(seats.parity.value, 1.0);
        const AttributeBalance& came = result.meetings[2 * k + 1];
        EXPECT_EQ(came.subject.number, static_cast<std::int64_t>(k) + 1);
        EXPECT_NEAR(came.parity.value.value(), parities[k], 1e-12);
    }
    EXPECT_EQ(result.meeting_groups[10].amount, 6.0); // third meeting: seats, then who came
    EXPECT_EQ(result.meeting_groups[11].amount, 4.0);
    EXPECT_NEAR(result.meeting_groups[11].ratio.value.value(), 0.8, 1e-12); // 4/10 of 1/2
    ASSERT_EQ(result.forums.size(), 4U);                                    // the forum and all forums
    const ForumAttributeBalance& forum = result.forums[1];
    EXPECT_EQ(forum.amount, 57.0);
    EXPECT_NEAR(forum.parity.value.value(), 46.0 / 57.0, 1e-12); // 0.807
    EXPECT_EQ(forum.meetings, 6);
    EXPECT_EQ(forum.meetings_counted, 6);
    EXPECT_EQ(forum.note, "");
    EXPECT_EQ(forum.against_baseline.status, Status::not_applicable) << "attendances are no draws";
    EXPECT_NEAR(result.groups[3].gap.value.value(), 23.0 / 57.0 - 0.5, 1e-12);
    EXPECT_NEAR(result.forums[3].parity.value.value(), 46.0 / 57.0, 1e-12) << "all forums are this one";
}

TEST(GroupBalanceCounted, WhatNobodyRecordedIsUnknown) {
    NetworkBuilder builder = eroding_forum();
    builder.add_meeting({.id = "m7", .forum = "forum", .start = monthly(7)});
    builder.add_forum({.id = "quiet"});
    const GroupBalanceResult result =
        group_balance(builder.build(), counting({Counted::attendance, Counted::airtime}, true));
    const AttributeBalance& last = result.meetings[result.meetings.size() - 2];
    EXPECT_EQ(last.amount, std::nullopt);
    EXPECT_EQ(last.parity.status, Status::unknown);
    EXPECT_EQ(last.note, "no list of attendance");
    const ForumAttributeBalance& forum = result.forums[0];
    EXPECT_EQ(forum.amount, 57.0);
    EXPECT_EQ(forum.meetings, 7);
    EXPECT_EQ(forum.meetings_counted, 6);
    EXPECT_EQ(forum.note, "some meetings have no list of attendance");
    EXPECT_EQ(result.forums[1].parity.status, Status::unknown) << "nobody wrote down who spoke how long";
    EXPECT_EQ(result.forums[1].note, "not stated for all who came to any meeting");
    const ForumAttributeBalance& quiet = result.forums[2];
    EXPECT_EQ(quiet.parity.status, Status::unknown);
    EXPECT_EQ(quiet.amount, std::nullopt);
    EXPECT_EQ(result.forums[4].amount, 57.0) << "all forums";
    ASSERT_EQ(result.segregation.size(), 2U);
    EXPECT_EQ(result.segregation[0].forums_unknown, 1);
    EXPECT_EQ(result.segregation[1].forums_unknown, 2);
    EXPECT_EQ(result.segregation[1].segregation.theil_h.value, std::nullopt);
    EXPECT_EQ(result.segregation[1].segregation.theil_h.status, Status::unknown);
}

// Methods M1.4 (b): K(30,20,10), C(10,5,5,0): T = 0.365092 = 0.213042 + 0.152049, Gini 0.446429, share 0.75.
NetworkBuilder talk() {
    NetworkBuilder builder;
    builder.add_forum({.id = "f"});
    builder.add_meeting({.id = "m", .forum = "f", .start = monthly(1)});
    const std::vector<std::pair<Sector, std::vector<int>>> sides{{Sector::municipal, {30, 20, 10}},
                                                                 {Sector::civil_society, {10, 5, 5, 0}}};
    for (const auto& [sector, seconds] : sides) {
        for (std::size_t k = 0; k < seconds.size(); ++k) {
            const std::string id = std::string{to_string(sector)} + std::to_string(k);
            builder.add_actor({.id = "of " + id, .sector = sector})
                .add_person({.id = id, .actor = "of " + id});
            builder.add_seat({.forum = "f", .actor = "of " + id, .person = id});
            builder.add_attendance(
                {.meeting = "m", .person = id, .speaking_seconds = Count{std::int64_t{seconds[k]}}});
        }
    }
    return builder;
}

TEST(GroupBalanceCounted, SpeakingTimeOfTheMethods) {
    const GroupBalanceResult result = group_balance(talk().build(), counting({Counted::airtime}));
    EXPECT_EQ(result.forums[0].amount, 80.0);
    EXPECT_EQ(result.groups[0].share, 0.75);
    EXPECT_EQ(result.forums[0].parity.value, 0.5);                         // 60 to 20
    EXPECT_NEAR(result.groups[0].log_ratio.value.value(), 0.405465, 1e-6); // ln 1.5
    ASSERT_EQ(result.airtime.size(), 1U);
    const AirtimeInequality& row = result.airtime[0];
    EXPECT_EQ(row.members, 7);
    EXPECT_EQ(row.left_out, 0);
    EXPECT_NEAR(row.inequality.theil.value.value(), 0.365092, 1e-6);
    EXPECT_NEAR(row.inequality.between.value.value(), 0.213042, 1e-6);
    EXPECT_NEAR(row.inequality.within.value.value(), 0.152049, 1e-6);
    EXPECT_NEAR(row.inequality.gini.value.value(), 0.446429, 1e-6);
    EXPECT_EQ(row.inequality.per_head_ratio.value, 4.0); // 20 to 5
}

TEST(GroupBalanceCounted, WhoHeldASeatAndStayedAwaySpokeForNoSeconds) {
    NetworkBuilder builder = talk();
    builder.add_actor({.id = "x", .sector = Sector::civil_society})
        .add_person({.id = "absent", .actor = "x"});
    builder.add_seat({.forum = "f", .actor = "x", .person = "absent"});
    builder.add_actor({.id = "y", .sector = Sector::state}).add_person({.id = "clerk", .actor = "y"});
    builder.add_seat({.forum = "f", .actor = "y", .person = "clerk"});
    const GroupBalanceResult result = group_balance(builder.build(), counting({Counted::airtime}));
    EXPECT_EQ(result.airtime[0].members, 8);
    EXPECT_EQ(result.airtime[0].left_out, 1) << "the state is none of the two groups";
    EXPECT_EQ(result.airtime[0].inequality.per_head_ratio.value, 5.0); // 60/3 to 20/5
}

TEST(GroupBalanceCounted, SpeakingTimeIsCountedWhereItIsStatedForAll) {
    NetworkBuilder builder = talk();
    builder.add_meeting({.id = "n", .forum = "f", .start = monthly(2)});
    builder.add_attendance({.meeting = "n", .person = "municipal0", .speaking_seconds = Count{900}});
    builder.add_attendance({.meeting = "n", .person = "municipal1"});
    const GroupBalanceResult result = group_balance(builder.build(), counting({Counted::airtime}, true));
    EXPECT_EQ(result.forums[0].amount, 80.0);
    EXPECT_EQ(result.forums[0].note, "not stated for all who came to some meetings");
    EXPECT_EQ(result.meetings[1].amount, std::nullopt);
    EXPECT_EQ(result.airtime[0].note, "not stated for all who came to some meetings");
}

TEST(GroupBalanceCounted, AgendaMinutesConcernSectorsOnly) {
    NetworkBuilder builder = eroding_forum();
    builder.add_agenda_item({.meeting = "m1",
                             .item = "both",
                             .minutes = Count{30},
                             .relevant_sectors = {Sector::municipal, Sector::civil_society}});
    builder.add_agenda_item(
        {.meeting = "m1", .item = "own", .minutes = Count{60}, .relevant_sectors = {Sector::municipal}});
    builder.add_agenda_item(
        {.meeting = "m2", .item = "state", .minutes = Count{15}, .relevant_sectors = {Sector::state}});
    builder.add_agenda_item({.meeting = "m3", .item = "open", .minutes = Count{45}});
    GroupBalanceOptions options = counting({Counted::agenda}, true);
    options.attributes = {{}, {.attribute = GroupAttribute::tier}};
    const GroupBalanceResult result = group_balance(builder.build(), options);
    const ForumAttributeBalance& sectors = result.forums[0];
    EXPECT_EQ(sectors.amount, 135.0); // 90 + 30 + 15
    EXPECT_EQ(sectors.amount_counted, 120.0);
    EXPECT_EQ(sectors.amount_unknown, 15.0);
    EXPECT_EQ(sectors.parity.value, 0.5); // 90 to 30
    EXPECT_EQ(sectors.meetings_counted, 2);
    EXPECT_EQ(sectors.note, "not stated for some agenda items");
    EXPECT_EQ(result.forums[1].parity.status, Status::not_applicable);
    EXPECT_EQ(result.forums[1].note, "the attribute is none of agenda items");
    EXPECT_EQ(result.forums[1].amount, std::nullopt);
    EXPECT_EQ(result.meetings[4].note, "not stated for any agenda item");
    EXPECT_EQ(result.meetings[6].note, "no agenda");
    EXPECT_EQ(result.segregation[1].segregation.theil_h.reason, "the attribute is none of agenda items");
    EXPECT_TRUE(result.crossed.empty()) << "agenda items have a sector, and nothing else";
}

TEST(GroupBalanceCounted, APersonCountsOnceAndASeatWithoutPersonNot) {
    NetworkBuilder builder;
    builder.add_forum({.id = "f"}).add_forum({.id = "g"}).add_forum({.id = "h"});
    builder.add_actor({.id = "k", .sector = Sector::municipal});
    builder.add_actor({.id = "c", .sector = Sector::civil_society});
    builder.add_person({.id = "kim", .actor = "k"}).add_person({.id = "cleo", .actor = "c"});
    builder.add_seat({.forum = "f", .actor = "k", .person = "kim", .votes = 1.0});
    builder.add_seat({.forum = "f", .actor = "k", .person = "kim", .votes = 2.0}); // a seat of its own
    builder.add_seat({.forum = "f", .actor = "c", .person = "cleo"});
    builder.add_seat({.forum = "f", .actor = "c"});
    builder.add_seat({.forum = "g", .actor = "k", .person = "kim"});
    builder.add_seat({.forum = "h", .actor = "c"});
    const GroupBalanceResult result =
        group_balance(builder.build(), counting({Counted::seats, Counted::people}));
    ASSERT_EQ(result.forums.size(), 8U);
    EXPECT_EQ(result.forums[0].amount, 4.0);
    const ForumAttributeBalance& people = result.forums[1];
    EXPECT_EQ(people.amount, 2.0);
    EXPECT_EQ(people.parity.value, 1.0);
    EXPECT_EQ(people.note, "some seats name no person");
    EXPECT_EQ(people.against_baseline.p, 1.0); // 1 to 1 of two: the likeliest
    EXPECT_EQ(people.against_baseline.smallest_p, 0.5);
    EXPECT_EQ(result.forums[3].amount, 1.0);
    EXPECT_EQ(result.forums[5].amount, std::nullopt);
    EXPECT_EQ(result.forums[5].note, "no seat names a person");
    EXPECT_EQ(result.forums[5].against_baseline.status, Status::unknown);
    EXPECT_EQ(result.forums[7].amount, 2.0) << "kim sits in two forums";
}

TEST(GroupBalanceCounted, PeopleCountByThePartOfTheWindowInWhichTheySat) {
    NetworkBuilder builder;
    builder.add_forum({.id = "f"}).add_forum({.id = "g"});
    builder.add_actor({.id = "k", .sector = Sector::municipal}).add_person({.id = "kim", .actor = "k"});
    const auto seat = [&](const std::string& forum, double votes, int from, int to) {
        builder.add_seat({.forum = forum,
                          .actor = "k",
                          .person = "kim",
                          .votes = votes,
                          .period = {Date{from}, Date{to}}});
    };
    seat("f", 1.0, 0, 4); // days 0 to 4 and 2 to 6: six days of ten
    seat("f", 2.0, 2, 6);
    seat("g", 1.0, 5, 8); // two more
    GroupBalanceOptions options = counting({Counted::people});
    options.window = DateInterval{Date{0}, Date{10}};
    const GroupBalanceResult result = group_balance(builder.build(), options);
    EXPECT_DOUBLE_EQ(result.forums[0].amount.value(), 0.6);
    EXPECT_DOUBLE_EQ(result.forums[1].amount.value(), 0.3);
    EXPECT_DOUBLE_EQ(result.forums[2].amount.value(), 0.8) << "both forums together";
    EXPECT_EQ(result.forums[0].against_baseline.status, Status::not_applicable);
}

TEST(GroupBalanceCounted, ExactTestOfSeatsByAnAttribute) {
    // 5 to 3 against equal parts: p 0.7266, at best 2/256 (methods M1.6)
    NetworkBuilder builder;
    builder.add_forum({.id = "f"});
    for (int k = 0; k < 8; ++k) {
        const std::string id = std::to_string(k);
        builder.add_actor({.id = id, .sector = k < 5 ? Sector::municipal : Sector::civil_society});
        builder.add_seat({.forum = "f", .actor = id});
    }
    const ActorNetwork network = builder.build();
    const ExactTest test = group_balance(network).forums[0].against_baseline;
    EXPECT_NEAR(test.p.value(), 0.7266, 1e-4);
    EXPECT_NEAR(test.smallest_p.value(), 0.0078125, 1e-12);
    EXPECT_EQ(test.outcomes, 9);
    GroupBalanceOptions few;
    few.tests.max_outcomes = 8;
    EXPECT_EQ(group_balance(network, few).forums[0].against_baseline.status, Status::not_applicable);
    GroupBalanceOptions mid;
    mid.tests.mid_p = true;
    EXPECT_LT(group_balance(network, mid).forums[0].against_baseline.p.value(), 0.7266);
}

TEST(GroupBalanceCounted, AttendanceIsCrossedToo) {
    // Two of each of four combinations sit; of those who come, every man is municipal and every woman is not.
    NetworkBuilder builder;
    builder.add_forum({.id = "f"});
    builder.add_meeting({.id = "m", .forum = "f", .start = monthly(1)});
    for (int k = 0; k < 8; ++k) {
        const std::string id = std::to_string(k);
        const bool municipal = k < 4;
        const bool man = k % 2 == 0;
        builder.add_actor({.id = id, .sector = municipal ? Sector::municipal : Sector::civil_society});
        builder.add_person({.id = "p" + id, .actor = id, .groups = {man ? "man" : "woman"}});
        builder.add_seat({.forum = "f", .actor = id, .person = "p" + id});
        if (municipal == man) {
            builder.add_attendance({.meeting = "m", .person = "p" + id});
        }
    }
    GroupBalanceOptions options = counting({Counted::seats, Counted::attendance}, true);
    options.attributes = {{}, {.attribute = GroupAttribute::membership, .groups = {"woman", "man"}}};
    const GroupBalanceResult result = group_balance(builder.build(), options);
    ASSERT_EQ(result.crossed.size(), 4U);
    EXPECT_EQ(result.crossed[0].balance.balanced_on_margins_only, false);
    EXPECT_EQ(result.crossed[1].balance.balanced_on_margins_only, true);
    ASSERT_EQ(result.meeting_crossed.size(), 2U);
    EXPECT_EQ(result.meeting_crossed[1].balance.empty_cells, 2);
}

TEST(GroupBalanceCounted, RefusesWhatCannotBeCounted) {
    NetworkBuilder builder;
    builder.add_forum({.id = "f"}).add_actor({.id = "a"}).add_seat({.forum = "f", .actor = "a"});
    const ActorNetwork network = builder.build();
    EXPECT_THROW((void)group_balance(network, counting({})), InvalidArgument);
    EXPECT_THROW((void)group_balance(network, counting({Counted::seats, Counted::seats})), InvalidArgument);
    EXPECT_THROW((void)group_balance(network, counting({Counted::people})), MissingTable);
    EXPECT_THROW((void)group_balance(network, counting({Counted::attendance})), MissingTable);
    EXPECT_THROW((void)group_balance(network, counting({Counted::agenda})), MissingTable);
    EXPECT_THROW((void)group_balance(network, counting({Counted::seats}, true)), MissingTable);
    GroupBalanceOptions options;
    options.correlated_from = 0.0;
    options.attributes = {{}, {.attribute = GroupAttribute::language}};
    EXPECT_THROW((void)group_balance(network, options), InvalidArgument);
}

} // namespace
} // namespace samspill
