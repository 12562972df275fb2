#include <samspill/model/actor_network.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
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

TEST(ActorNetwork, CopiesShareTheirStorage) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    const ActorNetwork network = builder.build();
    const ActorNetwork copy = network; // NOLINT: the copy is what is tested
    EXPECT_EQ(&copy.actors(), &network.actors());
}

} // namespace
} // namespace samspill
