#include <samspill/analysis/attendance.hpp>

#include <samspill/core/error.hpp>

#include "support/forum_meetings_example.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using examples::eroding_forum;
using examples::last_attended;
using examples::monthly;

// Methods M1.9, worked by hand there: per meeting 6:6, 6:6, 6:4, 6:3, 5:2, 5:2; pooled 34:23.
TEST(Attendance, ErodingForumOfTheMethods) {
    const AttendanceResult result = attendance(eroding_forum().build());
    constexpr std::array expected{1.0, 1.0, 0.8, 2.0 / 3.0, 4.0 / 7.0, 4.0 / 7.0};
    ASSERT_EQ(result.meetings.size(), expected.size());
    for (std::size_t k = 0; k < expected.size(); ++k) {
        EXPECT_NEAR(result.meetings[k].balance.present_parity.value.value(), expected[k], 1e-12);
        EXPECT_EQ(result.meetings[k].balance.entitled_parity.value, 1.0);
        EXPECT_EQ(result.meetings[k].number, static_cast<std::int64_t>(k) + 1);
    }
    const ForumAttendance& forum = result.forums.at(0);
    EXPECT_NEAR(forum.balance.present_parity.value.value(), 46.0 / 57.0, 1e-12); // 0.807
    EXPECT_EQ(forum.balance.entitled_parity.value, 1.0);
    EXPECT_EQ(result.forum_groups.at(0).present, 34);
    EXPECT_EQ(result.forum_groups.at(1).present, 23);
    EXPECT_NEAR(forum.attendance.value.value(), 57.0 / 72.0, 1e-12);
}

// x = 1 … 6, Sxx = 17.5; with y as above Sxy = -2.5 - 1.5 - 0.4 + 1/3 + 6/7 + 10/7 = -187/105.
TEST(Attendance, ErosionIsTheSlopeOfTheSeries) {
    const ActorNetwork network = eroding_forum().build();
    const Measure erosion = attendance(network).forums.at(0).erosion;
    EXPECT_NEAR(erosion.value.value(), -187.0 / 105.0 / 17.5, 1e-12);
    EXPECT_EQ(erosion.n, 6.0);
    EXPECT_EQ(erosion.definition.convention, "slope of the least-squares line");
    // Slopes of the 15 pairs in order: -1/5, -1/6, -1/7, -2/15, -4/35, -1/9, -3/28, -3/28, and seven
    // flatter ones: the 8th is the median.
    const Measure median = attendance(network, {.trend = TrendLine::theil_sen}).forums.at(0).erosion;
    EXPECT_NEAR(median.value.value(), -3.0 / 28.0, 1e-12);
}

TEST(Attendance, AMeetingWithoutAListIsUnknownAndLeftOut) {
    NetworkBuilder builder = eroding_forum();
    builder.add_meeting({.id = "m7", .forum = "forum", .start = monthly(7)});
    const AttendanceResult result = attendance(builder.build());
    const MeetingAttendance& last = result.meetings.back();
    EXPECT_FALSE(last.recorded);
    EXPECT_EQ(last.balance.present_parity.status, Status::unknown);
    EXPECT_EQ(last.balance.present_parity.reason, "no list of attendance");
    EXPECT_EQ(result.forums.at(0).meetings, 7);
    EXPECT_EQ(result.forums.at(0).recorded, 6);
    EXPECT_NEAR(result.forums.at(0).balance.present_parity.value.value(), 46.0 / 57.0, 1e-12);
    EXPECT_EQ(result.forums.at(0).erosion.n, 6.0);
}

TEST(Attendance, AForumWithoutMeetingsIsUnknown) {
    NetworkBuilder builder = eroding_forum();
    builder.add_forum({.id = "quiet"});
    const AttendanceResult result = attendance(builder.build());
    const ForumAttendance& quiet = result.forums.at(1);
    EXPECT_EQ(quiet.meetings, 0);
    EXPECT_EQ(quiet.balance.present_parity.status, Status::unknown);
    EXPECT_EQ(quiet.attendance.status, Status::unknown);
    EXPECT_EQ(quiet.erosion.status, Status::not_applicable);
    EXPECT_EQ(quiet.erosion.reason, "fewer than two meetings that differ");
}

