#include <samspill/core/error.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace samspill {
namespace {

DateTime at(const char* text) { return DateTime::parse(text).value(); }

/// A builder with one valid row in every table; a test breaks one thing.
NetworkBuilder valid() {
    NetworkBuilder builder;
    builder.add_area({.id = "town"}).add_area({.id = "quarter", .parent = "town"});
    builder.add_actor({.id = "desk", .area = "town"});
    builder.add_actor({.id = "club", .sector = Sector::civil_society, .parent = "desk"});
    builder.add_person({.id = "p1", .actor = "club"});
    builder.add_need({.id = "n1", .theme = "t", .area = "quarter", .people = 3, .entry_point = "desk"});
    builder.add_activity({.id = "j1", .actor = "club", .theme = "t", .areas = {"town"}, .capacity = 3});
    builder.add_tie({.source = "desk", .target = "j1"});
    builder.add_forum({.id = "f1", .area = "town"});
    builder.add_seat({.forum = "f1", .actor = "club", .person = "p1"});
    builder.add_travel_time({.from = "town", .to = "quarter", .minutes = 5.0});
    builder.add_meeting(
        {.id = "m1", .forum = "f1", .start = at("2024-03-05T17:00"), .end = at("2024-03-05T18:00")});
    builder.add_agenda_item({.meeting = "m1", .item = "1", .minutes = 60});
    builder.add_attendance({.meeting = "m1", .person = "p1", .speaking_seconds = 3600});
    builder.add_review({.person = "p1", .item = "trust", .score = -2.0, .forum = "f1"});
    return builder;
}

/// "code table row column" of each error and warning.
std::vector<std::string> problems(const NetworkBuilder& builder) {
    std::vector<std::string> lines;
    for (const Finding& finding : builder.validate()) {
        if (finding.severity != Severity::info) {
            lines.push_back(std::string{to_string(finding.code)} + " " + finding.table + " " +
                            std::to_string(finding.row) + " " + finding.column);
        }
    }
    return lines;
}

using Lines = std::vector<std::string>;

TEST(NetworkBuilder, ValidRowsHaveNoFindings) {
    EXPECT_TRUE(valid().validate().empty());
    EXPECT_NO_THROW(static_cast<void>(valid().build()));
}

TEST(NetworkBuilder, ReportsEverythingAtOnce) {
    NetworkBuilder builder = valid();
    builder.add_area({.id = "town"});
    builder.add_need({.id = "n2", .theme = "", .people = -1});
    builder.add_activity({.id = "j2", .actor = "nobody", .theme = "t"});
    builder.add_tie({.source = "desk", .target = "nowhere"});
    EXPECT_EQ(problems(builder), (Lines{"unknown_id activities 3 actor", "duplicate_id areas 4 id",
                                        "negative_number needs 3 people", "missing_value needs 3 theme",
                                        "unknown_id ties 3 target"}));
    try {
        static_cast<void>(builder.build());
        FAIL() << "errors must keep the network from being built";
    } catch (const UnusableData& error) {
        EXPECT_EQ(error.findings().size(), 6U); // the five errors and one note on unknown capacity
    }
}

TEST(NetworkBuilder, RowNumbersAreThoseOfASpreadsheetOrTheCallers) {
    NetworkBuilder builder = valid();
    builder.add_actor({.id = "desk"}).add_actor({.id = "club"}, 99);
    EXPECT_EQ(problems(builder), (Lines{"duplicate_id actors 4 id", "duplicate_id actors 99 id"}));
}

TEST(NetworkBuilder, EveryReferenceIsChecked) {
    NetworkBuilder builder = valid();
    builder.add_area({.id = "x1", .parent = "?"});
    builder.add_actor({.id = "x2", .parent = "?", .area = "?"});
    builder.add_person({.id = "x3", .actor = "?"});
    builder.add_need({.id = "x4", .theme = "t", .area = "?", .people = 1, .entry_point = "?"});
    builder.add_activity(
        {.id = "x5", .actor = "desk", .theme = "t", .areas = {"?"}, .capacity = 1, .after = {"?"}});
    builder.add_tie({.source = "j1", .target = "desk"}); // an activity cannot be a source
    builder.add_forum({.id = "x6", .area = "?"});
    builder.add_seat({.forum = "?", .actor = "?", .person = "?"});
    builder.add_travel_time({.from = "?", .to = "??", .minutes = 1.0});
    const Lines found = problems(builder);
    EXPECT_EQ(found.size(), 15U);
    EXPECT_TRUE(std::all_of(found.begin(), found.end(),
                            [](const std::string& line) { return line.starts_with("unknown_id"); }));
}

TEST(NetworkBuilder, FindsCirclesOfAreasAndActors) {
    NetworkBuilder builder = valid();
    builder.add_area({.id = "a", .parent = "b"})
        .add_area({.id = "b", .parent = "c"})
        .add_area({.id = "c", .parent = "a"});
    builder.add_area({.id = "tail", .parent = "a"}); // leads into the circle but is not part of it
    builder.add_actor({.id = "self", .parent = "self"});
    EXPECT_EQ(problems(builder), (Lines{"actor_cycle actors 4 parent", "area_cycle areas 4 parent",
                                        "area_cycle areas 5 parent", "area_cycle areas 6 parent"}));
}

TEST(NetworkBuilder, IntervalsMustRunForward) {
    NetworkBuilder builder = valid();
    builder.add_need({.id = "n2", .theme = "t", .period = {3, 3}, .people = 1});
    builder.add_need({.id = "n3", .theme = "t", .ages = {18, 6}, .people = 1});
    builder.add_seat({.forum = "f1",
                      .actor = "club",
                      .period = {Date::parse("2024-02-01").value(), Date::parse("2024-01-01").value()}});
    EXPECT_EQ(problems(builder),
              (Lines{"reversed_interval needs 3 to_month", "reversed_interval needs 4 age_max",
                     "reversed_interval seats 3 to"}));
}

TEST(NetworkBuilder, NumbersMustBeFiniteAndNotNegative) {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    NetworkBuilder builder = valid();
    builder.add_area({.id = "x", .population = -1});
    builder.add_person({.id = "p2", .actor = "club", .hours = nan});
    builder.add_need({.id = "n2", .theme = "u", .people = Count::limit + 1});
    builder.add_need({.id = "n3", .theme = "v", .people = 1, .priority = 0});
    builder.add_activity({.id = "j2", .actor = "club", .theme = "t", .capacity = -5, .cost = -1.0});
    builder.add_tie({.source = "desk", .target = "club", .weight = nan});
    builder.add_forum({.id = "f2", .composition = {{Sector::state, -1.0}}});
    EXPECT_EQ(problems(builder),
              (Lines{"negative_number activities 3 capacity", "negative_number activities 3 cost",
                     "negative_number areas 4 population", "negative_number forums 3 composition",
                     "number_too_large needs 3 people", "negative_number needs 4 priority",
                     "not_finite people 3 hours", "not_finite ties 3 weight"}));
}

TEST(NetworkBuilder, AnEntryPointThatIsNoActorIsToldSo) {
    NetworkBuilder builder = valid();
    builder.add_need({.id = "n2", .theme = "u", .people = 1, .entry_point = "j1"}); // an activity
    const std::vector<Finding> findings = builder.validate();
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].code, FindingCode::unknown_id);
    EXPECT_EQ(findings[0].column, "entry_point");
    EXPECT_NE(findings[0].message.find("an entry point must be an actor"), std::string::npos);
}

