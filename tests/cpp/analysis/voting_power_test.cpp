// Worked numbers of the methods (M1.7), published games, and the limits of each computation.
#include <samspill/analysis/voting_power.hpp>
#include <samspill/core/error.hpp>

#include "../support/brute_power.hpp"
#include "../support/stop_control.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

namespace samspill {
namespace {

using Weights = std::vector<std::int64_t>;
using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

const std::vector<PowerMode> both{PowerMode::exact, PowerMode::floating};

VotingPower power_in(PowerMode mode, const VotingGame& game) {
    PowerOptions options;
    options.mode = mode;
    return voting_power(game, options);
}

Numbers column(const VotingPower& power, double MemberPower::*index) {
    Numbers values;
    for (const MemberPower& member : power.members) {
        values.push_back(member.*index);
    }
    return values;
}

Texts column(const VotingPower& power, std::string MemberPower::*text) {
    Texts values;
    for (const MemberPower& member : power.members) {
        values.push_back(member.*text);
    }
    return values;
}

void expect_near(const Numbers& found, const Numbers& expected, double tolerance) {
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t k = 0; k < found.size(); ++k) {
        EXPECT_NEAR(found[k], expected[k], tolerance) << "member " << k;
    }
}

/// To `tolerance` of each value, or to 2e-15 of the largest.
void expect_relative(const Numbers& found, const Numbers& expected, double tolerance) {
    ASSERT_EQ(found.size(), expected.size());
    const double least = 2e-15 * *std::max_element(expected.begin(), expected.end());
    for (std::size_t k = 0; k < found.size(); ++k) {
        EXPECT_NEAR(found[k], expected[k], std::max(least, tolerance * expected[k])) << "member " << k;
    }
}

/// Weights of members in groups of equal ones.
Weights repeated(const std::vector<std::pair<std::int64_t, int>>& groups) {
    Weights weights;
    for (const auto& [weight, times] : groups) {
        weights.insert(weights.end(), static_cast<std::size_t>(times), weight);
    }
    return weights;
}

/// Made-up weights, a few of them much larger than the rest.
Weights made_up(std::size_t members, std::int64_t largest) {
    Weights weights;
    std::uint64_t state = members;
    for (std::size_t k = 0; k < members; ++k) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        const double share = std::ldexp(static_cast<double>(state >> 11U), -53);
        weights.push_back(1 + static_cast<std::int64_t>(static_cast<double>(largest) * std::pow(share, 4.0)));
    }
    return weights;
}

std::int64_t sum(const Weights& weights) {
    return std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
}

TEST(VotingPower, FourSeatsOneWithHalfOfTheVotes) { // M1.7
    const VotingGame game{5, {4, 2, 1, 1}};
    const VotingPower exact = power_in(PowerMode::exact, game);
    EXPECT_EQ(exact.method, PowerMethod::exact);
    EXPECT_EQ(column(exact, &MemberPower::swings), (Texts{"7", "1", "1", "1"}));
    EXPECT_EQ(column(exact, &MemberPower::banzhaf_fraction), (Texts{"7/10", "1/10", "1/10", "1/10"}));
    EXPECT_EQ(column(exact, &MemberPower::shapley_fraction), (Texts{"3/4", "1/12", "1/12", "1/12"}));
    EXPECT_EQ(exact.winning_coalitions, "7");
    for (const PowerMode mode : both) {
        const VotingPower power = power_in(mode, game);
        expect_near(column(power, &MemberPower::banzhaf), {0.7, 0.1, 0.1, 0.1}, 1e-15);
        expect_near(column(power, &MemberPower::banzhaf_absolute), {0.875, 0.125, 0.125, 0.125}, 1e-15);
        expect_near(column(power, &MemberPower::shapley_shubik), {0.75, 1. / 12, 1. / 12, 1. / 12}, 1e-15);
        expect_near(column(power, &MemberPower::coleman_prevent), {1., 1. / 7, 1. / 7, 1. / 7}, 1e-15);
        expect_near(column(power, &MemberPower::coleman_initiate), {7. / 9, 1. / 9, 1. / 9, 1. / 9}, 1e-15);
        EXPECT_NEAR(power.power_to_act, 7. / 16, 1e-15);
    }
}