// Everybody together: 34 + 1 of the municipality and 23 of civil society.
TEST(Attendance, AllForumsTogether) {
    NetworkBuilder builder = eroding_forum();
    builder.add_forum({.id = "other"});
    builder.add_meeting({.id = "o1", .forum = "other", .start = monthly(1)});
    builder.add_seat({.forum = "other", .actor = "k1", .person = "K1"});
    builder.add_attendance({.meeting = "o1", .person = "K1"});
    const AttendanceResult result = attendance(builder.build());
    EXPECT_NEAR(result.all.balance.present_parity.value.value(), 1.0 - 12.0 / 58.0, 1e-12);
    EXPECT_EQ(result.forums.at(1).balance.present_parity.value, 0.0); // one sector only
    EXPECT_EQ(result.all_groups.at(0).present, 35);
    EXPECT_EQ(result.all.erosion.status, Status::not_applicable);
}

// A forum that never met expected nobody to come; one that met without its third sector did.
NetworkBuilder with_planned_forum() {
    NetworkBuilder builder = eroding_forum();
    builder.add_forum(
        {.id = "planned",
         .composition = {{Sector::municipal}, {Sector::civil_society}, {Sector::target_group}}});
    return builder;
}

TEST(Attendance, AllForumsExpectWhatForumsWithMeetingsExpect) {
    const AttendanceResult before = attendance(with_planned_forum().build());
    EXPECT_NEAR(before.all.balance.present_parity.value.value(), 46.0 / 57.0, 1e-12);
    EXPECT_EQ(before.all.balance.entitled_parity.value, 1.0);
    ASSERT_EQ(before.all_groups.size(), 3U);
    EXPECT_FALSE(before.all_groups.at(2).expected);
    EXPECT_TRUE(before.forum_groups.back().expected);
    NetworkBuilder builder = with_planned_forum();
    builder.add_meeting({.id = "p1", .forum = "planned", .start = monthly(1)});
    builder.add_seat({.forum = "planned", .actor = "k1", .person = "K1"});
    builder.add_attendance({.meeting = "p1", .person = "K1"});
    // 35 : 23 : 0 differ from thirds by 47/174, 11/174 and 58/174: P = 1 - 3/4 * 116/174.
    const AttendanceResult after = attendance(builder.build());
    EXPECT_NEAR(after.all.balance.present_parity.value.value(), 0.5, 1e-12);
    EXPECT_TRUE(after.all_groups.at(2).expected);
}

TEST(Attendance, SeatsCountOnTheirDaysOnly) {
    NetworkBuilder builder = last_attended({1}, {1}, 1);
    builder.add_actor({.id = "late", .sector = Sector::civil_society});
    builder.add_person({.id = "L", .actor = "late"});
    builder.add_seat({.forum = "forum",
                      .actor = "late",
                      .person = "L",
                      .period = {Date{monthly(1).date().days_since_epoch() + 1}, {}}});
    builder.add_attendance({.meeting = "m1", .person = "L"});
    const AttendanceResult result = attendance(builder.build());
    EXPECT_EQ(result.meetings.at(0).balance.entitled, 2);
    EXPECT_EQ(result.meetings.at(0).balance.present, 2);
    EXPECT_EQ(result.meetings.at(0).balance.guests, 1);
    EXPECT_EQ(result.meetings.at(0).balance.present_parity.value, 1.0);
}

TEST(Attendance, APersonInTwoSeatsAndAnActorOfTwoPeopleCountOnce) {
    NetworkBuilder builder = last_attended({1}, {}, 1);
    builder.add_seat({.forum = "forum", .actor = "k1", .person = "K1", .role = SeatRole::chair});
    builder.add_actor({.id = "club", .sector = Sector::civil_society});
    builder.add_person({.id = "c1", .actor = "club"}).add_person({.id = "c2", .actor = "club"});
    builder.add_seat({.forum = "forum", .actor = "club"});
    builder.add_attendance({.meeting = "m1", .person = "c1"});
    builder.add_attendance({.meeting = "m1", .person = "c2"});
    const AttendanceResult result = attendance(builder.build());
    EXPECT_EQ(result.meetings.at(0).balance.entitled, 2);
    EXPECT_EQ(result.meetings.at(0).balance.present, 2);
    EXPECT_EQ(result.meetings.at(0).balance.guests, 0);
}

TEST(Attendance, WhoComesForAnActorTakesTheOnlySeatOfItsPeople) {
    NetworkBuilder builder = last_attended({1}, {0, 0}, 1);
    builder.add_attendance({.meeting = "m1", .actor = "c1"});
    builder.add_person({.id = "X", .actor = "c2"});
    builder.add_seat({.forum = "forum", .actor = "c2", .person = "X"}); // now two people sit for c2
    builder.add_attendance({.meeting = "m1", .actor = "c2"});
    const AttendanceResult result = attendance(builder.build());
    EXPECT_EQ(result.meetings.at(0).balance.present, 2);
    EXPECT_EQ(result.meetings.at(0).balance.guests, 1);
}

