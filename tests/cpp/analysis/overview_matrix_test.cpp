#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/overview_matrix.hpp>
#include <samspill/core/error.hpp>
#include <samspill/model/network_builder.hpp>

#include "../support/stop_control.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace samspill {
namespace {

/// Two actors. Cafes: the church in months 0 and 1 with 5 seats, in month 1 with an unknown number; the
/// school always with 10. Homes: a duty of the school from month 2 on. Sport is needed in month 1 and not
/// offered.
NetworkBuilder two_actors() {
    NetworkBuilder builder;
    builder.add_actor({.id = "church", .sector = Sector::civil_society}).add_actor({.id = "school"});
    builder.add_activity({.id = "c1", .actor = "church", .theme = "cafe", .period = {0, 2}, .capacity = 5});
    builder.add_activity({.id = "c2", .actor = "church", .theme = "cafe", .period = {1, 2}});
    builder.add_activity({.id = "s1", .actor = "school", .theme = "cafe", .capacity = 10});
    builder.add_activity({.id = "s2",
                          .actor = "school",
                          .kind = ActivityKind::statutory_task,
                          .theme = "home",
                          .period = {2, MonthInterval::open_to},
                          .capacity = 3});
    builder.add_need({.id = "n1", .theme = "cafe", .period = {0, 1}, .people = 12});
    builder.add_need({.id = "n2", .theme = "sport", .period = {1, 2}, .people = 4});
    return builder;
}

using Cell = std::tuple<std::uint32_t, std::int32_t, std::int64_t, std::int64_t, std::int64_t, bool>;

std::vector<Cell> cells_of(const ActorNetwork& network, const OverviewMatrix& matrix,
                           std::string_view theme) {
    std::vector<Cell> cells;
    for (const OverviewCell& cell : matrix.cells) {
        if (network.text(cell.theme) == theme) {
            cells.emplace_back(cell.actor.value(), cell.month, cell.sums.activities, cell.sums.seats,
                               cell.sums.seats_unknown, cell.sums.statutory);
        }
    }
    return cells;
}

TEST(OverviewMatrix, OneCellAnActorThemeAndMonth) {
    const ActorNetwork network = two_actors().build();
    const OverviewMatrix matrix = overview_matrix(network, {.months = MonthInterval{0, 3}});
    EXPECT_EQ(cells_of(network, matrix, "cafe"), (std::vector<Cell>{{0U, 0, 1, 5, 0, false},
                                                                    {0U, 1, 2, 5, 1, false},
                                                                    {1U, 0, 1, 10, 0, false}, // standing
                                                                    {1U, 1, 1, 10, 0, false},
                                                                    {1U, 2, 1, 10, 0, false}}));
    EXPECT_EQ(cells_of(network, matrix, "home"), (std::vector<Cell>{{1U, 2, 1, 3, 0, true}}));
    EXPECT_EQ(matrix.provenance.analysis, "overview_matrix");
}

TEST(OverviewMatrix, ThemesShowWhatNobodyOffers) {
    const ActorNetwork network = two_actors().build();
    const OverviewMatrix matrix = overview_matrix(network, {.months = MonthInterval{0, 3}});
    ASSERT_EQ(matrix.themes.size(), 9U); // cafe, home, sport in three months
    EXPECT_EQ(matrix.themes[1].actors, 2);
    EXPECT_EQ(matrix.themes[1].sums, (OverviewSums{3, 15, 1, false}));
    EXPECT_EQ(matrix.themes[5].sums, (OverviewSums{1, 3, 0, true}));
    EXPECT_EQ(network.text(matrix.themes[7].theme), "sport");
    EXPECT_EQ(matrix.themes[7].sums, OverviewSums{});
    EXPECT_FALSE(matrix.themes[7].coverage);
}

TEST(OverviewMatrix, PeopleComeFromTheCoverage) {
    const ActorNetwork network = two_actors().build();
    const CoverageResult covered = coverage(network, {.months = MonthInterval{0, 2}});
    const OverviewMatrix matrix = overview_matrix(network, {}, &covered);
    EXPECT_EQ(matrix.months, (MonthInterval{0, 2}));
    ASSERT_EQ(matrix.themes.size(), 6U);
    EXPECT_EQ(matrix.themes[0].coverage->people, 12); // cafes in month 0: 15 seats for 12 people
    EXPECT_EQ(matrix.themes[0].coverage->covered_low, 12.0);
    EXPECT_EQ(matrix.themes[5].coverage->people, 4); // sport in month 1
    EXPECT_EQ(matrix.themes[5].coverage->covered_high, 0.0);
    EXPECT_FALSE(matrix.themes[2].coverage); // nobody said that homes are needed
    const OverviewMatrix longer = overview_matrix(network, {.months = MonthInterval{0, 3}}, &covered);
    EXPECT_FALSE(longer.themes[2].coverage); // cafes in month 2, of which the coverage says nothing
}

TEST(OverviewMatrix, MonthsAreThoseOfTheTablesWhenTheyLeaveTheReception) {
    EXPECT_EQ(overview_matrix(two_actors().build()).months, (MonthInterval{-2, 7}));
    NetworkBuilder builder = two_actors();
    builder.add_activity({.id = "late", .actor = "school", .theme = "cafe", .period = {9, 12}});
    EXPECT_EQ(overview_matrix(builder.build()).months, (MonthInterval{0, 12}));
}

TEST(OverviewMatrix, WithoutActivitiesThereAreNoCells) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).declare_table(TableName::activities);
    const OverviewMatrix matrix = overview_matrix(builder.build());
    EXPECT_TRUE(matrix.cells.empty());
    EXPECT_TRUE(matrix.themes.empty());
}

TEST(OverviewMatrix, BrokenCallsThrow) {
    const ActorNetwork network = two_actors().build();
    EXPECT_THROW(static_cast<void>(overview_matrix(network, {.months = MonthInterval{}})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(overview_matrix(network, {.months = MonthInterval{0, 121}})),
                 InvalidArgument);
    NetworkBuilder other = two_actors();
    other.add_actor({.id = "z"});
    const CoverageResult covered = coverage(other.build());
    EXPECT_THROW(static_cast<void>(overview_matrix(network, {}, &covered)), InvalidArgument);
    NetworkBuilder bare;
    bare.add_actor({.id = "a"});
    EXPECT_THROW(static_cast<void>(overview_matrix(bare.build())), MissingTable);
    NetworkBuilder many = two_actors();
    for (int k = 0; k < 500; ++k) {
        many.add_activity({.id = "m" + std::to_string(k), .actor = "school", .theme = "cafe"});
    }
    test::StopControl stop;
    EXPECT_THROW(static_cast<void>(overview_matrix(many.build(), {}, nullptr, &stop)), Cancelled);
}

} // namespace
} // namespace samspill
