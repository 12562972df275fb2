#include "pilot/effect_checks.hpp"

#include <samspill/pilot/neighbourhood_influence.hpp>
#include <samspill/pilot/spatial_autocorrelation.hpp>

#include "pilot/adjusted_difference.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace samspill::detail {
namespace {

/// Rows that hold each unit of the study; rows.size() for units that are in none.
std::vector<std::size_t> row_of_units(const PilotStudy& study, const std::vector<EffectRow>& rows) {
    std::vector<std::size_t> row_of(study.units().size(), rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (const std::uint32_t unit : rows[row].units) {
            row_of[unit] = row;
        }
    }
    return row_of;
}

/// Controls of which some neighbour is treated at the follow-up, whether or not its values are known.
std::vector<std::uint8_t> are_beside_treated(const PilotStudy& study, const EffectWindow& window) {
    std::vector<std::uint8_t> is_beside(study.units().size(), 0);
    const auto is_treated = [&](std::uint32_t unit) {
        return window.roles[unit] == UnitRole::treated || window.roles[unit] == UnitRole::treated_from_start;
    };
    for (const StudyNeighbours& pair : study.neighbours()) {
        if (window.roles[pair.a] == UnitRole::control && is_treated(pair.b)) {
            is_beside[pair.a] = 1;
        }
        if (window.roles[pair.b] == UnitRole::control && is_treated(pair.a)) {
            is_beside[pair.b] = 1;
        }
    }
    return is_beside;
}

/// Weights between rows, in both directions; those of several pairs of units add up.
std::vector<NeighbourWeight> weights_between(const PilotStudy& study, const std::vector<EffectRow>& rows) {
    const std::vector<std::size_t> row_of = row_of_units(study, rows);
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> sums;
    for (const StudyNeighbours& pair : study.neighbours()) {
        const auto a = static_cast<std::uint32_t>(row_of[pair.a]);
        const auto b = static_cast<std::uint32_t>(row_of[pair.b]);
        if (a != b && a < rows.size() && b < rows.size()) {
            sums[{a, b}] += pair.weight;
            sums[{b, a}] += pair.weight;
        }
    }
    std::vector<NeighbourWeight> weights;
    weights.reserve(sums.size());
    for (const auto& [pair, weight] : sums) {
        weights.push_back({pair.first, pair.second, weight});
    }
    return weights;
}

/// Changes less the mean of their arm and stratum.
std::vector<double> residuals_of(const std::vector<EffectRow>& rows) {
    std::map<std::pair<std::uint32_t, bool>, std::pair<double, double>> cells;
    for (const EffectRow& row : rows) {
        auto& [sum, count] = cells[{row.stratum, row.treated}];
        sum += row.change();
        count += 1.0;
    }
    std::vector<double> residuals;
    residuals.reserve(rows.size());
    for (const EffectRow& row : rows) {
        const auto& [sum, count] = cells[{row.stratum, row.treated}];
        residuals.push_back(row.change() - sum / count);
    }
    return residuals;
}

void add_role_warnings(PilotEffect& effect, const PilotStudy& study, const EffectWindow& window) {
    std::map<UnitRole, std::size_t> counts;
    std::size_t changed = 0;
    for (std::size_t unit = 0; unit < study.units().size(); ++unit) {
        ++counts[window.roles[unit]];
        changed += study.units()[unit].change && *study.units()[unit].change != UnitChangeKind::renumbered &&
                           *study.units()[unit].change != UnitChangeKind::renamed
                       ? 1
                       : 0;
    }
    note(effect, EffectWarning::treated_from_start, counts[UnitRole::treated_from_start]);
    note(effect, EffectWarning::treated_later, counts[UnitRole::treated_later]);
    note(effect, EffectWarning::arm_unknown, counts[UnitRole::arm_unknown]);
    note(effect, EffectWarning::changed_units, changed);
    if (effect.design == EffectDesign::before_after) {
        effect.warnings.push_back({EffectWarning::no_controls, std::nullopt, std::nullopt});
        return;
    }
    const std::vector<std::uint8_t> is_beside = are_beside_treated(study, window);
    note(effect, EffectWarning::treated_neighbours,
         static_cast<std::size_t>(std::count(is_beside.begin(), is_beside.end(), 1)));
}

void add_test_warnings(PilotEffect& effect, const PilotEffectOptions& options) {
    if (effect.clusters < options.few_clusters) {
        note(effect, EffectWarning::few_clusters, effect.clusters);
    }
    if (effect.treated < options.few_in_arm) {
        note(effect, EffectWarning::few_treated, effect.treated);
    }
    if (effect.controls < options.few_in_arm) {
        note(effect, EffectWarning::few_controls, effect.controls);
    }
    const double alpha = 1.0 - options.level;
    const double slack = alpha * 1e-9;
    bool rejects = false;
    bool keeps = false;
    for (const EffectEstimate& estimate : effect.estimates) {
        if (estimate.p) {
            (*estimate.p <= alpha + slack ? rejects : keeps) = true;
        }
    }
    if (rejects && keeps) {
        effect.warnings.push_back({EffectWarning::methods_disagree, std::nullopt, std::nullopt});
    }
    const EffectEstimate& headline = effect.estimates.front();
    if (headline.smallest_p && *headline.smallest_p > alpha + slack) {
        effect.warnings.push_back({EffectWarning::level_out_of_reach, std::nullopt, headline.smallest_p});
    }
    if (headline.p && effect.design != EffectDesign::before_after) {
        effect.warnings.push_back({EffectWarning::not_randomised, std::nullopt, std::nullopt});
    }
    if (effect.earlier && effect.earlier->p && *effect.earlier->p <= alpha + slack) {
        effect.warnings.push_back({EffectWarning::earlier_trend, std::nullopt, effect.earlier->p});
    }
    if (effect.dependence && effect.dependence->p && *effect.dependence->p <= alpha + slack) {
        effect.warnings.push_back({EffectWarning::dependence, std::nullopt, effect.dependence->p});
    }
    const EffectSensitivity& found = effect.sensitivity;
    if (effect.estimate && found.least && found.greatest &&
        ((*effect.estimate > 0.0 && *found.least <= 0.0) ||
         (*effect.estimate < 0.0 && *found.greatest >= 0.0))) {
        effect.warnings.push_back({EffectWarning::one_unit_decides, std::nullopt, std::nullopt});
    }
}

/// The estimate of treatment without one row, or with all; of the regression when there are preconditions.
std::optional<double> estimate_of(const std::vector<EffectRow>& rows, bool weighted,
                                  std::optional<std::size_t> skip = std::nullopt) {
    return rows.empty() || rows.front().preconditions.empty() ? difference_of(rows, weighted, skip)
                                                              : adjusted_difference_of(rows, skip);
}

/// The range of estimates that leave out one row with its neighbours; for rows of one stratum that count
/// alike, without preconditions.
void add_neighbourhoods(EffectSensitivity& found, const PilotStudy& study, const std::vector<EffectRow>& rows,
                        bool weighted) {
    const std::vector<NeighbourWeight> weights = weights_between(study, rows);
    const bool is_plain = std::all_of(rows.begin(), rows.end(), [&](const EffectRow& row) {
        return row.stratum == rows.front().stratum && row.preconditions.empty();
    });
    if (weights.empty() || weighted || !is_plain) {
        return;
    }
    std::vector<std::uint32_t> numbers;
    std::vector<double> changes;
    std::vector<std::uint8_t> treated;
    for (const EffectRow& row : rows) {
        numbers.push_back(static_cast<std::uint32_t>(numbers.size()));
        changes.push_back(row.change());
        treated.push_back(row.treated ? 1 : 0);
    }
    const NeighbourhoodRange range = leave_one_neighbourhood_out(numbers, changes, treated, weights);
    found.neighbourhood_least = range.low;
    found.neighbourhood_greatest = range.high;
}

} // namespace