NetworkBuilder with_agenda() {
    NetworkBuilder builder = last_attended({2, 2}, {2, 1}, 2);
    const Sector k = Sector::municipal;
    const Sector c = Sector::civil_society;
    builder.add_agenda_item(
        {.meeting = "m1", .item = "1", .minutes = 30, .relevant_sectors = {k, c}, .proposed_by = "k1"});
    builder.add_agenda_item(
        {.meeting = "m1", .item = "2", .minutes = 10, .relevant_sectors = {k}, .proposed_by = "k2"});
    builder.add_agenda_item({.meeting = "m2", .item = "1", .minutes = 45, .relevant_sectors = {k}});
    builder.add_agenda_item(
        {.meeting = "m2", .item = "2", .minutes = 15, .relevant_sectors = {c}, .proposed_by = "c1"});
    return builder;
}

// m1: 30 of 40 minutes concern both; m2: none of 60. Together K 85, C 45: parity 1 - 40/130; proposals 2:1.
TEST(Attendance, AgendaByMinutesAndProposals) {
    const AttendanceResult result = attendance(with_agenda().build());
    EXPECT_NEAR(result.meetings.at(0).balance.relevance.value.value(), 0.75, 1e-15);
    EXPECT_EQ(result.meetings.at(1).balance.relevance.value, 0.0);
    const AttendanceBalance& forum = result.forums.at(0).balance;
    EXPECT_NEAR(forum.relevance.value.value(), 0.3, 1e-15);
    EXPECT_NEAR(forum.agenda_parity.value.value(), 1.0 - 40.0 / 130.0, 1e-12);
    EXPECT_NEAR(forum.proposal_parity.value.value(), 1.0 - 1.0 / 3.0, 1e-12);
    EXPECT_EQ(forum.proposal_parity.reason, "not stated for some agenda items");
    EXPECT_EQ(result.forum_groups.at(0).relevant_minutes, 85);
    EXPECT_EQ(result.forum_groups.at(1).proposed, 1);
}

TEST(Attendance, ItemsOfUnknownRelevanceAreLeftOutAndSaid) {
    NetworkBuilder builder = with_agenda();
    builder.add_agenda_item({.meeting = "m2", .item = "3", .minutes = 500});
    const AttendanceBalance balance = attendance(builder.build()).forums.at(0).balance;
    EXPECT_NEAR(balance.relevance.value.value(), 0.3, 1e-15);
    EXPECT_EQ(balance.relevance.reason, "not stated for some agenda items");
    const AttendanceBalance none = attendance(eroding_forum().build()).forums.at(0).balance;
    EXPECT_EQ(none.relevance.status, Status::unknown);
    EXPECT_EQ(none.agenda_parity.reason, "no agenda");
}

TEST(Attendance, SpeakingTimeCountsWhereAllOfItIsKnown) {
    NetworkBuilder builder = last_attended({0}, {0}, 2);
    builder.add_attendance({.meeting = "m1", .person = "K1", .speaking_seconds = 300});
    builder.add_attendance({.meeting = "m1", .person = "C1", .speaking_seconds = 100});
    builder.add_attendance({.meeting = "m2", .person = "K1", .speaking_seconds = 900});
    builder.add_attendance({.meeting = "m2", .person = "C1"});
    const AttendanceResult result = attendance(builder.build());
    EXPECT_EQ(result.meetings.at(0).balance.speaking_parity.value, 0.5); // 1 - 200/400
    EXPECT_EQ(result.meetings.at(1).balance.speaking_parity.status, Status::unknown);
    EXPECT_EQ(result.forums.at(0).balance.speaking_parity.value, 0.5);
    EXPECT_EQ(result.forums.at(0).balance.speaking_parity.reason, "not stated in some meetings");
    EXPECT_EQ(result.forum_groups.at(0).speaking_seconds, 300);
    EXPECT_FALSE(result.meeting_groups.at(2).speaking_seconds.has_value());
}

// Relevance 1, 1/2, 0, then absence of two civil members 0, 1/2, 1 at the next meetings: slope 1, r = 1.
TEST(Attendance, LowRelevanceBeforeAbsence) {
    NetworkBuilder builder = last_attended({4}, {2, 3}, 4);
    const Sector k = Sector::municipal;
    const Sector c = Sector::civil_society;
    builder.add_agenda_item({.meeting = "m1", .item = "1", .minutes = 60, .relevant_sectors = {k, c}});
    builder.add_agenda_item({.meeting = "m2", .item = "1", .minutes = 30, .relevant_sectors = {k, c}});
    builder.add_agenda_item({.meeting = "m2", .item = "2", .minutes = 30, .relevant_sectors = {k}});
    builder.add_agenda_item({.meeting = "m3", .item = "1", .minutes = 60, .relevant_sectors = {k}});
    const AttendanceResult result = attendance(builder.build());
    const LaggedAbsence& absence = result.forums.at(0).absence;
    EXPECT_EQ(absence.pairs, 3);
    EXPECT_NEAR(absence.slope.value.value(), 1.0, 1e-12);
    EXPECT_NEAR(absence.correlation.value.value(), 1.0, 1e-12);
    EXPECT_NEAR(result.all.absence.slope.value.value(), 1.0, 1e-12);
    EXPECT_FALSE(attendance(eroding_forum().build()).forums.at(0).absence.slope.value.has_value());
}

