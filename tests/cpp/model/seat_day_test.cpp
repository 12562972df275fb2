#include <samspill/core/error.hpp>
#include <samspill/model/network_builder.hpp>
#include <samspill/model/seat_day.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace samspill {
namespace {

Date day(const char* text) { return Date::parse(text).value(); }

/// Forums "a", "b" (ended on 2024-06-01) and "c" (ends on 2026-01-01), each with a seat.
NetworkBuilder three_forums() {
    NetworkBuilder builder;
    builder.add_actor({.id = "k"})
        .add_forum({.id = "a"})
        .add_forum({.id = "b", .ends_on = day("2024-06-01")})
        .add_forum({.id = "c", .ends_on = day("2026-01-01")})
        .add_seat({.forum = "a", .actor = "k", .period = {day("2023-01-01"), day("2027-01-01")}})
        .add_seat({.forum = "b", .actor = "k", .period = {day("2024-02-01"), {}}})
        .add_seat({.forum = "c", .actor = "k"});
    return builder;
}

TEST(SeatDay, TheLatestIsTheDayOfTheLatestMeetingOfAnyForum) {
    NetworkBuilder builder = three_forums();
    builder.add_meeting({.id = "m2", .forum = "b", .start = *DateTime::parse("2025-03-04T23:30")})
        .add_meeting({.id = "m1", .forum = "a", .start = *DateTime::parse("2025-01-14T17:00")});
    const SeatDays days = seat_days(builder.build(), SeatDay{});
    EXPECT_EQ(days.study, day("2025-03-04"));
    EXPECT_EQ(days.forums, (std::vector{day("2025-03-04"), day("2024-05-31"), day("2025-03-04")}))
        << "b is taken on its last day, c has not ended yet";
}

TEST(SeatDay, WithoutMeetingsTheLatestIsTheLastBeginningOfASeat) {
    const SeatDays days = seat_days(three_forums().build(), SeatDay{});
    EXPECT_EQ(days.study, day("2024-02-01")) << "not the day on which a seat ends";
    EXPECT_EQ(days.forums, std::vector(3, day("2024-02-01"))) << "b ended later";
}

TEST(SeatDay, WithoutAnyDayAllSeatsCount) {
    NetworkBuilder builder;
    builder.add_actor({.id = "k"})
        .add_forum({.id = "f", .ends_on = day("2024-06-01")})
        .add_seat({.forum = "f", .actor = "k", .period = {{}, day("2024-01-01")}});
    const SeatDays days = seat_days(builder.build(), SeatDay{});
    EXPECT_FALSE(days.study.is_known());
    EXPECT_EQ(days.forums, std::vector<Date>(1));
}

TEST(SeatDay, AForumHasEndedOnTheDayOfItsEnd) {
    const auto day_of_b = [](const char* text) {
        return seat_days(three_forums().build(), SeatDay::on(day(text))).forums.at(1);
    };
    EXPECT_EQ(day_of_b("2024-05-31"), day("2024-05-31"));
    EXPECT_EQ(day_of_b("2024-06-01"), day("2024-05-31"));
    EXPECT_EQ(day_of_b("2030-01-01"), day("2024-05-31"));
}

TEST(SeatDay, AllSeatsHaveNoDay) {
    const SeatDays days = seat_days(three_forums().build(), SeatDay::all_seats());
    EXPECT_FALSE(days.study.is_known());
    EXPECT_EQ(days.forums, std::vector<Date>(3));
    EXPECT_TRUE(is_held_on({day("2024-01-01"), day("2024-02-01")}, Date{}));
}

TEST(SeatDay, ASeatIsHeldFromItsFirstDayToBeforeItsLast) {
    const DateInterval period{day("2024-01-01"), day("2024-02-01")};
    EXPECT_FALSE(is_held_on(period, day("2023-12-31")));
    EXPECT_TRUE(is_held_on(period, day("2024-01-01")));
    EXPECT_TRUE(is_held_on(period, day("2024-01-31")));
    EXPECT_FALSE(is_held_on(period, day("2024-02-01")));
    EXPECT_TRUE(is_held_on({{}, day("2024-02-01")}, day("1900-01-01")));
    EXPECT_TRUE(is_held_on({day("2024-01-01"), {}}, day("2100-01-01")));
}

TEST(SeatDay, HasThreeStatesAndNoUnknownDay) {
    EXPECT_TRUE(SeatDay{}.is_latest());
    EXPECT_TRUE(SeatDay::all_seats().is_all_seats());
    const SeatDay given = SeatDay::on(day("2024-01-01"));
    EXPECT_FALSE(given.is_latest() || given.is_all_seats());
    EXPECT_EQ(given.day(), day("2024-01-01"));
    EXPECT_THROW((void)SeatDay::on(Date{}), InvalidArgument);
}

} // namespace
} // namespace samspill
