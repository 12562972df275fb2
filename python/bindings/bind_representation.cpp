// representation: options, result and function.
#include "bind.hpp"
#include "days_from_python.hpp"
#include "result_py.hpp"
#include "run_control_py.hpp"

#include <samspill/analysis/representation.hpp>
#include <samspill/io/result_tables.hpp>

#include <pybind11/native_enum.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

using RepresentationOf = ResultOf<RepresentationResult>;

RepresentationOf compute(const ActorNetwork& network, const std::vector<Sector>& expected_sectors,
                         Baseline baseline, const SectorWeights& baseline_weights,
                         const std::optional<std::string>& as_of, const std::optional<Window>& window,
                         std::int64_t max_outcomes, bool mid_p, double level, double alpha,
                         std::optional<double> equivalence_margin, py::object progress) {
    const RepresentationOptions options{.expected_sectors = expected_sectors,
                                        .baseline = baseline,
                                        .baseline_weights = baseline_weights,
                                        .as_of = seat_day_of(as_of),
                                        .window = interval_of(window),
                                        .tests = {.max_outcomes = max_outcomes, .mid_p = mid_p},
                                        .level = level,
                                        .alpha = alpha,
                                        .equivalence_margin = equivalence_margin};
    return run_without_gil("representation", std::move(progress), [&](RunControl* control) {
        return RepresentationOf{network, representation(network, options, control)};
    });
}

} // namespace

void bind_representation(py::module_& module) {
    py::native_enum<Sector> sectors{module, "Sector", "enum.Enum"};
    for (std::size_t k = 0; k < vocabulary_size<Sector>; ++k) {
        const auto sector = static_cast<Sector>(k);
        sectors.value(std::string{to_string(sector)}.c_str(), sector);
    }
    sectors.finalize();
    py::native_enum<Baseline>(module, "Baseline", "enum.Enum")
        .value("actors", Baseline::actors)
        .value("people", Baseline::people)
        .value("equal", Baseline::equal)
        .value("given", Baseline::given)
        .finalize();
    py::class_<RepresentationOf>(module, "RepresentationResult")
        .def_property_readonly("provenance", &provenance_of<RepresentationResult>)
        .def("forums", table_method(&representation_forums))
        .def("sectors", table_method(&representation_sectors))
        .def("all_forums", table_method(&representation_all))
        .def("all_sectors", table_method(&representation_all_sectors));
    module.attr("default_max_outcomes") = ExactTestOptions{}.max_outcomes;
    module.def("representation", &compute, py::arg("network"), py::arg("expected_sectors"),
               py::arg("baseline"), py::arg("baseline_weights"), py::arg("as_of"), py::arg("window"),
               py::arg("max_outcomes"), py::arg("mid_p"), py::arg("level"), py::arg("alpha"),
               py::arg("equivalence_margin"), py::arg("progress"));
}

} // namespace samspill::python
