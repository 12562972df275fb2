#include <samspill/pilot/difference_in_differences.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace samspill {
namespace {

using Outcomes = std::vector<std::optional<double>>;
using Arms = std::vector<std::uint8_t>;

/// Changes 6 and 4 of the treated, 1, 2 and 0 of the controls (methods Toy-5).
const Outcomes before{3, 8, 5, 1, 7};
const Outcomes after{9, 12, 6, 3, 7};
const Arms treated{1, 1, 0, 0, 0};

TEST(DifferenceInDifferences, GivesTheWorkedNumbers) {
    const DifferenceInDifferencesResult result = difference_in_differences(before, after, treated);
    EXPECT_NEAR(result.estimate.value(), 4.0, 1e-12);
    EXPECT_NEAR(result.treated_before.value(), 5.5, 1e-12);
    EXPECT_NEAR(result.controls_after.value(), 16.0 / 3.0, 1e-12);
    EXPECT_NEAR(result.pooled.t.value(), 3.79473, 5e-6);
    EXPECT_NEAR(result.pooled.p.value(), 0.0321, 5e-5);
    EXPECT_NEAR(result.pooled.degrees_of_freedom.value(), 3.0, 1e-12);
    EXPECT_NEAR(result.welch.se.value(), 1.154701, 5e-7);
    EXPECT_NEAR(result.welch.degrees_of_freedom.value(), 1.6842, 5e-5);
    EXPECT_NEAR(result.welch.p.value(), 0.0941, 5e-5);
}

TEST(DifferenceInDifferences, LimitsLieAroundTheEstimate) {
    const DifferenceInDifferencesResult result = difference_in_differences(before, after, treated, 0.9);
    // t of 3 degrees at 95 % one-sided is 2.353363
    EXPECT_NEAR(result.pooled.high.value() - 4.0, 2.353363 * 4.0 / 3.794733, 5e-6);
    EXPECT_NEAR(result.pooled.low.value() + result.pooled.high.value(), 8.0, 1e-12);
}

TEST(DifferenceInDifferences, AMissingWaveLeavesTheUnitOut) {
    Outcomes with_gap = before;
    with_gap.push_back(std::nullopt);
    Outcomes later = after;
    later.push_back(99.0);
    Arms arms = treated;
    arms.push_back(1);
    const DifferenceInDifferencesResult result = difference_in_differences(with_gap, later, arms);
    EXPECT_EQ(result.left_out, 1U);
    EXPECT_EQ(result.treated, 2U);
    EXPECT_NEAR(result.estimate.value(), 4.0, 1e-12);
}

TEST(DifferenceInDifferences, OrderOfUnitsDoesNotChangeABit) {
    const DifferenceInDifferencesResult a = difference_in_differences(before, after, treated);
    Outcomes first = before;
    Outcomes second = after;
    Arms arms = treated;
    std::reverse(first.begin(), first.end());
    std::reverse(second.begin(), second.end());
    std::reverse(arms.begin(), arms.end());
    const DifferenceInDifferencesResult b = difference_in_differences(first, second, arms);
    EXPECT_EQ(a.estimate, b.estimate);
    EXPECT_EQ(a.welch.p, b.welch.p);
}

TEST(DifferenceInDifferences, RefusesWhatItCannotTell) {
    EXPECT_EQ(difference_in_differences({}, {}, {}).reason, "empty");
    EXPECT_EQ(difference_in_differences(Outcomes{1}, Outcomes{2}, Arms{1}).reason,
              "no controls with both waves");
    EXPECT_EQ(difference_in_differences(Outcomes{1, {}}, Outcomes{2, 3}, Arms{0, 1}).reason,
              "no treated with both waves");
    const DifferenceInDifferencesResult two =
        difference_in_differences(Outcomes{1, 2}, Outcomes{4, 3}, Arms{1, 0});
    EXPECT_EQ(two.estimate, 2.0);
    EXPECT_EQ(two.pooled.reason, "fewer than three units");
    EXPECT_EQ(two.welch.reason, "fewer than two units in an arm");
    const DifferenceInDifferencesResult flat =
        difference_in_differences(Outcomes{1, 1, 1, 1}, Outcomes{3, 3, 2, 2}, Arms{1, 1, 0, 0});
    EXPECT_EQ(flat.pooled.reason, "no variance");
    EXPECT_FALSE(flat.welch.p);
    EXPECT_THROW((void)difference_in_differences(before, after, Arms{1}), InvalidArgument);
    EXPECT_THROW((void)difference_in_differences(before, after, treated, 1.0), InvalidArgument);
    Outcomes endless = before;
    endless[0] = std::numeric_limits<double>::infinity();
    EXPECT_THROW((void)difference_in_differences(endless, after, treated), InvalidArgument);
}

} // namespace
} // namespace samspill
