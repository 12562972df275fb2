#include <samspill/result/coverage_result.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

TEST(CoverageSums, SharesAndGapsKeepBothEnds) {
    CoverageSums sums;
    sums.people = 40;
    sums.covered_low = 10.0;
    sums.covered_high = 30.0;
    EXPECT_DOUBLE_EQ(sums.share_low().value(), 0.25);
    EXPECT_DOUBLE_EQ(sums.share_high().value(), 0.75);
    EXPECT_DOUBLE_EQ(sums.gap_low(), 10.0);
    EXPECT_DOUBLE_EQ(sums.gap_high(), 30.0);
}

TEST(CoverageSums, NobodyInNeedGivesNoShare) {
    CoverageSums sums;
    sums.needs = 3;
    sums.needs_unknown = 3;
    EXPECT_FALSE(sums.share_low().has_value());
    EXPECT_FALSE(sums.share_high().has_value());
}

TEST(ShareInterval, IsExactWhenItsEndsAreEqual) {
    EXPECT_TRUE((ShareInterval{Fraction{1, 3}, Fraction{2, 6}}.is_exact()));
    EXPECT_FALSE((ShareInterval{Fraction{1, 3}, Fraction{1, 2}}.is_exact()));
}

TEST(Obstacle, HasItsNameInResults) {
    EXPECT_EQ(to_string(Obstacle::none), "none");
    EXPECT_EQ(to_string(Obstacle::no_offer), "no_offer");
    EXPECT_EQ(to_string(Obstacle::out_of_area), "out_of_area");
    EXPECT_EQ(to_string(Obstacle::out_of_period), "out_of_period");
    EXPECT_EQ(to_string(Obstacle::not_eligible), "not_eligible");
    EXPECT_EQ(to_string(Obstacle::no_capacity), "no_capacity");
    EXPECT_EQ(to_string(Obstacle::not_known), "not_known");
    EXPECT_EQ(to_string(Obstacle::unknown), "unknown");
}

} // namespace
} // namespace samspill
