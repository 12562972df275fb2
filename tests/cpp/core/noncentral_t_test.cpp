#include "core/noncentral_t.hpp"

#include "core/student_t.hpp"

#include <boost/math/distributions/non_central_t.hpp>
#include <gtest/gtest.h>

#include <limits>

namespace samspill::detail {
namespace {

TEST(NoncentralT, TailsAgreeWithBoost) {
    for (const double degrees : {1.0, 2.3, 3.0, 22.0, 150.0, 5000.0}) {
        for (const double shift : {-4.0, -0.5, 1e-8, 0.5, 2.8, 9.0, 30.0}) {
            const boost::math::non_central_t_distribution<> distribution{degrees, shift};
            for (const double t : {-6.0, -1.0, 0.0, 0.7, 2.07, 3.18, 25.0}) {
                EXPECT_NEAR(noncentral_t_upper_tail(t, degrees, shift), cdf(complement(distribution, t)),
                            1e-11)
                    << t << ' ' << degrees << ' ' << shift;
            }
        }
    }
}

TEST(NoncentralT, TakesLargeShiftsAndManyDegrees) {
    for (const double degrees : {3.0, 40.0, 199'998.0}) {
        const boost::math::non_central_t_distribution<> distribution{degrees, 100.0};
        for (const double t : {2.0, 60.0, 99.0, 100.0, 101.0, 130.0, 1000.0}) {
            EXPECT_NEAR(noncentral_t_upper_tail(t, degrees, 100.0), cdf(complement(distribution, t)), 1e-10)
                << t << ' ' << degrees;
        }
        EXPECT_NEAR(noncentral_t_upper_tail(2.0, degrees, -100.0), 0.0, 1e-10);
        EXPECT_NEAR(noncentral_t_upper_tail(-2.0, degrees, 100.0), 1.0, 1e-10);
    }
}

TEST(NoncentralT, IsStudentsWithoutAShift) {
    for (const double t : {-2.0, 0.0, 0.4, 3.0}) {
        EXPECT_NEAR(noncentral_t_upper_tail(t, 5.0, 0.0), student_upper_tail(t, 5.0), 1e-15);
    }
}

TEST(NoncentralT, IsShiftedNormalForInfiniteDegrees) {
    EXPECT_NEAR(noncentral_t_upper_tail(1.959963984540054, std::numeric_limits<double>::infinity(), 2.0),
                0.515974, 1e-5);
    EXPECT_NEAR(noncentral_t_upper_tail(1.959963984540054, std::numeric_limits<double>::infinity(), 0.0),
                0.025, 1e-14);
}

} // namespace
} // namespace samspill::detail
