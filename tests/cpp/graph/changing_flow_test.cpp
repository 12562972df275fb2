#include <samspill/graph/changing_flow.hpp>

#include <gtest/gtest.h>

#include <array>

namespace samspill {
namespace {

/// Needs of 10 and 8 people; the first fits offer 0 (8 seats), the second offers 0 and 1 (4 seats).
BipartiteGraph two_needs() { return {.begin = {0, 1, 3}, .target = {0, 0, 1}, .right_vertices = 2}; }

TEST(ChangingFlow, StartsWithTheMaximum) {
    const BipartiteGraph graph = two_needs();
    const ChangingFlow flow{graph, {10, 8}, {8, 4}};
    EXPECT_EQ(flow.total(), 12);
    EXPECT_EQ(flow.unsent(0) + flow.unsent(1), 6);
    EXPECT_EQ(flow.untaken(0) + flow.untaken(1), 0);
}

TEST(ChangingFlow, ServesPeopleByMovingOthers) {
    const BipartiteGraph graph = two_needs();
    ChangingFlow flow{graph, {10, 8}, {8, 4}};
    EXPECT_EQ(flow.add_supply(1, 5), 4); // all eight of the second need go there, the first fills offer 0
    EXPECT_EQ(flow.add_supply(0, 9), 2); // two were left without a seat; eight seats stay free
    EXPECT_EQ(flow.total(), 18);
    EXPECT_EQ(flow.untaken(0) + flow.untaken(1), 8);
}

TEST(ChangingFlow, TakesEverythingBack) {
    const BipartiteGraph graph = two_needs();
    ChangingFlow flow{graph, {10, 8}, {8, 4}};
    const std::size_t start = flow.mark();
    EXPECT_EQ(flow.remove_right(0), 8);
    const std::size_t without = flow.mark();
    EXPECT_EQ(flow.add_arc(0, 1), 0); // both needs want the four seats of offer 1 now
    EXPECT_EQ(flow.add_arc(0, 1), 0); // it is there already
    const std::uint32_t added = flow.add_right(3);
    EXPECT_EQ(flow.add_arc(0, added), 3);
    EXPECT_EQ(flow.total(), 7);
    flow.undo(without);
    EXPECT_EQ(flow.total(), 4);
    flow.undo(start);
    EXPECT_EQ(flow.total(), 12);
    EXPECT_EQ(flow.remove_arc(1, 0), 0); // the first need fills offer 0 alone
    EXPECT_EQ(flow.remove_arc(1, 0), 0); // gone already
    EXPECT_EQ(flow.remove_supply(0, 3), 3);
}

TEST(ChangingFlow, SplitsAnOfferWithoutChangingWhoIsServed) {
    const BipartiteGraph graph = two_needs();
    ChangingFlow flow{graph, {10, 8}, {8, 4}};
    const std::size_t start = flow.mark();
    const std::uint32_t part = flow.split_right(0, 5);
    EXPECT_EQ(flow.total(), 12);
    EXPECT_EQ(flow.remove_right(part), 5);
    EXPECT_EQ(flow.remove_right(0), 3);
    flow.undo(start);
    EXPECT_EQ(flow.split_right(0, 5), part);
    EXPECT_EQ(flow.remove_arc(0, part) + flow.remove_arc(1, part), 5); // both had the arc
    flow.undo(start);
    EXPECT_EQ(flow.total(), 12);
}

TEST(ChangingFlow, LeavesSeatsToOthersWhenANeedGoes) {
    const BipartiteGraph graph = two_needs();
    ChangingFlow flow{graph, {10, 8}, {8, 4}};
    const std::size_t start = flow.mark();
    EXPECT_EQ(flow.remove_left(1), 4); // the first need can fill offer 0 only
    EXPECT_EQ(flow.unsent(1), 8);
    EXPECT_EQ(flow.remove_left(1), 0); // gone already
    flow.undo(start);
    EXPECT_EQ(flow.remove_left(0), 4); // the second need fills four of the eight seats
    flow.undo(start);
    EXPECT_EQ(flow.total(), 12);
}

TEST(ChangingFlow, ProbesWithoutChangingAnything) {
    const BipartiteGraph graph = two_needs();
    ChangingFlow flow{graph, {2, 3}, {4, 4}};
    EXPECT_EQ(flow.total(), 5);
    constexpr std::array<std::uint32_t, 1> first{0};
    constexpr std::array<std::uint32_t, 2> both{0, 1};
    EXPECT_EQ(flow.probe(both, 2), 2);
    EXPECT_EQ(flow.probe(both, 9), 3);  // eight seats, five taken
    EXPECT_EQ(flow.probe(first, 9), 2); // of four seats the first need keeps two, the second can move
    EXPECT_EQ(flow.probe({}, 9), 0);
    EXPECT_EQ(flow.total(), 5);
}

TEST(ChangingFlow, SaysWhereMoreWouldServeNobody) {
    // The first need is short at offer 0; the second has room at offer 1.
    const BipartiteGraph graph{.begin = {0, 1, 2}, .target = {0, 1}, .right_vertices = 2};
    const ChangingFlow flow{graph, {5, 2}, {3, 4}};
    EXPECT_TRUE(flow.may_be_wanted(0));
    EXPECT_FALSE(flow.may_be_wanted(1));
    EXPECT_FALSE(flow.may_have_room(0));
    EXPECT_TRUE(flow.may_have_room(1));
    EXPECT_TRUE(flow.may_want(0));
    EXPECT_FALSE(flow.may_want(1));
}

TEST(ChangingFlow, SettlesOnANewStart) {
    const BipartiteGraph graph = two_needs();
    ChangingFlow flow{graph, {10, 8}, {8, 4}};
    flow.add_supply(0, 20);
    flow.settle();
    EXPECT_EQ(flow.mark(), 0U);
    EXPECT_EQ(flow.total(), 18);
    EXPECT_FALSE(flow.may_be_wanted(0));
    EXPECT_EQ(flow.remove_supply(0, 14), 0);
    EXPECT_EQ(flow.remove_supply(0, 1), 1);
}

TEST(ChangingFlow, WithoutVerticesThereIsNothingToServe) {
    const BipartiteGraph graph;
    ChangingFlow flow{graph, {}, {}};
    EXPECT_EQ(flow.total(), 0);
    EXPECT_EQ(flow.probe({}, 3), 0);
}

} // namespace
} // namespace samspill
