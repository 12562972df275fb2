#include <samspill/pilot/cluster_robust.hpp>

#include <samspill/core/error.hpp>

#include "support/pilot_columns.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace samspill {
namespace {

using Columns = testing_support::RegressionColumns;
using testing_support::RegressionTwin;
using testing_support::toy5;
using testing_support::toy5_panel;
using testing_support::uneven;

const ClusterRobustError& error_of(const ClusterRobustResult& result, ClusterVariance variance) {
    return result.errors.at(static_cast<std::size_t>(variance));
}

TEST(ClusterRobust, GivesTheWorkedNumbersOfFiveMunicipalities) {
    const Columns columns = toy5();
    const ClusterRobustResult result = cluster_robust(columns.view());
    EXPECT_EQ(result.status, Status::ok);
    EXPECT_EQ(result.clusters, 5U);
    EXPECT_NEAR(result.estimate.value(), 4.0, 1e-12);
    EXPECT_NEAR(error_of(result, ClusterVariance::cr0).se.value(), 0.849837, 5e-7);
    EXPECT_NEAR(error_of(result, ClusterVariance::cr1).se.value(), 0.950146, 5e-7);
    EXPECT_NEAR(error_of(result, ClusterVariance::cr1s).se.value(), 1.097134, 5e-7);
    EXPECT_NEAR(error_of(result, ClusterVariance::cr2).se.value(), 1.154701, 5e-7);
    EXPECT_NEAR(error_of(result, ClusterVariance::cr3).se.value(), 1.581139, 5e-7);
    EXPECT_NEAR(error_of(result, ClusterVariance::cv3).se.value(), 1.414214, 5e-7);
    EXPECT_NEAR(error_of(result, ClusterVariance::cr1).degrees_of_freedom.value(), 2.5575, 5e-5);
    EXPECT_NEAR(error_of(result, ClusterVariance::cr2).degrees_of_freedom.value(), 2.2727, 5e-5);
    EXPECT_NEAR(error_of(result, ClusterVariance::cr3).degrees_of_freedom.value(), 2.0, 1e-12);
    EXPECT_NEAR(error_of(result, ClusterVariance::cr1).p.value(), 0.0333, 5e-5);
    EXPECT_NEAR(error_of(result, ClusterVariance::cr2).p.value(), 0.0617, 5e-5);
    EXPECT_NEAR(error_of(result, ClusterVariance::cr3).p.value(), 0.1271, 5e-5);
    EXPECT_NEAR(error_of(result, ClusterVariance::cr1).t.value(), 4.20988, 5e-6);
}

TEST(ClusterRobust, GivesTheSameForThePanelOfTwoPeriods) {
    const Columns changes = toy5();
    const Columns panel = toy5_panel();
    const ClusterRobustResult a = cluster_robust(changes.view());
    const ClusterRobustResult b = cluster_robust(panel.view());
    EXPECT_EQ(b.rows, 10U);
    EXPECT_NEAR(b.estimate.value(), 4.0, 1e-12);
    for (std::size_t v = 0; v < a.errors.size(); ++v) {
        const auto variance = static_cast<ClusterVariance>(v);
        if (variance != ClusterVariance::cr1s) {
            EXPECT_NEAR(*b.errors[v].se, *a.errors[v].se, 1e-12);
            EXPECT_NEAR(*b.errors[v].degrees_of_freedom, *a.errors[v].degrees_of_freedom, 1e-10);
        }
    }
    EXPECT_NEAR(error_of(b, ClusterVariance::cr1s).se.value(), 1.163687, 5e-7);
}

TEST(ClusterRobust, GivesTheWorkedNumbersOfAMean) {
    // {1,3}, {5}, {2,4,6}: variances 0.375, 0.5625, 0.575, 0.9025 (methods M3.4)
    const Columns columns{{1, 3, 5, 2, 4, 6}, {1, 1, 1, 1, 1, 1}, {7, 7, 8, 9, 9, 9}};
    const ClusterRobustResult result = cluster_robust(columns.view());
    const auto variance_of = [&](ClusterVariance variance) {
        const double se = error_of(result, variance).se.value();
        return se * se;
    };
    EXPECT_NEAR(variance_of(ClusterVariance::cr0), 0.375, 1e-12);
    EXPECT_NEAR(variance_of(ClusterVariance::cr1), 0.5625, 1e-12);
    EXPECT_NEAR(variance_of(ClusterVariance::cr2), 0.575, 1e-12);
    EXPECT_NEAR(variance_of(ClusterVariance::cr3), 0.9025, 1e-12);
    EXPECT_NEAR(error_of(result, ClusterVariance::cr0).degrees_of_freedom.value(), 1.80597, 5e-6);
    EXPECT_NEAR(error_of(result, ClusterVariance::cr2).degrees_of_freedom.value(), 1.666667, 5e-7);
    EXPECT_NEAR(error_of(result, ClusterVariance::cr3).degrees_of_freedom.value(), 1.529101, 5e-7);
}

TEST(ClusterRobust, GivesTheSameBitsForAnyOrderOfRows) {
    const Columns columns = toy5_panel();
    Columns turned = columns;
    std::reverse(turned.outcome.begin(), turned.outcome.end());
    std::reverse(turned.cluster.begin(), turned.cluster.end());
    for (std::ptrdiff_t j = 0; j < 4; ++j) {
        std::reverse(turned.regressors.begin() + 10 * j, turned.regressors.begin() + 10 * (j + 1));
    }
    const ClusterRobustResult a = cluster_robust(columns.view());
    const ClusterRobustResult b = cluster_robust(turned.view());
    EXPECT_EQ(a.estimate, b.estimate);
    for (std::size_t v = 0; v < a.errors.size(); ++v) {
        EXPECT_EQ(a.errors[v].se, b.errors[v].se);
        EXPECT_EQ(a.errors[v].p, b.errors[v].p);
    }
}

TEST(ClusterRobust, WeightsCountLikeRepeatedRows) {
    // A row of weight 2 is the same row twice, as long as nobody counts rows: CR0, CR2 and CR3 do not.
    const Columns weighted{{6, 4, 1, 2, 0}, toy5().regressors, {0, 1, 2, 3, 4}, {2, 1, 1, 1, 1}};
    const Columns repeated{{6, 6, 4, 1, 2, 0}, {1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1}, {0, 0, 1, 2, 3, 4}};
    const ClusterRobustResult a = cluster_robust(weighted.view());
    const ClusterRobustResult b = cluster_robust(repeated.view());
    EXPECT_NEAR(*a.estimate, *b.estimate, 1e-12);
    for (const auto variance : {ClusterVariance::cr0, ClusterVariance::cr3}) {
        EXPECT_NEAR(*error_of(a, variance).se, *error_of(b, variance).se, 1e-12);
    }
}

TEST(ClusterRobust, AgreesWithWholeMatricesAndLeavingOutEachCluster) {
    const Columns columns = uneven();
    const RegressionTwin twin{columns};
    const ClusterRobustResult result = cluster_robust(columns.view());
    EXPECT_NEAR(*result.estimate, RegressionTwin::fit(twin.x(), twin.y())[0], 1e-12);
    EXPECT_NEAR(*error_of(result, ClusterVariance::cr1).se, std::sqrt(twin.variance(twin.y(), false)), 1e-12);
    EXPECT_NEAR(*error_of(result, ClusterVariance::cv3).se, std::sqrt(twin.variance(twin.y(), true)), 1e-12);
}

TEST(ClusterRobust, SaysWhatAClusterAloneDetermines) {
    // The second regressor is 1 in the last cluster only.
    const Columns columns{
        {1, 3, 5, 2, 4, 6}, {0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1}, {0, 0, 1, 1, 2, 2}};
    const ClusterRobustResult result = cluster_robust(columns.view(), {.coefficient = 1});
    EXPECT_EQ(error_of(result, ClusterVariance::cr3).status, Status::not_applicable);
    EXPECT_EQ(error_of(result, ClusterVariance::cr3).reason, "a cluster alone determines a coefficient");
    EXPECT_EQ(error_of(result, ClusterVariance::cr2).reason.substr(0, 14), "pseudo-inverse");
}

TEST(ClusterRobust, RefusesWhatIsNotIdentified) {
    const auto reason_of = [](const Columns& columns) {
        const ClusterRobustResult result = cluster_robust(columns.view());
        EXPECT_EQ(result.status, Status::not_applicable);
        EXPECT_FALSE(result.estimate);
        return std::string{result.reason};
    };
    EXPECT_EQ(reason_of({}), "empty");
    EXPECT_EQ(reason_of({{1, 2, 4}, {1, 1, 1}, {3, 3, 3}}), "one cluster only");
    EXPECT_EQ(reason_of({{1, 2, 4}, {1, 0, 2, 2, 0, 4}, {1, 2, 3}}), "regressors are collinear");
    EXPECT_EQ(reason_of({{1, 2, 4}, {0, 0, 0, 1, 1, 1}, {1, 2, 3}}), "regressors are collinear");
    EXPECT_EQ(reason_of({{1, 2}, {1, 0, 1, 1}, {1, 2}}), "no more rows than regressors");
}

TEST(ClusterRobust, HasNoPWithoutVariance) {
    const Columns columns{{2, 2, 1, 1}, {1, 1, 0, 0, 1, 1, 1, 1}, {1, 2, 3, 4}};
    const ClusterRobustResult result = cluster_robust(columns.view());
    EXPECT_NEAR(result.estimate.value(), 1.0, 1e-12);
    for (const ClusterRobustError& error : result.errors) {
        EXPECT_EQ(error.status, Status::not_applicable);
        EXPECT_EQ(error.reason, "no variance");
        EXPECT_FALSE(error.p);
    }
}

TEST(ClusterRobust, ChecksItsArguments) {
    Columns columns = toy5();
    EXPECT_THROW((void)cluster_robust(columns.view(), {.coefficient = 2}), InvalidArgument);
    EXPECT_THROW((void)cluster_robust(columns.view(), {.level = 1.0}), InvalidArgument);
    columns.weights = {1, 1, 0, 1, 1};
    EXPECT_THROW((void)cluster_robust(columns.view()), InvalidArgument);
    columns.weights.clear();
    columns.outcome[0] = std::nan("");
    EXPECT_THROW((void)cluster_robust(columns.view()), InvalidArgument);
    columns.outcome[0] = 1.0;
    columns.cluster.pop_back();
    EXPECT_THROW((void)cluster_robust(columns.view()), InvalidArgument);
}

} // namespace
} // namespace samspill