TEST(VotingPower, ASixthVoteNeeded) { // M1.7
    const VotingGame game{6, {4, 2, 1, 1}};
    const VotingPower exact = power_in(PowerMode::exact, game);
    EXPECT_EQ(column(exact, &MemberPower::banzhaf_fraction), (Texts{"1/2", "3/10", "1/10", "1/10"}));
    EXPECT_EQ(column(exact, &MemberPower::shapley_fraction), (Texts{"7/12", "1/4", "1/12", "1/12"}));
    const VotingPower floating = power_in(PowerMode::floating, game);
    expect_near(column(floating, &MemberPower::banzhaf), {0.5, 0.3, 0.1, 0.1}, 1e-15);
    expect_near(column(floating, &MemberPower::shapley_shubik), {7. / 12, 0.25, 1. / 12, 1. / 12}, 1e-15);
}

TEST(VotingPower, SixStatesOfTheFirstCommunity) { // P1
    const VotingGame game{12, {4, 4, 4, 2, 2, 1}};
    const VotingPower exact = power_in(PowerMode::exact, game);
    EXPECT_EQ(column(exact, &MemberPower::swings), (Texts{"10", "10", "10", "6", "6", "0"}));
    EXPECT_EQ(exact.winning_coalitions, "14");
    EXPECT_EQ(column(exact, &MemberPower::banzhaf_fraction),
              (Texts{"5/21", "5/21", "5/21", "1/7", "1/7", "0"}));
    EXPECT_EQ(column(exact, &MemberPower::shapley_fraction),
              (Texts{"7/30", "7/30", "7/30", "3/20", "3/20", "0"}));
    const VotingPower floating = power_in(PowerMode::floating, game);
    EXPECT_EQ(floating.members[5].banzhaf, 0.0); // exactly, not nearly
    EXPECT_EQ(floating.members[5].shapley_shubik, 0.0);
    EXPECT_EQ(floating.members[5].coleman_prevent, 0.0);
}

TEST(VotingPower, CouncilOfTwentySeven) { // P4, weights only
    const std::vector<int> times{4, 2, 1, 1, 5, 3, 5, 5, 1};
    const std::vector<std::int64_t> votes{29, 27, 14, 13, 12, 10, 7, 4, 3};
    const Numbers banzhaf{0.077827, 0.074198, 0.042592, 0.039740, 0.036844,
                          0.030925, 0.021808, 0.012502, 0.009422};
    const Numbers shapley{0.086738, 0.079975, 0.039937, 0.036825, 0.034068,
                          0.028193, 0.019606, 0.011042, 0.008178};
    Weights weights;
    Numbers expected_banzhaf;
    Numbers expected_shapley;
    for (std::size_t k = 0; k < votes.size(); ++k) {
        for (int copy = 0; copy < times[k]; ++copy) {
            weights.push_back(votes[k]);
            expected_banzhaf.push_back(banzhaf[k]);
            expected_shapley.push_back(shapley[k]);
        }
    }
    ASSERT_EQ(sum(weights), 345);
    const VotingGame game{255, weights};
    for (const PowerMode mode : both) {
        const VotingPower power = power_in(mode, game);
        expect_near(column(power, &MemberPower::banzhaf), expected_banzhaf, 5e-7);
        expect_near(column(power, &MemberPower::shapley_shubik), expected_shapley, 5e-7);
        EXPECT_NEAR(std::ldexp(power.power_to_act, 27), 2'718'774.0, 1e-6);
    }
    const VotingPower exact = power_in(PowerMode::exact, game);
    EXPECT_EQ(exact.winning_coalitions, "2718774");
    std::int64_t swings = 0;
    for (const std::string& own : column(exact, &MemberPower::swings)) {
        swings += std::stoll(own);
    }
    EXPECT_EQ(swings, 28'186'428);
}

