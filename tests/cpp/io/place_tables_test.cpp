#include <samspill/analysis/accessibility.hpp>
#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/coverage_groups.hpp>
#include <samspill/io/place_tables.hpp>

#include "../support/worked_examples.hpp"

#include <gtest/gtest.h>

namespace samspill {
namespace {

CoverageGroups by(const ActorNetwork& network, Grouping grouping) {
    return coverage_by(network, coverage(network), grouping);
}

TEST(PlaceTables, GroupsKeepBothEnds) {
    const ActorNetwork network = examples::allocation_example().build();
    const Table table = coverage_groups(network, by(network, Grouping::language));
    EXPECT_EQ(table.name(), "coverage_by_language");
    ASSERT_EQ(table.rows(), 3U);
    EXPECT_EQ(table["group"].text(0), "ar");
    EXPECT_TRUE(table["name"].is_null(0));
    EXPECT_EQ(table["people"].int64(0), 10);
    EXPECT_DOUBLE_EQ(table["covered_low"].float64(0).value(), 20.0 / 3.0);
    EXPECT_DOUBLE_EQ(table["gap_high"].float64(0).value(), 10.0 / 3.0);
    EXPECT_DOUBLE_EQ(table["known_share_low"].float64(0).value(), 4.0 / 9.0);
    EXPECT_EQ(table.find("own_people"), nullptr);
}

TEST(PlaceTables, AreasCarryNamesPopulationAndOwnNeeds) {
    NetworkBuilder builder;
    builder.add_area({.id = "inner", .name = "Harbour", .parent = "outer"});
    builder.add_area({.id = "outer", .population = 2000}).add_actor({.id = "a"});
    builder.add_activity({.id = "j", .actor = "a", .theme = "t", .capacity = 4});
    builder.add_need({.id = "n", .theme = "t", .area = "inner", .people = 8});
    const ActorNetwork network = builder.build();
    const Table table = coverage_groups(network, by(network, Grouping::area));
    EXPECT_EQ(table["name"].text(0), "Harbour");
    EXPECT_TRUE(table["population"].is_null(0));
    EXPECT_TRUE(table["people_per_1000"].is_null(0));
    EXPECT_EQ(table["people"].int64(1), 8);
    EXPECT_EQ(table["own_people"].int64(1), 0);
    EXPECT_EQ(table["people_per_1000"].float64(1), 4.0);
    EXPECT_EQ(table["covered_per_1000_low"].float64(1), 2.0);
}

TEST(PlaceTables, NeedsThatStateNothingHaveNoGroupId) {
    NetworkBuilder builder;
    builder.add_actor({.id = "desk", .name = "Front desk"}).declare_table(TableName::activities);
    builder.add_need({.id = "n1", .theme = "t", .people = 1});
    builder.add_need({.id = "n2", .theme = "t", .people = 2, .entry_point = "desk"});
    const ActorNetwork network = builder.build();
    const Table table = coverage_groups(network, by(network, Grouping::entry_point));
    EXPECT_EQ(table["group"].text(0), "desk");
    EXPECT_EQ(table["name"].text(0), "Front desk");
    EXPECT_TRUE(table["group"].is_null(1));
    EXPECT_EQ(table["people"].int64(1), 1);
    EXPECT_TRUE(coverage_groups(network, by(network, Grouping::area))["group"].is_null(0));
    EXPECT_TRUE(coverage_groups(network, by(network, Grouping::former_unit))["group"].is_null(0));
    EXPECT_EQ(coverage_groups(network, by(network, Grouping::month))["group"].text(0), "-2");
}

TEST(PlaceTables, EquityIsOneRowAMeasureAndEnd) {
    const ActorNetwork network = examples::allocation_example().build();
    const Table table = coverage_equity(network, by(network, Grouping::language));
    ASSERT_EQ(table.rows(), 8U);
    EXPECT_EQ(table["measure"].text(0), "share_gap");
    EXPECT_EQ(table["end"].text(0), "low");
    EXPECT_EQ(table["best"].text(0), "ar");
    EXPECT_EQ(table["worst"].text(0), "ti");
    EXPECT_EQ(table["worst_share"].float64(0), 0.0);
    EXPECT_EQ(table["denominator_amount"].float64(0), 24.0);
    EXPECT_EQ(table["measure"].text(1), "theil");
    EXPECT_EQ(table["method"].text(1), "M1.4");
    EXPECT_TRUE(table["best"].is_null(1));
    EXPECT_EQ(table["end"].text(4), "high");
    const Table one_group = coverage_equity(network, by(network, Grouping::theme));
    EXPECT_TRUE(one_group["value"].is_null(0));
    EXPECT_TRUE(one_group["best_share"].is_null(0));
    EXPECT_EQ(one_group["status"].text(0), "not_applicable");
}

TEST(PlaceTables, AccessibilityOfAreasAndPlaces) {
    NetworkBuilder builder;
    builder.add_area({.id = "a", .name = "Hill", .latitude = 55.0, .longitude = 12.0});
    builder.add_area({.id = "b"});
    builder.add_actor({.id = "x", .area = "a"});
    builder.add_activity({.id = "j1", .actor = "x", .theme = "t", .capacity = 6});
    builder.add_activity({.id = "j2", .actor = "x", .theme = "t"});
    builder.add_need({.id = "n", .theme = "t", .area = "a", .people = 4});
    const ActorNetwork network = builder.build();
    const AccessibilityResult result = accessibility(network);
    const Table areas = accessibility_areas(network, result);
    EXPECT_EQ(areas["name"].text(0), "Hill");
    EXPECT_EQ(areas["accessibility_low"].float64(0), 1.5);
    EXPECT_EQ(areas["accessibility_low"].unit(), "free seats per person in need");
    EXPECT_TRUE(areas["accessibility_high"].is_null(0));
    EXPECT_EQ(areas["status"].text(0), "ok");
    EXPECT_EQ(areas["high_status"].text(0), "not_applicable");
    EXPECT_EQ(areas["reason"].text(1), "the area has no coordinates");
    EXPECT_TRUE(areas["accessibility_low"].is_null(1));
    const Table places = accessibility_places(network, result);
    ASSERT_EQ(places.rows(), 1U);
    EXPECT_EQ(places["ratio"].float64(0), 1.5);
    EXPECT_EQ(places["capacity_unknown"].int64(0), 1);
}

} // namespace
} // namespace samspill
