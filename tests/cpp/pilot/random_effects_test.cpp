#include <samspill/pilot/random_effects.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace samspill {
namespace {

using Numbers = std::vector<double>;

const Numbers effects{0.10, 0.02, 0.06, 0.14, 0.03};
const Numbers variances{0.0009, 0.0016, 0.0004, 0.0025, 0.0009};

TEST(RandomEffects, GivesTheWorkedNumbers) {
    const RandomEffectsResult result = random_effects(effects, variances);
    EXPECT_NEAR(result.fixed_mean.value(), 0.063151, 5e-7);
    EXPECT_NEAR(result.q.value(), 6.280705, 5e-7);
    EXPECT_NEAR(result.tau_square.value(), 0.000551653, 5e-10);
    EXPECT_NEAR(result.mean.value(), 0.064506, 5e-7);
    EXPECT_NEAR(result.se.value(), 0.017620, 5e-7);
    const Numbers sites{0.07799, 0.05310, 0.06189, 0.07815, 0.05139};
    for (std::size_t k = 0; k < sites.size(); ++k) {
        EXPECT_NEAR(result.site_effects.at(k), sites[k], 5e-6);
    }
    EXPECT_NEAR(result.prediction_low.value(), -0.0289, 5e-5);
    EXPECT_NEAR(result.prediction_high.value(), 0.1579, 5e-5);
    EXPECT_GT(result.low.value(), 0.0); // a mean above 0, and yet no effect next door is possible
}

/// Restricted log likelihood of the variance between sites.
double restricted_likelihood(double tau_square) {
    double weights = 0.0;
    double total = 0.0;
    double logarithms = 0.0;
    for (std::size_t k = 0; k < effects.size(); ++k) {
        const double variance = variances[k] + tau_square;
        weights += 1.0 / variance;
        total += effects[k] / variance;
        logarithms += std::log(variance);
    }
    double distance = 0.0;
    for (std::size_t k = 0; k < effects.size(); ++k) {
        const double away = effects[k] - total / weights;
        distance += away * away / (variances[k] + tau_square);
    }
    return -0.5 * (logarithms + std::log(weights) + distance);
}

TEST(RandomEffects, RemlIsTheHighestPlaceOfItsLikelihood) {
    const RandomEffectsResult result = random_effects(effects, variances, {.between = BetweenVariance::reml});
    double best = 0.0;
    for (int step = 0; step < 50'000; ++step) {
        const double tau_square = step * 1e-7;
        if (restricted_likelihood(tau_square) > restricted_likelihood(best)) {
            best = tau_square;
        }
    }
    ASSERT_GT(best, 0.0);
    EXPECT_NEAR(result.tau_square.value(), best, 2e-7);
}

TEST(RandomEffects, SitesOfEqualVarianceHaveClosedForms) {
    // with one variance v for all, DL and REML are both the sample variance of effects less v
    const Numbers y{1, 2, 4, 9};
    const Numbers v(4, 2.0);
    const double sample_variance = (9.0 + 4.0 + 0.0 + 25.0) / 3.0;
    for (const auto between : {BetweenVariance::dersimonian_laird, BetweenVariance::reml}) {
        const RandomEffectsResult result = random_effects(y, v, {.between = between});
        EXPECT_NEAR(result.tau_square.value(), sample_variance - 2.0, 1e-10);
        EXPECT_NEAR(result.mean.value(), 4.0, 1e-12);
        EXPECT_NEAR(result.se.value(), std::sqrt(sample_variance / 4.0), 1e-10);
        EXPECT_NEAR(result.q.value(), 19.0, 1e-12);
        EXPECT_NEAR(result.i_square.value(), 16.0 / 19.0, 1e-12);
    }
}

TEST(RandomEffects, SaysThatSitesDifferNoMoreThanByChance) {
    const Numbers y{0.1, 0.11, 0.09};
    const Numbers v{1, 1, 1};
    for (const auto between : {BetweenVariance::dersimonian_laird, BetweenVariance::reml}) {
        const RandomEffectsResult result = random_effects(y, v, {.between = between});
        EXPECT_EQ(result.tau_square, 0.0);
        EXPECT_EQ(result.tau_square_reason, "sites differ no more than by chance");
        EXPECT_EQ(result.mean, result.fixed_mean);
        EXPECT_EQ(result.i_square, 0.0);
        EXPECT_EQ(result.site_effects.front(), result.mean);
    }
}

TEST(RandomEffects, FewSitesSayLess) {
    const RandomEffectsResult none = random_effects({}, {});
    EXPECT_EQ(none.status, Status::not_applicable);
    EXPECT_EQ(none.reason, "empty");
    EXPECT_FALSE(none.mean);
    const RandomEffectsResult one = random_effects(Numbers{3}, Numbers{4});
    EXPECT_EQ(one.mean, 3.0);
    EXPECT_EQ(one.se, 2.0);
    EXPECT_FALSE(one.q);
    EXPECT_FALSE(one.tau_square);
    EXPECT_EQ(one.tau_square_reason, "one site");
    EXPECT_EQ(one.site_effects, Numbers{3});
    const RandomEffectsResult two = random_effects(Numbers{3, 9}, Numbers{4, 4});
    EXPECT_FALSE(two.prediction_low);
    EXPECT_EQ(two.prediction_reason, "fewer than three sites");
}

TEST(RandomEffects, IsTheSameForAnyOrder) {
    const RandomEffectsResult first = random_effects(effects, variances, {.between = BetweenVariance::reml});
    std::vector<std::size_t> order(effects.size());
    std::iota(order.begin(), order.end(), 0);
    do {
        Numbers y;
        Numbers v;
        for (const std::size_t row : order) {
            y.push_back(effects[row]);
            v.push_back(variances[row]);
        }
        const RandomEffectsResult again = random_effects(y, v, {.between = BetweenVariance::reml});
        ASSERT_EQ(again.tau_square, first.tau_square);
        ASSERT_EQ(again.mean, first.mean);
        ASSERT_EQ(again.q, first.q);
        ASSERT_EQ(again.site_effects[0], first.site_effects[order[0]]);
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST(RandomEffects, RefusesBrokenCalls) {
    EXPECT_THROW((void)random_effects(effects, Numbers{1}), InvalidArgument);
    EXPECT_THROW((void)random_effects(Numbers{1}, Numbers{0}), InvalidArgument);
    EXPECT_THROW((void)random_effects(Numbers{std::numeric_limits<double>::quiet_NaN()}, Numbers{1}),
                 InvalidArgument);
    EXPECT_THROW((void)random_effects(effects, variances, {.level = 1.0}), InvalidArgument);
}

} // namespace
} // namespace samspill