EffectSensitivity effect_sensitivity(const PilotStudy& study, const EffectWindow& window,
                                     const std::vector<EffectRow>& rows, bool weighted, double estimate) {
    EffectSensitivity found;
    double furthest = -1.0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::optional<double> without = estimate_of(rows, weighted, row);
        if (!without) {
            continue;
        }
        found.least = std::min(found.least.value_or(*without), *without);
        found.greatest = std::max(found.greatest.value_or(*without), *without);
        if (const double moved = std::abs(*without - estimate); moved > furthest) {
            furthest = moved;
            found.most_influential = rows[row].units.front();
        }
    }
    add_neighbourhoods(found, study, rows, weighted);
    const std::vector<std::uint8_t> is_beside = are_beside_treated(study, window);
    std::vector<EffectRow> apart = rows;
    const auto has_beside = [&](const EffectRow& row) {
        return std::any_of(row.units.begin(), row.units.end(),
                           [&](std::uint32_t unit) { return is_beside[unit] != 0; });
    };
    apart.erase(std::remove_if(apart.begin(), apart.end(), has_beside), apart.end());
    if (apart.size() < rows.size()) {
        found.without_treated_neighbours = estimate_of(apart, weighted);
    }
    return found;
}

std::optional<SpatialAutocorrelationResult> effect_dependence(const PilotStudy& study,
                                                              const std::vector<EffectRow>& rows,
                                                              const PilotEffectOptions& options,
                                                              RunControl* control) {
    const std::vector<NeighbourWeight> weights = weights_between(study, rows);
    if (weights.empty()) {
        return std::nullopt;
    }
    std::vector<std::uint32_t> numbers(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
        numbers[row] = static_cast<std::uint32_t>(row);
    }
    SpatialAutocorrelationOptions asked;
    asked.replicates = std::min(asked.replicates, options.replicates);
    asked.seed = options.seed;
    return spatial_autocorrelation(numbers, residuals_of(without_preconditions(rows)), weights, asked,
                                   control);
}

void add_warnings(PilotEffect& effect, const PilotStudy& study, const EffectWindow& window,
                  const PilotEffectOptions& options) {
    add_role_warnings(effect, study, window);
    if (!effect.estimates.empty()) {
        add_test_warnings(effect, options);
    }
    std::sort(effect.warnings.begin(), effect.warnings.end(),
              [](const EffectNote& a, const EffectNote& b) { return a.code < b.code; });
}

} // namespace samspill::detail
