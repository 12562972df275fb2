// Repair problems, their mixed-integer programs as lists for a solver outside, and what its answer comes to.
#include "bind.hpp"

#include <samspill/graph/repair_exact.hpp>

#include <pybind11/native_enum.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

using Pair = std::pair<std::uint32_t, std::uint32_t>;
using Added = std::pair<std::uint32_t, std::int64_t>;
using Moved = std::tuple<std::uint32_t, std::uint32_t, std::int64_t>;
using Opened = std::pair<std::int64_t, std::vector<std::uint32_t>>;
/// Effort, arcs, added seats, moved seats, new offers.
using Candidate =
    std::tuple<double, std::vector<Pair>, std::vector<Added>, std::vector<Moved>, std::vector<Opened>>;
/// Status, values, objective, bound.
using Solution = std::tuple<ProgramStatus, std::vector<double>, double, double>;

RepairCandidate candidate_of(const Candidate& given) {
    const auto& [effort, arcs, added, moved, opened] = given;
    RepairCandidate candidate;
    candidate.effort = effort;
    for (const auto& [left, right] : arcs) {
        candidate.arcs.push_back({.left = left, .right = right});
    }
    for (const auto& [right, amount] : added) {
        candidate.added.push_back({.right = right, .amount = amount});
    }
    for (const auto& [from, to, amount] : moved) {
        candidate.moved.push_back({.from = from, .to = to, .amount = amount});
    }
    for (const auto& [seats, lefts] : opened) {
        candidate.opened.push_back({.seats = seats, .lefts = lefts});
    }
    return candidate;
}

RepairProblem problem_of(const std::vector<std::vector<std::uint32_t>>& offers,
                         const std::vector<std::int64_t>& people, const std::vector<std::int64_t>& seats,
                         const std::vector<Candidate>& candidates) {
    RepairProblem problem;
    for (const std::vector<std::uint32_t>& of_need : offers) {
        problem.graph.target.insert(problem.graph.target.end(), of_need.begin(), of_need.end());
        problem.graph.begin.push_back(problem.graph.arcs());
    }
    problem.graph.right_vertices = static_cast<std::uint32_t>(seats.size());
    problem.people = people;
    problem.seats = seats;
    for (const Candidate& candidate : candidates) {
        problem.candidates.push_back(candidate_of(candidate));
    }
    return problem;
}

RepairLimits limits_of(double budget, std::optional<std::size_t> most) {
    RepairLimits limits{.budget = budget};
    limits.most = most.value_or(limits.most);
    return limits;
}

ProgramSolution solution_of(const Solution& given) {
    const auto& [status, values, objective, bound] = given;
    return {.status = status, .values = values, .objective = objective, .bound = bound};
}

void bind_program(py::module_& module) {
    using Program = MixedIntegerProgram;
    py::native_enum<ProgramStatus>(module, "ProgramStatus", "enum.Enum")
        .value("optimal", ProgramStatus::optimal)
        .value("infeasible", ProgramStatus::infeasible)
        .value("stopped", ProgramStatus::stopped)
        .finalize();
    py::class_<Program>(module, "MixedIntegerProgram")
        .def_readonly("maximise", &Program::maximise)
        .def_readonly("offset", &Program::offset)
        .def_readonly("cost", &Program::cost)
        .def_readonly("lower", &Program::lower)
        .def_readonly("upper", &Program::upper)
        .def_readonly("whole_columns", &Program::whole_columns)
        .def_readonly("row_lower", &Program::row_lower)
        .def_readonly("row_upper", &Program::row_upper)
        .def_readonly("row_begin", &Program::row_begin)
        .def_readonly("column", &Program::column)
        .def_readonly("value", &Program::value)
        .def_readonly("proving_gap", &Program::proving_gap);
}

void bind_choice(py::module_& module) {
    py::class_<ExactChoice>(module, "ExactChoice")
        .def_readonly("chosen", &ExactChoice::chosen)
        .def_readonly("people", &ExactChoice::people)
        .def_readonly("effort", &ExactChoice::effort)
        .def_readonly("proved", &ExactChoice::proved)
        .def_readonly("people_at_most", &ExactChoice::people_at_most)
        .def_readonly("effort_at_least", &ExactChoice::effort_at_least);
    module.def(
        "confirm_most_people",
        [](const RepairProblem& problem, double budget, std::optional<std::size_t> most,
           const Solution& solution) {
            return confirm_most_people(problem, limits_of(budget, most), solution_of(solution));
        },
        py::arg("problem"), py::arg("budget"), py::arg("most"), py::arg("solution"),
        py::call_guard<py::gil_scoped_release>());
    module.def(
        "confirm_least_effort",
        [](const RepairProblem& problem, std::int64_t people, const Solution& solution) {
            return confirm_least_effort(problem, people, solution_of(solution));
        },
        py::arg("problem"), py::arg("people"), py::arg("solution"), py::call_guard<py::gil_scoped_release>());
}

} // namespace

void bind_repair_program(py::module_& module) {
    py::class_<RepairProblem>(module, "RepairProblem")
        .def(py::init(&problem_of), py::arg("offers"), py::arg("people"), py::arg("seats"),
             py::arg("candidates"))
        .def("__len__", [](const RepairProblem& self) { return self.candidates.size(); });
    bind_program(module);
    bind_choice(module);
    module.def(
        "most_people_program",
        [](const RepairProblem& problem, double budget, std::optional<std::size_t> most) {
            return most_people_program(problem, limits_of(budget, most));
        },
        py::arg("problem"), py::arg("budget"), py::arg("most"), py::call_guard<py::gil_scoped_release>());
    module.def(
        "least_effort_program",
        [](const RepairProblem& problem, std::int64_t people) {
            return least_effort_program(problem, people);
        },
        py::arg("problem"), py::arg("people"), py::call_guard<py::gil_scoped_release>());
    module.def(
        "people_gained",
        [](const RepairProblem& problem, const std::vector<std::uint32_t>& chosen) {
            return people_gained(problem, chosen);
        },
        py::arg("problem"), py::arg("chosen"), py::call_guard<py::gil_scoped_release>());
}

} // namespace samspill::python
