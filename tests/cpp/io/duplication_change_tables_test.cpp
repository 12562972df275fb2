#include <samspill/core/error.hpp>
#include <samspill/io/duplication_change_tables.hpp>

#include "../support/waves.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace samspill {
namespace {

using testing_support::Wave;

std::vector<ActorNetwork> networks_of(const std::vector<Wave>& waves) {
    std::vector<ActorNetwork> networks;
    networks.reserve(waves.size());
    for (const Wave& wave : waves) {
        networks.push_back(wave.network);
    }
    return networks;
}

TEST(DuplicationChangeTables, OneRowAClusterAndWave) {
    const std::vector<Wave> waves = testing_support::three_waves();
    const DuplicationChangeResult result = testing_support::change_of(waves);
    const Table table = duplication_change_clusters(networks_of(waves), result);
    EXPECT_EQ(table.name(), "duplication_change_clusters");
    ASSERT_EQ(table.rows(), 6U);
    EXPECT_EQ(table["wave"].int64(0), 2);
    EXPECT_EQ(table["track"].int64(0), 1);
    EXPECT_EQ(table["change"].text(0), "resolved");
    EXPECT_EQ(table["theme"].text(0), "cafe");
    EXPECT_EQ(table["wave_before"].int64(0), 1);
    EXPECT_EQ(table["cluster_before"].text(0), "c1");
    EXPECT_EQ(table["verdict_before"].text(0), "surplus");
    EXPECT_EQ(table["verdict_after"].text(0), "needed");
    EXPECT_EQ(table["surplus_before"].int64(0), 7);
    EXPECT_EQ(table["seats_after"].int64(0), 20);
    EXPECT_EQ(table["people_after"].int64(0), 20);
    EXPECT_EQ(table["seats_changed"].int64(0), -7);
    EXPECT_EQ(table["joined"].text_list(1), std::vector<std::string_view>{"h3"});
    EXPECT_EQ(table["change"].text(2), "new");
    EXPECT_TRUE(table["cluster_before"].is_null(2));
    EXPECT_TRUE(table["wave_before"].is_null(2));
    EXPECT_EQ(table["theme"].text(4), "homework");
    EXPECT_TRUE(table["cluster_after"].is_null(4));
    EXPECT_EQ(table["gone"].text_list(4), (std::vector<std::string_view>{"h2", "h3"}));
    EXPECT_EQ(table["left"].text_list(4), std::vector<std::string_view>{"h1"});
    EXPECT_EQ(table["verdict_after"].text(5), "unknown_need");
    EXPECT_TRUE(table["people_after"].is_null(5));
}

TEST(DuplicationChangeTables, OneRowAWaveAndKindOfChange) {
    const Table table = duplication_change_waves(testing_support::change_of(testing_support::three_waves()));
    ASSERT_EQ(table.rows(), 2 * cluster_changes);
    EXPECT_EQ(table["change"].text(1), "remains");
    EXPECT_EQ(table["seats"].int64(1), 8);
    EXPECT_EQ(table["people"].int64(1), 12);
    EXPECT_EQ(table["seats_before"].int64(1), 10);
    EXPECT_EQ(table["people_before"].int64(1), 10);
    EXPECT_EQ(table["change"].text(2), "new");
    EXPECT_TRUE(table["seats_before"].is_null(2));
    EXPECT_EQ(table["wave"].int64(9), 3);
    EXPECT_EQ(table["change"].text(9), "came_back");
    EXPECT_EQ(table["seats"].int64(9), 4);
}

TEST(DuplicationChangeTables, NeedANetworkForEveryWave) {
    const std::vector<Wave> waves = testing_support::three_waves();
    const DuplicationChangeResult result = testing_support::change_of(waves);
    std::vector<ActorNetwork> networks = networks_of(waves);
    networks.pop_back();
    EXPECT_THROW(static_cast<void>(duplication_change_clusters(networks, result)), InvalidArgument);
}

} // namespace
} // namespace samspill
