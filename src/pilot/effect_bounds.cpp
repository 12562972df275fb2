#include "pilot/effect_bounds.hpp"

#include <samspill/pilot/missing_bounds.hpp>

#include "pilot/columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
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

MissingBoundsResult arm_bounds(const PilotStudy& study, std::size_t indicator, const EffectWindow& window,
                               UnitRole role) {
    std::vector<WaveObservation> changes;
    for (std::size_t unit = 0; unit < study.units().size(); ++unit) {
        if (window.roles[unit] == role) {
            changes.push_back(change_of(study.cell(indicator, unit, window.baseline),
                                        study.cell(indicator, unit, window.follow_up),
                                        study.indicators()[indicator], study.units()[unit].stratum));
        }
    }
    return missing_bounds(changes, {.least = -infinite, .greatest = infinite});
}

std::optional<double> less(std::optional<double> a, std::optional<double> b) {
    return a && b ? std::optional{*a - *b} : std::nullopt;
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
                             bool with_controls) {
    const MissingBoundsResult treated = arm_bounds(study, indicator, window, UnitRole::treated);
    EffectBounds bounds{treated.low, treated.high, treated.bounds_reason, treated.reweighted,
                        treated.reweighted_reason};
    if (!with_controls) {
        return bounds;
    }
    const MissingBoundsResult controls = arm_bounds(study, indicator, window, UnitRole::control);
    bounds.low = less(treated.low, controls.high);
    bounds.high = less(treated.high, controls.low);
    bounds.reweighted = less(treated.reweighted, controls.reweighted);
    if (!bounds.low && bounds.reason.empty()) {
        bounds.reason = controls.bounds_reason;
    }
    if (!bounds.reweighted && bounds.reweighted_reason.empty()) {
        bounds.reweighted_reason = controls.reweighted_reason;
    }
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
    if (std::isfinite(low) && std::isfinite(high)) {
        bounds.low = low;
        bounds.high = high;
    } else {
        bounds.reason = "no end to what a missing value may be";
    }
    add_reweighted(bounds, study, indicator, cells);
    return bounds;
}

} // namespace samspill::detail
