// attendance and drop_off: options, results and functions.
#include "bind.hpp"
#include "result_py.hpp"
#include "run_control_py.hpp"

#include <samspill/analysis/attendance.hpp>
#include <samspill/analysis/drop_off.hpp>
#include <samspill/analysis/drop_off_survival.hpp>
#include <samspill/io/attendance_tables.hpp>
#include <samspill/io/drop_off_survival_tables.hpp>

#include <pybind11/native_enum.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

using AttendanceOf = ResultOf<AttendanceResult>;
using DropOffOf = ResultOf<DropOffResult>;

AttendanceOf compute_attendance(const ActorNetwork& network, GroupAttribute attribute,
                                const std::vector<Sector>& expected_sectors,
                                const std::vector<std::string>& expected_groups, TrendLine trend,
                                py::object progress) {
    const AttendanceOptions options{.attribute = attribute,
                                    .expected_sectors = expected_sectors,
                                    .expected_groups = expected_groups,
                                    .trend = trend};
    return run_without_gil("attendance", std::move(progress), [&](RunControl* control) {
        return AttendanceOf{network, attendance(network, options, control)};
    });
}

DropOffOf compute_drop_off(const ActorNetwork& network, GroupAttribute attribute, DropOffUnit unit,
                           std::int64_t silent_meetings, py::object progress) {
    const DropOffOptions options{.attribute = attribute, .unit = unit, .silent_meetings = silent_meetings};
    return run_without_gil("drop_off", std::move(progress), [&](RunControl* control) {
        return DropOffOf{network, drop_off(network, options, control)};
    });
}

/// Curves and tests with the spells that they were made of.
struct DropOffSurvivalOf {
    DropOffOf spells;
    DropOffSurvival survival;
};

DropOffSurvivalOf compute_survival(const DropOffOf& spells, double level, bool permute,
                                   std::int64_t max_arrangements, std::int64_t replicates, std::uint64_t seed,
                                   py::object progress) {
    DropOffSurvivalOptions options;
    options.level = level;
    options.permutation.reset();
    if (permute) {
        options.permutation = {max_arrangements, replicates, seed};
    }
    return run_without_gil("drop_off", std::move(progress), [&](RunControl* control) {
        return DropOffSurvivalOf{spells, drop_off_survival(spells.result, options, control)};
    });
}

auto survival_table(Table (*make)(const ActorNetwork&, const DropOffResult&, const DropOffSurvival&)) {
    return [make](const DropOffSurvivalOf& self) {
        const py::gil_scoped_release no_gil;
        return std::make_shared<Table>(make(self.spells.network, self.spells.result, self.survival));
    };
}

void bind_survival_of_drop_off(py::module_& module) {
    py::class_<DropOffSurvivalOf>(module, "DropOffSurvival")
        .def_property_readonly("caveat",
                               [](const DropOffSurvivalOf&) { return std::string{DropOffSurvival::caveat}; })
        .def("groups", survival_table(&drop_off_groups))
        .def("curves", survival_table(&drop_off_curves))
        .def("mean_absences", survival_table(&drop_off_mean_absences))
        .def("tests", [](const DropOffSurvivalOf& self) {
            return std::make_shared<Table>(drop_off_tests(self.spells.network, self.survival));
        });
    module.def("drop_off_survival", &compute_survival, py::arg("spells"), py::arg("level"),
               py::arg("permute"), py::arg("max_arrangements"), py::arg("replicates"), py::arg("seed"),
               py::arg("progress"));
}

} // namespace

void bind_attendance(py::module_& module) {
    py::native_enum<GroupAttribute> attributes{module, "GroupAttribute", "enum.Enum"};
    for (std::size_t k = 0; k < vocabulary_size<GroupAttribute>; ++k) {
        const auto attribute = static_cast<GroupAttribute>(k);
        attributes.value(std::string{to_string(attribute)}.c_str(), attribute);
    }
    attributes.finalize();
    py::native_enum<TrendLine>(module, "TrendLine", "enum.Enum")
        .value("least_squares", TrendLine::least_squares)
        .value("theil_sen", TrendLine::theil_sen)
        .finalize();
    py::native_enum<DropOffUnit>(module, "DropOffUnit", "enum.Enum")
        .value("meetings", DropOffUnit::meetings)
        .value("days", DropOffUnit::days)
        .finalize();
    py::class_<AttendanceOf>(module, "AttendanceResult")
        .def_property_readonly("provenance", &provenance_of<AttendanceResult>)
        .def_property_readonly("caveat",
                               [](const AttendanceOf&) { return std::string{AttendanceResult::caveat}; })
        .def("forums", table_method(&attendance_forums))
        .def("meetings", table_method(&attendance_meetings))
        .def("groups", table_method(&attendance_groups))
        .def("meeting_groups", table_method(&attendance_meeting_groups));
    py::class_<DropOffOf>(module, "DropOffResult")
        .def_property_readonly("provenance", &provenance_of<DropOffResult>)
        .def_property_readonly("unit", [](const DropOffOf& self) { return std::string{self.result.unit}; })
        .def_property_readonly("unobserved", [](const DropOffOf& self) { return self.result.unobserved; })
        .def_property_readonly("in_one", [](const DropOffOf& self) { return self.result.in_one; })
        .def_property_readonly("in_several", [](const DropOffOf& self) { return self.result.in_several; })
        .def_property_readonly("in_unknown", [](const DropOffOf& self) { return self.result.in_unknown; })
        .def("spells", table_method(&drop_off_spells))
        .def("absences", table_method(&drop_off_absences));
    bind_survival_of_drop_off(module);
    module.attr("default_silent_meetings") = DropOffOptions{}.silent_meetings;
    module.def("attendance", &compute_attendance, py::arg("network"), py::arg("attribute"),
               py::arg("expected_sectors"), py::arg("expected_groups"), py::arg("trend"),
               py::arg("progress"));
    module.def("drop_off", &compute_drop_off, py::arg("network"), py::arg("attribute"), py::arg("unit"),
               py::arg("silent_meetings"), py::arg("progress"));
}

} // namespace samspill::python
