#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/criticality.hpp>
#include <samspill/analysis/explain.hpp>
#include <samspill/io/explain_tables.hpp>
#include <samspill/model/network_builder.hpp>

#include "../support/worked_examples.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace samspill {
namespace {

using Texts = std::vector<std::string_view>;

TEST(ExplainTables, OneRowANearOffer) {
    const CoverageModel model = coverage_model(examples::allocation_example().build());
    const Table table = explanation_nearest(model.network(), explain(model, coverage(model), NeedId{2U}));
    EXPECT_EQ(table.name(), "explanation_nearest");
    ASSERT_EQ(table.rows(), 3U);
    EXPECT_EQ(table["activity"].text(0), "a3");
    EXPECT_EQ(table["actor"].text(0), "club");
    EXPECT_TRUE(table["name"].is_null(0));
    EXPECT_EQ(table["failed"].text_list(0), (Texts{"known"}));
    EXPECT_EQ(table["unstated"].text_list(0), Texts{});
    EXPECT_EQ(table["one_condition"].text(0), "known");
    EXPECT_EQ(table["free_seats"].int64(0), 4);
    EXPECT_EQ(table["found"].boolean(0), false);
    EXPECT_TRUE(table["months"].is_null(0));
    EXPECT_TRUE(table["one_condition"].is_null(2)); // two conditions
}

TEST(ExplainTables, DistancesAndUnknownsAreNullWhereThereAreNone) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    builder.add_activity({.id = "j", .name = "Swim", .actor = "a", .theme = "t", .period = {5, 9}});
    builder.add_need({.id = "n", .theme = "t", .period = {0, 3}, .people = 2});
    const CoverageModel model = coverage_model(builder.build());
    const Table table = explanation_nearest(model.network(), explain(model, coverage(model), NeedId{0U}));
    EXPECT_EQ(table["name"].text(0), "Swim");
    EXPECT_EQ(table["months"].int64(0),
              3); // the need's last month is 2, the offer's first 5
    EXPECT_TRUE(table["years"].is_null(0));
    EXPECT_TRUE(table["area_steps"].is_null(0));
    EXPECT_TRUE(table["free_seats"].is_null(0));
    EXPECT_TRUE(table["found"].is_null(0));
    EXPECT_EQ(table["unstated"].text_list(0), (Texts{"free_capacity"}));
}

TEST(ExplainTables, Criticality) {
    const CoverageModel model = coverage_model(examples::allocation_example().build());
    const CriticalityResult result = criticality(model);
    const Table activities = criticality_activities(model.network(), result);
    EXPECT_EQ(activities["activity"].text(0), "a1");
    EXPECT_EQ(activities["people"].int64(0), 8);
    EXPECT_EQ(activities["people_unbounded"].int64(0), 8);
    EXPECT_EQ(activities["statutory"].boolean(0), false);
    EXPECT_EQ(activities["jointly_redundant"].boolean(1), true);
    EXPECT_EQ(activities["redundant"].boolean(2), false);
    EXPECT_EQ(activities["seats"].int64(2), 4);
    const Table actors = criticality_actors(model.network(), result);
    EXPECT_EQ(actors["actor"].text(0), "club");
    EXPECT_EQ(actors["people"].int64(0), 12);
    EXPECT_EQ(actors["activities"].int64(2), 0);
}

} // namespace
} // namespace samspill
