#include <samspill/pilot/funnel_limits.hpp>

#include <samspill/core/error.hpp>

#include <boost/math/distributions/poisson.hpp>
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

/// The other data of methods P16.
const Counts observed{100, 150, 180, 80, 120, 225};
const Numbers expected{108, 112, 165, 95, 100, 220};

TEST(FunnelLimits, GivesThePublishedLimits) {
    const Numbers at{15, 20, 30};
    const Numbers low_95{0.5596924, 0.6108260, 0.6746958};
    const Numbers high_95{1.649348, 1.544419, 1.427562};
    const Numbers low_998{0.3862650, 0.4479107, 0.5289724};
    const Numbers high_998{2.082907, 1.902094, 1.702771};
    for (std::size_t k = 0; k < at.size(); ++k) {
        const RatioLimits limits_95 = poisson_ratio_limits(at[k], 0.95);
        EXPECT_NEAR(limits_95.low, low_95[k], 5e-8);
        EXPECT_NEAR(limits_95.high, high_95[k], 5e-7);
        const RatioLimits limits_998 = poisson_ratio_limits(at[k], 0.998);
        EXPECT_NEAR(limits_998.low, low_998[k], 5e-8);
        EXPECT_NEAR(limits_998.high, high_998[k], 5e-7);
    }
}

TEST(FunnelLimits, GivesThePublishedRatiosOfGroups) {
    const std::vector<GroupRatio> groups =
        aggregate_ratios(Counts{100, 150, 180, 89, 120, 225}, Numbers{102, 135, 165, 95, 100, 220},
                         std::vector<std::uint32_t>{1, 1, 1, 2, 2, 3});
    ASSERT_EQ(groups.size(), 3U);
    EXPECT_EQ(groups[0].observed, 430);
    EXPECT_EQ(groups[0].expected, 402.0);
    EXPECT_NEAR(groups[0].ratio, 1.069652, 5e-7);
    EXPECT_NEAR(groups[1].ratio, 1.071795, 5e-7);
    EXPECT_NEAR(groups[2].ratio, 1.022727, 5e-7);
}

TEST(FunnelLimits, GivesThePublishedOverdispersion) {
    const FunnelResult plain = funnel_limits(observed, expected, {.winsorised = 0.0});
    EXPECT_NEAR(plain.overdispersion.value(), 2.948033, 5e-7);
    EXPECT_EQ(plain.overdispersion, plain.plain_overdispersion);
    const FunnelResult winsorised = funnel_limits(observed, expected, {.winsorised = 0.1});
    EXPECT_NEAR(winsorised.overdispersion.value(), 2.149053, 5e-7);
    EXPECT_NEAR(winsorised.plain_overdispersion.value(), 2.948033, 5e-7);
    EXPECT_TRUE(winsorised.is_overdispersed);
}

TEST(FunnelLimits, LimitsAreExactForPoissonCounts) {
    // a count is beyond a limit just when its own tail, given a mean of that limit's count, is below 2.5 %
    for (const double mean : {0.7, 4.0, 33.3}) {
        const RatioLimits limits = poisson_ratio_limits(mean, 0.95);
        const boost::math::poisson_distribution<> at_high{limits.high * mean};
        EXPECT_NEAR(boost::math::gamma_q(mean + 1.0, limits.high * mean), 0.025, 1e-12);
        if (mean == 4.0) { // at whole numbers these are the exact limits of a Poisson mean
            EXPECT_NEAR(cdf(at_high, 4), 0.025, 1e-12);
            const boost::math::poisson_distribution<> at_low{limits.low * mean};
            EXPECT_NEAR(cdf(complement(at_low, 3)), 0.025, 1e-12);
        }
    }
}

