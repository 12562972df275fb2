// Tables of balance by groups, of the power profile and of curves of drop-off: their columns against results.
#include <samspill/analysis/drop_off.hpp>
#include <samspill/analysis/drop_off_survival.hpp>
#include <samspill/analysis/group_balance.hpp>
#include <samspill/analysis/power_asymmetry.hpp>
#include <samspill/io/drop_off_survival_tables.hpp>
#include <samspill/io/group_balance_tables.hpp>
#include <samspill/io/power_asymmetry_tables.hpp>

#include "../support/forum_meetings_example.hpp"

#include <gtest/gtest.h>

#include <string>

namespace samspill {
namespace {

TEST(PowerAsymmetryTables, TheVectorComesBeforeTheComposite) {
    const ActorNetwork network = examples::last_attended({6, 6, 6}, {6}).build();
    const PowerAsymmetryResult result = power_asymmetry(network);
    const Table forums = power_asymmetry_forums(network, result);
    ASSERT_EQ(forums.rows(), 1U);
    EXPECT_EQ(forums.columns()[3].name(), "seats");
    EXPECT_EQ(forums.columns()[9].name(), "information_lead");
    EXPECT_EQ(forums.columns()[10].name(), "composite");
    EXPECT_DOUBLE_EQ(forums.find("seats")->float64(0).value(), 0.5); // 3 to 1
    EXPECT_FALSE(forums.find("airtime")->float64(0));
    EXPECT_EQ(forums.find("dimensions_used")->int64(0), 1);
    const Table rows = power_asymmetry_dimensions(network, result);
    ASSERT_EQ(rows.rows(), power_dimension_count);
    EXPECT_EQ(rows.find("dimension")->text(0), "seats");
    EXPECT_DOUBLE_EQ(rows.find("municipal")->float64(0).value(), 3.0);
    EXPECT_EQ(rows.find("reason")->text(1), "no quota stated");
    EXPECT_FALSE(rows.find("municipal")->float64(1));
}

TEST(GroupBalanceTables, RowsOverAllForumsHaveNoForum) {
    const ActorNetwork network = examples::last_attended({6, 6, 6}, {6}).build();
    GroupBalanceOptions options;
    options.attributes = {{GroupAttribute::sector}, {GroupAttribute::tier}};
    const GroupBalanceResult result = group_balance(network, options);
    const Table forums = group_balance_forums(network, result);
    ASSERT_EQ(forums.rows(), 4U);
    EXPECT_EQ(forums.find("forum")->text(0), "forum");
    EXPECT_FALSE(forums.find("forum")->text(2));
    EXPECT_DOUBLE_EQ(forums.find("parity")->float64(0).value(), 0.5); // 2 · 1/4
    EXPECT_DOUBLE_EQ(forums.find("amount_unknown")->float64(1).value(), 4.0);
    const Table groups = group_balance_groups(network, result);
    EXPECT_EQ(groups.find("group")->text(0), "municipal");
    EXPECT_DOUBLE_EQ(groups.find("share")->float64(0).value(), 0.75);
    EXPECT_EQ(group_balance_crossed(network, result).rows(), 2U);
    EXPECT_EQ(group_balance_cells(network, result).rows(), 0U); // no tier is known
    EXPECT_EQ(group_balance_segregation(result).rows(), 2U);
}

TEST(DropOffSurvivalTables, CurvesStandByForumGroupAndTime) {
    const ActorNetwork network = examples::eroding_forum().build(); // K(6,6,6,4,6,6), C(2,2,3,4,6,6)
    const DropOffResult spells = drop_off(network);
    const DropOffSurvival survival = drop_off_survival(spells);
    const Table groups = drop_off_groups(network, spells, survival);
    ASSERT_EQ(groups.rows(), 4U); // two groups of the forum, two of all
    EXPECT_EQ(groups.find("group")->text(0), "municipal");
    EXPECT_EQ(groups.find("events")->int64(0), 1);
    EXPECT_EQ(groups.find("events")->int64(1), 4);
    EXPECT_FALSE(groups.find("forum")->text(2));
    const Table curves = drop_off_curves(network, spells, survival);
    EXPECT_EQ(curves.find("group")->text(2), "civil_society"); // after 4 and 6 of the municipality
    EXPECT_DOUBLE_EQ(curves.find("time")->float64(2).value(), 2.0);
    EXPECT_DOUBLE_EQ(curves.find("survival")->float64(2).value(), 4.0 / 6.0);
    const Table tests = drop_off_tests(network, survival);
    ASSERT_EQ(tests.rows(), 8U);
    EXPECT_EQ(tests.find("weight")->text(1), "gehan");
    EXPECT_DOUBLE_EQ(tests.find("permutation_p")->float64(0).value(), 98.0 / 924.0); // M1.10
    EXPECT_TRUE(tests.find("permutation_p")->float64(1));
    EXPECT_TRUE(tests.find("smallest_p")->float64(1));
    EXPECT_GT(drop_off_mean_absences(network, spells, survival).rows(), 0U);
}

} // namespace
} // namespace samspill
