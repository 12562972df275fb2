// duplication: result and function.
#include "bind.hpp"
#include "result_py.hpp"
#include "run_control_py.hpp"

#include <samspill/analysis/duplication.hpp>
#include <samspill/io/result_tables.hpp>

#include <pybind11/pybind11.h>

#include <utility>

namespace samspill::python {
namespace {

namespace py = pybind11;

using DuplicationOf = ResultOf<DuplicationResult>;

DuplicationOf compute(const ActorNetwork& network, bool match_languages, bool match_ages, double backup_share,
                      const MatchOptions& match, py::object progress) {
    const DuplicationOptions options{.match_languages = match_languages,
                                     .match_ages = match_ages,
                                     .backup_share = backup_share,
                                     .match = match};
    return run_without_gil("duplication", std::move(progress), [&](RunControl* control) {
        return DuplicationOf{network, duplication(network, options, control), match};
    });
}

} // namespace

void bind_duplication(py::module_& module) {
    py::class_<DuplicationOf>(module, "DuplicationResult")
        .def_property_readonly("provenance", &provenance_of<DuplicationResult>)
        .def("pairs", table_method(&duplication_pairs))
        .def("clusters", table_method(&duplication_clusters));
    module.attr("default_backup_share") = DuplicationOptions{}.backup_share;
    module.def("duplication", &compute, py::arg("network"), py::arg("match_languages"), py::arg("match_ages"),
               py::arg("backup_share"), py::arg("match"), py::arg("progress"));
}

} // namespace samspill::python
