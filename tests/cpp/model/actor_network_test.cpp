#include <samspill/model/actor_network.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace samspill {
namespace {

TEST(ActorNetwork, TablesAreSortedById) {
    NetworkBuilder builder;
    builder.add_actor({.id = "b", .name = "Beta"})
        .add_actor({.id = "a", .parent = "b"})
        .add_actor({.id = "Ø"});
    const ActorNetwork network = builder.build();
    EXPECT_EQ(network.text(network.actors().id[0]), "a");
    EXPECT_EQ(network.text(network.actors().id[1]), "b");
    EXPECT_EQ(network.text(network.actors().id[2]), "Ø"); // by bytes of UTF-8
    EXPECT_EQ(network.actors().parent[0], ActorId{1U});
    EXPECT_TRUE(network.actors().parent[1].is_none());
    EXPECT_EQ(network.text(network.actors().name[1]), "Beta");
    EXPECT_EQ(network.text(network.actors().name[0]), "");
}

TEST(ActorNetwork, ListsAreSets) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a", .languages = {"ti", "ar", "ti"}});
    const ActorNetwork network = builder.build();
    const auto languages = network.actors().languages[0];
    ASSERT_EQ(languages.size(), 2U);
    EXPECT_EQ(network.text(languages[0]), "ar");
    EXPECT_EQ(network.text(languages[1]), "ti");
}

TEST(ActorNetwork, KnowsWhichTablesWereGiven) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).declare_table(TableName::ties);
    const ActorNetwork network = builder.build();
    EXPECT_TRUE(network.has(TableName::ties));
    EXPECT_FALSE(network.has(TableName::needs));
}

TEST(ActorNetwork, TiesFormOneLayerARelation) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"})
        .add_actor({.id = "b"})
        .add_activity({.id = "j", .actor = "b", .theme = "t"});
    builder.add_tie({.source = "b", .target = "a", .relation = Relation::funding});
    builder.add_tie({.source = "a", .target = "j", .relation = Relation::referral});
    builder.add_tie({.source = "a", .target = "b", .relation = Relation::referral, .weight = 2.5});
    const ActorNetwork network = builder.build();
    const RelationLayer& referral = network.layer(Relation::referral);
    EXPECT_EQ(referral.vertices(), 3U);
    EXPECT_EQ(referral.arcs(), 2U);
    const auto targets = referral.successors(network.vertex(ActorId{0U}));
    EXPECT_EQ((std::vector<Vertex>{targets.begin(), targets.end()}),
              (std::vector<Vertex>{network.vertex(ActorId{1U}), network.vertex(ActivityId{0U})}));
    EXPECT_EQ(network.ties().weight[referral.tie(0).position()], 2.5);
    EXPECT_EQ(network.ties().relation[network.layer(Relation::funding).tie(0).position()], Relation::funding);
    EXPECT_EQ(network.activity_of(2), ActivityId{0U});
}

TEST(ActorNetwork, FingerprintIgnoresRowOrderAndSeesEveryChange) {
    const auto build = [](bool reversed, const std::string& name) {
        std::vector<Actor> actors{{.id = "a", .name = name}, {.id = "b"}, {.id = "c", .parent = "a"}};
        if (reversed) {
            std::reverse(actors.begin(), actors.end());
        }
        NetworkBuilder builder;
        for (const Actor& actor : actors) {
            builder.add_actor(actor);
        }
        return builder.build().fingerprint();
    };
    EXPECT_EQ(build(false, "x"), build(true, "x"));
    EXPECT_NE(build(false, "x"), build(false, "y"));
}

