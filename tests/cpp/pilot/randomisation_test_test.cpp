#include <samspill/pilot/randomisation_test.hpp>

#include <samspill/core/error.hpp>

#include "support/stop_control.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using Outcomes = std::vector<double>;
using Arms = std::vector<std::uint8_t>;
using Strata = std::vector<std::uint32_t>;

const Outcomes toy5{6, 4, 1, 2, 0};
const Arms toy5_arms{1, 1, 0, 0, 0};

TEST(RandomisationTest, GivesTheWorkedNumbersOfFiveMunicipalities) {
    for (const auto statistic : {RandomisationStatistic::difference, RandomisationStatistic::studentised}) {
        const RandomisationResult result = randomisation_test(toy5, toy5_arms, {}, {.statistic = statistic});
        EXPECT_NEAR(result.estimate.value(), 4.0, 1e-12);
        EXPECT_TRUE(result.exact);
        EXPECT_EQ(result.arrangements, 10);
        EXPECT_EQ(result.p, 0.1);
        EXPECT_EQ(result.smallest_p, 0.1);
        EXPECT_FALSE(result.caveat.empty());
    }
    const RandomisationResult t =
        randomisation_test(toy5, toy5_arms, {}, {.statistic = RandomisationStatistic::studentised});
    EXPECT_NEAR(t.statistic.value(), 4.0 / 1.154701, 5e-6); // Welch
}

TEST(RandomisationTest, GivesThePublishedNumbersOfTheVillages) {
    // Gerber & Green: 2 of 7 villages treated (methods P12)
    const Outcomes outcome{15, 15, 20, 20, 10, 15, 30};
    const Arms treated{1, 0, 0, 0, 0, 0, 1};
    const RandomisationResult result = randomisation_test(outcome, treated);
    EXPECT_NEAR(result.estimate.value(), 6.5, 1e-12);
    EXPECT_EQ(result.arrangements, 21);
    EXPECT_EQ(result.p, 8.0 / 21.0);
    EXPECT_EQ(result.p_upper, 5.0 / 21.0);
    EXPECT_EQ(result.p_lower, 19.0 / 21.0);
}

TEST(RandomisationTest, GivesTheLadyTastingTea) {
    const Outcomes said_milk_first{1, 1, 1, 1, 0, 0, 0, 0};
    const RandomisationResult right = randomisation_test(said_milk_first, Arms{1, 1, 1, 1, 0, 0, 0, 0});
    EXPECT_EQ(right.arrangements, 70);
    EXPECT_EQ(right.p_upper, 1.0 / 70.0);
    const RandomisationResult one_wrong = randomisation_test(said_milk_first, Arms{1, 1, 1, 0, 1, 0, 0, 0});
    EXPECT_EQ(one_wrong.p_upper, 17.0 / 70.0);
}

TEST(RandomisationTest, GivesTheWorkedNumbersOfMatchedPairs) {
    Outcomes outcome;
    Arms treated;
    Strata pair;
    for (std::uint32_t k = 0; k < 12; ++k) {
        outcome.insert(outcome.end(), {0.0, 1.0 + k}); // the treated of each pair is the larger one
        treated.insert(treated.end(), {0, 1});
        pair.insert(pair.end(), {k, k});
    }
    const RandomisationResult result = randomisation_test(outcome, treated, pair);
    EXPECT_EQ(result.arrangements, 4096);
    EXPECT_EQ(result.p, 2.0 / 4096.0);
    EXPECT_NEAR(result.estimate.value(), 6.5, 1e-12);
}

TEST(RandomisationTest, CountsTwelveOfTwentyFour) {
    Outcomes outcome(24);
    Arms treated(24);
    for (std::size_t k = 0; k < 24; ++k) {
        outcome[k] = std::ldexp(1.0, static_cast<int>(k)); // no two arrangements alike
        treated[k] = k >= 12 ? 1 : 0;
    }
    const RandomisationResult result = randomisation_test(outcome, treated);
    EXPECT_TRUE(result.exact);
    EXPECT_EQ(result.arrangements, 2'704'156);
    EXPECT_EQ(result.p, 2.0 / 2'704'156.0);
}

