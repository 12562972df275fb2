#include "pilot/staggered_effect.hpp"

#include <samspill/pilot/staggered_adoption.hpp>

#include "core/student_t.hpp"
#include "pilot/effect_tests.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace samspill::detail {
namespace {

/// More arrangements than this are drawn: each takes a pass over all units and cells.
constexpr std::int64_t most_counted = 100'000;
/// Above these sizes no regression over all cells is made: its columns are the cells.
constexpr std::size_t most_stacked_rows = 50'000;
constexpr std::size_t most_stacked_cells = 64;

StaggeredResult adoption_of(const StaggeredUnits& units, const PilotEffectOptions& options,
                            RunControl* control) {
    std::vector<std::uint32_t> unit;
    std::vector<std::int32_t> period;
    std::vector<double> outcome;
    std::vector<std::int32_t> first;
    std::vector<std::uint32_t> cluster;
    for (std::size_t k = 0; k < units.size(); ++k) {
        for (std::size_t wave = 0; wave < units.waves; ++wave) {
            if (const double value = units.values[k * units.waves + wave]; !std::isnan(value)) {
                unit.push_back(units.unit[k]);
                period.push_back(static_cast<std::int32_t>(wave));
                outcome.push_back(value);
                first.push_back(units.first_wave[k] == units.waves
                                    ? never_treated
                                    : static_cast<std::int32_t>(units.first_wave[k]));
                cluster.push_back(units.cluster[k]);
            }
        }
    }
    const StaggeredPanel panel{unit, period, outcome, first, cluster};
    return staggered_adoption(panel,
                              {.comparison = options.comparison,
                               .replicates = options.replicates,
                               .seed = options.seed,
                               .level = options.level},
                              control);
}

const StaggeredEstimate* aggregate_of(const StaggeredResult& result, StaggeredAggregate kind,
                                      std::optional<std::int32_t> key = std::nullopt) {
    for (const StaggeredAggregateEffect& aggregate : result.aggregates) {
        if (aggregate.kind == kind && aggregate.key == key) {
            return &aggregate.effect;
        }
    }
    return nullptr;
}

EffectEstimate influence_estimate(const StaggeredEstimate& from) {
    EffectEstimate estimate;
    estimate.method = EffectMethod::influence_function;
    estimate.method_id = "M3.8";
    estimate.convention =
        "errors from influence functions by cluster, normal distribution: for many clusters";
    estimate.status = from.status;
    estimate.reason = from.reason;
    estimate.estimate = from.estimate;
    estimate.se = from.se;
    estimate.low = from.low;
    estimate.high = from.high;
    if (from.estimate && from.se && *from.se > 0.0) {
        estimate.statistic = *from.estimate / *from.se;
        estimate.p = student_two_sided(*estimate.statistic, std::numeric_limits<double>::infinity());
    }
    return estimate;
}

/// Leaves out one cluster at a time; t with clusters - 1 degrees of freedom.
EffectEstimate jackknife_estimate(PilotEffect& effect, const StaggeredUnits& units,
                                  const StaggeredStatistic& statistic, double estimate) {
    EffectEstimate result;
    result.method = EffectMethod::cv3_jackknife;
    result.method_id = "M3.4";
    result.convention = "leaving out one cluster at a time, Student's t with clusters - 1 degrees of freedom";
    result.estimate = estimate;
    double squares = 0.0;
    double furthest = -1.0;
    for (std::uint32_t cluster = 0; cluster < effect.clusters; ++cluster) {
        const std::optional<double> without = statistic.without(cluster);
        if (!without) {
            result.status = Status::not_applicable;
            result.reason = "without one of the clusters there is no effect to compute";
            return result;
        }
        const double moved = std::abs(*without - estimate);
        squares += moved * moved;
        EffectSensitivity& found = effect.sensitivity;
        found.least = std::min(found.least.value_or(*without), *without);
        found.greatest = std::max(found.greatest.value_or(*without), *without);
        if (moved > furthest) {
            furthest = moved;
            const auto member = std::find(units.cluster.begin(), units.cluster.end(), cluster);
            found.most_influential = units.unit[static_cast<std::size_t>(member - units.cluster.begin())];
        }
    }
    const auto clusters = static_cast<double>(effect.clusters);
    result.se = std::sqrt((clusters - 1.0) / clusters * squares);
    result.degrees_of_freedom = clusters - 1.0;
    if (*result.se > 0.0) {
        const double reach =
            student_quantile_of_upper_tail(0.5 * (1.0 - effect.level), *result.degrees_of_freedom) *
            *result.se;
        result.statistic = estimate / *result.se;
        result.p = student_two_sided(*result.statistic, *result.degrees_of_freedom);
        result.low = estimate - reach;
        result.high = estimate + reach;
    } else {
        result.status = Status::not_applicable;
        result.reason = "no variance";
    }
    return result;
}

/// Clusters whose units all have one first wave and one stratum change their labels as a whole.
class ClusterLabels final : public LabelStatistic {
public:
    ClusterLabels(const StaggeredUnits& units, const StaggeredStatistic& statistic)
        : units_{units}, statistic_{statistic} {}
    [[nodiscard]] LabelledStatistic of(std::span<const std::uint32_t> labels) const override {
        std::vector<std::uint32_t> by_unit;
        by_unit.reserve(units_.size());
        for (const std::uint32_t cluster : units_.cluster) {
            by_unit.push_back(labels[cluster]);
        }
        return statistic_.of(by_unit);
    }

private:
    const StaggeredUnits& units_;
    const StaggeredStatistic& statistic_;
};

EffectEstimate randomised(PilotEffect& effect, const StaggeredUnits& units,
                          const StaggeredStatistic& statistic, const PilotEffectOptions& options,
                          RunControl* control) {
    std::vector<std::uint32_t> labels(effect.clusters, 0);
    std::vector<std::uint32_t> strata(effect.clusters, 0);
    std::vector<std::uint8_t> is_seen(effect.clusters, 0);
    bool is_mixed = false;
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        const std::uint32_t cluster = units.cluster[unit];
        if (is_seen[cluster] != 0) {
            is_mixed = is_mixed || labels[cluster] != statistic.labels()[unit] ||
                       strata[cluster] != units.stratum[unit];
        }
        is_seen[cluster] = 1;
        labels[cluster] = statistic.labels()[unit];
        strata[cluster] = units.stratum[unit];
    }
    const RandomisationOptions asked{.max_arrangements = std::min(options.max_arrangements, most_counted),
                                     .replicates = options.replicates,
                                     .seed = options.seed,
                                     .level = options.level};
    const ClusterLabels whole{units, statistic};
    RandomisationResult result =
        is_mixed ? label_permutation_test(statistic.labels(), units.stratum, statistic, asked, control)
                 : label_permutation_test(labels, strata, whole, asked, control);
    if (is_mixed) {
        effect.warnings.push_back({EffectWarning::clusters_mixed, std::nullopt, std::nullopt});
    }
    result.convention = "mean of all effects after treatment, first waves exchanged within strata";
    result.caveat =
        "as if the first wave of treatment had been drawn by lot: municipalities choose when to begin, "
        "and then it only describes";
    return randomised_estimate(result, EffectMethod::randomisation);
}

