// PilotStudyBuilder, PilotStudy, and effects on its indicators.
#include "bind.hpp"
#include "finding_py.hpp"
#include "provenance_py.hpp"
#include "run_control_py.hpp"
#include "study_effect_py.hpp"
#include "table_from_python.hpp"

#include <samspill/io/arrow.hpp>
#include <samspill/io/effect_tables.hpp>
#include <samspill/io/study_loader.hpp>
#include <samspill/io/study_tables.hpp>
#include <samspill/model/pilot_study_builder.hpp>
#include <samspill/pilot/logic_model.hpp>
#include <samspill/pilot/pilot_effects.hpp>
#include <samspill/pilot/study_indicators.hpp>

#include <pybind11/native_enum.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

StudyTable table_named(const std::string& name) {
    if (const auto table = parse<StudyTable>(name)) {
        return *table;
    }
    throw NotFound{"there is no such table; the tables of a study are " + allowed_names<StudyTable>()};
}

void add_findings(PilotStudyBuilder& builder, std::vector<Finding>& findings, const std::string& file) {
    for (Finding& finding : findings) {
        finding.file = file;
        builder.add_finding(std::move(finding));
    }
}

void add_columns(PilotStudyBuilder& builder, const std::string& name, const NamedCells& columns,
                 const std::string& file, std::vector<std::int64_t> source_rows) {
    const CellSource cells{.table = name, .file = file, .source_rows = source_rows};
    std::vector<Finding> findings;
    Table made = table_from_python(columns, cells, findings);
    add_findings(builder, findings, file);
    const py::gil_scoped_release no_gil;
    add_study_table(builder, {table_named(name), std::move(made), file, std::move(source_rows)});
}

void add_arrow_stream(PilotStudyBuilder& builder, const std::string& name, const py::object& stream) {
    const StudyTable table = table_named(name);
    constexpr const char* capsule_name = "arrow_array_stream";
    if (PyCapsule_IsValid(stream.ptr(), capsule_name) == 0) {
        throw InvalidArgument{"what the table " + name + " hands over is no Arrow stream"};
    }
    auto* source = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(stream.ptr(), capsule_name));
    run_without_gil("reading " + name, py::none(), [&](RunControl* control) {
        std::vector<Finding> findings;
        Table made = import_arrow_stream(source, name, findings, control);
        add_findings(builder, findings, {});
        add_study_table(builder, {table, std::move(made), {}, {}});
        return true;
    });
}

/// Indicators of a catalogue: they hold where an observation names one that the table lacks.
void offer_indicators(PilotStudyBuilder& builder, const NamedCells& columns) {
    std::vector<Finding> findings;
    const Table table = table_from_python(columns, {.table = "indicators"}, findings);
    add_findings(builder, findings, {});
    const py::gil_scoped_release no_gil;
    offer_study_indicators(builder, table);
}

StudyOf build(PilotStudyBuilder& builder) {
    const py::gil_scoped_release no_gil;
    std::vector<Finding> findings = builder.validate();
    return {std::make_shared<const PilotStudy>(builder.build()), std::move(findings)};
}

PilotStudyBuilder read_folder_of(const std::filesystem::path& folder) {
    const py::gil_scoped_release no_gil;
    return read_study_folder(folder);
}

template <class Rows>
std::vector<std::string> ids_of(const Rows& rows) {
    std::vector<std::string> ids;
    ids.reserve(rows.size());
    for (const auto& row : rows) {
        ids.push_back(row.id);
    }
    return ids;
}

/// Number of the first wave of treatment of each unit; None for never and unknown.
std::vector<std::optional<std::uint32_t>> first_waves(const StudyOf& self) {
    std::vector<std::optional<std::uint32_t>> waves;
    for (const StudyUnit& unit : self.study->units()) {
        waves.push_back(unit.arm == StudyArm::treated ? std::optional{unit.first_wave} : std::nullopt);
    }
    return waves;
}

std::size_t precondition_named(const StudyOf& self, const std::string& name) {
    const auto names = self.study->precondition_names();
    const auto place = std::find(names.begin(), names.end(), name);
    if (place == names.end()) {
        throw NotFound{"there is no such precondition"};
    }
    return static_cast<std::size_t>(place - names.begin());
}

/// One value a unit; None for what is unknown.
std::vector<std::optional<double>> precondition(const StudyOf& self, const std::string& name) {
    const std::size_t column = precondition_named(self, name);
    const std::size_t columns = self.study->precondition_names().size();
    std::vector<std::optional<double>> values;
    for (std::size_t unit = 0; unit < self.study->units().size(); ++unit) {
        const double value = self.study->preconditions()[unit * columns + column];
        values.push_back(std::isnan(value) ? std::nullopt : std::optional{value});
    }
    return values;
}

PilotEffectOptions options_of(const StudyOf& self, EffectDesign design,
                              const std::optional<std::string>& baseline,
                              const std::optional<std::string>& follow_up, StaggeredComparison comparison,
                              const std::vector<std::string>& adjust_for, bool weighted) {
    PilotEffectOptions options;
    options.design = design;
    if (baseline) {
        options.baseline = self.study->wave(*baseline);
    }
    if (follow_up) {
        options.follow_up = self.study->wave(*follow_up);
    }
    options.comparison = comparison;
    for (const std::string& name : adjust_for) {
        options.adjust_for.push_back(precondition_named(self, name));
    }
    options.weighted = weighted;
    return options;
}

