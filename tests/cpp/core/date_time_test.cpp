#include <samspill/core/date_time.hpp>

#include <gtest/gtest.h>

#include <string>

namespace samspill {
namespace {

DateTime at(const char* text) { return DateTime::parse(text).value(); }

TEST(DateTime, ReadsDayTimeAndOffset) {
    const DateTime time = at("1970-01-02T01:30");
    EXPECT_EQ(time.minutes_since_epoch(), 1440 + 90);
    EXPECT_FALSE(time.offset().has_value());
    EXPECT_EQ(at("1970-01-02 01:30:59.5+02:00").offset(), 120);
    EXPECT_EQ(at("1970-01-02T01:30-0130").offset(), -90);
    EXPECT_EQ(at("1970-01-02T01:30+05").offset(), 300);
    EXPECT_EQ(at("1970-01-02T01:30Z").offset(), 0);
    EXPECT_EQ(at("1970-01-01T24:00"), at("1970-01-02T00:00"));
}

TEST(DateTime, RefusesEverythingElse) {
    for (const char* const text :
         {"", "2024-03-01", "2024-03-01T", "2024-03-01T1:00", "2024-03-01T17", "2024-03-01T24:01",
          "2024-03-01T17:60", "2024-02-30T17:00", "2024-03-01T17:00+", "2024-03-01T17:00+2",
          "2024-03-01T17:00+24", "2024-03-01T17:00+02:", "2024-03-01T17:00x", "2024-03-01T-1:00",
          "2024-03-01Tab:cd"}) {
        EXPECT_FALSE(DateTime::parse(text).has_value()) << text;
    }
}

TEST(DateTime, WritesWhatItReads) {
    for (const char* const text : {"2024-03-01T17:05", "1969-12-31T23:59", "2024-03-01T00:00-09:30",
                                   "9999-12-31T23:59+00:00", "0000-01-01T00:00"}) {
        EXPECT_EQ(at(text).to_string(), text);
    }
    EXPECT_EQ(DateTime{}.to_string(), "");
}

TEST(DateTime, DayAndMinuteBeforeTheEpoch) {
    EXPECT_EQ(at("1969-12-31T23:59").date(), Date{-1});
    EXPECT_EQ(at("1969-12-31T23:59").minute_of_day(), 1439);
    EXPECT_FALSE(DateTime{}.date().is_known());
}

TEST(DateTime, MinutesBetween) {
    EXPECT_EQ(minutes_between(at("2024-10-27T01:30"), at("2024-10-27T03:30")), 120);
    EXPECT_EQ(minutes_between(at("2024-10-27T01:30+02:00"), at("2024-10-27T03:30+01:00")), 180);
    EXPECT_EQ(minutes_between(at("2024-10-27T01:30+02:00"), at("2024-10-27T03:30")), 120);
    EXPECT_FALSE(minutes_between(DateTime{}, at("2024-10-27T03:30")).has_value());
}

TEST(DateTime, NightsInWhichClocksChange) {
    EXPECT_TRUE(clocks_change_on(*Date::parse("2024-03-31")));
    EXPECT_TRUE(clocks_change_on(*Date::parse("2025-10-26")));
    EXPECT_FALSE(clocks_change_on(*Date::parse("2024-10-20"))); // not the last Sunday
    EXPECT_FALSE(clocks_change_on(*Date::parse("2024-10-28"))); // a Monday
    EXPECT_FALSE(clocks_change_on(*Date::parse("2024-06-30")));
    EXPECT_FALSE(clocks_change_on(Date{}));
    EXPECT_TRUE(is_ambiguous(at("2024-03-31T02:00")));
    EXPECT_FALSE(is_ambiguous(at("2024-03-31T03:00")));
    EXPECT_FALSE(is_ambiguous(at("2024-03-31T02:00+01:00")));
}

} // namespace
} // namespace samspill
