// Indicators of a pilot.
#include "study_parts.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <string_view>

namespace samspill {
namespace {

/// A share lies between 0 and 1 unless something else is stated. Ends that are wrong are none: values are not
/// held against them.
Indicator with_ends(Indicator indicator) {
    const auto is_wrong = [](const std::optional<double>& end) { return end && !std::isfinite(*end); };
    if (is_wrong(indicator.least) || is_wrong(indicator.greatest) ||
        (indicator.least && indicator.greatest && *indicator.least > *indicator.greatest)) {
        indicator.least.reset();
        indicator.greatest.reset();
        return indicator;
    }
    if (indicator.unit == share_name) {
        indicator.least = indicator.least.value_or(0.0);
        indicator.greatest = indicator.greatest.value_or(1.0);
    }
    return indicator;
}

void check_indicator(const Indicator& given, const NumbersById& waves, StudyRow row) {
    row.required(given.id, "id");
    const bool has_least = row.finite(given.least, "least");
    const bool has_greatest = row.finite(given.greatest, "greatest");
    if (has_least && has_greatest && *given.least > *given.greatest) {
        row.error(FindingCode::reversed_interval, "greatest", "the greatest value is below the least",
                  "swap the two ends or correct the wrong one");
    }
    const Indicator indicator = with_ends(given);
    row.within(indicator.baseline, indicator.least, indicator.greatest, "baseline");
    row.within(indicator.target, indicator.least, indicator.greatest, "target");
    if (indicator.baseline && indicator.target && *indicator.baseline == *indicator.target) {
        row.warn(FindingCode::baseline_is_target, "target",
                 "baseline and target are the same, so no attainment can be stated",
                 "correct one of them, or leave the target empty");
    }
    if (!indicator.target_wave.empty() && !waves.contains(indicator.target_wave)) {
        row.unknown("target_wave", StudyTable::waves);
    }
}

/// The offered indicators that some observation names.
std::vector<Indicator> needed_of(const StagedStudy& staged) {
    std::set<std::string_view> named;
    for (const Observation& observation : staged.observations.rows) {
        named.insert(observation.indicator);
    }
    std::vector<Indicator> needed;
    std::copy_if(staged.offered.begin(), staged.offered.end(), std::back_inserter(needed),
                 [&](const Indicator& offered) { return named.contains(offered.id); });
    return needed;
}

} // namespace

std::vector<Indicator> study_indicators(const StagedStudy& staged, const std::vector<Wave>& waves,
                                        StudyLog& log) {
    const NumbersById wave_numbers = numbers_by_id(waves);
    std::map<std::string, std::int64_t> first_rows;
    std::vector<Indicator> indicators;
    indicators.reserve(staged.indicators.size());
    for (std::size_t k = 0; k < staged.indicators.size(); ++k) {
        const StudyRow row{log, StudyTable::indicators, staged.indicators.numbers[k]};
        check_indicator(staged.indicators.rows[k], wave_numbers, row);
        Indicator indicator = with_ends(staged.indicators.rows[k]);
        const auto [first, is_new] = first_rows.emplace(indicator.id, staged.indicators.numbers[k]);
        if (!is_new && !indicator.id.empty()) {
            StudyRow{row}.repeated("id", "the indicator", first->second);
        } else if (!indicator.id.empty()) {
            std::sort(indicator.question.begin(), indicator.question.end());
            indicators.push_back(std::move(indicator));
        }
    }
    for (Indicator& offered : needed_of(staged)) {
        if (first_rows.emplace(offered.id, 0).second) {
            indicators.push_back(with_ends(std::move(offered)));
        }
    }
    std::sort(indicators.begin(), indicators.end(),
              [](const Indicator& a, const Indicator& b) { return a.id < b.id; });
    return indicators;
}

} // namespace samspill
