// What is doubtful about forums: seats, votes, meetings, attendance.
#include <samspill/model/network_builder.hpp>
#include <samspill/model/network_edit.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace samspill {
namespace {

using Lines = std::vector<std::string>;

DateTime at(const char* text) { return DateTime::parse(text).value(); }
Date day(const char* text) { return Date::parse(text).value(); }

/// A forum of two actors and three people, one of them with a seat.
NetworkBuilder forum() {
    NetworkBuilder builder;
    builder.add_actor({.id = "desk"}).add_actor({.id = "club", .sector = Sector::civil_society});
    builder.add_person({.id = "p", .actor = "desk"}).add_person({.id = "q", .actor = "club"});
    builder.add_forum({.id = "f"});
    builder.add_seat({.forum = "f", .actor = "desk", .person = "p"});
    return builder;
}

Lines lines_of(const std::vector<Finding>& findings) {
    Lines lines;
    for (const Finding& finding : findings) {
        const char* const severity = finding.severity == Severity::error     ? "error "
                                     : finding.severity == Severity::warning ? "warning "
                                                                             : "note ";
        lines.push_back(severity + std::string{to_string(finding.code)} + " " + finding.table + " " +
                        std::to_string(finding.row) + " " + finding.column);
    }
    return lines;
}

Lines findings(const NetworkBuilder& builder) { return lines_of(builder.validate()); }

TEST(ForumFindings, SeatsThatOverlapAndSeatsHeldTogether) {
    NetworkBuilder builder = forum();
    builder.add_seat({.forum = "f", .actor = "desk", .person = "p", .period = {day("2024-01-01"), {}}});
    builder.add_seat({.forum = "f", .actor = "desk", .person = "p", .role = SeatRole::chair});
    builder.add_seat(
        {.forum = "f", .actor = "club", .person = "q", .period = {day("2024-01-01"), day("2024-07-01")}});
    builder.add_seat({.forum = "f", .actor = "club", .person = "q", .period = {day("2024-07-01"), {}}});
    builder.add_seat({.forum = "f", .actor = "club"}).add_seat({.forum = "f", .actor = "club"});
    EXPECT_EQ(findings(builder),
              (Lines{"warning overlapping_seats seats 3 from", "note seated_twice seats 2 person"}));
}

TEST(ForumFindings, VotesThatCannotBeCountedExactly) {
    NetworkBuilder builder = forum();
    builder.add_seat({.forum = "f", .actor = "club", .person = "q", .votes = 1.0 / 3.0});
    builder.add_seat(
        {.forum = "f", .actor = "club", .votes = 0.100000001}); // nine places are counted exactly
    builder.add_seat({.forum = "f", .actor = "desk", .votes = 1e17});
    builder.add_seat({.forum = "f", .actor = "desk", .votes = -1.0});
    EXPECT_EQ(findings(builder),
              (Lines{"error negative_number seats 6 votes", "warning inexact_votes seats 3 votes",
                     "warning inexact_votes seats 5 votes"}));
}

TEST(ForumFindings, AQuotaThatAllVotesDoNotReach) {
    const auto with_quota = [](double quota) {
        NetworkBuilder builder = forum();
        builder.add_forum({.id = "g", .quota = quota});
        builder.add_seat({.forum = "g", .actor = "desk", .person = "p", .votes = 2.0});
        builder.add_seat(
            {.forum = "g", .actor = "desk", .person = "p", .role = SeatRole::chair, .votes = 2.0});
        builder.add_seat({.forum = "g", .actor = "club", .person = "q", .votes = 0.1});
        builder.add_seat({.forum = "g", .actor = "club", .votes = 0.2});
        return findings(builder);
    };
    EXPECT_EQ(with_quota(2.3), Lines{"note seated_twice seats 3 person"}); // 2 + 0.1 + 0.2, p once
    EXPECT_EQ(with_quota(2.4),
              (Lines{"warning quota_above_votes forums 3 quota", "note seated_twice seats 3 person"}));
}

TEST(ForumFindings, WhereNoSeatStatesVotesEachVoterHasOne) {
    const auto with_quota = [](double quota) {
        NetworkBuilder builder = forum();
        builder.add_forum({.id = "g", .quota = quota});
        builder.add_seat({.forum = "g", .actor = "club"}).add_seat({.forum = "g", .actor = "club"});
        builder.add_seat({.forum = "g", .actor = "desk", .person = "p"});
        return findings(builder);
    };
    EXPECT_EQ(with_quota(3.0), Lines{});
    EXPECT_EQ(with_quota(4.0), Lines{"warning quota_above_votes forums 3 quota"});
    NetworkBuilder some = forum();
    some.add_forum({.id = "g", .quota = 9.0});
    some.add_seat({.forum = "g", .actor = "club", .votes = 1.0}).add_seat({.forum = "g", .actor = "desk"});
    EXPECT_EQ(findings(some), Lines{}) << "nobody said how many votes the second seat has";
    NetworkBuilder empty = forum();
    empty.add_forum({.id = "g", .quota = 9.0});
    EXPECT_EQ(findings(empty), Lines{}) << "seats may not be recorded yet";
}

TEST(ForumFindings, VotesOfSeatsThatAreNeverHeldTogetherDoNotAddUp) {
    const auto with_quota = [](double quota) {
        NetworkBuilder builder = forum();
        builder.add_forum({.id = "g", .quota = quota});
        builder.add_seat({.forum = "g", .actor = "club", .votes = 2.0, .period = {{}, day("2024-01-01")}});
        builder.add_seat({.forum = "g", .actor = "club", .votes = 1.5, .period = {day("2024-01-01"), {}}});
        builder.add_seat(
            {.forum = "g", .actor = "desk", .votes = 1.0, .period = {day("2023-06-01"), day("2025-01-01")}});
        return findings(builder);
    };
    // 2 before June 2023, 3 up to the turn of the year, then 2.5, at last 1.5.
    EXPECT_EQ(with_quota(3.0), Lines{});
    EXPECT_EQ(with_quota(3.5), Lines{"warning quota_above_votes forums 3 quota"});
}

TEST(ForumFindings, AHeadCountAboveTheNumberOfVoters) {
    const auto with_head_count = [](std::int64_t heads) {
        NetworkBuilder builder = forum();
        builder.add_forum({.id = "g", .head_count = Count{heads}});
        builder.add_seat({.forum = "g", .actor = "desk", .person = "p", .votes = 2.0});
        builder.add_seat(
            {.forum = "g", .actor = "desk", .person = "p", .role = SeatRole::chair, .votes = 2.0});
        builder.add_seat({.forum = "g", .actor = "club", .votes = 0.0}); // has no head
        builder.add_seat({.forum = "g", .actor = "club"});               // may have one
        return findings(builder);
    };
    EXPECT_EQ(with_head_count(2), Lines{"note seated_twice seats 3 person"});
    EXPECT_EQ(with_head_count(3), (Lines{"warning head_count_above_voters forums 3 head_count",
                                         "note seated_twice seats 3 person"}));
    NetworkBuilder empty = forum();
    empty.add_forum({.id = "g", .head_count = Count{3}}); // nobody is seated yet
    EXPECT_EQ(findings(empty), Lines{});
    NetworkBuilder negative = forum();
    negative.add_forum({.id = "g", .head_count = Count{-1}});
    EXPECT_EQ(findings(negative), Lines{"error negative_number forums 3 head_count"});
}

TEST(ForumFindings, WhoCameWithoutASeatOrTwice) {
    NetworkBuilder builder = forum();
    builder.add_meeting({.id = "m", .forum = "f", .start = at("2024-03-05T17:00")});
    builder.add_attendance({.meeting = "m", .person = "p"});
    builder.add_attendance({.meeting = "m", .person = "q"});
    builder.add_attendance({.meeting = "m", .actor = "club", .person = "p"});
    builder.add_attendance({.meeting = "m", .actor = "club"});
    EXPECT_EQ(findings(builder), (Lines{"error duplicate_id attendance 4 person",
                                        "warning unseated_attendance attendance 3 person",
                                        "warning unseated_attendance attendance 5 person"}));
}

TEST(ForumFindings, ASeatCountsFromItsFirstToBeforeItsLastDay) {
    NetworkBuilder builder = forum();
    builder.add_seat(
        {.forum = "f", .actor = "club", .person = "q", .period = {day("2024-03-05"), day("2024-04-02")}});
    builder.add_meeting({.id = "m1", .forum = "f", .start = at("2024-03-05T17:00")});
    builder.add_meeting({.id = "m2", .forum = "f", .start = at("2024-04-02T17:00")});
    builder.add_attendance({.meeting = "m1", .person = "q"}).add_attendance({.meeting = "m2", .person = "q"});
    EXPECT_EQ(findings(builder), Lines{"warning unseated_attendance attendance 3 person"});
}

TEST(ForumFindings, ItemsAndSpeechesLongerThanTheirMeeting) {
    NetworkBuilder builder = forum();
    builder.add_seat({.forum = "f", .actor = "club", .person = "q"});
    for (const char* const id : {"m1", "m2", "m3"}) {
        builder.add_meeting(
            {.id = id, .forum = "f", .start = at("2024-03-05T17:00"), .end = at("2024-03-05T18:00")});
    }
    builder.add_agenda_item({.meeting = "m1", .item = "1", .minutes = 50});
    builder.add_agenda_item({.meeting = "m1", .item = "2", .minutes = 11});
    builder.add_agenda_item({.meeting = "m2", .item = "1", .minutes = 60});
    builder.add_attendance({.meeting = "m2", .person = "p", .speaking_seconds = 3601});
    builder.add_attendance({.meeting = "m3", .person = "p", .speaking_seconds = 3000});
    builder.add_attendance({.meeting = "m3", .person = "q", .speaking_seconds = 601});
    EXPECT_EQ(findings(builder),
              (Lines{"warning beyond_meeting attendance 2 speaking_seconds",
                     "warning beyond_meeting meetings 2 end", "warning beyond_meeting meetings 4 end"}));
}

TEST(ForumFindings, MeetingsThatEndBeforeTheyStart) {
    NetworkBuilder builder = forum();
    builder.add_meeting(
        {.id = "m1", .forum = "f", .start = at("2024-03-05T17:00"), .end = at("2024-03-05T16:00")});
    builder.add_meeting(
        {.id = "m2", .forum = "f", .start = at("2024-03-05T17:00"), .end = at("2024-03-05T17:00")});
    builder.add_meeting({.id = "m3", .forum = "f"});
    EXPECT_EQ(findings(builder),
              (Lines{"error reversed_interval meetings 2 end", "error reversed_interval meetings 3 end",
                     "error missing_value meetings 4 start"}));
}

// Clocks changed on 31 March and 27 October 2024.
TEST(ForumFindings, NightsInWhichClocksChange) {
    const auto of = [](const char* start, const char* end) {
        NetworkBuilder builder = forum();
        builder.add_meeting({.id = "m", .forum = "f", .start = at(start), .end = at(end)});
        return findings(builder);
    };
    EXPECT_EQ(of("2024-03-31T02:30", "2024-03-31T04:00"), Lines{"warning daylight_saving meetings 2 start"});
    EXPECT_EQ(of("2024-10-27T01:30", "2024-10-27T02:59"), Lines{"warning daylight_saving meetings 2 end"});
    EXPECT_EQ(of("2024-10-26T23:30", "2024-10-27T03:30"), Lines{"warning daylight_saving meetings 2 end"});
    EXPECT_EQ(of("2024-10-27T03:00", "2024-10-27T04:00"), Lines{});
    EXPECT_EQ(of("2024-10-20T02:00", "2024-10-20T03:00"), Lines{});
    EXPECT_EQ(of("2024-10-27T02:45+02:00", "2024-10-27T02:15+01:00"), Lines{}); // half an hour
}

TEST(ForumFindings, WindowsAndOffersOfTime) {
    NetworkBuilder builder = forum();
    builder.add_person({.id = "r", .actor = "club", .available = {"MO 17:00-21:00", "evenings"}});
    EXPECT_EQ(findings(builder), Lines{"warning malformed_schedule people 4 available"});
}

TEST(ForumFindings, TheyFollowAnActorWhoGoes) {
    NetworkBuilder builder = forum();
    builder.add_seat({.forum = "f", .actor = "club", .person = "q", .votes = 1.0});
    builder.add_seat({.forum = "f", .actor = "club", .person = "p", .votes = 1.0});
    builder.add_meeting({.id = "m", .forum = "f", .start = at("2024-03-05T17:00")});
    builder.add_attendance({.meeting = "m", .actor = "club", .person = "p"});
    builder.add_attendance({.meeting = "m", .person = "q"});
    const ActorNetwork network = builder.build();
    EXPECT_EQ(lines_of(network.findings()), Lines{"note seated_twice seats 2 person"}); // after the club's
    const ActorNetwork without_desk = without_actor(network, network.find_actor("desk"));
    EXPECT_EQ(lines_of(without_desk.findings()), Lines{});
    EXPECT_EQ(without_desk.attendance().size(), 2U); // p is gone, and the club came
    EXPECT_TRUE(without_desk.attendance().person[1].is_none());
}

} // namespace
} // namespace samspill
