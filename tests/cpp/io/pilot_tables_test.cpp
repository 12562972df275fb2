#include <samspill/core/error.hpp>
#include <samspill/io/pilot_tables.hpp>

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

TEST(PilotTables, ErrorsOfClustersNameTheirVarianceAndReason) {
    ClusterRobustResult result;
    result.errors.resize(2);
    result.errors[0].se = 0.5;
    result.errors[0].degrees_of_freedom = 3.0;
    result.errors[1].variance = ClusterVariance::cr3;
    result.errors[1].status = Status::not_applicable;
    result.errors[1].reason = "why";
    const Table table = cluster_robust_errors(result);
    ASSERT_EQ(table.rows(), 2U);
    EXPECT_EQ(table["variance"].text(0), "cr2");
    EXPECT_EQ(table["se"].float64(0), 0.5);
    EXPECT_TRUE(table["reason"].is_null(0));
    EXPECT_TRUE(table["t"].is_null(0));
    EXPECT_EQ(table["status"].text(1), "not_applicable");
    EXPECT_EQ(table["reason"].text(1), "why");
    EXPECT_TRUE(table["se"].is_null(1));
}

StaggeredResult staggered() {
    StaggeredResult result;
    result.cells.resize(1);
    result.cells[0].group = 1;
    result.cells[0].period = 2;
    result.cells[0].base = 0;
    result.cells[0].is_after = true;
    result.cells[0].effect.estimate = 2.5;
    result.aggregates.resize(3);
    result.aggregates[1].kind = StaggeredAggregate::dynamic;
    result.aggregates[1].key = -2;
    result.aggregates[2].kind = StaggeredAggregate::group;
    result.aggregates[2].key = 1;
    return result;
}

TEST(PilotTables, PeriodsAreNumbersWithoutNames) {
    const Table cells = staggered_cells(staggered());
    EXPECT_EQ(cells["group"].int64(0), 1);
    EXPECT_EQ(cells["period"].int64(0), 2);
    EXPECT_EQ(cells["base"].int64(0), 0);
    EXPECT_EQ(cells["is_after"].boolean(0), true);
    EXPECT_EQ(cells["estimate"].float64(0), 2.5);
    EXPECT_TRUE(cells["se"].is_null(0));
    const Table aggregates = staggered_aggregates(staggered());
    EXPECT_EQ(aggregates["kind"].text(0), "simple");
    EXPECT_TRUE(aggregates["key"].is_null(0));
    EXPECT_EQ(aggregates["key"].int64(1), -2);
    EXPECT_EQ(aggregates["key"].int64(2), 1);
}

TEST(PilotTables, PeriodsHaveNamesButDistancesDoNot) {
    const std::vector<std::string> names{"spring", "summer", "autumn"};
    const Table cells = staggered_cells(staggered(), names);
    EXPECT_EQ(cells["group"].text(0), "summer");
    EXPECT_EQ(cells["period"].text(0), "autumn");
    EXPECT_EQ(cells["base"].text(0), "spring");
    const Table aggregates = staggered_aggregates(staggered(), names);
    EXPECT_TRUE(aggregates["key"].is_null(0));
    EXPECT_EQ(aggregates["key"].text(1), "-2");
    EXPECT_EQ(aggregates["key"].text(2), "summer");
    EXPECT_THROW((void)staggered_cells(staggered(), std::span{names}.first(2)), InvalidArgument);
}

TEST(PilotTables, AdjustedPStandInTheOrderGiven) {
    MultiplicityResult result;
    result.bonferroni.p = {0.02, std::nullopt};
    result.holm.p = {0.01, std::nullopt};
    result.benjamini_hochberg.p = {0.03, std::nullopt};
    result.benjamini_yekutieli.p = {0.04, std::nullopt};
    const Table table = adjusted_p_rows(result);
    ASSERT_EQ(table.rows(), 2U);
    EXPECT_EQ(table["holm"].float64(0), 0.01);
    EXPECT_EQ(table["benjamini_yekutieli"].float64(0), 0.04);
    EXPECT_TRUE(table["bonferroni"].is_null(1));
}

