// explain and criticality: questions after a coverage, on the model it was computed on.
#include "bind.hpp"
#include "result_py.hpp"
#include "run_control_py.hpp"

#include <samspill/analysis/criticality.hpp>
#include <samspill/analysis/explain.hpp>
#include <samspill/core/error.hpp>
#include <samspill/io/explain_tables.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

using CoverageOf = ResultOf<CoverageResult>;
using ExplanationOf = ResultOf<Explanation>;
using CriticalityOf = ResultOf<CriticalityResult>;

ExplanationOf compute(const CoverageOf& coverage, const std::string& need, std::size_t nearest,
                      py::object progress) {
    const NeedId found = coverage.network.find_need(need);
    if (found.is_none()) {
        throw InvalidArgument{"need must be the id of a need of the network"};
    }
    return run_without_gil("explain", std::move(progress), [&](RunControl* control) {
        return ExplanationOf{coverage.network,
                             explain(*coverage.model, coverage.result, found, {.nearest = nearest}, control)};
    });
}

CriticalityOf compute_criticality(const CoverageOf& coverage, py::object progress) {
    return run_without_gil("criticality", std::move(progress), [&](RunControl* control) {
        return CriticalityOf{coverage.network, criticality(*coverage.model, control)};
    });
}

template <class Id>
std::vector<std::string> id_texts(const ActorNetwork& network, const std::vector<TermId>& ids,
                                  const std::vector<Id>& rows) {
    std::vector<std::string> texts;
    for (const Id row : rows) {
        texts.emplace_back(network.text(ids[row.position()]));
    }
    return texts;
}

/// None where seats are not what the need's people lack.
std::optional<py::dict> shared_seats(const ExplanationOf& self) {
    if (!self.result.shared_seats) {
        return std::nullopt;
    }
    const SharedSeats& shared = *self.result.shared_seats;
    py::dict fields;
    fields["needs"] = id_texts(self.network, self.network.needs().id, shared.needs);
    fields["activities"] = id_texts(self.network, self.network.activities().id, shared.activities);
    fields["people"] = shared.people;
    fields["seats"] = shared.seats;
    fields["seats_of_more_urgent"] = shared.seats_of_more_urgent;
    fields["activities_unknown_seats"] = shared.activities_unknown_seats;
    fields["held_by_more_urgent"] = shared.held_by_more_urgent;
    fields["of_known_offers"] = shared.of_known_offers;
    return fields;
}

py::dict summary(const ExplanationOf& self) {
    const NeedCoverage& row = self.result.coverage;
    py::dict fields;
    fields["need"] = std::string{self.network.text(self.network.needs().id[self.result.need.position()])};
    fields["people"] = row.people.is_known() ? std::optional{row.people.value()} : std::nullopt;
    fields["obstacle"] = std::string{to_string(row.obstacle)};
    fields["offers_of_theme"] = self.result.offers_of_theme;
    return fields;
}

py::dict totals(const CriticalityOf& self) {
    py::dict fields;
    fields["covered"] = self.result.covered.people;
    fields["covered_unbounded"] = self.result.covered.people_unbounded;
    fields["jointly_redundant"] = self.result.jointly_redundant.size();
    fields["jointly_redundant_at_most"] = self.result.jointly_redundant_at_most;
    return fields;
}

} // namespace

void bind_explain(py::module_& module) {
    py::class_<ExplanationOf>(module, "ExplanationResult")
        .def_property_readonly("provenance", &provenance_of<Explanation>)
        .def_property_readonly("summary", &summary)
        .def_property_readonly("shared_seats", &shared_seats)
        .def("nearest", table_method(&explanation_nearest));
    py::class_<CriticalityOf>(module, "CriticalityResult")
        .def_property_readonly("provenance", &provenance_of<CriticalityResult>)
        .def_property_readonly("totals", &totals)
        .def("activities", table_method(&criticality_activities))
        .def("actors", table_method(&criticality_actors));
    module.def("explain", &compute, py::arg("coverage"), py::arg("need"), py::arg("nearest"),
               py::arg("progress"));
    module.def("criticality", &compute_criticality, py::arg("coverage"), py::arg("progress"));
}

} // namespace samspill::python
