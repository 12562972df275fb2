// Which needs count people of another need once more; src/model/double_counting.hpp says the rule.
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

/// "row in row" of each warning; needs are rows 2, 3, … Areas: quarter in town in county; village alone.
std::vector<std::string> counted_twice(std::vector<Need> needs) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).add_actor({.id = "b"});
    builder.add_area({.id = "county"}).add_area({.id = "town", .parent = "county"});
    builder.add_area({.id = "quarter", .parent = "town"}).add_area({.id = "village"});
    int number = 0;
    for (Need& need : needs) {
        need.id = "n" + std::to_string(++number);
        need.theme = need.theme.empty() ? "t" : need.theme;
        need.people = need.people.is_known() ? need.people : Count{5};
        builder.add_need(std::move(need));
    }
    std::vector<std::string> found;
    for (const Finding& finding : builder.validate()) {
        EXPECT_EQ(finding.code, FindingCode::double_counted_people);
        EXPECT_EQ(finding.severity, Severity::warning);
        EXPECT_EQ(finding.column, "people");
        const std::size_t begin = finding.message.find("in row ") + 7;
        found.push_back(std::to_string(finding.row) + " in " +
                        finding.message.substr(begin, finding.message.find(' ', begin) - begin));
    }
    return found;
}

using Lines = std::vector<std::string>;

TEST(DoubleCounting, AWiderAreaTakesInTheNarrower) {
    EXPECT_EQ(counted_twice({{.area = "quarter"}, {.area = "town"}}), (Lines{"2 in 3"}));
    EXPECT_EQ(counted_twice({{.area = "county"}, {.area = "quarter"}}), (Lines{"3 in 2"}));
    EXPECT_EQ(counted_twice({{.area = "quarter"}, {}}), (Lines{"2 in 3"})); // everywhere
    EXPECT_EQ(counted_twice({{.area = "quarter"}, {.area = "village"}}), Lines{});
}

TEST(DoubleCounting, AnAttributeThatIsNotStatedTakesInAll) {
    EXPECT_EQ(counted_twice({{.language = "ar"}, {}}), (Lines{"2 in 3"}));
    EXPECT_EQ(counted_twice({{.target_group = "families"}, {}}), (Lines{"2 in 3"}));
    EXPECT_EQ(counted_twice({{.language = "ar"}, {.language = "ti"}}), Lines{});
    EXPECT_EQ(counted_twice({{.target_group = "families"}, {.target_group = "youth"}}), Lines{});
    // Each is wider in one respect and narrower in the other.
    EXPECT_EQ(counted_twice({{.area = "quarter"}, {.area = "town", .language = "ar"}}), Lines{});
}

TEST(DoubleCounting, PeriodAndAgesMustLieInside) {
    EXPECT_EQ(counted_twice({{.period = {0, 3}}, {.period = {0, 4}}}), (Lines{"2 in 3"}));
    EXPECT_EQ(counted_twice({{.period = {0, 3}}, {.period = {1, 4}}}), Lines{}); // they merely overlap
    EXPECT_EQ(counted_twice({{.language = "ar", .period = {0, 3}}, {.period = {2, 9}}}), Lines{});
    EXPECT_EQ(counted_twice({{.ages = {6, 18}}, {.ages = {0, 18}}}), (Lines{"2 in 3"}));
    EXPECT_EQ(counted_twice({{.area = "quarter", .ages = {6, 18}}, {.area = "town", .ages = {6, 17}}}),
              Lines{});
    EXPECT_EQ(counted_twice({{.area = "quarter", .period = {0, 3}, .ages = {6, 18}},
                             {.area = "town", .period = {0, 3}, .ages = {6, 18}}}),
              (Lines{"2 in 3"}));
}

TEST(DoubleCounting, NeedsThatAreDescribedAlikeAreDifferentPeople) {
    EXPECT_EQ(counted_twice({{.area = "town"}, {.area = "town"}}), Lines{});
    EXPECT_EQ(counted_twice({{.area = "town", .priority = 1, .entry_point = "a"},
                             {.area = "town", .priority = 2, .entry_point = "b"}}),
              Lines{});
}

TEST(DoubleCounting, OnlyCountedPeopleOfOneThemeCount) {
    EXPECT_EQ(counted_twice({{.theme = "u", .area = "quarter"}, {.theme = "t", .area = "town"}}), Lines{});
    EXPECT_EQ(counted_twice({{.area = "quarter", .people = 0}, {.area = "town"}}), Lines{});
    EXPECT_EQ(counted_twice({{.area = "quarter"}, {.area = "town", .people = 0}}), Lines{});
}

TEST(DoubleCounting, EachNeedIsNamedOnceWithTheNextWiderOne) {
    EXPECT_EQ(counted_twice({{.area = "county"}, {.area = "town"}, {.area = "quarter"}, {}}),
              (Lines{"2 in 5", "3 in 2", "4 in 3"}));
}

TEST(DoubleCounting, AreasInACircleAreNoTrap) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    builder.add_area({.id = "x", .parent = "y"}).add_area({.id = "y", .parent = "x"});
    builder.add_area({.id = "z", .parent = "x"});
    builder.add_need({.id = "n1", .theme = "t", .area = "z", .people = 1});
    builder.add_need({.id = "n2", .theme = "t", .area = "nowhere", .people = 1});
    EXPECT_EQ(builder.validate().size(), 3U); // the circle and the area that does not exist
}

} // namespace
} // namespace samspill
