#include <samspill/core/checked.hpp>

#include <gtest/gtest.h>

#include <limits>

namespace samspill {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

TEST(Checked, AddsUpToTheLimit) {
    EXPECT_EQ(checked_add(most - 1, 1), most);
    EXPECT_EQ(checked_add(least, most), -1);
    EXPECT_THROW((void)checked_add(most, 1), Overflow);
    EXPECT_THROW((void)checked_add(least, -1), Overflow);
}

TEST(Checked, MultipliesUpToTheLimit) {
    EXPECT_EQ(checked_multiply(most, 1), most);
    EXPECT_EQ(checked_multiply(most, 0), 0);
    EXPECT_THROW((void)checked_multiply(most / 2 + 1, 2), Overflow);
    EXPECT_THROW((void)checked_multiply(least, -1), Overflow);
}

} // namespace
} // namespace samspill
