#include <samspill/core/numeric.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace samspill {
namespace {

/// Distance in units in the last place of the larger.
double ulps(double a, double b) {
    const double larger = std::max(std::abs(a), std::abs(b));
    const double unit = std::nextafter(larger, std::numeric_limits<double>::infinity()) - larger;
    return std::abs(a - b) / unit;
}

TEST(CompensatedSum, KeepsWhatAPlainSumLoses) {
    CompensatedSum sum;
    for (const double term : {1.0, 1e100, 1.0, -1e100}) {
        sum.add(term);
    }
    EXPECT_EQ(sum.value(), 2.0);
}

TEST(CompensatedSum, OfNothingIsZero) { EXPECT_EQ(CompensatedSum{}.value(), 0.0); }

TEST(NaturalLog, IsExactAtOneAndAtPowersOfTwo) {
    EXPECT_EQ(natural_log(1.0), 0.0);
    EXPECT_EQ(natural_log(2.0), std::bit_cast<double>(std::uint64_t{0x3FE62E42FEFA39EF}));
    EXPECT_EQ(natural_log(0.5), -natural_log(2.0));
}

TEST(NaturalLog, AgreesWithTheStandardLibraryOverTheWholeRange) {
    for (int step = 0; step < 1'830; ++step) {
        const double x = 1e-307 * std::pow(1.4, step);
        ASSERT_LE(ulps(natural_log(x), std::log(x)), 1.0) << x;
    }
    for (int step = 1; step < 4'000; ++step) {
        const double x = 0.000'5 * step;
        ASSERT_LE(ulps(natural_log(x), std::log(x)), 1.0) << x;
    }
    EXPECT_LE(ulps(natural_log(0x1p-1074), std::log(0x1p-1074)), 1.0);
}

TEST(Exponential, IsExactAtZeroAndInvertsTheLogarithm) {
    EXPECT_EQ(exponential(0.0), 1.0);
    EXPECT_NEAR(exponential(natural_log(5.0)), 5.0, 1e-14);
}

TEST(Exponential, AgreesWithTheStandardLibrary) {
    for (int step = -1'890; step <= 1'890; ++step) {
        const double x = 0.37 * step;
        ASSERT_LE(ulps(exponential(x), std::exp(x)), 2.0) << x;
    }
}

// The very bits, so that another platform, compiler or optimisation level that gives others is noticed.
TEST(NaturalLogAndExponential, GiveTheseBitsEverywhere) {
    EXPECT_EQ(std::bit_cast<std::uint64_t>(natural_log(3.0)), 0x3FF193EA7AAD030AULL);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(natural_log(0.1)), 0xC0026BB1BBB55515ULL);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(exponential(1.0)), 0x4005BF0A8B14576AULL);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(exponential(0.918428)), 0x40040AF45B185E3FULL);
}

} // namespace
} // namespace samspill
