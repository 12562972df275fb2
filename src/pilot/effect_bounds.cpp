#include "pilot/effect_bounds.hpp"

#include <samspill/pilot/missing_bounds.hpp>

#include "pilot/columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace samspill::detail {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// What a cell may be: its value, its own limits, or anything that the indicator may be.
std::pair<double, double> range_of(const StudyCell& cell, const Indicator& indicator) {
    switch (cell.status) {
    case ObservationStatus::observed:
        return {cell.value, cell.value};
    case ObservationStatus::suppressed:
        return {cell.low, cell.high};
    default:
        return {indicator.least.value_or(-infinite), indicator.greatest.value_or(infinite)};
    }
}

WaveObservation change_of(const StudyCell& before, const StudyCell& after, const Indicator& indicator,
                          std::uint32_t stratum) {
    WaveObservation change;
    change.stratum = stratum;
    if (before.status == ObservationStatus::structural || after.status == ObservationStatus::structural) {
        change.status = ObservationStatus::structural;
        return change;
    }
    const auto [before_low, before_high] = range_of(before, indicator);
    const auto [after_low, after_high] = range_of(after, indicator);
    if (before.status == ObservationStatus::observed && after.status == ObservationStatus::observed) {
        change.status = ObservationStatus::observed;
        change.value = after.value - before.value;
    } else if (std::isfinite(after_low - before_high) && std::isfinite(after_high - before_low)) {
        change.status = ObservationStatus::suppressed; // known to lie between limits of its own
        change.low = after_low - before_high;
        change.high = after_high - before_low;
    }
    return change;
}

std::optional<double> less(std::optional<double> a, std::optional<double> b) {
    return a && b ? std::optional{*a - *b} : std::nullopt;
}

/// What a change may be.
std::pair<double, double> range_of(const WaveObservation& change) {
    switch (change.status) {
    case ObservationStatus::observed:
        return {change.value, change.value};
    case ObservationStatus::suppressed:
        return {change.low, change.high};
    default:
        return {-infinite, infinite};
    }
}

void set_ends(EffectBounds& bounds, double low, double high) {
    if (std::isfinite(low) && std::isfinite(high)) {
        bounds.low = low;
        bounds.high = high;
    } else {
        bounds.reason = "no end to what a missing value may be";
    }
}

/// What a change of 1 of a unit adds to the effect, if every unit had one; below 0 for controls.
struct UnitShare {
    std::uint32_t unit = 0;
    std::uint32_t stratum = 0;
    bool treated = false;
    double share = 0.0;
};

std::vector<UnitShare> shares_of_units(const PilotStudy& study, std::size_t indicator,
                                       const EffectWindow& window, bool with_controls, bool weighted) {
    const std::vector<EffectRow> rows = possible_rows(study, indicator, window, with_controls, weighted).rows;
    std::map<std::pair<std::uint32_t, bool>, double> of_arm;
    std::map<std::uint32_t, double> of_stratum;
    double total = 0.0;
    for (const EffectRow& row : rows) {
        of_arm[{row.stratum, row.treated}] += row.weight;
        of_stratum[row.stratum] += row.weight;
        total += row.weight;
    }
    std::vector<UnitShare> shares;
    for (const EffectRow& row : rows) {
        double within = 0.0;
        for (const std::uint32_t unit : row.units) {
            within += weighted ? study.units()[unit].weight : 1.0;
        }
        const double of_row = (row.treated ? 1.0 : -1.0) * of_stratum[row.stratum] / total * row.weight /
                              of_arm[{row.stratum, row.treated}];
        for (const std::uint32_t unit : row.units) {
            const double own = weighted ? study.units()[unit].weight : 1.0;
            shares.push_back({unit, study.units()[unit].stratum, row.treated, of_row * own / within});
        }
    }
    return shares;
}

/// Changes of an arm of a stratum: shares of all of them, of those that were seen, and what these add.
struct SeenChanges {
    double all = 0.0;
    double seen = 0.0;
    double sum = 0.0;

    void add(double share, const WaveObservation& change) {
        all += share;
        if (change.status == ObservationStatus::observed) {
            seen += share;
            sum += share * change.value;
        }
    }
};

