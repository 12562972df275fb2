#include <samspill/core/month_interval.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

TEST(MonthInterval, IsStandingWithoutBounds) {
    constexpr MonthInterval standing;
    EXPECT_TRUE(standing.is_standing());
    EXPECT_FALSE(standing.is_empty());
    EXPECT_TRUE(standing.includes(-1000));
    EXPECT_TRUE((MonthInterval{-2, 6}.has_from()));
    EXPECT_FALSE((MonthInterval{-2, 6}.is_standing()));
}

TEST(MonthInterval, IsHalfOpen) {
    constexpr MonthInterval first_half_year{0, 6};
    EXPECT_TRUE(first_half_year.includes(0));
    EXPECT_TRUE(first_half_year.includes(5));
    EXPECT_FALSE(first_half_year.includes(6));
    EXPECT_FALSE(first_half_year.includes(-1));
}

TEST(MonthInterval, NeighboursDoNotOverlap) {
    EXPECT_FALSE((MonthInterval{0, 3}.overlaps({3, 6})));
    EXPECT_TRUE((MonthInterval{0, 4}.overlaps({3, 6})));
    EXPECT_TRUE((MonthInterval{0, 3}.overlaps({})));
}

TEST(MonthInterval, ContainsWhatLiesInside) {
    EXPECT_TRUE((MonthInterval{0, 6}.contains({0, 6})));
    EXPECT_FALSE((MonthInterval{0, 6}.contains({-1, 6})));
    EXPECT_FALSE((MonthInterval{0, 6}.contains({})));
    EXPECT_TRUE((MonthInterval{}.contains({0, 6})));
}

TEST(MonthInterval, IntersectsToTheSharedMonths) {
    EXPECT_EQ((MonthInterval{0, 6}.intersection({3, 9})), (MonthInterval{3, 6}));
    EXPECT_TRUE((MonthInterval{0, 3}.intersection({3, 6})).is_empty());
    EXPECT_EQ((MonthInterval{}.intersection({3, 6})), (MonthInterval{3, 6}));
}

TEST(MonthInterval, ReversedBoundsAreEmpty) { EXPECT_TRUE((MonthInterval{6, 0}.is_empty())); }

} // namespace
} // namespace samspill
