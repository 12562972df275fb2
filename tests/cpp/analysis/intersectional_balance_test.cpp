#include <samspill/analysis/intersectional_balance.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

namespace samspill {
namespace {

using Attributes = std::vector<CrossedAttribute>;

const std::vector<std::uint32_t> four_and_four{0, 0, 0, 0, 1, 1, 1, 1};

TEST(IntersectionalBalance, OfFourMenAndFourWomenApart) {
    // M1.5: 4 K, all men, and 4 C, all women
    const IntersectionalBalance result =
        intersectional_balance(Attributes{{2, four_and_four}, {2, four_and_four}});
    ASSERT_EQ(result.parities.size(), 2U);
    EXPECT_EQ(result.parities[0].value, 1.0);
    EXPECT_EQ(result.parities[1].value, 1.0);
    EXPECT_EQ(result.joint_blau.value, 0.5);
    EXPECT_EQ(result.joint_maximum, 0.75);
    EXPECT_EQ(result.attainable_maximum, 0.75);
    EXPECT_NEAR(*result.joint_evenness.value, 2.0 / 3, 1e-15);
    EXPECT_NEAR(*result.total_correlation.value, std::log(2.0), 1e-15);
    EXPECT_EQ(result.cells, 4);
    EXPECT_EQ(result.empty_cells, 2);
    EXPECT_EQ(result.unavoidably_empty, 0);
    EXPECT_TRUE(result.balanced_on_margins_only);
    ASSERT_EQ(result.occupied.size(), 2U);
    EXPECT_EQ(result.occupied[1].categories, (std::vector<std::uint32_t>{1, 1}));
    EXPECT_EQ(result.occupied[1].seats, 4.0);
    EXPECT_EQ(result.joint_blau.definition.method, "M1.5");
}

TEST(IntersectionalBalance, OfAllCombinationsAlike) {
    const IntersectionalBalance result =
        intersectional_balance(Attributes{{2, four_and_four}, {2, {0, 0, 1, 1, 0, 0, 1, 1}}});
    EXPECT_EQ(result.joint_blau.value, 0.75);
    EXPECT_EQ(result.joint_evenness.value, 1.0);
    EXPECT_NEAR(*result.total_correlation.value, 0.0, 1e-15);
    EXPECT_EQ(result.empty_cells, 0);
    EXPECT_FALSE(result.balanced_on_margins_only);
}

TEST(IntersectionalBalance, MeasuresFewSeatsByWhatTheyCanReach) {
    // three attributes of two categories: eight cells, four seats, no two alike, and as even as four can be
    const IntersectionalBalance result =
        intersectional_balance(Attributes{{2, {0, 0, 1, 1}}, {2, {0, 1, 0, 1}}, {2, {0, 1, 1, 0}}});
    EXPECT_EQ(result.cells, 8);
    EXPECT_EQ(result.empty_cells, 4);
    EXPECT_EQ(result.unavoidably_empty, 4);
    EXPECT_EQ(result.joint_maximum, 0.875);
    EXPECT_EQ(result.attainable_maximum, 0.75);
    EXPECT_EQ(result.joint_evenness.value, 1.0);
    EXPECT_NEAR(*result.total_correlation.value, std::log(2.0), 1e-15); // the third follows from the others
    EXPECT_FALSE(result.balanced_on_margins_only);
    // five seats in two cells: 3 and 2
    const IntersectionalBalance five = intersectional_balance(Attributes{{2, {0, 0, 0, 1, 1}}});
    EXPECT_NEAR(five.attainable_maximum, 12.0 / 25, 1e-15);
    EXPECT_EQ(five.joint_evenness.value, 1.0);
}

TEST(IntersectionalBalance, LeavesOutAndCountsWhatIsUnknown) {
    const IntersectionalBalance result = intersectional_balance(
        Attributes{{2, {0, 1, unknown_category, 1}}, {2, {0, 1, 1, unknown_category}}});
    EXPECT_EQ(result.left_out, 2);
    EXPECT_EQ(result.joint_blau.n, 2.0);
    const IntersectionalBalance none = intersectional_balance(Attributes{{2, {unknown_category}}});
    EXPECT_EQ(none.joint_blau.reason, "empty");
    EXPECT_EQ(none.total_correlation.reason, "empty");
    EXPECT_EQ(none.joint_evenness.reason, "empty");
    EXPECT_EQ(none.parities[0].reason, "empty");
    EXPECT_EQ(none.empty_cells, 2);
    EXPECT_FALSE(none.balanced_on_margins_only);
}

TEST(IntersectionalBalance, TakesWeights) {
    const std::vector<double> weights{0.5, 0.5, 1.0, 0.0};
    const IntersectionalBalance result =
        intersectional_balance(Attributes{{2, {0, 0, 1, 1}}, {2, {0, 0, 1, 0}}}, weights);
    EXPECT_EQ(result.parities[0].value, 1.0);
    EXPECT_EQ(result.joint_blau.value, 0.5);
    EXPECT_EQ(result.empty_cells, 2); // a seat of weight 0 fills none
}

TEST(IntersectionalBalance, UsesTheThresholdItIsGiven) {
    const Attributes apart{{2, four_and_four}, {2, four_and_four}};
    EXPECT_FALSE(intersectional_balance(apart, {}, {.balanced_from = 0.6}).balanced_on_margins_only);
    EXPECT_THROW((void)intersectional_balance(apart, {}, {.balanced_from = 0.0}), InvalidArgument);
    EXPECT_THROW((void)intersectional_balance(apart, {}, {.balanced_from = 1.1}), InvalidArgument);
}

TEST(IntersectionalBalance, RefusesWhatDoesNotFit) {
    EXPECT_THROW((void)intersectional_balance({}), InvalidArgument);
    EXPECT_THROW((void)intersectional_balance(Attributes{{2, {0, 1}}, {2, {0}}}), InvalidArgument);
    EXPECT_THROW((void)intersectional_balance(Attributes{{0, {unknown_category}}}), InvalidArgument);
    EXPECT_THROW((void)intersectional_balance(Attributes{{2, {2}}}), InvalidArgument);
    EXPECT_THROW((void)intersectional_balance(Attributes{{2, {1}}}, std::vector<double>{-1.0}),
                 InvalidArgument);
    EXPECT_THROW((void)intersectional_balance(Attributes{{2, {1}}}, std::vector<double>{1.0, 1.0}),
                 InvalidArgument);
    EXPECT_THROW((void)intersectional_balance(Attributes(3, {4'000'000'000, {}})), Overflow);
}

} // namespace
} // namespace samspill
