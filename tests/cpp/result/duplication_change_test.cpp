#include <samspill/result/duplication_change.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

TEST(ClusterChangeNames, StandInResults) {
    EXPECT_EQ(to_string(ClusterChange::resolved), "resolved");
    EXPECT_EQ(to_string(ClusterChange::remains), "remains");
    EXPECT_EQ(to_string(ClusterChange::appeared), "new");
    EXPECT_EQ(to_string(ClusterChange::came_back), "came_back");
    EXPECT_EQ(to_string(ClusterChange::newly_known), "newly_known");
    EXPECT_EQ(to_string(ClusterChange::no_longer_known), "no_longer_known");
    EXPECT_EQ(static_cast<std::size_t>(ClusterChange::no_longer_known) + 1, cluster_changes);
}

} // namespace
} // namespace samspill
