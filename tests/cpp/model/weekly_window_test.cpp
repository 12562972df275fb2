#include <samspill/model/weekly_window.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

TEST(WeeklyWindow, ReadsWeekdayAndTimes) {
    EXPECT_EQ(parse_weekly_window("MO 17:00-21:00"), (WeeklyWindow{Weekday::monday, 1020, 1260}));
    EXPECT_EQ(parse_weekly_window("su  00:00-24:00"), (WeeklyWindow{Weekday::sunday, 0, 1440}));
}

TEST(WeeklyWindow, RefusesEverythingElse) {
    for (const char* const text :
         {"", "MO", "MO ", "MO17:00-21:00", "MON 17:00-21:00", "XX 17:00-21:00", "MO 17-21", "MO 17:00",
          "MO 21:00-17:00", "MO 17:00-17:00", "MO 17:60-18:00", "MO 17:00-24:01", "MO 17:00-21:00 x",
          "MO 17:00 - 21:00"}) {
        EXPECT_FALSE(parse_weekly_window(text).has_value()) << text;
    }
}

} // namespace
} // namespace samspill
