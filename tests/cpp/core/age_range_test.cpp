#include <samspill/core/age_range.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

TEST(AgeRange, IncludesBothEnds) {
    EXPECT_TRUE((AgeRange{6, 18}.overlaps({18, 25})));
    EXPECT_FALSE((AgeRange{6, 17}.overlaps({18, 25})));
}

TEST(AgeRange, MissingBoundsAreOpen) {
    AgeRange from_18;
    from_18.min = 18;
    EXPECT_TRUE(from_18.has_min());
    EXPECT_FALSE(from_18.has_max());
    EXPECT_TRUE(from_18.is_stated());
    EXPECT_FALSE(AgeRange{}.is_stated());
    EXPECT_TRUE(from_18.overlaps({90, 120}));
    EXPECT_FALSE(from_18.overlaps({0, 17}));
    EXPECT_TRUE(AgeRange{}.overlaps({0, 17}));
}

TEST(AgeRange, ContainsWhatLiesInside) {
    EXPECT_TRUE((AgeRange{0, 18}.contains({6, 18})));
    EXPECT_FALSE((AgeRange{0, 17}.contains({6, 18})));
    EXPECT_TRUE((AgeRange{}.contains({6, 18})));
    EXPECT_FALSE((AgeRange{0, 120}.contains({})));
}

} // namespace
} // namespace samspill