TEST(NetworkBuilder, FindsCirclesOfPrerequisites) {
    NetworkBuilder builder = valid();
    const auto add = [&](const char* id, std::vector<std::string> after) {
        builder.add_activity(
            {.id = id, .actor = "club", .theme = "t", .capacity = 1, .after = std::move(after)});
    };
    add("a", {"b"});
    add("b", {"c", "j1"});
    add("c", {"a"});
    add("self", {"self"});
    add("leads in", {"a"});
    add("between", {"a"});
    add("led to", {});
    add("d", {"e", "led to"});
    add("e", {"d", "between"});
    EXPECT_EQ(problems(builder),
              (Lines{"prerequisite_cycle activities 3 after", "prerequisite_cycle activities 4 after",
                     "prerequisite_cycle activities 5 after", "prerequisite_cycle activities 6 after",
                     "prerequisite_cycle activities 10 after", "prerequisite_cycle activities 11 after"}));
}

TEST(NetworkBuilder, PlacesNeedBothCoordinatesInTheirRange) {
    NetworkBuilder builder = valid();
    builder.add_area({.id = "ends", .latitude = 90.0, .longitude = -180.0});
    builder.add_area({.id = "north", .latitude = 90.5, .longitude = 0.0});
    builder.add_area({.id = "east", .latitude = -90.0, .longitude = 180.25});
    builder.add_area({.id = "half", .latitude = 1.0});
    builder.add_area({.id = "other half", .longitude = 1.0});
    builder.add_area({.id = "nan", .latitude = std::numeric_limits<double>::quiet_NaN(), .longitude = 1.0});
    EXPECT_EQ(problems(builder), (Lines{"out_of_range areas 5 latitude", "out_of_range areas 6 longitude",
                                        "missing_value areas 7 longitude", "missing_value areas 8 latitude",
                                        "not_finite areas 9 latitude"}));
}

