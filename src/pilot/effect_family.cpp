#include "pilot/effect_family.hpp"

#include <samspill/pilot/multiplicity.hpp>

#include "pilot/adjusted_difference.hpp"
#include "pilot/columns.hpp"
#include "pilot/difference_statistic.hpp"
#include "pilot/effect_rows.hpp"
#include "pilot/label_permutation.hpp"
#include "pilot/staggered_effect.hpp"
#include "pilot/staggered_statistic.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace samspill::detail {
namespace {

/// The units of a study that change their treatment: one entry a unit, with what it did and its stratum. A
/// cluster that is treated as a whole moves as one.
struct Movers {
    std::vector<std::uint32_t> labels; ///< one a mover: its first wave, or the number of waves for never
    std::vector<std::uint32_t> strata;
    std::vector<std::optional<std::uint32_t>>
        of_unit; ///< one a unit of the study; nothing: it keeps its label
};

/// The first wave of a unit, or the number of waves for never.
std::uint32_t label_of(const PilotStudy& study, std::size_t unit) {
    const StudyUnit& own = study.units()[unit];
    return own.arm == StudyArm::treated ? own.first_wave : static_cast<std::uint32_t>(study.waves().size());
}

/// What units of a cluster have in common, if they do.
using Circumstances = std::pair<std::uint32_t, std::uint32_t>;

/// `staggered`: first waves change, whether or not they come before the follow-up; else only who is treated.
Movers movers_of(const PilotStudy& study, const EffectWindow& window, bool staggered) {
    const auto never = static_cast<std::uint32_t>(study.waves().size());
    std::map<std::uint32_t, Circumstances> of_cluster;
    bool is_mixed = false;
    std::vector<std::optional<Circumstances>> of_unit(study.units().size());
    for (std::size_t unit = 0; unit < study.units().size(); ++unit) {
        const bool is_treated = window.roles[unit] == UnitRole::treated;
        if (is_treated || window.roles[unit] == UnitRole::control) {
            const StudyUnit& own = study.units()[unit];
            of_unit[unit] =
                Circumstances{staggered || is_treated ? label_of(study, unit) : never, own.stratum};
            is_mixed =
                is_mixed || of_cluster.emplace(own.cluster, *of_unit[unit]).first->second != *of_unit[unit];
        }
    }
    Movers movers;
    std::map<std::uint32_t, std::uint32_t> places;
    for (std::size_t unit = 0; unit < study.units().size(); ++unit) {
        movers.of_unit.emplace_back();
        if (!of_unit[unit]) {
            continue;
        }
        const std::uint32_t key = is_mixed ? static_cast<std::uint32_t>(unit) : study.units()[unit].cluster;
        const auto [place, is_new] = places.emplace(key, static_cast<std::uint32_t>(places.size()));
        if (is_new) {
            movers.labels.push_back(of_unit[unit]->first);
            movers.strata.push_back(of_unit[unit]->second);
        }
        movers.of_unit[unit] = place->second;
    }
    return movers;
}

/// The mean of staggered effects of one indicator when first waves are exchanged.
class MovedStaggered final : public LabelStatistic {
public:
    MovedStaggered(StaggeredUnits units, const PilotStudy& study, const Movers& movers, std::size_t baseline,
                   bool not_yet)
        : units_{std::move(units)},
          statistic_{units_, not_yet}, study_{study}, movers_{movers}, baseline_{baseline} {}

