// Expected values: scipy 1.17.1, binomtest(k, n).proportion_ci and for mid-p brentq, which find roots to
// 2e-12.
#include <samspill/analysis/proportion_intervals.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace samspill {
namespace {

void expect_limits(const Interval& interval, double low, double high) {
    EXPECT_NEAR(*interval.low, low, 2e-12);
    EXPECT_NEAR(*interval.high, high, 2e-12);
}

TEST(ProportionIntervals, AgreeWithScipy) {
    expect_limits(wilson_interval(5, 8), 0.3057423946026273, 0.8631557141764027);
    expect_limits(wilson_interval(0, 8), 0.0, 0.32440756488388023);
    expect_limits(wilson_interval(8, 8), 0.6755924351161198, 1.0);
    expect_limits(wilson_interval(7, 12, 0.9), 0.3559810149005346, 0.7800221193082192);
    expect_limits(clopper_pearson_interval(5, 8), 0.2448632163664999, 0.9147665858624069);
    expect_limits(clopper_pearson_interval(0, 8), 0.0, 0.3694166475528192);
    expect_limits(clopper_pearson_interval(1, 10), 0.0025285785444625728, 0.44501611702819543);
    expect_limits(clopper_pearson_interval(7, 12, 0.9), 0.31523779072445207, 0.8189752427576791);
    expect_limits(clopper_pearson_interval(34, 57), 0.45821340140220257, 0.7243872757320273);
    expect_limits(mid_p_interval(5, 8), 0.27796739294236017, 0.8944003048233182);
    expect_limits(mid_p_interval(0, 8), 0.0, 0.3123439780663679);
    expect_limits(mid_p_interval(34, 57), 0.46583054280265035, 0.7175694842953729);
}

TEST(ProportionIntervals, OfNoneOrAllHaveClosedForms) {
    // nobody of 20: (1 - high)^20 = 0.025
    EXPECT_NEAR(*clopper_pearson_interval(0, 20).high, 1.0 - std::pow(0.025, 0.05), 1e-14);
    EXPECT_NEAR(*clopper_pearson_interval(20, 20).low, std::pow(0.025, 0.05), 1e-14);
    EXPECT_NEAR(*mid_p_interval(0, 20).high, 1.0 - std::pow(0.05, 0.05), 1e-14);
    EXPECT_EQ(clopper_pearson_interval(20, 20).high, 1.0);
}

TEST(ProportionIntervals, SayWhatTheyAre) {
    const Interval interval = wilson_interval(5, 8, 0.9);
    EXPECT_EQ(interval.estimate, 0.625);
    EXPECT_EQ(interval.level, 0.9);
    EXPECT_EQ(interval.n, 8);
    EXPECT_EQ(interval.convention, "Wilson's score");
    EXPECT_EQ(clopper_pearson_interval(5, 8).convention, "Clopper-Pearson");
    EXPECT_EQ(mid_p_interval(5, 8).convention, "Clopper-Pearson, mid-p");
}

TEST(ProportionIntervals, OfNoTrialsHaveNoLimits) {
    for (const auto interval_of : {wilson_interval, clopper_pearson_interval, mid_p_interval}) {
        const Interval interval = interval_of(0, 0, 0.95);
        EXPECT_EQ(interval.status, Status::not_applicable);
        EXPECT_EQ(interval.reason, "empty");
        EXPECT_FALSE(interval.estimate || interval.low || interval.high);
        EXPECT_THROW((void)interval_of(3, 2, 0.95), InvalidArgument);
        EXPECT_THROW((void)interval_of(-1, 2, 0.95), InvalidArgument);
        EXPECT_THROW((void)interval_of(1, 2, 0.0), InvalidArgument);
        EXPECT_THROW((void)interval_of(1, 2, 1.0), InvalidArgument);
    }
}

TEST(ProportionIntervals, OfMillionsStayExact) {
    // an approximate interval is good to 1e-6 here
    const Interval exact = clopper_pearson_interval(300'000, 1'000'000);
    const Interval wilson = wilson_interval(300'000, 1'000'000);
    EXPECT_NEAR(*exact.low, *wilson.low, 2e-6);
    EXPECT_NEAR(*exact.high, *wilson.high, 2e-6);
    EXPECT_LT(*exact.low, *wilson.low);
}

} // namespace
} // namespace samspill