TEST(VotingPower, SecurityCouncil) { // P5
    const VotingGame game{39, repeated({{7, 5}, {1, 10}})};
    const VotingPower exact = power_in(PowerMode::exact, game);
    EXPECT_EQ(exact.winning_coalitions, "848");
    EXPECT_EQ(exact.members[0].banzhaf_fraction, "106/635");
    EXPECT_EQ(exact.members[14].banzhaf_fraction, "21/1270");
    EXPECT_EQ(exact.members[0].shapley_fraction, "421/2145");
    EXPECT_EQ(exact.members[14].shapley_fraction, "4/2145");
    const VotingPower floating = power_in(PowerMode::floating, game);
    EXPECT_NEAR(floating.members[0].shapley_shubik, 421. / 2145, 1e-15);
    EXPECT_NEAR(floating.members[14].banzhaf, 21. / 1270, 1e-15);
}

TEST(VotingPower, SecurityCouncilByItsOwnRules) { // P5: nine of fifteen, and none of the five against
    const std::vector<std::size_t> permanent{0, 1, 2, 3, 4};
    const VotingGame game = VotingGame{9, Weights(15, 1)}.with_veto(permanent, Veto::all);
    const VotingPower power = voting_power(game);
    EXPECT_EQ(power.method, PowerMethod::enumerated);
    EXPECT_EQ(power.winning_coalitions, "848");
    EXPECT_EQ(power.members[2].shapley_fraction, "421/2145");
    EXPECT_EQ(power.members[9].banzhaf_fraction, "21/1270");
}

TEST(VotingPower, SmallPublishedGames) { // P6
    EXPECT_EQ(column(voting_power(VotingGame{6, {4, 3, 2, 1}}), &MemberPower::banzhaf_fraction),
              (Texts{"5/12", "1/4", "1/4", "1/12"}));
    const VotingPower three = voting_power(VotingGame{4, {3, 2, 1}});
    EXPECT_EQ(column(three, &MemberPower::banzhaf_fraction), (Texts{"3/5", "1/5", "1/5"}));
    EXPECT_EQ(column(three, &MemberPower::shapley_fraction), (Texts{"2/3", "1/6", "1/6"}));
    EXPECT_EQ(column(voting_power(VotingGame{4, {3, 2, 1, 1}}), &MemberPower::shapley_fraction),
              (Texts{"1/2", "1/6", "1/6", "1/6"}));
    EXPECT_EQ(column(voting_power(VotingGame{16, {9, 9, 7, 3, 1, 1}}), &MemberPower::banzhaf_fraction),
              (Texts{"1/3", "1/3", "1/3", "0", "0", "0"}));
    EXPECT_EQ(column(voting_power(VotingGame{176, {137, 85, 71, 32, 9, 8, 5, 2, 1}}), &MemberPower::swings),
              (Texts{"181", "75", "75", "53", "11", "11", "5", "3", "1"}));
}

TEST(VotingPower, ParliamentOfSevenParties) { // P6, Catalonia 2012
    const VotingGame game{68, {50, 20, 21, 19, 13, 9, 3}};
    expect_near(column(voting_power(game), &MemberPower::shapley_shubik),
                {0.533, 0.133, 0.133, 0.133, 0.0333, 0.0333, 0.0}, 5e-4);
    EXPECT_EQ(column(voting_power(game), &MemberPower::banzhaf_fraction),
              (Texts{"13/24", "1/8", "1/8", "1/8", "1/24", "1/24", "0"}));
}

TEST(VotingPower, DictatorsAndUnanimity) {
    for (const PowerMode mode : both) {
        const VotingPower dictator = power_in(mode, VotingGame{5, {5, 2, 2}});
        EXPECT_EQ(column(dictator, &MemberPower::banzhaf), (Numbers{1.0, 0.0, 0.0}));
        EXPECT_EQ(column(dictator, &MemberPower::shapley_shubik), (Numbers{1.0, 0.0, 0.0}));
        EXPECT_EQ(dictator.power_to_act, 0.5);
        const VotingPower unanimous = power_in(mode, VotingGame{9, {5, 2, 2}});
        expect_near(column(unanimous, &MemberPower::shapley_shubik), Numbers(3, 1. / 3), 1e-15);
        EXPECT_EQ(unanimous.power_to_act, 0.125);
        const VotingPower alone = power_in(mode, VotingGame{1, {1}});
        EXPECT_EQ(column(alone, &MemberPower::banzhaf), (Numbers{1.0}));
        EXPECT_EQ(column(alone, &MemberPower::shapley_shubik), (Numbers{1.0}));
    }
}

