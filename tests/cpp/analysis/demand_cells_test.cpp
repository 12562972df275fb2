#include <samspill/analysis/demand_cells.hpp>
#include <samspill/core/error.hpp>
#include <samspill/model/network_builder.hpp>

#include "../support/worked_examples.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace samspill {
namespace {

TEST(DemandCells, OfTheWorkedExample) { // M2.10: coverage 20/30, gap 10, surplus 7
    const ActorNetwork network = examples::duplicates_example().build();
    const DemandCells result = demand_cells(network, {.months = MonthInterval{0, 1}});
    ASSERT_EQ(result.cells.size(), 2U);
    EXPECT_EQ(result.cells[0].surplus, 7);
    EXPECT_EQ(result.cells[0].gap, 0);
    EXPECT_EQ(result.cells[0].activities, 2);
    EXPECT_EQ(result.cells[0].verdict, Verdict::surplus);
    EXPECT_EQ(result.cells[1].gap, 10);
    EXPECT_EQ(result.cells[1].surplus, 0);
    EXPECT_EQ(result.cells[1].verdict, Verdict::needed);
    EXPECT_EQ(result.covered, 20);
    EXPECT_EQ(result.people, 30);
}

NetworkBuilder two_months() {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    builder.add_activity({.id = "j", .actor = "a", .theme = "t", .period = {1, 3}, .capacity = 8});
    return builder;
}

TEST(DemandCells, SeatsCountInTheMonthsTheActivityRuns) {
    NetworkBuilder builder = two_months();
    builder.add_need({.id = "n", .theme = "t", .period = {0, 2}, .people = 6});
    const DemandCells result = demand_cells(builder.build());
    ASSERT_EQ(result.cells.size(), 2U); // months 0 and 1
    EXPECT_EQ(result.cells[0].month, 0);
    EXPECT_EQ(result.cells[0].seats, 0);
    EXPECT_EQ(result.cells[0].gap, 6);
    EXPECT_EQ(result.cells[1].seats, 8);
    EXPECT_EQ(result.cells[1].surplus, 2);
}

TEST(DemandCells, NeedsOfOneCellShareItsActivitiesOnce) {
    NetworkBuilder builder = two_months();
    builder.add_need({.id = "n1", .theme = "t", .period = {1, 2}, .ages = {6, 9}, .people = 6});
    builder.add_need({.id = "n2", .theme = "t", .period = {1, 2}, .ages = {10, 12}, .people = 4});
    const DemandCells result = demand_cells(builder.build());
    ASSERT_EQ(result.cells.size(), 1U);
    EXPECT_EQ(result.cells[0].people, 10);
    EXPECT_EQ(result.cells[0].seats, 8);
    EXPECT_EQ(result.cells[0].gap, 2);
}

TEST(DemandCells, UnknownIsNotZero) {
    NetworkBuilder builder = two_months();
    builder.add_need({.id = "n1", .theme = "t", .period = {1, 2}, .people = 6});
    builder.add_need({.id = "n2", .theme = "t", .period = {1, 2}});
    builder.add_need({.id = "n3", .theme = "u", .period = {1, 2}, .people = 2});
    builder.add_activity({.id = "u", .actor = "a", .theme = "u"});
    const DemandCells result = demand_cells(builder.build());
    ASSERT_EQ(result.cells.size(), 2U);
    EXPECT_EQ(result.cells[0].needs_unknown, 1);
    EXPECT_EQ(result.cells[0].gap, std::nullopt);
    EXPECT_EQ(result.cells[0].verdict, Verdict::unknown_need);
    EXPECT_EQ(result.cells[1].seats_unknown, 1);
    EXPECT_EQ(result.cells[1].gap, std::nullopt);
    EXPECT_EQ(result.cells[1].verdict, Verdict::unknown_capacity);
    EXPECT_EQ(result.people, 0); // no cell is known throughout
}

TEST(DemandCells, AReserveLiesWithIndependentActors) {
    const auto verdict = [](const std::string& parent) {
        NetworkBuilder builder;
        builder.add_actor({.id = "a"}).add_actor({.id = "b", .parent = parent});
        builder.add_activity({.id = "j1", .actor = "a", .theme = "t", .capacity = 12});
        builder.add_activity({.id = "j2", .actor = "b", .theme = "t", .capacity = 10});
        builder.add_need({.id = "n", .theme = "t", .period = {0, 1}, .people = 20});
        return demand_cells(builder.build()).cells.at(0).verdict;
    };
    EXPECT_EQ(verdict(""), Verdict::backup); // 2 beyond, reserve 2
    EXPECT_EQ(verdict("a"), Verdict::surplus);
}

TEST(DemandCells, EmptyAndRefused) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    EXPECT_THROW((void)demand_cells(builder.build()), MissingTable);
    const ActorNetwork network = examples::duplicates_example().build();
    EXPECT_THROW((void)demand_cells(network, {.backup_share = -1.0}), InvalidArgument);
    EXPECT_THROW((void)demand_cells(network, {.months = MonthInterval{3, 3}}), InvalidArgument);
}

} // namespace
} // namespace samspill
