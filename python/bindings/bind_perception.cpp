// Instruments, and perception: how people rate the work in forums.
#include "bind.hpp"
#include "finding_py.hpp"
#include "measure_py.hpp"
#include "result_py.hpp"
#include "run_control_py.hpp"
#include "table_from_python.hpp"

#include <samspill/analysis/agreement.hpp>
#include <samspill/analysis/perception.hpp>
#include <samspill/io/instrument_table.hpp>
#include <samspill/io/perception_tables.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
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

/// Agreement with the names of its items and groups.
struct NamedAgreement {
    AgreementResult result;
    std::vector<std::string> items;
    std::vector<std::string> groups;
};

/// Rater, item, group and score.
using RatingOf = std::tuple<std::optional<std::uint32_t>, std::uint32_t, std::uint32_t, std::int32_t>;

NamedAgreement agreement_of(const std::vector<RatingOf>& given, std::vector<std::string> items,
                            std::vector<std::string> groups, std::int32_t scale_points,
                            std::int64_t fewest_raters, std::int64_t max_arrangements,
                            std::int64_t replicates, std::uint64_t seed, py::object progress) {
    std::vector<Rating> ratings;
    ratings.reserve(given.size());
    for (const auto& [rater, item, group, score] : given) {
        ratings.push_back({item, group, score, rater.value_or(unknown_rater)});
    }
    AgreementOptions options;
    options.scale_points = scale_points;
    options.fewest_raters = fewest_raters;
    options.permutation = {max_arrangements, replicates, seed};
    return run_without_gil("agreement", std::move(progress), [&](RunControl* control) {
        AgreementResult result = agreement(ratings, items.size(), groups.size(), options, control);
        return NamedAgreement{std::move(result), std::move(items), std::move(groups)};
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
    py::class_<NamedAgreement>(module, "AgreementResult")
        .def_property_readonly("r_wg_j",
                               [](const NamedAgreement& self) { return to_python(self.result.r_wg_j); })
        .def("items",
             [](const NamedAgreement& self) {
                 const py::gil_scoped_release no_gil;
                 return std::make_shared<Table>(agreement_items(self.result, self.items));
             })
        .def("groups", [](const NamedAgreement& self) {
            const py::gil_scoped_release no_gil;
            return std::make_shared<Table>(agreement_groups(self.result, self.items, self.groups));
        });
    module.def("agreement", &agreement_of, py::arg("ratings"), py::arg("items"), py::arg("groups"),
               py::arg("scale_points"), py::arg("fewest_raters"), py::arg("max_arrangements"),
               py::arg("replicates"), py::arg("seed"), py::arg("progress"));
    module.attr("default_fewest_raters") = PerceptionOptions{}.fewest_raters;
    module.def("read_instruments", &from_file, py::arg("file"));
    module.def("instruments_from", &from_columns, py::arg("columns"));
    module.def("perception", &compute, py::arg("network"), py::arg("instruments"), py::arg("fewest_raters"),
               py::arg("scale_min"), py::arg("scale_max"), py::arg("max_arrangements"), py::arg("replicates"),
               py::arg("seed"), py::arg("progress"));
}

} // namespace samspill::python
