// Worked numbers of the methods (M1.8), a published game, and blocs.
#include <samspill/analysis/union_power.hpp>
#include <samspill/core/error.hpp>

#include "../support/brute_power.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace samspill {
namespace {

using Numbers = std::vector<double>;
using Unions = std::vector<std::size_t>;

void expect_values(const UnionPower& power, const Numbers& owen, const Numbers& banzhaf_owen) {
    ASSERT_EQ(power.members.size(), owen.size());
    for (std::size_t k = 0; k < owen.size(); ++k) {
        EXPECT_NEAR(power.members[k].owen, owen[k], 1e-14) << "member " << k;
        if (!banzhaf_owen.empty()) {
            EXPECT_NEAR(power.members[k].banzhaf_owen, banzhaf_owen[k], 1e-14) << "member " << k;
        }
    }
    EXPECT_LT(power.owen_residual, 1e-14);
}

TEST(UnionPower, TwoSeatsAgainstThreeHaveNone) { // M1.8
    const UnionPower power = union_power(VotingGame{3, {1, 1, 1, 1, 1}}, Unions{0, 0, 1, 1, 1});
    expect_values(power, {0.0, 0.0, 1. / 3, 1. / 3, 1. / 3}, {0.0, 0.0, 0.25, 0.25, 0.25});
    EXPECT_EQ(power.members[4].union_number, 1U);
    ASSERT_EQ(power.unions.members.size(), 2U);
    EXPECT_EQ(power.unions.members[1].shapley_fraction, "1");
    EXPECT_EQ(power.unions.power_to_act, 0.5);
}

TEST(UnionPower, ABlocOfThreeAmongSingles) { // M1.8
    const UnionPower power = union_power(VotingGame{4, {1, 1, 1, 1, 1, 1}}, Unions{0, 0, 0, 1, 2, 3});
    expect_values(power, {0.25, 0.25, 0.25, 1. / 12, 1. / 12, 1. / 12}, {});
}

TEST(UnionPower, PublishedGameOfSix) { // P6
    const UnionPower power = union_power(VotingGame{30, {28, 16, 5, 4, 3, 3}}, Unions{0, 1, 2, 1, 2, 1});
    expect_values(power, {1. / 3, 1. / 9, 1. / 6, 1. / 9, 1. / 6, 1. / 9}, {});
}

TEST(UnionPower, EqualSectorsWithSimpleMajorityAreDeadlocked) { // M1.8: parity, so only both together decide
    const UnionPower power = union_power(VotingGame{4, {1, 1, 1, 1, 1, 1}}, Unions{0, 0, 0, 1, 1, 1});
    EXPECT_EQ(power.unions.power_to_act, 0.25);
}

TEST(UnionPower, SinglesAndOneUnionGiveTheShapleyShubikIndex) {
    const VotingGame game{5, {4, 2, 1, 1}};
    expect_values(union_power(game, Unions{0, 1, 2, 3}), {0.75, 1. / 12, 1. / 12, 1. / 12},
                  {0.875, 0.125, 0.125, 0.125});
    expect_values(union_power(game, Unions{0, 0, 0, 0}), {0.75, 1. / 12, 1. / 12, 1. / 12},
                  {0.875, 0.125, 0.125, 0.125});
}

TEST(UnionPower, SeveralRulesAgreeWithAllCoalitions) {
    const VotingGame game = VotingGame{9, {5, 4, 3, 2, 2, 1, 0}}.with_head_count(4).with_veto(
        Unions{2, 3, 6}, Veto::at_least_one);
    const Unions unions{0, 1, 0, 2, 1, 0, 2};
    const test::BrutePower brute = test::brute_power(game, unions);
    expect_values(union_power(game, unions), brute.owen, brute.banzhaf_owen);
}

TEST(UnionPower, OfManyMembersSumsToOne) {
    std::vector<std::int64_t> weights;
    Unions unions;
    for (std::size_t k = 0; k < 400; ++k) {
        weights.push_back(static_cast<std::int64_t>(1 + k * k % 37));
        unions.push_back(k % 7);
    }
    const UnionPower power = union_power(VotingGame{3500, weights}, unions);
    EXPECT_LT(power.owen_residual, 1e-12);
    for (std::size_t u = 0; u < 7; ++u) { // the members of a union share what it has among unions
        double sum = 0.0;
        for (std::size_t k = u; k < 400; k += 7) {
            sum += power.members[k].owen;
        }
        EXPECT_NEAR(sum, power.unions.members[u].shapley_shubik, 1e-12);
    }
}

TEST(UnionPower, RefusesWhatIsNoPartition) {
    const VotingGame game{2, {1, 1, 1}};
    EXPECT_THROW(static_cast<void>(union_power(game, Unions{0, 1})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(union_power(game, Unions{0, 2, 2})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(union_power(game, Unions{0, 1, 99})), InvalidArgument);
    PowerOptions small;
    small.table_bytes = 8;
    EXPECT_FALSE(union_power_fits(game, 2, small));
    EXPECT_THROW(static_cast<void>(union_power(game, Unions{0, 1, 1}, small)), InvalidArgument);
}

TEST(BlocPower, TheMunicipalityVotesAsOne) {
    // Three municipal seats of six, four votes needed: as one they lack one vote, which any other brings.
    const BlocPower power = bloc_power(VotingGame{4, {1, 1, 1, 1, 1, 1}}, Unions{0, 1, 2});
    EXPECT_NEAR(power.shapley_before, 0.5, 1e-15);
    EXPECT_NEAR(power.banzhaf_before, 0.5, 1e-15);
    // [4; 3, 1, 1, 1]: 3/4 by M1.7's counts; the bloc swings 7 of 8, each other 1.
    EXPECT_NEAR(power.shapley_after, 0.75, 1e-15);
    EXPECT_NEAR(power.banzhaf_after, 0.7, 1e-15);
    EXPECT_EQ(power.after.members.size(), 4U);
    EXPECT_THROW(static_cast<void>(bloc_power(VotingGame{1, {1}}, Unions{})), InvalidArgument);
}

} // namespace
} // namespace samspill
