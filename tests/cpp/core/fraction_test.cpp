#include <samspill/core/fraction.hpp>

#include <gtest/gtest.h>

#include <limits>

namespace samspill {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

TEST(Fraction, IsInLowestTerms) {
    EXPECT_EQ(Fraction(6, 8).numerator(), 3);
    EXPECT_EQ(Fraction(6, 8).denominator(), 4);
    EXPECT_EQ(Fraction(0, 8), Fraction{});
    EXPECT_EQ(Fraction(5, 5), Fraction::one());
}

TEST(Fraction, ComparesWithoutRounding) {
    EXPECT_LT(Fraction(1, 3), Fraction(1, 2));
    EXPECT_GT(Fraction(most, most - 1), Fraction::one());
    EXPECT_LT(Fraction(most - 2, most - 1), Fraction(most - 1, most));
    EXPECT_EQ(Fraction(1, 3) <=> Fraction(2, 6), std::strong_ordering::equal);
}

TEST(Fraction, TakesItsShareOfACount) {
    // methods M4.1: 4/9 of 10 people
    EXPECT_EQ(Fraction(4, 9).of(10), 40.0 / 9.0);
    EXPECT_EQ(Fraction(4, 9).text_of(10), "40/9");
    EXPECT_EQ(Fraction(4, 5).of(10), 8.0);
    EXPECT_EQ(Fraction(4, 5).text_of(10), "8");
    EXPECT_EQ(Fraction(4, 9).text_of(0), "0");
    EXPECT_EQ(Fraction{}.text_of(10), "0");
    EXPECT_EQ(Fraction(4, 9).of(0), 0.0);
    EXPECT_EQ(Fraction(1, 3).to_double(), 1.0 / 3.0);
}

TEST(Fraction, RoundsOnceEvenFarBeyond53Bits) {
    // 2^53 + 1 lies half way between two doubles and goes to the even one; a hair more goes up.
    constexpr std::int64_t half_way = (std::int64_t{1} << 53) + 1;
    EXPECT_EQ(Fraction(half_way, 1).to_double(), 0x1p53);
    EXPECT_EQ(Fraction(half_way * 1000 + 1, 1000).to_double(), 0x1p53 + 2.0);
    EXPECT_EQ(Fraction(most, 1).of(most), 0x1p126);
    EXPECT_EQ(Fraction(1, most).to_double(), 0x1p-63);
    EXPECT_EQ(Fraction(most, 1).text_of(most), "85070591730234615847396907784232501249");
}

} // namespace
} // namespace samspill
