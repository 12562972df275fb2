// Sums over coalitions: members added together against one member after the other.
#include "analysis/sum_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace samspill::detail {
namespace {

using Weights = std::vector<std::size_t>;

/// The same table, member by member and sum by sum.
std::vector<double> one_by_one(const Weights& weights, std::size_t limit, double ratio) {
    std::vector<double> sums(limit, 0.0);
    sums[0] = 1.0;
    for (const std::size_t weight : weights) {
        for (std::size_t sum = limit; sum-- > weight;) {
            sums[sum] += ratio * sums[sum - weight];
        }
    }
    return sums;
}

void expect_same_bits(const Weights& weights, std::size_t limit, double ratio) {
    SumTable table{limit, ratio};
    StageTicker ticker{nullptr, "test", 0};
    table.add(weights, ticker);
    table.finish();
    const std::vector<double> expected = one_by_one(weights, limit, ratio);
    for (std::size_t sum = 0; sum < limit; ++sum) {
        ASSERT_EQ(table.between(sum, sum + 1), expected[sum]) << sum;
    }
}

TEST(SumTable, MembersAddedTogetherGiveTheBitsOfOneAfterTheOther) {
    Weights weights;
    for (std::size_t k = 0; k < 40; ++k) {
        weights.push_back(1 + k * k * 7 % 211);
    }
    expect_same_bits(weights, 1, 0.7);
    expect_same_bits(weights, 100, 0.7);
    expect_same_bits(weights, 20'000, 0.7); // above all sums
}

TEST(SumTable, MembersOfAnyWeightMayStandBesideOneAnother) {
    // Within and beyond what is added together, and beyond the table.
    const Weights weights{1, 3, 50'000, 2, 60'000, 60'000, 1, 90'000, 120'000, 400'000, 5, 4'096, 4'096};
    expect_same_bits(weights, 250'000, 0.3);
    expect_same_bits(weights, 250'000, 1.0);
}

TEST(SumTable, SwingsAreAnAlternatingSumOfWindows) {
    // Members 2, 1, 1 and quota 3: the first swings with any one or both of the others.
    const SumTable table{{{1, 2}, {2, 1}, 3, 3, 2}, 3, 1.0, nullptr};
    EXPECT_EQ(table.swings(2, 3).sum, 3.0);
    // Sums 1 and 2 have 2 + 2 coalitions of all, sum 0 has 1.
    EXPECT_EQ(table.swings(2, 3).terms, 5.0);
    EXPECT_EQ(table.swings(1, 3).sum, 1.0); // with the first alone
}

} // namespace
} // namespace samspill::detail