TEST(PilotTables, FunnelsGiveARowToEachUnitAndLevel) {
    FunnelResult result;
    result.points.resize(2);
    result.points[0].limits.resize(2);
    result.points[0].limits[1].level = 0.998;
    result.points[1].ratio = 2.0;
    result.points[1].limits.resize(1);
    result.points[1].limits[0].widened_high = 2.5;
    const Table points = funnel_points(result);
    ASSERT_EQ(points.rows(), 2U);
    EXPECT_TRUE(points["score"].is_null(0));
    EXPECT_EQ(points["ratio"].float64(1), 2.0);
    const Table limits = funnel_limit_rows(result);
    ASSERT_EQ(limits.rows(), 3U);
    EXPECT_EQ(limits["unit"].int64(1), 0);
    EXPECT_EQ(limits["level"].float64(1), 0.998);
    EXPECT_TRUE(limits["widened_high"].is_null(1));
    EXPECT_EQ(limits["unit"].int64(2), 1);
    EXPECT_EQ(limits["widened_high"].float64(2), 2.5);
}

TEST(PilotTables, ShrunkenRatiosMayHaveNoRanks) {
    ShrinkageResult result;
    result.ratios.resize(2);
    result.ratios[0].shrunken = 1.25;
    result.ratios[1].rank_high = 2;
    const Table table = shrunken_ratio_rows(result);
    EXPECT_EQ(table["shrunken"].float64(0), 1.25);
    EXPECT_TRUE(table["rank_low"].is_null(0));
    EXPECT_EQ(table["rank_high"].int64(1), 2);
}

TEST(PilotTables, PreconditionsAreNamedAfterTheConstant) {
    PreconditionModelResult result;
    result.preconditions = 1;
    result.coefficients = {0.5, -1.0};
    result.standard_errors = {0.1, 0.2};
    result.expected = {3.0, 4.0};
    EXPECT_EQ(precondition_coefficients(result)["precondition"].text(1), "0");
    const std::array<std::string, 2> names{"density", "age"};
    const Table table = precondition_coefficients(result, std::span{names}.first(1));
    EXPECT_EQ(table["precondition"].text(0), "constant");
    EXPECT_EQ(table["precondition"].text(1), "density");
    EXPECT_EQ(table["se"].float64(1), 0.2);
    EXPECT_THROW((void)precondition_coefficients(result, names), InvalidArgument);
    const Table units = precondition_units(result);
    EXPECT_EQ(units["expected"].float64(1), 4.0);
    EXPECT_TRUE(units["left_out_expected"].is_null(1));
}

TEST(PilotTables, HistoriesListTheirLists) {
    CaptureCells cells;
    cells.cells = {{0b101U, 7}, {0b010U, std::nullopt}};
    const Table table = capture_cells(cells);
    EXPECT_EQ(table["lists"].text_list(0), (std::vector<std::string_view>{"0", "2"}));
    EXPECT_EQ(table["people"].int64(0), 7);
    EXPECT_EQ(table["lists"].text_list(1), (std::vector<std::string_view>{"1"}));
    EXPECT_TRUE(table["people"].is_null(1));
}

TEST(PilotTables, ModelsNameThePairsThatDepend) {
    ListModelsResult result;
    result.models.resize(2);
    result.models[0].dependent = {{0, 2}, {1, 2}};
    result.models[0].aic = 12.5;
    result.models[0].estimate.unseen = 20.0;
    result.models[1].parameters = 4;
    const Table table = list_model_rows(result);
    EXPECT_EQ(table["dependent"].text_list(0), (std::vector<std::string_view>{"0-2", "1-2"}));
    EXPECT_EQ(table["aic"].float64(0), 12.5);
    EXPECT_EQ(table["unseen"].float64(0), 20.0);
    EXPECT_TRUE(table["dependent"].text_list(1)->empty());
    EXPECT_EQ(table["parameters"].int64(1), 4);
    EXPECT_TRUE(table["aic"].is_null(1));
}

} // namespace
} // namespace samspill
