// coverage_by and accessibility: options, results and functions.
#include "bind.hpp"
#include "result_py.hpp"
#include "run_control_py.hpp"

#include <samspill/analysis/accessibility.hpp>
#include <samspill/analysis/coverage_groups.hpp>
#include <samspill/io/place_tables.hpp>

#include <pybind11/native_enum.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

using GroupsOf = ResultOf<CoverageGroups>;
using AccessOf = ResultOf<AccessibilityResult>;
using Months = std::pair<std::int32_t, std::int32_t>;

py::dict totals(const AccessOf& self) {
    const AccessTotals& totals = self.result.totals;
    py::dict fields;
    fields["people"] = totals.people;
    fields["people_unplaced"] = totals.people_unplaced;
    fields["needs_unplaced"] = totals.needs_unplaced;
    fields["demand_unknown"] = totals.demand_unknown;
    fields["people_without_seats"] = totals.people_without_seats;
    fields["seats"] = totals.seats;
    fields["seats_in_reach"] = totals.seats_in_reach;
    fields["seats_out_of_reach"] = totals.seats_out_of_reach;
    fields["seats_unplaced"] = totals.seats_unplaced;
    fields["activities_unplaced"] = totals.activities_unplaced;
    fields["capacity_unknown"] = totals.capacity_unknown;
    fields["mean"] = totals.mean.value;
    return fields;
}

GroupsOf compute_groups(const ResultOf<CoverageResult>& coverage, Grouping grouping,
                        const std::optional<Months>& months, py::object progress) {
    CoverageGroupOptions options;
    if (months) {
        options.months = MonthInterval{months->first, months->second};
    }
    return run_without_gil("coverage_by", std::move(progress), [&](RunControl* control) {
        return GroupsOf{coverage.network,
                        coverage_by(coverage.network, coverage.result, grouping, options, control)};
    });
}

AccessOf compute_access(const ActorNetwork& network, std::optional<double> threshold, Decay decay,
                        const std::vector<std::pair<double, double>>& zones, AccessDemand demand,
                        DistanceBasis distance, const std::string& theme, py::object progress) {
    AccessibilityOptions options{.threshold = threshold,
                                 .decay = decay,
                                 .zones = {},
                                 .demand = demand,
                                 .distance = distance,
                                 .theme = theme};
    for (const auto& [limit, weight] : zones) {
        options.zones.push_back({limit, weight});
    }
    return run_without_gil("accessibility", std::move(progress), [&](RunControl* control) {
        return AccessOf{network, accessibility(network, options, control)};
    });
}

void bind_groups(py::module_& module) {
    py::native_enum<Grouping> groupings{module, "Grouping", "enum.Enum"};
    for (const Grouping grouping : {Grouping::theme, Grouping::target_group, Grouping::area, Grouping::month,
                                    Grouping::language, Grouping::entry_point, Grouping::former_unit}) {
        groupings.value(std::string{to_string(grouping)}.c_str(), grouping);
    }
    groupings.finalize();
    py::class_<GroupsOf>(module, "CoverageGroupsResult")
        .def_property_readonly("provenance", &provenance_of<CoverageGroups>)
        .def_property_readonly(
            "grouping", [](const GroupsOf& self) { return std::string{to_string(self.result.grouping)}; })
        .def_property_readonly("months",
                               [](const GroupsOf& self) {
                                   return Months{self.result.months.from, self.result.months.to};
                               })
        .def_property_readonly("needs_outside",
                               [](const GroupsOf& self) { return self.result.needs_outside; })
        .def("groups", table_method(&coverage_groups))
        .def("losses", table_method(&coverage_group_losses))
        .def("equity", table_method(&coverage_equity));
    module.def("coverage_by", &compute_groups, py::arg("coverage"), py::arg("grouping"), py::arg("months"),
               py::arg("progress"));
}

void bind_accessibility(py::module_& module) {
    py::native_enum<Decay>(module, "Decay", "enum.Enum")
        .value("binary", Decay::binary)
        .value("stepwise", Decay::stepwise)
        .value("gaussian", Decay::gaussian)
        .finalize();
    py::native_enum<AccessDemand>(module, "AccessDemand", "enum.Enum")
        .value("needs", AccessDemand::needs)
        .value("population", AccessDemand::population)
        .finalize();
    py::native_enum<DistanceBasis>(module, "DistanceBasis", "enum.Enum")
        .value("stated", DistanceBasis::stated)
        .value("minutes", DistanceBasis::minutes)
        .value("kilometres", DistanceBasis::kilometres)
        .finalize();
    py::class_<AccessOf>(module, "AccessibilityResult")
        .def_property_readonly("provenance", &provenance_of<AccessibilityResult>)
        .def_property_readonly("totals", &totals)
        .def_property_readonly("unit",
                               [](const AccessOf& self) { return std::string{to_string(self.result.unit)}; })
        .def_property_readonly("threshold", [](const AccessOf& self) { return self.result.threshold; })
        .def("areas", table_method(&accessibility_areas))
        .def("places", table_method(&accessibility_places));
    module.def("accessibility", &compute_access, py::arg("network"), py::arg("threshold"), py::arg("decay"),
               py::arg("zones"), py::arg("demand"), py::arg("distance"), py::arg("theme"),
               py::arg("progress"));
}

} // namespace

void bind_places(py::module_& module) {
    bind_groups(module);
    bind_accessibility(module);
}

} // namespace samspill::python
