// work_sharing and overview: results and functions.
#include "bind.hpp"
#include "result_py.hpp"
#include "run_control_py.hpp"

#include <samspill/analysis/overview_matrix.hpp>
#include <samspill/analysis/work_sharing.hpp>
#include <samspill/io/sharing_tables.hpp>

#include <pybind11/native_enum.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

using CoverageOf = ResultOf<CoverageResult>;
using DuplicationOf = ResultOf<DuplicationResult>;
using OverviewOf = ResultOf<OverviewMatrix>;
using WorkSharingOf = ResultOf<WorkSharingResult>;

SharingKinds kinds_of(const std::vector<SharingKind>& named) {
    const std::set<SharingKind> kinds{named.begin(), named.end()};
    return {.move = kinds.contains(SharingKind::move),
            .join_forces = kinds.contains(SharingKind::join_forces),
            .alternate_weeks = kinds.contains(SharingKind::alternate_weeks)};
}

/// Knowledge plays no part, so no step of it is followed.
WorkSharingOf compute(const DuplicationOf& duplication, const std::vector<SharingKind>& kinds,
                      bool include_backup, UnknownSeats unknown_seats, int most_changes,
                      std::size_t most_gaps, std::size_t most_candidates, std::size_t most_proposals,
                      py::object progress) {
    const WorkSharingOptions options{.kinds = kinds_of(kinds),
                                     .include_backup = include_backup,
                                     .unknown_seats = unknown_seats,
                                     .most_changes = most_changes,
                                     .most_gaps = most_gaps,
                                     .most_candidates = most_candidates,
                                     .most_proposals = most_proposals};
    return run_without_gil("work sharing", std::move(progress), [&](RunControl* control) {
        const CoverageModel model{duplication.network, duplication.match, 0, control, OfferClasses::single};
        return WorkSharingOf{duplication.network, work_sharing(model, duplication.result, options, control)};
    });
}

OverviewOf compute_overview(const ActorNetwork& network,
                            std::optional<std::pair<std::int32_t, std::int32_t>> months,
                            const CoverageOf* coverage, py::object progress) {
    OverviewOptions options;
    if (months) {
        options.months = MonthInterval{months->first, months->second};
    }
    return run_without_gil("overview", std::move(progress), [&](RunControl* control) {
        return OverviewOf{
            network,
            overview_matrix(network, options, coverage != nullptr ? &coverage->result : nullptr, control)};
    });
}

py::dict totals(const WorkSharingOf& self) {
    const WorkSharingResult& result = self.result;
    py::dict fields;
    fields["people"] = result.people_counted;
    fields["covered"] = result.covered;
    fields["considered"] = result.considered;
    fields["all_considered"] = result.all_considered;
    fields["chosen_people"] = result.chosen_people;
    fields["imbalance"] = result.imbalance;
    return fields;
}

} // namespace

void bind_work_sharing(py::module_& module) {
    py::native_enum<SharingKind> kinds{module, "SharingKind", "enum.Enum"};
    for (const SharingKind kind :
         {SharingKind::move, SharingKind::join_forces, SharingKind::alternate_weeks}) {
        kinds.value(std::string{to_string(kind)}.c_str(), kind);
    }
    kinds.finalize();
    py::class_<WorkSharingOf>(module, "WorkSharingResult")
        .def_property_readonly("provenance", &provenance_of<WorkSharingResult>)
        .def_property_readonly("totals", &totals)
        .def("proposals", table_method(&work_sharing_proposals))
        .def("costs", table_method(&work_sharing_costs))
        .def("chosen", table_method(&work_sharing_chosen))
        .def("sectors", table_method(&work_sharing_sectors));
    py::class_<OverviewOf>(module, "OverviewMatrix")
        .def_property_readonly("provenance", &provenance_of<OverviewMatrix>)
        .def_property_readonly("months",
                               [](const OverviewOf& self) {
                                   return std::pair{self.result.months.from, self.result.months.to};
                               })
        .def("cells", table_method(&overview_cells))
        .def("themes", table_method(&overview_themes));
    const WorkSharingOptions defaults;
    module.attr("default_most_changes") = defaults.most_changes;
    module.attr("default_most_gaps") = defaults.most_gaps;
    module.attr("default_sharing_candidates") = defaults.most_candidates;
    module.attr("default_most_proposals") = defaults.most_proposals;
    module.def("work_sharing", &compute, py::arg("duplication"), py::arg("kinds"), py::arg("include_backup"),
               py::arg("unknown_seats"), py::arg("most_changes"), py::arg("most_gaps"),
               py::arg("most_candidates"), py::arg("most_proposals"), py::arg("progress"));
    module.def("overview", &compute_overview, py::arg("network"), py::arg("months"), py::arg("coverage"),
               py::arg("progress"));
}

} // namespace samspill::python
