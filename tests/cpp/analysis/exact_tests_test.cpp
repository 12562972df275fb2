// Edge cases, conventions and limits; the worked numbers are in balance_cases_test.cpp.
#include <samspill/analysis/exact_tests.hpp>

#include <samspill/core/error.hpp>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/hypergeometric.hpp>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

using Counts = std::vector<std::int64_t>;
using Shares = std::vector<double>;

void expect_none(const ExactTest& test, std::string_view reason) {
    EXPECT_EQ(test.status, Status::not_applicable);
    EXPECT_EQ(test.reason, reason);
    EXPECT_FALSE(test.p || test.probability || test.smallest_p || test.outcomes);
}

TEST(ExactTests, OfAnEmptyForumHaveNoValue) {
    expect_none(binomial_test(0, 0), "empty");
    expect_none(multinomial_test(Counts{0, 0}, Shares{1.0, 1.0}), "empty");
    expect_none(multinomial_test(Counts{}, Shares{}), "empty");
    expect_none(hypergeometric_test(Counts{0, 0}, Counts{3, 4}), "empty");
    expect_none(hypergeometric_tail({.seats = 0, .seats_of_sector = 0, .pool = 4, .pool_of_sector = 2},
                                    Tail::at_most),
                "empty");
}

TEST(ExactTests, NeedTwoSectorsAndABaseline) {
    expect_none(multinomial_test(Counts{4}, Shares{1.0}), "fewer than two sectors");
    expect_none(hypergeometric_test(Counts{4}, Counts{9}), "fewer than two sectors");
    expect_none(multinomial_test(Counts{4, 2}, Shares{0.0, 0.0}), "empty baseline");
}

TEST(ExactTests, RejectWhatIsNoCountOrShare) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW((void)binomial_test(-1, 4), InvalidArgument);
    EXPECT_THROW((void)binomial_test(5, 4), InvalidArgument);
    EXPECT_THROW((void)binomial_test(2, 4, 1.5), InvalidArgument);
    EXPECT_THROW((void)binomial_test(2, 4, nan), InvalidArgument);
    EXPECT_THROW((void)multinomial_test(Counts{-1, 4}, Shares{1.0, 1.0}), InvalidArgument);
    EXPECT_THROW((void)multinomial_test(Counts{1, 4}, Shares{1.0, -1.0}), InvalidArgument);
    EXPECT_THROW((void)multinomial_test(Counts{1, 4}, Shares{1.0, nan}), InvalidArgument);
    EXPECT_THROW((void)multinomial_test(Counts{1, 4}, Shares{1.0}), InvalidArgument);
    EXPECT_THROW((void)hypergeometric_test(Counts{1, 4}, Counts{4, -4}), InvalidArgument);
    EXPECT_THROW((void)hypergeometric_test(Counts{1, 4}, Counts{4}), InvalidArgument);
    EXPECT_THROW((void)hypergeometric_tail({.seats = 2, .seats_of_sector = 3, .pool = 9, .pool_of_sector = 4},
                                           Tail::at_least),
                 InvalidArgument);
}

TEST(ExactTests, RejectTotalsBeyond64Bits) {
    const std::int64_t most = std::numeric_limits<std::int64_t>::max();
    EXPECT_THROW((void)multinomial_test(Counts{most, 1}, Shares{1.0, 1.0}), Overflow);
    EXPECT_THROW((void)hypergeometric_test(Counts{1, 1, 1}, Counts{most, most, most}), Overflow);
}