/// The methods of a regression, on all cells stacked; they estimate the same number as the others.
void add_regressions(PilotEffect& effect, const StaggeredStatistic& statistic,
                     const PilotEffectOptions& options, RunControl* control) {
    if (statistic.most_rows() > most_stacked_rows || statistic.cells() > most_stacked_cells) {
        return; // with so many units the influence functions serve
    }
    const StackedCells rows = statistic.stacked();
    for (EffectEstimate estimate : regression_estimates(rows.regression(), 0, false, options, control)) {
        effect.estimates.push_back(estimate);
    }
}

void add_means(PilotEffect& effect, const StaggeredUnits& units, const EffectWindow& window) {
    for (const bool is_treated : {true, false}) {
        for (std::size_t wave = 0; wave < units.waves; ++wave) {
            double sum = 0.0;
            std::size_t count = 0;
            for (std::size_t unit = 0; unit < units.size(); ++unit) {
                const double value = units.values[unit * units.waves + wave];
                if ((units.first_wave[unit] < units.waves) == is_treated && !std::isnan(value)) {
                    sum += value;
                    ++count;
                }
            }
            effect.means.push_back(
                {is_treated, static_cast<std::uint32_t>(window.baseline + wave), count,
                 count > 0 ? std::optional{sum / static_cast<double>(count)} : std::nullopt});
        }
    }
}

} // namespace

