#include <samspill/analysis/attendance.hpp>
#include <samspill/analysis/drop_off.hpp>
#include <samspill/io/attendance_tables.hpp>

#include "support/forum_meetings_example.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>

namespace samspill {
namespace {

using examples::eroding_forum;
using examples::last_attended;
using examples::monthly;

TEST(AttendanceTables, OneRowAForumAndOneForAll) {
    NetworkBuilder builder = eroding_forum();
    builder.add_forum({.id = "quiet"});
    const ActorNetwork network = builder.build();
    const Table table = attendance_forums(network, attendance(network));
    EXPECT_EQ(table.name(), "attendance_forums");
    ASSERT_EQ(table.rows(), 3U);
    EXPECT_EQ(table["forum"].text(0), "forum");
    EXPECT_EQ(table["meetings"].int64(0), 6);
    EXPECT_EQ(table["recorded"].int64(0), 6);
    EXPECT_EQ(table["entitled"].int64(0), 72);
    EXPECT_EQ(table["present"].int64(0), 57);
    EXPECT_NEAR(table["present_parity"].float64(0).value(), 46.0 / 57.0, 1e-12);
    EXPECT_TRUE(table["present_parity_note"].is_null(0));
    EXPECT_NEAR(table["attendance"].float64(0).value(), 57.0 / 72.0, 1e-12);
    EXPECT_NEAR(table["erosion"].float64(0).value(), -187.0 / 105.0 / 17.5, 1e-12);
    EXPECT_EQ(table["erosion_meetings"].int64(0), 6);
    EXPECT_TRUE(table["relevance"].is_null(0));
    EXPECT_EQ(table["relevance_note"].text(0), "no agenda");
    EXPECT_EQ(table["absence_pairs"].int64(0), 0);
    EXPECT_EQ(table["forum"].text(1), "quiet");
    EXPECT_TRUE(table["present_parity"].is_null(1));
    EXPECT_EQ(table["present_parity_note"].text(1), "no list of attendance");
    EXPECT_TRUE(table["forum"].is_null(2));
    EXPECT_TRUE(table["erosion"].is_null(2));
    EXPECT_EQ(table["present"].int64(2), 57);
}

TEST(AttendanceTables, OneRowAMeeting) {
    NetworkBuilder builder = last_attended({1}, {1}, 1);
    builder.add_meeting(
        {.id = "m0", .forum = "forum", .start = DateTime{monthly(2).minutes_since_epoch(), 60}});
    const ActorNetwork network = builder.build();
    const Table table = attendance_meetings(network, attendance(network));
    ASSERT_EQ(table.rows(), 2U);
    EXPECT_EQ(table["meeting"].text(0), "m1"); // by time, not by id
    EXPECT_EQ(table["number"].int64(0), 1);
    EXPECT_EQ(table["start"].text(0), "2025-01-07T17:00");
    EXPECT_EQ(table["recorded"].boolean(0), true);
    EXPECT_EQ(table["start"].text(1), "2025-02-04T17:00+01:00");
    EXPECT_EQ(table["recorded"].boolean(1), false);
    EXPECT_EQ(table["entitled"].int64(1), 0);
}

TEST(AttendanceTables, GroupsOfForumsAndMeetings) {
    NetworkBuilder builder = last_attended({1}, {0}, 1);
    builder.add_agenda_item(
        {.meeting = "m1", .item = "1", .minutes = 5, .relevant_sectors = {Sector::municipal}});
    const ActorNetwork network = builder.build();
    const AttendanceResult result = attendance(network);
    const Table forums = attendance_groups(network, result);
    ASSERT_EQ(forums.rows(), 4U); // two of the forum, two of all forums
    EXPECT_EQ(forums["forum"].text(0), "forum");
    EXPECT_TRUE(forums["meeting"].is_null(0));
    EXPECT_EQ(forums["group"].text(0), "municipal");
    EXPECT_EQ(forums["expected"].boolean(0), true);
    EXPECT_EQ(forums["present"].int64(0), 1);
    EXPECT_EQ(forums["relevant_minutes"].int64(0), 5);
    EXPECT_TRUE(forums["speaking_seconds"].is_null(0));
    EXPECT_TRUE(forums["proposed"].is_null(0));
    EXPECT_EQ(forums["group"].text(1), "civil_society");
    EXPECT_EQ(forums["present"].int64(1), 0);
    EXPECT_TRUE(forums["forum"].is_null(2));
    const Table meetings = attendance_meeting_groups(network, result);
    ASSERT_EQ(meetings.rows(), 2U);
    EXPECT_EQ(meetings["meeting"].text(1), "m1");
    EXPECT_EQ(meetings["entitled"].int64(1), 1);
}

// K1 came to the first of three meetings; somebody in two groups has two rows that say so.
TEST(AttendanceTables, SpellsAndTheirAbsences) {
    NetworkBuilder builder = last_attended({1, 3}, {}, 3);
    builder.add_person({.id = "X", .actor = "k1", .groups = {"refugee_background", "woman"}});
    builder.add_seat({.forum = "forum", .actor = "k1", .person = "X"});
    const ActorNetwork network = builder.build();
    const DropOffResult result = drop_off(network, {.attribute = GroupAttribute::membership});
    const Table spells = drop_off_spells(network, result);
    ASSERT_EQ(spells.rows(), 4U);
    EXPECT_EQ(spells["person"].text(0), "K1");
    EXPECT_EQ(spells["actor"].text(0), "k1");
    EXPECT_TRUE(spells["group"].is_null(0));
    EXPECT_EQ(spells["in_several"].boolean(0), false);
    EXPECT_EQ(spells["duration"].int64(0), 1);
    EXPECT_EQ(spells["event"].boolean(0), true);
    EXPECT_EQ(spells["end"].text(0), "silent");
    EXPECT_EQ(spells["missed"].int64(0), 2);
    EXPECT_EQ(spells["observed"].int64(0), 3);
    EXPECT_EQ(spells["end"].text(1), "active");
    for (const std::size_t row : {2U, 3U}) {
        EXPECT_EQ(spells["person"].text(row), "X");
        EXPECT_EQ(spells["in_several"].boolean(row), true);
        EXPECT_EQ(spells["duration"].int64(row), 0);
    }
    EXPECT_EQ(spells["group"].text(2), "refugee_background");
    EXPECT_EQ(spells["group"].text(3), "woman");
    const Table absences = drop_off_absences(network, result);
    ASSERT_EQ(absences.rows(), 8U); // 2 of K1 and 3 in each spell of X
    EXPECT_EQ(absences["spell"].int64(0), 1);
    EXPECT_EQ(absences["time"].int64(0), 2);
    EXPECT_EQ(absences["spell"].int64(7), 4);
    EXPECT_EQ(absences["time"].int64(7), 3);
}

} // namespace
} // namespace samspill
