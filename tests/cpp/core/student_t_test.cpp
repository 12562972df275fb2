#include "core/student_t.hpp"

#include "core/beta_function.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace samspill::detail {
namespace {

using boost::math::complement;

TEST(StudentT, TailsAgreeWithBoost) {
    for (const double degrees : {0.7, 1.0, 1.6842, 2.0, 3.0, 5.5, 22.0, 199.0, 12'345.0, 1e6}) {
        const boost::math::students_t_distribution<> distribution{degrees};
        for (const double t : {0.0, 1e-6, 0.3, 1.0, 1.96, 3.79473, 12.7, 60.0}) {
            const double expected = cdf(complement(distribution, t));
            const double allowed = degrees > 100'000.0 ? 1e-10 : 1e-12;
            EXPECT_NEAR(student_upper_tail(t, degrees), expected, allowed * expected) << t << ' ' << degrees;
            EXPECT_NEAR(student_upper_tail(-t, degrees), 1.0 - expected, allowed);
            EXPECT_NEAR(student_two_sided(-t, degrees), 2.0 * expected, 2.0 * allowed * expected);
        }
    }
}

TEST(StudentT, HasClosedFormsForFewDegrees) {
    EXPECT_NEAR(student_upper_tail(1.0, 1.0), 0.25, 1e-15);
    EXPECT_NEAR(student_upper_tail(2.0, 2.0), 0.5 - 1.0 / std::sqrt(6.0), 1e-15); // t / (2 sqrt(2 + t²))
    EXPECT_EQ(student_upper_tail(0.0, 3.0), 0.5);
}

TEST(StudentT, IsNormalForInfiniteDegrees) {
    EXPECT_NEAR(student_upper_tail(1.959963984540054, std::numeric_limits<double>::infinity()), 0.025, 1e-15);
    EXPECT_EQ(student_upper_tail(1e200, 4.0), 0.0);
}

TEST(StudentT, QuantilesAgreeWithBoost) {
    for (const double degrees : {1.0, 1.6842, 3.0, 22.0, 500.0}) {
        const boost::math::students_t_distribution<> distribution{degrees};
        for (const double tail : {1e-6, 0.005, 0.025, 0.05, 0.2, 0.5, 0.8, 0.975}) {
            const double expected = quantile(complement(distribution, tail));
            EXPECT_NEAR(student_quantile_of_upper_tail(tail, degrees), expected,
                        1e-11 * (1.0 + std::abs(expected)));
        }
    }
}

TEST(BetaFunction, AgreesWithBoost) {
    for (const double x : {0.01, 0.5, 1.0, 2.5, 15.9, 16.0, 100.5, 1e5}) {
        const double expected = boost::math::lgamma(x);
        EXPECT_NEAR(log_gamma(x), expected, 1e-13 + 1e-14 * std::abs(expected)) << x;
    }
    for (const double a : {0.5, 1.0, 3.7, 50.0}) {
        for (const double b : {0.5, 2.0, 11.0}) {
            for (const double x : {0.0, 0.01, 0.4, 0.9, 1.0}) {
                EXPECT_NEAR(incomplete_beta(a, b, x, 1.0 - x), boost::math::ibeta(a, b, x), 1e-12);
            }
        }
    }
}

} // namespace
} // namespace samspill::detail
