#include <samspill/model/weekly_times.hpp>

#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace samspill {
namespace {

WeeklyTimes parsed(std::string_view rule) {
    const auto times = parse_weekly_times(rule);
    EXPECT_TRUE(times.has_value()) << rule;
    return times.value_or(WeeklyTimes{});
}

std::optional<double> likeness(std::string_view a, std::string_view b) {
    return WeekLoad{parsed(a)}.similarity(WeekLoad{parsed(b)});
}

TEST(WeeklyTimes, ReadsWeekdaysHoursAndMinutes) {
    const WeeklyTimes times = parsed("FREQ=WEEKLY;BYDAY=TH,TU;BYHOUR=17;BYMINUTE=30");
    EXPECT_EQ(times.recurrence, Recurrence::weekly);
    EXPECT_EQ(times.interval, 1);
    EXPECT_FALSE(times.has_unread_parts);
    EXPECT_EQ(times.slots,
              (std::vector<WeeklySlot>{{.weekday = Weekday::tuesday, .hour = 17, .minute = 30},
                                       {.weekday = Weekday::thursday, .hour = 17, .minute = 30}}));
}

TEST(WeeklyTimes, OrderCaseAndTheNameOfThePropertyDoNotMatter) {
    const WeeklyTimes times = parsed("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;BYHOUR=9,10");
    EXPECT_EQ(parsed("byhour=10,9;byday=fr,mo;interval=2;freq=weekly"), times);
    EXPECT_EQ(parsed(" RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR,MO;BYHOUR=9,10;"), times);
    EXPECT_EQ(times.slots.size(), 4U);
    EXPECT_EQ(times.interval, 2);
}

TEST(WeeklyTimes, TheEndAndTheStartOfTheWeekMakeNoDifference) {
    const WeeklyTimes times = parsed("FREQ=WEEKLY;BYDAY=MO");
    EXPECT_EQ(parsed("FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231"), times);
    EXPECT_EQ(parsed("FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231T235959Z"), times);
    EXPECT_EQ(parsed("FREQ=WEEKLY;BYDAY=MO;COUNT=10;WKST=SU"), times);
}

TEST(WeeklyTimes, ADailyRuleHasAllDays) {
    EXPECT_EQ(parsed("FREQ=DAILY").slots.size(), 7U);
    EXPECT_EQ(parsed("FREQ=DAILY;BYDAY=MO,TU").slots.size(), 2U);
}

TEST(WeeklyTimes, AMonthlyRuleNamesWhichWeekday) {
    EXPECT_EQ(parsed("FREQ=MONTHLY;BYDAY=2SA,-1FR").slots,
              (std::vector<WeeklySlot>{{.weekday = Weekday::friday, .ordinal = -1},
                                       {.weekday = Weekday::saturday, .ordinal = 2}}));
    EXPECT_EQ(parsed("FREQ=MONTHLY;BYDAY=+1MO"), parsed("FREQ=MONTHLY;BYDAY=1MO"));
}

TEST(WeeklyTimes, RulesWithoutAWeekdayHaveNoSlots) {
    for (const char* rule : {"FREQ=WEEKLY", "FREQ=WEEKLY;BYHOUR=17", "FREQ=MONTHLY;BYMONTHDAY=1",
                             "FREQ=YEARLY", "FREQ=YEARLY;BYDAY=1MO", "FREQ=HOURLY;BYDAY=MO"}) {
        EXPECT_TRUE(parsed(rule).slots.empty()) << rule;
    }
}

TEST(WeeklyTimes, PartsThatAreNotReadAreMarked) {
    for (const char* rule : {"FREQ=WEEKLY;BYDAY=MO;BYMONTH=9,10", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1",
                             "FREQ=WEEKLY;BYDAY=MO;SKIP=OMIT", "FREQ=WEEKLY;BYDAY=MO;X-OWN=a"}) {
        EXPECT_TRUE(parsed(rule).has_unread_parts) << rule;
        EXPECT_EQ(parsed(rule).slots.size(), 1U) << rule;
    }
}

TEST(WeeklyTimes, MalformedRulesGiveNothing) {
    for (const char* rule : {"",
                             " ",
                             "Tuesdays",
                             "BYDAY=MO",
                             "FREQ=",
                             "FREQ",
                             "=WEEKLY",
                             "FREQ=FORTNIGHTLY",
                             "FREQ=WEEKLY;;BYDAY=MO",
                             "FREQ=WEEKLY;FREQ=WEEKLY",
                             "FREQ=WEEKLY;BYDAY=",
                             "FREQ=WEEKLY;BYDAY=MO,",
                             "FREQ=WEEKLY;BYDAY=,MO",
                             "FREQ=WEEKLY;BYDAY=XX",
                             "FREQ=WEEKLY;BYDAY=M",
                             "FREQ=WEEKLY;BYDAY=1MO",
                             "FREQ=MONTHLY;BYDAY=0MO",
                             "FREQ=MONTHLY;BYDAY=54MO",
                             "FREQ=MONTHLY;BYDAY=-MO",
                             "FREQ=MONTHLY;BYDAY=--1MO",
                             "FREQ=WEEKLY;BYHOUR=24",
                             "FREQ=WEEKLY;BYHOUR=-1",
                             "FREQ=WEEKLY;BYHOUR=5pm",
                             "FREQ=WEEKLY;BYMINUTE=60",
                             "FREQ=WEEKLY;INTERVAL=0",
                             "FREQ=WEEKLY;INTERVAL=x",
                             "FREQ=WEEKLY;INTERVAL=99999999999",
                             "FREQ=WEEKLY;COUNT=0",
                             "FREQ=WEEKLY;COUNT=2;UNTIL=20260101",
                             "FREQ=WEEKLY;UNTIL=2026-01-01",
                             "FREQ=WEEKLY;UNTIL=20260101T",
                             "FREQ=WEEKLY;WKST=1",
                             "FREQ=WEEKLY; BYDAY=MO",
                             "FREQ=WEEKLY;Bære=1",
                             "DTSTART:20260101\nRRULE:FREQ=WEEKLY"}) {
        EXPECT_EQ(parse_weekly_times(rule), std::nullopt) << rule;
    }
    EXPECT_EQ(parse_weekly_times("FREQ=WEEKLY;X-A=" + std::string(1U << 20U, 'A')), std::nullopt);
}

TEST(WeekLoad, SharedHoursOverAllHours) {
    EXPECT_EQ(likeness("FREQ=WEEKLY;BYDAY=TU;BYHOUR=17", "FREQ=WEEKLY;BYDAY=TU;BYHOUR=17"), 1.0);
    EXPECT_EQ(likeness("FREQ=WEEKLY;BYDAY=TU;BYHOUR=17", "FREQ=WEEKLY;BYDAY=TU;BYHOUR=16"), 0.0);
    // Tuesday is common; Thursday belongs to one of the two.
    EXPECT_EQ(likeness("FREQ=WEEKLY;BYDAY=TU,TH;BYHOUR=17", "FREQ=WEEKLY;BYDAY=TU;BYHOUR=17"), 0.5);
    // Minutes of one hour make no difference, in one rule and between two.
    EXPECT_EQ(likeness("FREQ=WEEKLY;BYDAY=TU;BYHOUR=17;BYMINUTE=0,30", "FREQ=WEEKLY;BYDAY=TU;BYHOUR=17"),
              1.0);
}

TEST(WeekLoad, WhereOneStatesNoHourWeekdaysAreCompared) {
    EXPECT_EQ(likeness("FREQ=WEEKLY;BYDAY=TU;BYHOUR=17", "FREQ=WEEKLY;BYDAY=TU"), 1.0);
    EXPECT_EQ(likeness("FREQ=WEEKLY;BYDAY=MO,TU;BYHOUR=9,17", "FREQ=WEEKLY;BYDAY=TU"), 0.5);
}

TEST(WeekLoad, RarerMeetingsWeighLess) {
    // Every second week meets half as often: 1/2 of 1.
    EXPECT_EQ(likeness("FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"), 0.5);
    EXPECT_EQ(likeness("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU;INTERVAL=2"), 1.0);
    // The first Tuesday of the month: 1/4 of 1; the first and the third: 2/4.
    EXPECT_EQ(likeness("FREQ=WEEKLY;BYDAY=TU", "FREQ=MONTHLY;BYDAY=1TU"), 0.25);
    EXPECT_EQ(likeness("FREQ=WEEKLY;BYDAY=TU;BYHOUR=9", "FREQ=MONTHLY;BYDAY=1TU,3TU;BYHOUR=9"), 0.5);
}

TEST(WeekLoad, NothingIsKnownWithoutWeekdays) {
    EXPECT_EQ(likeness("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=TU"), std::nullopt);
    EXPECT_EQ(likeness("FREQ=WEEKLY", "FREQ=WEEKLY"), std::nullopt);
}

TEST(NetworkBuilder, ReportsAScheduleThatIsNoRule) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    builder.add_activity({.id = "x", .actor = "a", .theme = "t", .schedule = "FREQ=WEEKLY;BYDAY=TU"});
    builder.add_activity({.id = "y", .actor = "a", .theme = "t", .schedule = "on Tuesdays"});
    builder.add_activity({.id = "z", .actor = "a", .theme = "t"});
    const std::vector<Finding> findings = builder.validate();
    const auto is_schedule = [](const Finding& f) { return f.code == FindingCode::malformed_schedule; };
    ASSERT_EQ(std::count_if(findings.begin(), findings.end(), is_schedule), 1);
    const Finding& finding = *std::find_if(findings.begin(), findings.end(), is_schedule);
    EXPECT_EQ(finding.severity, Severity::warning);
    EXPECT_EQ(finding.table, "activities");
    EXPECT_EQ(finding.column, "schedule");
    EXPECT_EQ(finding.row, 3);
    EXPECT_EQ((finding.message + finding.hint).find("Tuesdays"), std::string::npos);
}

} // namespace
} // namespace samspill
