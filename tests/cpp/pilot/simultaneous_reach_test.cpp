#include "pilot/simultaneous_reach.hpp"

#include <samspill/core/error.hpp>

#include "pilot/wild_draws.hpp"
#include "support/stop_control.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace samspill::detail {
namespace {

Eigen::MatrixXd some_sums(Eigen::Index clusters, Eigen::Index columns) {
    std::mt19937 random{11};
    std::normal_distribution<double> any;
    Eigen::MatrixXd sums(clusters, columns);
    for (Eigen::Index k = 0; k < sums.size(); ++k) {
        sums.data()[k] = any(random) / std::sqrt(static_cast<double>(clusters));
    }
    return sums;
}

/// One draw after the other, one cluster after the other, with the weights of the wild bootstrap.
double reach_by_loops(const Eigen::MatrixXd& sums, Eigen::Index begin, Eigen::Index end, double level,
                      std::int64_t replicates, std::uint64_t seed) {
    const auto clusters = static_cast<std::size_t>(sums.rows());
    const WildDraws draws{clusters, WildWeights::rademacher, replicates, seed};
    std::vector<double> weights(clusters * wild_lanes);
    std::vector<double> largest;
    for (std::int64_t b = 0; b < draws.count(); ++b) {
        draws.fill(b, weights);
        double most = 0.0;
        for (Eigen::Index c = begin; c < end; ++c) {
            double t = 0.0;
            for (std::size_t g = 0; g < clusters; ++g) {
                t += weights[g * wild_lanes] * sums(static_cast<Eigen::Index>(g), c);
            }
            most = std::max(most, std::abs(t));
        }
        largest.push_back(most);
    }
    std::sort(largest.begin(), largest.end());
    const double rank = std::ceil(level * static_cast<double>(largest.size()));
    return largest.at(static_cast<std::size_t>(rank) - 1);
}

TEST(SimultaneousReach, EqualsATwinThatLoopsOverClusters) {
    // one word, a word and a bit, two words, blocks of words; all arrangements of five clusters
    for (const Eigen::Index clusters : {5, 40, 63, 64, 65, 128, 129, 300}) {
        for (const std::int64_t replicates : {99, 513, 1100}) {
            const std::vector<std::size_t> families{3, 1, 17, 2};
            const Eigen::MatrixXd sums = some_sums(clusters, 23);
            const auto reaches = simultaneous_reaches(sums, families, 0.9, replicates, 7, nullptr);
            ASSERT_EQ(reaches.size(), families.size());
            Eigen::Index begin = 0;
            for (std::size_t family = 0; family < families.size(); ++family) {
                const Eigen::Index end = begin + static_cast<Eigen::Index>(families[family]);
                EXPECT_NEAR(reaches[family], reach_by_loops(sums, begin, end, 0.9, replicates, 7), 1e-12)
                    << clusters << " clusters, " << replicates << " replicates, family " << family;
                begin = end;
            }
        }
    }
}

TEST(SimultaneousReach, SignsAreThoseOfWildDraws) {
    for (const std::size_t clusters : {4U, 64U, 200U}) {
        const WildDraws draws{clusters, WildWeights::rademacher, 100, 9};
        constexpr std::size_t vectors = 32;
        std::vector<std::uint64_t> words(WildDraws::words_of_block * vectors);
        std::vector<double> weights(clusters * wild_lanes);
        for (std::size_t g = 0; g < clusters; ++g) {
            const std::size_t word = g / 64;
            draws.fill_sign_words(16, word / WildDraws::words_of_block, words);
            for (std::size_t d = 0; d < vectors; ++d) {
                draws.fill(static_cast<std::int64_t>(16 + d), weights);
                const std::uint64_t own = words[word % WildDraws::words_of_block * vectors + d];
                ASSERT_EQ(weights[g * wild_lanes], (own >> g % 64 & 1U) != 0 ? -1.0 : 1.0);
            }
        }
    }
}

TEST(SimultaneousReach, WithOneEstimateItIsAQuantileOfTheNormal) {
    const Eigen::MatrixXd sums = some_sums(400, 1);
    const Eigen::MatrixXd scaled = sums / sums.norm();
    const std::vector<std::size_t> families{1};
    EXPECT_NEAR(simultaneous_reaches(scaled, families, 0.95, 40'000, 1, nullptr).at(0), 1.96, 0.04);
}

TEST(SimultaneousReach, StopsWhenAsked) {
    test::StopControl stop;
    const std::vector<std::size_t> families{2};
    EXPECT_THROW((void)simultaneous_reaches(some_sums(200, 2), families, 0.95, 100'000, 1, &stop), Cancelled);
}

} // namespace
} // namespace samspill::detail
