// Expected values marked scipy were computed with scipy 1.17.1: fisher_exact and contingency.odds_ratio.
#include <samspill/analysis/fisher_exact.hpp>

#include <samspill/core/error.hpp>

#include "support/stop_control.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace samspill {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

double p_of(const TwoByTwo& table, Alternative alternative = Alternative::two_sided) {
    return fisher_test(table, alternative).p.value();
}

TEST(FisherTest, OfTheLadyTastingTea) {
    // P12: all four cups right by chance in 1 of 70 orders, at least three in 17
    EXPECT_NEAR(p_of({4, 0, 0, 4}, Alternative::greater), 1.0 / 70.0, 1e-15);
    EXPECT_NEAR(p_of({3, 1, 1, 3}, Alternative::greater), 17.0 / 70.0, 1e-15);
    EXPECT_NEAR(p_of({3, 1, 1, 3}, Alternative::less), 69.0 / 70.0, 1e-15);
    EXPECT_NEAR(p_of({3, 1, 1, 3}), 34.0 / 70.0, 1e-15);
    const ExactTest test = fisher_test({4, 0, 0, 4});
    EXPECT_EQ(test.outcomes, 5);
    EXPECT_EQ(test.n, 8);
    EXPECT_NEAR(*test.smallest_p, 2.0 / 70.0, 1e-15);
    EXPECT_NEAR(*test.probability, 1.0 / 70.0, 1e-15);
    EXPECT_EQ(test.p, test.smallest_p);
}

TEST(FisherTest, AgreesWithScipy) {
    struct Case {
        TwoByTwo table;
        double two_sided = 0.0;
        double less = 0.0;
        double greater = 0.0;
    };
    const std::vector<Case> cases{
        {{2, 10, 15, 3}, 0.0005367241191434357, 0.000465180943362905, 0.9999845190186861},
        {{8, 2, 1, 5}, 0.034965034965034975, 0.9991258741258742, 0.024475524475524483},
        {{0, 9, 6, 0}, 0.0001998001998001998, 0.0001998001998001998, 1.0},
        {{20, 35, 41, 17}, 0.00032424029413998814, 0.00023356438926282915, 0.9999495040925807},
        {{1, 9, 11, 3}, 0.0027594561852200836, 0.0013797280926100418, 0.9999663480953022},
    };
    for (const auto& [table, two_sided, less, greater] : cases) {
        EXPECT_NEAR(p_of(table) / two_sided, 1.0, 1e-12);
        EXPECT_NEAR(p_of(table, Alternative::less) / less, 1.0, 1e-12);
        EXPECT_NEAR(p_of(table, Alternative::greater) / greater, 1.0, 1e-12);
    }
}

TEST(FisherTest, IsTheHypergeometricTestOfASector) {
    // methods M1.6: 8 seats from 20 + 20 candidates, at most one of the sector
    EXPECT_NEAR(p_of({1, 19, 7, 13}, Alternative::less), 0.021798, 5e-7);
    EXPECT_NEAR(p_of({0, 10, 8, 22}, Alternative::less), 0.076106, 5e-7);
}

TEST(FisherTest, TakesHalfOfWhatTiesForMidP) {
    const ExactTestOptions options{.mid_p = true};
    // of 70 orders 1, 16, 36, 16 and 1 give 0 … 4 cups right
    EXPECT_NEAR(*fisher_test({3, 1, 1, 3}, Alternative::two_sided, options).p, (2 + 0.5 * 32) / 70.0, 1e-15);
    EXPECT_NEAR(*fisher_test({3, 1, 1, 3}, Alternative::greater, options).p, (1 + 0.5 * 16) / 70.0, 1e-15);
    EXPECT_NEAR(*fisher_test({4, 0, 0, 4}, Alternative::less, options).p, 69.5 / 70.0, 1e-15);
    EXPECT_NEAR(*fisher_test({3, 1, 1, 3}, Alternative::two_sided, options).smallest_p, 1.0 / 70.0, 1e-15);
    EXPECT_EQ(fisher_test({3, 1, 1, 3}, Alternative::less, options).convention, "one-sided: less, mid-p");
}

TEST(FisherTest, OfTablesThatLeaveNothingToChance) {
    EXPECT_EQ(fisher_test({0, 0, 0, 0}).status, Status::not_applicable);
    EXPECT_EQ(fisher_test({0, 0, 0, 0}).reason, "empty");
    const ExactTest one_row = fisher_test({5, 3, 0, 0});
    EXPECT_EQ(one_row.p, 1.0);
    EXPECT_EQ(one_row.smallest_p, 1.0);
    EXPECT_EQ(one_row.outcomes, 1);
    EXPECT_EQ(fisher_test({5, 0, 3, 0}, Alternative::less).p, 1.0);
}

