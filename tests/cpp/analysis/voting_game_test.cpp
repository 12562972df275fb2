#include <samspill/analysis/voting_game.hpp>
#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <vector>

namespace samspill {
namespace {

using Weights = std::vector<std::int64_t>;
using Votes = std::vector<double>;
using Positions = std::vector<std::size_t>;

TEST(VotingGame, KeepsQuotaAndWeights) {
    const VotingGame game{5, {4, 2, 1, 1}};
    EXPECT_EQ(game.members(), 4U);
    ASSERT_EQ(game.rules().size(), 1U);
    EXPECT_EQ(game.rules().front(), (VotingRule{5, {4, 2, 1, 1}}));
}

TEST(VotingGame, RefusesWhatIsNoGame) {
    EXPECT_THROW(VotingGame(1, {}), InvalidArgument);
    EXPECT_THROW(VotingGame(1, {2, -1}), InvalidArgument);
    EXPECT_THROW(VotingGame(0, {1, 1}), InvalidArgument);
    EXPECT_THROW(VotingGame(-1, {1, 1}), InvalidArgument);
    EXPECT_THROW(VotingGame(3, {1, 1}), InvalidArgument);
    EXPECT_THROW(VotingGame(1, {0, 0}), InvalidArgument);
    EXPECT_NO_THROW(VotingGame(2, {1, 1, 0}));
    constexpr std::int64_t much = std::int64_t{1} << 53;
    EXPECT_NO_THROW(VotingGame(1, {much}));
    EXPECT_THROW(VotingGame(1, {much, 1}), Overflow);
    EXPECT_THROW(VotingGame(1, {std::numeric_limits<std::int64_t>::max(), 1}), Overflow);
}

TEST(VotingGame, ScalesDecimalsExactly) {
    EXPECT_EQ(VotingGame::of_decimals(2.5, Votes{2.0, 1.5, 0.25}), VotingGame(250, {200, 150, 25}));
    EXPECT_EQ(VotingGame::of_decimals(0.3, Votes{0.1, 0.1, 0.1}), VotingGame(3, {1, 1, 1}));
    EXPECT_EQ(VotingGame::of_decimals(3.0, Votes{2.0, 2.0}), VotingGame(3, {2, 2}));
    EXPECT_EQ(VotingGame::of_decimals(1.0, Votes{0.7, 0.1, 0.1, 0.1}), VotingGame(10, {7, 1, 1, 1}));
    EXPECT_EQ(VotingGame::of_decimals(1e-9, Votes{1e-9}), VotingGame(1, {1}));
}

TEST(VotingGame, RefusesDecimalsItCannotScale) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    EXPECT_THROW(static_cast<void>(VotingGame::of_decimals(1.0, Votes{1.0 / 3.0, 1.0})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(VotingGame::of_decimals(1.0, Votes{1e-10, 1.0})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(VotingGame::of_decimals(1.0, Votes{1e300})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(VotingGame::of_decimals(1.0, Votes{nan, 1.0})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(VotingGame::of_decimals(1.0, Votes{infinity})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(VotingGame::of_decimals(nan, Votes{1.0})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(VotingGame::of_decimals(1.0, Votes{-0.5, 2.0})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(VotingGame::of_decimals(0.0, Votes{1.0})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(VotingGame::of_decimals(1.5, Votes{1.0})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(VotingGame::of_decimals(1.0, Votes{})), InvalidArgument);
}

TEST(VotingGame, TakesMoreRules) {
    const VotingGame game = VotingGame{5, {4, 2, 1, 1}}.with_head_count(3);
    ASSERT_EQ(game.rules().size(), 2U);
    EXPECT_EQ(game.rules()[1], (VotingRule{3, {1, 1, 1, 1}}));
    EXPECT_THROW(static_cast<void>(game.with_head_count(5)), InvalidArgument);
    EXPECT_THROW(static_cast<void>(game.with_rule({1, {1, 1}})), InvalidArgument);
}

TEST(VotingGame, VetoOfABlocIsARule) {
    const VotingGame game{2, {1, 1, 1}};
    EXPECT_EQ(game.with_veto(Positions{0, 2}, Veto::all).rules()[1], (VotingRule{2, {1, 0, 1}}));
    EXPECT_EQ(game.with_veto(Positions{0, 2}, Veto::at_least_one).rules()[1], (VotingRule{1, {1, 0, 1}}));
    EXPECT_EQ(game.with_veto(Positions{0, 2}, Veto::majority).rules()[1], (VotingRule{2, {1, 0, 1}}));
    EXPECT_EQ(game.with_veto(Positions{0, 1, 2}, Veto::majority).rules()[1], (VotingRule{2, {1, 1, 1}}));
    EXPECT_THROW(static_cast<void>(game.with_veto(Positions{}, Veto::all)), InvalidArgument);
    EXPECT_THROW(static_cast<void>(game.with_veto(Positions{3}, Veto::all)), InvalidArgument);
    EXPECT_THROW(static_cast<void>(game.with_veto(Positions{1, 1}, Veto::all)), InvalidArgument);
}

TEST(VotingGame, MergesABlocInEveryRule) {
    const VotingGame game = VotingGame{5, {4, 2, 1, 1}}.with_head_count(3).merged(Positions{3, 1});
    EXPECT_EQ(game.rules()[0], (VotingRule{5, {3, 4, 1}}));
    EXPECT_EQ(game.rules()[1], (VotingRule{3, {2, 1, 1}}));
    EXPECT_THROW(static_cast<void>(game.merged(Positions{})), InvalidArgument);
}

TEST(VotingGame, MajorityIsMoreThanHalf) {
    EXPECT_EQ(majority_quota(1), 1);
    EXPECT_EQ(majority_quota(4), 3);
    EXPECT_EQ(majority_quota(5), 3);
}

} // namespace
} // namespace samspill
