#include <samspill/pilot/wild_cluster_bootstrap.hpp>

#include "pilot/wild_draws.hpp"
#include "pilot/wild_kernel.hpp"

#include <samspill/core/error.hpp>

#include "support/pilot_columns.hpp"
#include "support/stop_control.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using testing_support::RegressionColumns;
using testing_support::RegressionTwin;
using testing_support::toy5;
using testing_support::toy5_panel;
using testing_support::uneven;

TEST(WildClusterBootstrap, GivesTheWorkedNumbersOfFiveMunicipalities) {
    for (const RegressionColumns& columns : {toy5(), toy5_panel()}) {
        const WildBootstrapResult signs = wild_cluster_bootstrap(columns.view());
        EXPECT_NEAR(signs.t.value(), 4.20988, 5e-6);
        EXPECT_TRUE(signs.exact);
        EXPECT_EQ(signs.arrangements, 32);
        EXPECT_EQ(signs.as_extreme, 2);
        EXPECT_EQ(signs.p, 1.0 / 16.0);
        EXPECT_EQ(signs.smallest_p, 1.0 / 16.0);
        const WildBootstrapResult webb =
            wild_cluster_bootstrap(columns.view(), {.weights = WildWeights::webb});
        EXPECT_EQ(webb.arrangements, 7776);
        EXPECT_EQ(webb.as_extreme, 222);
        EXPECT_EQ(webb.p, 222.0 / 7776.0);
    }
}

TEST(WildClusterBootstrap, HasNoLimitsWhereNothingCanBeRejected) {
    const RegressionColumns columns = toy5();
    const WildBootstrapResult signs = wild_cluster_bootstrap(columns.view());
    EXPECT_FALSE(signs.low);
    EXPECT_FALSE(signs.high);
    EXPECT_EQ(signs.limits_reason, "no p can fall below 1 - level");
    const WildBootstrapResult free = wild_cluster_bootstrap(columns.view(), {.null_imposed = false});
    EXPECT_EQ(free.limits_reason, "limits need the null to be imposed");
}

TEST(WildClusterBootstrap, LimitsAreWhereThePFallsBelowTheLevel) {
    const RegressionColumns columns = toy5();
    WildBootstrapOptions options{.weights = WildWeights::webb};
    const WildBootstrapResult result = wild_cluster_bootstrap(columns.view(), options);
    options.limits = false;
    for (const double limit : {result.low.value(), result.high.value()}) {
        const double outwards = limit < *result.estimate ? -1e-6 : 1e-6;
        options.null_value = limit - outwards;
        EXPECT_GE(*wild_cluster_bootstrap(columns.view(), options).p, 0.05);
        options.null_value = limit + outwards;
        EXPECT_LT(*wild_cluster_bootstrap(columns.view(), options).p, 0.05);
    }
    EXPECT_NEAR(*result.low + *result.high, 2.0 * *result.estimate, 1e-6) << "signs come in opposite pairs";
}

// p of -1 is below 0.05 and p of 0 is above it: limits that stop at the first value that is rejected would
// contradict the p beside them.
TEST(WildClusterBootstrap, LimitsHoldANullValueThatIsNotRejected) {
    const RegressionColumns columns{{1.5, 3.5, 5.5, 7.5}, {1, 1, 0, 0, 1, 1, 1, 1}, {0, 1, 2, 3}};
    WildBootstrapOptions options{.weights = WildWeights::webb};
    const WildBootstrapResult result = wild_cluster_bootstrap(columns.view(), options);
    ASSERT_GE(*result.p, 0.05);
    EXPECT_GE(result.high.value_or(0.0), 0.0);
    EXPECT_LE(result.low.value_or(-6.0), -6.0);
    options.null_value = -1.0;
    EXPECT_LT(*wild_cluster_bootstrap(columns.view(), options).p, 0.05);
}

TEST(WildClusterBootstrap, LimitsHoldEveryValueOfAGridThatIsNotRejected) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        RegressionColumns columns = toy5();
        columns.outcome = {1.5, 3.5, 5.5, 7.5, 8.0};
        WildBootstrapOptions options{.weights = WildWeights::webb, .replicates = 4999, .seed = seed};
        const WildBootstrapResult result = wild_cluster_bootstrap(columns.view(), options);
        ASSERT_TRUE(result.low && result.high);
        options.limits = false;
        for (int step = -60; step <= 60; ++step) {
            options.null_value = 0.25 * step;
            if (*wild_cluster_bootstrap(columns.view(), options).p >= 0.05) {
                EXPECT_GE(options.null_value, *result.low);
                EXPECT_LE(options.null_value, *result.high);
            }
        }
    }
}

