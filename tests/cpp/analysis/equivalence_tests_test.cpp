#include <samspill/analysis/equivalence_tests.hpp>

#include <samspill/core/error.hpp>

#include <boost/math/distributions/binomial.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace samspill {
namespace {

constexpr PoolDraw four_of_eight{.seats = 8, .seats_of_sector = 4, .pool = 40, .pool_of_sector = 20};

TEST(BinomialEquivalenceTest, IsTheLargerOfTwoTails) {
    // P(X >= 4) with chance 0.3 and P(X <= 4) with chance 0.7 are the same number
    const boost::math::binomial_distribution<> low{8.0, 0.3};
    const double expected = boost::math::cdf(boost::math::complement(low, 3.0));
    const ExactTest even = binomial_equivalence_test(4, 8, 0.5, 0.2);
    EXPECT_NEAR(*even.p, expected, 1e-14);
    EXPECT_EQ(even.p, even.smallest_p); // 4:4 is the best case, and eight seats do not show balance even then
    EXPECT_GT(*even.smallest_p, 0.05);
    EXPECT_GT(*binomial_equivalence_test(5, 8, 0.5, 0.2).p, *even.p);
    EXPECT_EQ(binomial_equivalence_test(0, 8, 0.5, 0.2).p, 1.0);
    EXPECT_EQ(binomial_equivalence_test(8, 8, 0.5, 0.2).p, 1.0);
    EXPECT_LT(*binomial_equivalence_test(40, 80, 0.5, 0.2).smallest_p, 0.05);
}

TEST(BinomialEquivalenceTest, WorksOnEitherSideOfOneHalf) {
    const ExactTest below = binomial_equivalence_test(3, 10, 0.3, 0.1);
    const ExactTest above = binomial_equivalence_test(7, 10, 0.7, 0.1);
    EXPECT_NEAR(*below.p, *above.p, 1e-14);
    const boost::math::binomial_distribution<> high{10.0, 0.4};
    const boost::math::binomial_distribution<> low{10.0, 0.2};
    const double expected =
        std::max(boost::math::cdf(high, 3.0), boost::math::cdf(boost::math::complement(low, 2.0)));
    EXPECT_NEAR(*below.p, expected, 1e-14);
}

TEST(BinomialEquivalenceTest, RefusesWhatIsNoMargin) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW((void)binomial_equivalence_test(2, 4, 0.5, 0.5), InvalidArgument);
    EXPECT_THROW((void)binomial_equivalence_test(2, 4, 0.5, 0.0), InvalidArgument);
    EXPECT_THROW((void)binomial_equivalence_test(2, 4, 0.5, nan), InvalidArgument);
    EXPECT_EQ(binomial_equivalence_test(0, 0, 0.5, 0.1).reason, "empty");
    EXPECT_EQ(binomial_equivalence_test(40, 80, 0.5, 0.1, {.max_outcomes = 80}).reason,
              "more possible outcomes than max_outcomes");
}

TEST(BinomialEquivalenceTest, TakesTheObservedOutcomeByHalfForMidP) {
    // 2 successes of 2 with chances 0.3 and 0.7: P(X >= 2) = 0.09, P(X <= 2) = 1, of which X = 2 is 0.49
    const ExactTest test = binomial_equivalence_test(2, 2, 0.5, 0.2, {.mid_p = true});
    EXPECT_NEAR(*test.p, 1.0 - 0.5 * 0.49, 1e-15);
    // the best case is 1 of 2: P(X = 2) + half of P(X = 1) with chance 0.3
    EXPECT_NEAR(*test.smallest_p, 0.09 + 0.5 * 0.42, 1e-15);
    EXPECT_EQ(test.convention, "equivalence by two one-sided tests, mid-p");
}

// expected values: nchypergeom_fisher of scipy 1.17.1
TEST(HypergeometricEquivalenceTest, AgreesWithScipy) {
    const ExactTest test = hypergeometric_equivalence_test(four_of_eight, 3.0);
    EXPECT_NEAR(*test.p, 0.15000606721045096, 1e-13);
    EXPECT_EQ(test.p, test.smallest_p); // eight seats cannot show balance, however they fall
    EXPECT_EQ(test.outcomes, 9);
    EXPECT_EQ(test.n, 8);
    EXPECT_EQ(test.convention, "equivalence by two one-sided tests");
    PoolDraw uneven = four_of_eight;
    uneven.seats_of_sector = 1;
    EXPECT_NEAR(*hypergeometric_equivalence_test(uneven, 3.0).p, 0.9493896742308516, 1e-13);
    const PoolDraw many{.seats = 80, .seats_of_sector = 40, .pool = 400, .pool_of_sector = 200};
    EXPECT_NEAR(*hypergeometric_equivalence_test(many, 3.0).p, 1.161758781852193e-05, 1e-17);
}

TEST(HypergeometricEquivalenceTest, RefusesWhatIsNoDrawOrMargin) {
    EXPECT_THROW((void)hypergeometric_equivalence_test(four_of_eight, 1.0), InvalidArgument);
    EXPECT_THROW(
        (void)hypergeometric_equivalence_test(four_of_eight, std::numeric_limits<double>::infinity()),
        InvalidArgument);
    EXPECT_THROW((void)hypergeometric_equivalence_test(
                     {.seats = 2, .seats_of_sector = 3, .pool = 9, .pool_of_sector = 4}, 3.0),
                 InvalidArgument);
    EXPECT_EQ(hypergeometric_equivalence_test({}, 3.0).reason, "empty");
    EXPECT_EQ(hypergeometric_equivalence_test(
                  {.seats = 8, .seats_of_sector = 3, .pool = 22, .pool_of_sector = 2}, 3.0)
                  .reason,
              "more seats than candidates in the pool");
    EXPECT_EQ(hypergeometric_equivalence_test(four_of_eight, 3.0, {.max_outcomes = 8}).reason,
              "more possible outcomes than max_outcomes");
}

} // namespace
} // namespace samspill
