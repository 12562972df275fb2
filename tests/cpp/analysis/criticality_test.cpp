#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/criticality.hpp>
#include <samspill/core/error.hpp>
#include <samspill/model/network_builder.hpp>

#include "../support/stop_control.hpp"
#include "../support/worked_examples.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace samspill {
namespace {

CriticalityResult criticality_of(NetworkBuilder builder) {
    return criticality(coverage_model(builder.build()));
}

NetworkBuilder two_actors() {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).add_actor({.id = "b"});
    return builder;
}

TEST(Criticality, OfTheWorkedExample) {
    const CriticalityResult result = criticality_of(examples::allocation_example());
    EXPECT_EQ(result.covered, (Criticality{12, 12}));
    EXPECT_EQ(result.activities[0].lost.people, 8); // M4.5: a1 8, a2 0 (nobody eligible in its area), a3 4
    EXPECT_EQ(result.activities[1].lost.people, 0);
    EXPECT_EQ(result.activities[2].lost.people, 4);
    EXPECT_TRUE(result.activities[1].redundant);
    EXPECT_EQ(result.jointly_redundant, (std::vector{ActivityId{1U}}));
    EXPECT_EQ(result.jointly_redundant_at_most, 1);
    ASSERT_EQ(result.actors.size(), 3U); // club, desk, office
    EXPECT_EQ(result.actors[0].lost.people, 12);
    EXPECT_EQ(result.actors[0].activities, 3);
    EXPECT_EQ(result.actors[1].lost.people, 0);
    EXPECT_EQ(result.actors[1].activities, 0);
    EXPECT_EQ(result.provenance.analysis, "criticality");
}

TEST(Criticality, OffersThatStandInForEachOtherAreRedundantOneAtATime) {
    NetworkBuilder builder = two_actors();
    builder.add_activity({.id = "j1", .actor = "a", .theme = "t", .capacity = 5});
    builder.add_activity({.id = "j2", .actor = "b", .theme = "t", .capacity = 5});
    builder.add_need({.id = "n", .theme = "t", .people = 5});
    const CriticalityResult result = criticality_of(std::move(builder));
    EXPECT_TRUE(result.activities[0].redundant);
    EXPECT_TRUE(result.activities[1].redundant);
    EXPECT_EQ(result.jointly_redundant, (std::vector{ActivityId{0U}})); // the first by id
    EXPECT_EQ(result.jointly_redundant_at_most, 1);
}

TEST(Criticality, AMaximalSetNeedNotBeALargestOne) {
    // Of 3, 1, 1 and 1 seats three are asked for. Without the large offer the small ones must stay; the bound
    // knows that the three small ones could go instead.
    NetworkBuilder builder = two_actors();
    builder.add_activity({.id = "1 large", .actor = "a", .theme = "t", .capacity = 3});
    for (const char* id : {"2 small", "3 small", "4 small"}) {
        builder.add_activity({.id = id, .actor = "b", .theme = "t", .capacity = 1});
    }
    builder.add_need({.id = "n", .theme = "t", .people = 3});
    const CriticalityResult result = criticality_of(std::move(builder));
    EXPECT_EQ(result.jointly_redundant, (std::vector{ActivityId{0U}}));
    EXPECT_EQ(result.jointly_redundant_at_most, 3);
}

TEST(Criticality, StatutoryTasksStay) {
    NetworkBuilder builder = two_actors();
    builder.add_activity(
        {.id = "by kind", .actor = "a", .kind = ActivityKind::statutory_task, .theme = "t", .capacity = 5});
    builder.add_activity({.id = "by mandate", .actor = "a", .theme = "t", .capacity = 5, .mandate = "Act"});
    builder.add_activity({.id = "offer", .actor = "b", .theme = "t", .capacity = 5});
    builder.add_need({.id = "n", .theme = "t", .people = 2});
    const CriticalityResult result = criticality_of(std::move(builder));
    EXPECT_TRUE(result.activities[0].redundant);
    EXPECT_TRUE(result.activities[0].statutory);
    EXPECT_TRUE(result.activities[1].statutory);
    EXPECT_EQ(result.jointly_redundant, (std::vector{ActivityId{2U}}));
    EXPECT_EQ(result.jointly_redundant_at_most, 1);
}

TEST(Criticality, UnknownSeatsAreNeverRedundant) {
    NetworkBuilder builder = two_actors();
    builder.add_activity({.id = "full", .actor = "a", .theme = "t", .capacity = 3, .in_use = 3});
    builder.add_activity({.id = "known", .actor = "a", .theme = "t", .capacity = 2});
    builder.add_activity({.id = "unknown", .actor = "b", .theme = "t"});
    builder.add_need({.id = "n", .theme = "t", .people = 5});
    const CriticalityResult result = criticality_of(std::move(builder));
    EXPECT_EQ(result.covered, (Criticality{2, 5}));
    EXPECT_EQ(result.activities[0].seats, Count{0});
    EXPECT_FALSE(result.activities[0].redundant); // it has no free seat; who holds one is not counted
    EXPECT_EQ(result.activities[1].lost, (Criticality{2, 0}));
    EXPECT_EQ(result.activities[2].lost, (Criticality{0, 3}));
    EXPECT_FALSE(result.activities[2].redundant);
    EXPECT_EQ(result.actors[1].lost, (Criticality{0, 3}));
    EXPECT_TRUE(result.jointly_redundant.empty());
}

TEST(Criticality, OfAnEmptyNetworkIsZero) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).declare_table(TableName::needs).declare_table(TableName::activities);
    const CriticalityResult result = criticality_of(std::move(builder));
    EXPECT_EQ(result.covered, Criticality{});
    EXPECT_TRUE(result.activities.empty());
    EXPECT_EQ(result.actors.front().lost, Criticality{});
    EXPECT_EQ(result.jointly_redundant_at_most, 0);
}

} // namespace
} // namespace samspill
