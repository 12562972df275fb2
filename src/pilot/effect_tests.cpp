#include "pilot/effect_tests.hpp"

#include <samspill/pilot/cluster_robust.hpp>
#include <samspill/pilot/difference_in_differences.hpp>
#include <samspill/pilot/randomisation_test.hpp>
#include <samspill/pilot/wild_cluster_bootstrap.hpp>

#include "pilot/adjusted_difference.hpp"
#include "pilot/difference_statistic.hpp"
#include "pilot/effect_columns.hpp"
#include "pilot/label_permutation.hpp"
#include "pilot/pair_differences.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill::detail {

EffectEstimate randomised_estimate(const RandomisationResult& result, EffectMethod method) {
    EffectEstimate estimate;
    estimate.method = method;
    estimate.method_id = result.method;
    estimate.convention = result.convention;
    estimate.caveat = result.caveat;
    estimate.status = result.status;
    estimate.reason = result.reason;
    estimate.estimate = result.estimate;
    estimate.statistic = result.statistic;
    estimate.p = result.p;
    estimate.smallest_p = result.smallest_p;
    estimate.exact = result.exact;
    estimate.arrangements = result.arrangements;
    estimate.replicates = result.replicates;
    estimate.low = result.low;
    estimate.high = result.high;
    estimate.limits_reason = result.limits_reason;
    return estimate;
}

namespace {

RandomisationOptions randomisation_options(const PilotEffectOptions& options) {
    return {.max_arrangements = options.max_arrangements,
            .replicates = options.replicates,
            .seed = options.seed,
            .level = options.level};
}

/// With the pseudo-inverse a cluster that alone determines a coefficient, such as the only treated one,
/// counts as one that does not vary: the error is too small, and without an effect a third of all p are below
/// 0.05.
void drop_error(EffectEstimate& estimate) {
    estimate.status = Status::not_applicable;
    estimate.reason = "a cluster alone determines a coefficient: how much it varies cannot be told";
    estimate.se.reset();
    estimate.degrees_of_freedom.reset();
    estimate.statistic.reset();
    estimate.p.reset();
    estimate.low.reset();
    estimate.high.reset();
}

EffectEstimate estimate_of(const ClusterRobustResult& result, ClusterVariance variance, EffectMethod method,
                           std::string_view convention) {
    EffectEstimate estimate;
    estimate.method = method;
    estimate.method_id = result.method;
    estimate.convention = convention;
    estimate.status = result.status;
    estimate.reason = result.reason;
    estimate.estimate = result.estimate;
    for (const ClusterRobustError& error : result.errors) {
        if (error.variance != variance) {
            continue;
        }
        estimate.status = error.status;
        estimate.reason = error.reason;
        estimate.se = error.se;
        estimate.degrees_of_freedom = error.degrees_of_freedom;
        estimate.statistic = error.t;
        estimate.p = error.p;
        estimate.low = error.low;
        estimate.high = error.high;
        if (error.status == Status::ok && !error.reason.empty()) {
            drop_error(estimate);
        }
    }
    return estimate;
}

EffectEstimate estimate_of(const WildBootstrapResult& result, EffectMethod method) {
    EffectEstimate estimate;
    estimate.method = method;
    estimate.method_id = result.method;
    estimate.convention = result.convention;
    estimate.status = result.status;
    estimate.reason = result.reason;
    estimate.estimate = result.estimate;
    estimate.statistic = result.t;
    estimate.p = result.p;
    estimate.smallest_p = result.smallest_p;
    estimate.exact = result.exact;
    estimate.arrangements = result.arrangements;
    estimate.replicates = result.replicates;
    estimate.low = result.low;
    estimate.high = result.high;
    estimate.limits_reason = result.limits_reason;
    return estimate;
}

/// With weights or preconditions: what the regression estimates, made again for every arrangement.
EffectEstimate rearranged(const EffectColumns& columns, const LabelStatistic& statistic,
                          std::string_view convention, const PilotEffectOptions& options,
                          RunControl* control) {
    const std::vector<std::uint32_t> labels(columns.treated().begin(), columns.treated().end());
    RandomisationResult result =
        label_permutation_test(labels, columns.stratum(), statistic, randomisation_options(options), control);
    result.convention = convention;
    result.caveat =
        "as if treatment had been drawn by lot: municipalities choose to be pilots, and then it only "
        "describes";
    return randomised_estimate(result, EffectMethod::randomisation);
}

EffectEstimate welch_estimate(const EffectColumns& columns, double level) {
    const std::vector<std::optional<double>> before(columns.outcome().size(), 0.0);
    const std::vector<std::optional<double>> after(columns.outcome().begin(), columns.outcome().end());
    const DifferenceInDifferencesResult result =
        difference_in_differences(before, after, columns.treated(), level);
    EffectEstimate estimate;
    estimate.method = EffectMethod::welch;
    estimate.method_id = result.method;
    estimate.convention = result.welch.convention;
    estimate.status = result.welch.status;
    estimate.reason = result.welch.reason;
    estimate.estimate = result.estimate;
    estimate.se = result.welch.se;
    estimate.degrees_of_freedom = result.welch.degrees_of_freedom;
    estimate.statistic = result.welch.t;
    estimate.p = result.welch.p;
    estimate.low = result.welch.low;
    estimate.high = result.welch.high;
    return estimate;
}

void append(std::vector<EffectEstimate>& estimates, const std::vector<EffectEstimate>& more) {
    estimates.insert(estimates.end(), more.begin(), more.end());
}

/// Whether every row counts alike and stands for itself.
bool is_plain(const EffectColumns& columns, const PilotEffectOptions& options) {
    const std::vector<std::uint32_t>& strata = columns.stratum();
    return !options.weighted && options.adjust_for.empty() &&
           std::equal(strata.begin() + 1, strata.end(), strata.begin());
}

} // namespace

