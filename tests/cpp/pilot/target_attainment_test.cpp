#include <samspill/pilot/target_attainment.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace samspill {
namespace {

constexpr double z = 1.959963984540054;

TEST(TargetAttainment, GivesTheWorkedNumber) {
    const TargetAttainmentResult result =
        target_attainment({.baseline = 0.62, .target = 0.80, .value = 0.70});
    EXPECT_NEAR(result.attainment.value(), 0.4444, 5e-5);
    EXPECT_EQ(result.status, Status::ok);
    EXPECT_FALSE(result.low);
    EXPECT_EQ(result.limits_reason, "no standard error");
    EXPECT_FALSE(result.milestone);
}

TEST(TargetAttainment, TakesTheDirectionFromTheTarget) {
    // fewer people outside is better: from 40 to 30 of 20 wanted
    const TargetAttainmentResult result = target_attainment({.baseline = 40, .target = 20, .value = 30});
    EXPECT_EQ(result.attainment, 0.5);
}

TEST(TargetAttainment, IsHeldInTheScaleOnlyForDisplay) {
    const TargetAttainmentResult worse = target_attainment({.baseline = 10, .target = 20, .value = 5});
    EXPECT_EQ(worse.attainment, -0.5);
    EXPECT_EQ(worse.shown, 0.0);
    const TargetAttainmentResult past = target_attainment({.baseline = 10, .target = 20, .value = 25});
    EXPECT_EQ(past.attainment, 1.5);
    EXPECT_EQ(past.shown, 1.0);
}

TEST(TargetAttainment, ExpectsAStraightPath) {
    TargetPath path{.baseline = 0, .target = 10, .value = 4, .start = 12, .end = 36, .now = 18};
    EXPECT_EQ(target_attainment(path).milestone, 0.25);
    EXPECT_NEAR(target_attainment(path).ahead.value(), 0.15, 1e-15);
    path.now = 6;
    EXPECT_EQ(target_attainment(path).milestone, 0.0);
    path.now = 48;
    EXPECT_EQ(target_attainment(path).milestone, 1.0);
}

TEST(TargetAttainment, WithAnExactBaselineLimitsAreThoseOfTheValue) {
    const TargetAttainmentResult result = target_attainment(
        {.baseline = 0.62, .target = 0.80, .value = 0.70, .value_error = 0.02, .baseline_error = 0.0});
    EXPECT_NEAR(result.low.value(), (0.08 - z * 0.02) / 0.18, 1e-12);
    EXPECT_NEAR(result.high.value(), (0.08 + z * 0.02) / 0.18, 1e-12);
}

TEST(TargetAttainment, LimitsAreWhereTheDifferenceIsJustTold) {
    // the definition: at a limit a, (x - b) - a (t - b) is z standard errors from 0
    const TargetPath path{
        .baseline = 5, .target = 9, .value = 8, .value_error = 0.5, .baseline_error = 0.7, .covariance = 0.1};
    const TargetAttainmentResult result = target_attainment(path);
    for (const double a : {result.low.value(), result.high.value()}) {
        const double variance = 0.25 + (1 - a) * (1 - a) * 0.49 - 2 * (1 - a) * 0.1;
        EXPECT_NEAR(std::abs(3 - 4 * a) / std::sqrt(variance), z, 1e-9);
    }
    EXPECT_LT(result.low.value(), 0.75);
    EXPECT_GT(result.high.value(), 0.75);
}

TEST(TargetAttainment, FewDegreesWidenTheLimits) {
    const TargetPath path{.baseline = 5, .target = 9, .value = 8, .value_error = 0.5, .baseline_error = 0.1};
    const TargetAttainmentResult normal = target_attainment(path);
    const TargetAttainmentResult few = target_attainment(path, {.degrees_of_freedom = 4});
    EXPECT_LT(few.low.value(), normal.low.value());
    EXPECT_GT(few.high.value(), normal.high.value());
}

TEST(TargetAttainment, HasNoLimitsWhenTheBaselineMayBeTheTarget) {
    const TargetAttainmentResult result = target_attainment(
        {.baseline = 5, .target = 6, .value = 5.5, .value_error = 0.5, .baseline_error = 0.6});
    EXPECT_EQ(result.attainment, 0.5);
    EXPECT_FALSE(result.low);
    EXPECT_FALSE(result.high);
    EXPECT_EQ(result.limits_reason, "the baseline is too uncertain to be told from the target");
}

TEST(TargetAttainment, IsNullWhenTheTargetIsTheBaseline) {
    const TargetAttainmentResult result =
        target_attainment({.baseline = 0.3, .target = 0.1 + 0.2, .value = 0.5});
    EXPECT_EQ(result.status, Status::not_applicable);
    EXPECT_EQ(result.reason, "the target equals the baseline");
    EXPECT_FALSE(result.attainment);
    EXPECT_FALSE(result.shown);
    EXPECT_EQ(target_attainment({.baseline = 0, .target = 0, .value = 0}).status, Status::not_applicable);
}

TEST(TargetAttainment, IsUnknownForWhatWasNotObserved) {
    const TargetAttainmentResult result =
        target_attainment({.baseline = 1, .target = 2, .value = {}, .start = 0, .end = 4, .now = 1});
    EXPECT_EQ(result.status, Status::unknown);
    EXPECT_EQ(result.reason, "not observed");
    EXPECT_EQ(result.milestone, 0.25);
    EXPECT_EQ(target_attainment({.baseline = {}, .target = 2, .value = 1}).reason, "no baseline");
    EXPECT_EQ(target_attainment({.baseline = 1, .target = {}, .value = 1}).reason, "no target");
}

TEST(TargetAttainment, RefusesBrokenCalls) {
    const TargetPath good{.baseline = 1, .target = 2, .value = 1};
    EXPECT_THROW((void)target_attainment(good, {.level = 1.0}), InvalidArgument);
    EXPECT_THROW((void)target_attainment(good, {.degrees_of_freedom = 0.0}), InvalidArgument);
    EXPECT_THROW((void)target_attainment(
                     {.baseline = std::numeric_limits<double>::quiet_NaN(), .target = 1, .value = 1}),
                 InvalidArgument);
    EXPECT_THROW((void)target_attainment({.baseline = 1, .target = 2, .value = 1, .value_error = -0.1}),
                 InvalidArgument);
    EXPECT_THROW((void)target_attainment({.baseline = 1,
                                          .target = 2,
                                          .value = 1,
                                          .value_error = 0.1,
                                          .baseline_error = 0.1,
                                          .covariance = 0.02}),
                 InvalidArgument);
    EXPECT_THROW((void)target_attainment({.baseline = 1, .target = 2, .value = 1, .start = 3, .end = 3}),
                 InvalidArgument);
}

} // namespace
} // namespace samspill
