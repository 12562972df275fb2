// repairs: options, result and function; the exact choice by a solver outside.
#include "bind.hpp"
#include "result_py.hpp"
#include "run_control_py.hpp"

#include <samspill/analysis/repairs.hpp>
#include <samspill/io/repair_tables.hpp>

#include <pybind11/native_enum.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <array>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

/// A plan with the network whose ids its tables show.
struct PlanOf {
    ActorNetwork network;
    RepairPlan plan;
};

auto plan_table(Table (*make)(const ActorNetwork&, const RepairsResult&)) {
    return [make](const PlanOf& self) {
        const py::gil_scoped_release no_gil;
        return std::make_shared<Table>(make(self.network, self.plan.result));
    };
}

RepairKinds kinds_of(const std::vector<RepairKind>& named) {
    const std::set<RepairKind> kinds{named.begin(), named.end()};
    return {.tell = kinds.contains(RepairKind::tell),
            .open = kinds.contains(RepairKind::open),
            .add_seats = kinds.contains(RepairKind::add_seats),
            .move_seats = kinds.contains(RepairKind::move_seats),
            .invite = kinds.contains(RepairKind::invite)};
}

/// Efforts in the order tell, open, add_seats, move_seats, invite, seat.
RepairEfforts efforts_of(const std::array<double, 6>& efforts) {
    return {efforts[0], efforts[1], efforts[2], efforts[3], efforts[4], efforts[5]};
}

PlanOf compute(const ActorNetwork& network, const MatchOptions& match, int awareness_steps,
               UnknownSeats unknown_seats, UnaskedFind unasked_find, const std::vector<RepairKind>& kinds,
               const std::array<double, 6>& efforts, double budget, std::size_t most_candidates,
               py::object progress) {
    const RepairOptions options{.match = match,
                                .awareness_steps = awareness_steps,
                                .reading = {unknown_seats, unasked_find},
                                .kinds = kinds_of(kinds),
                                .efforts = efforts_of(efforts),
                                .budget = budget,
                                .most_candidates = most_candidates};
    return run_without_gil("repairs", std::move(progress), [&](RunControl* control) {
        return PlanOf{network, repairs(network, options, control)};
    });
}

py::dict totals(const PlanOf& self) {
    const RepairsResult& result = self.plan.result;
    py::dict fields;
    fields["people"] = result.people_counted;
    fields["covered"] = result.covered;
    fields["considered"] = result.considered;
    fields["all_considered"] = result.all_considered;
    fields["budget"] = result.budget;
    fields["chosen_people"] = result.chosen_people;
    fields["chosen_effort"] = result.chosen_effort;
    fields["people_at_most"] = result.people_at_most;
    fields["bound_complete"] = result.bound_complete;
    return fields;
}

} // namespace

void bind_repairs(py::module_& module) {
    py::native_enum<UnknownSeats>(module, "UnknownSeats", "enum.Enum")
        .value("none", UnknownSeats::none)
        .value("unbounded", UnknownSeats::unbounded)
        .finalize();
    py::native_enum<UnaskedFind>(module, "UnaskedFind", "enum.Enum")
        .value("nothing", UnaskedFind::nothing)
        .value("everything", UnaskedFind::everything)
        .finalize();
    py::native_enum<RepairKind> kinds{module, "RepairKind", "enum.Enum"};
    for (const RepairKind kind : {RepairKind::tell, RepairKind::open, RepairKind::add_seats,
                                  RepairKind::move_seats, RepairKind::invite}) {
        kinds.value(std::string{to_string(kind)}.c_str(), kind);
    }
    kinds.finalize();
    py::class_<PlanOf>(module, "RepairsResult")
        .def_property_readonly("provenance",
                               [](const PlanOf& self) { return to_python(self.plan.result.provenance); })
        .def_property_readonly("totals", &totals)
        .def_property_readonly(
            "problem", [](const PlanOf& self) -> const RepairProblem& { return self.plan.problem; },
            py::return_value_policy::reference_internal)
        .def("repairs", plan_table(&repairs_table))
        .def("curve", plan_table(&repairs_curve))
        .def("knowledge", plan_table(&repairs_knowledge));
    const RepairOptions defaults;
    module.attr("default_budget") = defaults.budget;
    module.attr("default_most_candidates") = defaults.most_candidates;
    const RepairEfforts& efforts = defaults.efforts;
    module.attr("default_efforts") = std::array{efforts.tell,       efforts.open,   efforts.add_seats,
                                                efforts.move_seats, efforts.invite, efforts.seat};
    module.def("repairs", &compute, py::arg("network"), py::arg("match"), py::arg("awareness_steps"),
               py::arg("unknown_seats"), py::arg("unasked_find"), py::arg("kinds"), py::arg("efforts"),
               py::arg("budget"), py::arg("most_candidates"), py::arg("progress"));
}

} // namespace samspill::python
