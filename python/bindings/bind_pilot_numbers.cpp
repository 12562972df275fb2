// Targets, power, sites, ratios, lists and many tests of pilots, as functions of numbers.
#include "bind.hpp"
#include "columns_from_python.hpp"
#include "measure_py.hpp"
#include "run_control_py.hpp"

#include <samspill/core/table.hpp>
#include <samspill/io/pilot_tables.hpp>
#include <samspill/pilot/effect_power.hpp>
#include <samspill/pilot/missing_bounds.hpp>
#include <samspill/pilot/multiplicity.hpp>
#include <samspill/pilot/non_inferiority.hpp>
#include <samspill/pilot/random_effects.hpp>
#include <samspill/pilot/target_attainment.hpp>

#include <pybind11/native_enum.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;
using namespace py::literals;
using OptionalNumber = std::optional<double>;

py::dict target_attainment_py(const std::array<OptionalNumber, 8>& path, double covariance, double level,
                              double degrees_of_freedom) {
    const auto& [baseline, target, value, value_error, baseline_error, start, end, now] = path;
    const TargetAttainmentResult result =
        target_attainment({baseline, target, value, value_error, baseline_error, covariance, start, end, now},
                          {.level = level, .degrees_of_freedom = degrees_of_freedom});
    py::dict fields{"attainment"_a = result.attainment,
                    "shown"_a = result.shown,
                    "milestone"_a = result.milestone,
                    "ahead"_a = result.ahead,
                    "level"_a = result.level,
                    "low"_a = result.low,
                    "high"_a = result.high,
                    "limits_reason"_a = result.limits_reason};
    add_circumstances(fields, result);
    return fields;
}

py::dict to_fields(const NonInferiorityResult& result) {
    py::dict fields{"caveat"_a = result.caveat, "margin"_a = result.margin,
                    "level"_a = result.level,   "estimate"_a = result.estimate,
                    "se"_a = result.se,         "degrees_of_freedom"_a = result.degrees_of_freedom,
                    "t"_a = result.t,           "p"_a = result.p,
                    "upper"_a = result.upper,   "is_non_inferior"_a = result.is_non_inferior};
    add_circumstances(fields, result);
    return fields;
}

using WaveRow = std::tuple<ObservationStatus, double, double, double, std::uint32_t>;

py::dict missing_bounds_py(const std::vector<WaveRow>& rows, double least, double greatest) {
    std::vector<WaveObservation> units;
    units.reserve(rows.size());
    for (const auto& [status, value, low, high, stratum] : rows) {
        units.push_back({status, value, low, high, stratum});
    }
    const MissingBoundsResult result = run_without_gil("bounds", py::none{}, [&](RunControl*) {
        return missing_bounds(units, {least, greatest});
    });
    py::dict fields{"observed"_a = result.observed,
                    "missing"_a = result.missing,
                    "suppressed"_a = result.suppressed,
                    "structural"_a = result.structural,
                    "denominator"_a = result.denominator,
                    "complete_case"_a = result.complete_case,
                    "low"_a = result.low,
                    "high"_a = result.high,
                    "bounds_reason"_a = result.bounds_reason,
                    "reweighted"_a = result.reweighted,
                    "reweighted_reason"_a = result.reweighted_reason};
    add_circumstances(fields, result);
    return fields;
}

py::dict to_fields(const EffectPowerResult& result) {
    py::dict fields{"alpha"_a = result.alpha,
                    "treated_clusters"_a = result.treated_clusters,
                    "control_clusters"_a = result.control_clusters,
                    "se"_a = result.se,
                    "degrees_of_freedom"_a = result.degrees_of_freedom,
                    "power"_a = result.power,
                    "effect"_a = result.effect,
                    "approximate_effect"_a = result.approximate_effect};
    add_circumstances(fields, result);
    return fields;
}

/// Treated clusters, control clusters, people, and the three numbers of a design.
using Design = std::tuple<std::int64_t, std::int64_t, std::int64_t, double, double, double>;

PilotDesign design_of(const Design& design) {
    const auto& [treated, controls, people, correlation, autocorrelation, deviation] = design;
    return {treated, controls, people, correlation, autocorrelation, deviation};
}

py::dict random_effects_py(const py::buffer& effects, const py::buffer& variances, BetweenVariance between,
                           double level) {
    const RealColumn sites{effects};
    const RealColumn own{variances};
    const RandomEffectsResult result = run_without_gil("random effects", py::none{}, [&](RunControl*) {
        return random_effects(sites.view(), own.view(), {between, level});
    });
    py::dict fields{"sites"_a = result.sites,
                    "level"_a = result.level,
                    "fixed_mean"_a = result.fixed_mean,
                    "fixed_se"_a = result.fixed_se,
                    "q"_a = result.q,
                    "q_p"_a = result.q_p,
                    "i_square"_a = result.i_square,
                    "tau_square"_a = result.tau_square,
                    "tau_square_reason"_a = result.tau_square_reason,
                    "mean"_a = result.mean,
                    "se"_a = result.se,
                    "low"_a = result.low,
                    "high"_a = result.high,
                    "prediction_low"_a = result.prediction_low,
                    "prediction_high"_a = result.prediction_high,
                    "prediction_reason"_a = result.prediction_reason,
                    "site_effects"_a = py::tuple(py::cast(result.site_effects))};
    add_circumstances(fields, result);
    return fields;
}

