#include <samspill/analysis/pathway_funnel.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace samspill {
namespace {

using Counts = std::vector<FunnelCount>;

/// Methods M2.15: 120 newcomers, of whom 0.9, 0.6 and 0.5 get through the stages.
Counts worked() { return {{1, 0, 120, 108}, {1, 1, 100, 60}, {1, 2, 60, 30}}; }

/// A second group of 20, 10 and 2.
Counts two_groups() {
    Counts counts = worked();
    counts.insert(counts.end(), {{2, 0, 20, 10}, {2, 1, 10, 2}, {2, 2, 2, 0}});
    return counts;
}

TEST(PathwayFunnel, GivesTheWorkedNumber) {
    const PathwayFunnelResult result = pathway_funnel(worked());
    ASSERT_EQ(result.pathways.size(), 1U);
    EXPECT_NEAR(result.pathways[0].through.value(), 0.27, 1e-15);
    EXPECT_NEAR(result.pathways[0].reached.value(), 32.4, 1e-12);
    EXPECT_NEAR(result.conversions[0].conversion.estimate.value(), 0.9, 1e-15);
    EXPECT_EQ(result.conversions[1].between, -8); // 108 passed, 100 entered
    EXPECT_EQ(result.conversions[2].between, 0);
    EXPECT_FALSE(result.conversions[0].between);
    EXPECT_TRUE(result.comparisons.empty());
}

TEST(PathwayFunnel, LimitsAreExactByStageAndSafeForTheProduct) {
    // 0 of 2: upper Clopper-Pearson limit 1 - √(α/2)
    const PathwayFunnelResult one = pathway_funnel(Counts{{1, 0, 2, 0}});
    EXPECT_NEAR(one.conversions[0].conversion.high.value(), 1.0 - std::sqrt(0.025), 1e-10);
    EXPECT_NEAR(one.pathways[0].high.value(), 1.0 - std::sqrt(0.025), 1e-10);
    // 1 of 1 twice: each lower limit α/2 with α = 0.05 / 2
    const PathwayFunnelResult two = pathway_funnel(Counts{{1, 0, 1, 1}, {1, 1, 1, 1}});
    EXPECT_NEAR(two.pathways[0].low.value(), 0.0125 * 0.0125, 1e-12);
    EXPECT_NEAR(two.pathways[0].high.value(), 1.0, 1e-15);
}

TEST(PathwayFunnel, ComparesGroupsStageByStage) {
    const PathwayFunnelResult result = pathway_funnel(two_groups());
    ASSERT_EQ(result.comparisons.size(), 3U);
    const FunnelComparison& last = result.comparisons[2];
    EXPECT_NEAR(last.difference.value(), 0.5, 1e-15);
    // 30 of 60 against 0 of 2: P(a) = C(60, a) C(2, 30 - a) / C(62, 30). a = 30: 32·31/(62·61) = 0.26230;
    // a = 28: 30·29/(62·61) = 0.23004; a = 29: the rest. So p is the sum of the first two.
    EXPECT_NEAR(last.test.p.value(), (32.0 * 31.0 + 30.0 * 29.0) / (62.0 * 61.0), 1e-12);
    EXPECT_NEAR(last.test.smallest_p.value(), 30.0 * 29.0 / (62.0 * 61.0), 1e-12);
    EXPECT_LT(result.comparisons[0].test.p.value(), 0.001); // 108 of 120 against 10 of 20
    EXPECT_EQ(result.comparisons[1].first, 1U);
    EXPECT_EQ(result.comparisons[1].second, 2U);
}

TEST(PathwayFunnel, MissingIsNotZero) {
    Counts counts = two_groups();
    counts[4].passed = std::nullopt; // stage 1 of group 2
    const PathwayFunnelResult result = pathway_funnel(counts);
    EXPECT_EQ(result.pathways[1].status, Status::unknown);
    EXPECT_FALSE(result.pathways[1].through);
    EXPECT_TRUE(result.pathways[0].through);
    EXPECT_EQ(result.conversions[4].conversion.status, Status::unknown);
    EXPECT_FALSE(result.conversions[5].between);
    EXPECT_EQ(result.comparisons[1].test.status, Status::unknown);
    EXPECT_FALSE(result.comparisons[1].test.p);
    counts.erase(counts.begin() + 4); // no such row is the same
    EXPECT_EQ(pathway_funnel(counts).pathways[1].status, Status::unknown);
}

TEST(PathwayFunnel, AStageThatNobodyEntered) {
    const PathwayFunnelResult lost = pathway_funnel(Counts{{1, 0, 5, 0}, {1, 1, 0, 0}});
    EXPECT_EQ(lost.pathways[0].through, 0.0);
    EXPECT_EQ(lost.conversions[1].conversion.reason, "empty");
    const PathwayFunnelResult open = pathway_funnel(Counts{{1, 0, 5, 3}, {1, 1, 0, 0}});
    EXPECT_EQ(open.pathways[0].status, Status::not_applicable);
    EXPECT_FALSE(open.pathways[0].through);
    const PathwayFunnelResult none = pathway_funnel(Counts{{1, 0, 5, 3}, {2, 0, 0, 0}});
    EXPECT_EQ(none.comparisons[0].test.reason, "nobody of a group entered the stage");
}

TEST(PathwayFunnel, TimesAreCurves) {
    const std::vector<FunnelSpell> spells{
        {2, 0, 4.0, true}, {1, 1, 3.0, true}, {1, 1, 5.0, false}, {1, 1, 3.0, true}, {1, 1, 8.0, true}};
    const PathwayFunnelResult result = pathway_funnel(worked(), spells);
    ASSERT_EQ(result.times.size(), 2U);
    EXPECT_EQ(result.times[0].group, 1U);
    EXPECT_EQ(result.times[0].stage, 1U);
    EXPECT_NEAR(result.times[0].curve.steps[0].survival, 0.5, 1e-15);
    EXPECT_EQ(result.times[0].curve.median.estimate, 3.0);
    EXPECT_EQ(result.times[1].curve.n, 1);
}

TEST(PathwayFunnel, OrderOfRowsDoesNotMatter) {
    Counts counts = two_groups();
    std::reverse(counts.begin(), counts.end());
    const PathwayFunnelResult a = pathway_funnel(two_groups());
    const PathwayFunnelResult b = pathway_funnel(counts);
    for (std::size_t k = 0; k < 2; ++k) {
        EXPECT_EQ(a.pathways[k].group, b.pathways[k].group);
        EXPECT_EQ(a.pathways[k].low, b.pathways[k].low);
    }
}

TEST(PathwayFunnel, RefusesAndThrows) {
    EXPECT_EQ(pathway_funnel({}).reason, "empty");
    EXPECT_THROW((void)pathway_funnel(Counts{{1, 0, 4, 5}}), InvalidArgument);
    EXPECT_THROW((void)pathway_funnel(Counts{{1, 0, -1, std::nullopt}}), InvalidArgument);
    EXPECT_THROW((void)pathway_funnel(Counts{{1, 0, 4, 2}, {1, 0, 4, 2}}), InvalidArgument);
    EXPECT_THROW((void)pathway_funnel(Counts{{1, 5000, 4, 2}}), InvalidArgument);
    EXPECT_THROW((void)pathway_funnel(worked(), {}, 1.0), InvalidArgument);
    const std::vector<FunnelSpell> endless{{1, 0, std::numeric_limits<double>::infinity(), true}};
    EXPECT_THROW((void)pathway_funnel(worked(), endless), InvalidArgument);
}

} // namespace
} // namespace samspill