TEST(ActorNetwork, FingerprintSeesEveryColumn) {
    const auto build = [](const Area& area, const Need& need, const Activity& activity, double minutes) {
        NetworkBuilder builder;
        builder.add_actor({.id = "a"}).add_area(area).add_need(need).add_activity(activity);
        builder.add_travel_time({.from = "town", .to = "town", .minutes = minutes});
        return builder.build().fingerprint();
    };
    const Area area{.id = "town"};
    const Need need{.id = "n", .theme = "t"};
    const Activity offer{.id = "j", .actor = "a", .theme = "t"};
    const std::vector<std::uint64_t> prints{
        build(area, need, offer, 1.0),
        build(area, need, offer, 2.0),
        build({.id = "town", .latitude = 1.0, .longitude = 2.0}, need, offer, 1.0),
        build({.id = "town", .latitude = 2.0, .longitude = 1.0}, need, offer, 1.0),
        build(area, {.id = "n", .theme = "t", .mandate = "m"}, offer, 1.0),
        build(area, {.id = "n", .theme = "t", .max_cost = 0.0}, offer, 1.0),
        build(area, {.id = "n", .theme = "t", .access = {"m"}}, offer, 1.0),
        build(area, need, {.id = "j", .actor = "a", .theme = "t", .mandate = "m"}, 1.0),
        build(area, need, {.id = "j", .actor = "a", .theme = "t", .in_use = 0}, 1.0),
        build(area, need, {.id = "j", .actor = "a", .theme = "t", .access = {"m"}}, 1.0)};
    EXPECT_EQ((std::set<std::uint64_t>{prints.begin(), prints.end()}).size(), prints.size());
}

TEST(ActorNetwork, FingerprintMayBeAskedByManyThreads) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    const ActorNetwork network = builder.build();
    std::vector<std::uint64_t> found(8);
    std::vector<std::thread> threads;
    for (std::uint64_t& one : found) {
        threads.emplace_back([&] { one = network.fingerprint(); });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ((std::set<std::uint64_t>{found.begin(), found.end()}).size(), 1U);
}

TEST(ActorNetwork, FindsRowsByTheirId) {
    NetworkBuilder builder;
    builder.add_area({.id = "x"})
        .add_actor({.id = "b"})
        .add_actor({.id = "a"})
        .add_person({.id = "p", .actor = "a"});
    builder.add_need({.id = "n", .theme = "a"}).add_activity({.id = "j", .actor = "a", .theme = "t"});
    builder.add_forum({.id = "f"});
    const ActorNetwork network = builder.build();
    EXPECT_EQ(network.find_area("x"), AreaId{0U});
    EXPECT_EQ(network.find_actor("b"), ActorId{1U});
    EXPECT_EQ(network.find_person("p"), PersonId{0U});
    EXPECT_EQ(network.find_need("n"), NeedId{0U});
    EXPECT_EQ(network.find_activity("j"), ActivityId{0U});
    EXPECT_EQ(network.find_forum("f"), ForumId{0U});
    EXPECT_TRUE(network.find_need("a").is_none()); // a text of the network, but the id of no need
    EXPECT_TRUE(network.find_need("nowhere").is_none());
    EXPECT_TRUE(network.find_need("").is_none());
}

TEST(ActorNetwork, FreeSeatsAreThoseThatNobodyHolds) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    const auto add = [&](const char* id, Count capacity, Count in_use) {
        builder.add_activity({.id = id, .actor = "a", .theme = "t", .capacity = capacity, .in_use = in_use});
    };
    add("j1", 10, 4);
    add("j2", 10, Count::unknown());
    add("j3", 3, 4);
    add("j4", Count::unknown(), 4);
    const ActorNetwork network = builder.build();
    const ActivityColumns& offers = network.activities();
    EXPECT_EQ(offers.free_seats(ActivityId{0U}), Count{6});
    EXPECT_EQ(offers.free_seats(ActivityId{1U}), Count{10});
    EXPECT_EQ(offers.free_seats(ActivityId{2U}), Count{0});
    EXPECT_FALSE(offers.free_seats(ActivityId{3U}).is_known());
}

TEST(ActorNetwork, CopiesShareTheirStorage) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    const ActorNetwork network = builder.build();
    const ActorNetwork copy = network; // NOLINT: the copy is what is tested
    EXPECT_EQ(&copy.actors(), &network.actors());
}

} // namespace
} // namespace samspill