py::dict adjust_p_py(const py::buffer& p, std::optional<std::size_t> primary, double level) {
    const auto stated = optional_numbers(p);
    const MultiplicityResult result = run_without_gil("adjusted p", py::none{}, [&](RunControl*) {
        return adjust_p(stated, {level, primary});
    });
    py::dict fields{"level"_a = result.level,
                    "tests"_a = result.tests,
                    "without_p"_a = result.without_p,
                    "primary_p"_a = result.primary_p,
                    "adjusted"_a = std::make_shared<Table>(adjusted_p_rows(result)),
                    "rejected"_a =
                        py::dict{"bonferroni"_a = result.bonferroni.rejected, "holm"_a = result.holm.rejected,
                                 "benjamini_hochberg"_a = result.benjamini_hochberg.rejected,
                                 "benjamini_yekutieli"_a = result.benjamini_yekutieli.rejected}};
    add_circumstances(fields, result);
    return fields;
}

py::dict westfall_young_py(const py::buffer& observed, const py::buffer& arranged, bool exact, double level) {
    const auto stated = optional_numbers(observed);
    const RealColumn statistics{arranged};
    const WestfallYoungResult result = run_without_gil("arrangements", py::none{}, [&](RunControl*) {
        return westfall_young({stated, statistics.view(), exact}, level);
    });
    py::dict fields{"level"_a = result.level,
                    "tests"_a = result.tests,
                    "without_p"_a = result.without_p,
                    "exact"_a = result.exact,
                    "arrangements"_a = result.arrangements,
                    "smallest_p"_a = result.smallest_p,
                    "p"_a = py::tuple(py::cast(result.adjusted.p)),
                    "rejected"_a = result.adjusted.rejected};
    add_circumstances(fields, result);
    return fields;
}

void bind_enumerations(py::module_& module) {
    py::native_enum<ObservationStatus>(module, "ObservationStatus", "enum.Enum")
        .value("observed", ObservationStatus::observed)
        .value("missing", ObservationStatus::missing)
        .value("structural", ObservationStatus::structural)
        .value("suppressed", ObservationStatus::suppressed)
        .finalize();
    py::native_enum<BetweenVariance>(module, "BetweenVariance", "enum.Enum")
        .value("dersimonian_laird", BetweenVariance::dersimonian_laird)
        .value("reml", BetweenVariance::reml)
        .finalize();
}

void bind_power(py::module_& module) {
    module.def(
        "effect_variance", [](const Design& design) { return effect_variance(design_of(design)); },
        py::arg("design"));
    module.def(
        "minimum_detectable_effect",
        [](const Design& design, double alpha, double power) {
            return to_fields(minimum_detectable_effect(design_of(design), {alpha, power}));
        },
        py::arg("design"), py::arg("alpha"), py::arg("power"));
    module.def(
        "minimum_detectable_effect_of_error",
        [](double se, double degrees_of_freedom, double alpha, double power) {
            return to_fields(minimum_detectable_effect(se, degrees_of_freedom, {alpha, power}));
        },
        py::arg("se"), py::arg("degrees_of_freedom"), py::arg("alpha"), py::arg("power"));
    module.def(
        "power_of_effect",
        [](const Design& design, double effect, double alpha) {
            EffectPowerOptions options;
            options.alpha = alpha;
            options.power = 0.5 + alpha / 2; // not used, and above alpha
            return to_fields(power_of_effect(design_of(design), effect, options));
        },
        py::arg("design"), py::arg("effect"), py::arg("alpha"));
    module.def(
        "clusters_needed",
        [](const Design& design, double effect, double alpha, double power) {
            return to_fields(clusters_needed(design_of(design), effect, {alpha, power}));
        },
        py::arg("design"), py::arg("effect"), py::arg("alpha"), py::arg("power"));
}

} // namespace

void bind_pilot_numbers(py::module_& module) {
    bind_enumerations(module);
    bind_power(module);
    module.def("target_attainment", &target_attainment_py, py::arg("path"), py::arg("covariance"),
               py::arg("level"), py::arg("degrees_of_freedom"));
    module.def(
        "burden_non_inferiority",
        [](OptionalNumber estimate, OptionalNumber se, double degrees_of_freedom, double margin,
           double level) {
            return to_fields(burden_non_inferiority({estimate, se, degrees_of_freedom}, {margin, level}));
        },
        py::arg("estimate"), py::arg("se"), py::arg("degrees_of_freedom"), py::arg("margin"),
        py::arg("level"));
    module.def(
        "burden_non_inferiority_of_changes",
        [](const py::buffer& changes, double margin, double level) {
            const RealColumn column{changes};
            return to_fields(burden_non_inferiority(column.view(), {margin, level}));
        },
        py::arg("changes"), py::arg("margin"), py::arg("level"));
    module.def("missing_bounds", &missing_bounds_py, py::arg("units"), py::arg("least"), py::arg("greatest"));
    module.def("random_effects", &random_effects_py, py::arg("effects"), py::arg("variances"),
               py::arg("between"), py::arg("level"));
    module.def("adjust_p", &adjust_p_py, py::arg("p"), py::arg("primary"), py::arg("level"));
    module.def("westfall_young", &westfall_young_py, py::arg("observed"), py::arg("arranged"),
               py::arg("exact"), py::arg("level"));
}

} // namespace samspill::python
