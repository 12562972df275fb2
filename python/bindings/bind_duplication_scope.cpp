// Where duplicates lie, and what became of them between waves: results and functions.
#include "bind.hpp"
#include "result_py.hpp"
#include "run_control_py.hpp"

#include <samspill/analysis/duplication_change.hpp>
#include <samspill/analysis/duplication_scope.hpp>
#include <samspill/io/duplication_change_tables.hpp>
#include <samspill/io/duplication_scope_tables.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

using DuplicationOf = ResultOf<DuplicationResult>;

/// Scopes stand beside the duplicates they are of.
struct ScopeOf {
    ActorNetwork network;
    DuplicationResult duplication;
    DuplicationScopeResult result;
};

struct ChangeOf {
    std::vector<ActorNetwork> networks;
    DuplicationChangeResult result;
};

template <class Make>
std::shared_ptr<Table> table(Make make) {
    const py::gil_scoped_release no_gil;
    return std::make_shared<Table>(make());
}

ScopeOf scope(const DuplicationOf& duplication, std::optional<std::int32_t> municipality_depth,
              std::vector<std::string> municipalities, py::object progress) {
    const DuplicationScopeOptions options{.municipality_depth = municipality_depth,
                                          .municipalities = std::move(municipalities)};
    return run_without_gil("scope of duplicates", std::move(progress), [&](RunControl* control) {
        return ScopeOf{duplication.network, duplication.result,
                       duplication_scope(duplication.network, duplication.result, options, control)};
    });
}

ChangeOf change(const std::vector<const DuplicationOf*>& duplications, bool count_backup,
                std::map<std::string, std::string> renamed, py::object progress) {
    std::vector<DuplicationWave> waves;
    std::vector<ActorNetwork> networks;
    for (const DuplicationOf* duplication : duplications) {
        waves.push_back({&duplication->network, &duplication->result});
        networks.push_back(duplication->network);
    }
    const DuplicationChangeOptions options{.count_backup = count_backup, .renamed = std::move(renamed)};
    return run_without_gil("duplicates between waves", std::move(progress), [&](RunControl* control) {
        return ChangeOf{std::move(networks), duplication_change(waves, options, control)};
    });
}

} // namespace

void bind_duplication_scope(py::module_& module) {
    py::class_<ScopeOf>(module, "DuplicationScopeResult")
        .def_property_readonly("provenance",
                               [](const ScopeOf& self) { return to_python(self.result.provenance); })
        .def("pairs",
             [](const ScopeOf& self) {
                 return table(
                     [&] { return duplication_scope_pairs(self.network, self.duplication, self.result); });
             })
        .def("clusters",
             [](const ScopeOf& self) {
                 return table(
                     [&] { return duplication_scope_clusters(self.network, self.duplication, self.result); });
             })
        .def("by_scope",
             [](const ScopeOf& self) { return table([&] { return duplication_by_scope(self.result); }); })
        .def("by_sectors",
             [](const ScopeOf& self) { return table([&] { return duplication_by_sectors(self.result); }); })
        .def("by_former_units", [](const ScopeOf& self) {
            return table([&] { return duplication_by_former_units(self.network, self.result); });
        });
    py::class_<ChangeOf>(module, "DuplicationChangeResult")
        .def_property_readonly("provenance",
                               [](const ChangeOf& self) { return to_python(self.result.provenance); })
        .def("clusters",
             [](const ChangeOf& self) {
                 return table([&] { return duplication_change_clusters(self.networks, self.result); });
             })
        .def("waves", [](const ChangeOf& self) {
            return table([&] { return duplication_change_waves(self.result); });
        });
    module.def("duplication_scope", &scope, py::arg("duplication"), py::arg("municipality_depth"),
               py::arg("municipalities"), py::arg("progress"));
    module.def("duplication_change", &change, py::arg("duplications"), py::arg("count_backup"),
               py::arg("renamed"), py::arg("progress"));
}

} // namespace samspill::python
