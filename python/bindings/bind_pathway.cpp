// Pathways from stage to stage, as a function of counts.
#include "bind.hpp"
#include "run_control_py.hpp"

#include <samspill/analysis/pathway_funnel.hpp>
#include <samspill/io/pathway_tables.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

/// Group, stage, entered, passed.
using CountOf =
    std::tuple<std::uint32_t, std::size_t, std::optional<std::int64_t>, std::optional<std::int64_t>>;
/// Group, stage, time, passed.
using SpellOf = std::tuple<std::uint32_t, std::size_t, double, bool>;

struct NamedPathway {
    PathwayFunnelResult result;
    std::vector<std::string> groups;
    std::vector<std::string> stages;
};

NamedPathway pathway_of(const std::vector<CountOf>& counts, const std::vector<SpellOf>& spells,
                        std::vector<std::string> groups, std::vector<std::string> stages, double level,
                        py::object progress) {
    std::vector<FunnelCount> counted;
    counted.reserve(counts.size());
    for (const auto& [group, stage, entered, passed] : counts) {
        counted.push_back({group, stage, entered, passed});
    }
    std::vector<FunnelSpell> timed;
    timed.reserve(spells.size());
    for (const auto& [group, stage, time, passed] : spells) {
        timed.push_back({group, stage, time, passed});
    }
    return run_without_gil("pathway", std::move(progress), [&](RunControl* control) {
        return NamedPathway{pathway_funnel(counted, timed, level, control), std::move(groups),
                            std::move(stages)};
    });
}

auto table_of(Table (*make)(const PathwayFunnelResult&, const PathwayNames&)) {
    return [make](const NamedPathway& self) {
        const py::gil_scoped_release no_gil;
        return std::make_shared<Table>(make(self.result, {self.groups, self.stages}));
    };
}

} // namespace

void bind_pathway(py::module_& module) {
    py::class_<NamedPathway>(module, "PathwayFunnel")
        .def_property_readonly("status",
                               [](const NamedPathway& self) { return to_string(self.result.status); })
        .def_property_readonly("reason", [](const NamedPathway& self) { return self.result.reason; })
        .def_property_readonly("convention", [](const NamedPathway& self) { return self.result.convention; })
        .def("conversions", table_of(&pathway_conversions))
        .def("products", table_of(&pathway_products))
        .def("comparisons", table_of(&pathway_comparisons))
        .def("times", table_of(&pathway_times));
    module.def("pathway_funnel", &pathway_of, py::arg("counts"), py::arg("spells"), py::arg("groups"),
               py::arg("stages"), py::arg("level"), py::arg("progress"));
}

} // namespace samspill::python
