#include "model/circles.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace samspill {
namespace {

using Rows = std::vector<std::uint32_t>;

Rows circles(const std::vector<Rows>& references) {
    ListColumn<std::uint32_t> column;
    for (const Rows& row : references) {
        for (const std::uint32_t target : row) {
            column.push_value(target);
        }
        column.end_row();
    }
    return rows_on_circles(column);
}

TEST(Circles, AreRowsThatLeadBackToThemselves) {
    EXPECT_EQ(circles({}), Rows{});
    EXPECT_EQ(circles({{}, {0}, {1, 0}}), Rows{});
    EXPECT_EQ(circles({{0}}), Rows{0});
    EXPECT_EQ(circles({{1}, {0}, {0}}), (Rows{0, 1}));
    EXPECT_EQ(circles({{1, 1}, {}}), Rows{}); // a reference given twice
    // Two circles, 0-1 and 3-4, with 2 on the way from one to the other.
    EXPECT_EQ(circles({{1, 2}, {0}, {3}, {4}, {3}}), (Rows{0, 1, 3, 4}));
}

TEST(Circles, LongChainsDoNotExhaustTheStack) {
    constexpr std::uint32_t length = 1'000'000;
    ListColumn<std::uint32_t> chain;
    for (std::uint32_t row = 0; row < length; ++row) {
        chain.push_value((row + 1) % length);
        chain.end_row();
    }
    EXPECT_EQ(rows_on_circles(chain).size(), length);
}

} // namespace
} // namespace samspill
