#include <samspill/graph/components.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace samspill {
namespace {

using Numbers = std::vector<std::uint32_t>;

TEST(Components, HangTogetherOverSharedOffers) {
    // Needs 0 and 2 share offer 1, need 1 has offers 0 and 3, need 3 has none, offer 2 is nobody's.
    const BipartiteGraph graph{.begin = {0, 1, 3, 4, 4}, .target = {1, 0, 3, 1}, .right_vertices = 4};
    const BipartiteComponents components = components_of(graph);
    EXPECT_EQ(components.count, 4U);
    EXPECT_EQ(components.of_left, (Numbers{0, 1, 0, 2}));
    EXPECT_EQ(components.of_right, (Numbers{1, 0, 3, 1}));
}

TEST(Components, OfNothingAreNone) { EXPECT_EQ(components_of(BipartiteGraph{}).count, 0U); }

TEST(DisjointSets, JoinStepByStep) {
    DisjointSets sets{4};
    EXPECT_NE(sets.find(0), sets.find(3));
    sets.unite(0, 1);
    sets.unite(3, 2);
    EXPECT_NE(sets.find(1), sets.find(2));
    sets.unite(1, 2);
    EXPECT_EQ(sets.find(0), sets.find(3));
}

} // namespace
} // namespace samspill