EffectOf effect_of(const StudyOf& self, const std::string& indicator, const PilotEffectOptions& options,
                   py::object progress) {
    return run_without_gil("effect", std::move(progress), [&](RunControl* control) {
        return EffectOf{self.study,
                        pilot_effect(*self.study, self.study->indicator(indicator), options, control)};
    });
}

EffectsOf effects_of(const StudyOf& self, const std::vector<std::string>& indicators,
                     const PilotEffectOptions& options, py::object progress) {
    return run_without_gil("effects", std::move(progress), [&](RunControl* control) {
        std::vector<std::size_t> numbers;
        numbers.reserve(indicators.size());
        for (const std::string& indicator : indicators) {
            numbers.push_back(self.study->indicator(indicator));
        }
        return EffectsOf{self.study, std::make_shared<const PilotEffects>(
                                         pilot_effects(*self.study, numbers, options, control))};
    });
}

std::shared_ptr<Table> indicator_rows(const StudyOf& self, double level, const std::string& language) {
    const py::gil_scoped_release no_gil;
    return std::make_shared<Table>(
        study_indicator_rows(*self.study, study_indicators(*self.study, {.level = level}), language));
}

void bind_options(py::module_& module) {
    py::native_enum<EffectDesign>(module, "EffectDesign", "enum.Enum")
        .value("automatic", EffectDesign::automatic)
        .value("two_waves", EffectDesign::two_waves)
        .value("staggered", EffectDesign::staggered)
        .value("synthetic", EffectDesign::synthetic)
        .value("before_after", EffectDesign::before_after)
        .finalize();
    py::class_<PilotEffectOptions>(module, "PilotEffectOptions")
        .def_readwrite("replicates", &PilotEffectOptions::replicates)
        .def_readwrite("max_arrangements", &PilotEffectOptions::max_arrangements)
        .def_readwrite("seed", &PilotEffectOptions::seed)
        .def_readwrite("level", &PilotEffectOptions::level)
        .def_readwrite("few_clusters", &PilotEffectOptions::few_clusters)
        .def_readwrite("few_in_arm", &PilotEffectOptions::few_in_arm);
}

} // namespace

void bind_study(py::module_& module) {
    bind_options(module);
    py::class_<PilotStudyBuilder>(module, "PilotStudyBuilder")
        .def(py::init<>())
        .def("add_columns", &add_columns, py::arg("table"), py::arg("columns"), py::arg("file"),
             py::arg("source_rows"))
        .def("add_arrow_stream", &add_arrow_stream, py::arg("table"), py::arg("stream"))
        .def("offer_indicators", &offer_indicators, py::arg("columns"))
        .def("build", &build);
    py::class_<StudyOf>(module, "PilotStudy")
        .def_property_readonly("fingerprint", [](const StudyOf& self) { return self.study->fingerprint(); })
        .def_property_readonly("findings", [](const StudyOf& self) { return to_python(self.findings); })
        .def_property_readonly("waves", [](const StudyOf& self) { return ids_of(self.study->waves()); })
        .def_property_readonly("units", [](const StudyOf& self) { return ids_of(self.study->units()); })
        .def_property_readonly("indicators",
                               [](const StudyOf& self) { return ids_of(self.study->indicators()); })
        .def_property_readonly("preconditions",
                               [](const StudyOf& self) {
                                   const auto names = self.study->precondition_names();
                                   return std::vector<std::string>(names.begin(), names.end());
                               })
        .def_property_readonly("first_waves", &first_waves)
        .def(
            "unit_of",
            [](const StudyOf& self, const std::string& indicator) {
                return self.study->indicators()[self.study->indicator(indicator)].unit;
            },
            py::arg("indicator"))
        .def("precondition", &precondition, py::arg("name"))
        .def("logic_model",
             [](const StudyOf& self) {
                 const py::gil_scoped_release no_gil;
                 return std::make_shared<Table>(logic_model_table(logic_model_checks(*self.study)));
             })
        .def("treatment",
             [](const StudyOf& self) {
                 const py::gil_scoped_release no_gil;
                 return std::make_shared<Table>(study_units_table(*self.study));
             })
        .def("cells",
             [](const StudyOf& self) {
                 const py::gil_scoped_release no_gil;
                 return std::make_shared<Table>(study_cells_table(*self.study));
             })
        .def("indicator_rows", &indicator_rows, py::arg("level"), py::arg("language"))
        .def("options", &options_of, py::arg("design"), py::arg("baseline"), py::arg("follow_up"),
             py::arg("comparison"), py::arg("adjust_for"), py::arg("weighted"))
        .def("effect", &effect_of, py::arg("indicator"), py::arg("options"), py::arg("progress"))
        .def("effects", &effects_of, py::arg("indicators"), py::arg("options"), py::arg("progress"));
    py::list tables;
    for (const std::string_view name : Vocabulary<StudyTable>::names) {
        tables.append(name);
    }
    module.attr("study_tables") = py::tuple(tables);
    module.def("read_study_folder", &read_folder_of, py::arg("folder"));
    bind_study_effect(module);
}

} // namespace samspill::python
