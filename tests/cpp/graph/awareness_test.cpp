#include <samspill/core/error.hpp>
#include <samspill/graph/awareness.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <string>

namespace samspill {
namespace {

/// desk knows middle, middle knows far; each offers one activity. `other` is reached by a contract only.
NetworkBuilder chain() {
    NetworkBuilder builder;
    for (const char* id : {"desk", "far", "middle", "other"}) {
        builder.add_actor({.id = id});
        builder.add_activity({.id = std::string{"offer of "} + id, .actor = id, .theme = "t"});
    }
    builder.add_tie({.source = "desk", .target = "middle", .relation = Relation::awareness});
    builder.add_tie({.source = "middle", .target = "far", .relation = Relation::information});
    builder.add_tie({.source = "desk", .target = "other", .relation = Relation::contract});
    return builder;
}

constexpr ActorId desk{0U};
constexpr ActivityId of_desk{0U};
constexpr ActivityId of_far{1U};
constexpr ActivityId of_middle{2U};
constexpr ActivityId of_other{3U};

TEST(Awareness, StepsBoundWhatIsFound) {
    const ActorNetwork network = chain().build();
    const auto found = [&](int steps, ActivityId activity) {
        AwarenessSearch search{network, steps};
        search.start_at(desk);
        return search.finds(activity);
    };
    EXPECT_TRUE(found(0, of_desk));
    EXPECT_FALSE(found(0, of_middle));
    EXPECT_TRUE(found(1, of_middle));
    EXPECT_FALSE(found(1, of_far));
    EXPECT_TRUE(found(2, of_far));
    EXPECT_FALSE(found(9, of_other)); // contracts carry no knowledge of offers
}

TEST(Awareness, ATieToAnActivityGivesThatActivityOnly) {
    NetworkBuilder builder = chain();
    builder.add_activity({.id = "second offer of far", .actor = "far", .theme = "t"});
    builder.add_tie({.source = "desk", .target = "second offer of far", .relation = Relation::referral});
    const ActorNetwork network = builder.build();
    AwarenessSearch search{network, 1};
    search.start_at(desk);
    EXPECT_TRUE(search.finds(ActivityId{4U}));
    EXPECT_FALSE(search.finds(of_far));
}

TEST(Awareness, KnowledgeFollowsTheDirectionOfTies) {
    const ActorNetwork network = chain().build();
    AwarenessSearch search{network, 3};
    search.start_at(ActorId{1U}); // far knows nobody
    EXPECT_TRUE(search.finds(of_far));
    EXPECT_FALSE(search.finds(of_middle));
}

TEST(Awareness, AReachedDirectoryGivesAwayWhatItListsBeyondTheSteps) {
    NetworkBuilder builder = chain();
    builder.add_actor({.id = "web", .type = "directory"}).add_actor({.id = "zoo"});
    builder.add_activity({.id = "zoo visit", .actor = "zoo", .theme = "t"});
    builder.add_tie({.source = "desk", .target = "web", .relation = Relation::awareness});
    builder.add_tie({.source = "web", .target = "zoo", .relation = Relation::information});
    builder.add_tie({.source = "web", .target = "offer of far", .relation = Relation::information});
    const ActorNetwork network = builder.build();
    AwarenessSearch search{network, 1};
    search.start_at(desk);
    EXPECT_TRUE(search.finds(of_far));
    EXPECT_TRUE(search.finds(ActivityId{4U})); // the offers of a listed actor too
}

TEST(Awareness, ANewSearchForgetsTheOldOne) {
    const ActorNetwork network = chain().build();
    AwarenessSearch search{network, 2};
    search.start_at(desk);
    search.start_at(ActorId{3U});
    EXPECT_FALSE(search.finds(of_middle));
}

TEST(Awareness, CanSearchOverOtherStepsAndWithoutAnActor) {
    const ActorNetwork network = chain().build();
    AwarenessSearch search{network, 2};
    search.start_at(desk, 1);
    EXPECT_TRUE(search.finds(of_middle));
    EXPECT_FALSE(search.finds(of_far));
    search.start_at(desk, 2, ActorId{2U}); // without the middle
    EXPECT_TRUE(search.finds(of_desk));
    EXPECT_FALSE(search.finds(of_middle));
    EXPECT_FALSE(search.finds(of_far));
    search.start_at(desk, 2, desk);
    EXPECT_FALSE(search.finds(of_desk));
    EXPECT_TRUE(search.found().empty());
    search.start_at(desk); // as before
    EXPECT_TRUE(search.finds(of_far));
}

TEST(Awareness, RefusesNegativeSteps) {
    const ActorNetwork network = chain().build();
    EXPECT_THROW((AwarenessSearch{network, -1}), InvalidArgument);
}

} // namespace
} // namespace samspill
