// Panels, resampled means and relations between municipalities, as functions of numbers.
#include "bind.hpp"
#include "columns_from_python.hpp"
#include "measure_py.hpp"
#include "run_control_py.hpp"

#include <samspill/core/table.hpp>
#include <samspill/io/pilot_panel_tables.hpp>
#include <samspill/io/pilot_tables.hpp>
#include <samspill/pilot/bootstrap_means.hpp>
#include <samspill/pilot/neighbourhood_influence.hpp>
#include <samspill/pilot/qap_correlation.hpp>
#include <samspill/pilot/spatial_autocorrelation.hpp>
#include <samspill/pilot/synthetic_control.hpp>
#include <samspill/pilot/two_way_fixed_effects.hpp>

#include <pybind11/native_enum.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <cmath>
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
using namespace py::literals;

using Names = std::vector<std::string>;

std::shared_ptr<Table> shared(Table table) { return std::make_shared<Table>(std::move(table)); }

py::dict synthetic_control_py(const py::buffer& unit, const py::buffer& period, const py::buffer& outcome,
                              std::uint32_t treated_unit, std::int64_t first_treated,
                              const std::vector<double>& predictor_weights, double poor_fit,
                              double placebo_fit, bool placebos_use_treated, const Names& units,
                              const Names& periods, py::object progress) {
    const std::vector<std::uint32_t> numbers = label_numbers(unit);
    const std::vector<std::int32_t> times = period_numbers(period);
    const std::int32_t first = period_number(first_treated);
    const RealColumn outcomes{outcome};
    const SyntheticControlResult result =
        run_without_gil("synthetic control", std::move(progress), [&](RunControl* control) {
            return synthetic_control({numbers, times, outcomes.view(), treated_unit, first},
                                     {predictor_weights, poor_fit, placebo_fit, placebos_use_treated},
                                     control);
        });
    const PanelNames names{units, periods};
    py::dict fields{"donors"_a = result.donors,
                    "donors_left_out"_a = result.donors_left_out,
                    "pre_periods"_a = result.pre_periods,
                    "post_periods"_a = result.post_periods,
                    "periods_left_out"_a = result.periods_left_out,
                    "weights"_a = shared(synthetic_weights(result, names)),
                    "weights_unique"_a = result.weights_unique,
                    "pre_rmspe"_a = result.pre_rmspe,
                    "relative_pre_rmspe"_a = result.relative_pre_rmspe,
                    "estimate"_a = result.estimate,
                    "post_rmspe"_a = result.post_rmspe,
                    "ratio"_a = result.ratio,
                    "gaps"_a = shared(synthetic_gaps(result, names)),
                    "placebos"_a = shared(synthetic_placebos(result, names)),
                    "arrangements"_a = result.arrangements,
                    "as_extreme"_a = result.as_extreme,
                    "p"_a = result.p,
                    "smallest_p"_a = result.smallest_p,
                    "p_reason"_a = result.p_reason};
    add_circumstances(fields, result);
    return fields;
}

py::dict two_way_fixed_effects_py(const py::buffer& unit, const py::buffer& period, const py::buffer& outcome,
                                  const py::buffer& treatment, const py::buffer& covariates,
                                  const py::buffer& weights, const py::buffer& cluster, double null_value,
                                  double level) {
    const std::vector<std::uint32_t> units = label_numbers(unit);
    const std::vector<std::int32_t> times = period_numbers(period);
    const RealColumn outcomes{outcome};
    const RealColumn treatments{treatment};
    const std::vector<double> columns = column_major(covariates);
    const RealColumn weighting{weights};
    const std::vector<std::uint32_t> clusters = label_numbers(cluster);
    const TwoWayResult result = run_without_gil("two-way fixed effects", py::none{}, [&](RunControl*) {
        return two_way_fixed_effects(
            {units, times, outcomes.view(), treatments.view(), columns, weighting.view(), clusters},
            {null_value, level});
    });
    const ClusterRobustResult& effect = result.effect;
    py::dict fields{"estimate"_a = effect.estimate, "errors"_a = shared(cluster_robust_errors(effect)),
                    "units"_a = result.units,       "periods"_a = result.periods,
                    "left_out"_a = result.left_out, "rows"_a = effect.rows,
                    "clusters"_a = effect.clusters, "regressors"_a = effect.regressors,
                    "null_value"_a = null_value,    "level"_a = level};
    add_circumstances(fields, result);
    return fields;
}

py::dict bootstrap_means_py(std::size_t rows, const py::buffer& values, const py::buffer& cluster,
                            const py::buffer& stratum, const Names& names, const BootstrapOptions& options,
                            py::object progress) {
    const std::vector<double> columns = column_major(values);
    std::vector<std::uint8_t> known;
    if (std::any_of(columns.begin(), columns.end(), [](double value) { return std::isnan(value); })) {
        known.reserve(columns.size());
        for (const double value : columns) {
            known.push_back(std::isnan(value) ? 0 : 1);
        }
    }
    const std::vector<std::uint32_t> clusters = label_numbers(cluster);
    const std::vector<std::uint32_t> strata = label_numbers(stratum);
    const BootstrapMeansResult result =
        run_without_gil("bootstrap", std::move(progress), [&](RunControl* control) {
            return bootstrap_means({rows, columns, known, clusters, strata}, options, control);
        });
    py::dict fields{"means"_a = shared(bootstrap_mean_rows(result, result.means.empty() ? Names{} : names)),
                    "rows"_a = result.rows,
                    "units"_a = result.units,
                    "strata"_a = result.strata,
                    "replicates"_a = result.replicates,
                    "seed"_a = result.seed,
                    "level"_a = result.level};
    add_circumstances(fields, result);
    return fields;
}

