// Banzhaf indices in double precision where a light member stands beside one that decides nearly everything.
#include <samspill/analysis/voting_power.hpp>

#include <boost/multiprecision/cpp_int.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace samspill {
namespace {

using Integer = boost::multiprecision::cpp_int;
using Weights = std::vector<std::int64_t>;

/// Coalitions of the others that the member swings, counted one by one in whole numbers.
Integer swings_of(std::size_t member, std::int64_t quota, const Weights& weights) {
    std::vector<Integer> coalitions(static_cast<std::size_t>(quota), 0);
    coalitions[0] = 1;
    for (std::size_t k = 0; k < weights.size(); ++k) {
        const auto weight = static_cast<std::size_t>(weights[k]);
        for (std::size_t sum = coalitions.size(); k != member && sum-- > weight;) {
            coalitions[sum] += coalitions[sum - weight];
        }
    }
    Integer swings = 0;
    for (std::int64_t sum = std::max<std::int64_t>(0, quota - weights[member]); sum < quota; ++sum) {
        swings += coalitions[static_cast<std::size_t>(sum)];
    }
    return swings;
}

/// 400 members: one with `heavy` votes, the others with 1, 2 or 3 in turn.
Weights one_heavy(std::int64_t heavy) {
    Weights weights(400, heavy);
    for (std::size_t k = 1; k < weights.size(); ++k) {
        weights[k] = 1 + static_cast<std::int64_t>(k % 3);
    }
    return weights;
}

/// The largest relative error of the absolute indices of the first four members, who have all weights.
double largest_error(const VotingPower& power, std::int64_t quota, const Weights& weights) {
    double largest = 0.0;
    for (std::size_t k = 0; k < 4; ++k) {
        const auto swings = static_cast<double>(swings_of(k, quota, weights));
        const double exact = std::ldexp(swings, 1 - static_cast<int>(weights.size()));
        largest = std::max(largest, std::abs(power.members[k].banzhaf_absolute / exact - 1.0));
    }
    return largest;
}

constexpr PowerOptions floating{.mode = PowerMode::floating, .shapley_shubik = false};

TEST(FloatingBanzhaf, LightMembersBesideOneThatDecidesKeepTheirDigits) {
    for (const std::int64_t heavy : {1, 100, 400, 700, 795}) {
        const Weights weights = one_heavy(heavy);
        const std::int64_t total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
        for (const std::int64_t quota : {total / 2 + 1, total * 3 / 5, total * 9 / 10}) {
            const VotingPower power = voting_power(VotingGame{quota, weights}, floating);
            EXPECT_EQ(power.method, PowerMethod::floating);
            EXPECT_LT(largest_error(power, quota, weights), 1e-12) << heavy << " of quota " << quota;
        }
    }
}

TEST(FloatingBanzhaf, WeakMembersHaveTheirTinyPower) {
    // With 795 of 1593 votes and quota 797 the heavy member needs 2 of the others' 798; they need 797 of them
    // without it. The weakest power is far below what rounding leaves of 1.
    const Weights weights = one_heavy(795);
    const VotingPower power = voting_power(VotingGame{797, weights}, floating);
    EXPECT_NEAR(power.members[0].banzhaf_absolute, 1.0, 1e-12);
    EXPECT_GT(power.members[1].banzhaf_absolute, 0.0);
    EXPECT_LT(power.members[1].banzhaf_absolute, 1e-100);
}

TEST(FloatingBanzhaf, WhereTablesWithoutAMemberDoNotFitCoalitionsAreCounted) {
    const Weights weights = one_heavy(795);
    PowerOptions narrow = floating;
    narrow.table_bytes = 797 * sizeof(double); // one table and no more
    const VotingPower power = voting_power(VotingGame{797, weights}, narrow);
    EXPECT_EQ(power.method, PowerMethod::exact);
    EXPECT_EQ(power.members[1].swings, swings_of(1, 797, weights).str());
    EXPECT_LT(largest_error(power, 797, weights), 1e-14);
}

} // namespace
} // namespace samspill
