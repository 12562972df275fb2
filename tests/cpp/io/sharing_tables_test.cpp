#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/duplication.hpp>
#include <samspill/analysis/overview_matrix.hpp>
#include <samspill/analysis/work_sharing.hpp>
#include <samspill/io/sharing_tables.hpp>
#include <samspill/model/network_builder.hpp>

#include "../support/worked_examples.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

using Texts = std::vector<std::string_view>;

WorkSharingResult sharing(const CoverageModel& model) {
    return work_sharing(model, duplication(model.network()));
}

TEST(SharingTables, ProposalsSayWhatChanges) {
    const CoverageModel model = coverage_model(examples::duplicates_example().build());
    const Table table = work_sharing_proposals(model.network(), sharing(model));
    EXPECT_EQ(table.name(), "work_sharing_proposals");
    ASSERT_EQ(table.rows(), 3U);
    EXPECT_EQ(table["proposal"].int64(0), 1);
    EXPECT_EQ(table["kind"].text(0), "move");
    EXPECT_EQ(table["theme"].text(0), "cafe");
    EXPECT_EQ(table["activity"].text(0), "cafe-1");
    EXPECT_TRUE(table["other"].is_null(0));
    EXPECT_EQ(table["actors"].text_list(0), Texts{"school"});
    EXPECT_EQ(table["gap"].text(0), "need-2");
    EXPECT_EQ(table["from_areas"].text_list(0), Texts{"Z1"});
    EXPECT_EQ(table["to_area"].text(0), "Z2");
    EXPECT_TRUE(table["from_languages"].is_null(0));
    EXPECT_TRUE(table["to_language"].is_null(0));
    EXPECT_TRUE(table["to_first_month"].is_null(0));
    EXPECT_EQ(table["changes"].int64(0), 1);
    EXPECT_EQ(table["whole"].boolean(0), false);
    EXPECT_EQ(table["people"].int64(0), 7);
    EXPECT_EQ(table["seats"].int64(0), 7);
    EXPECT_EQ(table["cluster"].int64(0), 1);
    EXPECT_EQ(table["step"].int64(0), 1);
    EXPECT_TRUE(table["step"].is_null(1));
    EXPECT_EQ(table["kind"].text(2), "join_forces");
    EXPECT_EQ(table["other"].text(2), "cafe-2");
    EXPECT_EQ(table["actors"].text_list(2), (Texts{"school", "church"}));
    EXPECT_TRUE(table["gap"].is_null(2));
    EXPECT_TRUE(table["whole"].is_null(2));
    EXPECT_EQ(table["seats_freed"].int64(2), 7);
}

TEST(SharingTables, MonthsAndLanguagesThatChange) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).add_actor({.id = "b"});
    for (const char* actor : {"a", "b"}) {
        builder.add_activity({.id = std::string{actor} + "-1",
                              .actor = actor,
                              .theme = "t",
                              .languages = {"da"},
                              .period = {0, 3},
                              .capacity = 5});
    }
    builder.add_need({.id = "n1", .theme = "t", .language = "da", .period = {0, 3}, .people = 5});
    builder.add_need(
        {.id = "n2", .theme = "t", .language = "ar", .period = {4, MonthInterval::open_to}, .people = 5});
    const CoverageModel model = coverage_model(builder.build());
    const Table table = work_sharing_proposals(model.network(), sharing(model));
    EXPECT_EQ(table["from_first_month"].int64(0), 0);
    EXPECT_EQ(table["from_end_month"].int64(0), 3);
    EXPECT_EQ(table["to_first_month"].int64(0), 4);
    EXPECT_TRUE(table["to_end_month"].is_null(0)); // without end
    EXPECT_EQ(table["from_languages"].text_list(0), Texts{"da"});
    EXPECT_EQ(table["to_language"].text(0), "ar");
    EXPECT_TRUE(table["from_areas"].is_null(0));
    EXPECT_EQ(table["changes"].int64(0), 2);
    EXPECT_EQ(table["whole"].boolean(0), true);
}

TEST(SharingTables, CostsChosenAndSectors) {
    const CoverageModel model = coverage_model(examples::duplicates_example().build());
    const WorkSharingResult result = sharing(model);
    const Table costs = work_sharing_costs(model.network(), result);
    ASSERT_EQ(costs.rows(), 4U); // two moves of one actor each, a join of two
    EXPECT_EQ(costs["proposal"].int64(2), 3);
    EXPECT_EQ(costs["actor"].text(2), "school");
    EXPECT_EQ(costs["sector"].text(3), "civil_society");
    EXPECT_EQ(costs["seats_given_up"].int64(2), 12);
    EXPECT_EQ(costs["seats_taken_on"].int64(3), 5);
    EXPECT_TRUE(costs["meetings"].is_null(2));
    EXPECT_EQ(costs["meetings"].float64(3), 0.0);
    EXPECT_EQ(costs["minutes"].float64(3), 0.0);
    const Table chosen = work_sharing_chosen(model.network(), result);
    ASSERT_EQ(chosen.rows(), 1U);
    EXPECT_EQ(chosen["proposal"].int64(0), 1);
    EXPECT_EQ(chosen["activity"].text(0), "cafe-1");
    EXPECT_EQ(chosen["people"].int64(0), 7);
    const Table sectors = work_sharing_sectors(model.network(), result);
    ASSERT_EQ(sectors.rows(), 5U);
    EXPECT_EQ(sectors["sector"].text(0), "municipal");
    EXPECT_EQ(sectors["seats_given_up"].int64(0), 7);
    EXPECT_EQ(sectors["meetings_unknown"].int64(0), 1);
    EXPECT_EQ(sectors["seats_taken_on"].int64(1), 0);
}

TEST(SharingTables, Overview) {
    const ActorNetwork network = examples::duplicates_example().build();
    const CoverageResult covered = coverage(network, {.months = MonthInterval{0, 1}});
    const OverviewMatrix matrix = overview_matrix(network, {}, &covered);
    const Table cells = overview_cells(network, matrix);
    ASSERT_EQ(cells.rows(), 2U);
    EXPECT_EQ(cells["actor"].text(0), "church");
    EXPECT_EQ(cells["sector"].text(0), "civil_society");
    EXPECT_EQ(cells["seats"].int64(0), 15);
    EXPECT_EQ(cells["statutory"].boolean(0), false);
    const Table themes = overview_themes(network, matrix);
    ASSERT_EQ(themes.rows(), 1U);
    EXPECT_EQ(themes["theme"].text(0), "cafe");
    EXPECT_EQ(themes["actors"].int64(0), 2);
    EXPECT_EQ(themes["seats"].int64(0), 27);
    EXPECT_EQ(themes["people"].int64(0), 30);
    EXPECT_EQ(themes["covered_low"].float64(0), 20.0);
    const Table bare = overview_themes(network, overview_matrix(network, {.months = MonthInterval{0, 1}}));
    EXPECT_TRUE(bare["people"].is_null(0));
}

} // namespace
} // namespace samspill
