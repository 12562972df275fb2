#include <samspill/core/count.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

TEST(Count, UnknownIsNotZero) {
    EXPECT_FALSE(Count{}.is_known());
    EXPECT_FALSE(Count::unknown().is_known());
    EXPECT_TRUE(Count{0}.is_known());
    EXPECT_NE(Count::unknown(), Count{0});
}

TEST(Count, GivesItsNumberOrAFallback) {
    EXPECT_EQ(Count{12}.value(), 12);
    EXPECT_EQ(Count{12}.value_or(3), 12);
    EXPECT_EQ(Count::unknown().value_or(3), 3);
}

TEST(Count, OrdersUnknownFirst) {
    EXPECT_LT(Count::unknown(), Count{0});
    EXPECT_LT(Count{1}, Count{2});
}

TEST(Count, NeedsNoMoreRoomThanTheNumber) { static_assert(sizeof(Count) == sizeof(std::int64_t)); }

TEST(Count, AMillionRowsAtTheLimitStayWithin64Bits) {
    static_assert(Count::limit <= std::numeric_limits<std::int64_t>::max() / 1'000'000);
}

} // namespace
} // namespace samspill
