// The best set of repairs, and the least effort that reaches so many people, as mixed-integer programs
// (methods M4.4).
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/mixed_integer_program.hpp>
#include <samspill/graph/repair_choice.hpp>

#include <cstdint>
#include <vector>

namespace samspill {

/// A set of candidates found by a program and valued anew by maximum flow; the solver's own numbers are only
/// compared with.
struct ExactChoice {
    std::vector<std::uint32_t> chosen; ///< ascending; each of them is needed for the people reached
    std::int64_t people = 0;           ///< people_gained of the chosen
    double effort = 0.0;
    bool proved = false; ///< false: the time was over, and a better set may exist
    /// Asked for most people: no set within the limits reaches more. Equals `people` when proved.
    std::int64_t people_at_most = 0;
    /// Asked for least effort: no set that reaches as many people takes less, but for a ten-millionth of the
    /// sum of all efforts. Equals `effort` when proved.
    double effort_at_least = 0.0;
};

/// The program whose first columns, one for each candidate, are 1 for the candidates to carry out: most
/// people gained within the limits. Other columns are people on arcs and seats moved. Only the part of the
/// network where candidates can help is in it.
/// @throws as choose_greedily
[[nodiscard]] MixedIntegerProgram most_people_program(const PreparedRepairs& repairs,
                                                      const RepairLimits& limits);

/// The program with the same columns for the least effort that reaches `people` more people.
/// @throws as choose_greedily; InvalidArgument when all candidates together reach fewer, or for people < 0
[[nodiscard]] MixedIntegerProgram least_effort_program(const PreparedRepairs& repairs, std::int64_t people);

/// What a solution of most_people_program means: rounds the first columns, values the set by maximum flow and
/// takes out what adds nothing, the dearest and then the latest first. When the solver was stopped, the
/// greedy choice is taken if it reaches more.
/// @throws Error when the solution breaks the limits or its people differ from the maximum flow
[[nodiscard]] ExactChoice confirm_most_people(const PreparedRepairs& repairs, const RepairLimits& limits,
                                              const ProgramSolution& solution);

/// The same for least_effort_program. A solver that was stopped before it found a set leaves all candidates
/// that are needed for the people.
[[nodiscard]] ExactChoice confirm_least_effort(const PreparedRepairs& repairs, std::int64_t people,
                                               const ProgramSolution& solution);

/// The set that reaches most people within the limits. Of several best sets it is one that HiGHS finds first
/// with its fixed settings, without candidates that add nothing: which one may differ between versions of
/// HiGHS, `people` does not. For up to some hundred candidates.
/// @throws Unavailable without HiGHS; as most_people_program, confirm_most_people and solve_program
[[nodiscard]] ExactChoice choose_exactly(const PreparedRepairs& repairs, const RepairLimits& limits = {},
                                         const SolverOptions& options = {}, RunControl* control = nullptr);

/// The least effort that reaches `people` more people; ties as in choose_exactly. people_gained of all
/// candidates asks for everybody who can be reached.
/// @throws Unavailable without HiGHS; as least_effort_program, confirm_least_effort and solve_program
[[nodiscard]] ExactChoice choose_least_effort(const PreparedRepairs& repairs, std::int64_t people,
                                              const SolverOptions& options = {},
                                              RunControl* control = nullptr);

} // namespace samspill