/// Those who were seen stand for all of their arm and stratum.
void add_reweighted(EffectBounds& bounds, const std::map<std::pair<std::uint32_t, bool>, SeenChanges>& arms) {
    double effect = 0.0;
    bool is_anything_seen = false;
    bool is_all_seen = true;
    for (const auto& [arm, changes] : arms) {
        is_anything_seen = is_anything_seen || changes.seen != 0.0;
        is_all_seen = is_all_seen && changes.seen != 0.0;
        effect += changes.seen != 0.0 ? changes.all * changes.sum / changes.seen : 0.0;
    }
    if (is_all_seen) {
        bounds.reweighted = effect;
    } else {
        bounds.reweighted_reason =
            is_anything_seen ? "a stratum without any observed unit" : "nothing observed";
    }
}

/// The effects that the mean of staggered effects goes over.
class StaggeredCells {
public:
    StaggeredCells(const PilotStudy& study, std::size_t indicator, const EffectWindow& window,
                   StaggeredComparison comparison)
        : study_{study}, indicator_{indicator}, window_{window}, comparison_{comparison} {
        for (std::size_t wave = window.baseline; wave <= window.follow_up; ++wave) {
            if (was_seen(wave)) {
                seen_.push_back(wave);
            }
        }
    }

    /// Calls `each` with the weight, the wave before treatment, the wave, and the units of both arms that
    /// could have a value in both waves, of each effect with both arms.
    template <typename Each>
    void for_each(Each each) const {
        std::set<std::uint32_t> cohorts;
        for (std::size_t unit = 0; unit < window_.roles.size(); ++unit) {
            if (window_.roles[unit] == UnitRole::treated) {
                cohorts.insert(study_.units()[unit].first_wave);
            }
        }
        for (const std::uint32_t cohort : cohorts) {
            const auto begin = std::lower_bound(seen_.begin(), seen_.end(), cohort);
            for (auto wave = begin; begin != seen_.begin() && wave != seen_.end(); ++wave) {
                const std::vector<std::uint32_t> treated = units(cohort, *(begin - 1), *wave, true);
                const std::vector<std::uint32_t> controls = units(cohort, *(begin - 1), *wave, false);
                if (!treated.empty() && !controls.empty()) {
                    each(size_of(cohort), *(begin - 1), *wave, treated, controls);
                }
            }
        }
    }

private:
    [[nodiscard]] bool takes_part(std::size_t unit) const {
        return window_.roles[unit] == UnitRole::treated || window_.roles[unit] == UnitRole::control;
    }
    [[nodiscard]] bool was_seen(std::size_t wave) const {
        for (std::size_t unit = 0; unit < window_.roles.size(); ++unit) {
            if (takes_part(unit) && gap_of(study_.cell(indicator_, unit, wave)) == Gap::none) {
                return true;
            }
        }
        return false;
    }
    [[nodiscard]] double size_of(std::uint32_t cohort) const {
        double size = 0.0;
        for (std::size_t unit = 0; unit < window_.roles.size(); ++unit) {
            size += is_treated(unit, cohort) ? 1.0 : 0.0;
        }
        return size;
    }
    [[nodiscard]] bool is_treated(std::size_t unit, std::uint32_t cohort) const {
        return window_.roles[unit] == UnitRole::treated && study_.units()[unit].first_wave == cohort;
    }
    [[nodiscard]] bool is_control(std::size_t unit, std::size_t wave) const {
        const bool is_later = window_.roles[unit] == UnitRole::treated &&
                              comparison_ == StaggeredComparison::not_yet &&
                              study_.units()[unit].first_wave > wave;
        return is_later || window_.roles[unit] == UnitRole::control;
    }
    [[nodiscard]] std::vector<std::uint32_t> units(std::uint32_t cohort, std::size_t base, std::size_t wave,
                                                   bool treated) const {
        std::vector<std::uint32_t> found;
        for (std::size_t unit = 0; unit < window_.roles.size(); ++unit) {
            const bool counts = treated ? is_treated(unit, cohort) : is_control(unit, wave);
            if (counts && gap_of(study_.cell(indicator_, unit, base)) != Gap::structural &&
                gap_of(study_.cell(indicator_, unit, wave)) != Gap::structural) {
                found.push_back(static_cast<std::uint32_t>(unit));
            }
        }
        return found;
    }

    const PilotStudy& study_;
    std::size_t indicator_;
    const EffectWindow& window_;
    StaggeredComparison comparison_;
    std::vector<std::size_t> seen_; ///< waves in which somebody was
};

