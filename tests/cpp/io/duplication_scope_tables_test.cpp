#include <samspill/analysis/duplication.hpp>
#include <samspill/analysis/duplication_scope.hpp>
#include <samspill/io/duplication_scope_tables.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

/// Two municipalities; a school in one offers the same as a choir there and a school in the other.
ActorNetwork three_offers() {
    NetworkBuilder builder;
    builder.add_area({.id = "region"})
        .add_area({.id = "elv", .parent = "region", .former_unit = "East"})
        .add_area({.id = "fjord", .parent = "region", .former_unit = "Old Fjord"});
    builder.add_actor({.id = "elv-council", .area = "elv"})
        .add_actor({.id = "school", .parent = "elv-council"})
        .add_actor({.id = "choir", .sector = Sector::civil_society, .area = "elv"})
        .add_actor({.id = "fjord-school", .area = "fjord"});
    builder.add_activity({.id = "j1", .actor = "school", .theme = "t", .capacity = 4})
        .add_activity({.id = "j2", .actor = "choir", .theme = "t", .capacity = 4})
        .add_activity({.id = "j3", .actor = "fjord-school", .theme = "t", .capacity = 4});
    builder.add_need({.id = "n", .theme = "t", .people = 5});
    return builder.build();
}

class DuplicationScopeTables : public ::testing::Test {
protected:
    ActorNetwork network = three_offers();
    DuplicationResult duplicates = duplication(network);
    DuplicationScopeResult result = duplication_scope(network, duplicates);
};

TEST_F(DuplicationScopeTables, PairsCarryTheEvidence) {
    const Table table = duplication_scope_pairs(network, duplicates, result);
    EXPECT_EQ(table.name(), "duplication_scope_pairs");
    ASSERT_EQ(table.rows(), 3U);
    EXPECT_EQ(table["cluster"].text(0), "j1");
    EXPECT_EQ(table["activity_b"].text(0), "j2");
    EXPECT_EQ(table["scope"].text(0), "between_sectors_of_municipality");
    EXPECT_EQ(table["actor_a"].text(0), "school");
    EXPECT_EQ(table["sector_b"].text(0), "civil_society");
    EXPECT_EQ(table["municipality_a"].text(0), "elv");
    EXPECT_EQ(table["place_a"].text(0), "parent_actor");
    EXPECT_EQ(table["place_b"].text(0), "actor");
    EXPECT_TRUE(table["common_actor"].is_null(0));
    EXPECT_EQ(table["scope"].text(1), "between_municipalities");
    EXPECT_EQ(table["municipality_b"].text(1), "fjord");
}

TEST_F(DuplicationScopeTables, ClustersCountTheirPairs) {
    const Table table = duplication_scope_clusters(network, duplicates, result);
    ASSERT_EQ(table.rows(), 1U);
    EXPECT_EQ(table["scope"].text(0), "between_municipalities");
    EXPECT_EQ(table["verdict"].text(0), "surplus");
    EXPECT_EQ(table["surplus"].int64(0), 7);
    EXPECT_EQ(table["pairs_between_municipalities"].int64(0), 2);
    EXPECT_EQ(table["pairs_between_sectors_of_municipality"].int64(0), 1);
    EXPECT_EQ(table["pairs_unknown"].int64(0), 0);
}

TEST_F(DuplicationScopeTables, SumsHaveOneRowAKind) {
    const Table scopes = duplication_by_scope(result);
    ASSERT_EQ(scopes.rows(), duplication_scopes);
    EXPECT_EQ(scopes["scope"].text(5), "between_municipalities");
    EXPECT_EQ(scopes["pairs"].int64(5), 2);
    EXPECT_EQ(scopes["clusters"].int64(5), 1);
    EXPECT_EQ(scopes["surplus_seats"].int64(5), 7);
    EXPECT_EQ(scopes["surplus_people"].int64(5), 5);
    EXPECT_EQ(scopes["backup_clusters"].int64(5), 0);
    EXPECT_EQ(scopes["clusters"].int64(4), 0);
    const Table sectors = duplication_by_sectors(result);
    ASSERT_EQ(sectors.rows(), 2U);
    EXPECT_EQ(sectors["sector_a"].text(1), "municipal");
    EXPECT_EQ(sectors["sector_b"].text(1), "civil_society");
    EXPECT_EQ(sectors["pairs"].int64(1), 2);
    const Table units = duplication_by_former_units(network, result);
    ASSERT_EQ(units.rows(), 2U);
    EXPECT_EQ(units["former_unit_a"].text(1), "East");
    EXPECT_EQ(units["former_unit_b"].text(1), "Old Fjord");
    EXPECT_EQ(units["pairs"].int64(1), 2);
}

TEST(DuplicationScopeTablesWithoutPairs, AreEmptyOrZero) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).declare_table(TableName::activities);
    const ActorNetwork network = builder.build();
    const DuplicationResult duplicates = duplication(network);
    const DuplicationScopeResult result = duplication_scope(network, duplicates);
    EXPECT_EQ(duplication_scope_pairs(network, duplicates, result).rows(), 0U);
    EXPECT_EQ(duplication_scope_clusters(network, duplicates, result).rows(), 0U);
    EXPECT_EQ(duplication_by_scope(result)["pairs"].int64(0), 0);
    EXPECT_EQ(duplication_by_sectors(result).rows(), 0U);
}

} // namespace
} // namespace samspill
