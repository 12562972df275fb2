#include "pilot/effect_rows.hpp"

#include "core/require.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace samspill::detail {
namespace {

UnitRole role_of(const StudyUnit& unit, const EffectWindow& window, StaggeredComparison comparison) {
    switch (unit.arm) {
    case StudyArm::unknown:
        return UnitRole::arm_unknown;
    case StudyArm::never:
        return UnitRole::control;
    case StudyArm::treated:
        break;
    }
    if (unit.first_wave <= window.baseline) {
        return UnitRole::treated_from_start;
    }
    if (unit.first_wave <= window.follow_up) {
        return UnitRole::treated;
    }
    return comparison == StaggeredComparison::not_yet ? UnitRole::control : UnitRole::treated_later;
}

bool uses_all_waves(EffectDesign design) {
    return design == EffectDesign::staggered || design == EffectDesign::synthetic;
}

/// The preconditions of a unit; empty when one is unknown.
std::vector<double> preconditions_of(const PilotStudy& study, std::size_t unit,
                                     const std::vector<std::size_t>& names) {
    std::vector<double> values;
    const std::size_t columns = study.precondition_names().size();
    for (const std::size_t name : names) {
        const double value = study.preconditions()[unit * columns + name];
        if (std::isnan(value)) {
            return {};
        }
        values.push_back(value);
    }
    return values;
}

/// Rows of units become rows of clusters: means of their units, or weighted means.
std::vector<EffectRow> joined(const std::vector<EffectRow>& units, bool weighted) {
    std::map<std::uint32_t, std::vector<const EffectRow*>> by_cluster;
    for (const EffectRow& unit : units) {
        by_cluster[unit.cluster].push_back(&unit);
    }
    std::vector<EffectRow> rows;
    for (const auto& [cluster, members] : by_cluster) {
        EffectRow row = *members.front();
        row.units.clear();
        double weight = 0.0;
        double before = 0.0;
        double after = 0.0;
        std::vector<double> preconditions(row.preconditions.size(), 0.0);
        for (const EffectRow* member : members) {
            const double own = weighted ? member->weight : 1.0;
            weight += own;
            before += own * member->before;
            after += own * member->after;
            for (std::size_t k = 0; k < preconditions.size(); ++k) {
                preconditions[k] += own * member->preconditions[k];
            }
            row.units.push_back(member->units.front());
        }
        row.before = before / weight;
        row.after = after / weight;
        for (std::size_t k = 0; k < preconditions.size(); ++k) {
            row.preconditions[k] = preconditions[k] / weight;
        }
        row.weight = weighted ? weight : 1.0;
        rows.push_back(std::move(row));
    }
    std::sort(rows.begin(), rows.end(),
              [](const EffectRow& a, const EffectRow& b) { return a.units.front() < b.units.front(); });
    return rows;
}

/// Whether all units of each cluster have one arm and one stratum.
bool are_whole(const std::vector<EffectRow>& units) {
    std::map<std::uint32_t, std::pair<bool, std::uint32_t>> first;
    return std::all_of(units.begin(), units.end(), [&](const EffectRow& unit) {
        const std::pair own{unit.treated, unit.stratum};
        return first.emplace(unit.cluster, own).first->second == own;
    });
}

/// Leaves out strata without treated or without controls; gives the number of units left out.
std::size_t drop_one_sided(std::vector<EffectRow>& rows) {
    std::map<std::uint32_t, std::pair<bool, bool>> arms;
    for (const EffectRow& row : rows) {
        (row.treated ? arms[row.stratum].first : arms[row.stratum].second) = true;
    }
    std::size_t dropped = 0;
    const auto is_one_sided = [&](const EffectRow& row) {
        const auto& [treated, controls] = arms[row.stratum];
        const bool drop = !(treated && controls);
        dropped += drop ? row.units.size() : 0;
        return drop;
    };
    rows.erase(std::remove_if(rows.begin(), rows.end(), is_one_sided), rows.end());
    return dropped;
}

/// Units of clusters become one row where clusters are treated as a whole; strata with one arm are left out.
void put_together(EffectRows& result, bool with_controls, bool weighted) {
    result.clusters_mixed = !are_whole(result.rows);
    if (!result.clusters_mixed) {
        result.rows = joined(result.rows, weighted);
    }
    if (with_controls) {
        result.stratum_one_sided = drop_one_sided(result.rows);
    }
}

/// Sums of changes and weights of both arms of one stratum.
struct StratumSums {
    double treated = 0.0;
    double treated_weight = 0.0;
    double controls = 0.0;
    double controls_weight = 0.0;
};

} // namespace

Gap gap_of(const StudyCell& cell) {
    switch (cell.status) {
    case ObservationStatus::observed:
        return Gap::none;
    case ObservationStatus::missing:
        return Gap::incomplete;
    case ObservationStatus::suppressed:
        return Gap::suppressed;
    case ObservationStatus::structural:
        return Gap::structural;
    }
    return Gap::incomplete;
}

void GapCounts::add(Gap gap) noexcept {
    incomplete += gap == Gap::incomplete ? 1 : 0;
    suppressed += gap == Gap::suppressed ? 1 : 0;
    structural += gap == Gap::structural ? 1 : 0;
}