/// Every vector of signs, fitting anew each time.
double slow_p(const RegressionColumns& columns, const WildBootstrapOptions& options) {
    const RegressionTwin twin{columns};
    const std::vector<std::uint32_t> clusters = twin.clusters();
    const Eigen::MatrixXd& x = twin.x();
    const Eigen::Index k = x.cols();
    const Eigen::MatrixXd free = options.null_imposed ? Eigen::MatrixXd{x.rightCols(k - 1)} : x;
    const Eigen::VectorXd shifted =
        options.null_imposed ? Eigen::VectorXd{twin.y() - options.null_value * x.col(0)} : twin.y();
    const Eigen::VectorXd fitted = free * RegressionTwin::fit(free, shifted);
    Eigen::VectorXd residual = shifted - fitted;
    const Eigen::VectorXd base = twin.y() - residual;
    if (options.jackknife_scores) {
        const Eigen::MatrixXd hat = free * (free.transpose() * free).inverse() * free.transpose();
        for (const std::uint32_t cluster : clusters) {
            const auto own = twin.rows_of(cluster);
            const Eigen::MatrixXd rest =
                Eigen::MatrixXd::Identity(std::ssize(own), std::ssize(own)) - Eigen::MatrixXd{hat(own, own)};
            residual(own) = Eigen::VectorXd{rest.inverse() * Eigen::VectorXd{residual(own)}};
        }
    }
    const double centre = options.null_imposed ? options.null_value : RegressionTwin::fit(x, twin.y())[0];
    const auto t_of = [&](const Eigen::VectorXd& y, double null_value) {
        return (RegressionTwin::fit(x, y)[0] - null_value) /
               std::sqrt(twin.variance(y, options.jackknife_variance));
    };
    const double observed = std::abs(t_of(twin.y(), options.null_value));
    int extreme = 0;
    const int all = 1 << clusters.size();
    for (int signs = 0; signs < all; ++signs) {
        Eigen::VectorXd y = base;
        for (std::size_t g = 0; g < clusters.size(); ++g) {
            const double sign = (signs >> g) % 2 == 0 ? 1.0 : -1.0;
            for (const Eigen::Index row : twin.rows_of(clusters[g])) {
                y[row] += sign * residual[row];
            }
        }
        extreme += std::abs(t_of(y, centre)) >= observed * (1.0 - 1e-9) ? 1 : 0;
    }
    return static_cast<double>(extreme) / all;
}

TEST(WildClusterBootstrap, AgreesWithFittingEverySampleAnew) {
    const RegressionColumns columns = uneven();
    for (const bool null_imposed : {true, false}) {
        for (const bool jackknife_variance : {true, false}) {
            for (const bool jackknife_scores : {true, false}) {
                for (const double null_value : {0.0, 2.5}) {
                    const WildBootstrapOptions options{.null_value = null_value,
                                                       .null_imposed = null_imposed,
                                                       .jackknife_variance = jackknife_variance,
                                                       .jackknife_scores = jackknife_scores,
                                                       .limits = false};
                    EXPECT_EQ(*wild_cluster_bootstrap(columns.view(), options).p, slow_p(columns, options))
                        << null_imposed << jackknife_variance << jackknife_scores << null_value;
                }
            }
        }
    }
}

TEST(WildClusterBootstrap, DrawnSamplesComeCloseToAllOfThem) {
    const RegressionColumns columns = toy5();
    const WildBootstrapOptions options{.weights = WildWeights::webb, .replicates = 7000, .limits = false};
    const WildBootstrapResult drawn = wild_cluster_bootstrap(columns.view(), options);
    EXPECT_FALSE(drawn.exact);
    EXPECT_EQ(drawn.replicates, 7000);
    EXPECT_EQ(drawn.p, (1.0 + static_cast<double>(*drawn.as_extreme)) / 7001.0);
    EXPECT_NEAR(*drawn.p, 37.0 / 1296.0, 5.0 * std::sqrt(0.0286 * 0.9714 / 7000.0));
    EXPECT_EQ(drawn.p, wild_cluster_bootstrap(columns.view(), options).p);
}

TEST(WildClusterBootstrap, ScaleOfTheOutcomeDoesNotMatter) {
    RegressionColumns columns = uneven();
    const WildBootstrapResult before = wild_cluster_bootstrap(columns.view());
    for (double& value : columns.outcome) {
        value *= 1024.0;
    }
    EXPECT_EQ(wild_cluster_bootstrap(columns.view()).p, before.p);
}

