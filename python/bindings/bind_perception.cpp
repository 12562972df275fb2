// Instruments, and perception: how people rate the work in forums.
#include "bind.hpp"
#include "finding_py.hpp"
#include "result_py.hpp"
#include "run_control_py.hpp"
#include "table_from_python.hpp"

#include <samspill/analysis/perception.hpp>
#include <samspill/io/instrument_table.hpp>
#include <samspill/io/perception_tables.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

using PerceptionOf = ResultOf<PerceptionResult>;

InstrumentsReading from_columns(const NamedCells& columns) {
    std::vector<Finding> findings;
    const Table table = table_from_python(columns, {.table = "instruments"}, findings);
    InstrumentsReading reading = instruments_from(table);
    reading.findings.insert(reading.findings.end(), findings.begin(), findings.end());
    return reading;
}

InstrumentsReading from_file(const std::filesystem::path& file) {
    const py::gil_scoped_release no_gil;
    return read_instruments(file);
}

std::vector<std::string> ids(const InstrumentsReading& reading) {
    std::vector<std::string> names;
    names.reserve(reading.instruments.items.size());
    for (const InstrumentItem& item : reading.instruments.items) {
        names.push_back(item.id);
    }
    return names;
}

PerceptionOf compute(const ActorNetwork& network, const InstrumentsReading& reading,
                     std::int64_t fewest_raters, std::int32_t scale_min, std::int32_t scale_max,
                     std::int64_t max_arrangements, std::int64_t replicates, std::uint64_t seed,
                     py::object progress) {
    const PerceptionOptions options{.fewest_raters = fewest_raters,
                                    .scale_min = scale_min,
                                    .scale_max = scale_max,
                                    .permutation = {max_arrangements, replicates, seed}};
    return run_without_gil("perception", std::move(progress), [&](RunControl* control) {
        return PerceptionOf{network, perception(network, reading.instruments, options, control)};
    });
}

std::shared_ptr<Table> items(const PerceptionOf& self, const std::string& language) {
    const py::gil_scoped_release no_gil;
    return std::make_shared<Table>(perception_items(self.network, self.result, language));
}

} // namespace

void bind_perception(py::module_& module) {
    py::class_<InstrumentsReading>(module, "Instruments")
        .def_property_readonly("version",
                               [](const InstrumentsReading& self) { return self.instruments.version; })
        .def_property_readonly("ids", &ids)
        .def_property_readonly("findings",
                               [](const InstrumentsReading& self) { return to_python(self.findings); });
    py::class_<PerceptionOf>(module, "PerceptionResult")
        .def_property_readonly("provenance", &provenance_of<PerceptionResult>)
        .def_property_readonly("findings",
                               [](const PerceptionOf& self) { return to_python(self.result.findings); })
        .def("items", &items, py::arg("language"))
        .def("instruments", table_method(&perception_instruments));
    module.attr("default_fewest_raters") = PerceptionOptions{}.fewest_raters;
    module.def("read_instruments", &from_file, py::arg("file"));
    module.def("instruments_from", &from_columns, py::arg("columns"));
    module.def("perception", &compute, py::arg("network"), py::arg("instruments"), py::arg("fewest_raters"),
               py::arg("scale_min"), py::arg("scale_max"), py::arg("max_arrangements"), py::arg("replicates"),
               py::arg("seed"), py::arg("progress"));
}

} // namespace samspill::python
