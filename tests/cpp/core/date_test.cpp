#include <samspill/core/date.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace samspill {
namespace {

std::int32_t days(const char* text) {
    const auto date = Date::parse(text);
    return date ? date->days_since_epoch() : std::numeric_limits<std::int32_t>::min();
}

TEST(Date, CountsDaysSince1970) {
    EXPECT_EQ(days("1970-01-01"), 0);
    EXPECT_EQ(days("1969-12-31"), -1);
    EXPECT_EQ(days("2000-02-29"), 11'016);
    EXPECT_EQ(days("2024-12-31"), 20'088);
    EXPECT_EQ(days("0000-01-01"), -719'528);
    EXPECT_EQ(days("9999-12-31"), 2'932'896);
}

TEST(Date, DropsATimeOfDay) {
    for (const char* text :
         {"2024-05-01T23:59", "2024-05-01 00:00:00", "2024-05-01T24:00Z", "2024-05-01T12:30:60.123456+02:00",
          "2024-05-01T12:30:15,5-0330", "2024-05-01T12:30+02"}) {
        EXPECT_EQ(Date::parse(text), Date::parse("2024-05-01")) << text;
    }
}

TEST(Date, RefusesDaysThatDoNotExist) {
    for (const char* text :
         {"2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-01-00"}) {
        EXPECT_FALSE(Date::parse(text)) << text;
    }
}

TEST(Date, RefusesAnyOtherText) {
    for (const char* text : {"", "2024", "2024-5-1", "01.05.2024", "05/01/2024", "20240501", "2024-05-01x",
                             "2024-05-01T", "2024-05-01T1", "2024-05-01T25:00", "2024-05-01T12:60",
                             "2024-05-01T12:30+", "2024-05-01T12:30+02:", "2024-05-01T12:30Zz", " 2024-05-01",
                             "-2024-05-01", "2024/05/01", "+024-05-01"}) {
        EXPECT_FALSE(Date::parse(text)) << text;
    }
}

TEST(Date, PrintsIsoDates) {
    EXPECT_EQ(Date{0}.to_string(), "1970-01-01");
    EXPECT_EQ(Date{11'016}.to_string(), "2000-02-29");
    EXPECT_EQ(Date{-719'528}.to_string(), "0000-01-01");
    EXPECT_EQ(Date{-719'529}.to_string(), "-0001-12-31");
    EXPECT_EQ(Date{2'932'897}.to_string(), "+10000-01-01");
    EXPECT_EQ(Date{std::numeric_limits<std::int32_t>::max()}.to_string(), "+5881580-07-11");
    EXPECT_EQ(Date{}.to_string(), "");
}

TEST(DateInterval, IsEmptyOnlyWithTwoKnownBounds) {
    EXPECT_TRUE((DateInterval{Date{5}, Date{5}}.is_empty()));
    EXPECT_FALSE((DateInterval{Date{5}, Date{6}}.is_empty()));
    EXPECT_FALSE((DateInterval{Date{}, Date{-100}}.is_empty()));
    EXPECT_FALSE(DateInterval{}.is_empty());
}

TEST(DateInterval, CountsTheDaysInsideAWindow) {
    const DateInterval year{Date{0}, Date{365}};
    EXPECT_EQ((DateInterval{Date{10}, Date{20}}.days_within(year)), 10);
    EXPECT_EQ((DateInterval{Date{-10}, Date{20}}.days_within(year)), 20);
    EXPECT_EQ((DateInterval{Date{360}, Date{}}.days_within(year)), 5);
    EXPECT_EQ(DateInterval{}.days_within(year), 365);
    EXPECT_EQ((DateInterval{Date{400}, Date{500}}.days_within(year)), 0);
    EXPECT_EQ((DateInterval{Date{20}, Date{10}}.days_within(year)), 0);
}

} // namespace
} // namespace samspill
