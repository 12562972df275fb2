#include <samspill/analysis/drop_off.hpp>

#include <samspill/core/error.hpp>

#include "support/forum_meetings_example.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using examples::eroding_forum;
using examples::last_attended;
using examples::monthly;

using Ends = std::vector<std::pair<std::int64_t, SpellEnd>>;

Ends ends_of(const DropOffResult& result) {
    Ends ends;
    for (const AttendanceSpell& spell : result.spells) {
        ends.emplace_back(spell.duration, spell.end);
    }
    return ends;
}

// Methods M1.10 on the data of M1.9: events of C at 2, 2, 3, 4 and of K at 4, all others censored at 6. With
// them S_C = 4/6, 3/6, 2/6 at 2, 3, 4 and S_K(4) = 5/6, as there.
TEST(DropOff, DurationsOfTheMethods) {
    const DropOffResult result = drop_off(eroding_forum().build());
    const SurvivalVectors vectors = result.vectors();
    // People by id: C1 … C6, K1 … K6.
    EXPECT_EQ(vectors.durations, (std::vector<double>{2, 2, 3, 4, 6, 6, 6, 6, 6, 4, 6, 6}));
    EXPECT_EQ(vectors.events, (std::vector<std::uint8_t>{1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0}));
    EXPECT_EQ(vectors.groups, (std::vector<std::uint32_t>{1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0}));
    EXPECT_EQ(result.unit, "meetings");
    EXPECT_EQ(result.unobserved, 0);
    EXPECT_EQ(result.absences[0].size(), 4U); // C1 missed meetings 3 to 6
    EXPECT_EQ(result.absences[0].front(), 3);
}

TEST(DropOff, SilenceMustLastLongEnough) {
    const ActorNetwork network = last_attended({5, 4, 6}, {0}).build();
    EXPECT_EQ(ends_of(drop_off(network)), (Ends{{0, SpellEnd::silent},
                                                {5, SpellEnd::unconfirmed},
                                                {4, SpellEnd::silent},
                                                {6, SpellEnd::active}}));
    EXPECT_EQ(drop_off(network, {.silent_meetings = 1}).spells.at(1).end, SpellEnd::silent);
    EXPECT_EQ(drop_off(network, {.silent_meetings = 3}).spells.at(2).end, SpellEnd::unconfirmed);
    EXPECT_THROW(static_cast<void>(drop_off(network, {.silent_meetings = 0})), InvalidArgument);
}

TEST(DropOff, UnrecordedMeetingsAreNeitherAttendedNorMissed) {
    NetworkBuilder builder = last_attended({4}, {3}, 4);
    builder.add_meeting({.id = "m5", .forum = "forum", .start = monthly(5)});
    builder.add_meeting({.id = "m6", .forum = "forum", .start = monthly(6)});
    EXPECT_EQ(ends_of(drop_off(builder.build())), (Ends{{3, SpellEnd::unconfirmed}, {4, SpellEnd::active}}));
}

TEST(DropOff, SpellsBeginWithTheSeatAndEndWithIt) {
    NetworkBuilder builder = last_attended({6}, {});
    const auto add = [&](const std::string& id, Date from, Date to, std::optional<SeatEnd> ended_by,
                         const std::vector<int>& came) {
        builder.add_actor({.id = "actor " + id, .sector = Sector::civil_society});
        builder.add_person({.id = id, .actor = "actor " + id});
        builder.add_seat({.forum = "forum",
                          .actor = "actor " + id,
                          .person = id,
                          .period = {from, to},
                          .ended_by = ended_by});
        for (const int m : came) {
            builder.add_attendance({.meeting = "m" + std::to_string(m), .person = id});
        }
    };
    add("a", monthly(3).date(), {}, {}, {3, 4, 6});                        // 4 meetings from the third on
    add("b", {}, monthly(4).date(), SeatEnd::resigned, {1, 2, 3});         // gave up after three
    add("c", {}, monthly(4).date(), SeatEnd::term, {1, 2, 3});             // the term was over
    add("d", {}, monthly(4).date(), SeatEnd::term, {1});                   // had stopped before
    add("e", {}, Date{monthly(6).date().days_since_epoch() + 5}, {}, {6}); // ends after the last meeting
    add("f", Date{monthly(6).date().days_since_epoch() + 1}, {}, {}, {});  // comes later
    const DropOffResult result = drop_off(builder.build());
    EXPECT_EQ(ends_of(result), (Ends{{6, SpellEnd::active},
                                     {4, SpellEnd::active},
                                     {3, SpellEnd::resigned},
                                     {3, SpellEnd::seat_ended},
                                     {1, SpellEnd::silent},
                                     {6, SpellEnd::active}}));
    EXPECT_EQ(result.unobserved, 1);
    EXPECT_EQ(result.spells.at(2).recorded, 3);
    EXPECT_EQ(result.observed.at(2), 3);
}

TEST(DropOff, DaysCountFromTheFirstMeeting) {
    const DropOffResult result = drop_off(eroding_forum().build(), {.unit = DropOffUnit::days});
    EXPECT_EQ(result.unit, "days");
    EXPECT_EQ(result.spells.at(0).duration, 28); // C1 came last to the second meeting, four weeks later
    EXPECT_EQ(result.spells.at(6).duration, 5 * 28);
}

TEST(DropOff, SomebodyInSeveralGroupsHasASpellInEach) {
    NetworkBuilder builder = last_attended({2}, {}, 2);
    builder.add_person({.id = "X", .actor = "k1", .groups = {"refugee_background", "woman"}});
    builder.add_seat({.forum = "forum", .actor = "k1", .person = "X"});
    const DropOffResult result = drop_off(builder.build(), {.attribute = GroupAttribute::membership});
    ASSERT_EQ(result.spells.size(), 3U);
    EXPECT_EQ(result.spells.at(0).group, AttendanceSpell::no_group); // K1 states no membership
    EXPECT_EQ(result.spells.at(1).group, 0U);
    EXPECT_EQ(result.spells.at(2).group, 1U);
    EXPECT_TRUE(result.spells.at(1).in_several);
    EXPECT_TRUE(result.spells.at(2).in_several);
}

// Only who is in one group can be told apart from the members of the other groups.
TEST(DropOff, ComparesOnlyHoldersInOneGroup) {
    NetworkBuilder builder = last_attended({2}, {}, 2);
    builder.add_person({.id = "X", .actor = "k1", .groups = {"refugee_background", "woman"}});
    builder.add_person({.id = "Y", .actor = "k1", .groups = {"woman"}});
    builder.add_seat({.forum = "forum", .actor = "k1", .person = "X"});
    builder.add_seat({.forum = "forum", .actor = "k1", .person = "Y"});
    const DropOffResult result = drop_off(builder.build(), {.attribute = GroupAttribute::membership});
    EXPECT_EQ(result.in_one, 1);
    EXPECT_EQ(result.in_several, 1);
    EXPECT_EQ(result.in_unknown, 1);
    EXPECT_EQ(result.vectors().groups, (std::vector<std::uint32_t>{1}));
    EXPECT_EQ(result.vectors(ForumId{0U}).events, (std::vector<std::uint8_t>{1})); // never came
    EXPECT_FALSE(result.spells.at(3).in_several);
}

TEST(DropOff, NeedsItsTables) {
    NetworkBuilder bare;
    bare.add_actor({.id = "a"});
    EXPECT_THROW(static_cast<void>(drop_off(bare.build())), MissingTable);
}

} // namespace
} // namespace samspill
