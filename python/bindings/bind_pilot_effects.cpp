// Effects of pilots by clusters and by arrangements, as functions of numbers.
#include "bind.hpp"
#include "columns_from_python.hpp"
#include "measure_py.hpp"
#include "run_control_py.hpp"

#include <samspill/core/table.hpp>
#include <samspill/io/pilot_tables.hpp>
#include <samspill/pilot/cluster_robust.hpp>
#include <samspill/pilot/difference_in_differences.hpp>
#include <samspill/pilot/randomisation_test.hpp>
#include <samspill/pilot/spatial_autocorrelation.hpp>
#include <samspill/pilot/staggered_adoption.hpp>
#include <samspill/pilot/wild_cluster_bootstrap.hpp>

#include <pybind11/native_enum.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;
using namespace py::literals;

/// Columns of a regression, kept while it is looked at.
class RegressionColumns {
public:
    RegressionColumns(const py::buffer& outcome, const py::buffer& regressors, const py::buffer& cluster,
                      const py::buffer& weights)
        : outcome_{outcome}, weights_{weights}, regressors_{column_major(regressors)}, cluster_{label_numbers(
                                                                                           cluster)} {}

    [[nodiscard]] ClusteredRegression view() const {
        return {outcome_.view(), regressors_, cluster_, weights_.view()};
    }

private:
    RealColumn outcome_;
    RealColumn weights_;
    std::vector<double> regressors_;
    std::vector<std::uint32_t> cluster_;
};

py::dict cluster_robust_py(const py::buffer& outcome, const py::buffer& regressors, const py::buffer& cluster,
                           const py::buffer& weights, const ClusterRobustOptions& options) {
    const RegressionColumns columns{outcome, regressors, cluster, weights};
    const ClusterRobustResult result = run_without_gil("cluster-robust errors", py::none{}, [&](RunControl*) {
        return cluster_robust(columns.view(), options);
    });
    py::dict fields{"rows"_a = result.rows,
                    "clusters"_a = result.clusters,
                    "regressors"_a = result.regressors,
                    "null_value"_a = result.null_value,
                    "level"_a = result.level,
                    "estimate"_a = result.estimate,
                    "errors"_a = std::make_shared<Table>(cluster_robust_errors(result))};
    add_circumstances(fields, result);
    return fields;
}

py::dict wild_cluster_bootstrap_py(const py::buffer& outcome, const py::buffer& regressors,
                                   const py::buffer& cluster, const py::buffer& weights,
                                   const WildBootstrapOptions& options, py::object progress) {
    const RegressionColumns columns{outcome, regressors, cluster, weights};
    const WildBootstrapResult result =
        run_without_gil("wild cluster bootstrap", std::move(progress), [&](RunControl* control) {
            return wild_cluster_bootstrap(columns.view(), options, control);
        });
    py::dict fields{"rows"_a = result.rows,
                    "clusters"_a = result.clusters,
                    "null_value"_a = result.null_value,
                    "estimate"_a = result.estimate,
                    "t"_a = result.t,
                    "p"_a = result.p,
                    "smallest_p"_a = result.smallest_p,
                    "exact"_a = result.exact,
                    "arrangements"_a = result.arrangements,
                    "as_extreme"_a = result.as_extreme,
                    "replicates"_a = result.replicates,
                    "seed"_a = result.seed,
                    "level"_a = result.level,
                    "low"_a = result.low,
                    "high"_a = result.high,
                    "limits_reason"_a = result.limits_reason};
    add_circumstances(fields, result);
    return fields;
}

py::dict to_fields(const RandomisationResult& result) {
    py::dict fields{"caveat"_a = result.caveat,
                    "units"_a = result.units,
                    "treated"_a = result.treated,
                    "left_out"_a = result.left_out,
                    "exact"_a = result.exact,
                    "arrangements"_a = result.arrangements,
                    "replicates"_a = result.replicates,
                    "seed"_a = result.seed,
                    "estimate"_a = result.estimate,
                    "statistic"_a = result.statistic,
                    "p"_a = result.p,
                    "p_upper"_a = result.p_upper,
                    "p_lower"_a = result.p_lower,
                    "smallest_p"_a = result.smallest_p,
                    "level"_a = result.level,
                    "low"_a = result.low,
                    "high"_a = result.high,
                    "limits_reason"_a = result.limits_reason};
    add_circumstances(fields, result);
    return fields;
}

py::dict randomisation_test_py(const py::buffer& outcome, const py::buffer& treated,
                               const py::buffer& stratum, const RandomisationOptions& options,
                               py::object progress) {
    const RealColumn outcomes{outcome};
    const FlagColumn flags{treated};
    const std::vector<std::uint32_t> strata = label_numbers(stratum);
    return to_fields(run_without_gil("arrangements", std::move(progress), [&](RunControl* control) {
        return randomisation_test(outcomes.view(), flags.view(), strata, options, control);
    }));
}

py::dict sign_flip_test_py(const py::buffer& change, const RandomisationOptions& options,
                           py::object progress) {
    const RealColumn changes{change};
    return to_fields(run_without_gil("arrangements", std::move(progress), [&](RunControl* control) {
        return sign_flip_test(changes.view(), options, control);
    }));
}

