// A mixed-integer linear program as plain arrays, and HiGHS to solve it where the build has it.
#pragma once

#include <samspill/core/run_control.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace samspill {

/// Largest (or smallest) cost * x + offset with row_lower <= A x <= row_upper and lower <= x <= upper, where
/// the first `whole_columns` of x take whole numbers. A is stored by rows.
struct MixedIntegerProgram {
    bool maximise = true;
    double offset = 0.0;
    std::vector<double> cost; ///< of each column
    std::vector<double> lower;
    std::vector<double> upper;
    std::int32_t whole_columns = 0;
    std::vector<double> row_lower;          ///< of each row; minus infinity: none
    std::vector<double> row_upper;          ///< infinity: none
    std::vector<std::int32_t> row_begin{0}; ///< entries of row i are [row_begin[i], row_begin[i + 1])
    std::vector<std::int32_t> column;       ///< of each entry
    std::vector<double> value;
    /// Distance to the bound from which on a solution counts as the best. Just below 1 where the objective
    /// counts people.
    double proving_gap = 1e-9;

    [[nodiscard]] std::int32_t columns() const noexcept { return static_cast<std::int32_t>(cost.size()); }
    [[nodiscard]] std::int32_t rows() const noexcept { return static_cast<std::int32_t>(row_lower.size()); }

    /// Adds a column and returns its number.
    std::int32_t add_column(double cost_of_one, double at_least, double at_most);
    /// Adds an entry to the row that is being written. @throws Overflow beyond 2^31 entries
    void add_entry(std::int32_t of_column, double factor);
    /// Ends the row that is being written.
    void end_row(double at_least, double at_most);
};

enum class ProgramStatus : std::uint8_t {
    optimal,    ///< no other solution is better by more than proving_gap
    infeasible, ///< no solution keeps all rows
    stopped,    ///< the time was over; `values` is the best solution found, empty when none was
};

struct ProgramSolution {
    ProgramStatus status = ProgramStatus::stopped;
    std::vector<double> values; ///< of each column
    double objective = 0.0;     ///< of `values`
    double bound = 0.0;         ///< no solution has a better objective
};

struct SolverOptions {
    /// Seconds after which the solver gives back the best it has. What is found until then depends on the
    /// machine; an answer with status optimal does not.
    double most_seconds = 60.0;
};

/// True when this build of the library can solve programs.
[[nodiscard]] bool has_program_solver() noexcept;

/// Solves with HiGHS, on one thread and with a fixed seed: same program, same version of HiGHS, same
/// solution. `control` is asked now and then whether to stop.
/// @throws Unavailable when the library was built without HiGHS; InvalidArgument for a time that is not above
/// 0; Error when HiGHS fails; Cancelled
[[nodiscard]] ProgramSolution solve_program(const MixedIntegerProgram& program,
                                            const SolverOptions& options = {}, RunControl* control = nullptr);

} // namespace samspill
