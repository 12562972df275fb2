// Properties of voting power (methods 2.6), and a slow twin that looks at every coalition.
#include <samspill/analysis/union_power.hpp>
#include <samspill/analysis/voting_power.hpp>

#include "../support/brute_power.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace samspill {
namespace {

using Weights = std::vector<std::int64_t>;

/// Weights of a few members, not all 0; small ones, so that many are equal, or large ones.
Weights any_weights(int most_members) {
    const auto members = static_cast<std::size_t>(*rc::gen::inRange(1, most_members + 1));
    const std::int64_t largest = *rc::gen::element<std::int64_t>(3, 12, 1000);
    Weights weights = *rc::gen::container<Weights>(members, rc::gen::inRange<std::int64_t>(0, largest + 1));
    weights.front() += std::accumulate(weights.begin(), weights.end(), std::int64_t{0}) == 0 ? 1 : 0;
    return weights;
}

VotingGame any_game(int most_members) {
    Weights weights = any_weights(most_members);
    const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    const std::int64_t quota = *rc::gen::inRange<std::int64_t>(1, sum + 1);
    return VotingGame{quota, std::move(weights)};
}

/// With up to two more rules.
VotingGame any_game_of_rules(int most_members) {
    VotingGame game = any_game(most_members);
    if (*rc::gen::arbitrary<bool>()) {
        game = game.with_head_count(
            *rc::gen::inRange<std::int64_t>(1, static_cast<std::int64_t>(game.members()) + 1));
    }
    if (*rc::gen::arbitrary<bool>()) {
        std::vector<std::size_t> bloc(game.members());
        std::iota(bloc.begin(), bloc.end(), std::size_t{0});
        bloc.resize(*rc::gen::inRange<std::size_t>(1, bloc.size() + 1));
        game = game.with_veto(bloc, *rc::gen::element(Veto::all, Veto::at_least_one, Veto::majority));
    }
    return game;
}

/// Numbers of unions from 0 without a gap.
std::vector<std::size_t> any_unions(std::size_t members) {
    std::vector<std::size_t> unions{0};
    std::size_t next = 1;
    while (unions.size() < members) {
        unions.push_back(*rc::gen::inRange<std::size_t>(0, next + 1));
        next = std::max(next, unions.back() + 1);
    }
    return unions;
}

VotingPower power_in(PowerMode mode, const VotingGame& game) {
    PowerOptions options;
    options.mode = mode;
    return voting_power(game, options);
}

void expect_twin(const VotingPower& power, const test::BrutePower& brute) {
    const auto members = static_cast<int>(power.members.size());
    const double swings = std::accumulate(brute.swings.begin(), brute.swings.end(), 0.0);
    const double losing = std::ldexp(1.0, members) - brute.winning;
    RC_ASSERT(std::abs(power.power_to_act - std::ldexp(brute.winning, -members)) < 1e-13);
    for (std::size_t k = 0; k < power.members.size(); ++k) {
        const MemberPower& member = power.members[k];
        RC_ASSERT(std::abs(member.banzhaf - brute.swings[k] / swings) < 1e-13);
        RC_ASSERT(std::abs(member.banzhaf_absolute - std::ldexp(brute.swings[k], 1 - members)) < 1e-13);
        RC_ASSERT(std::abs(member.coleman_prevent - brute.swings[k] / brute.winning) < 1e-13);
        RC_ASSERT(std::abs(member.coleman_initiate - brute.swings[k] / losing) < 1e-13);
        RC_ASSERT(std::abs(member.shapley_shubik - brute.shapley[k]) < 1e-13);
        RC_ASSERT((member.swings.empty() || std::stod(member.swings) == brute.swings[k]));
    }
}

RC_GTEST_PROP(VotingPowerProperties, EveryComputationAgreesWithAllCoalitions, ()) {
    const VotingGame game = any_game(12);
    const test::BrutePower brute = test::brute_power(game);
    expect_twin(power_in(PowerMode::exact, game), brute);
    expect_twin(power_in(PowerMode::floating, game), brute);
}

RC_GTEST_PROP(VotingPowerProperties, BanzhafAloneIsThatBesideShapleyShubik, ()) {
    const VotingGame game = any_game(20);
    const VotingPower both = power_in(PowerMode::exact, game);
    const VotingPower alone = voting_power(game, {.mode = PowerMode::exact, .shapley_shubik = false});
    RC_ASSERT(alone.winning_coalitions == both.winning_coalitions);
    RC_ASSERT(alone.power_to_act == both.power_to_act);
    for (std::size_t k = 0; k < both.members.size(); ++k) {
        RC_ASSERT(alone.members[k].swings == both.members[k].swings);
        RC_ASSERT(alone.members[k].banzhaf_fraction == both.members[k].banzhaf_fraction);
        RC_ASSERT(alone.members[k].coleman_initiate == both.members[k].coleman_initiate);
        RC_ASSERT(alone.members[k].shapley_fraction.empty());
    }
}

RC_GTEST_PROP(VotingPowerProperties, SeveralRulesAgreeWithAllCoalitions, ()) {
    const VotingGame game = any_game_of_rules(9);
    const test::BrutePower brute = test::brute_power(game);
    expect_twin(voting_power(game), brute);
    expect_twin(power_in(PowerMode::floating, game), brute);
    expect_twin(power_in(PowerMode::exact, game), brute);
}

RC_GTEST_PROP(VotingPowerProperties, UnionsAgreeWithAllCoalitions, ()) {
    const VotingGame game = any_game_of_rules(9);
    const std::vector<std::size_t> unions = any_unions(game.members());
    const test::BrutePower brute = test::brute_power(game, unions);
    const UnionPower power = union_power(game, unions);
    for (std::size_t k = 0; k < unions.size(); ++k) {
        RC_ASSERT(std::abs(power.members[k].owen - brute.owen[k]) < 1e-13);
        RC_ASSERT(std::abs(power.members[k].banzhaf_owen - brute.banzhaf_owen[k]) < 1e-13);
    }
}

RC_GTEST_PROP(VotingPowerProperties, IndicesSumToOneAndGrowWithTheVotes, ()) {
    const VotingGame game = any_game(40);
    const Weights& weights = game.rules().front().weights;
    const VotingPower power = power_in(PowerMode::floating, game);
    double banzhaf = 0.0;
    double shapley = 0.0;
    for (std::size_t a = 0; a < weights.size(); ++a) {
        banzhaf += power.members[a].banzhaf;
        shapley += power.members[a].shapley_shubik;
        for (std::size_t b = 0; b < weights.size(); ++b) {
            const MemberPower& more = power.members[a];
            const MemberPower& less = power.members[b];
            if (weights[a] == weights[b]) { // symmetry
                RC_ASSERT(more.banzhaf == less.banzhaf);
                RC_ASSERT(more.shapley_shubik == less.shapley_shubik);
            } else if (weights[a] > weights[b]) { // monotonicity, but for the last digits
                RC_ASSERT(more.banzhaf > less.banzhaf - 1e-14);
                RC_ASSERT(more.shapley_shubik > less.shapley_shubik - 1e-14);
            }
        }
    }
    RC_ASSERT(std::abs(banzhaf - 1.0) < 1e-13);
    RC_ASSERT(std::abs(shapley - 1.0) < 1e-13);
    RC_ASSERT(power.shapley_residual < 1e-13);
}

RC_GTEST_PROP(VotingPowerProperties, TheDualGameHasTheSamePower, ()) {
    const VotingGame game = any_game(20);
    const VotingRule& rule = game.rules().front();
    const std::int64_t sum = std::accumulate(rule.weights.begin(), rule.weights.end(), std::int64_t{0});
    const VotingGame dual{sum - rule.quota + 1, rule.weights};
    const VotingPower a = power_in(PowerMode::exact, game);
    const VotingPower b = power_in(PowerMode::exact, dual);
    RC_ASSERT(std::stoll(a.winning_coalitions) + std::stoll(b.winning_coalitions) ==
              (std::int64_t{1} << game.members()));
    for (std::size_t k = 0; k < game.members(); ++k) {
        RC_ASSERT(a.members[k].swings == b.members[k].swings);
        RC_ASSERT(a.members[k].shapley_fraction == b.members[k].shapley_fraction);
    }
}

RC_GTEST_PROP(VotingPowerProperties, WhoNeverSwingsHasExactlyNothing, ()) {
    const VotingGame game = any_game(14);
    const VotingPower exact = power_in(PowerMode::exact, game);
    const VotingPower floating = power_in(PowerMode::floating, game);
    const VotingPower sampled = voting_power(game, {.mode = PowerMode::sampled, .samples = 200});
    for (std::size_t k = 0; k < game.members(); ++k) {
        const bool swings = exact.members[k].swings != "0";
        RC_ASSERT((floating.members[k].banzhaf > 0.0) == swings);
        RC_ASSERT((floating.members[k].shapley_shubik > 0.0) == swings);
        RC_ASSERT((swings || sampled.members[k].banzhaf_absolute == 0.0));
        RC_ASSERT((swings || sampled.members[k].shapley_shubik == 0.0));
    }
}

RC_GTEST_PROP(VotingPowerProperties, ExactCountsAgreeWithAndWithoutSizes, ()) {
    // A game of 61 or more members is counted by residues; members without votes only multiply the swings.
    const VotingGame game = any_game(20);
    Weights more = game.rules().front().weights;
    const std::size_t added = 61 - more.size() + *rc::gen::inRange<std::size_t>(0, 8);
    more.insert(more.end(), added, 0);
    const VotingPower small = power_in(PowerMode::exact, game);
    const VotingPower large = power_in(PowerMode::exact, VotingGame{game.rules().front().quota, more});
    for (std::size_t k = 0; k < game.members(); ++k) {
        RC_ASSERT(std::abs(small.members[k].banzhaf_absolute - large.members[k].banzhaf_absolute) < 1e-15);
        RC_ASSERT(std::abs(small.members[k].banzhaf - large.members[k].banzhaf) < 1e-15);
        RC_ASSERT(std::abs(small.members[k].shapley_shubik - large.members[k].shapley_shubik) < 1e-13);
    }
    RC_ASSERT(large.members.back().swings == "0");
}

} // namespace
} // namespace samspill
