#include <samspill/pilot/pilot_effect.hpp>

#include <samspill/pilot/effect_power.hpp>
#include <samspill/version.hpp>

#include "core/require.hpp"
#include "detail/options_echo.hpp"
#include "pilot/columns.hpp"
#include "pilot/effect_bounds.hpp"
#include "pilot/effect_checks.hpp"
#include "pilot/effect_columns.hpp"
#include "pilot/effect_rows.hpp"
#include "pilot/effect_tests.hpp"
#include "pilot/staggered_effect.hpp"
#include "pilot/synthetic_effect.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace samspill {
namespace {

using detail::EffectRow;
using detail::EffectRows;
using detail::EffectWindow;

constexpr std::size_t units_each_precondition = 8; // methods M3.10

void check(const PilotStudy& study, std::size_t indicator, const PilotEffectOptions& options) {
    constexpr std::int64_t most = std::int64_t{1} << 31;
    detail::require(indicator < study.indicators().size(), "there is no such indicator");
    detail::require_level(options.level);
    detail::require(options.replicates >= 1 && options.replicates <= most, "replicates must be 1 to 2^31");
    detail::require(options.max_arrangements >= 1 && options.max_arrangements <= most,
                    "max_arrangements must be 1 to 2^31");
    const std::set<std::size_t> names(options.adjust_for.begin(), options.adjust_for.end());
    detail::require(names.size() == options.adjust_for.size(), "adjust_for must name a precondition once");
    detail::require(names.empty() || *names.rbegin() < study.precondition_names().size(),
                    "there is no such precondition");
}

Provenance provenance_of(const PilotStudy& study, std::size_t indicator, const PilotEffectOptions& options) {
    Provenance provenance;
    provenance.analysis = "pilot_effect";
    provenance.version = version;
    provenance.network_fingerprint = study.fingerprint();
    provenance.seed = options.seed;
    const auto wave = [&](std::optional<std::size_t> asked) {
        return asked && *asked < study.waves().size() ? study.waves()[*asked].id : std::string{"automatic"};
    };
    std::string adjusted;
    for (const std::size_t name : options.adjust_for) {
        adjusted += (adjusted.empty() ? "" : ", ") + study.precondition_names()[name];
    }
    detail::echo(provenance, "indicator", study.indicators()[indicator].id);
    detail::echo(provenance, "design", std::string{to_string(options.design)});
    detail::echo(provenance, "baseline", wave(options.baseline));
    detail::echo(provenance, "follow_up", wave(options.follow_up));
    detail::echo(provenance, "comparison",
                 options.comparison == StaggeredComparison::not_yet ? "not_yet" : "never");
    detail::echo(provenance, "adjust_for", adjusted);
    detail::echo(provenance, "weighted", options.weighted ? "true" : "false");
    detail::echo(provenance, "replicates", std::to_string(options.replicates));
    detail::echo(provenance, "max_arrangements", std::to_string(options.max_arrangements));
    detail::echo(provenance, "level", detail::text_of(options.level));
    detail::echo(provenance, "few_clusters", std::to_string(options.few_clusters));
    detail::echo(provenance, "few_in_arm", std::to_string(options.few_in_arm));
    return provenance;
}

/// The design that `automatic` comes to.
EffectDesign design_of(const PilotStudy& study, const PilotEffectOptions& options) {
    if (options.design != EffectDesign::automatic) {
        return options.design;
    }
    std::set<std::uint32_t> first_waves;
    bool has_controls = false;
    for (const StudyUnit& unit : study.units()) {
        if (unit.arm == StudyArm::treated && unit.first_wave > 0) {
            first_waves.insert(unit.first_wave);
        }
        has_controls = has_controls || unit.arm == StudyArm::never;
    }
    const bool is_staggered = first_waves.size() > 1;
    if (is_staggered && (has_controls || options.comparison == StaggeredComparison::not_yet) &&
        !options.weighted && options.adjust_for.empty()) {
        return EffectDesign::staggered;
    }
    return has_controls ? EffectDesign::two_waves : EffectDesign::before_after;
}

void refuse(PilotEffect& effect, std::string_view reason) {
    effect.status = Status::not_applicable;
    effect.reason = reason;
}

void add_means(PilotEffect& effect, const std::vector<EffectRow>& rows) {
    for (const bool is_treated : {true, false}) {
        double before = 0.0;
        double after = 0.0;
        double weight = 0.0;
        std::size_t units = 0;
        for (const EffectRow& row : rows) {
            if (row.treated == is_treated) {
                before += row.weight * row.before;
                after += row.weight * row.after;
                weight += row.weight;
                units += row.units.size();
            }
        }
        if (units > 0) {
            effect.means.push_back({is_treated, effect.baseline, units, before / weight});
            effect.means.push_back({is_treated, effect.follow_up, units, after / weight});
        }
    }
}

void add_counts(PilotEffect& effect, const EffectRows& found) {
    effect.treated = found.treated();
    effect.controls = found.controls();
    std::set<std::uint32_t> clusters;
    for (const EffectRow& row : found.rows) {
        clusters.insert(row.cluster);
    }
    effect.clusters = clusters.size();
    detail::note(effect, found.left_out);
    detail::note(effect, EffectWarning::stratum_one_sided, found.stratum_one_sided);
    if (found.clusters_mixed) {
        effect.warnings.push_back({EffectWarning::clusters_mixed, std::nullopt, std::nullopt});
    }
}

/// The difference that the same arms had before, between the two waves up to the baseline.
void add_earlier(PilotEffect& effect, const PilotStudy& study, EffectWindow window,
                 const PilotEffectOptions& options, RunControl* control) {
    if (window.baseline == 0) {
        return;
    }
    window.follow_up = window.baseline;
    --window.baseline;
    const EffectRows found = detail::effect_rows(study, effect.indicator, window, true, options);
    const bool is_adjusted = !options.adjust_for.empty();
    if (!found.rows.empty() && !(is_adjusted && detail::EffectColumns{found.rows, true}.are_collinear())) {
        effect.earlier = detail::randomisation_estimate(found.rows, options, control);
    }
}

void add_detectable(PilotEffect& effect) {
    for (const EffectEstimate& estimate : effect.estimates) {
        if ((estimate.method == EffectMethod::cr2_satterthwaite ||
             estimate.method == EffectMethod::cv3_jackknife) &&
            estimate.se && estimate.degrees_of_freedom && *estimate.se > 0.0) {
            effect.detectable = minimum_detectable_effect(*estimate.se, *estimate.degrees_of_freedom,
                                                          {.alpha = 1.0 - effect.level});
            return;
        }
        if (estimate.method == EffectMethod::cr2_satterthwaite && estimate.status != Status::ok) {
            effect.detectable.emplace();
            effect.detectable->status = estimate.status;
            effect.detectable->reason = estimate.reason;
            effect.detectable->alpha = 1.0 - effect.level;
        }
    }
}

void add_bounds(PilotEffect& effect, const PilotStudy& study, const EffectWindow& window, bool with_controls,
                const PilotEffectOptions& options) {
    if (options.adjust_for.empty()) {
        effect.bounds =
            detail::two_wave_bounds(study, effect.indicator, window, with_controls, options.weighted);
    } else {
        effect.bounds.reason = "not made with preconditions";
        effect.bounds.reweighted_reason = effect.bounds.reason;
    }
}

void add_two_waves(PilotEffect& effect, const PilotStudy& study, const EffectWindow& window,
                   const PilotEffectOptions& options, RunControl* control) {
    const bool with_controls = effect.design == EffectDesign::two_waves;
    effect.method = with_controls ? "M3.3" : "M3.6";
    const EffectRows found = detail::effect_rows(study, effect.indicator, window, with_controls, options);
    add_counts(effect, found);
    if (!with_controls && (options.weighted || !options.adjust_for.empty())) {
        return refuse(effect, "weights and preconditions are for the design two_waves");
    }
    add_bounds(effect, study, window, with_controls, options);
    if (effect.treated == 0 || (with_controls && effect.controls == 0)) {
        return refuse(effect, effect.treated == 0 ? "no treated unit with both waves"
                                                  : "no stratum with both treated and controls");
    }
    add_means(effect, found.rows);
    if (effect.clusters < 2) {
        return refuse(effect, "one cluster only");
    }
    if (!options.adjust_for.empty()) {
        if (found.rows.size() < units_each_precondition * options.adjust_for.size()) {
            detail::note(effect, EffectWarning::too_many_adjustments, options.adjust_for.size());
            return refuse(effect, "more than one precondition for every eight units");
        }
        if (detail::EffectColumns{found.rows, true}.are_collinear()) {
            effect.warnings.push_back({EffectWarning::collinear_adjustment, std::nullopt, std::nullopt});
            return refuse(effect, "preconditions are collinear");
        }
    }
    effect.estimates = with_controls ? detail::two_wave_estimates(found.rows, options, control)
                                     : detail::before_after_estimates(found.rows, options, control);
    for (const EffectEstimate& estimate : effect.estimates) {
        if (!effect.estimate && estimate.estimate) {
            effect.estimate = *estimate.estimate + 0.0; // never -0
        }
    }
    if (with_controls) {
        add_earlier(effect, study, window, options, control);
        effect.dependence = detail::effect_dependence(study, found.rows, options, control);
        if (effect.estimate) {
            effect.sensitivity =
                detail::effect_sensitivity(study, window, found.rows, options.weighted, *effect.estimate);
        }
    }
}

/// Designs that use every wave between the two.
void add_all_waves(PilotEffect& effect, const PilotStudy& study, const EffectWindow& window,
                   const PilotEffectOptions& options, RunControl* control) {
    if (options.weighted || !options.adjust_for.empty()) {
        refuse(effect, "weights and preconditions are for the design two_waves");
    } else if (effect.design == EffectDesign::staggered) {
        effect.bounds = detail::staggered_bounds(study, effect.indicator, window, options.comparison);
        detail::add_staggered_effect(effect, study, window, options, control);
    } else {
        effect.bounds.reason = "bounds are not made for synthetic controls";
        effect.bounds.reweighted_reason = effect.bounds.reason;
        detail::add_synthetic_effect(effect, study, window, control);
    }
}

/// The last wave in which anybody was seen: whoever begins after it is treated later, and no control.
PilotEffectOptions up_to_last_seen(const PilotStudy& study, const PilotEffect& effect,
                                   const PilotEffectOptions& options) {
    PilotEffectOptions asked = options;
    const bool uses_all_waves =
        effect.design == EffectDesign::staggered || effect.design == EffectDesign::synthetic;
    const std::size_t baseline = options.baseline.value_or(0);
    for (std::size_t wave = study.waves().size();
         uses_all_waves && !asked.follow_up && wave-- > baseline + 1;) {
        for (std::size_t unit = 0; unit < study.units().size() && !asked.follow_up; ++unit) {
            if (study.cell(effect.indicator, unit, wave).status == ObservationStatus::observed) {
                asked.follow_up = wave;
            }
        }
    }
    return asked;
}

/// Without a wave to begin from: how many were treated already, and how many may have been.
void add_why_nobody_counts(PilotEffect& effect, const PilotStudy& study) {
    refuse(effect,
           study.waves().size() < 2 ? "fewer than two waves" : "no unit is treated after the first wave");
    std::size_t treated = 0;
    std::size_t unknown = 0;
    for (const StudyUnit& unit : study.units()) {
        treated += unit.arm == StudyArm::treated ? 1 : 0;
        unknown += unit.arm == StudyArm::unknown ? 1 : 0;
    }
    detail::note(effect, EffectWarning::treated_from_start, treated);
    detail::note(effect, EffectWarning::arm_unknown, unknown);
}

} // namespace

PilotEffect pilot_effect(const PilotStudy& study, std::size_t indicator, const PilotEffectOptions& options,
                         RunControl* control) {
    check(study, indicator, options);
    PilotEffect effect;
    effect.provenance = provenance_of(study, indicator, options);
    effect.indicator = indicator;
    effect.level = options.level;
    effect.seed = options.seed;
    effect.design = design_of(study, options);
    const std::optional<EffectWindow> window =
        detail::effect_window(study, effect.design, up_to_last_seen(study, effect, options));
    if (!window) {
        add_why_nobody_counts(effect, study);
        return effect;
    }
    effect.baseline = static_cast<std::uint32_t>(window->baseline);
    effect.follow_up = static_cast<std::uint32_t>(window->follow_up);
    if (effect.design == EffectDesign::staggered || effect.design == EffectDesign::synthetic) {
        add_all_waves(effect, study, *window, options, control);
    } else {
        add_two_waves(effect, study, *window, options, control);
    }
    add_detectable(effect);
    detail::add_warnings(effect, study, *window, options);
    return effect;
}

} // namespace samspill