TEST(VotingPower, FloatingHasTwelveDigitsOfRationalArithmeticAtSixtyMembers) {
    const Weights weights = made_up(60, 600);
    const std::int64_t all = sum(weights);
    for (const std::int64_t quota : {all / 2 + 1, all * 2 / 3, all * 9 / 10, all / 5}) {
        const VotingGame game{quota, weights};
        const VotingPower exact = power_in(PowerMode::exact, game);
        const VotingPower floating = power_in(PowerMode::floating, game);
        ASSERT_FALSE(exact.members[0].shapley_fraction.empty());
        for (double MemberPower::*index :
             {&MemberPower::banzhaf, &MemberPower::banzhaf_absolute, &MemberPower::shapley_shubik,
              &MemberPower::coleman_prevent, &MemberPower::coleman_initiate}) {
            expect_relative(column(floating, index), column(exact, index), 1e-12);
        }
        EXPECT_LT(floating.shapley_residual, 1e-13);
    }
}

TEST(VotingPower, BeyondSixtyThreeMembersCountsNeedManyWords) {
    // [n + 1 of 2n + 1 equal votes]: every member swings the C(2n, n) ways in which others are split evenly.
    const VotingPower power = power_in(PowerMode::exact, VotingGame{301, Weights(201, 3)});
    EXPECT_EQ(power.members[0].swings, "90548514656103281165404177077484163874504589675413336841320");
}

TEST(VotingPower, FloatingHasTwelveDigitsOfExactCountsUpToAThousandMembers) {
    for (const std::size_t members : {64U, 190U, 1000U}) {
        const Weights weights = made_up(members, 200);
        const VotingGame game{majority_quota(sum(weights)), weights};
        const VotingPower exact = power_in(PowerMode::exact, game);
        const VotingPower floating = power_in(PowerMode::floating, game);
        EXPECT_EQ(exact.method, PowerMethod::exact);
        expect_relative(column(floating, &MemberPower::banzhaf), column(exact, &MemberPower::banzhaf), 1e-12);
        expect_relative(column(floating, &MemberPower::coleman_initiate),
                        column(exact, &MemberPower::coleman_initiate), 1e-12);
        EXPECT_LT(floating.shapley_residual, 1e-13);
        const Numbers shapley = column(floating, &MemberPower::shapley_shubik);
        EXPECT_NEAR(std::accumulate(shapley.begin(), shapley.end(), 0.0), 1.0, 1e-12);
    }
}

TEST(VotingPower, AGreatMemberAmongAThousandIsKnownInClosedForm) {
    // [q; 1 x 999, w] with w = 100, q = 550: the great member is pivotal when 450 to 549 others came before,
    // and every position is as likely as another: 100 / 1000.
    Weights weights(1000, 1);
    weights.front() = 100;
    const VotingPower power = power_in(PowerMode::floating, VotingGame{550, weights});
    EXPECT_NEAR(power.members[0].shapley_shubik, 0.1, 1e-13);
    EXPECT_NEAR(power.members[1].shapley_shubik, 0.9 / 999, 1e-15);
}

TEST(VotingPower, DecimalVotesAreTheGameOfTheirWholeNumbers) {
    const VotingPower power = voting_power(VotingGame::of_decimals(2.5, Numbers{2.0, 1.0, 0.5, 0.5}));
    EXPECT_EQ(column(power, &MemberPower::swings), (Texts{"7", "1", "1", "1"}));
}

