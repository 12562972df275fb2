#include <samspill/analysis/duplicate_actors.hpp>
#include <samspill/core/error.hpp>

#include "../support/duplicate_actors_example.hpp"
#include "../support/stop_control.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace samspill {
namespace {

using Lines = std::vector<std::string>;

std::string id_of(const ActorNetwork& network, ActorId actor) {
    return std::string{network.text(network.actors().id[actor.position()])};
}

/// "a b".
Lines pairs(const ActorNetwork& network, const DuplicateActorsResult& result) {
    Lines lines;
    for (const DuplicateActorPair& pair : result.pairs) {
        lines.push_back(id_of(network, pair.a) + " " + id_of(network, pair.b));
    }
    return lines;
}

/// "kept < merged merged …".
Lines proposals(const ActorNetwork& network, const DuplicateActorsResult& result) {
    Lines lines;
    for (const MergeProposal& proposal : result.proposals) {
        lines.push_back(id_of(network, proposal.kept) + " <");
        for (const MergedActor& merged : proposal.merged) {
            lines.back() += " " + id_of(network, merged.actor);
        }
    }
    return lines;
}

/// Pairs among actors a, b, c, … as given.
Lines found(std::vector<Actor> actors, const DuplicateActorOptions& options = {}) {
    NetworkBuilder builder;
    builder.add_area({.id = "town"})
        .add_area({.id = "quarter", .parent = "town"})
        .add_area({.id = "village"});
    char id = 'a';
    for (Actor& actor : actors) {
        actor.id = id++;
        builder.add_actor(actor);
    }
    const ActorNetwork network = builder.build();
    return pairs(network, duplicate_actors(network, options));
}

TEST(DuplicateActors, TheWorkedExample) {
    const ActorNetwork network = examples::duplicate_actors_example().build();
    const DuplicateActorsResult result = duplicate_actors(network);
    EXPECT_EQ(pairs(network, result), (Lines{"a1 a2", "a4 a5", "a5 a6"}));
    ASSERT_EQ(result.pairs.size(), 3U);
    EXPECT_EQ(result.pairs[0].evidence.name_similarity, 1.0);
    EXPECT_EQ(result.pairs[0].evidence.number, NumberEvidence::open);
    EXPECT_EQ(result.pairs[0].evidence.area, AreaEvidence::open);
    EXPECT_DOUBLE_EQ(result.pairs[1].evidence.name_similarity.value(), 0.9); // 18 of 20 grams
    EXPECT_TRUE(result.pairs[1].evidence.same_sector);
    EXPECT_FALSE(result.pairs[2].evidence.same_sector);

    EXPECT_EQ(proposals(network, result), (Lines{"a1 < a2", "a5 < a4"}));
    ASSERT_EQ(result.proposals.size(), 2U);
    const RowsOfActor moves{.activities = 2, .ties = 1};
    EXPECT_EQ(result.proposals[0].merged[0].moves, moves);
    EXPECT_EQ(result.proposals[1].merged[0].moves, RowsOfActor{});
    EXPECT_EQ(result.pairs[0].proposal, 0U);
    EXPECT_EQ(result.pairs[1].proposal, 1U);
    EXPECT_EQ(result.pairs[2].proposal, std::nullopt);
    EXPECT_TRUE(result.shared_by_many.empty());

    const std::vector<ActorMerge> merges = proposed_merges(result);
    ASSERT_EQ(merges.size(), 2U);
    EXPECT_EQ(merges[0].merged, network.find_actor("a2"));
    EXPECT_EQ(merges[1].merged, network.find_actor("a4"));
    const ActorNetwork merged = merged_actors(network, merges);
    EXPECT_EQ(merged.actors().size(), 4U);
    EXPECT_EQ(merged.activities().actor[1], merged.find_actor("a1"));
}

TEST(DuplicateActors, EqualNumbersDecide) {
    EXPECT_EQ(found({{.name = "One", .area = "town", .organisation_number = "912345920"},
                     {.name = "Two",
                      .sector = Sector::state,
                      .area = "village",
                      .organisation_number = "NO 912 345 920"}}),
              (Lines{"a b"}));
    EXPECT_EQ(found({{.organisation_number = "912345920"}, {.organisation_number = "912345920"}}),
              (Lines{"a b"}));
}

TEST(DuplicateActors, DifferentNumbersForbid) {
    EXPECT_EQ(found({{.name = "One", .organisation_number = "912345920"},
                     {.name = "One", .organisation_number = "912345688"}}),
              Lines{});
    // A number that fails its check says nothing.
    EXPECT_EQ(found({{.name = "One", .organisation_number = "912345920"},
                     {.name = "One", .organisation_number = "912345921"}}),
              (Lines{"a b"}));
}

TEST(DuplicateActors, AreasApartForbidAndOpenOnesDoNot) {
    EXPECT_EQ(found({{.name = "One", .area = "town"}, {.name = "One", .area = "village"}}), Lines{});
    EXPECT_EQ(found({{.name = "One", .area = "town"}, {.name = "One", .area = "quarter"}}), (Lines{"a b"}));
    EXPECT_EQ(found({{.name = "One", .area = "town"}, {.name = "One"}}), (Lines{"a b"}));
}

TEST(DuplicateActors, OtherSectorsNeedEqualNames) {
    const Actor full{.name = "Språkhuset AS"};
    EXPECT_EQ(found({full, {.name = "Språkhuset"}}), (Lines{"a b"}));
    EXPECT_EQ(found({full, {.name = "Språkhuset", .sector = Sector::state}}), Lines{});
    EXPECT_EQ(found({full, {.name = "AS SPRÅKHUSET", .sector = Sector::state}}), (Lines{"a b"}));
}

TEST(DuplicateActors, NumeralsInNamesMustNotDiffer) {
    EXPECT_EQ(found({{.name = "Nordvik barnehage avdeling 1"}, {.name = "Nordvik barnehage avdeling 2"}}),
              Lines{});
    EXPECT_EQ(found({{.name = "Nordvik barnehage avdeling 1"}, {.name = "Nordvik barnehage avdeling"}}),
              (Lines{"a b"}));
}

TEST(DuplicateActors, UnitsAreNoDuplicatesOfTheirHouse) {
    EXPECT_EQ(found({{.name = "One"}, {.name = "One", .parent = "a"}, {.name = "x", .parent = "b"}}),
              Lines{});
    // Siblings with one name may be, but the number of the house says nothing about them.
    EXPECT_EQ(found({{.name = "Top"}, {.name = "One", .parent = "a"}, {.name = "One", .parent = "a"}}),
              (Lines{"b c"}));
    EXPECT_EQ(found({{.name = "Top"},
                     {.name = "One", .parent = "a", .organisation_number = "912345920"},
                     {.name = "Two", .parent = "a", .organisation_number = "912345920"}}),
              Lines{});
}

TEST(DuplicateActors, SpellingsOfOneNameAreEqual) {
    EXPECT_EQ(found({{.name = "Blåkors Ærø"}, {.name = "BLAAKORS AEROE"}, {.name = "A\u030Aro"}}),
              (Lines{"a b"}));
    EXPECT_EQ(found({{.name = "språk kafé"}, {.name = "Språkkafeen"}}, {.name_similarity = 1.0}), Lines{});
    DuplicateActorOptions options;
    options.abbreviations.add_lines("nordvik lesesirkel = NLS");
    EXPECT_EQ(found({{.name = "N.L.S."}, {.name = "Nordvik Lesesirkel"}}, options), (Lines{"a b"}));
}

TEST(DuplicateActors, NamesWithoutLettersSayNothing) {
    EXPECT_EQ(found({{}, {}, {.name = "..."}, {.name = "!?"}}), Lines{});
}

TEST(DuplicateActors, WhatManyShareIsReportedOnce) {
    std::vector<Actor> actors(4, {.name = "Røde Kors"});
    actors[3].name = "Kors, røde";
    actors.push_back({.name = "Røde Kors i"});
    DuplicateActorOptions options;
    options.most_same = 4;
    EXPECT_EQ(found(actors, options).size(),
              6U + 3U); // of the first four all; with the fifth the first three: 14 of 15 grams
    options.most_same = 3;
    EXPECT_EQ(found(actors, options), Lines{});
    NetworkBuilder builder;
    for (int k = 0; k < 4; ++k) {
        builder.add_actor(
            {.id = "x" + std::to_string(k), .name = "Same", .organisation_number = "912345920"});
    }
    const DuplicateActorsResult result = duplicate_actors(builder.build(), options);
    EXPECT_TRUE(result.pairs.empty());
    EXPECT_EQ(result.shared_by_many,
              (std::vector<SharedByMany>{{SharedText::name, ActorId{0U}, 4},
                                         {SharedText::organisation_number, ActorId{0U}, 4}}));
}

TEST(DuplicateActors, TenThousandEqualNamesDoNotHang) {
    NetworkBuilder builder;
    for (int k = 0; k < 10'000; ++k) {
        builder.add_actor({.id = std::to_string(k), .name = "Frivilligsentral"});
    }
    const DuplicateActorsResult result = duplicate_actors(builder.build());
    EXPECT_TRUE(result.pairs.empty());
    ASSERT_EQ(result.shared_by_many.size(), 1U);
    EXPECT_EQ(result.shared_by_many[0].actors, 10'000);
}

/// Names of which each differs from any other in a letter or two at the end of a long one.
Actor near_name(int number) {
    std::string name = "Foreningen for frivillig virksomhet i byen ";
    for (int rest = number, k = 0; k < 3; ++k, rest /= 20) {
        name.push_back(static_cast<char>('a' + rest % 20));
    }
    return {.id = "x" + std::to_string(10'000 + number), .name = name};
}

TEST(DuplicateActors, NamesNearToTooManyAreOneGroup) {
    const auto result_of = [](int actors) {
        NetworkBuilder builder;
        for (int k = 0; k < actors; ++k) {
            builder.add_actor(near_name(k));
        }
        builder.add_actor({.id = "y1", .name = near_name(0).name}); // one name twice
        builder.add_actor({.id = "z1", .name = "Språkkafé Nord"});
        return duplicate_actors(builder.add_actor({.id = "z2", .name = "Sprakkafe Nord"}).build(),
                                {.most_same = 5});
    };
    const DuplicateActorsResult few = result_of(5); // with the twin each has five near ones at most
    EXPECT_EQ(few.pairs.size(), 6U * 5U / 2U + 1U);
    EXPECT_TRUE(few.shared_by_many.empty());
    const DuplicateActorsResult many = result_of(7);
    EXPECT_EQ(many.shared_by_many, (std::vector<SharedByMany>{{SharedText::near_name, ActorId{0U}, 8}}));
    ASSERT_EQ(many.pairs.size(), 2U); // the one name, and the cafés that are near to nobody else
    EXPECT_EQ(many.pairs[0].b, ActorId{7U});
    EXPECT_EQ(many.pairs[1].a, ActorId{8U});
}

TEST(DuplicateActors, TwoThousandNearNamesDoNotHang) {
    NetworkBuilder builder;
    for (int k = 0; k < 2'000; ++k) {
        builder.add_actor(near_name(k));
    }
    const DuplicateActorsResult result = duplicate_actors(builder.build());
    EXPECT_TRUE(result.pairs.empty());
    ASSERT_EQ(result.shared_by_many.size(), 1U);
    EXPECT_EQ(result.shared_by_many[0].text, SharedText::near_name);
    EXPECT_EQ(result.shared_by_many[0].actors, 2'000);
}

TEST(DuplicateActors, OptionsAreChecked) {
    const ActorNetwork network = examples::duplicate_actors_example().build();
    for (const double wrong : {0.0, -1.0, 1.01, std::numeric_limits<double>::quiet_NaN()}) {
        EXPECT_THROW(static_cast<void>(duplicate_actors(network, {.name_similarity = wrong})),
                     InvalidArgument);
    }
    EXPECT_THROW(static_cast<void>(duplicate_actors(network, {.most_same = 1})), InvalidArgument);
}

TEST(DuplicateActors, StopsWhenAsked) {
    NetworkBuilder builder;
    for (int k = 0; k < 5'000; ++k) {
        builder.add_actor({.id = std::to_string(k), .name = "Name of " + std::to_string(k)});
    }
    const ActorNetwork network = builder.build();
    test::StopControl stop;
    EXPECT_THROW(static_cast<void>(duplicate_actors(network, {}, &stop)), Cancelled);
}

} // namespace
} // namespace samspill
