#include <samspill/core/list_column.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

TEST(ListColumn, HasNoRowsAtFirst) {
    const ListColumn<int> lists;
    EXPECT_EQ(lists.size(), 0U);
    EXPECT_TRUE(lists.values().empty());
}

TEST(ListColumn, KeepsTheValuesOfEachRow) {
    ListColumn<int> lists;
    lists.push_value(1);
    lists.push_value(2);
    lists.end_row();
    lists.end_row();
    lists.push_value(3);
    lists.end_row();
    ASSERT_EQ(lists.size(), 3U);
    ASSERT_EQ(lists[0].size(), 2U);
    EXPECT_EQ(lists[0][1], 2);
    EXPECT_TRUE(lists[1].empty());
    EXPECT_EQ(lists[2].front(), 3);
    EXPECT_EQ(lists.values().size(), 3U);
}

} // namespace
} // namespace samspill