/// What one of each value adds to the mean of staggered effects; units · waves.
std::vector<double> shares_of_values(const PilotStudy& study, const StaggeredCells& cells) {
    const std::size_t waves = study.waves().size();
    std::vector<double> shares(study.units().size() * waves, 0.0);
    double total = 0.0;
    cells.for_each(
        [&](double size, std::size_t base, std::size_t wave, const auto& treated, const auto& controls) {
            total += size;
            for (const auto& [units, sign] : {std::pair{&treated, 1.0}, std::pair{&controls, -1.0}}) {
                const double share = sign * size / static_cast<double>(units->size());
                for (const std::uint32_t unit : *units) {
                    shares[unit * waves + wave] += share;
                    shares[unit * waves + base] -= share;
                }
            }
        });
    for (double& share : shares) {
        share = total > 0.0 ? share / total : 0.0;
    }
    return shares;
}

/// Each effect re-weighted by strata of response, and their mean.
void add_reweighted(EffectBounds& bounds, const PilotStudy& study, std::size_t indicator,
                    const StaggeredCells& cells) {
    double sum = 0.0;
    double total = 0.0;
    const auto mean_of = [&](std::size_t base, std::size_t wave, const std::vector<std::uint32_t>& units) {
        std::vector<WaveObservation> changes;
        changes.reserve(units.size());
        for (const std::uint32_t unit : units) {
            changes.push_back(change_of(study.cell(indicator, unit, base), study.cell(indicator, unit, wave),
                                        study.indicators()[indicator], study.units()[unit].stratum));
        }
        const MissingBoundsResult found = missing_bounds(changes, {.least = -infinite, .greatest = infinite});
        if (!found.reweighted) {
            bounds.reweighted_reason = found.reweighted_reason;
        }
        return found.reweighted;
    };
    cells.for_each(
        [&](double size, std::size_t base, std::size_t wave, const auto& treated, const auto& controls) {
            const std::optional<double> effect =
                less(mean_of(base, wave, treated), mean_of(base, wave, controls));
            sum += size * effect.value_or(0.0);
            total += size;
        });
    if (bounds.reweighted_reason.empty() && total > 0.0) {
        bounds.reweighted = sum / total;
    }
}

} // namespace

EffectBounds two_wave_bounds(const PilotStudy& study, std::size_t indicator, const EffectWindow& window,
                             bool with_controls, bool weighted) {
    EffectBounds bounds;
    const std::vector<UnitShare> shares = shares_of_units(study, indicator, window, with_controls, weighted);
    if (shares.empty()) {
        bounds.reason = with_controls ? "no stratum with both treated and controls" : "empty";
        bounds.reweighted_reason = bounds.reason;
        return bounds;
    }
    std::map<std::pair<std::uint32_t, bool>, SeenChanges> seen;
    double low = 0.0;
    double high = 0.0;
    for (const UnitShare& own : shares) {
        const WaveObservation change = change_of(study.cell(indicator, own.unit, window.baseline),
                                                 study.cell(indicator, own.unit, window.follow_up),
                                                 study.indicators()[indicator], own.stratum);
        const auto [least, greatest] = range_of(change);
        low += own.share * (own.share > 0.0 ? least : greatest);
        high += own.share * (own.share > 0.0 ? greatest : least);
        seen[{own.stratum, own.treated}].add(own.share, change);
    }
    set_ends(bounds, low, high);
    add_reweighted(bounds, seen);
    return bounds;
}

EffectBounds staggered_bounds(const PilotStudy& study, std::size_t indicator, const EffectWindow& window,
                              StaggeredComparison comparison) {
    const StaggeredCells cells{study, indicator, window, comparison};
    const std::vector<double> shares = shares_of_values(study, cells);
    EffectBounds bounds;
    const auto is_nothing = [](double share) { return std::abs(share) <= rounding_share; };
    if (std::all_of(shares.begin(), shares.end(), is_nothing)) {
        bounds.reason = "no wave has both treated and controls";
        bounds.reweighted_reason = bounds.reason;
        return bounds;
    }
    double low = 0.0;
    double high = 0.0;
    for (std::size_t place = 0; place < shares.size(); ++place) {
        if (const double share = shares[place]; !is_nothing(share)) {
            const auto [least, greatest] =
                range_of(study.cells(indicator)[place], study.indicators()[indicator]);
            low += share * (share > 0.0 ? least : greatest);
            high += share * (share > 0.0 ? greatest : least);
        }
    }
    set_ends(bounds, low, high);
    add_reweighted(bounds, study, indicator, cells);
    return bounds;
}

} // namespace samspill::detail
