#include "core/distribution_tails.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

#include <cstdint>

namespace samspill::detail {
namespace {

using boost::math::complement;

/// Relative, but for what is so small that it becomes 0.
void expect_close(double actual, double expected, double tolerance) {
    EXPECT_NEAR(actual, expected, tolerance * expected + 1e-299);
}

TEST(DistributionTails, OfTheNormalAgreeWithBoost) {
    const boost::math::normal_distribution<> normal;
    for (int step = -21; step < 97; ++step) {
        const double z = 0.37 * step;
        expect_close(normal_upper_tail(z), cdf(complement(normal, z)), 5e-13);
    }
    EXPECT_EQ(normal_upper_tail(0.0), 0.5);
    EXPECT_EQ(normal_upper_tail(40.0), 0.0);
    EXPECT_EQ(normal_upper_tail(-40.0), 1.0);
    for (const double tail : {1e-12, 1e-7, 0.001, 0.025, 0.05, 0.2, 0.4, 0.6, 0.9, 0.99, 0.999999}) {
        EXPECT_NEAR(normal_quantile_of_upper_tail(tail), quantile(complement(normal, tail)), 1e-13);
    }
    EXPECT_EQ(normal_quantile_of_upper_tail(0.5), 0.0);
}

TEST(DistributionTails, OfChiSquareAgreeWithBoost) {
    for (std::int64_t degrees = 1; degrees < 12; ++degrees) {
        const boost::math::chi_squared_distribution<> distribution{static_cast<double>(degrees)};
        for (const double x : {0.01, 0.3, 1.0, 3.84, 9.2, 25.0, 80.0, 300.0, 850.0}) {
            expect_close(chi_square_upper_tail(x, degrees), cdf(complement(distribution, x)), 5e-13);
        }
        EXPECT_EQ(chi_square_upper_tail(0.0, degrees), 1.0);
        EXPECT_EQ(chi_square_upper_tail(1e6, degrees), 0.0);
    }
}

TEST(DistributionTails, OfTheBinomialAgreeWithBoost) {
    for (const std::int64_t n : {1, 2, 5, 17, 100, 1000, 100'000}) {
        for (const double share : {1e-4, 0.03, 0.3, 0.5, 0.7, 0.99}) {
            const boost::math::binomial_distribution<> distribution{static_cast<double>(n), share};
            for (const std::int64_t k : {std::int64_t{1}, (n + 4) / 5, (n + 1) / 2, n}) {
                const auto before = static_cast<double>(k) - 1.0;
                expect_close(binomial_upper_tail(k, n, share), cdf(complement(distribution, before)), 1e-11);
                expect_close(binomial_probability(k, n, share), pdf(distribution, static_cast<double>(k)),
                             1e-11);
            }
        }
    }
}

TEST(DistributionTails, OfTheBinomialAtTheEnds) {
    EXPECT_EQ(binomial_upper_tail(0, 5, 0.3), 1.0);
    EXPECT_EQ(binomial_upper_tail(2, 5, 0.0), 0.0);
    EXPECT_EQ(binomial_upper_tail(2, 5, 1.0), 1.0);
    EXPECT_EQ(binomial_probability(0, 0, 0.3), 1.0);
    EXPECT_EQ(binomial_probability(0, 5, 0.0), 1.0);
    EXPECT_EQ(binomial_probability(5, 5, 1.0), 1.0);
    EXPECT_EQ(binomial_probability(2, 5, 1.0), 0.0);
    EXPECT_EQ(binomial_probability(0, 100'000, 0.5), 0.0); // below all doubles
}

} // namespace
} // namespace samspill::detail
