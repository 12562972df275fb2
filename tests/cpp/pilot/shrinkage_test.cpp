#include <samspill/pilot/shrinkage.hpp>

#include <samspill/core/error.hpp>

#include "pilot/gamma_draws.hpp"
#include "support/stop_control.hpp"

#include <boost/math/distributions/gamma.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

namespace samspill {
namespace {

using Counts = std::vector<std::int64_t>;
using Numbers = std::vector<double>;

TEST(Shrinkage, GivesTheWorkedNumbers) {
    const ShrinkageResult result = shrunken_ratios(Counts{8, 2, 5}, Numbers{5, 5, 5});
    EXPECT_NEAR(result.mean.value(), 1.0, 1e-15);
    EXPECT_NEAR(result.variance.value(), 0.04, 1e-15); // s² = 0.24 less m / mean E = 0.2
    const Numbers expected{1.1, 0.9, 1.0};
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_NEAR(result.ratios[k].weight, 1.0 / 6.0, 1e-14);
        EXPECT_NEAR(result.ratios[k].shrunken, expected[k], 1e-14);
    }
    EXPECT_EQ(result.ratios[0].ratio, 1.6);
}

TEST(Shrinkage, LimitsAreQuantilesOfTheGammaThatIsLeft) {
    const ShrinkageResult result = shrunken_ratios(Counts{8, 2, 5}, Numbers{5, 5, 5});
    // prior: shape m²/A = 25, rate m/A = 25; the mean of what is left is the shrunken ratio
    const boost::math::gamma_distribution<> left{25.0 + 8.0, 1.0 / (25.0 + 5.0)};
    EXPECT_NEAR(mean(left), result.ratios[0].shrunken, 1e-12);
    EXPECT_NEAR(result.ratios[0].low.value(), quantile(left, 0.025), 1e-9);
    EXPECT_NEAR(result.ratios[0].high.value(), quantile(left, 0.975), 1e-9);
}

TEST(Shrinkage, UnitsAlikeShareTheirRanks) {
    // two units far above two others: by symmetry ranks 3 and 4, and 1 and 2, are shared
    const ShrinkageResult alike = shrunken_ratios(Counts{30, 30, 2, 2}, Numbers{10, 10, 10, 10});
    EXPECT_EQ(alike.ratios[0].mean_rank, alike.ratios[1].mean_rank);
    EXPECT_EQ(alike.ratios[2].mean_rank, alike.ratios[3].mean_rank);
    EXPECT_NEAR(alike.ratios[0].mean_rank.value(), 3.5, 0.01);
    EXPECT_NEAR(alike.ratios[2].mean_rank.value(), 1.5, 0.01);
    EXPECT_EQ(alike.ratios[0].rank_low, 3);
    EXPECT_EQ(alike.ratios[0].rank_high, 4);
}

TEST(Shrinkage, MeanRanksAgreeWithIntegrals) {
    const ShrinkageResult result = shrunken_ratios(Counts{8, 2, 5}, Numbers{5, 5, 5}, {.draws = 40'000});
    // rank of a unit: 1 + Σ P(other < own), by sums over a fine grid of the ratio
    const Numbers shapes{33, 27, 30};
    std::vector<boost::math::gamma_distribution<>> left;
    for (const double shape : shapes) {
        left.emplace_back(shape, 1.0 / 30.0);
    }
    for (std::size_t own = 0; own < 3; ++own) {
        double rank = 1.0;
        for (std::size_t other = 0; other < 3; ++other) {
            if (other == own) {
                continue;
            }
            for (int step = 0; step < 4000; ++step) {
                const double x = 0.001 * step + 0.0005;
                rank += pdf(left[own], x) * cdf(left[other], x) * 0.001;
            }
        }
        EXPECT_NEAR(result.ratios[own].mean_rank.value(), rank, 0.02);
    }
    // so few counts do not tell who is first
    EXPECT_EQ(result.ratios[0].rank_low, 1);
    EXPECT_EQ(result.ratios[0].rank_high, 3);
}

TEST(Shrinkage, SaysThatAllIsChance) {
    const ShrinkageResult result = shrunken_ratios(Counts{5, 6, 4}, Numbers{5, 5, 5});
    EXPECT_EQ(result.variance, 0.0);
    EXPECT_EQ(result.reason, "no variation beyond chance: every unit is drawn to the mean");
    EXPECT_EQ(result.status, Status::ok);
    for (const ShrunkenRatio& ratio : result.ratios) {
        EXPECT_EQ(ratio.weight, 0.0);
        EXPECT_EQ(ratio.shrunken, result.mean);
        EXPECT_FALSE(ratio.low);
        EXPECT_FALSE(ratio.rank_low);
    }
}

TEST(Shrinkage, TakesRoundingForNoVariation) {
    // counts of 6 and 12 vary just as much as chance has it, whatever is expected
    for (const double expected : {25 / 37.0, 27 / 37.0, 41 / 37.0, 50 / 37.0, 54 / 37.0, 57 / 37.0}) {
        EXPECT_EQ(shrunken_ratios(Counts{6, 12}, Numbers{expected, expected}).variance, 0.0) << expected;
    }
}

TEST(Shrinkage, HasLimitsWhereUnitsDifferVeryLittle) {
    // a difference of 63,246 where chance has 63,245.6: the limits are those of a normal distribution
    const ShrinkageResult result =
        shrunken_ratios(Counts{1'000'031'623, 999'968'377}, Numbers{1e9, 1e9}, {.draws = 100});
    EXPECT_GT(result.variance.value(), 0.0);
    const double sd = std::sqrt(result.variance.value());
    EXPECT_NEAR(result.ratios[0].low.value(), 1.0 - 1.96 * sd, 0.01 * sd);
    EXPECT_NEAR(result.ratios[0].high.value(), 1.0 + 1.96 * sd, 0.01 * sd);
}

TEST(Shrinkage, LiesBetweenTheRatioAndTheMean) {
    const ShrinkageResult result =
        shrunken_ratios(Counts{0, 40, 3, 17, 2}, Numbers{1.5, 20, 8, 16, 0.3}, {.draws = 10});
    ASSERT_GT(result.variance.value(), 0.0);
    for (const ShrunkenRatio& ratio : result.ratios) {
        EXPECT_GE(ratio.shrunken, std::min(ratio.ratio, *result.mean));
        EXPECT_LE(ratio.shrunken, std::max(ratio.ratio, *result.mean));
        EXPECT_LT(ratio.weight, 1.0);
    }
}

TEST(Shrinkage, IsTheSameForAnyOrder) {
    const Counts observed{0, 40, 3, 3, 17};
    const Numbers expected{1.1, 20.3, 8.7, 8.7, 6.9};
    const ShrinkageResult first = shrunken_ratios(observed, expected, {.draws = 50});
    std::vector<std::size_t> order(observed.size());
    std::iota(order.begin(), order.end(), 0);
    do {
        Counts counts;
        Numbers means;
        for (const std::size_t row : order) {
            counts.push_back(observed[row]);
            means.push_back(expected[row]);
        }
        const ShrinkageResult again = shrunken_ratios(counts, means, {.draws = 50});
        ASSERT_EQ(again.variance, first.variance);
        for (std::size_t k = 0; k < order.size(); ++k) {
            ASSERT_EQ(again.ratios[k].shrunken, first.ratios[order[k]].shrunken);
            ASSERT_EQ(again.ratios[k].mean_rank, first.ratios[order[k]].mean_rank);
            ASSERT_EQ(again.ratios[k].rank_high, first.ratios[order[k]].rank_high);
        }
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST(Shrinkage, IsNullWithoutUnitsAndPlainWithoutEvents) {
    const ShrinkageResult none = shrunken_ratios({}, {});
    EXPECT_EQ(none.status, Status::not_applicable);
    EXPECT_EQ(none.reason, "empty");
    EXPECT_FALSE(none.mean);
    const ShrinkageResult zeros = shrunken_ratios(Counts{0, 0}, Numbers{3, 4});
    EXPECT_EQ(zeros.mean, 0.0);
    EXPECT_EQ(zeros.ratios[0].shrunken, 0.0);
    EXPECT_FALSE(zeros.reason.empty());
    EXPECT_EQ(shrunken_ratios(Counts{7}, Numbers{3.5}).ratios[0].shrunken, 2.0);
}

TEST(Shrinkage, RefusesBrokenCalls) {
    EXPECT_THROW((void)shrunken_ratios(Counts{1}, Numbers{}), InvalidArgument);
    EXPECT_THROW((void)shrunken_ratios(Counts{-1}, Numbers{1}), InvalidArgument);
    EXPECT_THROW((void)shrunken_ratios(Counts{1}, Numbers{0}), InvalidArgument);
    EXPECT_THROW((void)shrunken_ratios(Counts{1}, Numbers{std::numeric_limits<double>::quiet_NaN()}),
                 InvalidArgument);
    EXPECT_THROW((void)shrunken_ratios(Counts{1}, Numbers{1}, {.level = 1.0}), InvalidArgument);
    EXPECT_THROW((void)shrunken_ratios(Counts{1}, Numbers{1}, {.draws = 0}), InvalidArgument);
    test::StopControl stop;
    EXPECT_THROW((void)shrunken_ratios(Counts{8, 2, 5}, Numbers{5, 5, 5}, {}, &stop), Cancelled);
}

TEST(GammaDraws, HaveTheDistribution) {
    for (const double shape : {0.3, 1.0, 4.5}) {
        const boost::math::gamma_distribution<> distribution{shape};
        constexpr int draws = 20'000;
        CounterRandom random{7};
        int below_tenth = 0;
        int below_median = 0;
        double sum = 0.0;
        for (int k = 0; k < draws; ++k) {
            const double x = detail::draw_gamma(shape, random);
            sum += x;
            below_tenth += x < quantile(distribution, 0.1) ? 1 : 0;
            below_median += x < quantile(distribution, 0.5) ? 1 : 0;
        }
        EXPECT_NEAR(sum / draws, shape, 5.0 * std::sqrt(shape / draws)); // five standard errors
        EXPECT_NEAR(below_tenth, 0.1 * draws, 5.0 * std::sqrt(0.09 * draws));
        EXPECT_NEAR(below_median, 0.5 * draws, 5.0 * std::sqrt(0.25 * draws));
    }
}

} // namespace
} // namespace samspill
