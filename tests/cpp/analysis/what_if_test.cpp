#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/what_if.hpp>
#include <samspill/core/error.hpp>
#include <samspill/model/network_builder.hpp>

#include "../support/stop_control.hpp"
#include "../support/worked_examples.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

/// A session with its model; actors and activities by id.
class Asked {
public:
    explicit Asked(NetworkBuilder builder, const CoverageOptions& options = {})
        : model_{coverage_model(builder.build(), options)}, session{model_} {}

    [[nodiscard]] ActorId actor(const char* id) const { return model_.network().find_actor(id); }
    [[nodiscard]] ActivityId activity(const char* id) const { return model_.network().find_activity(id); }

private:
    CoverageModel model_;

public:
    WhatIf session;
};

TEST(WhatIf, OfTheWorkedExample) {
    Asked asked{examples::allocation_example()};
    WhatIf& session = asked.session;
    EXPECT_EQ(session.covered(), (CoveredPeople{12, 12, 8, 8}));                // M4.2
    EXPECT_EQ(session.without_activity(asked.activity("a1")).gained_low(), -8); // M4.5
    EXPECT_EQ(session.without_activity(asked.activity("a2")).gained_low(), 0);
    EXPECT_EQ(session.without_activity(asked.activity("a3")).gained_low(), -4);
    // M4.4: telling n3's referrer of a3 reaches 4 people more; all of them were counted as nominal already.
    const WhatIfResult told =
        session.with_tie(asked.actor("office"), asked.activity("a3"), Relation::information);
    EXPECT_EQ(told.known_gained_low(), 4);
    EXPECT_EQ(told.known_gained_high(), 4);
    EXPECT_EQ(told.gained_low(), 0);
    // The referrer of n1 knows everything already.
    EXPECT_EQ(
        session.with_tie(asked.actor("desk"), asked.activity("a3"), Relation::awareness).known_gained_low(),
        0);
    EXPECT_EQ(session.with_tie(asked.actor("office"), asked.actor("club"), Relation::contract).after,
              session.covered()); // contracts carry no knowledge
}

TEST(WhatIf, AnActorTakesItsOffersAndItsReferralsAlong) {
    Asked asked{examples::allocation_example()};
    const WhatIfResult no_club = asked.session.without_actor(asked.actor("club"));
    EXPECT_EQ(no_club.after, (CoveredPeople{0, 0, std::nullopt, std::nullopt})); // and with it all ties
    EXPECT_EQ(no_club.known_gained_low(), std::nullopt);
    // Without the office nobody refers n3: it finds nothing, or everything.
    const WhatIfResult no_office = asked.session.without_actor(asked.actor("office"));
    EXPECT_EQ(no_office.after, (CoveredPeople{12, 12, 8, 12}));
    const std::vector<WhatIfResult> all = asked.session.without_each_actor();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0], no_club);
    EXPECT_EQ(all[2], no_office);
    EXPECT_EQ(asked.session.covered(), (CoveredPeople{12, 12, 8, 8})); // asking changes nothing
}

TEST(WhatIf, SeatsAreThoseNobodyHolds) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    builder.add_activity({.id = "j", .actor = "a", .theme = "t", .capacity = 6, .in_use = 4});
    builder.add_need({.id = "n", .theme = "t", .people = 5});
    Asked asked{std::move(builder)};
    const ActivityId offer = asked.activity("j");
    EXPECT_EQ(asked.session.covered(), (CoveredPeople{2, 2, std::nullopt, std::nullopt}));
    EXPECT_EQ(asked.session.with_capacity(offer, 8).after.low, 4);
    EXPECT_EQ(asked.session.with_capacity(offer, 3).after.low, 0); // four seats are in use
    EXPECT_EQ(asked.session.with_capacity(offer, 99).after.low, 5);
    const WhatIfResult unknown = asked.session.with_capacity(offer, Count::unknown());
    EXPECT_EQ(unknown.after, (CoveredPeople{0, 5, std::nullopt, std::nullopt}));
    EXPECT_EQ(unknown.gained_low(), -2);
    EXPECT_EQ(unknown.gained_high(), 3);
}

TEST(WhatIf, ANewOfferReachesWhoFitsAndFindsIt) {
    Asked asked{examples::allocation_example()};
    const Activity offer{
        .actor = "club", .theme = "language", .areas = {"B"}, .languages = {"ti"}, .capacity = 9};
    EXPECT_EQ(asked.session.with_activity(offer).after, (CoveredPeople{18, 18, 14, 14})); // n2 of 6 people
    Activity unseen = offer;
    unseen.actor = "office";
    EXPECT_EQ(asked.session.with_activity(unseen).after, (CoveredPeople{18, 18, 8, 8})); // the desk is blind
    Activity open = offer;
    open.capacity = Count::unknown();
    EXPECT_EQ(asked.session.with_activity(open).after, (CoveredPeople{12, 18, 8, 14}));
    Activity strange = offer;
    strange.languages = {"a language that the network does not know"};
    EXPECT_EQ(asked.session.with_activity(strange).after, asked.session.covered());
    strange = offer;
    strange.theme = "a theme that the network does not know";
    EXPECT_EQ(asked.session.with_activity(strange).after, asked.session.covered());
}

