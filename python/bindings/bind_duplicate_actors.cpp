// duplicate_actors: result and function.
#include "bind.hpp"
#include "result_py.hpp"
#include "run_control_py.hpp"

#include <samspill/analysis/duplicate_actors.hpp>
#include <samspill/io/duplicate_actor_tables.hpp>

#include <pybind11/pybind11.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace samspill::python {
namespace {

namespace py = pybind11;

using DuplicateActorsOf = ResultOf<DuplicateActorsResult>;

DuplicateActorsOf compute(const ActorNetwork& network, double name_similarity, std::int64_t most_same,
                          const std::string& abbreviations, py::object progress) {
    return run_without_gil("duplicate_actors", std::move(progress), [&](RunControl* control) {
        DuplicateActorOptions options;
        options.name_similarity = name_similarity;
        options.most_same = static_cast<std::size_t>(std::max<std::int64_t>(most_same, 0));
        options.abbreviations.add_lines(abbreviations);
        return DuplicateActorsOf{network, duplicate_actors(network, options, control)};
    });
}

} // namespace

void bind_duplicate_actors(py::module_& module) {
    py::class_<DuplicateActorsOf>(module, "DuplicateActorsResult")
        .def_property_readonly("provenance", &provenance_of<DuplicateActorsResult>)
        .def("pairs", table_method(&duplicate_actor_pairs))
        .def("proposals", table_method(&merge_proposals))
        .def("former_ids", table_method(&former_ids))
        .def("shared_by_many", table_method(&shared_by_many));
    const DuplicateActorOptions defaults;
    module.attr("default_name_similarity") = defaults.name_similarity;
    module.attr("default_most_same") = defaults.most_same;
    module.def("duplicate_actors", &compute, py::arg("network"), py::arg("name_similarity"),
               py::arg("most_same"), py::arg("abbreviations"), py::arg("progress"));
}

} // namespace samspill::python
