#include <samspill/pilot/qap_correlation.hpp>

#include <samspill/core/error.hpp>

#include "support/stop_control.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

namespace samspill {
namespace {

using Entries = std::vector<std::optional<double>>;

struct Relations {
    std::vector<std::uint32_t> unit;
    Entries first;
    Entries second;

    [[nodiscard]] DyadicPair view() const { return {unit, first, second}; }
    [[nodiscard]] std::size_t units() const { return unit.size(); }
};

Relations any_relations(std::size_t units, std::uint32_t seed, double missing, bool symmetric) {
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> any{0.0, 1.0};
    Relations relations;
    for (std::uint32_t k = 0; k < units; ++k) {
        relations.unit.push_back(10 * k + 3);
    }
    relations.first.resize(units * units);
    relations.second.resize(units * units);
    for (std::size_t i = 0; i < units; ++i) {
        for (std::size_t j = 0; j < (symmetric ? i : units); ++j) {
            const double x = std::round(4.0 * any(random));
            relations.first[i * units + j] = x;
            relations.second[i * units + j] = 0.5 * x + std::round(4.0 * any(random));
            if (any(random) < missing) {
                relations.second[i * units + j] = std::nullopt;
            }
            if (symmetric) {
                relations.first[j * units + i] = relations.first[i * units + j];
                relations.second[j * units + i] = relations.second[i * units + j];
            }
        }
    }
    return relations;
}

/// Pearson's correlation over the pairs below (or also above) the diagonal, units of the second in `order`.
double correlation(const Relations& relations, const std::vector<std::size_t>& order, bool symmetric) {
    const std::size_t n = relations.units();
    std::vector<double> x;
    std::vector<double> y;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
            const auto& a = relations.first[i * n + j];
            const auto& b = relations.second[order[i] * n + order[j]];
            if (i != j && (!symmetric || j < i) && a && b) {
                x.push_back(*a);
                y.push_back(*b);
            }
        }
    }
    const auto count = static_cast<double>(x.size());
    const double mx = std::accumulate(x.begin(), x.end(), 0.0) / count;
    const double my = std::accumulate(y.begin(), y.end(), 0.0) / count;
    double xx = 0.0;
    double yy = 0.0;
    double xy = 0.0;
    for (std::size_t k = 0; k < x.size(); ++k) {
        xx += (x[k] - mx) * (x[k] - mx);
        yy += (y[k] - my) * (y[k] - my);
        xy += (x[k] - mx) * (y[k] - my);
    }
    return xy / std::sqrt(xx * yy);
}

TEST(QapCorrelation, EqualsATwinOverAllOrders) {
    for (const bool symmetric : {false, true}) {
        for (const double missing : {0.0, 0.15}) {
            const Relations relations = any_relations(6, 21, missing, symmetric);
            const QapResult result = qap_correlation(relations.view(), {.symmetric = symmetric});
            std::vector<std::size_t> order(6);
            std::iota(order.begin(), order.end(), std::size_t{0});
            const double observed = correlation(relations, order, symmetric);
            int extreme = 0;
            int upper = 0;
            int orders = 0;
            do {
                const double other = correlation(relations, order, symmetric);
                extreme += std::abs(other) >= std::abs(observed) - 1e-9 ? 1 : 0;
                upper += other >= observed - 1e-9 ? 1 : 0;
                ++orders;
            } while (std::next_permutation(order.begin(), order.end()));
            EXPECT_NEAR(result.correlation.value(), observed, 1e-12);
            EXPECT_TRUE(result.exact);
            EXPECT_EQ(result.arrangements, orders);
            EXPECT_NEAR(result.p.value(), extreme / 720.0, 1e-12);
            EXPECT_NEAR(result.p_upper.value(), upper / 720.0, 1e-12);
            EXPECT_EQ(result.undefined, 0);
            EXPECT_EQ(result.pairs + result.left_out, symmetric ? 15U : 30U);
            EXPECT_EQ(result.left_out > 0, missing > 0.0);
        }
    }
}

