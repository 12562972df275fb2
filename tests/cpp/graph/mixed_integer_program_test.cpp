#include <samspill/graph/mixed_integer_program.hpp>

#include <samspill/core/error.hpp>

#include "support/stop_control.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace samspill {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Three things worth 5, 4 and 3 that weigh 3, 2 and 2, and a bag for 4; something divisible worth 1 fills
/// up.
MixedIntegerProgram bag() {
    MixedIntegerProgram program;
    for (const double worth : {5.0, 4.0, 3.0}) {
        program.add_column(worth, 0.0, 1.0);
    }
    program.whole_columns = 3;
    program.add_column(1.0, 0.0, infinity);
    for (std::int32_t column = 0; column < 4; ++column) {
        program.add_entry(column, column == 0 ? 3.0 : column == 3 ? 1.0 : 2.0);
    }
    program.end_row(-infinity, 4.0);
    return program;
}

TEST(MixedIntegerProgram, RowsAreStoredOneAfterTheOther) {
    MixedIntegerProgram program = bag();
    program.end_row(0.0, infinity);
    EXPECT_EQ(program.columns(), 4);
    EXPECT_EQ(program.rows(), 2);
    EXPECT_EQ(program.row_begin, (std::vector<std::int32_t>{0, 4, 4}));
    EXPECT_EQ(program.column, (std::vector<std::int32_t>{0, 1, 2, 3}));
}

class ProgramSolver : public testing::Test {
protected:
    void SetUp() override {
        if (!has_program_solver()) {
            GTEST_SKIP() << "built without HiGHS";
        }
    }
};

TEST_F(ProgramSolver, FindsTheBestWholeNumbers) {
    const ProgramSolution solution = solve_program(bag());
    EXPECT_EQ(solution.status, ProgramStatus::optimal);
    ASSERT_EQ(solution.values.size(), 4U);
    EXPECT_NEAR(solution.values[0], 0.0, 1e-6);
    EXPECT_NEAR(solution.values[1], 1.0, 1e-6);
    EXPECT_NEAR(solution.values[2], 1.0, 1e-6);
    EXPECT_NEAR(solution.objective, 7.0, 1e-6);
    EXPECT_NEAR(solution.bound, 7.0, 1e-6);
}

TEST_F(ProgramSolver, MinimisesAndAddsTheOffset) {
    MixedIntegerProgram program = bag();
    program.maximise = false;
    program.offset = 10.0;
    program.row_lower.back() = 3.5;
    program.upper[3] = 0.0;
    const ProgramSolution solution = solve_program(program); // the second and third thing
    EXPECT_NEAR(solution.objective, 17.0, 1e-6);
}

TEST_F(ProgramSolver, SaysWhenNothingFits) {
    MixedIntegerProgram program = bag();
    program.row_lower.back() = 5.0;
    const ProgramSolution solution = solve_program(program);
    EXPECT_EQ(solution.status, ProgramStatus::infeasible);
    EXPECT_TRUE(solution.values.empty());
}

TEST_F(ProgramSolver, AProgramWithoutColumnsIsSolved) {
    MixedIntegerProgram program;
    program.offset = 2.0;
    const ProgramSolution solution = solve_program(program);
    EXPECT_EQ(solution.status, ProgramStatus::optimal);
    EXPECT_EQ(solution.objective, 2.0);
}

TEST_F(ProgramSolver, ReportsAProgramThatHasNoBest) {
    MixedIntegerProgram program;
    program.add_column(1.0, 0.0, infinity);
    EXPECT_THROW(static_cast<void>(solve_program(program)), Error);
}

TEST_F(ProgramSolver, RefusesATimeThatIsNone) {
    EXPECT_THROW(static_cast<void>(solve_program(bag(), {.most_seconds = 0.0})), InvalidArgument);
}

/// Market split: as hard as programs of this size get, and feasible, because equality is not asked for.
MixedIntegerProgram hard_program() {
    MixedIntegerProgram program;
    constexpr std::int32_t things = 50;
    std::uint32_t random = 12345;
    for (std::int32_t k = 0; k < things; ++k) {
        program.add_column(0.0, 0.0, 1.0);
    }
    program.whole_columns = things;
    program.maximise = false;
    for (int row = 0; row < 6; ++row) {
        double sum = 0.0;
        for (std::int32_t k = 0; k < things; ++k) {
            random = random * 1664525U + 1013904223U;
            const double weight = random >> 24U;
            sum += weight;
            program.add_entry(k, weight);
        }
        program.add_entry(program.add_column(1.0, 0.0, infinity), 1.0);
        program.add_entry(program.add_column(1.0, 0.0, infinity), -1.0);
        program.end_row(static_cast<double>(static_cast<int>(sum / 2)),
                        static_cast<double>(static_cast<int>(sum / 2)));
    }
    return program;
}

TEST_F(ProgramSolver, GivesBackWhatItHasWhenTheTimeIsOver) {
    const ProgramSolution solution = solve_program(hard_program(), {.most_seconds = 0.2});
    EXPECT_EQ(solution.status, ProgramStatus::stopped);
    if (!solution.values.empty()) {
        EXPECT_LE(solution.bound, solution.objective);
    }
}

TEST_F(ProgramSolver, StopsWhenAsked) {
    test::StopControl control;
    EXPECT_THROW(static_cast<void>(solve_program(hard_program(), {}, &control)), Cancelled);
}

class ThrowingControl final : public test::StopControl {
public:
    [[nodiscard]] bool cancelled() override { throw std::string{"from the caller"}; }
};

TEST_F(ProgramSolver, PassesOnWhatTheControlThrows) {
    ThrowingControl control;
    EXPECT_THROW(static_cast<void>(solve_program(hard_program(), {}, &control)), std::string);
}

TEST(ProgramWithoutSolver, SaysHowToGetOne) {
    if (has_program_solver()) {
        GTEST_SKIP() << "built with HiGHS";
    }
    try {
        static_cast<void>(solve_program(bag()));
        FAIL();
    } catch (const Unavailable& error) {
        const std::string message = error.what();
        EXPECT_NE(message.find("SAMSPILL_WITH_HIGHS"), std::string::npos);
        EXPECT_NE(message.find("samspill[exact]"), std::string::npos);
    }
}

} // namespace
} // namespace samspill