TEST(WildClusterBootstrap, RefusesWhatItCannotTell) {
    const RegressionColumns flat{{2, 2, 1, 1}, {1, 1, 0, 0, 1, 1, 1, 1}, {1, 2, 3, 4}};
    EXPECT_EQ(wild_cluster_bootstrap(flat.view()).reason, "no variance");
    const RegressionColumns single{{1, 2, 4}, {1, 1, 1}, {3, 3, 3}};
    EXPECT_EQ(wild_cluster_bootstrap(single.view()).reason, "one cluster only");
    EXPECT_THROW((void)wild_cluster_bootstrap(flat.view(), {.replicates = 0}), InvalidArgument);
    EXPECT_THROW((void)wild_cluster_bootstrap(flat.view(), {.level = 0.0}), InvalidArgument);
}

TEST(WildClusterBootstrap, StopsWhenAskedTo) {
    RegressionColumns columns;
    for (std::uint32_t k = 0; k < 40; ++k) {
        columns.outcome.push_back(k * k % 7);
        columns.cluster.push_back(k);
        columns.regressors.push_back(1.0);
    }
    test::StopControl stop;
    EXPECT_THROW((void)wild_cluster_bootstrap(columns.view(), {}, &stop), Cancelled);
}

TEST(WildDraws, CountsEveryVectorOnce) {
    const detail::WildDraws draws{3, WildWeights::webb, 1000, 1};
    EXPECT_TRUE(draws.exact());
    EXPECT_EQ(draws.count(), 216);
    std::map<std::array<double, 3>, int> seen;
    std::vector<double> weights(3 * detail::wild_lanes);
    for (std::int64_t first = 0; first < 216; first += 8) {
        draws.fill(first, weights);
        for (std::size_t l = 0; l < detail::wild_lanes; ++l) {
            ++seen[{weights[l], weights[8 + l], weights[16 + l]}];
        }
    }
    EXPECT_EQ(seen.size(), 216U);
}

TEST(WildDraws, DrawnWeightsAreEquallyLikely) {
    constexpr std::size_t clusters = 70; // more than a word of signs
    for (const auto& [kind, values] : {std::pair{WildWeights::rademacher, 2.0}, {WildWeights::webb, 6.0}}) {
        const detail::WildDraws draws{clusters, kind, 8000, 5};
        EXPECT_FALSE(draws.exact());
        EXPECT_FALSE(draws.arrangements());
        std::vector<double> weights(clusters * detail::wild_lanes);
        std::map<double, double> seen;
        double first_with_last = 0.0;
        for (std::int64_t first = 0; first < 8000; first += 8) {
            draws.fill(first, weights);
            for (std::size_t l = 0; l < detail::wild_lanes; ++l) {
                first_with_last += weights[l] * weights[(clusters - 1) * detail::wild_lanes + l];
            }
            for (const double weight : weights) {
                seen[weight] += 1.0;
            }
        }
        EXPECT_EQ(static_cast<double>(seen.size()), values);
        const double expected = 8000.0 * clusters / values;
        for (const auto& [weight, count] : seen) {
            EXPECT_NEAR(count, expected, 5.0 * std::sqrt(expected)) << weight;
        }
        EXPECT_NEAR(first_with_last / 8000.0, 0.0, 5.0 / std::sqrt(8000.0));
    }
}

TEST(WildKernel, AllInstructionSetsGiveTheSameBits) {
    constexpr std::size_t clusters = 9;
    constexpr std::size_t coordinates = 8;
    detail::WildScores scores{clusters, coordinates, {}, {}, {}, {}};
    std::uint32_t state = 1;
    const auto some = [&](std::size_t count) {
        std::vector<double> numbers(count);
        for (double& number : numbers) {
            state = state * 1664525U + 1013904223U;
            number = static_cast<double>(state) / 4.0e9 - 0.5;
        }
        return numbers;
    };
    scores.direction = some(coordinates);
    scores.taken = some(clusters * coordinates);
    scores.first = {some(clusters * coordinates), some(clusters)};
    scores.second = {some(clusters * coordinates), some(clusters)};
    const std::vector<double> weights = some(clusters * detail::wild_lanes);
    std::vector<double> scratch(2 * coordinates * detail::wild_lanes);
    detail::WildStatistics expected{};
    detail::wild_kernel(detail::InstructionSet::scalar)(scores, weights.data(), scratch.data(), expected);
    for (const detail::InstructionSet set : detail::available_instruction_sets()) {
        detail::WildStatistics actual{};
        detail::wild_kernel(set)(scores, weights.data(), scratch.data(), actual);
        EXPECT_EQ(actual.n0, expected.n0);
        EXPECT_EQ(actual.n1, expected.n1);
        EXPECT_EQ(actual.q0, expected.q0);
        EXPECT_EQ(actual.q1, expected.q1);
        EXPECT_EQ(actual.q2, expected.q2);
    }
}

} // namespace
} // namespace samspill