void note(PilotEffect& effect, const GapCounts& counts) {
    note(effect, EffectWarning::incomplete, counts.incomplete);
    note(effect, EffectWarning::suppressed, counts.suppressed);
    note(effect, EffectWarning::structural, counts.structural);
    note(effect, EffectWarning::precondition_unknown, counts.precondition);
}

void note(PilotEffect& effect, EffectWarning code, std::size_t count) {
    if (count > 0) {
        effect.warnings.push_back({code, static_cast<std::int64_t>(count), std::nullopt});
    }
}

std::optional<EffectWindow> effect_window(const PilotStudy& study, EffectDesign design,
                                          const PilotEffectOptions& options) {
    const std::size_t waves = study.waves().size();
    require(!options.baseline || *options.baseline < waves, "baseline is no wave of the study");
    require(!options.follow_up || *options.follow_up < waves, "follow_up is no wave of the study");
    std::size_t earliest = waves;
    for (const StudyUnit& unit : study.units()) {
        if (unit.arm == StudyArm::treated && unit.first_wave > 0) {
            earliest = std::min<std::size_t>(earliest, unit.first_wave);
        }
    }
    if (earliest == waves || waves < 2) {
        return std::nullopt;
    }
    EffectWindow window;
    window.baseline = options.baseline.value_or(uses_all_waves(design) ? 0 : earliest - 1);
    window.follow_up = options.follow_up.value_or(waves - 1);
    require(window.baseline < window.follow_up, "baseline must be a wave before follow_up");
    for (const StudyUnit& unit : study.units()) {
        window.roles.push_back(role_of(unit, window, options.comparison));
    }
    return window;
}

std::size_t EffectRows::treated() const noexcept {
    return static_cast<std::size_t>(
        std::count_if(rows.begin(), rows.end(), [](const EffectRow& row) { return row.treated; }));
}

EffectRows effect_rows(const PilotStudy& study, std::size_t indicator, const EffectWindow& window,
                       bool with_controls, const PilotEffectOptions& options) {
    EffectRows result;
    for (std::size_t unit = 0; unit < study.units().size(); ++unit) {
        const UnitRole role = window.roles[unit];
        if (role != UnitRole::treated && !(with_controls && role == UnitRole::control)) {
            continue;
        }
        const StudyCell& before = study.cell(indicator, unit, window.baseline);
        const StudyCell& after = study.cell(indicator, unit, window.follow_up);
        const Gap gap = std::max(gap_of(before), gap_of(after));
        std::vector<double> preconditions = preconditions_of(study, unit, options.adjust_for);
        if (gap != Gap::none || preconditions.size() != options.adjust_for.size()) {
            result.left_out.add(gap);
            result.left_out.precondition += gap == Gap::none ? 1 : 0;
            continue;
        }
        const StudyUnit& own = study.units()[unit];
        result.rows.push_back({.before = before.value,
                               .after = after.value,
                               .treated = role == UnitRole::treated,
                               .stratum = with_controls ? own.stratum : 0,
                               .cluster = own.cluster,
                               .weight = options.weighted ? own.weight : 1.0,
                               .units = {static_cast<std::uint32_t>(unit)},
                               .preconditions = std::move(preconditions)});
    }
    put_together(result, with_controls, options.weighted);
    return result;
}

EffectRows possible_rows(const PilotStudy& study, std::size_t indicator, const EffectWindow& window,
                         bool with_controls, bool weighted) {
    EffectRows result;
    for (std::size_t unit = 0; unit < study.units().size(); ++unit) {
        const UnitRole role = window.roles[unit];
        const bool takes_part = role == UnitRole::treated || (with_controls && role == UnitRole::control);
        if (!takes_part || gap_of(study.cell(indicator, unit, window.baseline)) == Gap::structural ||
            gap_of(study.cell(indicator, unit, window.follow_up)) == Gap::structural) {
            continue;
        }
        const StudyUnit& own = study.units()[unit];
        result.rows.push_back({.treated = role == UnitRole::treated,
                               .stratum = with_controls ? own.stratum : 0,
                               .cluster = own.cluster,
                               .weight = weighted ? own.weight : 1.0,
                               .units = {static_cast<std::uint32_t>(unit)},
                               .preconditions = {}});
    }
    put_together(result, with_controls, weighted);
    return result;
}

std::optional<double> difference_of(const std::vector<EffectRow>& rows, bool weighted,
                                    std::optional<std::size_t> skip) {
    std::map<std::uint32_t, StratumSums> strata;
    for (std::size_t k = 0; k < rows.size(); ++k) {
        if (skip && *skip == k) {
            continue;
        }
        const double weight = weighted ? rows[k].weight : 1.0;
        StratumSums& own = strata[rows[k].stratum];
        (rows[k].treated ? own.treated : own.controls) += weight * rows[k].change();
        (rows[k].treated ? own.treated_weight : own.controls_weight) += weight;
    }
    double sum = 0.0;
    double weight = 0.0;
    for (const auto& [stratum, own] : strata) {
        if (own.treated_weight > 0.0 && own.controls_weight > 0.0) {
            const double share = own.treated_weight + own.controls_weight;
            sum += share * (own.treated / own.treated_weight - own.controls / own.controls_weight);
            weight += share;
        }
    }
    return weight > 0.0 ? std::optional{sum / weight} : std::nullopt;
}

} // namespace samspill::detail