TEST(VotingPower, LargeVotesWithACommonUnitNeedNoLargeTable) {
    constexpr std::int64_t million = 1'000'000'000'000;
    const VotingPower power =
        voting_power(VotingGame{5 * million, {4 * million, 2 * million, million, million}});
    EXPECT_EQ(power.method, PowerMethod::exact);
    EXPECT_EQ(column(power, &MemberPower::swings), (Texts{"7", "1", "1", "1"}));
}

TEST(VotingPower, LargeVotesOfFewMembersAreEnumerated) {
    constexpr std::int64_t unit = 1'000'000'000'000;
    const VotingGame game{5 * unit, {4 * unit + 1, 2 * unit, unit, unit - 1}};
    const VotingPower power = voting_power(game);
    EXPECT_EQ(power.method, PowerMethod::enumerated);
    EXPECT_EQ(power_in(PowerMode::exact, game).method, PowerMethod::enumerated);
    EXPECT_THROW(static_cast<void>(power_in(PowerMode::floating, game)), InvalidArgument);
    const test::BrutePower brute = test::brute_power(game);
    expect_near(column(power, &MemberPower::shapley_shubik), brute.shapley, 1e-12);
}

TEST(VotingPower, TablesThatWouldBeTooLargeAreSampled) {
    Weights weights = made_up(40, 1'000'000);
    PowerOptions options;
    options.table_bytes = 1000;
    options.samples = 20'000;
    const VotingGame game{majority_quota(sum(weights)), weights};
    const VotingPower sampled = voting_power(game, options);
    EXPECT_EQ(sampled.method, PowerMethod::sampled);
    EXPECT_EQ(sampled.samples, 20'000U);
    EXPECT_EQ(sampled.seed, 1U);
    options.mode = PowerMode::exact;
    EXPECT_THROW(static_cast<void>(voting_power(game, options)), InvalidArgument);
    EXPECT_EQ(voting_power(VotingGame{501, Weights(1001, 1)}, {.samples = 1000}).method,
              PowerMethod::sampled);
}

TEST(VotingPower, SampledIntervalsHoldTheExactValues) {
    const VotingGame game{
        255, repeated({{29, 4}, {27, 2}, {14, 1}, {13, 1}, {12, 5}, {10, 3}, {7, 5}, {4, 5}, {3, 1}})};
    const VotingPower exact = power_in(PowerMode::exact, game);
    PowerOptions options;
    options.mode = PowerMode::sampled;
    std::size_t held = 0;
    std::size_t asked = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        options.seed = seed;
        options.samples = 5000;
        const VotingPower sampled = voting_power(game, options);
        for (std::size_t k = 0; k < 27; ++k) {
            const SampledInterval banzhaf = sampled.members[k].banzhaf_absolute_interval.value();
            const SampledInterval shapley = sampled.members[k].shapley_interval.value();
            const double absolute = exact.members[k].banzhaf_absolute;
            const double index = exact.members[k].shapley_shubik;
            held += banzhaf.low <= absolute && absolute <= banzhaf.high ? 1 : 0;
            held += shapley.low <= index && index <= shapley.high ? 1 : 0;
            asked += 2;
        }
    }
    // 95 % each; members of a game share their samples, so the bounds are wide.
    EXPECT_GT(held, asked * 90 / 100);
    EXPECT_LT(held, asked);
}

TEST(VotingPower, SamplesDependOnTheSeedAlone) {
    const VotingGame game{5, {4, 2, 1, 1}};
    PowerOptions options;
    options.mode = PowerMode::sampled;
    options.samples = 10'000;
    const VotingPower first = voting_power(game, options);
    const VotingPower again = voting_power(game, options);
    EXPECT_EQ(column(first, &MemberPower::banzhaf), column(again, &MemberPower::banzhaf));
    EXPECT_EQ(column(first, &MemberPower::shapley_shubik), column(again, &MemberPower::shapley_shubik));
    options.seed = 2;
    EXPECT_NE(column(first, &MemberPower::banzhaf),
              column(voting_power(game, options), &MemberPower::banzhaf));
}

