// What did treatment change, beside what units and periods are like anyway?
#pragma once

#include <samspill/pilot/clustered_regression.hpp>
#include <samspill/result/two_way_result.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace samspill {

/// Views of columns with one entry a row; nothing is kept. A unit may have several rows in a period, such as
/// people in a municipality.
struct TwoWayPanel {
    std::span<const std::uint32_t> unit;
    std::span<const std::int32_t> period;
    std::span<const double> outcome;
    std::span<const double> treatment;        ///< such as 1 where and while a unit is treated, else 0
    std::span<const double> covariates{};     ///< rows · c numbers, column by column
    std::span<const double> weights{};        ///< above 0; empty for equal weights
    std::span<const std::uint32_t> cluster{}; ///< the same in all rows of a unit; empty: each unit its own
};

struct TwoWayOptions {
    double null_value = 0.0; ///< what the effect is tested against, in units of the outcome
    double level = 0.95;     ///< of the limits
};

/// Outcome, treatment, covariates and dummies of all periods but the first, each less its weighted mean in
/// the unit; rows in an order of their own. The coefficient 0 is that of treatment.
struct WithinColumns {
    std::string_view obstacle; ///< why there is no effect; a literal, empty when there is one
    std::size_t units = 0;
    std::size_t periods = 0;
    std::size_t left_out = 0; ///< units that were seen once, whose rows are not here
    std::vector<double> outcome;
    std::vector<double> regressors;
    std::vector<std::uint32_t> cluster;
    std::vector<double> weights;

    [[nodiscard]] ClusteredRegression view() const { return {outcome, regressors, cluster, weights}; }
};

/// Partials unit effects out exactly, so that cluster_robust() and wild_cluster_bootstrap() do not meet
/// a dummy of a cluster (methods M3.4). Rows do not tell how many units there were: CR1S counts treatment,
/// covariates and periods as regressors, but no units. O(rows · (k² + log rows)), k the regressors.
/// @throws InvalidArgument for spans of different length, numbers that are not finite, weights that are not
/// above 0, a unit in two clusters
[[nodiscard]] WithinColumns within_units(const TwoWayPanel& panel);

/// Least squares with effects of units and of periods (methods M3.3, M3.8), and cluster_robust() errors of
/// the effect of treatment. CV3 leaves out one cluster at a time and estimates the period effects anew each
/// time. With treatment that starts at different times and effects that grow, this is no mean of the effects:
/// see staggered_adoption().
///
/// Not applicable: no rows (`empty`), one period, no unit seen twice, treatment or covariates that unit and
/// period effects already tell; as cluster_robust(). The same bits for any order of the rows.
/// @throws InvalidArgument as within_units(), and for a null value that is not finite or a level outside (0,
/// 1)
[[nodiscard]] TwoWayResult two_way_fixed_effects(const TwoWayPanel& panel, const TwoWayOptions& options = {});

} // namespace samspill
