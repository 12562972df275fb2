#include "pilot/synthetic_effect.hpp"

#include <samspill/pilot/synthetic_control.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

namespace samspill::detail {
namespace {

/// Units of the study by role, and the panel that they make.
struct SyntheticPanel {
    std::vector<std::uint32_t> treated;
    std::vector<std::uint32_t> controls;
    std::vector<std::uint32_t> unit;
    std::vector<std::int32_t> period;
    std::vector<double> outcome;

    void add(std::uint32_t of, std::size_t wave, double value) {
        unit.push_back(of);
        period.push_back(static_cast<std::int32_t>(wave));
        outcome.push_back(value);
    }
};

const StudyCell& cell_of(const PilotStudy& study, const PilotEffect& effect, std::uint32_t unit,
                         std::size_t wave) {
    return study.cell(effect.indicator, unit, wave);
}

bool is_seen(const StudyCell& cell) { return cell.status == ObservationStatus::observed; }

/// The treated as one unit that bears the number of the first of them, in the waves in which all of them were
/// seen; those are returned.
std::vector<std::size_t> add_treated(SyntheticPanel& panel, PilotEffect& effect, const PilotStudy& study,
                                     const EffectWindow& window) {
    std::vector<std::size_t> waves;
    for (std::size_t wave = window.baseline; wave <= window.follow_up; ++wave) {
        double sum = 0.0;
        const bool is_complete =
            std::all_of(panel.treated.begin(), panel.treated.end(), [&](std::uint32_t unit) {
                const StudyCell& cell = cell_of(study, effect, unit, wave);
                sum += is_seen(cell) ? cell.value : 0.0;
                return is_seen(cell);
            });
        if (is_complete) {
            panel.add(panel.treated.front(), wave, sum / static_cast<double>(panel.treated.size()));
            waves.push_back(wave);
        }
    }
    return waves;
}

/// Waves between the two in which somebody was seen, but not all of the treated.
std::size_t waves_left_out(const SyntheticPanel& panel, const PilotEffect& effect, const PilotStudy& study,
                           const EffectWindow& window, const std::vector<std::size_t>& waves) {
    std::size_t seen = 0;
    for (std::size_t wave = window.baseline; wave <= window.follow_up; ++wave) {
        const auto is_seen_now = [&](std::uint32_t unit) {
            return is_seen(cell_of(study, effect, unit, wave));
        };
        seen += std::any_of(panel.treated.begin(), panel.treated.end(), is_seen_now) ||
                        std::any_of(panel.controls.begin(), panel.controls.end(), is_seen_now)
                    ? 1
                    : 0;
    }
    return seen - waves.size();
}

/// Controls that cannot be mixed, by the worst of what they lack in the waves that count.
GapCounts donors_left_out(const SyntheticPanel& panel, const PilotEffect& effect, const PilotStudy& study,
                          const std::vector<std::size_t>& waves) {
    GapCounts counts;
    for (const std::uint32_t unit : panel.controls) {
        Gap worst = Gap::none;
        for (const std::size_t wave : waves) {
            worst = std::max(worst, gap_of(cell_of(study, effect, unit, wave)));
        }
        counts.add(worst);
    }
    return counts;
}

void add_controls(SyntheticPanel& panel, const PilotEffect& effect, const PilotStudy& study,
                  const EffectWindow& window) {
    for (const std::uint32_t unit : panel.controls) {
        for (std::size_t wave = window.baseline; wave <= window.follow_up; ++wave) {
            if (const StudyCell& cell = cell_of(study, effect, unit, wave); is_seen(cell)) {
                panel.add(unit, wave, cell.value);
            }
        }
    }
}

constexpr std::size_t enough_waves_before = 4;

void refuse(PilotEffect& effect, std::string_view reason) {
    effect.status = Status::not_applicable;
    effect.reason = reason;
}

EffectEstimate estimate_of(const SyntheticControlResult& found) {
    EffectEstimate estimate;
    estimate.method = EffectMethod::placebo_ranks;
    estimate.method_id = found.method;
    estimate.convention = found.convention;
    estimate.caveat = "as if every unit had been as likely to be treated";
    estimate.status = found.status;
    estimate.reason = found.status == Status::ok ? found.p_reason : found.reason;
    estimate.estimate = found.estimate;
    estimate.statistic = found.ratio;
    estimate.p = found.p;
    estimate.smallest_p = found.smallest_p;
    estimate.exact = found.p.has_value();
    if (found.p) {
        estimate.arrangements = static_cast<std::int64_t>(found.arrangements);
    }
    estimate.limits_reason = "ranks of placebos have no limits";
    return estimate;
}

/// Means of the treated and of their synthetic control, wave by wave.
void add_means(PilotEffect& effect, const SyntheticControlResult& found) {
    for (const bool is_treated : {true, false}) {
        for (const SyntheticControlGap& gap : found.gaps) {
            effect.means.push_back({is_treated, static_cast<std::uint32_t>(gap.period),
                                    is_treated ? effect.treated : effect.controls,
                                    is_treated ? gap.outcome : gap.synthetic});
        }
    }
}

} // namespace

void add_synthetic_effect(PilotEffect& effect, const PilotStudy& study, const EffectWindow& window,
                          RunControl* control) {
    effect.method = "M3.7";
    SyntheticPanel panel;
    std::set<std::uint32_t> first_waves;
    std::set<std::uint32_t> clusters;
    for (std::size_t unit = 0; unit < study.units().size(); ++unit) {
        const StudyUnit& own = study.units()[unit];
        if (window.roles[unit] == UnitRole::treated) {
            panel.treated.push_back(static_cast<std::uint32_t>(unit));
            first_waves.insert(own.first_wave);
            clusters.insert(own.cluster);
        } else if (window.roles[unit] == UnitRole::control) {
            panel.controls.push_back(static_cast<std::uint32_t>(unit));
            clusters.insert(own.cluster);
        }
    }
    effect.treated = panel.treated.size();
    if (first_waves.size() != 1) {
        return refuse(effect, first_waves.empty() ? "no unit is treated between the waves"
                                                  : "treated units begin at different waves");
    }
    const std::vector<std::size_t> waves = add_treated(panel, effect, study, window);
    add_controls(panel, effect, study, window);
    effect.synthetic = synthetic_control({.unit = panel.unit,
                                          .period = panel.period,
                                          .outcome = panel.outcome,
                                          .treated_unit = panel.treated.front(),
                                          .first_treated = static_cast<std::int32_t>(*first_waves.begin())},
                                         {}, control);
    const SyntheticControlResult& found = *effect.synthetic;
    effect.controls = found.donors;
    effect.clusters = clusters.size();
    note(effect, donors_left_out(panel, effect, study, waves));
    note(effect, EffectWarning::waves_left_out, waves_left_out(panel, effect, study, window, waves));
    if (found.status != Status::ok) {
        return refuse(effect, found.reason);
    }
    effect.estimate = found.estimate;
    effect.estimates.push_back(estimate_of(found));
    add_means(effect, found);
    if (found.pre_periods < enough_waves_before) {
        note(effect, EffectWarning::few_waves_before, found.pre_periods);
    }
    if (!found.weights_unique) {
        effect.warnings.push_back({EffectWarning::weights_not_unique, std::nullopt, std::nullopt});
    }
}

} // namespace samspill::detail
