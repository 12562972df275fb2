// group_balance and power_asymmetry: options, results and functions.
#include "bind.hpp"
#include "days_from_python.hpp"
#include "result_py.hpp"
#include "run_control_py.hpp"

#include <samspill/analysis/group_balance.hpp>
#include <samspill/analysis/power_asymmetry.hpp>
#include <samspill/io/group_balance_tables.hpp>
#include <samspill/io/power_asymmetry_tables.hpp>

#include <pybind11/native_enum.h>
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

using GroupBalanceOf = ResultOf<GroupBalanceResult>;
using PowerAsymmetryOf = ResultOf<PowerAsymmetryResult>;
/// Attribute, groups, baseline, weights of the groups.
using Attribute = std::tuple<GroupAttribute, std::vector<std::string>, GroupBaseline, std::vector<double>>;

GroupBalanceOf compute_balance(const ActorNetwork& network, const std::vector<Attribute>& attributes,
                               std::vector<Counted> counted, bool series,
                               const std::optional<std::string>& as_of, const std::optional<Window>& window,
                               double balanced_from, double correlated_from, std::int64_t max_outcomes,
                               bool mid_p, py::object progress) {
    GroupBalanceOptions options;
    options.attributes.clear();
    for (const auto& [attribute, groups, baseline, weights] : attributes) {
        options.attributes.push_back({attribute, groups, baseline, weights});
    }
    options.as_of = seat_day_of(as_of);
    options.counted = std::move(counted);
    options.series = series;
    options.window = interval_of(window);
    options.balanced_from = balanced_from;
    options.correlated_from = correlated_from;
    options.tests = {.max_outcomes = max_outcomes, .mid_p = mid_p};
    return run_without_gil("group_balance", std::move(progress), [&](RunControl* control) {
        return GroupBalanceOf{network, group_balance(network, options, control)};
    });
}

PowerAsymmetryOf compute_asymmetry(const ActorNetwork& network, const std::optional<std::string>& as_of,
                                   bool assume_majority, const PowerWeights& weights, std::int64_t replicates,
                                   double level, std::uint64_t seed, py::object progress) {
    const PowerAsymmetryOptions options{
        .as_of = seat_day_of(as_of),
        .assume_majority = assume_majority,
        .weights = weights,
        .bootstrap = {.replicates = replicates, .level = level, .seed = seed}};
    return run_without_gil("power_asymmetry", std::move(progress), [&](RunControl* control) {
        return PowerAsymmetryOf{network, power_asymmetry(network, options, control)};
    });
}

template <class Enum>
void bind_vocabulary(py::module_& module, const char* name) {
    py::native_enum<Enum> values{module, name, "enum.Enum"};
    for (std::size_t k = 0; k < vocabulary_size<Enum>; ++k) {
        const auto value = static_cast<Enum>(k);
        values.value(std::string{to_string(value)}.c_str(), value);
    }
    values.finalize();
}

} // namespace

void bind_forum_balance(py::module_& module) {
    bind_vocabulary<GroupBaseline>(module, "GroupBaseline");
    bind_vocabulary<Counted>(module, "Counted");
    bind_vocabulary<PowerDimension>(module, "PowerDimension");
    py::class_<GroupBalanceOf>(module, "GroupBalanceResult")
        .def_property_readonly("provenance", &provenance_of<GroupBalanceResult>)
        .def("forums", table_method(&group_balance_forums))
        .def("groups", table_method(&group_balance_groups))
        .def("crossed", table_method(&group_balance_crossed))
        .def("cells", table_method(&group_balance_cells))
        .def("meetings", table_method(&group_balance_meetings))
        .def("meeting_groups", table_method(&group_balance_meeting_groups))
        .def("meeting_crossed", table_method(&group_balance_meeting_crossed))
        .def("airtime", table_method(&group_balance_airtime))
        .def("airtime_groups", table_method(&group_balance_airtime_groups))
        .def("segregation", [](const GroupBalanceOf& self) {
            return std::make_shared<Table>(group_balance_segregation(self.result));
        });
    py::class_<PowerAsymmetryOf>(module, "PowerAsymmetryResult")
        .def_property_readonly("provenance", &provenance_of<PowerAsymmetryResult>)
        .def("forums", table_method(&power_asymmetry_forums))
        .def("dimensions", table_method(&power_asymmetry_dimensions));
    module.attr("default_bootstrap_replicates") = PowerBootstrapOptions{}.replicates;
    module.attr("default_group_max_outcomes") = GroupBalanceOptions{}.tests.max_outcomes;
    module.def("group_balance", &compute_balance, py::arg("network"), py::arg("attributes"),
               py::arg("counted"), py::arg("series"), py::arg("as_of"), py::arg("window"),
               py::arg("balanced_from"), py::arg("correlated_from"), py::arg("max_outcomes"),
               py::arg("mid_p"), py::arg("progress"));
    module.def("power_asymmetry", &compute_asymmetry, py::arg("network"), py::arg("as_of"),
               py::arg("assume_majority"), py::arg("weights"), py::arg("replicates"), py::arg("level"),
               py::arg("seed"), py::arg("progress"));
}

} // namespace samspill::python