py::dict qap_correlation_py(const py::buffer& unit, const py::buffer& first, const py::buffer& second,
                            const QapOptions& options, py::object progress) {
    const std::vector<std::uint32_t> units = label_numbers(unit);
    const auto one = optional_numbers(first);
    const auto other = optional_numbers(second);
    const QapResult result = run_without_gil("arrangements", std::move(progress), [&](RunControl* control) {
        return qap_correlation({units, one, other}, options, control);
    });
    py::dict fields{"correlation"_a = result.correlation,
                    "slope"_a = result.slope,
                    "p"_a = result.p,
                    "p_upper"_a = result.p_upper,
                    "p_lower"_a = result.p_lower,
                    "smallest_p"_a = result.smallest_p,
                    "exact"_a = result.exact,
                    "arrangements"_a = result.arrangements,
                    "replicates"_a = result.replicates,
                    "seed"_a = result.seed,
                    "undefined"_a = result.undefined,
                    "units"_a = result.units,
                    "pairs"_a = result.pairs,
                    "left_out"_a = result.left_out};
    add_circumstances(fields, result);
    return fields;
}

py::dict
leave_one_neighbourhood_out_py(const py::buffer& unit, const py::buffer& change, const py::buffer& treated,
                               const std::vector<std::tuple<std::uint32_t, std::uint32_t, double>>& pairs,
                               const Names& names) {
    const std::vector<std::uint32_t> units = label_numbers(unit);
    const RealColumn changes{change};
    const FlagColumn flags{treated};
    std::vector<NeighbourWeight> weights;
    weights.reserve(pairs.size());
    for (const auto& [from, to, weight] : pairs) {
        weights.push_back({from, to, weight});
    }
    const NeighbourhoodRange result = run_without_gil("neighbourhoods", py::none{}, [&](RunControl*) {
        return leave_one_neighbourhood_out(units, changes.view(), flags.view(), weights);
    });
    py::dict fields{"estimate"_a = result.estimate,
                    "low"_a = result.low,
                    "high"_a = result.high,
                    "without"_a = shared(without_neighbourhoods(result, names)),
                    "not_identified"_a = result.not_identified,
                    "most_influential"_a = result.most_influential,
                    "units"_a = result.units,
                    "treated"_a = result.treated,
                    "treated_beside_controls"_a = result.treated_beside_controls};
    add_circumstances(fields, result);
    return fields;
}

} // namespace

void bind_pilot_panels(py::module_& module) {
    py::native_enum<BootstrapWeights>(module, "BootstrapWeights", "enum.Enum")
        .value("multinomial", BootstrapWeights::multinomial)
        .value("poisson", BootstrapWeights::poisson)
        .finalize();
    module.def("synthetic_control", &synthetic_control_py, py::arg("unit"), py::arg("period"),
               py::arg("outcome"), py::arg("treated_unit"), py::arg("first_treated"),
               py::arg("predictor_weights"), py::arg("poor_fit"), py::arg("placebo_fit"),
               py::arg("placebos_use_treated"), py::arg("units"), py::arg("periods"), py::arg("progress"));
    module.def("two_way_fixed_effects", &two_way_fixed_effects_py, py::arg("unit"), py::arg("period"),
               py::arg("outcome"), py::arg("treatment"), py::arg("covariates"), py::arg("weights"),
               py::arg("cluster"), py::arg("null_value"), py::arg("level"));
    module.def(
        "bootstrap_means",
        [](std::size_t rows, const py::buffer& values, const py::buffer& cluster, const py::buffer& stratum,
           const Names& names, BootstrapWeights weights, std::int64_t replicates, std::uint64_t seed,
           double level, py::object progress) {
            return bootstrap_means_py(rows, values, cluster, stratum, names,
                                      {weights, replicates, seed, level}, std::move(progress));
        },
        py::arg("rows"), py::arg("values"), py::arg("cluster"), py::arg("stratum"), py::arg("names"),
        py::arg("weights"), py::arg("replicates"), py::arg("seed"), py::arg("level"), py::arg("progress"));
    module.def(
        "qap_correlation",
        [](const py::buffer& unit, const py::buffer& first, const py::buffer& second, bool symmetric,
           std::int64_t max_arrangements, std::int64_t replicates, std::uint64_t seed, py::object progress) {
            return qap_correlation_py(unit, first, second, {symmetric, max_arrangements, replicates, seed},
                                      std::move(progress));
        },
        py::arg("unit"), py::arg("first"), py::arg("second"), py::arg("symmetric"),
        py::arg("max_arrangements"), py::arg("replicates"), py::arg("seed"), py::arg("progress"));
    module.def("leave_one_neighbourhood_out", &leave_one_neighbourhood_out_py, py::arg("unit"),
               py::arg("change"), py::arg("treated"), py::arg("weights"), py::arg("names"));
}

} // namespace samspill::python