    [[nodiscard]] LabelledStatistic of(std::span<const std::uint32_t> labels) const override {
        std::vector<std::uint32_t> own;
        own.reserve(units_.size());
        for (const std::uint32_t unit : units_.unit) {
            const std::optional<std::uint32_t> mover = movers_.of_unit[unit];
            own.push_back(statistic_.label_of(mover ? labels[*mover] : label_of(study_, unit), baseline_));
        }
        return statistic_.of(own);
    }

private:
    StaggeredUnits units_;
    StaggeredStatistic statistic_;
    const PilotStudy& study_;
    const Movers& movers_;
    std::size_t baseline_;
};

std::unique_ptr<LabelStatistic> statistic_of(const PilotStudy& study, const PilotEffect& effect,
                                             const EffectWindow& window, const Movers& movers,
                                             const PilotEffectOptions& options) {
    if (effect.design == EffectDesign::staggered) {
        PilotEffectOptions own = options; // an indicator may have been seen in later waves than others
        own.follow_up = effect.estimate ? effect.follow_up : window.follow_up;
        PilotEffect counts = effect;
        return std::make_unique<MovedStaggered>(
            staggered_units(counts, study, *effect_window(study, effect.design, own)), study, movers,
            window.baseline, options.comparison == StaggeredComparison::not_yet);
    }
    const EffectRows found = effect_rows(study, effect.indicator, window, true, options);
    std::vector<double> changes;
    std::vector<std::uint32_t> of_row;
    for (const EffectRow& row : found.rows) {
        changes.push_back(row.change());
        of_row.push_back(
            *movers.of_unit[row.units.front()]); // rows are treated or controls of the same window
    }
    if (!options.adjust_for.empty()) {
        return std::make_unique<AdjustedDifference>(found.rows, std::move(of_row),
                                                    static_cast<std::uint32_t>(study.waves().size()));
    }
    return std::make_unique<DifferenceStatistic>(found.rows, std::move(changes), std::move(of_row),
                                                 static_cast<std::uint32_t>(study.waves().size()));
}

/// The waves up to the last one that every indicator has: who begins later keeps its first wave.
PilotEffectOptions over_common_waves(std::span<const PilotEffect> effects,
                                     const PilotEffectOptions& options) {
    PilotEffectOptions asked = options;
    for (const PilotEffect& effect : effects) {
        if (effect.estimate && effect.design == EffectDesign::staggered) {
            asked.follow_up =
                std::min<std::size_t>(asked.follow_up.value_or(effect.follow_up), effect.follow_up);
        }
    }
    return asked;
}

/// Statistics over their standard deviation between arrangements, so that tests can be compared.
ArrangedStatistics scaled(const PermutedStatistics& found, std::size_t tests,
                          std::vector<std::optional<double>>& observed, std::vector<double>& arranged) {
    const std::size_t count = found.arranged.size() / tests;
    arranged.resize(found.arranged.size());
    for (std::size_t k = 0; k < tests; ++k) {
        double squares = 0.0;
        double defined = 0.0;
        for (std::size_t w = 0; w < count; ++w) {
            if (const LabelledStatistic& own = found.arranged[w * tests + k]; own.is_defined()) {
                squares += own.outcome * own.outcome;
                defined += 1.0;
            }
        }
        const double deviation = defined > 0.0 ? std::sqrt(squares / defined) : 0.0;
        if (deviation == 0.0) {
            observed[k].reset();
            continue;
        }
        if (observed[k]) {
            observed[k] = found.observed[k].outcome / deviation;
        }
        for (std::size_t w = 0; w < count; ++w) {
            const LabelledStatistic& own = found.arranged[w * tests + k];
            arranged[w * tests + k] = own.is_defined() ? own.outcome / deviation : 0.0;
        }
    }
    // drawn arrangements stand beside the observed one, which is the first
    const std::size_t skip = found.exact ? 0 : tests;
    return {observed, std::span{arranged}.subspan(skip), found.exact};
}

/// No test of a family says more than it says alone, as it would when an indicator was seen by few units:
/// most arrangements then leave it without a comparison. Keeps the order of the p.
void raise_to_own(WestfallYoungResult& result, std::span<const PilotEffect> effects) {
    std::vector<std::size_t> order;
    for (std::size_t k = 0; k < effects.size(); ++k) {
        if (result.adjusted.p[k]) {
            order.push_back(k);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return *result.adjusted.p[a] < *result.adjusted.p[b];
    });
    double highest = 0.0;
    result.adjusted.rejected = 0;
    for (const std::size_t k : order) {
        const double own = effects[k].estimates.empty() ? 0.0 : effects[k].estimates.front().p.value_or(0.0);
        highest = std::max({highest, *result.adjusted.p[k], own});
        result.adjusted.p[k] = highest;
        result.adjusted.rejected += highest <= result.level * (1.0 + tie_tolerance) ? 1 : 0;
    }
}

WestfallYoungResult refused(std::string_view reason, double level) {
    WestfallYoungResult result;
    result.status = Status::not_applicable;
    result.reason = reason;
    result.level = level;
    return result;
}

} // namespace

WestfallYoungResult effects_westfall_young(const PilotStudy& study, std::span<const PilotEffect> effects,
                                           const PilotEffectOptions& options, RunControl* control) {
    const double alpha = 1.0 - options.level;
    if (effects.empty()) {
        return refused("empty", alpha);
    }
    if (effects.front().design == EffectDesign::before_after) {
        return refused("without controls no treatment can be exchanged", alpha);
    }
    if (effects.front().design == EffectDesign::synthetic) {
        return refused("placebos of synthetic controls are not exchanged together", alpha);
    }
    const std::optional<EffectWindow> window =
        effect_window(study, effects.front().design, over_common_waves(effects, options));
    if (!window) {
        return refused("no unit is treated after the first wave", alpha);
    }
    const Movers movers = movers_of(study, *window, effects.front().design == EffectDesign::staggered);
    std::vector<std::unique_ptr<LabelStatistic>> made;
    std::vector<const LabelStatistic*> statistics;
    std::vector<std::optional<double>> observed;
    for (const PilotEffect& effect : effects) {
        made.push_back(statistic_of(study, effect, *window, movers, options));
        statistics.push_back(made.back().get());
        observed.push_back(effect.estimate);
    }
    RandomisationOptions asked;
    asked.max_arrangements = std::min<std::int64_t>(options.max_arrangements, options.replicates);
    asked.replicates = options.replicates;
    asked.seed = options.seed;
    const PermutedStatistics found =
        permuted_statistics(movers.labels, movers.strata, statistics, asked, control);
    std::vector<double> arranged;
    const ArrangedStatistics scaled_up = scaled(found, statistics.size(), observed, arranged);
    WestfallYoungResult result = westfall_young(scaled_up, alpha);
    raise_to_own(result, effects);
    result.convention = "largest effect over its standard deviation between arrangements, step-down";
    return result;
}

} // namespace samspill::detail
