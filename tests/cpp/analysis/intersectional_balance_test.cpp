#include <samspill/analysis/intersectional_balance.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <optional>
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
    EXPECT_EQ(result.correlation_share.value, 1.0);
    EXPECT_EQ(result.balanced_on_margins_only, true);
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
    EXPECT_EQ(result.balanced_on_margins_only, false);
}

/// Two attributes of `groups` categories each, with seats[row][column] seats.
Attributes table_of(const std::vector<std::vector<int>>& seats) {
    const auto groups = static_cast<std::uint32_t>(seats.size());
    Attributes attributes{{groups, {}}, {groups, {}}};
    for (std::uint32_t row = 0; row < groups; ++row) {
        for (std::uint32_t column = 0; column < groups; ++column) {
            for (int k = 0; k < seats[row][column]; ++k) {
                attributes[0].categories.push_back(row);
                attributes[1].categories.push_back(column);
            }
        }
    }
    return attributes;
}

TEST(IntersectionalBalance, OnTheMarginsOnlyThoughManyCellsAreFilledAlike) {
    // four seats in each cell of the diagonal: joint Blau 3/4 of 15/16 at most, so evenness is 0.8, and yet
    // whoever knows the one attribute knows the other: ln 4 of at most ln 4
    const IntersectionalBalance diagonal =
        intersectional_balance(table_of({{4, 0, 0, 0}, {0, 4, 0, 0}, {0, 0, 4, 0}, {0, 0, 0, 4}}));
    EXPECT_NEAR(*diagonal.joint_evenness.value, 0.8, 1e-15);
    EXPECT_NEAR(*diagonal.total_correlation.value, std::log(4.0), 1e-14);
    EXPECT_NEAR(*diagonal.correlation_share.value, 1.0, 1e-14);
    EXPECT_EQ(diagonal.balanced_on_margins_only, true);
    // 3/1/1/3: 2 ln 2 - (3/4 ln(8/3) + 1/4 ln 8) = 0.130812 of at most ln 2
    const IntersectionalBalance leaning = intersectional_balance(table_of({{3, 1}, {1, 3}}));
    EXPECT_NEAR(*leaning.total_correlation.value, 0.130812, 1e-6);
    EXPECT_NEAR(*leaning.correlation_share.value, 0.188722, 1e-6);
    EXPECT_NEAR(leaning.unavoidable_correlation, 0.0, 1e-15);
    EXPECT_EQ(leaning.balanced_on_margins_only, true);
    // 2/1/1/2: as near to independent as three and three can be
    const IntersectionalBalance near = intersectional_balance(table_of({{2, 1}, {1, 2}}));
    EXPECT_EQ(near.balanced_on_margins_only, false);
    // unequal margins are no balance on the margins
    EXPECT_EQ(intersectional_balance(table_of({{6, 0}, {0, 1}})).balanced_on_margins_only, false);
}

TEST(IntersectionalBalance, HasNoFlagWhereAMarginCannotBeAssessed) {
    // everybody sits for the only group that was expected: no parity, so nothing is known of balance
    const IntersectionalBalance one_group =
        intersectional_balance(Attributes{{1, {0, 0, 0, 0}}, {2, {0, 0, 1, 1}}});
    EXPECT_FALSE(one_group.parities[0].value);
    EXPECT_EQ(one_group.balanced_on_margins_only, std::nullopt);
    EXPECT_EQ(one_group.margins_reason, "the parity of an attribute cannot be assessed");
    const IntersectionalBalance alone = intersectional_balance(Attributes{{2, four_and_four}});
    EXPECT_EQ(alone.balanced_on_margins_only, std::nullopt);
    EXPECT_EQ(alone.margins_reason, "a single attribute crosses nothing");
    // two seats that are balanced on both margins must differ in both
    const IntersectionalBalance two = intersectional_balance(table_of({{1, 0}, {0, 1}}));
    EXPECT_NEAR(two.unavoidable_correlation, std::log(2.0), 1e-15);
    EXPECT_EQ(two.balanced_on_margins_only, std::nullopt);
    EXPECT_EQ(two.margins_reason, "so few seats could not cross otherwise");
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
    EXPECT_NEAR(result.unavoidable_correlation, std::log(2.0), 1e-15);  // 3 ln 2 less at most ln 4
    EXPECT_NEAR(*result.correlation_share.value, 0.0, 1e-15);
    EXPECT_EQ(result.balanced_on_margins_only, false);
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
    EXPECT_EQ(none.balanced_on_margins_only, std::nullopt);
    EXPECT_EQ(none.margins_reason, "empty");
    EXPECT_EQ(none.correlation_share.reason, "empty");
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
    const Attributes apart = table_of({{3, 1}, {1, 3}}); // parities 1, correlation share 0.1887
    EXPECT_EQ(intersectional_balance(apart, {}, {.correlated_from = 0.18}).balanced_on_margins_only, true);
    EXPECT_EQ(intersectional_balance(apart, {}, {.correlated_from = 0.19}).balanced_on_margins_only, false);
    const Attributes uneven = table_of({{3, 0}, {0, 2}}); // parities 0.8
    EXPECT_EQ(intersectional_balance(uneven, {}, {.balanced_from = 0.8}).balanced_on_margins_only, true);
    EXPECT_EQ(intersectional_balance(uneven, {}, {.balanced_from = 0.81}).balanced_on_margins_only, false);
    EXPECT_THROW((void)intersectional_balance(apart, {}, {.correlated_from = 0.0}), InvalidArgument);
    EXPECT_THROW((void)intersectional_balance(apart, {}, {.correlated_from = 1.1}), InvalidArgument);
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
