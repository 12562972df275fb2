#include "repair_flow.hpp"

#include <samspill/core/error.hpp>
#include <samspill/graph/repair_choice.hpp>
#include <samspill/graph/repair_exact.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <utility>

namespace samspill {
namespace {

using detail::RepairFlow;
using detail::RepairNetwork;
using Set = std::vector<std::uint32_t>;

constexpr double solver_tolerance = 1e-8; // ten times what solve_program asks of HiGHS

Set chosen_in(const std::vector<double>& values, std::size_t candidates) {
    Set chosen;
    for (std::uint32_t k = 0; k < std::min(values.size(), candidates); ++k) {
        if (values[k] > 0.5) {
            chosen.push_back(k);
        }
    }
    return chosen;
}

/// Values sets on one network.
class Valuer {
public:
    explicit Valuer(const PreparedRepairs& repairs) : network_{repairs.network()}, flow_{network_, nullptr} {}

    [[nodiscard]] std::int64_t people(const Set& chosen) {
        const std::size_t mark = flow_.mark();
        std::int64_t gained = 0;
        for (const std::uint32_t candidate : chosen) {
            gained += flow_.carry_out(candidate);
        }
        flow_.undo(mark);
        return gained;
    }

    [[nodiscard]] double effort(const Set& chosen) const {
        return std::accumulate(chosen.begin(), chosen.end(), 0.0,
                               [&](double sum, std::uint32_t k) { return sum + network_.gates[k].effort; });
    }

    /// The set without candidates that are not needed to reach `people`, the dearest, then the latest, first.
    [[nodiscard]] Set needed(Set chosen, std::int64_t people_to_reach) {
        Set order = chosen;
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            const double first = network_.gates[a].effort;
            const double second = network_.gates[b].effort;
            return first != second ? first > second : a > b;
        });
        for (const std::uint32_t candidate : order) {
            Set without;
            std::copy_if(chosen.begin(), chosen.end(), std::back_inserter(without),
                         [&](std::uint32_t k) { return k != candidate; });
            if (people(without) >= people_to_reach) {
                chosen = std::move(without);
            }
        }
        return chosen;
    }

private:
    const RepairNetwork& network_;
    RepairFlow flow_;
};

void check_solution(const PreparedRepairs& repairs, const ProgramSolution& solution) {
    const bool has_values = solution.status == ProgramStatus::optimal || !solution.values.empty();
    if (has_values && solution.values.size() < repairs.size()) {
        throw InvalidArgument{"repairs: a solution must have one value for each candidate"};
    }
}

void require_stands_up(bool stands_up) {
    if (!stands_up) {
        throw Error{"the solver's choice of repairs does not stand up to recomputation"};
    }
}

Set set_of(const RepairChoice& choice) {
    Set chosen;
    for (const RepairStep& step : choice.steps) {
        chosen.insert(chosen.end(), step.candidates.begin(), step.candidates.end());
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

/// Whole people in a bound of the solver, which may be off by its tolerance.
std::int64_t whole_people(double bound, std::int64_t at_most) {
    const double safe = std::floor(bound + 1e-6 * std::max(1.0, std::abs(bound)));
    return safe < static_cast<double>(at_most) ? static_cast<std::int64_t>(std::max(safe, 0.0)) : at_most;
}

} // namespace

ExactChoice confirm_most_people(const PreparedRepairs& repairs, const RepairLimits& limits,
                                const ProgramSolution& solution) {
    detail::check_limits(limits);
    check_solution(repairs, solution);
    require_stands_up(solution.status != ProgramStatus::infeasible); // to do nothing is always possible
    Valuer valuer{repairs};
    Set chosen = chosen_in(solution.values, repairs.size());
    require_stands_up(valuer.effort(chosen) <= detail::allowed_effort(limits) * (1.0 + solver_tolerance) &&
                      chosen.size() <= limits.most);
    std::int64_t people = valuer.people(chosen);
    ExactChoice choice;
    choice.proved = solution.status == ProgramStatus::optimal;
    if (!solution.values.empty()) {
        const double slack = 0.5 + solver_tolerance * std::abs(solution.objective);
        const double beyond = static_cast<double>(people) - solution.objective;
        require_stands_up(beyond >= -slack && (!choice.proved || beyond <= slack));
    }
    choice.people_at_most = people;
    if (!choice.proved) {
        choice.people_at_most = whole_people(solution.bound, bound_repairs(repairs, limits).people);
        const RepairChoice greedy = choose_greedily(repairs, limits);
        if (greedy.people > people) {
            chosen = set_of(greedy);
            people = greedy.people;
        }
    }
    choice.chosen = valuer.needed(std::move(chosen), people);
    choice.people = people;
    choice.effort = valuer.effort(choice.chosen);
    return choice;
}

ExactChoice confirm_least_effort(const PreparedRepairs& repairs, std::int64_t people,
                                 const ProgramSolution& solution) {
    check_solution(repairs, solution);
    require_stands_up(solution.status != ProgramStatus::infeasible); // least_effort_program checked it
    Valuer valuer{repairs};
    Set chosen = chosen_in(solution.values, repairs.size());
    if (solution.values.empty()) {
        chosen.resize(repairs.size());
        std::iota(chosen.begin(), chosen.end(), 0U);
    }
    require_stands_up(valuer.people(chosen) >= people);
    ExactChoice choice;
    choice.chosen = valuer.needed(std::move(chosen), people);
    choice.people = valuer.people(choice.chosen);
    choice.effort = valuer.effort(choice.chosen);
    choice.proved = solution.status == ProgramStatus::optimal;
    choice.people_at_most = choice.people;
    choice.effort_at_least = choice.proved ? choice.effort : std::clamp(solution.bound, 0.0, choice.effort);
    return choice;
}

ExactChoice choose_exactly(const PreparedRepairs& repairs, const RepairLimits& limits,
                           const SolverOptions& options, RunControl* control) {
    return confirm_most_people(repairs, limits,
                               solve_program(most_people_program(repairs, limits), options, control));
}

ExactChoice choose_least_effort(const PreparedRepairs& repairs, std::int64_t people,
                                const SolverOptions& options, RunControl* control) {
    return confirm_least_effort(repairs, people,
                                solve_program(least_effort_program(repairs, people), options, control));
}

} // namespace samspill