TEST(NetworkBuilder, TravelTimesAreStatedOnceForEachDirection) {
    NetworkBuilder builder = valid();
    builder.add_travel_time({.from = "quarter", .to = "town", .minutes = 0.0});
    builder.add_travel_time({.from = "town", .to = "quarter", .minutes = 6.0});
    builder.add_travel_time({.from = "town", .to = "town"});
    builder.add_travel_time({.from = "", .to = "town", .minutes = -1.0});
    EXPECT_EQ(problems(builder),
              (Lines{"duplicate_id travel_times 4 to", "missing_value travel_times 5 minutes",
                     "missing_value travel_times 6 from", "negative_number travel_times 6 minutes"}));
}

TEST(NetworkBuilder, APrerequisiteMustNotBeginAfterTheEnd) {
    NetworkBuilder builder = valid();
    const auto add = [&](const char* id, MonthInterval period, std::vector<std::string> after) {
        builder.add_activity({.id = id,
                              .actor = "club",
                              .theme = "t",
                              .period = period,
                              .capacity = 1,
                              .after = std::move(after)});
    };
    constexpr std::int32_t open = MonthInterval::open_to;
    add("late", {3, 6}, {});
    add("too early", {0, 3}, {"late"});       // its last month is 2
    add("just in time", {0, 4}, {"late"});    // month 3 is common to both
    add("standing", {0, open}, {"late"});     // never ends
    add("after all", {0, 2}, {"j1", "late"}); // j1 states no period, but late does
    EXPECT_EQ(problems(builder),
              (Lines{"contradictory_window activities 4 after", "contradictory_window activities 7 after"}));
}

TEST(NetworkBuilder, MoreSeatsInUseThanThereAreIsDoubtful) {
    NetworkBuilder builder = valid();
    const auto add = [&](const char* id, Count capacity, Count in_use) {
        builder.add_activity(
            {.id = id, .actor = "club", .theme = "t", .capacity = capacity, .in_use = in_use});
    };
    add("full", 3, 3);
    add("more", 3, 4);
    add("nobody knows", Count::unknown(), 4);
    EXPECT_EQ(problems(builder), (Lines{"capacity_below_use activities 4 in_use"}));
}

TEST(NetworkBuilder, LanguagesAreCodesOfBcp47) {
    NetworkBuilder builder = valid();
    builder.add_actor({.id = "x1", .languages = {"da", "Danish"}});
    builder.add_person({.id = "x2", .actor = "club", .languages = {"zz"}});
    builder.add_need({.id = "x3", .theme = "u", .language = "ar-SY", .people = 1});
    builder.add_need({.id = "x4", .theme = "v", .language = "ar_SY", .people = 1});
    builder.add_activity(
        {.id = "x5", .actor = "club", .theme = "u", .languages = {"", "x-a", "?", "!"}, .capacity = 1});
    EXPECT_EQ(problems(builder),
              (Lines{"unknown_language activities 3 languages", "unknown_language actors 4 languages",
                     "unknown_language needs 4 language", "unknown_language people 3 languages"}));
}

TEST(NetworkBuilder, ManyWarningsOfOneKindAreCounted) {
    NetworkBuilder builder = valid();
    for (int k = 0; k < 150; ++k) {
        builder.add_need({.id = "x" + std::to_string(k), .theme = "u", .language = "?", .people = 1});
    }
    const std::vector<Finding> findings = builder.validate();
    ASSERT_EQ(findings.size(), 101U);
    EXPECT_EQ(findings.front().row, 0);
    EXPECT_EQ(findings.front().message, "the same holds for 50 further rows, which are not named");
    EXPECT_EQ(findings.back().row, 102); // the hundredth
}

