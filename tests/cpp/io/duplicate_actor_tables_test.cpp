#include <samspill/analysis/duplicate_actors.hpp>
#include <samspill/io/duplicate_actor_tables.hpp>

#include "../support/duplicate_actors_example.hpp"

#include <gtest/gtest.h>

#include <string>

namespace samspill {
namespace {

TEST(DuplicateActorTables, PairsNameBothAndTheirEvidence) {
    const ActorNetwork network = examples::duplicate_actors_example().build();
    const Table table = duplicate_actor_pairs(network, duplicate_actors(network));
    EXPECT_EQ(table.name(), "duplicate_actor_pairs");
    ASSERT_EQ(table.rows(), 3U);
    EXPECT_EQ(table["proposal"].text(0), "a1");
    EXPECT_EQ(table["actor_b"].text(0), "a2");
    EXPECT_EQ(table["name_b"].text(0), "RK Nordvik");
    EXPECT_EQ(table["reason"].text(0), "similar name");
    EXPECT_EQ(table["organisation_number"].text(0), "open");
    EXPECT_EQ(table["area"].text(0), "open");
    EXPECT_EQ(table["name_similarity"].float64(0), 1.0);
    EXPECT_TRUE(table["proposal"].is_null(2));
}

TEST(DuplicateActorTables, ProposalsSayWhatMoves) {
    const ActorNetwork network = examples::duplicate_actors_example().build();
    const Table table = merge_proposals(network, duplicate_actors(network));
    ASSERT_EQ(table.rows(), 2U);
    EXPECT_EQ(table["kept"].text(0), "a1");
    EXPECT_EQ(table["activities"].int64(0), 2);
    EXPECT_EQ(table["ties"].int64(0), 1);
    EXPECT_EQ(table["needs"].int64(0), 0);
    EXPECT_EQ(table["kept"].text(1), "a5");
}

TEST(DuplicateActorTables, FormerIdsLeadToTheirSuccessors) {
    const ActorNetwork network = examples::duplicate_actors_example().build();
    const Table table = former_ids(network, duplicate_actors(network));
    ASSERT_EQ(table.rows(), 2U);
    EXPECT_EQ(table["former_id"].text(0), "a2");
    EXPECT_EQ(table["id"].text(0), "a1");
    EXPECT_EQ(table["former_id"].text(1), "a4");
    EXPECT_EQ(table["id"].text(1), "a5");
    EXPECT_EQ(table["reason"].text(1), "similar name");
}

TEST(DuplicateActorTables, WhatManyShareHasItsFirstActor) {
    NetworkBuilder builder;
    for (const char* id : {"c", "b", "a"}) {
        builder.add_actor({.id = id, .name = "Same", .organisation_number = "912345920"});
    }
    const ActorNetwork network = builder.build();
    const Table table = shared_by_many(network, duplicate_actors(network, {.most_same = 2}));
    ASSERT_EQ(table.rows(), 2U);
    EXPECT_EQ(table["column"].text(0), "name");
    EXPECT_EQ(table["column"].text(1), "organisation_number");
    EXPECT_EQ(table["first_actor"].text(1), "a");
    EXPECT_EQ(table["actors"].int64(0), 3);
}

} // namespace
} // namespace samspill