TEST(FisherTest, RefusesWhatIsNoTable) {
    EXPECT_THROW((void)fisher_test({-1, 2, 3, 4}), InvalidArgument);
    EXPECT_THROW((void)fisher_test({most, 1, 0, 0}), Overflow);
    EXPECT_THROW((void)fisher_test({1, 2, 3, 4}, Alternative::two_sided, {.max_outcomes = 0}),
                 InvalidArgument);
    const ExactTest large = fisher_test({50, 50, 50, 50}, Alternative::two_sided, {.max_outcomes = 100});
    EXPECT_EQ(large.reason, "more possible outcomes than max_outcomes");
    EXPECT_TRUE(fisher_test({50, 50, 50, 50}, Alternative::two_sided, {.max_outcomes = 101}).p);
}

TEST(FisherTest, OfManyPeopleStaysWithinTheRange) {
    EXPECT_EQ(p_of({0, 400'000, 400'000, 0}), 0.0); // some 1e-240000
    EXPECT_NEAR(p_of({200'000, 200'000, 200'000, 200'000}), 1.0, 1e-12);
}

TEST(FisherTests, OfManyTablesAreThoseOfEach) {
    std::vector<TwoByTwo> tables{{0, 0, 0, 0}};
    for (std::int64_t k = 0; k < 5000; ++k) {
        tables.push_back({k % 11, (k / 7) % 13, (k / 3) % 5, 1 + (k / 2) % 17});
    }
    tables.push_back({100, 100, 100, 100});
    for (const auto alternative : {Alternative::two_sided, Alternative::less, Alternative::greater}) {
        const ExactTestOptions options{.max_outcomes = 150, .mid_p = alternative == Alternative::less};
        const FisherTests tests = fisher_tests(tables, alternative, options);
        ASSERT_EQ(tests.p.size(), tables.size());
        for (std::size_t k = 0; k < tables.size(); ++k) {
            const ExactTest one = fisher_test(tables[k], alternative, options);
            if (one.p) {
                ASSERT_EQ(tests.p[k], *one.p) << k;
                ASSERT_EQ(tests.smallest_p[k], *one.smallest_p) << k;
                ASSERT_EQ(tests.outcomes[k], *one.outcomes) << k;
            } else {
                EXPECT_TRUE(std::isnan(tests.p[k]) && std::isnan(tests.smallest_p[k])) << k;
            }
        }
        EXPECT_EQ(tests.outcomes.front(), 0);
        EXPECT_EQ(tests.outcomes.back(), 201);
    }
    EXPECT_TRUE(fisher_tests({}).p.empty());
    EXPECT_THROW((void)fisher_tests(std::vector<TwoByTwo>{{1, 1, 1, 1}, {1, -1, 1, 1}}), InvalidArgument);
}

TEST(FisherTests, CanBeStopped) {
    test::StopControl control;
    // Enough of them that the thread which asks gets a share of the work, however busy the machine is.
    const std::vector<TwoByTwo> tables(1'000'000, TwoByTwo{20, 20, 20, 20});
    EXPECT_THROW((void)fisher_tests(tables, Alternative::two_sided, {}, &control), Cancelled);
}

TEST(ConditionalOddsRatio, AgreesWithScipy) {
    const Interval criminals = conditional_odds_ratio({2, 10, 15, 3});
    EXPECT_NEAR(*criminals.estimate, 0.04693663904968003, 1e-8);
    EXPECT_NEAR(*criminals.low, 0.003317163950657363, 1e-8);
    EXPECT_NEAR(*criminals.high, 0.36318960235668074, 1e-7);
    const Interval small = conditional_odds_ratio({8, 2, 1, 5});
    EXPECT_NEAR(*small.estimate, 15.465819716921013, 1e-6);
    EXPECT_NEAR(*small.low, 1.0088492079476723, 1e-6);
    EXPECT_NEAR(*small.high, 1059.6394950862782, 1e-3);
    EXPECT_EQ(small.level, 0.95);
}

TEST(ConditionalOddsRatio, AtTheEndsOfWhatIsPossible) {
    const Interval none = conditional_odds_ratio({0, 9, 6, 0});
    EXPECT_EQ(none.estimate, 0.0);
    EXPECT_EQ(none.low, 0.0);
    EXPECT_NEAR(*none.high, 0.1796875143435437, 1e-7);
    const Interval all = conditional_odds_ratio({9, 0, 0, 6});
    EXPECT_TRUE(std::isinf(*all.estimate) && std::isinf(*all.high));
    EXPECT_NEAR(*all.low * *none.high, 1.0, 1e-9); // the mirrored table
    EXPECT_EQ(all.reason.substr(0, 8), "infinite");
    EXPECT_EQ(conditional_odds_ratio({5, 0, 3, 0}).reason, "only one outcome is possible");
    EXPECT_EQ(conditional_odds_ratio({0, 0, 0, 0}).reason, "empty");
    EXPECT_THROW((void)conditional_odds_ratio({1, 1, 1, 1}, 1.0), InvalidArgument);
}

} // namespace
} // namespace samspill