TEST(NetworkBuilder, SumsThatNobodyCanAddAreErrors) {
    const auto with = [](int needs, int activities) {
        NetworkBuilder builder = valid();
        for (int k = 0; k < needs; ++k) {
            builder.add_need(
                {.id = "x" + std::to_string(k), .theme = std::to_string(k), .people = Count::limit});
        }
        for (int k = 0; k < activities; ++k) {
            builder.add_activity({.id = "y" + std::to_string(k),
                                  .actor = "club",
                                  .theme = "t",
                                  .capacity = Count::limit,
                                  .in_use = Count::limit});
        }
        return problems(builder);
    };
    // valid() has 3 people and 3 seats, so that 999 rows at the limit are the most that fit.
    EXPECT_EQ(with(999, 999), Lines{});
    EXPECT_EQ(with(1000, 0), (Lines{"number_too_large needs 0 people"}));
    EXPECT_EQ(with(0, 1001),
              (Lines{"number_too_large activities 0 capacity", "number_too_large activities 0 in_use"}));
}

TEST(NetworkBuilder, ActivitiesMustNotShareIdsWithActors) {
    NetworkBuilder builder = valid();
    builder.add_activity({.id = "desk", .actor = "club", .theme = "t", .capacity = 1});
    EXPECT_EQ(problems(builder), (Lines{"ambiguous_id activities 3 id"}));
}

TEST(NetworkBuilder, ATieToItselfIsOnlyAWarning) {
    NetworkBuilder builder = valid();
    builder.add_tie({.source = "desk", .target = "desk"});
    EXPECT_EQ(problems(builder), (Lines{"self_tie ties 3 target"}));
    EXPECT_EQ(builder.build().findings().size(), 1U);
}

TEST(NetworkBuilder, AStudyWithoutActorsIsRefused) {
    EXPECT_EQ(problems(NetworkBuilder{}), (Lines{"missing_table actors 0 "}));
}

TEST(NetworkBuilder, UnknownNumbersAreNotedOnce) {
    NetworkBuilder builder = valid();
    builder.add_need({.id = "n2", .theme = "t"}).add_need({.id = "n3", .theme = "t"});
    const std::vector<Finding> findings = builder.validate();
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].severity, Severity::info);
    EXPECT_EQ(findings[0].message, "2 of 3 needs state no number of people");
}

TEST(NetworkBuilder, FindingsMadeByReadersSpeakForWhatFollowsFromThem) {
    NetworkBuilder builder = valid();
    builder.add_finding({.severity = Severity::error,
                         .code = FindingCode::missing_column,
                         .table = "needs",
                         .column = "theme"});
    builder.add_need({.id = "n2", .theme = "", .people = 1});
    EXPECT_EQ(problems(builder), (Lines{"missing_column needs 0 theme"}));

    NetworkBuilder without_areas;
    without_areas.add_finding(
        {.severity = Severity::error, .code = FindingCode::empty_file, .table = "areas"});
    without_areas.add_actor({.id = "desk", .area = "town"});
    EXPECT_EQ(problems(without_areas), (Lines{"empty_file areas 0 "}));
}

TEST(NetworkBuilder, MessagesNeverHoldWhatACellHolds) {
    const std::string canary = "CANARY-7f3a";
    NetworkBuilder builder = valid();
    builder.add_actor({.id = canary, .area = canary}).add_actor({.id = canary});
    builder.add_need({.id = canary, .theme = canary, .area = canary, .entry_point = canary + "2"});
    builder.add_seat({.forum = canary, .actor = canary, .person = canary});
    builder.add_need({.id = canary + "3", .theme = canary, .language = canary, .people = 7});
    builder.add_need({.id = canary + "4", .theme = canary, .people = 7});
    builder.add_activity({.id = canary + "5",
                          .actor = canary,
                          .theme = canary,
                          .period = {0, 1},
                          .capacity = 1,
                          .after = {canary + "5"},
                          .in_use = 7});
    builder.add_activity({.id = canary + "6", .actor = canary, .theme = canary, .period = {2, 3}});
    builder.add_activity(
        {.id = canary + "7", .actor = canary, .theme = canary, .period = {0, 1}, .after = {canary + "6"}});
    builder.add_travel_time({.from = canary, .to = canary});
    builder.add_travel_time({.from = canary, .to = canary});
    for (const Finding& finding : builder.validate()) {
        EXPECT_EQ(to_string(finding).find(canary), std::string::npos) << to_string(finding);
        EXPECT_EQ(finding.hint.find(canary), std::string::npos);
    }
}

TEST(NetworkBuilder, IsEmptyAgainAfterBuilding) {
    NetworkBuilder builder = valid();
    static_cast<void>(builder.build());
    EXPECT_EQ(problems(builder), (Lines{"missing_table actors 0 "}));
}

} // namespace
} // namespace samspill
