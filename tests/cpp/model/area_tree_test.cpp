#include <samspill/model/area_tree.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace samspill {
namespace {

AreaId area(std::uint32_t value) { return AreaId{value}; }

TEST(AreaTree, ContainmentFollowsTheChainOfParents) {
    // 0 holds 1 and 4, 1 holds 2, 3 stands alone.
    const AreaTree tree{std::vector<AreaId>{AreaId::none(), area(0), area(1), AreaId::none(), area(0)}};
    EXPECT_TRUE(tree.contains(area(0), area(2)));
    EXPECT_TRUE(tree.contains(area(2), area(2)));
    EXPECT_FALSE(tree.contains(area(2), area(0)));
    EXPECT_FALSE(tree.contains(area(1), area(4)));
    EXPECT_FALSE(tree.contains(area(0), area(3)));
    EXPECT_TRUE(tree.nested(area(2), area(0)));
    EXPECT_FALSE(tree.nested(area(1), area(4)));
    EXPECT_EQ(tree.parent(area(2)), area(1));
}

TEST(AreaTree, AgreesWithWalkingUpOnALongChain) {
    constexpr std::uint32_t depth = 1000;
    std::vector<AreaId> parents;
    for (std::uint32_t k = 0; k < depth; ++k) {
        parents.push_back(k + 1 < depth ? area(k + 1) : AreaId::none()); // children come before their parents
    }
    const AreaTree tree{parents};
    EXPECT_TRUE(tree.contains(area(depth - 1), area(0)));
    EXPECT_FALSE(tree.contains(area(0), area(1)));
}

TEST(AreaTree, AreasInsideTakeThePlacesBehind) {
    const AreaId none = AreaId::none();
    const AreaTree tree{std::vector<AreaId>{none, AreaId{0U}, AreaId{3U}, AreaId{0U}, none}};
    for (std::uint32_t outer = 0; outer < 5; ++outer) {
        for (std::uint32_t inner = 0; inner < 5; ++inner) {
            const std::uint32_t first = tree.place(AreaId{outer});
            const std::uint32_t place = tree.place(AreaId{inner});
            EXPECT_EQ(tree.contains(AreaId{outer}, AreaId{inner}),
                      first <= place && place < first + tree.count_inside(AreaId{outer}));
        }
    }
}

TEST(AreaTree, MayBeEmpty) { EXPECT_EQ(AreaTree{std::vector<AreaId>{}}.size(), 0U); }

} // namespace
} // namespace samspill
