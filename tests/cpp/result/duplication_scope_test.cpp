#include <samspill/result/duplication_scope.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

TEST(DuplicationScopeNames, StandInResults) {
    EXPECT_EQ(to_string(DuplicationScope::within_department), "within_department");
    EXPECT_EQ(to_string(DuplicationScope::between_departments), "between_departments");
    EXPECT_EQ(to_string(DuplicationScope::within_organisation), "within_organisation");
    EXPECT_EQ(to_string(DuplicationScope::within_sector_of_municipality), "within_sector_of_municipality");
    EXPECT_EQ(to_string(DuplicationScope::between_sectors_of_municipality),
              "between_sectors_of_municipality");
    EXPECT_EQ(to_string(DuplicationScope::between_municipalities), "between_municipalities");
    EXPECT_EQ(to_string(DuplicationScope::above_municipality), "above_municipality");
    EXPECT_EQ(to_string(DuplicationScope::unknown), "unknown");
    EXPECT_EQ(static_cast<std::size_t>(DuplicationScope::unknown) + 1, duplication_scopes);
}

TEST(PlaceSourceNames, StandInResults) {
    EXPECT_EQ(to_string(PlaceSource::actor), "actor");
    EXPECT_EQ(to_string(PlaceSource::parent_actor), "parent_actor");
    EXPECT_EQ(to_string(PlaceSource::activity_areas), "activity_areas");
    EXPECT_EQ(to_string(PlaceSource::none), "none");
}

TEST(ClusterScope, IsUnknownUntilAPairIsPlaced) {
    EXPECT_EQ(ClusterScope{}.scope, DuplicationScope::unknown);
    EXPECT_EQ(PairScope{}.scope, DuplicationScope::unknown);
    EXPECT_TRUE(PairScope{}.common_actor.is_none());
}

} // namespace
} // namespace samspill
