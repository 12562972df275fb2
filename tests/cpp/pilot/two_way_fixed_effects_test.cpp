#include <samspill/pilot/two_way_fixed_effects.hpp>

#include <samspill/core/error.hpp>
#include <samspill/pilot/wild_cluster_bootstrap.hpp>

#include "support/panel_columns.hpp"

#include <Eigen/Dense>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

namespace samspill {
namespace {

using testing_support::PanelColumns;

/// Methods M3.8: A treated from period 2, B from 3, C never.
struct Three {
    PanelColumns panel;
    std::vector<double> post;

    Three() {
        panel.add(0, {1, 4, 6});
        panel.add(1, {2, 3, 7});
        panel.add(2, {0, 1, 2});
        post = {0, 1, 1, 0, 0, 1, 0, 0, 0};
    }
    [[nodiscard]] TwoWayPanel view() const {
        return {panel.unit, panel.period, panel.outcome, post, {}, {}, {}};
    }
};

/// A panel with gaps, a covariate, weights and two units a cluster.
struct Uneven {
    PanelColumns panel;
    std::vector<double> post;
    std::vector<double> covariate;
    std::vector<double> weight;
    std::vector<std::uint32_t> cluster;

    explicit Uneven(std::uint32_t seed) {
        std::mt19937 random{seed};
        std::uniform_real_distribution<double> any{-1.0, 1.0};
        for (std::uint32_t unit = 0; unit < 10; ++unit) {
            for (std::int32_t t = 1; t <= 5; ++t) {
                if ((unit + static_cast<std::uint32_t>(t)) % 6 == 0) {
                    continue;
                }
                panel.unit.push_back(unit);
                panel.period.push_back(t);
                panel.outcome.push_back(unit + any(random));
                post.push_back(unit < 5 && t > 3 - static_cast<std::int32_t>(unit % 2) ? 1.0 : 0.0);
                covariate.push_back(any(random));
                weight.push_back(1.5 + any(random));
                cluster.push_back(unit / 2);
            }
        }
    }
    [[nodiscard]] TwoWayPanel view() const {
        return {panel.unit, panel.period, panel.outcome, post, covariate, weight, cluster};
    }
};

/// Weighted least squares with a dummy for each unit and each period but the first.
double with_dummies(const Uneven& data, std::uint32_t without_cluster) {
    std::vector<Eigen::Index> rows;
    for (std::size_t i = 0; i < data.post.size(); ++i) {
        if (data.cluster[i] != without_cluster) {
            rows.push_back(static_cast<Eigen::Index>(i));
        }
    }
    const auto n = static_cast<Eigen::Index>(rows.size());
    Eigen::MatrixXd x = Eigen::MatrixXd::Zero(n, 2 + 4 + 10);
    Eigen::VectorXd y(n);
    for (Eigen::Index i = 0; i < n; ++i) {
        const auto row = static_cast<std::size_t>(rows[static_cast<std::size_t>(i)]);
        const double root = std::sqrt(data.weight[row]);
        y[i] = root * data.panel.outcome[row];
        x(i, 0) = root * data.post[row];
        x(i, 1) = root * data.covariate[row];
        if (data.panel.period[row] > 1) {
            x(i, data.panel.period[row]) = root;
        }
        x(i, 6 + data.panel.unit[row]) = root;
    }
    return x.completeOrthogonalDecomposition().solve(y)[0];
}

double se_of(const TwoWayResult& result, ClusterVariance variance) {
    return result.effect.errors[static_cast<std::size_t>(variance)].se.value();
}

TEST(TwoWayFixedEffects, GivesTheWorkedNumber) {
    const Three three;
    const TwoWayResult result = two_way_fixed_effects(three.view());
    EXPECT_NEAR(result.effect.estimate.value(), 2.5, 1e-13);
    EXPECT_EQ(result.units, 3U);
    EXPECT_EQ(result.periods, 3U);
    EXPECT_EQ(result.effect.clusters, 3U);
}

TEST(TwoWayFixedEffects, EqualsDummiesAndTheirJackknife) {
    const Uneven data{11};
    const TwoWayResult result = two_way_fixed_effects(data.view());
    const double estimate = with_dummies(data, 99);
    EXPECT_NEAR(result.effect.estimate.value(), estimate, 1e-10);
    double sum = 0.0; // CV3: each cluster left out, everything estimated anew
    for (std::uint32_t cluster = 0; cluster < 5; ++cluster) {
        sum += std::pow(with_dummies(data, cluster) - estimate, 2);
    }
    EXPECT_NEAR(se_of(result, ClusterVariance::cv3), std::sqrt(sum * 4.0 / 5.0), 1e-9);
}

TEST(TwoWayFixedEffects, EqualsChangesForTwoPeriods) {
    PanelColumns panel; // Toy-5 as levels
    panel.add(0, {3, 9});
    panel.add(1, {8, 12});
    panel.add(2, {5, 6});
    panel.add(3, {1, 3});
    panel.add(4, {7, 7});
    const std::vector<double> post{0, 1, 0, 1, 0, 0, 0, 0, 0, 0};
    const TwoWayResult result =
        two_way_fixed_effects({panel.unit, panel.period, panel.outcome, post, {}, {}, {}});
    EXPECT_NEAR(result.effect.estimate.value(), 4.0, 1e-13);
    EXPECT_NEAR(se_of(result, ClusterVariance::cr2), 1.154701, 5e-7);
    EXPECT_NEAR(se_of(result, ClusterVariance::cr3), 1.581139, 5e-7);
    EXPECT_NEAR(se_of(result, ClusterVariance::cv3), 1.414214, 5e-7);
    const WithinColumns within = within_units({panel.unit, panel.period, panel.outcome, post, {}, {}, {}});
    EXPECT_NEAR(wild_cluster_bootstrap(within.view(), {.limits = false}).p.value(), 1.0 / 16.0, 1e-15);
}

TEST(TwoWayFixedEffects, UnitsSeenOnceAreLeftOutAndCounted) {
    Three three;
    three.panel.unit.push_back(9);
    three.panel.period.push_back(2);
    three.panel.outcome.push_back(1000.0);
    three.post.push_back(1.0);
    const TwoWayResult result = two_way_fixed_effects(three.view());
    EXPECT_EQ(result.left_out, 1U);
    EXPECT_EQ(result.units, 3U);
    EXPECT_NEAR(result.effect.estimate.value(), 2.5, 1e-13);
}

TEST(TwoWayFixedEffects, OrderOfRowsDoesNotChangeABit) {
    const Uneven data{5};
    Uneven other = data;
    std::reverse(other.panel.unit.begin(), other.panel.unit.end());
    std::reverse(other.panel.period.begin(), other.panel.period.end());
    std::reverse(other.panel.outcome.begin(), other.panel.outcome.end());
    std::reverse(other.post.begin(), other.post.end());
    std::reverse(other.covariate.begin(), other.covariate.end());
    std::reverse(other.weight.begin(), other.weight.end());
    std::reverse(other.cluster.begin(), other.cluster.end());
    const TwoWayResult a = two_way_fixed_effects(data.view());
    const TwoWayResult b = two_way_fixed_effects(other.view());
    EXPECT_EQ(a.effect.estimate, b.effect.estimate);
    EXPECT_EQ(se_of(a, ClusterVariance::cr2), se_of(b, ClusterVariance::cr2));
}

TEST(TwoWayFixedEffects, RefusesWhatItCannotTell) {
    Three three;
    EXPECT_EQ(two_way_fixed_effects({}).reason, "empty");
    three.post = {1, 1, 1, 0, 0, 0, 0, 0, 0}; // always treated
    EXPECT_EQ(two_way_fixed_effects(three.view()).reason, "treatment is told by unit and period effects");
    three.post = {0, 0, 1, 0, 0, 1, 0, 0, 1}; // all at once
    const TwoWayResult at_once = two_way_fixed_effects(three.view());
    EXPECT_EQ(at_once.reason, "treatment is told by unit and period effects");
    EXPECT_EQ(at_once.status, Status::not_applicable);
    EXPECT_EQ(at_once.effect.reason, at_once.reason);
    const std::vector<std::uint32_t> one(9, 4);
    three = Three{};
    TwoWayPanel view = three.view();
    view.cluster = one;
    EXPECT_EQ(two_way_fixed_effects(view).reason, "one cluster only");
    const std::vector<double> of_unit{3, 3, 3, 0.1, 0.1, 0.1, 7, 7, 7};
    view = three.view();
    view.covariates = of_unit;
    EXPECT_EQ(two_way_fixed_effects(view).reason, "covariates or periods are collinear");
    const std::vector<std::int32_t> same(9, 2);
    view = three.view();
    view.period = same;
    EXPECT_EQ(two_way_fixed_effects(view).reason, "one period only");
    const std::vector<std::uint32_t> each{0, 1, 2, 3, 4, 5, 6, 7, 8};
    view = three.view();
    view.unit = each;
    EXPECT_EQ(two_way_fixed_effects(view).reason, "no unit seen twice");
}

TEST(TwoWayFixedEffects, ThrowsAtABrokenCall) {
    const Three three;
    TwoWayPanel view = three.view();
    const std::vector<std::uint32_t> mixed{0, 0, 1, 1, 1, 1, 2, 2, 2};
    view.cluster = mixed;
    EXPECT_THROW((void)two_way_fixed_effects(view), InvalidArgument);
    const std::vector<double> weightless{0, 1, 1, 1, 1, 1, 1, 1, 1};
    view = three.view();
    view.weights = weightless;
    EXPECT_THROW((void)two_way_fixed_effects(view), InvalidArgument);
    view.weights = view.weights.first(4);
    EXPECT_THROW((void)two_way_fixed_effects(view), InvalidArgument);
    EXPECT_THROW((void)two_way_fixed_effects(three.view(), {.level = 1.0}), InvalidArgument);
}

} // namespace
} // namespace samspill