TEST(QapCorrelation, CountsByHandForThreeUnits) {
    // ties 0-1: 1, 0-2: 2, 1-2: 3 in both: the six orders are the six ways to lay 1, 2, 3 on three pairs
    const Entries both{{}, 1, 2, 1, {}, 3, 2, 3, {}};
    const std::vector<std::uint32_t> unit{5, 6, 7};
    const QapResult result = qap_correlation({unit, both, both}, {.symmetric = true});
    EXPECT_NEAR(result.correlation.value(), 1.0, 1e-15);
    EXPECT_NEAR(result.slope.value(), 1.0, 1e-15);
    EXPECT_NEAR(result.p_upper.value(), 1.0 / 6.0, 1e-15);
    EXPECT_NEAR(result.p.value(), 2.0 / 6.0, 1e-15); // 3, 2, 1 gives -1
    EXPECT_NEAR(result.smallest_p.value(), 2.0 / 6.0, 1e-15);
    EXPECT_EQ(result.pairs, 3U);
}

TEST(QapCorrelation, DrawsAreNearTheExactP) {
    const Relations relations = any_relations(7, 5, 0.1, false);
    const QapResult exact = qap_correlation(relations.view());
    const QapResult drawn = qap_correlation(relations.view(), {.max_arrangements = 1, .replicates = 20'000});
    EXPECT_FALSE(drawn.exact);
    EXPECT_NEAR(drawn.p.value(), exact.p.value(), 0.02);
    EXPECT_NEAR(drawn.smallest_p.value(), 1.0 / 20'001.0, 1e-15);
}

TEST(QapCorrelation, OrderOfUnitsDoesNotChangeABit) {
    const Relations relations = any_relations(12, 8, 0.1, false);
    Relations turned = relations;
    std::reverse(turned.unit.begin(), turned.unit.end());
    std::reverse(turned.first.begin(), turned.first.end());
    std::reverse(turned.second.begin(), turned.second.end());
    const QapResult a = qap_correlation(relations.view(), {.replicates = 500});
    const QapResult b = qap_correlation(turned.view(), {.replicates = 500});
    EXPECT_EQ(a.correlation, b.correlation);
    EXPECT_EQ(a.p, b.p);
}

TEST(QapCorrelation, OrdersWithoutVarianceCountAsExtreme) {
    const std::vector<std::uint32_t> unit{1, 2, 3};
    const Entries few{{}, 1, {}, 2, {}, {}, {}, {}, {}}; // only the pairs of the first two are known
    const Entries all{{}, 1, 5, 2, {}, 5, 5, 5, {}};     // all pairs with the third are alike
    const QapResult result = qap_correlation({unit, few, all}, {});
    EXPECT_EQ(result.undefined, 4);
    EXPECT_EQ(result.p, 1.0);
}

TEST(QapCorrelation, RefusesWhatItCannotTell) {
    EXPECT_EQ(qap_correlation({}).reason, "empty");
    const std::vector<std::uint32_t> two{1, 2};
    EXPECT_EQ(qap_correlation({two, Entries{0, 1, 2, 0}, Entries{0, 1, 2, 0}}).reason,
              "fewer than three units");
    const std::vector<std::uint32_t> three{1, 2, 3};
    const Entries flat(9, 1.0);
    const Entries none(9);
    const Entries varied{{}, 1, 2, 3, {}, 4, 5, 6, {}};
    EXPECT_EQ(qap_correlation({three, flat, varied}).reason, "no variance");
    EXPECT_EQ(qap_correlation({three, none, varied}).reason, "no pair that both know");
}

TEST(QapCorrelation, ThrowsAtABrokenCall) {
    const Relations relations = any_relations(9, 2, 0.0, false);
    EXPECT_THROW((void)qap_correlation(relations.view(), {.symmetric = true}), InvalidArgument);
    EXPECT_THROW((void)qap_correlation(relations.view(), {.replicates = 0}), InvalidArgument);
    test::StopControl stop;
    EXPECT_THROW((void)qap_correlation(relations.view(), {}, &stop), Cancelled);
    Relations broken = relations;
    broken.first[1] = std::numeric_limits<double>::infinity();
    EXPECT_THROW((void)qap_correlation(broken.view()), InvalidArgument);
    broken.first.pop_back();
    EXPECT_THROW((void)qap_correlation(broken.view()), InvalidArgument);
    broken = relations;
    broken.unit[0] = broken.unit[1];
    EXPECT_THROW((void)qap_correlation(broken.view()), InvalidArgument);
}

} // namespace
} // namespace samspill