std::vector<EffectEstimate> regression_estimates(const ClusteredRegression& regression,
                                                 std::size_t coefficient, bool with_jackknife,
                                                 const PilotEffectOptions& options, RunControl* control) {
    const ClusterRobustResult robust =
        cluster_robust(regression, {.coefficient = coefficient, .level = options.level});
    std::vector<EffectEstimate> estimates{
        estimate_of(robust, ClusterVariance::cr2, EffectMethod::cr2_satterthwaite,
                    "CR2 errors, Student's t with Satterthwaite's degrees of freedom")};
    WildBootstrapOptions wild{.coefficient = coefficient,
                              .weights = WildWeights::webb,
                              .replicates = options.replicates,
                              .seed = options.seed,
                              .level = options.level};
    estimates.push_back(
        estimate_of(wild_cluster_bootstrap(regression, wild, control), EffectMethod::wild_webb));
    wild.weights = WildWeights::rademacher;
    estimates.push_back(
        estimate_of(wild_cluster_bootstrap(regression, wild, control), EffectMethod::wild_rademacher));
    if (with_jackknife) {
        estimates.push_back(estimate_of(robust, ClusterVariance::cv3, EffectMethod::cv3_jackknife,
                                        "leaving out one cluster at a time, Student's t with Satterthwaite's "
                                        "degrees of freedom"));
    }
    return estimates;
}

EffectEstimate randomisation_estimate(const std::vector<EffectRow>& rows, const PilotEffectOptions& options,
                                      RunControl* control) {
    const EffectColumns columns{rows, true};
    std::vector<std::uint32_t> of_row(rows.size());
    std::iota(of_row.begin(), of_row.end(), std::uint32_t{0});
    if (!options.adjust_for.empty()) {
        const AdjustedDifference statistic{rows, std::move(of_row), 0};
        return rearranged(
            columns, statistic,
            "coefficient of treatment beside preconditions and strata, estimated again for every "
            "arrangement",
            options, control);
    }
    if (options.weighted) {
        const DifferenceStatistic statistic{rows, columns.outcome(), std::move(of_row), 0};
        return rearranged(columns, statistic, "weighted difference of means, within strata", options,
                          control);
    }
    return randomised_estimate(randomisation_test(columns.outcome(), columns.treated(), columns.stratum(),
                                                  randomisation_options(options), control),
                               EffectMethod::randomisation);
}

std::vector<EffectEstimate> two_wave_estimates(const std::vector<EffectRow>& rows,
                                               const PilotEffectOptions& options, RunControl* control) {
    const EffectColumns columns{rows, true};
    std::vector<EffectEstimate> estimates{randomisation_estimate(rows, options, control)};
    if (!options.weighted && options.adjust_for.empty()) {
        RandomisationOptions studentised = randomisation_options(options);
        studentised.statistic = RandomisationStatistic::studentised;
        estimates.push_back(randomised_estimate(
            randomisation_test(columns.outcome(), columns.treated(), columns.stratum(), studentised, control),
            EffectMethod::randomisation_studentised));
    }
    if (const std::optional<PairDifferences> pairs = pair_differences(rows)) {
        append(estimates, regression_estimates(pairs->regression(), 0, true, options, control));
    } else {
        append(estimates, regression_estimates(columns.regression(), 1, true, options, control));
    }
    if (is_plain(columns, options)) {
        estimates.push_back(welch_estimate(columns, options.level));
    }
    return estimates;
}

std::vector<EffectEstimate> before_after_estimates(const std::vector<EffectRow>& rows,
                                                   const PilotEffectOptions& options, RunControl* control) {
    const EffectColumns columns{rows, false};
    std::vector<EffectEstimate> estimates{
        randomised_estimate(sign_flip_test(columns.outcome(), randomisation_options(options), control),
                            EffectMethod::randomisation)};
    append(estimates, regression_estimates(columns.regression(), 0, true, options, control));
    return estimates;
}

} // namespace samspill::detail
