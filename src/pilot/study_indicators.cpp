#include <samspill/pilot/study_indicators.hpp>

#include <samspill/pilot/missing_bounds.hpp>
#include <samspill/pilot/target_attainment.hpp>

#include "core/ordered_sum.hpp"
#include "pilot/columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

bool is_in(const StudyUnit& unit, IndicatorArm arm) {
    switch (arm) {
    case IndicatorArm::all:
        return true;
    case IndicatorArm::treated:
        return unit.arm == StudyArm::treated;
    case IndicatorArm::never:
        return unit.arm == StudyArm::never;
    case IndicatorArm::unknown:
        return unit.arm == StudyArm::unknown;
    }
    return false;
}

class IndicatorWaves {
public:
    IndicatorWaves(const PilotStudy& study, const StudyIndicatorsOptions& options)
        : study_{study}, options_{options} {}

    StudyIndicatorsResult run() && {
        for (std::size_t indicator = 0; indicator < study_.indicators().size(); ++indicator) {
            for (const IndicatorArm arm :
                 {IndicatorArm::all, IndicatorArm::treated, IndicatorArm::never, IndicatorArm::unknown}) {
                add_arm(indicator, arm);
            }
        }
        return std::move(result_);
    }

private:
    void add_arm(std::size_t indicator, IndicatorArm arm) {
        std::vector<std::size_t> units;
        for (std::size_t unit = 0; unit < study_.units().size(); ++unit) {
            if (is_in(study_.units()[unit], arm)) {
                units.push_back(unit);
            }
        }
        if (units.empty()) {
            return;
        }
        TargetPath path;
        path.baseline = study_.indicators()[indicator].baseline;
        for (std::size_t wave = 0; wave < study_.waves().size(); ++wave) {
            IndicatorWave row;
            row.indicator = indicator;
            row.wave = static_cast<std::uint32_t>(wave);
            row.arm = arm;
            row.mean = mean_of(indicator, wave, units);
            add_pooled(row, units);
            const std::optional<double> error = error_of(row, units);
            if (wave == 0 && !path.baseline) {
                path.baseline = row.mean.complete_case;
                path.baseline_error = error;
            } else if (wave == 0) {
                path.baseline_error = 0.0; // stated, and taken as exact
            }
            path.value_error = error;
            row.attainment = attainment_of(row, path);
            result_.rows.push_back(row);
        }
    }

    [[nodiscard]] MissingBoundsResult mean_of(std::size_t indicator, std::size_t wave,
                                              const std::vector<std::size_t>& units) const {
        std::vector<WaveObservation> observations;
        observations.reserve(units.size());
        for (const std::size_t unit : units) {
            const StudyCell& cell = study_.cell(indicator, unit, wave);
            observations.push_back(
                {cell.status, cell.value, cell.low, cell.high, study_.units()[unit].stratum});
        }
        const Indicator& own = study_.indicators()[indicator];
        return missing_bounds(observations, {.least = own.least.value_or(-infinite),
                                             .greatest = own.greatest.value_or(infinite)});
    }

    void add_pooled(IndicatorWave& row, const std::vector<std::size_t>& units) const {
        const bool is_sum = combination_of(study_.indicators()[row.indicator]) == IndicatorCombination::sum;
        if (row.mean.observed == 0) {
            row.pooled_reason = "no unit was observed";
            return;
        }
        if (is_sum && row.mean.observed < row.mean.denominator) {
            row.pooled_reason = "a sum needs every unit";
            return;
        }
        std::vector<double> amounts;
        std::vector<double> denominators;
        for (const std::size_t unit : units) {
            const StudyCell& cell = study_.cell(row.indicator, unit, row.wave);
            if (cell.status != ObservationStatus::observed) {
                continue;
            }
            if (!is_sum && !cell.n) {
                row.pooled_reason = "a unit does not state its denominator";
                return;
            }
            amounts.push_back(is_sum ? cell.value : cell.value * *cell.n);
            denominators.push_back(cell.n.value_or(0.0));
        }
        const double amount = detail::ordered_sum(std::move(amounts));
        if (is_sum) {
            row.pooled = amount;
            return;
        }
        row.denominator = detail::ordered_sum(std::move(denominators));
        if (*row.denominator > 0.0) {
            row.pooled = amount / *row.denominator;
        } else {
            row.pooled_reason = "the denominators are 0";
        }
    }

    /// Of the mean of observed units; nothing unless all of them have one.
    [[nodiscard]] std::optional<double> error_of(const IndicatorWave& row,
                                                 const std::vector<std::size_t>& units) const {
        std::vector<double> squares;
        for (const std::size_t unit : units) {
            const StudyCell& cell = study_.cell(row.indicator, unit, row.wave);
            if (cell.status != ObservationStatus::observed) {
                continue;
            }
            if (!cell.se) {
                return std::nullopt;
            }
            squares.push_back(*cell.se * *cell.se);
        }
        if (squares.empty()) {
            return std::nullopt;
        }
        const auto observed = static_cast<double>(squares.size());
        return std::sqrt(detail::ordered_sum(std::move(squares))) / observed;
    }

    /// Days since the first wave, or the number of the wave.
    [[nodiscard]] double time_of(std::size_t wave) const {
        const auto has_day = [](const Wave& one) { return one.days.from.is_known(); };
        if (!std::all_of(study_.waves().begin(), study_.waves().end(), has_day)) {
            return static_cast<double>(wave);
        }
        return static_cast<double>(study_.waves()[wave].days.from.days_since_epoch());
    }

    [[nodiscard]] TargetAttainmentResult attainment_of(const IndicatorWave& row, TargetPath path) const {
        const Indicator& indicator = study_.indicators()[row.indicator];
        path.target = indicator.target;
        path.value = row.mean.complete_case;
        if (!path.value_error || !path.baseline_error) {
            path.value_error.reset();
            path.baseline_error.reset();
        }
        if (!indicator.target_wave.empty()) {
            const std::size_t end = study_.wave(indicator.target_wave);
            if (end > 0) {
                path.start = time_of(0);
                path.end = time_of(end);
                path.now = time_of(row.wave);
            }
        }
        if (row.wave == 0 && !indicator.baseline) {
            path.value_error.reset(); // the baseline itself
            path.baseline_error.reset();
        }
        return target_attainment(path, {.level = options_.level});
    }

    const PilotStudy& study_;
    const StudyIndicatorsOptions& options_;
    StudyIndicatorsResult result_;
};

} // namespace

StudyIndicatorsResult study_indicators(const PilotStudy& study, const StudyIndicatorsOptions& options) {
    detail::require_level(options.level);
    return IndicatorWaves{study, options}.run();
}

} // namespace samspill
