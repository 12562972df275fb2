#include "core/gamma_function.hpp"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <gtest/gtest.h>

#include <cmath>

namespace samspill::detail {
namespace {

TEST(GammaFunction, TailsAgreeWithBoost) {
    for (const double a : {0.01, 0.5, 1.0, 3.7, 15.9, 16.0, 55.5, 1000.0, 1e5}) {
        for (const double ratio : {0.01, 0.5, 0.9, 0.999, 1.0, 1.001, 1.1, 2.0, 10.0}) {
            const double x = a * ratio;
            const double below = boost::math::gamma_p(a, x);
            const double above = boost::math::gamma_q(a, x);
            // where a tail is what 1 leaves of the other, its last digits are those of 1
            EXPECT_NEAR(incomplete_gamma_below(a, x), below, 1e-12 * below + 1e-15) << a << ' ' << x;
            EXPECT_NEAR(incomplete_gamma_above(a, x), above, 1e-12 * above + 1e-15) << a << ' ' << x;
        }
    }
}

TEST(GammaFunction, HasClosedForms) {
    EXPECT_NEAR(incomplete_gamma_above(1.0, 2.5), std::exp(-2.5), 1e-15);
    EXPECT_NEAR(incomplete_gamma_above(3.0, 2.0), 5.0 * std::exp(-2.0), 1e-15); // 1 + x + x²/2
    EXPECT_NEAR(incomplete_gamma_below(0.5, 1.0), std::erf(1.0), 1e-15);
    EXPECT_EQ(incomplete_gamma_below(2.0, 0.0), 0.0);
    EXPECT_EQ(incomplete_gamma_above(2.0, 0.0), 1.0);
    EXPECT_EQ(incomplete_gamma_above(2.0, 1e6), 0.0);
}

TEST(GammaFunction, QuantilesAgreeWithBoost) {
    for (const double a : {0.05, 0.5, 1.0, 7.3, 30.0, 4000.0, 9.9e6, 1.1e7, 1e9}) {
        const boost::math::gamma_distribution<> distribution{a};
        for (const double tail : {1e-6, 0.001, 0.025, 0.3, 0.5, 0.9, 0.999}) {
            const double lower = quantile(distribution, tail);
            const double upper = quantile(complement(distribution, tail));
            EXPECT_NEAR(gamma_quantile_of_lower_tail(tail, a), lower, 1e-10 * lower) << a << ' ' << tail;
            EXPECT_NEAR(gamma_quantile_of_upper_tail(tail, a), upper, 1e-10 * upper) << a << ' ' << tail;
        }
    }
}

TEST(GammaFunction, ChiSquareQuantilesTakeAnyDegrees) {
    for (const double degrees : {0.3, 1.0, 2.5, 30.0, 61.7}) {
        const boost::math::chi_squared_distribution<> distribution{degrees};
        const double lower = quantile(distribution, 0.025);
        const double upper = quantile(complement(distribution, 0.025));
        EXPECT_NEAR(chi_square_quantile_of_lower_tail(0.025, degrees), lower, 1e-10 * lower);
        EXPECT_NEAR(chi_square_quantile_of_upper_tail(0.025, degrees), upper, 1e-10 * upper);
    }
    EXPECT_NEAR(chi_square_quantile_of_upper_tail(0.05, 1.0), 3.841459, 5e-7);
}

} // namespace
} // namespace samspill::detail
