#include <samspill/core/error.hpp>
#include <samspill/io/pilot_panel_tables.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace samspill {
namespace {

const std::vector<std::string> units{"Alm", "Berg", "Dal"};
const std::vector<std::string> periods{"spring", "autumn"};

SyntheticControlResult control() {
    SyntheticControlResult result;
    result.weights = {{1, 0.75}, {2, 0.25}};
    result.gaps.resize(2);
    result.gaps[1].period = 1;
    result.gaps[1].is_after = true;
    result.gaps[1].gap = -0.5;
    result.placebos.resize(1);
    result.placebos[0].unit = 2;
    result.placebos[0].ratio = 1.5;
    return result;
}

TEST(PilotPanelTables, DonorsAndPlacebosHaveNames) {
    const Table weights = synthetic_weights(control(), {units});
    ASSERT_EQ(weights.rows(), 2U);
    EXPECT_EQ(weights["unit"].text(0), "Berg");
    EXPECT_EQ(weights["weight"].float64(1), 0.25);
    const Table placebos = synthetic_placebos(control(), {units});
    EXPECT_EQ(placebos["unit"].text(0), "Dal");
    EXPECT_EQ(placebos["ratio"].float64(0), 1.5);
    EXPECT_EQ(placebos["counted"].boolean(0), false);
    EXPECT_THROW((void)synthetic_weights(control(), {periods}), InvalidArgument);
}

TEST(PilotPanelTables, PeriodsAreNumbersOrNames) {
    const Table numbered = synthetic_gaps(control(), {units});
    EXPECT_EQ(numbered["period"].int64(1), 1);
    EXPECT_EQ(numbered["gap"].float64(1), -0.5);
    const Table named = synthetic_gaps(control(), {units, periods});
    EXPECT_EQ(named["period"].text(0), "spring");
    EXPECT_EQ(named["period"].text(1), "autumn");
    EXPECT_EQ(named["is_after"].boolean(1), true);
    SyntheticControlResult early = control();
    early.gaps[0].period = -1;
    EXPECT_THROW((void)synthetic_gaps(early, {units, periods}), InvalidArgument);
    EXPECT_EQ(synthetic_gaps(early, {units})["period"].int64(0), -1);
}

TEST(PilotPanelTables, IndicatorsHaveNamesOrPlaces) {
    BootstrapMeansResult result;
    result.means.resize(2);
    result.means[0].estimate = 0.5;
    result.means[0].bca_low = 0.25;
    result.means[1].status = Status::not_applicable;
    result.means[1].reason = "nothing known";
    const Table places = bootstrap_mean_rows(result);
    EXPECT_EQ(places["indicator"].text(1), "1");
    EXPECT_EQ(places["bca_low"].float64(0), 0.25);
    EXPECT_TRUE(places["reason"].is_null(0));
    EXPECT_EQ(places["reason"].text(1), "nothing known");
    EXPECT_TRUE(places["estimate"].is_null(1));
    EXPECT_EQ(bootstrap_mean_rows(result, periods)["indicator"].text(0), "spring");
    EXPECT_THROW((void)bootstrap_mean_rows(result, units), InvalidArgument);
}

TEST(PilotPanelTables, NeighbourhoodsAreNamedAfterTheirUnit) {
    NeighbourhoodRange result;
    result.without.resize(2);
    result.without[0].unit = 2;
    result.without[0].left_out = 3;
    result.without[1].estimate = 1.5;
    const Table table = without_neighbourhoods(result, units);
    EXPECT_EQ(table["unit"].text(0), "Dal");
    EXPECT_EQ(table["left_out"].int64(0), 3);
    EXPECT_TRUE(table["estimate"].is_null(0));
    EXPECT_EQ(table["estimate"].float64(1), 1.5);
}

} // namespace
} // namespace samspill
