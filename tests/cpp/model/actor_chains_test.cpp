#include "model/actor_chains.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

namespace samspill {
namespace {

using Rows = std::vector<std::uint32_t>;

TEST(ActorChains, HousesAreTheTopsOfChains) {
    // 0 below 2 below 4; 1 below 4; 3 and 5 alone
    const Rows parents{2, 4, 4, no_parent_row, no_parent_row, no_parent_row};
    EXPECT_EQ(houses(parents), (Rows{4, 4, 4, 3, 4, 5}));
    EXPECT_TRUE(houses(Rows{}).empty());
}

TEST(ActorChains, ParentsComeFirst) {
    const Rows parents{2, 4, 4, no_parent_row, no_parent_row};
    const Rows order = parents_first(parents);
    ASSERT_EQ(order.size(), parents.size());
    std::vector<bool> seen(parents.size(), false);
    for (const std::uint32_t row : order) {
        EXPECT_FALSE(seen[row]);
        EXPECT_TRUE(parents[row] == no_parent_row || seen[parents[row]]);
        seen[row] = true;
    }
}

TEST(ActorChains, ACircleIsOneHouse) {
    const Rows parents{1, 2, 0, 1, no_parent_row, 3}; // 0, 1, 2 in a circle; 3 below it, 5 below 3
    const Rows found = houses(parents);
    for (const std::size_t row : {1U, 2U, 3U, 5U}) {
        EXPECT_EQ(found[row], found[0]);
    }
    EXPECT_EQ(found[4], 4U);
    EXPECT_EQ(houses(Rows{0}), Rows{0}); // its own parent
}

} // namespace
} // namespace samspill
