#include <samspill/model/relation_layer.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace samspill {
namespace {

TEST(RelationLayer, ListsArcsInBothDirections) {
    const std::vector<ActorId> sources{ActorId{0U}, ActorId{0U}, ActorId{2U}};
    const std::vector<Vertex> targets{1, 3, 1};
    const RelationLayer layer{4, TieId{7U}, sources, targets};
    EXPECT_EQ(layer.vertices(), 4U);
    EXPECT_EQ(layer.arcs(), 3U);
    EXPECT_EQ(layer.successors(0).size(), 2U);
    EXPECT_TRUE(layer.successors(3).empty());
    ASSERT_EQ(layer.arcs_into(1).size(), 2U);
    EXPECT_EQ(layer.source(layer.arcs_into(1)[0]), 0U);
    EXPECT_EQ(layer.source(layer.arcs_into(1)[1]), 2U);
    EXPECT_EQ(layer.tie(2), TieId{9U});
}

TEST(RelationLayer, MayHaveNoArcs) {
    const RelationLayer layer{2, TieId{0U}, {}, {}};
    EXPECT_TRUE(layer.successors(1).empty());
    EXPECT_TRUE(layer.arcs_into(0).empty());
    EXPECT_EQ(RelationLayer{}.vertices(), 0U);
}

} // namespace
} // namespace samspill
