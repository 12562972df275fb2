// Merges of a small network; that they equal a network built anew is a property test.
#include <samspill/core/error.hpp>
#include <samspill/model/actor_merge.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

ActorNetwork study() {
    NetworkBuilder builder;
    builder.add_area({.id = "town"});
    builder.add_actor({.id = "club"}).add_actor({.id = "desk"});
    builder.add_actor({.id = "klub", .name = "Klub", .parent = "desk", .area = "town", .languages = {"da"}});
    builder.add_actor({.id = "team", .parent = "klub"});
    builder.add_person({.id = "p", .actor = "klub"});
    builder.add_need({.id = "n", .theme = "t", .people = 3, .entry_point = "klub"});
    builder.add_activity({.id = "j", .actor = "klub", .theme = "t", .capacity = 3});
    builder.add_tie({.source = "club", .target = "desk"}).add_tie({.source = "klub", .target = "desk"});
    builder.add_tie({.source = "klub", .target = "desk", .wave = "2"})
        .add_tie({.source = "klub", .target = "club"});
    builder.add_tie({.source = "desk", .target = "klub"}).add_tie({.source = "klub", .target = "j"});
    builder.add_forum({.id = "f"});
    builder.add_seat({.forum = "f", .actor = "club"}).add_seat({.forum = "f", .actor = "klub"});
    builder.add_seat({.forum = "f", .actor = "klub", .person = "p"});
    return builder.build();
}

ActorNetwork merged(const ActorNetwork& network, std::string_view gone, std::string_view kept) {
    const ActorMerge merge{.merged = network.find_actor(gone), .kept = network.find_actor(kept)};
    return merged_actors(network, {&merge, 1});
}

TEST(ActorMerge, EverythingMovesToTheActorThatIsKept) {
    const ActorNetwork network = merged(study(), "klub", "club");
    const ActorId club = network.find_actor("club");
    ASSERT_EQ(network.actors().size(), 3U);
    EXPECT_TRUE(network.find_actor("klub").is_none());
    EXPECT_EQ(network.people().actor[0], club);
    EXPECT_EQ(network.needs().entry_point[0], club);
    EXPECT_EQ(network.activities().actor[0], club);
    EXPECT_EQ(network.actors().parent[network.find_actor("team").position()], club);
}

TEST(ActorMerge, EmptyCellsAreFilledAndTheParentStays) {
    const ActorNetwork network = merged(study(), "klub", "club");
    const std::size_t club = network.find_actor("club").position();
    EXPECT_EQ(network.text(network.actors().name[club]), "Klub");
    EXPECT_EQ(network.actors().area[club], network.find_area("town"));
    ASSERT_EQ(network.actors().languages[club].size(), 1U);
    EXPECT_EQ(network.text(network.actors().languages[club][0]), "da");
    EXPECT_TRUE(network.actors().parent[club].is_none()); // a parent is never taken over
}

TEST(ActorMerge, TiesAmongThemAndRepetitionsGo) {
    const ActorNetwork network = merged(study(), "klub", "club");
    // Left: club–desk once without a wave and once in wave 2, desk–club, club–j.
    EXPECT_EQ(network.ties().size(), 4U);
    EXPECT_EQ(network.layer(Relation::awareness).arcs(), 4U);
    for (std::size_t k = 0; k < network.ties().size(); ++k) {
        EXPECT_NE(network.ties().source[k].value(), network.ties().target[k]);
    }
    EXPECT_EQ(network.seats().size(), 2U); // one without a person, one with
}

TEST(ActorMerge, AParentThatIsMergedMakesWayForItsParent) {
    const ActorNetwork network = merged(study(), "klub", "team"); // team was a unit of klub, klub of desk
    EXPECT_EQ(network.actors().parent[network.find_actor("team").position()], network.find_actor("desk"));
}

TEST(ActorMerge, NoMergesChangeNothing) {
    const ActorNetwork network = study();
    EXPECT_EQ(merged_actors(network, {}).fingerprint(), network.fingerprint());
}

TEST(ActorMerge, MergesMustBeClear) {
    const ActorNetwork network = study();
    const ActorId club = network.find_actor("club");
    const ActorId desk = network.find_actor("desk");
    const ActorId klub = network.find_actor("klub");
    const auto refuses = [&](const std::vector<ActorMerge>& merges) {
        EXPECT_THROW(static_cast<void>(merged_actors(network, merges)), InvalidArgument);
    };
    refuses({{klub, klub}});
    refuses({{klub, club}, {klub, desk}});
    refuses({{klub, club}, {club, desk}});
    refuses({{ActorId::none(), club}});
    refuses({{club, ActorId{99U}}});
}

TEST(ActorMerge, NobodyEndsUpAboveThemselves) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).add_actor({.id = "a2", .parent = "b2"});
    builder.add_actor({.id = "b", .parent = "a"}).add_actor({.id = "b2"});
    const ActorNetwork network = builder.build();
    const std::vector<ActorMerge> merges{{network.find_actor("a"), network.find_actor("a2")},
                                         {network.find_actor("b2"), network.find_actor("b")}};
    try {
        static_cast<void>(merged_actors(network, merges));
        FAIL() << "a2 is a unit of b, and b of a2";
    } catch (const UnusableData& error) {
        ASSERT_FALSE(error.findings().empty());
        EXPECT_EQ(error.findings().front().code, FindingCode::actor_cycle);
    }
}

TEST(ActorMerge, FindingsFollow) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    builder.add_actor({.id = "b", .languages = {"no code"}, .organisation_number = "912345920"});
    builder.add_actor({.id = "c", .organisation_number = "912345920"});
    const ActorNetwork network = builder.build();
    EXPECT_EQ(network.findings().size(), 3U); // two with one number, one language
    const ActorNetwork one = merged(network, "b", "c");
    ASSERT_EQ(one.findings().size(), 1U);
    EXPECT_EQ(one.findings()[0].code, FindingCode::unknown_language); // came with the filled cell
    const ActorNetwork other = merged(network, "c", "b");
    ASSERT_EQ(other.findings().size(), 1U);
    EXPECT_EQ(other.findings()[0].row, 3);
}

} // namespace
} // namespace samspill