TEST(SignFlipTest, GivesTheWorkedNumberOfChangesWithoutControls) {
    const RandomisationResult result = sign_flip_test(toy5);
    EXPECT_EQ(result.arrangements, 32);
    EXPECT_EQ(result.p, 4.0 / 32.0); // the 0 counts with both its signs
    EXPECT_NEAR(result.estimate.value(), 2.6, 1e-12);
    const RandomisationResult drawn = sign_flip_test(toy5, {.max_arrangements = 31, .replicates = 4000});
    EXPECT_FALSE(drawn.exact);
    EXPECT_NEAR(*drawn.p, 0.125, 5.0 * std::sqrt(0.125 * 0.875 / 4000.0));
}

/// The two-sided p of a constant effect, each arrangement by itself.
double slow_p(const Outcomes& outcome, const Arms& treated, double effect) {
    const auto n = outcome.size();
    const auto chosen = std::accumulate(treated.begin(), treated.end(), 0);
    Outcomes without(n);
    for (std::size_t i = 0; i < n; ++i) {
        without[i] = outcome[i] - effect * treated[i];
    }
    const auto difference = [&](std::uint32_t mask) {
        double of_treated = 0.0;
        double of_controls = 0.0;
        for (std::size_t i = 0; i < n; ++i) {
            ((mask >> i) % 2 == 1 ? of_treated : of_controls) += without[i];
        }
        return of_treated / chosen - of_controls / (static_cast<double>(n) - chosen);
    };
    std::uint32_t own = 0;
    for (std::size_t i = 0; i < n; ++i) {
        own |= static_cast<std::uint32_t>(treated[i]) << i;
    }
    int all = 0;
    int extreme = 0;
    for (std::uint32_t mask = 0; mask < std::uint32_t{1} << n; ++mask) {
        if (std::popcount(mask) == chosen) {
            ++all;
            extreme += std::abs(difference(mask)) >= std::abs(difference(own)) - 1e-9 ? 1 : 0;
        }
    }
    return static_cast<double>(extreme) / all;
}

/// The two-sided p of a constant effect where there are no controls, each way to give signs by itself.
double slow_sign_p(const Outcomes& change, double effect) {
    const auto sum = [&](std::uint32_t turned) {
        double total = 0.0;
        for (std::size_t i = 0; i < change.size(); ++i) {
            total += (turned >> i) % 2 == 1 ? effect - change[i] : change[i] - effect;
        }
        return total;
    };
    const std::uint32_t all = std::uint32_t{1} << change.size();
    std::uint32_t extreme = 0;
    for (std::uint32_t turned = 0; turned < all; ++turned) {
        extreme += std::abs(sum(turned)) >= std::abs(sum(0)) - 1e-9 ? 1U : 0U;
    }
    return static_cast<double>(extreme) / all;
}

// Changes 1, 2, 3 less τ >= 2 sum to 6 - 3τ. With 3 - τ turned |-τ| is as large up to τ = 3, with 1 - τ
// turned |4 - τ| up to 2.5, with 2 - τ turned |2 - τ| at 2 only; each and its opposite are two of eight.
TEST(SignFlipTest, LimitsAreThoseWorkedByHand) {
    const RandomisationResult half = sign_flip_test(Outcomes{2, 3, 1}, {.level = 0.5});
    EXPECT_EQ(half.level, 0.5);
    EXPECT_NEAR(half.low.value(), 1.0, 1e-12);
    EXPECT_NEAR(half.high.value(), 3.0, 1e-12);
    const RandomisationResult quarter = sign_flip_test(Outcomes{2, 3, 1}, {.level = 0.25});
    EXPECT_NEAR(quarter.low.value(), 1.5, 1e-12);
    EXPECT_NEAR(quarter.high.value(), 2.5, 1e-12);
    const RandomisationResult few = sign_flip_test(toy5);
    EXPECT_FALSE(few.low);
    EXPECT_FALSE(few.high);
    EXPECT_EQ(few.limits_reason, "so few arrangements reject no effect, however large");
    EXPECT_FALSE(sign_flip_test(Outcomes{2, 3, 1}, {.limits = false, .level = 0.5}).low);
    EXPECT_THROW((void)sign_flip_test(toy5, {.level = 1.0}), InvalidArgument);
}