TEST(VotingPower, EqualTwinsAndAnyOrderGiveTheSameBits) {
    Weights weights = made_up(70, 50);
    weights[10] = weights[20];
    const std::int64_t quota = majority_quota(sum(weights));
    const VotingPower power = voting_power(VotingGame{quota, weights});
    EXPECT_EQ(power.members[10].shapley_shubik, power.members[20].shapley_shubik);
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::reverse(order.begin() + 5, order.end());
    Weights moved;
    for (const std::size_t k : order) {
        moved.push_back(weights[k]);
    }
    const VotingPower other = voting_power(VotingGame{quota, moved});
    for (std::size_t k = 0; k < order.size(); ++k) {
        EXPECT_EQ(other.members[k].banzhaf, power.members[order[k]].banzhaf);
        EXPECT_EQ(other.members[k].shapley_shubik, power.members[order[k]].shapley_shubik);
    }
}

TEST(VotingPower, SeveralRulesInDoublePrecisionAgreeWithAllCoalitions) {
    const VotingGame game = VotingGame{9, {5, 4, 3, 2, 2, 1, 0}}.with_head_count(4).with_veto(
        std::vector<std::size_t>{2, 3, 6}, Veto::at_least_one);
    const VotingPower listed = voting_power(game);
    const VotingPower summed = power_in(PowerMode::floating, game);
    const test::BrutePower brute = test::brute_power(game);
    EXPECT_EQ(listed.method, PowerMethod::enumerated);
    EXPECT_EQ(summed.method, PowerMethod::floating);
    for (const VotingPower& power : {listed, summed}) {
        expect_near(column(power, &MemberPower::shapley_shubik), brute.shapley, 1e-14);
        for (std::size_t k = 0; k < game.members(); ++k) {
            EXPECT_NEAR(power.members[k].banzhaf_absolute, std::ldexp(brute.swings[k], -6), 1e-14);
        }
        EXPECT_NEAR(power.power_to_act, std::ldexp(brute.winning, -7), 1e-14);
    }
}

TEST(VotingPower, VotesAndHeadsOfFortyMembers) {
    // A rule that every coalition meets that meets the other one changes nothing.
    const Weights weights = repeated({{3, 10}, {1, 30}});
    const VotingPower one = power_in(PowerMode::floating, VotingGame{35, weights});
    const VotingPower two = voting_power(VotingGame{35, weights}.with_head_count(12));
    EXPECT_EQ(two.method, PowerMethod::floating);
    expect_relative(column(two, &MemberPower::shapley_shubik), column(one, &MemberPower::shapley_shubik),
                    1e-12);
    expect_relative(column(two, &MemberPower::banzhaf), column(one, &MemberPower::banzhaf), 1e-12);
}

TEST(VotingPower, WhatIsNotAskedForIsZero) {
    const VotingGame game{5, {4, 2, 1, 1}};
    PowerOptions options;
    for (const PowerMode mode : {PowerMode::exact, PowerMode::floating, PowerMode::sampled}) {
        options = {.mode = mode, .banzhaf = false};
        EXPECT_EQ(voting_power(game, options).members[0].banzhaf, 0.0);
        EXPECT_GT(voting_power(game, options).members[0].shapley_shubik, 0.0);
        options = {.mode = mode, .shapley_shubik = false};
        EXPECT_EQ(voting_power(game, options).members[0].shapley_shubik, 0.0);
        EXPECT_GT(voting_power(game, options).members[0].banzhaf, 0.0);
    }
}

TEST(VotingPower, SamplesHaveARange) {
    EXPECT_THROW(static_cast<void>(voting_power(VotingGame{1, {1}}, {.samples = 0})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(voting_power(VotingGame{1, {1}}, {.samples = 2'000'000'000})),
                 InvalidArgument);
}

TEST(VotingPower, StopsWhenAsked) {
    test::StopControl stop;
    const Weights weights = made_up(150, 5000);
    const VotingGame game{majority_quota(sum(weights)), weights};
    for (const PowerMode mode : {PowerMode::exact, PowerMode::floating, PowerMode::sampled}) {
        EXPECT_THROW(static_cast<void>(voting_power(game, {.mode = mode}, &stop)), Cancelled);
    }
}

} // namespace
} // namespace samspill
