#include "model/joined_cell.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace samspill {
namespace {

using enum IndicatorCombination;
using enum ObservationStatus;

StudyCell seen(double value, std::optional<double> n = {}, std::optional<double> se = {}) {
    return {.status = observed, .value = value, .n = n, .se = se};
}

std::optional<StudyCell> joined(const std::vector<StudyCell>& parts, IndicatorCombination combination) {
    return joined_cell(parts, combination);
}

TEST(JoinedCell, AmountsAreAdded) {
    const auto cell = joined({seen(3.0, 10.0, 3.0), seen(4.0, 20.0, 4.0)}, sum);
    ASSERT_TRUE(cell);
    EXPECT_EQ(cell->status, observed);
    EXPECT_EQ(cell->value, 7.0);
    EXPECT_EQ(cell->n, 30.0);
    EXPECT_DOUBLE_EQ(*cell->se, 5.0); // 3² + 4² = 5²
}

TEST(JoinedCell, SharesAreWeighted) {
    // 5 of 10 and 6 of 30: 11 of 40
    const auto cell = joined({seen(0.5, 10.0), seen(0.2, 30.0, 0.1)}, weighted_mean);
    ASSERT_TRUE(cell);
    EXPECT_DOUBLE_EQ(cell->value, 11.0 / 40.0);
    EXPECT_EQ(cell->n, 40.0);
    EXPECT_FALSE(cell->se); // that of one part is not known
}

TEST(JoinedCell, ThereIsNoAverageOfUnequalThings) {
    EXPECT_FALSE(joined({seen(0.5, 10.0), seen(0.2)}, weighted_mean));
    EXPECT_FALSE(joined({seen(0.5, 0.0), seen(0.2, 0.0)}, weighted_mean));
    EXPECT_FALSE(joined({seen(0.5, 10.0), StudyCell{}}, weighted_mean));
    EXPECT_FALSE(joined({seen(3.0), StudyCell{}}, sum));
    EXPECT_TRUE(joined({seen(3.0), seen(4.0)}, sum));
}

TEST(JoinedCell, StructuralPartsHaveNothingToAdd) {
    const StudyCell none{.status = structural};
    EXPECT_EQ(joined({none, none}, sum)->status, structural);
    EXPECT_EQ(joined({none, seen(4.0)}, sum)->value, 4.0);
    EXPECT_EQ(joined({none, seen(0.4, 10.0)}, weighted_mean)->value, 0.4);
}

TEST(JoinedCell, LimitsOfOnePartAreLimitsOfAll) {
    const StudyCell few{.status = suppressed, .low = 1.0, .high = 4.0};
    const auto amount = joined({few, seen(10.0)}, sum);
    ASSERT_TRUE(amount);
    EXPECT_EQ(amount->status, suppressed);
    EXPECT_EQ(amount->low, 11.0);
    EXPECT_EQ(amount->high, 14.0);
    const StudyCell part{.status = suppressed, .low = 0.1, .high = 0.4, .n = 10.0};
    const auto share = joined({part, seen(0.5, 30.0)}, weighted_mean);
    ASSERT_TRUE(share);
    EXPECT_DOUBLE_EQ(share->low, 16.0 / 40.0);
    EXPECT_DOUBLE_EQ(share->high, 19.0 / 40.0);
}

} // namespace
} // namespace samspill