py::dict to_fields(const DifferenceTest& test) {
    py::dict fields{"se"_a = test.se,   "degrees_of_freedom"_a = test.degrees_of_freedom,
                    "t"_a = test.t,     "p"_a = test.p,
                    "low"_a = test.low, "high"_a = test.high};
    add_circumstances(fields, test);
    return fields;
}

py::dict difference_in_differences_py(const py::buffer& before, const py::buffer& after,
                                      const py::buffer& treated, double level) {
    const auto first = optional_numbers(before);
    const auto second = optional_numbers(after);
    const FlagColumn flags{treated};
    const DifferenceInDifferencesResult result = run_without_gil("differences", py::none{}, [&](RunControl*) {
        return difference_in_differences(first, second, flags.view(), level);
    });
    py::dict fields{"treated"_a = result.treated,
                    "controls"_a = result.controls,
                    "left_out"_a = result.left_out,
                    "treated_before"_a = result.treated_before,
                    "treated_after"_a = result.treated_after,
                    "controls_before"_a = result.controls_before,
                    "controls_after"_a = result.controls_after,
                    "estimate"_a = result.estimate,
                    "level"_a = result.level,
                    "pooled"_a = to_fields(result.pooled),
                    "welch"_a = to_fields(result.welch)};
    add_circumstances(fields, result);
    return fields;
}

/// NaN and infinity stand for never.
std::int32_t first_treated_of(double period) {
    if (std::isnan(period) || period == std::numeric_limits<double>::infinity()) {
        return never_treated;
    }
    if (period != std::trunc(period) || std::abs(period) >= double{never_treated}) {
        throw InvalidArgument{"first_treated must be a whole number of 32 bits"};
    }
    return static_cast<std::int32_t>(period);
}

py::dict staggered_adoption_py(const py::buffer& unit, const py::buffer& period, const py::buffer& outcome,
                               const py::buffer& first_treated, const py::buffer& cluster,
                               const std::vector<std::string>& names, const StaggeredOptions& options,
                               py::object progress) {
    const std::vector<std::uint32_t> units = label_numbers(unit);
    const std::vector<std::int32_t> periods = period_numbers(period);
    const RealColumn outcomes{outcome};
    const RealColumn stated_first{first_treated};
    const std::vector<std::uint32_t> clusters = label_numbers(cluster);
    std::vector<std::int32_t> first(stated_first.view().size());
    std::transform(stated_first.view().begin(), stated_first.view().end(), first.begin(), &first_treated_of);
    const auto [result, cells, aggregates] =
        run_without_gil("staggered adoption", std::move(progress), [&](RunControl* control) {
            StaggeredResult made =
                staggered_adoption({units, periods, outcomes.view(), first, clusters}, options, control);
            Table cell_rows = staggered_cells(made, names);
            Table aggregate_rows = staggered_aggregates(made, names);
            return std::tuple{std::move(made), std::make_shared<Table>(std::move(cell_rows)),
                              std::make_shared<Table>(std::move(aggregate_rows))};
        });
    py::dict fields{"units"_a = result.units,
                    "clusters"_a = result.clusters,
                    "never_treated"_a = result.never_treated,
                    "treated_at_first"_a = result.treated_at_first,
                    "rows_missing"_a = result.rows_missing,
                    "level"_a = result.level,
                    "replicates"_a = result.replicates,
                    "seed"_a = result.seed,
                    "cells"_a = cells,
                    "aggregates"_a = aggregates};
    add_circumstances(fields, result);
    return fields;
}

py::dict
spatial_autocorrelation_py(const py::buffer& unit, const py::buffer& value,
                           const std::vector<std::tuple<std::uint32_t, std::uint32_t, double>>& pairs,
                           const SpatialAutocorrelationOptions& options, py::object progress) {
    const RealColumn values{value};
    const std::vector<std::uint32_t> units = label_numbers(unit);
    std::vector<NeighbourWeight> weights;
    weights.reserve(pairs.size());
    for (const auto& [from, to, weight] : pairs) {
        weights.push_back({from, to, weight});
    }
    const SpatialAutocorrelationResult result =
        run_without_gil("arrangements", std::move(progress), [&](RunControl* control) {
            return spatial_autocorrelation(units, values.view(), weights, options, control);
        });
    py::dict fields{"units"_a = result.units,
                    "without_neighbours"_a = result.without_neighbours,
                    "moran_i"_a = result.moran_i,
                    "expected"_a = result.expected,
                    "exact"_a = result.exact,
                    "arrangements"_a = result.arrangements,
                    "replicates"_a = result.replicates,
                    "seed"_a = result.seed,
                    "p"_a = result.p,
                    "p_upper"_a = result.p_upper,
                    "smallest_p"_a = result.smallest_p};
    add_circumstances(fields, result);
    return fields;
}

} // namespace

