#include <samspill/analysis/forum_power.hpp>
#include <samspill/analysis/union_power.hpp>
#include <samspill/io/forum_power_tables.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace samspill {
namespace {

ActorNetwork two_forums() {
    NetworkBuilder network;
    network.add_forum({.id = "f", .form = ForumForm::council, .quota = 2.0})
        .add_forum({.id = "g"})
        .add_actor({.id = "k", .sector = Sector::municipal})
        .add_actor({.id = "c", .sector = Sector::civil_society})
        .add_person({.id = "p", .actor = "c"})
        .add_seat({.forum = "f", .actor = "k", .votes = 2.0})
        .add_seat({.forum = "f", .actor = "c", .person = "p", .votes = 1.0})
        .add_seat({.forum = "g", .actor = "c"});
    return network.build();
}

TEST(ForumPowerTables, ForumsSayWhatIsNotKnown) {
    const ActorNetwork network = two_forums();
    const Table table = power_forums(network, forum_power(network));
    ASSERT_EQ(table.rows(), 2U);
    EXPECT_EQ(table["forum"].text(0), "f");
    EXPECT_EQ(table["form"].text(0), "council");
    EXPECT_EQ(table["power_to_act"].float64(0), 0.5);
    EXPECT_EQ(table["winning_coalitions"].text(0), "2");
    EXPECT_EQ(table["method"].text(0), "exact");
    EXPECT_EQ(table["status"].text(1), "not_applicable");
    EXPECT_EQ(table["reason"].text(1), "no quota stated");
    for (const char* column : {"quota", "votes", "power_to_act", "winning_coalitions", "method"}) {
        EXPECT_TRUE(table[column].is_null(1)) << column;
    }
}

TEST(ForumPowerTables, ForumsNameTheirRules) {
    NetworkBuilder network;
    network
        .add_forum({.id = "f",
                    .head_count = Count{2},
                    .vetoes = {{Sector::state, Veto::all}, {Sector::municipal, Veto::majority}}})
        .add_actor({.id = "k", .sector = Sector::municipal})
        .add_actor({.id = "s", .sector = Sector::state})
        .add_seat({.forum = "f", .actor = "k"})
        .add_seat({.forum = "f", .actor = "s"});
    const ActorNetwork built = network.build();
    const Table table = power_forums(built, forum_power(built));
    EXPECT_TRUE(table["quota"].is_null(0));
    EXPECT_EQ(table["head_count"].int64(0), 2);
    EXPECT_EQ(table["vetoes"].text(0), "municipal=majority;state=all");
    EXPECT_TRUE(table["sectors_reason"].is_null(0));
}

TEST(ForumPowerTables, WhyThereIsNoPowerOfUnionsStandsInEveryTable) {
    NetworkBuilder network;
    network.add_forum({.id = "f", .quota = 5e9})
        .add_actor({.id = "a"})
        .add_actor({.id = "b"})
        .add_seat({.forum = "f", .actor = "a", .votes = 4e9 + 1})
        .add_seat({.forum = "f", .actor = "b", .votes = 2e9});
    const ActorNetwork built = network.build();
    const ForumPowerResult result = forum_power(built);
    for (const Table& table :
         {power_forums(built, result), power_voters(built, result), power_sectors(built, result)}) {
        EXPECT_EQ(table["sectors_reason"].text(0), "the votes are too large for the power of unions")
            << table.name();
    }
}

TEST(ForumPowerTables, VotersAndSectorsHaveTheirIds) {
    const ActorNetwork network = two_forums();
    const ForumPowerResult result = forum_power(network);
    const Table voters = power_voters(network, result);
    ASSERT_EQ(voters.rows(), 2U);
    EXPECT_EQ(voters["actor"].text(0), "c");
    EXPECT_EQ(voters["person"].text(0), "p");
    EXPECT_TRUE(voters["person"].is_null(1));
    EXPECT_EQ(voters["shapley_fraction"].text(1), "1");
    EXPECT_TRUE(voters["shapley_low"].is_null(1));
    const Table sectors = power_sectors(network, result);
    ASSERT_EQ(sectors.rows(), 2U);
    EXPECT_EQ(sectors["sector"].text(0), "municipal");
    EXPECT_EQ(sectors["shapley_shubik"].float64(0), 1.0);
    EXPECT_DOUBLE_EQ(sectors["owen"].float64(0).value(), 1.0);
}

TEST(ForumPowerTables, SampledMembersHaveIntervals) {
    const VotingGame game{2, {2, 1}};
    const Table exact = power_members(voting_power(game));
    EXPECT_EQ(exact["member"].int64(1), 1);
    EXPECT_EQ(exact["swings"].text(0), "2");
    EXPECT_TRUE(exact["shapley_low"].is_null(0));
    const Table sampled = power_members(voting_power(game, {.mode = PowerMode::sampled, .samples = 100}));
    EXPECT_TRUE(sampled["swings"].is_null(0));
    EXPECT_EQ(sampled["shapley_high"].float64(0), 1.0);
    EXPECT_EQ(sampled["shapley_low"].float64(1), 0.0);
    const Table unions = union_members(union_power(game, std::vector<std::size_t>{1, 0}));
    EXPECT_EQ(unions["union"].int64(0), 1);
    EXPECT_DOUBLE_EQ(unions["owen"].float64(0).value(), 1.0);
}

} // namespace
} // namespace samspill