/// desk - middle - far; far offers, desk refers five people. `beside` knows the desk and refers five others.
NetworkBuilder chain(std::int64_t seats) {
    NetworkBuilder builder;
    for (const char* id : {"beside", "desk", "far", "middle"}) {
        builder.add_actor({.id = id});
    }
    builder.add_activity({.id = "j", .actor = "far", .theme = "t", .capacity = seats});
    builder.add_need({.id = "n1", .theme = "t", .people = 5, .entry_point = "desk"});
    builder.add_need({.id = "n2", .theme = "t", .people = 5, .entry_point = "beside"});
    builder.add_tie({.source = "beside", .target = "desk", .relation = Relation::referral});
    builder.add_tie({.source = "middle", .target = "far", .relation = Relation::awareness});
    return builder;
}

TEST(WhatIf, ATieOpensAsManyStepsAsAreLeft) {
    Asked asked{chain(10)};
    const ActorId desk = asked.actor("desk");
    EXPECT_EQ(asked.session.covered().known_low, 0);
    // Two steps: the desk reaches far over the middle, who is beside it would need three.
    EXPECT_EQ(asked.session.with_tie(desk, asked.actor("middle"), Relation::awareness).after.known_low, 5);
    EXPECT_EQ(asked.session.with_tie(desk, asked.actor("far"), Relation::awareness).after.known_low, 10);
    EXPECT_EQ(asked.session.with_tie(desk, asked.activity("j"), Relation::awareness).after.known_low, 10);
    Asked three{chain(10), {.awareness_steps = 3}};
    EXPECT_EQ(three.session.with_tie(desk, three.actor("middle"), Relation::awareness).after.known_low, 10);
    Asked none{chain(10), {.awareness_steps = 0}};
    EXPECT_EQ(none.session.with_tie(desk, none.actor("far"), Relation::awareness).after.known_low, 0);
}

TEST(WhatIf, AnActorThatPassesKnowledgeOnIsMissed) {
    NetworkBuilder builder = chain(10);
    builder.add_tie({.source = "desk", .target = "middle", .relation = Relation::awareness});
    Asked asked{std::move(builder), {.awareness_steps = 3}};
    EXPECT_EQ(asked.session.covered().known_low, 10);
    EXPECT_EQ(asked.session.without_actor(asked.actor("middle")).after.known_low, 0);
    EXPECT_EQ(asked.session.without_actor(asked.actor("desk")).after, (CoveredPeople{10, 10, 0, 5}));
    EXPECT_EQ(asked.session.without_actor(asked.actor("beside")).after, (CoveredPeople{10, 10, 5, 10}));
}

TEST(WhatIf, TheFirstTieOfAllMakesKnowledgeRecorded) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).add_actor({.id = "b"});
    builder.add_activity({.id = "j", .actor = "a", .theme = "t", .capacity = 9});
    builder.add_need({.id = "n", .theme = "t", .people = 4, .entry_point = "b"});
    builder.add_need({.id = "own", .theme = "t", .people = 2, .entry_point = "a"});
    Asked asked{std::move(builder)};
    const ActorId a = asked.actor("a");
    const ActorId b = asked.actor("b");
    EXPECT_EQ(asked.session.covered(), (CoveredPeople{6, 6, std::nullopt, std::nullopt}));
    EXPECT_EQ(asked.session.with_tie(b, a, Relation::awareness).after, (CoveredPeople{6, 6, 6, 6}));
    EXPECT_EQ(asked.session.with_tie(a, b, Relation::awareness).after, (CoveredPeople{6, 6, 2, 2}));
    EXPECT_EQ(asked.session.with_tie(a, b, Relation::funding).after, asked.session.covered());
}

TEST(WhatIf, RefusesWhatIsNotThere) {
    Asked asked{examples::allocation_example()};
    WhatIf& session = asked.session;
    EXPECT_THROW((void)session.without_activity(ActivityId{3U}), InvalidArgument);
    EXPECT_THROW((void)session.without_actor(ActorId::none()), InvalidArgument);
    EXPECT_THROW((void)session.with_capacity(ActivityId{0U}, -1), InvalidArgument);
    EXPECT_THROW((void)session.with_capacity(ActivityId{0U}, Count::limit + 1), InvalidArgument);
    EXPECT_THROW((void)session.with_tie(ActorId{3U}, ActorId{0U}, Relation::awareness), InvalidArgument);
    EXPECT_THROW((void)session.with_tie(ActorId{0U}, ActorId{3U}, Relation::awareness), InvalidArgument);
    EXPECT_THROW((void)session.with_tie(ActorId{0U}, ActivityId{3U}, Relation::awareness), InvalidArgument);
    EXPECT_THROW((void)session.with_activity({.actor = "nobody", .theme = "language"}), UnusableData);
    EXPECT_THROW((void)session.with_activity({.actor = "club", .theme = ""}), UnusableData);
    EXPECT_EQ(session.covered(), (CoveredPeople{12, 12, 8, 8}));
}

TEST(WhatIf, SaysWhereItComesFromAndCanBeStopped) {
    Asked asked{examples::allocation_example()};
    EXPECT_EQ(asked.session.provenance().analysis, "what_if");
    test::StopControl stop;
    EXPECT_THROW((void)asked.session.without_each_actor(&stop), Cancelled);
}

} // namespace
} // namespace samspill