void bind_pilot_effects(py::module_& module) {
    py::native_enum<WildWeights>(module, "WildWeights", "enum.Enum")
        .value("rademacher", WildWeights::rademacher)
        .value("webb", WildWeights::webb)
        .finalize();
    py::native_enum<RandomisationStatistic>(module, "RandomisationStatistic", "enum.Enum")
        .value("difference", RandomisationStatistic::difference)
        .value("studentised", RandomisationStatistic::studentised)
        .finalize();
    py::native_enum<StaggeredComparison>(module, "StaggeredComparison", "enum.Enum")
        .value("never", StaggeredComparison::never)
        .value("not_yet", StaggeredComparison::not_yet)
        .finalize();
    module.def(
        "cluster_robust",
        [](const py::buffer& outcome, const py::buffer& regressors, const py::buffer& cluster,
           const py::buffer& weights, std::size_t coefficient, double null_value, double level) {
            return cluster_robust_py(outcome, regressors, cluster, weights, {coefficient, null_value, level});
        },
        py::arg("outcome"), py::arg("regressors"), py::arg("cluster"), py::arg("weights"),
        py::arg("coefficient"), py::arg("null_value"), py::arg("level"));
    module.def(
        "wild_cluster_bootstrap",
        [](const py::buffer& outcome, const py::buffer& regressors, const py::buffer& cluster,
           const py::buffer& weights, std::size_t coefficient, double null_value, WildWeights draws,
           bool null_imposed, bool jackknife_variance, bool jackknife_scores, std::int64_t replicates,
           std::uint64_t seed, bool limits, double level, py::object progress) {
            return wild_cluster_bootstrap_py(outcome, regressors, cluster, weights,
                                             {coefficient, null_value, draws, null_imposed,
                                              jackknife_variance, jackknife_scores, replicates, seed, limits,
                                              level},
                                             std::move(progress));
        },
        py::arg("outcome"), py::arg("regressors"), py::arg("cluster"), py::arg("weights"),
        py::arg("coefficient"), py::arg("null_value"), py::arg("draws"), py::arg("null_imposed"),
        py::arg("jackknife_variance"), py::arg("jackknife_scores"), py::arg("replicates"), py::arg("seed"),
        py::arg("limits"), py::arg("level"), py::arg("progress"));
    module.def(
        "randomisation_test",
        [](const py::buffer& outcome, const py::buffer& treated, const py::buffer& stratum,
           RandomisationStatistic statistic, std::int64_t max_arrangements, std::int64_t replicates,
           std::uint64_t seed, bool limits, double level, py::object progress) {
            return randomisation_test_py(outcome, treated, stratum,
                                         {statistic, max_arrangements, replicates, seed, limits, level},
                                         std::move(progress));
        },
        py::arg("outcome"), py::arg("treated"), py::arg("stratum"), py::arg("statistic"),
        py::arg("max_arrangements"), py::arg("replicates"), py::arg("seed"), py::arg("limits"),
        py::arg("level"), py::arg("progress"));
    module.def(
        "sign_flip_test",
        [](const py::buffer& change, std::int64_t max_arrangements, std::int64_t replicates,
           std::uint64_t seed, bool limits, double level, py::object progress) {
            RandomisationOptions options;
            options.max_arrangements = max_arrangements;
            options.replicates = replicates;
            options.seed = seed;
            options.limits = limits;
            options.level = level;
            return sign_flip_test_py(change, options, std::move(progress));
        },
        py::arg("change"), py::arg("max_arrangements"), py::arg("replicates"), py::arg("seed"),
        py::arg("limits"), py::arg("level"), py::arg("progress"));
    module.def("difference_in_differences", &difference_in_differences_py, py::arg("before"),
               py::arg("after"), py::arg("treated"), py::arg("level"));
    module.def(
        "staggered_adoption",
        [](const py::buffer& unit, const py::buffer& period, const py::buffer& outcome,
           const py::buffer& first_treated, const py::buffer& cluster, const std::vector<std::string>& names,
           StaggeredComparison comparison, std::int32_t anticipation, std::int64_t replicates,
           std::uint64_t seed, double level, py::object progress) {
            return staggered_adoption_py(unit, period, outcome, first_treated, cluster, names,
                                         {comparison, anticipation, replicates, seed, level},
                                         std::move(progress));
        },
        py::arg("unit"), py::arg("period"), py::arg("outcome"), py::arg("first_treated"), py::arg("cluster"),
        py::arg("names"), py::arg("comparison"), py::arg("anticipation"), py::arg("replicates"),
        py::arg("seed"), py::arg("level"), py::arg("progress"));
    module.def(
        "spatial_autocorrelation",
        [](const py::buffer& unit, const py::buffer& value,
           const std::vector<std::tuple<std::uint32_t, std::uint32_t, double>>& weights,
           std::int64_t max_arrangements, std::int64_t replicates, std::uint64_t seed, py::object progress) {
            return spatial_autocorrelation_py(unit, value, weights, {max_arrangements, replicates, seed},
                                              std::move(progress));
        },
        py::arg("unit"), py::arg("value"), py::arg("weights"), py::arg("max_arrangements"),
        py::arg("replicates"), py::arg("seed"), py::arg("progress"));
}

} // namespace samspill::python
