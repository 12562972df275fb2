// Slow twin of voting power: every coalition, straight from the definitions.
#pragma once

#include <samspill/analysis/voting_game.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace samspill::test {

struct BrutePower {
    std::vector<double> swings;
    std::vector<double> shapley;
    std::vector<double> owen;
    std::vector<double> banzhaf_owen;
    double winning = 0.0;
};

inline bool brute_wins(const VotingGame& game, std::uint64_t coalition) {
    for (const VotingRule& rule : game.rules()) {
        std::int64_t sum = 0;
        for (std::size_t k = 0; k < rule.weights.size(); ++k) {
            sum += (coalition >> k & 1U) != 0 ? rule.weights[k] : 0;
        }
        if (sum < rule.quota) {
            return false;
        }
    }
    return true;
}

/// s! (n - 1 - s)! / n!
inline double share_of_orders(int size, int players) {
    return std::tgamma(size + 1.0) * std::tgamma(players - size + 0.0) / std::tgamma(players + 1.0);
}

/// Adds what one coalition without the member gives when unions act as one, if it consists of whole other
/// unions and of companions.
inline void add_union_share(const std::vector<std::uint64_t>& masks, std::size_t own, std::uint64_t coalition,
                            std::size_t member, BrutePower& power) {
    int others = 0;
    for (std::size_t u = 0; u < masks.size(); ++u) {
        const std::uint64_t part = coalition & masks[u];
        if (u != own && part != 0 && part != masks[u]) {
            return;
        }
        others += u != own && part != 0 ? 1 : 0;
    }
    const int companions = std::popcount(coalition & masks[own]);
    const int size = std::popcount(masks[own]);
    const auto unions = static_cast<int>(masks.size());
    power.owen[member] += share_of_orders(others, unions) * share_of_orders(companions, size);
    power.banzhaf_owen[member] += std::ldexp(1.0, -(unions - 1) - (size - 1));
}

/// For up to some 14 members, where `wins(coalition)` says what a set of members can decide; `unions` as
/// union_power takes them, or empty.
template <class Wins>
BrutePower brute_power_of(std::size_t n, Wins can_decide, const std::vector<std::size_t>& unions = {}) {
    std::vector<std::uint64_t> masks;
    for (std::size_t k = 0; k < unions.size(); ++k) {
        masks.resize(std::max(masks.size(), unions[k] + 1), 0);
        masks[unions[k]] |= std::uint64_t{1} << k;
    }
    const std::vector<double> zero(n, 0.0);
    BrutePower power{zero, zero, zero, zero, 0.0};
    for (std::uint64_t coalition = 0; coalition < std::uint64_t{1} << n; ++coalition) {
        const bool wins = can_decide(coalition);
        power.winning += wins ? 1.0 : 0.0;
        for (std::size_t k = 0; k < n && !wins; ++k) {
            const std::uint64_t bit = std::uint64_t{1} << k;
            if ((coalition & bit) != 0 || !can_decide(coalition | bit)) {
                continue;
            }
            power.swings[k] += 1.0;
            power.shapley[k] += share_of_orders(std::popcount(coalition), static_cast<int>(n));
            if (!unions.empty()) {
                add_union_share(masks, unions[k], coalition, k, power);
            }
        }
    }
    return power;
}

inline BrutePower brute_power(const VotingGame& game, const std::vector<std::size_t>& unions = {}) {
    return brute_power_of(
        game.members(), [&](std::uint64_t coalition) { return brute_wins(game, coalition); }, unions);
}

} // namespace samspill::test