StaggeredUnits staggered_units(PilotEffect& effect, const PilotStudy& study, const EffectWindow& window) {
    StaggeredUnits units;
    units.waves = window.follow_up - window.baseline + 1;
    std::map<std::uint32_t, std::uint32_t> clusters;
    GapCounts gaps;
    for (std::size_t unit = 0; unit < study.units().size(); ++unit) {
        if (window.roles[unit] != UnitRole::treated && window.roles[unit] != UnitRole::control) {
            continue;
        }
        const StudyUnit& own = study.units()[unit];
        std::vector<double> values;
        std::set<Gap> own_gaps;
        for (std::size_t wave = window.baseline; wave <= window.follow_up; ++wave) {
            const StudyCell& cell = study.cell(effect.indicator, unit, wave);
            const Gap gap = gap_of(cell);
            own_gaps.insert(gap);
            values.push_back(gap == Gap::none ? cell.value : std::numeric_limits<double>::quiet_NaN());
        }
        for (const Gap gap : own_gaps) {
            gaps.add(gap);
        }
        if (own_gaps.count(Gap::none) == 0) {
            continue;
        }
        units.values.insert(units.values.end(), values.begin(), values.end());
        const bool is_treated = window.roles[unit] == UnitRole::treated;
        units.first_wave.push_back(
            static_cast<std::uint32_t>(is_treated ? own.first_wave - window.baseline : units.waves));
        units.stratum.push_back(own.stratum);
        units.unit.push_back(static_cast<std::uint32_t>(unit));
        units.cluster.push_back(
            clusters.emplace(own.cluster, static_cast<std::uint32_t>(clusters.size())).first->second);
        ++(is_treated ? effect.treated : effect.controls);
    }
    effect.clusters = clusters.size();
    note(effect, gaps);
    return units;
}

void add_staggered_effect(PilotEffect& effect, const PilotStudy& study, const EffectWindow& window,
                          const PilotEffectOptions& options, RunControl* control) {
    effect.method = "M3.8";
    const StaggeredUnits units = staggered_units(effect, study, window);
    if (effect.clusters < 2) {
        effect.status = Status::not_applicable;
        effect.reason = units.size() == 0 ? "no unit with a value" : "one cluster only";
        return;
    }
    add_means(effect, units, window);
    effect.staggered = adoption_of(units, options, control);
    const StaggeredEstimate* simple = aggregate_of(*effect.staggered, StaggeredAggregate::simple);
    if (simple == nullptr || !simple->estimate) {
        effect.status = Status::not_applicable;
        effect.reason = effect.staggered->reason.empty() ? "no wave has both treated and controls"
                                                         : effect.staggered->reason;
        return;
    }
    const StaggeredStatistic statistic{units, options.comparison == StaggeredComparison::not_yet};
    effect.estimate = simple->estimate;
    effect.estimates.push_back(randomised(effect, units, statistic, options, control));
    add_regressions(effect, statistic, options, control);
    effect.estimates.push_back(jackknife_estimate(effect, units, statistic, *simple->estimate));
    effect.estimates.push_back(influence_estimate(*simple));
    if (const StaggeredEstimate* earlier = aggregate_of(*effect.staggered, StaggeredAggregate::dynamic, -1)) {
        effect.earlier = influence_estimate(*earlier);
    }
}

} // namespace samspill::detail