TEST(FunnelLimits, AreWidenedOnTheScaleOfTheScore) {
    const double z = 1.959963984540054;
    const FunnelResult logs = funnel_limits(observed, expected);
    const double reach = z * std::sqrt(logs.overdispersion.value() / 108.0);
    EXPECT_NEAR(logs.points[0].limits[0].widened_low.value(), std::exp(-reach), 1e-12);
    EXPECT_NEAR(logs.points[0].limits[0].widened_high.value(), std::exp(reach), 1e-12);
    const FunnelResult roots = funnel_limits(observed, expected, {.score = FunnelScore::square_root});
    EXPECT_NEAR(roots.points[0].score.value(), 2.0 * (10.0 - std::sqrt(108.0)), 1e-12);
    const double high = roots.points[0].limits[0].widened_high.value();
    EXPECT_NEAR(2.0 * (std::sqrt(high * 108.0) - std::sqrt(108.0)),
                z * std::sqrt(roots.overdispersion.value()), 1e-9);
    const double low = roots.points[0].limits[0].widened_low.value();
    EXPECT_NEAR(2.0 * (std::sqrt(108.0) - std::sqrt(low * 108.0)),
                z * std::sqrt(roots.overdispersion.value()), 1e-9);
}

TEST(FunnelLimits, AreNotWidenedWithoutOverdispersion) {
    const FunnelResult result = funnel_limits(Counts{10, 11, 9}, Numbers{10, 10, 10});
    EXPECT_LT(result.overdispersion.value(), 1.0);
    EXPECT_FALSE(result.is_overdispersed);
    EXPECT_FALSE(result.points[0].limits[0].widened_low);
    EXPECT_EQ(result.points[0].limits.size(), 2U);
}

TEST(FunnelLimits, ACountOfNoneHasNoLogarithm) {
    const FunnelResult result = funnel_limits(Counts{0, 12}, Numbers{3, 10});
    EXPECT_EQ(result.without_score, 1U);
    EXPECT_EQ(result.points[0].ratio, 0.0);
    EXPECT_FALSE(result.points[0].score);
    EXPECT_GT(result.points[0].limits[0].high, 1.0);
    const FunnelResult roots =
        funnel_limits(Counts{0, 12}, Numbers{3, 10}, {.score = FunnelScore::square_root});
    EXPECT_EQ(roots.without_score, 0U);
    const FunnelResult none = funnel_limits(Counts{0}, Numbers{3});
    EXPECT_EQ(none.status, Status::ok);
    EXPECT_FALSE(none.overdispersion);
    EXPECT_EQ(none.reason, "no overdispersion: no unit has a score");
}

TEST(FunnelLimits, IsNullWithoutUnits) {
    const FunnelResult result = funnel_limits({}, {});
    EXPECT_EQ(result.status, Status::not_applicable);
    EXPECT_EQ(result.reason, "empty");
    EXPECT_TRUE(aggregate_ratios({}, {}, {}).empty());
}

TEST(FunnelLimits, IsTheSameForAnyOrder) {
    const FunnelResult first = funnel_limits(observed, expected);
    std::vector<std::size_t> order(observed.size());
    std::iota(order.begin(), order.end(), 0);
    do {
        Counts counts;
        Numbers means;
        for (const std::size_t row : order) {
            counts.push_back(observed[row]);
            means.push_back(expected[row]);
        }
        ASSERT_EQ(funnel_limits(counts, means, {.levels = {}}).overdispersion, first.overdispersion);
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST(FunnelLimits, RefusesBrokenCalls) {
    EXPECT_THROW((void)funnel_limits(Counts{1}, Numbers{}), InvalidArgument);
    EXPECT_THROW((void)funnel_limits(Counts{-1}, Numbers{1}), InvalidArgument);
    EXPECT_THROW((void)funnel_limits(Counts{1}, Numbers{0}), InvalidArgument);
    EXPECT_THROW((void)funnel_limits(Counts{1}, Numbers{1}, {.winsorised = 0.5}), InvalidArgument);
    EXPECT_THROW((void)funnel_limits(Counts{1}, Numbers{1}, {.levels = {1.0}}), InvalidArgument);
    EXPECT_THROW((void)poisson_ratio_limits(std::numeric_limits<double>::infinity(), 0.95), InvalidArgument);
    EXPECT_THROW((void)aggregate_ratios(Counts{1}, Numbers{1}, {}), InvalidArgument);
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    EXPECT_THROW((void)aggregate_ratios(Counts{most, 1}, Numbers{1, 1}, std::vector<std::uint32_t>{7, 7}),
                 Overflow);
}

} // namespace
} // namespace samspill
