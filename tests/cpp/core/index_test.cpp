#include <samspill/core/index.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <type_traits>
#include <unordered_set>
#include <vector>

namespace samspill {
namespace {

TEST(Index, IsNoneUnlessGivenAPosition) {
    EXPECT_TRUE(ActorId{}.is_none());
    EXPECT_EQ(ActorId{}, ActorId::none());
    EXPECT_FALSE(ActorId{0U}.is_none());
    EXPECT_EQ(ActorId{7U}.value(), 7U);
    EXPECT_EQ(ActorId{std::size_t{7}}.position(), 7U);
}

TEST(Index, SortsByPositionWithNoneLast) {
    std::vector<NeedId> ids{NeedId::none(), NeedId{2U}, NeedId{0U}};
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(ids, (std::vector<NeedId>{NeedId{0U}, NeedId{2U}, NeedId::none()}));
}

TEST(Index, KeepsTablesApart) {
    static_assert(!std::is_convertible_v<ActorId, NeedId>);
    static_assert(!std::is_convertible_v<std::uint32_t, ActorId>);
    static_assert(sizeof(ActorId) == sizeof(std::uint32_t));
}

TEST(Index, CanBeHashed) {
    const std::unordered_set<AreaId> ids{AreaId{1U}, AreaId{1U}, AreaId{2U}};
    EXPECT_EQ(ids.size(), 2U);
}

} // namespace
} // namespace samspill