TEST(Attendance, OtherAttributes) {
    NetworkBuilder builder;
    builder.add_area({.id = "old", .former_unit = "Aa"}).add_area({.id = "new", .former_unit = "Bb"});
    builder.add_actor({.id = "a", .area = "old", .languages = {"da"}});
    builder.add_actor({.id = "b", .area = "new"});
    builder.add_person({.id = "p", .actor = "a", .tier = PersonTier::staff, .groups = {"man"}});
    builder.add_person({.id = "q",
                        .actor = "b",
                        .tier = PersonTier::volunteer,
                        .languages = {"ar"},
                        .groups = {"refugee_background", "woman"}});
    builder.add_forum({.id = "f"});
    builder.add_seat({.forum = "f", .actor = "a", .person = "p"});
    builder.add_seat({.forum = "f", .actor = "b", .person = "q"});
    builder.add_meeting({.id = "m", .forum = "f", .start = monthly(1)});
    builder.add_agenda_item({.meeting = "m", .item = "1", .proposed_by = "a"});
    builder.add_attendance({.meeting = "m", .person = "p"});
    const ActorNetwork network = builder.build();
    const auto of = [&](GroupAttribute attribute) { return attendance(network, {.attribute = attribute}); };
    using Names = std::vector<std::string>;
    EXPECT_EQ(of(GroupAttribute::tier).groups, (Names{"leadership", "staff", "volunteer"}));
    EXPECT_EQ(of(GroupAttribute::membership).groups, (Names{"man", "refugee_background", "woman"}));
    EXPECT_EQ(of(GroupAttribute::language).groups, (Names{"ar", "da"}));
    EXPECT_EQ(of(GroupAttribute::area).groups, (Names{"new", "old"}));
    EXPECT_EQ(of(GroupAttribute::former_unit).groups, (Names{"Aa", "Bb"}));
    for (const auto attribute : {GroupAttribute::tier, GroupAttribute::language, GroupAttribute::area,
                                 GroupAttribute::former_unit}) {
        const AttendanceBalance balance = of(attribute).forums.at(0).balance;
        EXPECT_EQ(balance.entitled_parity.value, 1.0);
        EXPECT_EQ(balance.present_parity.value, 0.0);
        EXPECT_EQ(balance.relevance.status, Status::not_applicable);
    }
    EXPECT_EQ(of(GroupAttribute::tier).forums.at(0).balance.proposal_parity.status, Status::not_applicable);
    EXPECT_EQ(of(GroupAttribute::area).forums.at(0).balance.proposal_parity.value, 0.0);
    const AttendanceResult some =
        attendance(network, {.attribute = GroupAttribute::membership, .expected_groups = {"man", "woman"}});
    EXPECT_EQ(some.forums.at(0).balance.entitled_parity.value, 1.0);
    EXPECT_FALSE(some.forum_groups.at(1).expected);
}

TEST(Attendance, RefusesWhatCannotBeAsked) {
    const ActorNetwork network = eroding_forum().build();
    EXPECT_THROW(static_cast<void>(attendance(network, {.expected_sectors = {}})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(attendance(network, {.expected_groups = {"municipal"}})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(attendance(
                     network, {.attribute = GroupAttribute::membership, .expected_groups = {"nobody"}})),
                 InvalidArgument);
    NetworkBuilder bare;
    bare.add_actor({.id = "a"}).declare_table(TableName::forums).declare_table(TableName::seats);
    EXPECT_THROW(static_cast<void>(attendance(bare.build())), MissingTable);
}

TEST(Attendance, NoForumsGiveNoRows) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    for (const TableName table :
         {TableName::forums, TableName::seats, TableName::meetings, TableName::attendance}) {
        builder.declare_table(table);
    }
    const AttendanceResult result = attendance(builder.build());
    EXPECT_TRUE(result.forums.empty());
    EXPECT_EQ(result.all.balance.present_parity.status, Status::unknown);
}

} // namespace
} // namespace samspill
