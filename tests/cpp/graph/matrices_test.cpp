#include <samspill/graph/matrices.hpp>

#include "../support/arcs_8.hpp"

#include <gtest/gtest.h>

namespace samspill {
namespace {

constexpr auto municipal = static_cast<Eigen::Index>(Sector::municipal);
constexpr auto civil_society = static_cast<Eigen::Index>(Sector::civil_society);

TEST(Matrices, SectorBlocksOfArcs8) {
    const SectorMatrix counts = sector_tie_counts(examples::arcs_8(), Relation::awareness);
    EXPECT_EQ(counts(municipal, municipal), 3); // M2.3: KK 3/6, KC 2/9, CK 2/9, CC 1/6
    EXPECT_EQ(counts(municipal, civil_society), 2);
    EXPECT_EQ(counts(civil_society, municipal), 2);
    EXPECT_EQ(counts(civil_society, civil_society), 1);
    EXPECT_EQ(counts.sum(), 8);
}

TEST(Matrices, AdjacencyAddsParallelTies) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"})
        .add_actor({.id = "b"})
        .add_activity({.id = "j", .actor = "b", .theme = "t"});
    builder.add_tie({.source = "a", .target = "b", .relation = Relation::referral, .wave = "1"});
    builder.add_tie({.source = "a", .target = "b", .relation = Relation::referral, .wave = "2"});
    builder.add_tie({.source = "b", .target = "j", .relation = Relation::referral});
    const ActorNetwork network = builder.build();
    const AdjacencyMatrix matrix = adjacency_matrix(network, Relation::referral);
    EXPECT_EQ(matrix.rows(), 3);
    EXPECT_EQ(matrix.coeff(0, 1), 2);
    EXPECT_EQ(matrix.coeff(1, 2), 1);
    EXPECT_EQ(matrix.coeff(1, 0), 0);
    EXPECT_EQ(sector_tie_counts(network, Relation::referral).sum(), 2); // the tie to the activity is left out
}

TEST(Matrices, ARelationWithoutTiesIsAllZero) {
    EXPECT_EQ(adjacency_matrix(examples::arcs_8(), Relation::contract).nonZeros(), 0);
}

} // namespace
} // namespace samspill