TEST(SignFlipTest, LimitsHoldWhatIsNotRejectedAndNothingElse) {
    for (const Outcomes& change :
         {Outcomes{3.1, 0.2, -5.5, 2.4, 2.3, 9.0, 1.7}, Outcomes{1, 1, 1, 2, 2, -1, 0, 3}}) {
        const RandomisationResult result = sign_flip_test(change, {.level = 0.9});
        for (int step = -400; step <= 400; ++step) {
            const double effect = *result.estimate + 0.0371 * step;
            EXPECT_EQ(slow_sign_p(change, effect) >= 0.1, effect >= *result.low && effect <= *result.high)
                << effect;
        }
        const RandomisationResult drawn =
            sign_flip_test(change, {.max_arrangements = 1, .replicates = 40'000, .level = 0.9});
        EXPECT_FALSE(drawn.exact);
        for (const auto& [limit, outwards] :
             {std::pair{drawn.low.value(), -1e-6}, {drawn.high.value(), 1e-6}}) {
            EXPECT_GT(slow_sign_p(change, limit - outwards), 0.09); // so many draws come as close as 0.01
            EXPECT_LT(slow_sign_p(change, limit + outwards), 0.11);
        }
    }
}

TEST(RandomisationTest, AgreesWithEachArrangementByItself) {
    const Outcomes outcome{3.1, 0.2, 5.5, 2.4, 2.4, 9.0, 1.7, 4.3, 0.9};
    for (const Arms& treated : {Arms{1, 0, 1, 0, 0, 1, 0, 1, 0}, Arms{0, 1, 1, 1, 1, 1, 0, 1, 1}}) {
        EXPECT_EQ(randomisation_test(outcome, treated).p, slow_p(outcome, treated, 0.0));
    }
}

TEST(RandomisationTest, LimitsAreTheLastEffectsThatAreNotRejected) {
    const Outcomes outcome{3.1, 0.2, 5.5, 2.4, 2.3, 9.0, 1.7, 4.3, 0.9, 6.1};
    const Arms treated{1, 0, 1, 0, 0, 1, 0, 1, 0, 0};
    const RandomisationResult result = randomisation_test(outcome, treated, {}, {.level = 0.9});
    for (const auto& [limit, outwards] :
         {std::pair{result.low.value(), -1e-6}, {result.high.value(), 1e-6}}) {
        EXPECT_GE(slow_p(outcome, treated, limit - outwards), 0.1);
        EXPECT_LT(slow_p(outcome, treated, limit + outwards), 0.1);
    }
    const RandomisationResult few = randomisation_test(toy5, toy5_arms);
    EXPECT_FALSE(few.low);
    EXPECT_FALSE(few.high);
    EXPECT_EQ(few.limits_reason, "so few arrangements reject no effect, however large");
}

TEST(RandomisationTest, DrawnArrangementsComeCloseToAllOfThem) {
    const Outcomes outcome{3.1, 0.2, 5.5, 2.4, 2.3, 9.0, 1.7, 4.3, 0.9, 6.1};
    const Arms treated{1, 0, 1, 0, 0, 1, 0, 1, 0, 0};
    const Strata stratum{0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
    const RandomisationResult all = randomisation_test(outcome, treated, stratum);
    EXPECT_EQ(all.arrangements, 100);
    const RandomisationResult drawn =
        randomisation_test(outcome, treated, stratum, {.max_arrangements = 99, .replicates = 8000});
    EXPECT_FALSE(drawn.exact);
    EXPECT_EQ(drawn.replicates, 8000);
    EXPECT_EQ(drawn.estimate, all.estimate);
    EXPECT_NEAR(*drawn.p, *all.p, 5.0 * std::sqrt(*all.p * (1.0 - *all.p) / 8000.0));
}

TEST(RandomisationTest, LeavesOutStrataWithoutAComparison) {
    const RandomisationResult result = randomisation_test(
        Outcomes{6, 4, 1, 2, 0, 7, 8}, Arms{1, 1, 0, 0, 0, 1, 1}, Strata{0, 0, 0, 0, 0, 1, 1});
    EXPECT_EQ(result.left_out, 2U);
    EXPECT_EQ(result.units, 5U);
    EXPECT_EQ(result.p, 0.1);
}

TEST(RandomisationTest, OrderOfUnitsDoesNotMatter) {
    const Outcomes turned{0, 2, 1, 4, 6};
    const Arms arms{0, 0, 0, 1, 1};
    const RandomisationResult a = randomisation_test(toy5, toy5_arms);
    const RandomisationResult b = randomisation_test(turned, arms);
    EXPECT_EQ(a.estimate, b.estimate);
    EXPECT_EQ(a.p, b.p);
}

// 0.1 + 0.2 is not 0.3: treated and controls have the same mean, and no arrangement is less extreme.
TEST(RandomisationTest, ADifferenceThatCancelsIsAsExtremeAsNone) {
    ASSERT_NE(0.1 + 0.2, 0.3);
    for (const double constant : {0.0, 0.7, 100.1}) {
        const RandomisationResult same = randomisation_test(
            Outcomes{0.1 + constant, 0.2 + constant, 0.3 + constant, constant}, Arms{1, 1, 0, 0});
        EXPECT_EQ(same.p, 1.0) << constant;
        EXPECT_EQ(same.p_upper, 4.0 / 6.0) << constant; // two cancel, two differ upwards
        EXPECT_EQ(same.p_lower, 4.0 / 6.0) << constant;
    }
    EXPECT_EQ(sign_flip_test(Outcomes{0.1 + 0.2, -0.3, 0.6, -0.6}).p, 1.0);
}

// Two treated with a change of 3, three controls with 1: the difference is infinitely many standard errors,
// which one of ten arrangements reaches, and the one with the signs turned does not exist.
TEST(RandomisationTest, ADifferenceWithoutAnyVarianceIsReachedByItself) {
    const RandomisationResult result = randomisation_test(Outcomes{3, 3, 1, 1, 1}, toy5_arms, {},
                                                          {.statistic = RandomisationStatistic::studentised});
    EXPECT_EQ(result.p, 0.1);
    EXPECT_EQ(result.p_upper, 0.1);
    EXPECT_EQ(result.p_lower, 1.0);
    EXPECT_EQ(result.smallest_p, 0.1);
}

TEST(RandomisationTest, RefusesWhatItCannotTell) {
    EXPECT_EQ(randomisation_test({}, {}).reason, "empty");
    EXPECT_EQ(sign_flip_test({}).reason, "empty");
    EXPECT_EQ(sign_flip_test(Outcomes{0, 0}).reason, "no variance");
    EXPECT_EQ(randomisation_test(Outcomes{1, 2}, Arms{1, 1}).reason,
              "no stratum with both treated and controls");
    EXPECT_EQ(randomisation_test(Outcomes{2, 2, 2}, Arms{1, 0, 0}).reason, "no variance");
    EXPECT_EQ(randomisation_test(Outcomes{1, 2, 3}, Arms{1, 0, 0}, {},
                                 {.statistic = RandomisationStatistic::studentised})
                  .reason,
              "fewer than two treated or two controls in a stratum");
    EXPECT_THROW((void)randomisation_test(Outcomes{1, 2}, Arms{1}), InvalidArgument);
    EXPECT_THROW((void)randomisation_test(Outcomes{1, std::nan("")}, Arms{1, 0}), InvalidArgument);
    EXPECT_THROW((void)randomisation_test(toy5, toy5_arms, {}, {.level = 1.0}), InvalidArgument);
    test::StopControl stop;
    Outcomes many(24);
    std::iota(many.begin(), many.end(), 0.0);
    Arms half(24);
    std::fill(half.begin(), half.begin() + 12, std::uint8_t{1});
    EXPECT_THROW((void)randomisation_test(many, half, {}, {}, &stop), Cancelled);
}

} // namespace
} // namespace samspill
