#include <samspill/graph/fair_allocation.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace samspill {
namespace {

/// Needs with their people and the activities they may use.
AllocationProblem problem(std::vector<std::pair<std::int64_t, std::vector<std::uint32_t>>> needs,
                          std::vector<std::int64_t> capacity, std::vector<std::int32_t> priority = {}) {
    AllocationProblem made;
    made.capacity = std::move(capacity);
    made.graph.right_vertices = static_cast<std::uint32_t>(made.capacity.size());
    for (const auto& [people, activities] : needs) {
        made.people.push_back(people);
        made.graph.target.insert(made.graph.target.end(), activities.begin(), activities.end());
        made.graph.begin.push_back(made.graph.arcs());
    }
    made.priority = priority.empty() ? std::vector<std::int32_t>(needs.size(), 1) : std::move(priority);
    return made;
}

using Shares = std::vector<Fraction>;

TEST(FairAllocation, TwoNeedsShareOneActivity) {
    const Allocation result = allocate_fairly(problem({{10, {0}}, {6, {}}, {8, {0}}}, {8})); // M4.1
    EXPECT_EQ(result.share, (Shares{{4, 9}, {0, 1}, {4, 9}}));
    EXPECT_EQ(result.served, 8);
}

TEST(FairAllocation, ANeedWithAWayOutLeavesTheSharedSeatsToTheOther) {
    const Allocation result = allocate_fairly(problem({{10, {0}}, {10, {0, 1}}}, {10, 10}));
    EXPECT_EQ(result.share, (Shares{{1, 1}, {1, 1}}));
    EXPECT_EQ(result.served, 20);
}

TEST(FairAllocation, LevelsDifferWhereSeatsCannotMove) {
    // The first two needs only reach 3 seats; the third has 6 of its own for 8 people.
    const Allocation result = allocate_fairly(problem({{4, {0}}, {5, {0}}, {8, {0, 1}}}, {3, 6}));
    EXPECT_EQ(result.share, (Shares{{1, 3}, {1, 3}, {3, 4}}));
    EXPECT_EQ(result.served, 9);
}

TEST(FairAllocation, EarlierClassesKeepTheirAmountButMayBeRerouted) {
    // The urgent need can use either activity; it must leave the first to the other need.
    const Allocation result = allocate_fairly(problem({{5, {0}}, {5, {0, 1}}}, {5, 5}, {2, 1}));
    EXPECT_EQ(result.share, (Shares{{1, 1}, {1, 1}}));
}

TEST(FairAllocation, EarlierClassesTakeWhatTheyNeedFirst) {
    const Allocation result = allocate_fairly(problem({{5, {0}}, {4, {0}}}, {6}, {2, 1}));
    EXPECT_EQ(result.share, (Shares{{2, 5}, {1, 1}}));
}

TEST(FairAllocation, ActivitiesOutOfReachOfAClassStayForTheNext) {
    // Class 1 uses up the first activity; the second is out of its reach and left for class 2.
    const Allocation result = allocate_fairly(problem({{9, {0}}, {3, {0, 1}}}, {3, 2}, {1, 2}));
    EXPECT_EQ(result.share, (Shares{{1, 3}, {2, 3}}));
}

TEST(FairAllocation, NeedsWithoutPeopleGetNoShareAndTakeNoSeat) {
    const Allocation result = allocate_fairly(problem({{0, {0}}, {2, {0}}}, {1}));
    EXPECT_EQ(result.share, (Shares{{0, 1}, {1, 2}}));
    EXPECT_EQ(result.served, 1);
}

TEST(FairAllocation, UnboundedCapacityServesEverybody) {
    const Allocation result =
        allocate_fairly(problem({{7, {0}}, {9, {0}}}, {std::numeric_limits<std::int64_t>::max()}));
    EXPECT_EQ(result.share, (Shares{{1, 1}, {1, 1}}));
    EXPECT_EQ(result.served, 16);
}

TEST(FairAllocation, EmptyProblemsGiveEmptyAnswers) {
    EXPECT_TRUE(allocate_fairly(problem({}, {})).share.empty());
    EXPECT_EQ(allocate_fairly(problem({{3, {}}}, {5})).served, 0);
}

TEST(FairAllocation, AlternatingChainsMayBeLong) {
    // Need k can use activities k and k + 1 with one seat each: everybody is served, one seat stays free.
    constexpr std::uint32_t length = 20'000;
    std::vector<std::pair<std::int64_t, std::vector<std::uint32_t>>> needs;
    for (std::uint32_t k = 0; k < length; ++k) {
        needs.push_back({1, {k, k + 1}});
    }
    EXPECT_EQ(allocate_fairly(problem(std::move(needs), std::vector<std::int64_t>(length + 1, 1))).served,
              length);
}

} // namespace
} // namespace samspill
