#include <samspill/pilot/bootstrap_means.hpp>

#include <samspill/core/counter_random.hpp>
#include <samspill/core/error.hpp>

#include "pilot/bootstrap_draws.hpp"
#include "pilot/bootstrap_kernel.hpp"
#include "support/stop_control.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

namespace samspill {
namespace {

using detail::bootstrap_lanes;

/// Columns that own what IndicatorColumns views.
struct Indicators {
    std::size_t rows = 0;
    std::vector<double> values;
    std::vector<std::uint8_t> known;
    std::vector<std::uint32_t> cluster;
    std::vector<std::uint32_t> stratum;

    [[nodiscard]] IndicatorColumns view() const { return {rows, values, known, cluster, stratum}; }
};

Indicators skewed(std::size_t rows, std::size_t columns) {
    std::mt19937 random{17};
    std::uniform_real_distribution<double> any{0.0, 1.0};
    Indicators indicators{rows, {}, {}, {}, {}};
    for (std::size_t k = 0; k < rows * columns; ++k) {
        indicators.values.push_back(std::pow(any(random), 4.0));
    }
    return indicators;
}

/// Replicate means of the first column by whole loops over drawn numbers of rows, ascending. Rows must stand
/// in ascending order.
std::vector<double> replicates_of(const std::vector<double>& sorted, std::size_t replicates,
                                  std::uint64_t seed, BootstrapWeights weights) {
    const std::vector<std::uint32_t> strata{static_cast<std::uint32_t>(sorted.size())};
    detail::BootstrapDraws draws{strata, weights, seed,
                                 detail::bootstrap_kernels(detail::InstructionSet::scalar)};
    std::vector<double> means;
    for (std::size_t first = 0; first < replicates; first += bootstrap_lanes) {
        const auto counts = draws.counts(first);
        for (std::size_t l = 0; l < std::min(bootstrap_lanes, replicates - first); ++l) {
            double sum = 0.0;
            double drawn = 0.0;
            for (std::size_t i = 0; i < sorted.size(); ++i) {
                sum += counts[i * bootstrap_lanes + l] * sorted[i];
                drawn += counts[i * bootstrap_lanes + l];
            }
            means.push_back(sum / drawn);
        }
    }
    std::sort(means.begin(), means.end());
    return means;
}

double normal(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

double normal_quantile(double share) {
    double low = -40.0;
    double high = 40.0;
    for (int step = 0; step < 200; ++step) {
        const double middle = 0.5 * (low + high);
        (normal(middle) < share ? low : high) = middle;
    }
    return low;
}

double quantile(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto k = static_cast<std::size_t>(place);
    const std::size_t next = std::min(k + 1, sorted.size() - 1);
    return sorted[k] + (place - std::floor(place)) * (sorted[next] - sorted[k]);
}

TEST(BootstrapMeans, EqualsATwinThatLoopsOverRows) {
    const Indicators data = skewed(40, 1);
    std::vector<double> sorted = data.values;
    std::sort(sorted.begin(), sorted.end());
    for (const BootstrapWeights weights : {BootstrapWeights::multinomial, BootstrapWeights::poisson}) {
        const std::vector<double> means = replicates_of(sorted, 501, 9, weights);
        const BootstrapMeansResult result = bootstrap_means(data.view(), {weights, 501, 9, 0.9});
        const BootstrapMean& mean = result.means.at(0);
        const double estimate = std::accumulate(sorted.begin(), sorted.end(), 0.0) / 40.0;
        EXPECT_NEAR(mean.estimate.value(), estimate, 1e-14);
        EXPECT_NEAR(mean.percentile_low.value(), quantile(means, 0.05), 1e-13);
        EXPECT_NEAR(mean.percentile_high.value(), quantile(means, 0.95), 1e-13);
        EXPECT_NEAR(mean.basic_low.value(), 2 * estimate - quantile(means, 0.95), 1e-13);
        double squares = 0.0;
        double cubes = 0.0;
        for (const double value : sorted) { // leave one out, exactly
            const double without = (estimate * 40.0 - value) / 39.0;
            squares += std::pow(estimate - without, 2);
            cubes += std::pow(estimate - without, 3);
        }
        const double a = cubes / (6.0 * std::pow(squares, 1.5));
        const auto below = std::count_if(means.begin(), means.end(), [&](double m) { return m < estimate; });
        const double z0 = normal_quantile(static_cast<double>(below) / 501.0);
        for (const double share : {0.05, 0.95}) {
            const double z = z0 + normal_quantile(share);
            const double limit = quantile(means, normal(z0 + z / (1.0 - a * z)));
            EXPECT_NEAR((share < 0.5 ? mean.bca_low : mean.bca_high).value(), limit, 1e-9);
        }
        EXPECT_GT(mean.bca_high.value(), mean.percentile_high.value()); // skewed to the right
    }
}

TEST(BootstrapMeans, AllSetsOfInstructionsGiveTheSameBits) {
    const std::size_t units = 301;
    const std::size_t columns = 17;
    const Indicators data = skewed(units, columns);
    const auto scalar = detail::bootstrap_kernels(detail::InstructionSet::scalar);
    for (const detail::InstructionSet set : detail::available_instruction_sets()) {
        const auto kernels = detail::bootstrap_kernels(set);
        std::vector<std::uint32_t> words(12 * bootstrap_lanes);
        kernels.fill_words(0x123456789ABCDEFULL, 0xFFFFFFFAULL, 0xFFFFFFFFULL, 3, words.data());
        for (std::uint64_t block = 0; block < 3; ++block) {
            for (std::uint64_t lane = 0; lane < bootstrap_lanes; ++lane) {
                const std::uint64_t place = 0xFFFFFFFFULL + block;
                const std::uint64_t stream = 0xFFFFFFFAULL + lane;
                const auto expected = CounterRandom::philox(
                    {static_cast<std::uint32_t>(place), static_cast<std::uint32_t>(place >> 32U),
                     static_cast<std::uint32_t>(stream), static_cast<std::uint32_t>(stream >> 32U)},
                    {0x89ABCDEFU, 0x01234567U});
                for (std::size_t k = 0; k < 4; ++k) {
                    ASSERT_EQ(words[(4 * block + k) * bootstrap_lanes + lane], expected[k]);
                }
            }
        }
        std::vector<std::uint32_t> any(304 * bootstrap_lanes);
        kernels.fill_words(3, 0, 0, 76, any.data());
        std::vector<std::uint8_t> counts(any.size());
        std::vector<std::uint8_t> same(any.size());
        kernels.fill_poisson(any.data(), any.size(), counts.data());
        scalar.fill_poisson(any.data(), any.size(), same.data());
        EXPECT_EQ(counts, same);
        std::vector<double> sums(columns * bootstrap_lanes);
        std::vector<double> twins(sums.size());
        kernels.weighted_sums(counts.data(), data.values.data(), units, columns, sums.data());
        scalar.weighted_sums(counts.data(), data.values.data(), units, columns, twins.data());
        EXPECT_EQ(sums, twins);
    }
}

TEST(BootstrapMeans, WordsBecomePoissonByInversion) {
    const auto kernels = detail::bootstrap_kernels(detail::available_instruction_sets().back());
    // 2^32 / e = 1580030168.7 words give 0; twice as many give at most 1; 2.5 times as many at most 2:
    // 3160060337.4 and 3950075421.8
    std::vector<std::uint32_t> words(bootstrap_lanes, 0);
    const std::array<std::uint32_t, 8> edges{0,          1580030168, 1580030169, 3160060337,
                                             3160060338, 3950075421, 3950075422, 0xFFFFFFFFU};
    std::copy(edges.begin(), edges.end(), words.begin());
    std::vector<std::uint8_t> counts(bootstrap_lanes);
    kernels.fill_poisson(words.data(), words.size(), counts.data());
    EXPECT_EQ((std::vector<std::uint8_t>{counts.begin(), counts.begin() + 8}),
              (std::vector<std::uint8_t>{0, 0, 1, 1, 2, 2, 3, 12}));
}

TEST(BootstrapMeans, EachStratumKeepsItsNumberOfUnits) {
    const std::vector<std::uint32_t> strata{3, 300, 1};
    detail::BootstrapDraws draws{strata, BootstrapWeights::multinomial, 5,
                                 detail::bootstrap_kernels(detail::available_instruction_sets().back())};
    const auto counts = draws.counts(32);
    for (std::size_t l = 0; l < bootstrap_lanes; ++l) {
        std::array<int, 3> drawn{};
        for (std::size_t i = 0; i < 304; ++i) {
            drawn[i < 3 ? 0 : i < 303 ? 1 : 2] += counts[i * bootstrap_lanes + l];
        }
        EXPECT_EQ(drawn, (std::array<int, 3>{3, 300, 1}));
    }
}

TEST(BootstrapMeans, TheErrorIsThatOfTheMean) {
    const Indicators data = skewed(2000, 1);
    const BootstrapMean mean = bootstrap_means(data.view(), {.replicates = 4000}).means.at(0);
    double squares = 0.0;
    for (const double value : data.values) {
        squares += std::pow(value - *mean.estimate, 2);
    }
    EXPECT_NEAR(mean.se.value() / (std::sqrt(squares) / 2000.0), 1.0, 0.05); // 4.5 standard errors
}

TEST(BootstrapMeans, ClustersAreDrawnAsAWhole) {
    Indicators rows{6, {1, 3, 5, 2, 4, 6}, {}, {1, 1, 2, 3, 3, 3}, {}};
    Indicators sums{3, {2, 5, 4}, {}, {}, {}}; // means of clusters, which are not what is asked
    const BootstrapMean mean = bootstrap_means(rows.view(), {.replicates = 3000}).means.at(0);
    EXPECT_NEAR(mean.estimate.value(), 3.5, 1e-15);
    EXPECT_GE(mean.percentile_low.value(), 2.0); // the cluster of 1 and 3 throughout
    EXPECT_EQ(bootstrap_means(rows.view(), {.replicates = 30}).units, 3U);
    EXPECT_NEAR(bootstrap_means(sums.view(), {.replicates = 30}).means.at(0).estimate.value(), 11.0 / 3.0,
                1e-15);
}

TEST(BootstrapMeans, WhatIsUnknownCountsNeitherWay) {
    Indicators data{4, {1, 2, 3, 99, 5, 6, 7, 8}, {1, 1, 1, 0, 1, 1, 1, 1}, {}, {}};
    const BootstrapMeansResult result = bootstrap_means(data.view(), {.replicates = 2000});
    EXPECT_NEAR(result.means[0].estimate.value(), 2.0, 1e-15);
    EXPECT_EQ(result.means[0].known, 3U);
    EXPECT_LE(result.means[0].percentile_high.value(), 3.0);
    EXPECT_GT(result.means[0].undefined, 0); // (1/4)^4 of 2000: the unknown row four times
    EXPECT_LT(result.means[0].undefined, 30);
    EXPECT_EQ(result.means[1].undefined, 0);
    EXPECT_NEAR(result.means[1].estimate.value(), 6.5, 1e-15);
}

TEST(BootstrapMeans, StrataTakeOutWhatLiesBetweenThem) {
    Indicators data{40, {}, {}, {}, {}};
    for (std::uint32_t i = 0; i < 40; ++i) {
        data.values.push_back((i < 20 ? 0.0 : 100.0) + i % 5);
        data.stratum.push_back(i / 20);
    }
    const double within = bootstrap_means(data.view(), {.replicates = 999}).means[0].se.value();
    data.stratum.clear();
    const double across = bootstrap_means(data.view(), {.replicates = 999}).means[0].se.value();
    EXPECT_LT(within, 1.0);
    EXPECT_GT(across, 5.0);
}

TEST(BootstrapMeans, OrderOfRowsDoesNotChangeABit) {
    const Indicators data = skewed(100, 3);
    Indicators other = data;
    for (std::size_t j = 0; j < 3; ++j) {
        const auto begin = other.values.begin() + static_cast<std::ptrdiff_t>(100 * j);
        std::reverse(begin, begin + 100);
    }
    const BootstrapMeansResult a = bootstrap_means(data.view(), {.replicates = 99});
    const BootstrapMeansResult b = bootstrap_means(other.view(), {.replicates = 99});
    for (std::size_t j = 0; j < 3; ++j) {
        EXPECT_EQ(a.means[j].estimate, b.means[j].estimate);
        EXPECT_EQ(a.means[j].bca_low, b.means[j].bca_low);
        EXPECT_EQ(a.means[j].se, b.means[j].se);
    }
}

TEST(BootstrapMeans, RefusesWhatItCannotTell) {
    EXPECT_EQ(bootstrap_means({}).reason, "empty");
    EXPECT_EQ(bootstrap_means(Indicators{1, {4}, {}, {}, {}}.view()).reason, "one unit only");
    EXPECT_EQ(bootstrap_means(Indicators{2, {4, 5}, {}, {7, 7}, {}}.view()).reason, "one unit only");
    const Indicators flat{3, {0.1, 0.1, 0.1, 1, 2, 3}, {1, 1, 1, 0, 0, 0}, {}, {}};
    const BootstrapMeansResult result = bootstrap_means(flat.view(), {.replicates = 20});
    EXPECT_EQ(result.means[0].reason, "no variance");
    EXPECT_NEAR(result.means[0].estimate.value(), 0.1, 1e-15);
    EXPECT_EQ(result.means[1].reason, "nothing known");
    const BootstrapMean one = bootstrap_means(skewed(5, 1).view(), {.replicates = 1}).means[0];
    EXPECT_FALSE(one.se);
    EXPECT_EQ(one.bca_reason, "all replicates on one side of the estimate");
}

TEST(BootstrapMeans, ThrowsAtABrokenCall) {
    Indicators data = skewed(5, 2);
    EXPECT_THROW((void)bootstrap_means(data.view(), {.replicates = 0}), InvalidArgument);
    EXPECT_THROW((void)bootstrap_means(data.view(), {.level = 0.0}), InvalidArgument);
    test::StopControl stop;
    EXPECT_THROW((void)bootstrap_means(data.view(), {}, &stop), Cancelled);
    data.values.pop_back();
    EXPECT_THROW((void)bootstrap_means(data.view()), InvalidArgument);
    data.values.push_back(std::nan(""));
    EXPECT_THROW((void)bootstrap_means(data.view()), InvalidArgument);
    data = skewed(3, 1);
    data.stratum = {1, 2, 2};
    EXPECT_THROW((void)bootstrap_means(data.view(), {.weights = BootstrapWeights::poisson}), InvalidArgument);
    data.cluster = {4, 4, 5};
    EXPECT_THROW((void)bootstrap_means(data.view()), InvalidArgument);
}

} // namespace
} // namespace samspill
