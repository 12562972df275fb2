#include "pilot/effect_tests.hpp"

#include <samspill/pilot/cluster_robust.hpp>
#include <samspill/pilot/difference_in_differences.hpp>
#include <samspill/pilot/randomisation_test.hpp>
#include <samspill/pilot/wild_cluster_bootstrap.hpp>

#include "pilot/effect_columns.hpp"
#include "pilot/label_permutation.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>

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

/// CR2, both wild bootstraps and CV3 of one coefficient.
void add_regressions(std::vector<EffectEstimate>& estimates, const ClusteredRegression& regression,
                     std::size_t coefficient, const PilotEffectOptions& options, RunControl* control) {
    const ClusterRobustResult robust =
        cluster_robust(regression, {.coefficient = coefficient, .level = options.level});
    estimates.push_back(estimate_of(robust, ClusterVariance::cr2, EffectMethod::cr2_satterthwaite,
                                    "CR2 errors, Student's t with Satterthwaite's degrees of freedom"));
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
    estimates.push_back(estimate_of(robust, ClusterVariance::cv3, EffectMethod::cv3_jackknife,
                                    "leaving out one cluster at a time, Student's t with Satterthwaite's "
                                    "degrees of freedom"));
}

/// The weighted difference of means between units labelled 1 and 0, within strata.
class WeightedDifference final : public LabelStatistic {
public:
    WeightedDifference(std::vector<double> outcome, const EffectColumns& columns)
        : outcome_{std::move(outcome)}, columns_{columns} {
        std::map<std::uint32_t, std::size_t> places;
        for (const std::uint32_t stratum : columns.stratum()) {
            places_.push_back(places.emplace(stratum, places.size()).first->second);
        }
        strata_ = places.size();
    }

    [[nodiscard]] LabelledStatistic of(std::span<const std::uint32_t> labels) const override {
        std::vector<Sums> sums(2 * strata_);
        for (std::size_t row = 0; row < labels.size(); ++row) {
            const double weight = columns_.weights()[row];
            Sums& own = sums[2 * places_[row] + labels[row]];
            own.weight += weight;
            own.outcome += weight * outcome_[row];
            own.exposure += columns_.treated()[row] != 0 ? weight : 0.0;
        }
        LabelledStatistic statistic;
        double total = 0.0;
        for (std::size_t stratum = 0; stratum < strata_; ++stratum) {
            const Sums& controls = sums[2 * stratum];
            const Sums& treated = sums[2 * stratum + 1];
            const double share = controls.weight + treated.weight;
            statistic.outcome +=
                share * (treated.outcome / treated.weight - controls.outcome / controls.weight);
            statistic.exposure +=
                share * (treated.exposure / treated.weight - controls.exposure / controls.weight);
            total += share;
        }
        return {statistic.outcome / total, statistic.exposure / total};
    }

private:
    struct Sums {
        double weight = 0.0;
        double outcome = 0.0;
        double exposure = 0.0;
    };

    std::vector<double> outcome_;
    const EffectColumns& columns_;
    std::vector<std::size_t> places_;
    std::size_t strata_ = 0;
};

EffectEstimate weighted_randomisation(const EffectColumns& columns, const PilotEffectOptions& options,
                                      RunControl* control) {
    const std::vector<std::uint32_t> labels(columns.treated().begin(), columns.treated().end());
    const WeightedDifference statistic{columns.unexplained(), columns};
    RandomisationResult result =
        label_permutation_test(labels, columns.stratum(), statistic, randomisation_options(options), control);
    result.convention = "weighted difference of means, within strata";
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

/// Whether every row counts alike and stands for itself.
bool is_plain(const EffectColumns& columns, const PilotEffectOptions& options) {
    const std::vector<std::uint32_t>& strata = columns.stratum();
    return !options.weighted && options.adjust_for.empty() &&
           std::equal(strata.begin() + 1, strata.end(), strata.begin());
}

} // namespace

EffectEstimate randomisation_estimate(const std::vector<EffectRow>& rows, const PilotEffectOptions& options,
                                      RunControl* control) {
    const EffectColumns columns{rows, true};
    if (options.weighted) {
        return weighted_randomisation(columns, options, control);
    }
    return randomised_estimate(randomisation_test(columns.unexplained(), columns.treated(), columns.stratum(),
                                                  randomisation_options(options), control),
                               EffectMethod::randomisation);
}

std::vector<EffectEstimate> two_wave_estimates(const std::vector<EffectRow>& rows,
                                               const PilotEffectOptions& options, RunControl* control) {
    const EffectColumns columns{rows, true};
    std::vector<EffectEstimate> estimates{randomisation_estimate(rows, options, control)};
    if (!options.weighted) {
        RandomisationOptions studentised = randomisation_options(options);
        studentised.statistic = RandomisationStatistic::studentised;
        estimates.push_back(randomised_estimate(randomisation_test(columns.unexplained(), columns.treated(),
                                                                   columns.stratum(), studentised, control),
                                                EffectMethod::randomisation_studentised));
    }
    add_regressions(estimates, columns.regression(), 1, options, control);
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
    add_regressions(estimates, columns.regression(), 0, options, control);
    return estimates;
}

} // namespace samspill::detail
