#include <samspill/pilot/non_inferiority.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace samspill {
namespace {

TEST(NonInferiority, GivesTheWorkedNumbers) {
    const BurdenRise rise{.estimate = 4, .se = 12 / std::sqrt(16.0), .degrees_of_freedom = 15};
    const NonInferiorityResult result = burden_non_inferiority(rise, {.margin = 10});
    EXPECT_EQ(result.t, -2.0);
    EXPECT_NEAR(result.p.value(), 0.03197, 5e-6);
    EXPECT_NEAR(result.upper.value(), 9.259, 5e-4);
    EXPECT_EQ(result.is_non_inferior, true);
    EXPECT_FALSE(result.caveat.empty());
}

TEST(NonInferiority, ARiseThatIsNotSignificantIsNotNoBurden) {
    // 4 with a standard error of 6: not told from 0, and not told from 10 either
    const NonInferiorityResult result =
        burden_non_inferiority(BurdenRise{.estimate = 4, .se = 6, .degrees_of_freedom = 15}, {.margin = 10});
    EXPECT_EQ(result.is_non_inferior, false);
    EXPECT_GT(result.p.value(), 0.05);
}

TEST(NonInferiority, TheVerdictIsThatOfP) {
    for (const double estimate : {-3.0, 4.7, 4.75, 8.0, 12.0}) {
        const NonInferiorityResult result = burden_non_inferiority(
            BurdenRise{.estimate = estimate, .se = 3, .degrees_of_freedom = 15}, {.margin = 10});
        EXPECT_EQ(result.is_non_inferior, result.p.value() < 0.05) << estimate;
    }
}

TEST(NonInferiority, TakesChangesAsTheyAre) {
    // mean 3, s² = (9 + 1 + 1 + 9) / 3, se = sqrt(5/3)
    std::vector<double> changes{0, 2, 4, 6};
    const NonInferiorityResult result = burden_non_inferiority(changes, {.margin = 5});
    EXPECT_NEAR(result.estimate.value(), 3.0, 1e-15);
    EXPECT_NEAR(result.se.value(), std::sqrt(5.0 / 3.0), 1e-15);
    EXPECT_EQ(result.degrees_of_freedom, 3.0);
    EXPECT_NEAR(result.t.value(), -2.0 / std::sqrt(5.0 / 3.0), 1e-14);
}

TEST(NonInferiority, IsTheSameForAnyOrder) {
    std::vector<double> changes{0.1, 1e6, -0.7, 3.3, 1e-3, 12.25};
    const NonInferiorityResult first = burden_non_inferiority(changes, {.margin = 5});
    std::sort(changes.begin(), changes.end());
    do {
        const NonInferiorityResult again = burden_non_inferiority(changes, {.margin = 5});
        ASSERT_EQ(again.estimate, first.estimate);
        ASSERT_EQ(again.se, first.se);
        ASSERT_EQ(again.p, first.p);
    } while (std::next_permutation(changes.begin(), changes.end()));
}

TEST(NonInferiority, IsNullWithoutVariance) {
    const std::vector<double> flat{2, 2, 2};
    const NonInferiorityResult result = burden_non_inferiority(flat, {.margin = 5});
    EXPECT_EQ(result.status, Status::not_applicable);
    EXPECT_EQ(result.reason, "no variance");
    EXPECT_EQ(result.estimate, 2.0);
    EXPECT_FALSE(result.p);
    EXPECT_FALSE(result.is_non_inferior);
    EXPECT_EQ(burden_non_inferiority(std::vector<double>{}, {.margin = 5}).reason, "empty");
    EXPECT_EQ(burden_non_inferiority(std::vector<double>{1}, {.margin = 5}).reason, "fewer than two changes");
    EXPECT_EQ(burden_non_inferiority(BurdenRise{.estimate = 1, .se = 0, .degrees_of_freedom = 3}, {}).reason,
              "no variance");
    EXPECT_EQ(burden_non_inferiority(BurdenRise{.estimate = {}, .se = 1, .degrees_of_freedom = 3}, {}).status,
              Status::unknown);
}

TEST(NonInferiority, RefusesBrokenCalls) {
    const BurdenRise good{.estimate = 1, .se = 1, .degrees_of_freedom = 3};
    EXPECT_THROW((void)burden_non_inferiority(good, {.level = 0.0}), InvalidArgument);
    EXPECT_THROW((void)burden_non_inferiority(good, {.margin = std::numeric_limits<double>::infinity()}),
                 InvalidArgument);
    EXPECT_THROW(
        (void)burden_non_inferiority(BurdenRise{.estimate = 1, .se = -1, .degrees_of_freedom = 3}, {}),
        InvalidArgument);
    EXPECT_THROW(
        (void)burden_non_inferiority(BurdenRise{.estimate = 1, .se = 1, .degrees_of_freedom = 0}, {}),
        InvalidArgument);
    EXPECT_THROW(
        (void)burden_non_inferiority(std::vector<double>{1, std::numeric_limits<double>::quiet_NaN()}, {}),
        InvalidArgument);
}

} // namespace
} // namespace samspill
