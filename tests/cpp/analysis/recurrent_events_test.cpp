#include <samspill/analysis/recurrent_events.hpp>

#include <samspill/core/error.hpp>

#include "support/stop_control.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace samspill {
namespace {

using People = std::vector<EventHistory>;

TEST(MeanCumulative, OfThreePeopleByHand) {
    // meetings missed: a twice of 6 months, b once and left after 3, c never in 6
    const MeanCumulative result = mean_cumulative(People{{6, {1, 4}}, {3, {1}}, {6, {}}});
    ASSERT_EQ(result.steps.size(), 2U);
    EXPECT_EQ(result.events, 3);
    const MeanCumulativeStep& first = result.steps[0];
    EXPECT_EQ(first.at_risk, 3);
    EXPECT_EQ(first.events, 2);
    EXPECT_NEAR(first.mean, 2.0 / 3, 1e-15);
    // surplus 1/9, 1/9 and -2/9
    EXPECT_NEAR(first.se, std::sqrt(6.0) / 9, 1e-15);
    const MeanCumulativeStep& second = result.steps[1];
    EXPECT_EQ(second.at_risk, 2);
    EXPECT_NEAR(second.mean, 2.0 / 3 + 0.5, 1e-15);
    // a 1/9 + 1/4, b as before, c -2/9 - 1/4
    const double variance = std::pow(13.0 / 36, 2) + std::pow(1.0 / 9, 2) + std::pow(17.0 / 36, 2);
    EXPECT_NEAR(second.se, std::sqrt(variance), 1e-15);
    EXPECT_NEAR(second.high / second.mean, second.mean / second.low, 1e-12);
    EXPECT_NEAR(std::log(second.high / second.mean), 1.959963984540054 * second.se / second.mean, 1e-12);
}

TEST(MeanCumulative, CountsSeveralEventsAtOneTime) {
    const MeanCumulative result = mean_cumulative(People{{2, {1, 1, 2}}, {2, {2}}});
    EXPECT_EQ(result.steps[0].events, 2);
    EXPECT_EQ(result.steps[0].mean, 1.0);
    EXPECT_EQ(result.steps[1].at_risk, 2); // the end of observation is still observed
    EXPECT_EQ(result.steps[1].mean, 2.0);
}

TEST(MeanCumulative, IsTheSameForAnyOrder) {
    People people{{6, {1, 4}}, {3, {1}}, {6, {}}, {5, {2, 2.5, 4}}, {3, {0}}, {6, {4, 1}}};
    const MeanCumulative expected = mean_cumulative(people);
    for (int turn = 0; turn < 5; ++turn) {
        std::rotate(people.begin(), people.begin() + 1, people.end());
        const MeanCumulative other = mean_cumulative(people);
        for (std::size_t k = 0; k < expected.steps.size(); ++k) {
            EXPECT_EQ(other.steps[k].mean, expected.steps[k].mean);
            EXPECT_EQ(other.steps[k].se, expected.steps[k].se);
        }
    }
}

TEST(MeanCumulative, OfNobodyAndOfNothing) {
    EXPECT_EQ(mean_cumulative(People{}).reason, "empty");
    EXPECT_EQ(mean_cumulative(People{}).status, Status::not_applicable);
    const MeanCumulative quiet = mean_cumulative(People{{3, {}}});
    EXPECT_EQ(quiet.status, Status::ok);
    EXPECT_EQ(quiet.reason, "no events");
    EXPECT_TRUE(quiet.steps.empty());
}

TEST(MeanCumulative, RefusesEventsOutsideTheObservation) {
    EXPECT_THROW((void)mean_cumulative(People{{3, {4}}}), InvalidArgument);
    EXPECT_THROW((void)mean_cumulative(People{{3, {-1}}}), InvalidArgument);
    EXPECT_THROW((void)mean_cumulative(People{{3, {std::nan("")}}}), InvalidArgument);
    EXPECT_THROW((void)mean_cumulative(People{{-3, {}}}), InvalidArgument);
    EXPECT_THROW((void)mean_cumulative(People{}, 0.0), InvalidArgument);
}

TEST(MeanCumulative, CanBeStopped) {
    test::StopControl control;
    std::vector<double> events(5000);
    std::iota(events.begin(), events.end(), 0.0);
    EXPECT_THROW((void)mean_cumulative(People{{5000, events}}, 0.95, &control), Cancelled);
}

} // namespace
} // namespace samspill
