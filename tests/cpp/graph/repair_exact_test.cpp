#include <samspill/graph/repair_exact.hpp>

#include <samspill/core/error.hpp>
#include <samspill/graph/repair_choice.hpp>

#include "support/san_francisco.hpp"
#include "support/small_repairs.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace samspill {
namespace {

using test::add_seats;
using test::repairs_of;
using test::tell;

using Positions = std::vector<std::uint32_t>;

/// Greedy takes the best quotient and has no room left for the best pair.
RepairProblem greedy_errs() {
    RepairProblem problem = repairs_of({{30, {0}}}, {0});
    problem.candidates = {add_seats(0, 7, 3.0), add_seats(0, 4, 2.0), add_seats(0, 4, 2.0)};
    return problem;
}

ProgramSolution solved(std::vector<double> values, double objective) {
    return {.status = ProgramStatus::optimal,
            .values = std::move(values),
            .objective = objective,
            .bound = objective};
}

TEST(RepairProgram, HasOneWholeColumnForEachCandidate) {
    const MixedIntegerProgram program = most_people_program(greedy_errs(), {.budget = 4.0});
    EXPECT_TRUE(program.maximise);
    EXPECT_EQ(program.whole_columns, 3);
    EXPECT_EQ(program.columns(), 4); // one more for the people of the need in the offer
    EXPECT_EQ(program.cost, (std::vector<double>{0.0, 0.0, 0.0, 1.0}));
    EXPECT_EQ(program.rows(), 2); // seats and budget
    EXPECT_EQ(program.value, (std::vector<double>{1.0, -7.0, -4.0, -4.0, 0.75, 0.5, 0.5}));
    EXPECT_EQ(program.row_upper, (std::vector<double>{0.0, 1.0}));
}

TEST(RepairProgram, LeavesOutWhatNoCandidateChanges) {
    RepairProblem problem = repairs_of({{30, {0}}, {5, {1}}, {2, {2}}, {3, {2}}}, {0, 9, 3});
    problem.candidates = {add_seats(0, 7), add_seats(1, 5)};
    const MixedIntegerProgram program = most_people_program(problem, {});
    EXPECT_EQ(program.columns(), 3);
    EXPECT_EQ(program.upper[1], 0.0); // everybody who may use the second offer has a seat
}

TEST(RepairProgram, RefusesMorePeopleThanCanBeReached) {
    EXPECT_NO_THROW(static_cast<void>(least_effort_program(greedy_errs(), 15)));
    EXPECT_THROW(static_cast<void>(least_effort_program(greedy_errs(), 16)), InvalidArgument);
    EXPECT_THROW(static_cast<void>(least_effort_program(greedy_errs(), -1)), InvalidArgument);
}

TEST(RepairConfirmation, ValuesTheSetAnew) {
    const ExactChoice choice =
        confirm_most_people(greedy_errs(), {.budget = 4.0}, solved({0.0, 1.0, 0.9999999, 8.0}, 8.0));
    EXPECT_EQ(choice.chosen, (Positions{1, 2}));
    EXPECT_EQ(choice.people, 8);
    EXPECT_EQ(choice.people_at_most, 8);
    EXPECT_DOUBLE_EQ(choice.effort, 4.0);
    EXPECT_TRUE(choice.proved);
}

TEST(RepairConfirmation, TakesOutWhatAddsNothing) {
    RepairProblem problem = repairs_of({{4, {0}}}, {0});
    problem.candidates = {add_seats(0, 4, 1.0), add_seats(0, 4, 2.0), add_seats(0, 4, 1.0)};
    const ExactChoice choice = confirm_most_people(problem, {}, solved({1.0, 1.0, 1.0}, 4.0));
    EXPECT_EQ(choice.chosen, (Positions{0})); // the dearest goes first, then the latest
}

TEST(RepairConfirmation, RefusesAnswersThatDoNotStandUp) {
    const RepairProblem problem = greedy_errs();
    const RepairLimits limits{.budget = 4.0};
    const auto refused = [&](const RepairLimits& within, const ProgramSolution& solution) {
        EXPECT_THROW(static_cast<void>(confirm_most_people(problem, within, solution)), Error);
    };
    refused(limits, solved({1.0, 1.0, 0.0}, 11.0));     // beyond the budget
    refused({.most = 1}, solved({0.0, 1.0, 1.0}, 8.0)); // too many
    refused(limits, solved({0.0, 1.0, 1.0}, 9.0));      // the flow is smaller than the solver says
    refused(limits, solved({0.0, 1.0, 1.0}, 7.0));      // larger
    refused(limits, solved({0.0, 1.0}, 4.0));           // a value is missing
    EXPECT_THROW(static_cast<void>(confirm_least_effort(problem, 8, solved({0.0, 1.0, 0.0}, 2.0))), Error);
    const ProgramSolution impossible{
        .status = ProgramStatus::infeasible, .values = {}, .objective = 0.0, .bound = 0.0};
    refused(limits, impossible);
    EXPECT_THROW(static_cast<void>(confirm_least_effort(problem, 8, impossible)), Error);
}

TEST(RepairConfirmation, AStoppedSolverLeavesTheGreedyChoiceAndABound) {
    const double nothing_known = std::numeric_limits<double>::infinity();
    const ExactChoice choice = confirm_most_people(
        greedy_errs(), {.budget = 4.0},
        {.status = ProgramStatus::stopped, .values = {}, .objective = 0.0, .bound = nothing_known});
    EXPECT_EQ(choice.chosen, (Positions{0}));
    EXPECT_EQ(choice.people, 7);
    EXPECT_FALSE(choice.proved);
    EXPECT_EQ(choice.people_at_most, bound_repairs(greedy_errs(), {.budget = 4.0}).people);
    const ExactChoice better = confirm_most_people(
        greedy_errs(), {.budget = 4.0},
        {.status = ProgramStatus::stopped, .values = {0.0, 1.0, 1.0, 8.0}, .objective = 8.0, .bound = 8.3});
    EXPECT_EQ(better.people, 8);
    EXPECT_EQ(better.people_at_most, 8);
    EXPECT_FALSE(better.proved);
}

TEST(RepairConfirmation, AStoppedSolverLeavesWhatReachesThePeople) {
    const ExactChoice choice = confirm_least_effort(
        greedy_errs(), 8, {.status = ProgramStatus::stopped, .values = {}, .objective = 0.0, .bound = 1.5});
    EXPECT_EQ(choice.chosen, (Positions{1, 2})); // the dearest is not needed
    EXPECT_DOUBLE_EQ(choice.effort, 4.0);
    EXPECT_DOUBLE_EQ(choice.effort_at_least, 1.5);
    EXPECT_FALSE(choice.proved);
}

TEST(RepairExact, WithoutASolverThereIsNoExactChoice) {
    if (has_program_solver()) {
        GTEST_SKIP() << "built with HiGHS";
    }
    EXPECT_THROW(static_cast<void>(choose_exactly(greedy_errs())), Unavailable);
    EXPECT_THROW(static_cast<void>(choose_least_effort(greedy_errs(), 8)), Unavailable);
}

class RepairExactWithSolver : public testing::Test {
protected:
    void SetUp() override {
        if (!has_program_solver()) {
            GTEST_SKIP() << "built without HiGHS";
        }
    }
};

TEST_F(RepairExactWithSolver, BeatsGreedyWhereGreedyErrs) {
    EXPECT_EQ(choose_greedily(greedy_errs(), {.budget = 4.0}).people, 7);
    const ExactChoice choice = choose_exactly(greedy_errs(), {.budget = 4.0});
    EXPECT_EQ(choice.chosen, (Positions{1, 2}));
    EXPECT_EQ(choice.people, 8);
    EXPECT_TRUE(choice.proved);
}

TEST_F(RepairExactWithSolver, LimitsMayLeaveNothing) {
    EXPECT_TRUE(choose_exactly(greedy_errs(), {.budget = 0.0}).chosen.empty());
    EXPECT_TRUE(choose_exactly(greedy_errs(), {.most = 0}).chosen.empty());
    EXPECT_TRUE(choose_exactly(RepairProblem{}).chosen.empty());
    EXPECT_TRUE(choose_least_effort(greedy_errs(), 0).chosen.empty());
    EXPECT_TRUE(choose_least_effort(RepairProblem{}, 0).chosen.empty());
}

TEST_F(RepairExactWithSolver, TellsAndAddsSeatsTogether) {
    RepairProblem problem = repairs_of({{4, {}}, {2, {0}}}, {2});
    problem.candidates = {add_seats(0, 3), tell(0, 0)};
    const ExactChoice choice = choose_exactly(problem);
    EXPECT_EQ(choice.chosen, (Positions{0, 1}));
    EXPECT_EQ(choice.people, 3);
}

TEST_F(RepairExactWithSolver, TheBestFourSitesOfSanFrancisco) {
    const test::SanFrancisco data = test::san_francisco(5000.0);
    const ExactChoice choice = choose_exactly(data.opening_sites(), {.budget = 4.0});
    EXPECT_EQ(choice.people, 875247);
    EXPECT_EQ(data.stores(choice.chosen), (std::vector<int>{2, 11, 12, 15}));
    EXPECT_TRUE(choice.proved);
}

TEST_F(RepairExactWithSolver, TheFewestSitesThatReachAllOfSanFrancisco) {
    const ExactChoice near = choose_least_effort(test::san_francisco(5000.0).opening_sites(), 955113);
    EXPECT_DOUBLE_EQ(near.effort, 8.0);
    EXPECT_EQ(near.people, 955113);
    EXPECT_TRUE(near.proved);
    const ExactChoice far = choose_least_effort(test::san_francisco(8000.0).opening_sites(), 955113);
    EXPECT_DOUBLE_EQ(far.effort, 3.0);
}

} // namespace
} // namespace samspill