TEST(ExactTests, GiveUpBeyondMaxOutcomes) {
    const ExactTestOptions options{.max_outcomes = 90};
    expect_none(multinomial_test(Counts{6, 5, 1}, Shares{1.0, 1.0, 1.0}, options),
                "more possible outcomes than max_outcomes");
    EXPECT_EQ(multinomial_test(Counts{6, 5, 1}, Shares{1.0, 1.0, 1.0}, {.max_outcomes = 91}).outcomes, 91);
    expect_none(binomial_test(1'000'000'000'000, 2'000'000'000'000),
                "more possible outcomes than max_outcomes");
    expect_none(multinomial_test(Counts(40, 2), Shares(40, 1.0)), "more possible outcomes than max_outcomes");
    expect_none(hypergeometric_test(Counts(40, 2), Counts(40, 9)),
                "more possible outcomes than max_outcomes");
    EXPECT_THROW((void)binomial_test(1, 2, 0.5, {.max_outcomes = 0}), InvalidArgument);
    EXPECT_THROW((void)binomial_test(1, 2, 0.5, {.max_outcomes = 1'000'000'001}), InvalidArgument);
}

TEST(ExactTests, CountOutcomesOnlyAsFarAsThePoolReaches) {
    // 59 of 60 candidates, each the only one of its sector: the one left out decides the outcome
    Counts seats(60, 1);
    seats.front() = 0;
    const ExactTest test = hypergeometric_test(seats, Counts(60, 1));
    EXPECT_EQ(test.outcomes, 60);
    EXPECT_NEAR(*test.probability, 1.0 / 60.0, 1e-15);
    EXPECT_EQ(test.p, 1.0);
    EXPECT_EQ(test.smallest_p, 1.0);
}

TEST(MultinomialTest, OfSeatsThatCannotHappenIsZeroAndSaysSo) {
    const ExactTest test = multinomial_test(Counts{3, 1}, Shares{1.0, 0.0});
    EXPECT_EQ(test.status, Status::ok);
    EXPECT_EQ(test.p, 0.0);
    EXPECT_EQ(test.probability, 0.0);
    EXPECT_EQ(test.outcomes, 1);
    EXPECT_EQ(test.reason, "impossible: seats in a sector whose baseline share is 0");
}

TEST(MultinomialTest, IgnoresSectorsWithNeitherSeatsNorShare) {
    const ExactTest with = multinomial_test(Counts{5, 0, 3}, Shares{1.0, 0.0, 2.0});
    const ExactTest without = multinomial_test(Counts{5, 3}, Shares{1.0, 2.0});
    EXPECT_EQ(with.p, without.p);
    EXPECT_EQ(with.outcomes, 9);
}

TEST(MultinomialTest, TakesBaselinesInAnyUnit) {
    const ExactTest shares = multinomial_test(Counts{6, 5, 1}, Shares{0.4, 0.4, 0.2});
    const ExactTest weights = multinomial_test(Counts{6, 5, 1}, Shares{4.0, 4.0, 2.0});
    EXPECT_NEAR(*shares.p, *weights.p, 1e-14);
    EXPECT_NEAR(*shares.probability, *weights.probability, 1e-15);
}

// expected values: all 135,751 (85,041) outcomes listed and added up in integers of any length
TEST(ExactTests, OfFortySeatsInFiveSectorsAreExact) {
    const Counts seats{20, 12, 4, 3, 1};
    const ExactTest multinomial = multinomial_test(seats, Shares{0.4, 0.3, 0.15, 0.1, 0.05});
    EXPECT_EQ(multinomial.outcomes, 135'751);
    EXPECT_NEAR(*multinomial.p, 0.7928928969913809, 1e-13);
    EXPECT_NEAR(*multinomial.probability, 0.0007191358157737258, 1e-16);
    EXPECT_NEAR(*multinomial.smallest_p, 9.094947017729282e-53, 1e-65);
    const ExactTest pool = hypergeometric_test(seats, Counts{40, 30, 30, 20, 10});
    EXPECT_EQ(pool.outcomes, 85'041);
    EXPECT_NEAR(*pool.p, 0.00209788842728908, 1e-15);
}

TEST(ExactTests, MadeByDefaultReachAHundredSeatsInFiveSectors) {
    const Shares shares(5, 1.0);
    EXPECT_EQ(multinomial_test(Counts{22, 20, 20, 20, 20}, shares).outcomes, 4'967'690);
    expect_none(multinomial_test(Counts{23, 20, 20, 20, 20}, shares),
                "more possible outcomes than max_outcomes");
}

TEST(BinomialTest, AgreesWithBoostFarIntoTheTails) {
    const boost::math::binomial_distribution<> distribution{400.0, 0.3};
    for (const std::int64_t successes : {0, 40, 119, 120, 121, 200, 399, 400}) {
        const double expected = boost::math::pdf(distribution, static_cast<double>(successes));
        EXPECT_NEAR(*binomial_test(successes, 400, 0.3).probability / expected, 1.0, 1e-11) << successes;
    }
    EXPECT_EQ(binomial_test(120, 400, 0.3).p, 1.0);
}

TEST(BinomialTest, AtTheEndsOfTheScale) {
    EXPECT_EQ(binomial_test(4, 4, 1.0).p, 1.0);
    EXPECT_EQ(binomial_test(3, 4, 1.0).p, 0.0);
    EXPECT_EQ(binomial_test(0, 4, 0.0).p, 1.0);
    EXPECT_EQ(binomial_test(0, 4, 0.0).outcomes, 1);
}

TEST(HypergeometricTest, OfSeatsThatThePoolCannotFillHasNoValue) {
    expect_none(hypergeometric_test(Counts{3, 5}, Counts{2, 20}), "more seats than candidates in the pool");
    expect_none(hypergeometric_tail({.seats = 8, .seats_of_sector = 3, .pool = 22, .pool_of_sector = 2},
                                    Tail::at_most),
                "more seats than candidates in the pool");
    expect_none(hypergeometric_tail({.seats = 8, .seats_of_sector = 1, .pool = 6, .pool_of_sector = 2},
                                    Tail::at_most),
                "more seats than candidates in the pool");
}

TEST(HypergeometricTest, OfTheWholePoolLeavesNothingToChance) {
    const ExactTest test = hypergeometric_test(Counts{3, 5}, Counts{3, 5});
    EXPECT_EQ(test.outcomes, 1);
    EXPECT_EQ(test.p, 1.0);
}

TEST(HypergeometricTail, AgreesWithBoost) {
    const boost::math::hypergeometric_distribution<> distribution{25U, 30U, 100U};
    for (std::int64_t k = 0; k <= 25; ++k) {
        const PoolDraw draw{.seats = 30, .seats_of_sector = k, .pool = 100, .pool_of_sector = 25};
        const auto x = static_cast<unsigned>(k);
        EXPECT_NEAR(*hypergeometric_tail(draw, Tail::at_most).p, boost::math::cdf(distribution, x), 1e-13);
        const double above = k == 0 ? 1.0 : boost::math::cdf(boost::math::complement(distribution, x - 1));
        EXPECT_NEAR(*hypergeometric_tail(draw, Tail::at_least).p, above, 1e-13);
    }
}

TEST(HypergeometricTail, StatesItsSmallestPAndItsSide) {
    const PoolDraw draw{.seats = 8, .seats_of_sector = 4, .pool = 10, .pool_of_sector = 5};
    const ExactTest most = hypergeometric_tail(draw, Tail::at_most);
    EXPECT_EQ(most.outcomes, 3); // 3, 4 or 5 of the sector: at least 3, because there are 5 others
    EXPECT_NEAR(*most.smallest_p, 10.0 / 45.0, 1e-15);
    EXPECT_NEAR(*most.p, 35.0 / 45.0, 1e-15);
    EXPECT_EQ(most.convention, "one-sided: at most");
    const PoolDraw all{.seats = 8, .seats_of_sector = 5, .pool = 10, .pool_of_sector = 5};
    EXPECT_EQ(hypergeometric_tail(all, Tail::at_most).p, 1.0);
    EXPECT_EQ(hypergeometric_tail(draw, Tail::at_least).convention, "one-sided: at least");
}

TEST(ExactTests, TakeHalfOfWhatTiesForMidP) {
    const ExactTestOptions options{.mid_p = true};
    // of 16 outcomes 1, 4, 6, 4 and 1 give 0 … 4 successes
    EXPECT_NEAR(*binomial_test(3, 4, 0.5, options).p, (2 + 0.5 * 8) / 16.0, 1e-15);
    EXPECT_NEAR(*binomial_test(4, 4, 0.5, options).p, 1.0 / 16.0, 1e-15);
    EXPECT_NEAR(*binomial_test(3, 4, 0.5, options).smallest_p, 1.0 / 16.0, 1e-15);
    EXPECT_NEAR(*binomial_test(2, 4, 0.5, options).p, (10 + 0.5 * 6) / 16.0, 1e-15);
    EXPECT_EQ(binomial_test(2, 4, 0.5, options).convention, "two-sided by minimum likelihood, mid-p");
    // two seats from 3 + 3 candidates: 3, 9 and 3 of the 15 pairs have 0, 1 and 2 of the first sector
    const ExactTest pool = hypergeometric_test(Counts{2, 0}, Counts{3, 3}, options);
    EXPECT_NEAR(*pool.p, 3.0 / 15.0, 1e-15);
    const PoolDraw draw{.seats = 2, .seats_of_sector = 1, .pool = 6, .pool_of_sector = 3};
    const ExactTest at_most = hypergeometric_tail(draw, Tail::at_most, options);
    EXPECT_NEAR(*at_most.p, (3 + 0.5 * 9) / 15.0, 1e-15);
    EXPECT_NEAR(*at_most.smallest_p, 1.5 / 15.0, 1e-15);
    EXPECT_EQ(at_most.convention, "one-sided: at most, mid-p");
    EXPECT_NEAR(*hypergeometric_tail(draw, Tail::at_least, options).p, (3 + 0.5 * 9) / 15.0, 1e-15);
}

} // namespace
} // namespace samspill
