#include <samspill/graph/repair_choice.hpp>

#include <samspill/core/error.hpp>

#include "support/san_francisco.hpp"
#include "support/small_repairs.hpp"
#include "support/stop_control.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace samspill {
namespace {

using test::add_seats;
using test::move_seats;
using test::open_offer;
using test::repairs_of;
using test::tell;

using Positions = std::vector<std::uint32_t>;
using Gains = std::vector<std::int64_t>;

constexpr std::int64_t unbounded = std::numeric_limits<std::int64_t>::max();

Positions candidates_of(const RepairChoice& choice) {
    Positions chosen;
    for (const RepairStep& step : choice.steps) {
        chosen.insert(chosen.end(), step.candidates.begin(), step.candidates.end());
    }
    return chosen;
}

/// methods M4.4: n3's referrer does not know a3. Telling it reaches 4 more people; n1 does not fit a3, so
/// telling its referrer brings no pair and reaches nobody.
RepairProblem worked_example() {
    RepairProblem problem = repairs_of({{10, {0}}, {6, {}}, {8, {0}}}, {8, 10, 4});
    problem.candidates = {tell(2, 2), RepairCandidate{}};
    return problem;
}

TEST(RepairValue, TheWorkedExample) {
    EXPECT_EQ(people_gained_by_each(worked_example()), (Gains{4, 0}));
    EXPECT_EQ(people_gained(worked_example(), Positions{0, 1}), 4);
    EXPECT_EQ(people_gained(worked_example(), Positions{1, 0, 1}), 4);
    EXPECT_EQ(people_gained(worked_example(), {}), 0);
}

TEST(RepairValue, SeatsHelpOnlyThoseWhoMayUseThem) {
    RepairProblem problem = repairs_of({{5, {0}}, {4, {1}}}, {2, 4});
    problem.candidates = {add_seats(0, 2), add_seats(0, 100), add_seats(1, 3)};
    EXPECT_EQ(people_gained_by_each(problem), (Gains{2, 3, 0}));
}

TEST(RepairValue, PeopleMoveOnToMakeRoom) {
    // The first need waits for the offer that the second sits in; the second learns of a free one.
    RepairProblem problem = repairs_of({{3, {0}}, {3, {0}}}, {3, 5});
    problem.candidates = {tell(0, 1), tell(1, 1)};
    EXPECT_EQ(people_gained_by_each(problem), (Gains{3, 3}));
    EXPECT_EQ(people_gained(problem, Positions{0, 1}), 3);
}

TEST(RepairValue, AMoveTakesNoMoreSeatsThanReachMostPeople) {
    // 3 of 6 seats are free; moving all 5 would cost the second need 2 seats.
    RepairProblem problem = repairs_of({{5, {0}}, {3, {1}}}, {2, 6});
    problem.candidates = {move_seats(1, 0, 5), move_seats(1, 0, 2), move_seats(0, 1, 2)};
    EXPECT_EQ(people_gained_by_each(problem), (Gains{3, 2, 0}));
    EXPECT_EQ(people_gained(problem, Positions{0, 1, 2}), 3);
}

TEST(RepairValue, SeatsMoveOverSeveralOffers) {
    RepairProblem problem = repairs_of({{4, {0}}, {2, {1}}}, {0, 2, 3});
    problem.candidates = {move_seats(1, 0, 3), move_seats(2, 1, 3)};
    EXPECT_EQ(people_gained_by_each(problem), (Gains{0, 0}));
    EXPECT_EQ(people_gained(problem, Positions{0, 1}), 3);
}

TEST(RepairValue, NewOffersServeThoseTheyAreOpenTo) {
    RepairProblem problem = repairs_of({{5, {}}, {4, {}}, {3, {}}}, {});
    problem.candidates = {open_offer(6, {0, 1}), open_offer(unbounded, {0, 1, 1, 2}), open_offer(3, {}),
                          open_offer(0, {0})};
    EXPECT_EQ(people_gained_by_each(problem), (Gains{6, 12, 0, 0}));
}

TEST(RepairValue, UnboundedSeatsAndNothingToRepair) {
    RepairProblem problem = repairs_of({{5, {0}}, {4, {}}}, {unbounded});
    problem.candidates = {add_seats(0, unbounded), move_seats(0, 0, 1)};
    problem.candidates[1] = tell(1, 0);
    EXPECT_EQ(people_gained_by_each(problem), (Gains{0, 4}));
    EXPECT_TRUE(people_gained_by_each(RepairProblem{}).empty());
    EXPECT_EQ(people_gained(RepairProblem{}, {}), 0);
}

TEST(RepairValue, RefusesWhatLeavesTheGraph) {
    const auto refused = [](RepairCandidate candidate) {
        RepairProblem problem = repairs_of({{5, {0}}}, {2, 2});
        problem.candidates = {std::move(candidate)};
        EXPECT_THROW(static_cast<void>(people_gained_by_each(problem)), InvalidArgument);
    };
    refused(tell(1, 0));
    refused(tell(0, 2));
    refused(add_seats(2, 1));
    refused(add_seats(0, -1));
    refused(move_seats(0, 2, 1));
    refused(move_seats(0, 0, 1));
    refused(move_seats(0, 1, -1));
    refused(open_offer(1, {1}));
    refused(open_offer(-1, {0}));
    refused(tell(0, 1, 0.0));
    refused(tell(0, 1, -1.0));
    refused(tell(0, 1, std::numeric_limits<double>::infinity()));
    refused(tell(0, 1, std::numeric_limits<double>::quiet_NaN()));
}

TEST(RepairValue, RefusesNumbersThatDoNotFit) {
    RepairProblem problem = repairs_of({{5, {0}}}, {2});
    EXPECT_THROW(static_cast<void>(people_gained(problem, Positions{0})), InvalidArgument);
    problem.people.push_back(1);
    EXPECT_THROW(static_cast<void>(people_gained(problem, {})), InvalidArgument);
    problem = repairs_of({{5, {0}}}, {2});
    problem.seats.clear();
    EXPECT_THROW(static_cast<void>(people_gained(problem, {})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(people_gained(repairs_of({{-1, {}}}, {}), {})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(people_gained(repairs_of({{1, {0}}}, {-1}), {})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(people_gained(repairs_of({{unbounded, {}}, {1, {}}}, {}), {})), Overflow);
}

TEST(RepairGreedy, TakesMostPeoplePerEffortFirst) {
    RepairProblem problem = repairs_of({{20, {0}}}, {0});
    problem.candidates = {add_seats(0, 6, 3.0), add_seats(0, 5, 1.0), add_seats(0, 4, 1.0)};
    const RepairChoice choice = choose_greedily(problem, {.budget = 4.0});
    EXPECT_EQ(candidates_of(choice), (Positions{1, 2}));
    EXPECT_EQ(choice.people, 9);
    EXPECT_DOUBLE_EQ(choice.effort, 2.0);
}

TEST(RepairGreedy, TellsAndAddsSeatsTogether) {
    // Nobody is reached by one of the two alone.
    RepairProblem problem = repairs_of({{4, {}}, {2, {0}}}, {2});
    problem.candidates = {add_seats(0, 3), tell(0, 0)};
    EXPECT_EQ(people_gained_by_each(problem), (Gains{0, 0}));
    EXPECT_TRUE(choose_greedily(problem, {}, {.pairs = false}).steps.empty());
    const RepairChoice choice = choose_greedily(problem);
    ASSERT_EQ(choice.steps.size(), 1U);
    EXPECT_EQ(choice.steps[0].candidates, (Positions{0, 1}));
    EXPECT_EQ(choice.steps[0].people, 3);
    EXPECT_DOUBLE_EQ(choice.steps[0].effort, 2.0);
    EXPECT_TRUE(choose_greedily(problem, {.most = 1}).steps.empty());
    EXPECT_TRUE(choose_greedily(problem, {.budget = 1.5}).steps.empty());
}

TEST(RepairGreedy, PairsMeetAtAnOffer) {
    RepairProblem problem = repairs_of({{4, {}}, {2, {0}}, {1, {1}}}, {2, 1, 3});
    // To the first offer; away from it; seats elsewhere; the same away again.
    problem.candidates = {tell(0, 0), tell(1, 2), add_seats(1, 3), tell(1, 2)};
    using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
    EXPECT_EQ(pairs_that_may_help(problem), (Pairs{{0, 1}, {0, 3}}));
    EXPECT_EQ(pairs_that_may_help(problem, 1), (Pairs{{0, 1}}));
    EXPECT_TRUE(pairs_that_may_help(problem, 0).empty());
    EXPECT_EQ(choose_greedily(problem).people, 2);
}

TEST(RepairGreedy, ASingleLargeRepairBeatsManySmallOnes) {
    RepairProblem problem = repairs_of({{9, {0}}, {1, {1}}}, {0, 0});
    problem.candidates = {add_seats(1, 1, 1.0), add_seats(0, 9, 10.0)};
    const RepairChoice choice = choose_greedily(problem, {.budget = 10.0});
    EXPECT_EQ(candidates_of(choice), (Positions{1}));
    EXPECT_EQ(choice.people, 9);
}

TEST(RepairGreedy, ThreeTenthsFitInThreeTenths) {
    RepairProblem problem = repairs_of({{9, {0}}}, {0});
    problem.candidates = {add_seats(0, 1, 0.1), add_seats(0, 1, 0.1), add_seats(0, 1, 0.1)};
    EXPECT_EQ(choose_greedily(problem, {.budget = 0.3}).people, 3);
    EXPECT_EQ(choose_greedily(problem, {.budget = 0.29}).people, 2);
    EXPECT_EQ(choose_greedily(problem, {.most = 2}).people, 2);
    EXPECT_EQ(choose_greedily(problem, {.budget = 0.0}).people, 0);
}

TEST(RepairGreedy, EqualQuotientsGoByPosition) {
    RepairProblem problem = repairs_of({{9, {0}}}, {0});
    problem.candidates = {add_seats(0, 1, 0.1 + 0.2), add_seats(0, 1, 0.3)}; // differ in the last digit
    EXPECT_EQ(candidates_of(choose_greedily(problem, {.most = 1})), (Positions{0}));
}

TEST(RepairGreedy, FewAreTriedWhereBoundsDecide) {
    // 50 needs apart from each other: a step touches one of them, and what is known of the others stays.
    RepairProblem problem;
    problem.graph.right_vertices = 50;
    for (std::uint32_t k = 0; k < 50; ++k) {
        problem.people.push_back(100);
        problem.graph.target.push_back(k);
        problem.graph.begin.push_back(problem.graph.arcs());
        problem.seats.push_back(0);
        problem.candidates.push_back(add_seats(k, k + 1));
    }
    const RepairChoice choice = choose_greedily(problem, {.most = 3});
    EXPECT_EQ(candidates_of(choice), (Positions{49, 48, 47}));
    EXPECT_LE(choice.evaluations, 4U);
}

TEST(RepairGreedy, GainsThatGrowAreSeen) {
    // Seats at the first offer let the second candidate reach 4 instead of 1, more per effort than the third.
    RepairProblem problem = repairs_of({{6, {}}, {3, {0}}, {2, {}}, {2, {1}}}, {4, 0});
    problem.candidates = {add_seats(0, 3), tell(0, 0), add_seats(1, 2, 1.5)};
    problem.candidates[0].opened.push_back({.seats = 2, .lefts = {2}});
    EXPECT_EQ(people_gained_by_each(problem), (Gains{2, 1, 2}));
    const RepairChoice choice = choose_greedily(problem, {.budget = 2.5}, {.pairs = false});
    EXPECT_EQ(candidates_of(choice), (Positions{0, 1}));
    EXPECT_EQ(choice.people, 6);
}

TEST(RepairGreedy, RefusesBudgetsThatAreNone) {
    const RepairProblem problem;
    EXPECT_THROW(static_cast<void>(choose_greedily(problem, {.budget = -1.0})), InvalidArgument);
    EXPECT_THROW(
        static_cast<void>(choose_greedily(problem, {.budget = std::numeric_limits<double>::quiet_NaN()})),
        InvalidArgument);
    EXPECT_THROW(static_cast<void>(bound_repairs(problem, {.budget = -1.0})), InvalidArgument);
}

TEST(RepairGreedy, StopsWhenAsked) {
    RepairProblem problem;
    problem.graph.right_vertices = 5000;
    for (std::uint32_t k = 0; k < 5000; ++k) {
        problem.people.push_back(2);
        problem.graph.target.push_back(k);
        problem.graph.begin.push_back(problem.graph.arcs());
        problem.seats.push_back(1);
        problem.candidates.push_back(add_seats(k, 1));
    }
    test::StopControl control;
    EXPECT_THROW(static_cast<void>(choose_greedily(problem, {}, {}, &control)), Cancelled);
    EXPECT_THROW(static_cast<void>(people_gained_by_each(problem, &control)), Cancelled);
    EXPECT_THROW(static_cast<void>(bound_repairs(problem, {}, {}, &control)), Cancelled);
}

/// 8 people wait; an offer with 3 seats nobody knows of, and 5 more could be added.
RepairProblem half_done() {
    RepairProblem problem = repairs_of({{8, {}}}, {3});
    problem.candidates = {tell(0, 0, 1.0), add_seats(0, 5, 2.0)};
    return problem;
}

TEST(RepairBound, GatesMayBeUsedInPart) {
    // Telling carries 8 people at 1/8 each, seats carry 5 at 2/5 each: 3 people at 1/8, then 5 at 1/8 + 2/5.
    const RepairBound all = bound_repairs(half_done());
    EXPECT_EQ(all.people, 8);
    EXPECT_TRUE(all.complete);
    ASSERT_EQ(all.curve.size(), 3U);
    EXPECT_NEAR(all.curve[1].effort, 0.375, 1e-9);
    EXPECT_NEAR(all.curve[1].people, 3.0, 1e-9);
    EXPECT_NEAR(all.curve[2].effort, 3.0, 1e-9);
    EXPECT_NEAR(all.curve[2].people, 8.0, 1e-9);
    // With an effort of 1: 3 + (1 - 0.375) / 0.525 = 4.19 people.
    const RepairBound loose = bound_repairs(half_done(), {.budget = 1.0}, {.tightenings = 0});
    EXPECT_EQ(loose.people, 4);
    EXPECT_NEAR(loose.curve.back().people, 4.190476, 1e-6);
    EXPECT_NEAR(loose.curve.back().effort, 1.0, 1e-8);
}

TEST(RepairBound, WhatIsKnownOfTheBoundTightensIt) {
    // When at most 4 can be gained, telling carries 4 at 1/4 each: 3 + 0.25 / (1/4 + 2/4) = 3.3; then 3.
    EXPECT_EQ(bound_repairs(half_done(), {.budget = 1.0}, {.tightenings = 1}).people, 3);
    EXPECT_EQ(choose_greedily(half_done(), {.budget = 1.0}).people, 3);
}

TEST(RepairBound, TheNumberOfRepairsBoundsToo) {
    RepairProblem problem = repairs_of({{20, {0}}}, {0});
    problem.candidates = {add_seats(0, 6), add_seats(0, 5), add_seats(0, 4)};
    EXPECT_EQ(bound_repairs(problem, {.most = 2}).people, 11);
    EXPECT_EQ(bound_repairs(problem, {.budget = 1.0, .most = 2}).people, 6);
    EXPECT_EQ(bound_repairs(problem, {.budget = 2.0, .most = 1}).people, 6);
    EXPECT_EQ(bound_repairs(problem, {.most = 0}).people, 0);
    EXPECT_EQ(bound_repairs(problem, {.budget = 0.0}).people, 0);
}

TEST(RepairBound, StoppedEarlyItIsWeaker) {
    RepairProblem problem = repairs_of({{30, {0}}, {30, {1}}}, {0, 0});
    problem.candidates = {add_seats(0, 4), add_seats(1, 3), add_seats(0, 2), add_seats(1, 1)};
    const RepairBound full = bound_repairs(problem, {.budget = 3.0});
    EXPECT_EQ(full.people, 9);
    const RepairBound none = bound_repairs(problem, {.budget = 3.0}, {.most_steps = 0});
    EXPECT_FALSE(none.complete);
    EXPECT_EQ(none.people, 9); // the sum of loads is as good here
    EXPECT_EQ(none.curve.size(), 1U);
}

TEST(RepairBound, DoesNotDependOnTheFlowThatWasFound) {
    // The second need sits in the first or the second offer; where it sits, the first need meets it when
    // told.
    const auto bound = [](std::uint32_t told_of) {
        RepairProblem problem = repairs_of({{3, {}}, {1, {0, 1}}, {10, {}}}, {1, 1, 9});
        problem.candidates = {tell(0, told_of), tell(0, 2, 2.0), tell(2, 2, 50.0)};
        problem.candidates[1].arcs.push_back({.left = 1, .right = 2});
        return bound_repairs(problem, {.budget = 1.0}, {.tightenings = 0}).people;
    };
    EXPECT_EQ(bound(0), bound(1));
}

TEST(RepairBound, NothingToGainGivesAPoint) {
    const RepairBound bound = bound_repairs(RepairProblem{});
    EXPECT_EQ(bound.people, 0);
    EXPECT_TRUE(bound.complete);
    EXPECT_EQ(bound.curve.size(), 1U);
}

TEST(RepairSanFrancisco, FourSitesOneAfterTheOther) {
    const test::SanFrancisco data = test::san_francisco(5000.0);
    const RepairProblem problem = data.opening_sites();
    const RepairChoice choice = choose_greedily(problem, {.budget = 4.0});
    EXPECT_EQ(choice.people, 872611);
    EXPECT_EQ(data.stores(candidates_of(choice)), (std::vector<int>{16, 12, 2, 11}));
    EXPECT_GE(bound_repairs(problem, {.budget = 4.0}).people, 875247);
    EXPECT_EQ(bound_repairs(problem).people, 955113);
}

TEST(RepairSanFrancisco, TheBestFourSitesByTryingAll) {
    const test::SanFrancisco data = test::san_francisco(5000.0);
    const PreparedRepairs problem{data.opening_sites()};
    std::int64_t best = 0;
    Positions best_sites;
    test::for_each_set(16, 4, [&](const std::vector<std::uint8_t>& open) {
        Positions sites;
        for (std::uint32_t k = 0; k < open.size(); ++k) {
            if (open[k] != 0) {
                sites.push_back(k);
            }
        }
        const std::int64_t people = people_gained(problem, sites);
        if (people > best) {
            best = people;
            best_sites = sites;
        }
    });
    EXPECT_EQ(best, 875247);
    EXPECT_EQ(data.stores(best_sites), (std::vector<int>{2, 11, 12, 15}));
}

} // namespace
} // namespace samspill
