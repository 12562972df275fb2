#include <samspill/graph/finders.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace samspill {
namespace {

/// desk - middle - far, and a directory that desk knows and that lists far; a contract counts for nothing.
ActorNetwork chain() {
    NetworkBuilder builder;
    for (const char* id : {"desk", "far", "middle", "other"}) {
        builder.add_actor({.id = id});
    }
    builder.add_actor({.id = "register", .type = "directory"});
    builder.add_activity({.id = "j", .actor = "far", .theme = "t"});
    builder.add_tie({.source = "desk", .target = "middle", .relation = Relation::awareness});
    builder.add_tie({.source = "desk", .target = "register", .relation = Relation::referral});
    builder.add_tie({.source = "middle", .target = "far", .relation = Relation::information});
    builder.add_tie({.source = "middle", .target = "j", .relation = Relation::awareness});
    builder.add_tie({.source = "register", .target = "far", .relation = Relation::information});
    builder.add_tie({.source = "other", .target = "far", .relation = Relation::contract});
    return builder.build();
}

std::vector<std::string> texts(const ActorNetwork& network, std::span<const Finder> finders) {
    std::vector<std::string> texts;
    for (const Finder& finder : finders) {
        texts.push_back(std::string{network.text(network.actors().id[finder.actor.position()])} + " " +
                        std::to_string(finder.distance));
    }
    return texts;
}

using Texts = std::vector<std::string>;

TEST(Finders, ReachTheActorOverSoManySteps) {
    const ActorNetwork network = chain();
    FinderSearch search{network};
    const Vertex far = network.vertex(network.find_actor("far"));
    EXPECT_EQ(texts(network, search.who_reaches(far, 0)), (Texts{"far 0"}));
    EXPECT_EQ(texts(network, search.who_reaches(far, 1)), (Texts{"far 0", "middle 1", "register 1"}));
    EXPECT_EQ(texts(network, search.who_reaches(far, 9)),
              (Texts{"far 0", "middle 1", "register 1", "desk 2"}));
}

TEST(Finders, FindWhatADirectoryLists) {
    const ActorNetwork network = chain();
    FinderSearch search{network};
    const Vertex far = network.vertex(network.find_actor("far"));
    EXPECT_EQ(texts(network, search.who_finds(far, 0)), (Texts{"far 0", "register 0"}));
    EXPECT_EQ(texts(network, search.who_finds(far, 1)), (Texts{"far 0", "register 0", "middle 1", "desk 1"}));
    EXPECT_TRUE(search.is_directory(network.find_actor("register")));
    EXPECT_FALSE(search.is_directory(network.find_actor("desk")));
}

TEST(Finders, OfAnActivityAreActorsOnly) {
    const ActorNetwork network = chain();
    FinderSearch search{network};
    const Vertex offer = network.vertex(network.find_activity("j"));
    EXPECT_EQ(texts(network, search.who_reaches(offer, 2)), (Texts{"middle 1", "desk 2"}));
    EXPECT_TRUE(search.who_reaches(offer, 0).empty());
}

} // namespace
} // namespace samspill
