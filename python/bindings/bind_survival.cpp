// Survival curves, log-rank tests and recurrent events as functions of numbers.
#include "bind.hpp"
#include "measure_py.hpp"
#include "run_control_py.hpp"

#include <samspill/analysis/log_rank.hpp>
#include <samspill/analysis/recurrent_events.hpp>
#include <samspill/analysis/survival.hpp>
#include <samspill/core/table.hpp>
#include <samspill/io/inference_tables.hpp>

#include <pybind11/native_enum.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <tuple>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;
using python::to_python; // beside those below

using Spells = std::vector<std::tuple<double, bool, std::uint32_t, std::uint32_t>>;

std::vector<GroupedSpell> grouped(const Spells& spells) {
    std::vector<GroupedSpell> rows;
    rows.reserve(spells.size());
    for (const auto& [time, event, group, stratum] : spells) {
        rows.push_back({time, event, group, stratum});
    }
    return rows;
}

SurvivalCurve curve_of(const std::vector<double>& times, const std::vector<bool>& events, double level) {
    std::vector<Spell> spells;
    spells.reserve(times.size());
    for (std::size_t k = 0; k < times.size(); ++k) {
        spells.push_back({times[k], events[k]});
    }
    return kaplan_meier(spells, level);
}

py::dict to_python(const RestrictedMean& mean) {
    py::dict fields;
    fields["mean"] = mean.mean;
    fields["se"] = mean.se;
    fields["until"] = mean.until;
    add_circumstances(fields, mean);
    return fields;
}

py::dict to_python(const LogRankTest& test) {
    py::list groups;
    for (const LogRankGroup& group : test.groups) {
        groups.append(py::make_tuple(group.n, group.observed, group.expected));
    }
    py::dict fields;
    fields["chi_square"] = test.chi_square;
    fields["degrees"] = test.degrees;
    fields["p"] = test.p;
    fields["groups"] = groups;
    fields["variance"] = test.variance;
    fields["events"] = test.events;
    add_circumstances(fields, test);
    return fields;
}

py::tuple recurrent(const std::vector<std::pair<double, std::vector<double>>>& people, double level,
                    py::object progress) {
    std::vector<EventHistory> histories;
    histories.reserve(people.size());
    for (const auto& [end, events] : people) {
        histories.push_back({end, events});
    }
    const MeanCumulative result =
        run_without_gil("recurrent events", std::move(progress),
                        [&](RunControl* control) { return mean_cumulative(histories, level, control); });
    return py::make_tuple(std::make_shared<Table>(mean_cumulative_steps(result)), result.n, result.events,
                          to_string(result.status), result.reason, result.convention);
}

} // namespace

void bind_survival(py::module_& module) {
    py::native_enum<LogRankWeight>(module, "LogRankWeight", "enum.Enum")
        .value("log_rank", LogRankWeight::log_rank)
        .value("gehan", LogRankWeight::gehan)
        .value("tarone_ware", LogRankWeight::tarone_ware)
        .value("peto_peto", LogRankWeight::peto_peto)
        .value("g_rho", LogRankWeight::g_rho)
        .finalize();
    py::class_<SurvivalCurve>(module, "SurvivalCurve")
        .def_readonly("n", &SurvivalCurve::n)
        .def_readonly("events", &SurvivalCurve::events)
        .def_readonly("level", &SurvivalCurve::level)
        .def_readonly("reason", &SurvivalCurve::reason)
        .def_readonly("convention", &SurvivalCurve::convention)
        .def_property_readonly("status", [](const SurvivalCurve& curve) { return to_string(curve.status); })
        .def("median", [](const SurvivalCurve& curve) { return to_python(curve.median); })
        .def("steps",
             [](const SurvivalCurve& curve) { return std::make_shared<Table>(survival_steps(curve)); })
        .def(
            "restricted_mean",
            [](const SurvivalCurve& curve, double until) { return to_python(restricted_mean(curve, until)); },
            py::arg("until"));
    module.def("kaplan_meier", &curve_of, py::arg("times"), py::arg("events"), py::arg("level"));
    module.def(
        "log_rank_test",
        [](const Spells& spells, std::size_t groups, LogRankWeight weight, double rho) {
            return to_python(log_rank_test(grouped(spells), groups, {weight, rho}));
        },
        py::arg("spells"), py::arg("groups"), py::arg("weight"), py::arg("rho"));
    module.attr("default_max_arrangements") = PermutationOptions{}.max_arrangements;
    module.attr("default_replicates") = PermutationOptions{}.replicates;
    module.def(
        "log_rank_permutation_test",
        [](const Spells& spells, std::size_t groups, LogRankWeight weight, double rho,
           std::int64_t max_arrangements, std::int64_t replicates, std::uint64_t seed, py::object progress) {
            const std::vector<GroupedSpell> rows = grouped(spells);
            const PermutationTest test =
                run_without_gil("permutations", std::move(progress), [&](RunControl* control) {
                    return log_rank_permutation_test(rows, groups, {weight, rho},
                                                     {max_arrangements, replicates, seed}, control);
                });
            return to_python(test);
        },
        py::arg("spells"), py::arg("groups"), py::arg("weight"), py::arg("rho"), py::arg("max_arrangements"),
        py::arg("replicates"), py::arg("seed"), py::arg("progress"));
    module.def("mean_cumulative", &recurrent, py::arg("people"), py::arg("level"), py::arg("progress"));
}

} // namespace samspill::python
