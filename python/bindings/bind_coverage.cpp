// coverage: options, result and function.
#include "bind.hpp"
#include "result_py.hpp"
#include "run_control_py.hpp"

#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/coverage_after.hpp>
#include <samspill/core/error.hpp>
#include <samspill/io/repair_tables.hpp>
#include <samspill/io/result_tables.hpp>

#include <pybind11/native_enum.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

using CoverageOf = ResultOf<CoverageResult>;
using Months = std::pair<std::int32_t, std::int32_t>;

py::dict totals(const CoverageOf& self) {
    const CoverageTotals& totals = self.result.totals;
    const CoverageSums& sums = totals.sums;
    py::dict fields;
    fields["needs"] = sums.needs;
    fields["needs_unknown"] = sums.needs_unknown;
    fields["people"] = sums.people;
    fields["covered_low"] = sums.covered_low;
    fields["covered_high"] = sums.covered_high;
    fields["gap_low"] = sums.gap_low();
    fields["gap_high"] = sums.gap_high();
    fields["share_low"] = sums.share_low();
    fields["share_high"] = sums.share_high();
    fields["known_low"] = totals.known_low;
    fields["known_high"] = totals.known_high;
    fields["lost_to_not_knowing_low"] = totals.lost_to_not_knowing_low;
    fields["lost_to_not_knowing_high"] = totals.lost_to_not_knowing_high;
    fields["capacity"] = totals.capacity;
    fields["activities_capacity_unknown"] = totals.activities_capacity_unknown;
    fields["unused_capacity"] = totals.unused_capacity;
    fields["people_with_backup"] = totals.people_with_backup;
    fields["people_with_backup_low"] = totals.people_with_backup_low;
    return fields;
}

CoverageOf compute(const ActorNetwork& network, const MatchOptions& match, int awareness_steps,
                   const std::optional<Months>& months, const std::vector<CascadeStage>& stage_order,
                   const CoverageOf* previous, py::object progress) {
    CoverageOptions options{.match = match, .awareness_steps = awareness_steps};
    if (months) {
        options.months = MonthInterval{months->first, months->second};
    }
    if (stage_order.size() != cascade_stages) {
        throw InvalidArgument{"stage_order must name each stage once, exists first"};
    }
    std::copy(stage_order.begin(), stage_order.end(), options.stage_order.begin());
    return run_without_gil("coverage", std::move(progress), [&](RunControl* control) {
        const auto model = std::make_shared<const CoverageModel>(coverage_model(network, options, control));
        CoverageResult result = previous == nullptr ? coverage(*model, options, control)
                                                    : coverage_after(*previous->model, previous->result,
                                                                     *model, options, control);
        return CoverageOf{network, std::move(result), model};
    });
}

} // namespace

void bind_coverage(py::module_& module) {
    py::native_enum<OverlapRule>(module, "OverlapRule", "enum.Enum")
        .value("any", OverlapRule::any)
        .value("whole", OverlapRule::whole)
        .finalize();
    py::native_enum<UnstatedRule>(module, "UnstatedRule", "enum.Enum")
        .value("accept", UnstatedRule::accept)
        .value("reject", UnstatedRule::reject)
        .finalize();
    py::class_<MatchOptions>(module, "MatchOptions")
        .def(py::init([](OverlapRule period, OverlapRule ages, UnstatedRule unstated) {
                 return MatchOptions{.period = period, .ages = ages, .unstated = unstated};
             }),
             py::arg("period"), py::arg("ages"), py::arg("unstated"));
    py::native_enum<CascadeStage> stages{module, "CascadeStage", "enum.Enum"};
    for (const CascadeStage stage : default_stage_order) {
        stages.value(std::string{to_string(stage)}.c_str(), stage);
    }
    stages.finalize();
    py::class_<CoverageOf>(module, "CoverageResult")
        .def_property_readonly("provenance", &provenance_of<CoverageResult>)
        .def_property_readonly("totals", &totals)
        .def_property_readonly("months",
                               [](const CoverageOf& self) {
                                   return Months{self.result.months.from, self.result.months.to};
                               })
        .def("needs", table_method(&coverage_needs))
        .def("gaps", table_method(&coverage_gaps))
        .def("cascade", table_method(&coverage_cascade))
        .def("losses", table_method(&coverage_losses))
        .def("by_theme", table_method(&coverage_by_theme))
        .def("by_theme_month", table_method(&coverage_by_theme_month));
    module.attr("default_awareness_steps") = CoverageOptions{}.awareness_steps;
    module.def("coverage", &compute, py::arg("network"), py::arg("match"), py::arg("awareness_steps"),
               py::arg("months"), py::arg("stage_order"), py::arg("previous").none(true),
               py::arg("progress"));
}

} // namespace samspill::python
