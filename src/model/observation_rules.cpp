#include "observation_rules.hpp"

#include <algorithm>

namespace samspill {
namespace {

struct Limits {
    std::optional<double> low{};
    std::optional<double> high{};
};

/// The status that a row has, stated or not.
ObservationStatus status_of(const Observation& observation) {
    if (observation.status) {
        return *observation.status;
    }
    if (observation.value) {
        return ObservationStatus::observed;
    }
    return observation.below ? ObservationStatus::suppressed : ObservationStatus::missing;
}

/// Limits of a suppressed value: those stated, else what "<5" says.
std::optional<Limits> limits_of(const Observation& observation, const Indicator& indicator, StudyRow& row) {
    Limits limits{observation.low, observation.high};
    if (observation.below && (!limits.low || !limits.high)) {
        const bool is_share = indicator.unit == share_name;
        if (is_share && !(observation.n && *observation.n > 0.0)) {
            row.error(FindingCode::missing_value, "n",
                      "a share is given as a count below a limit, but not of how many",
                      "give n, or low and high as fractions of 1");
            return std::nullopt;
        }
        const double whole = is_share ? *observation.n : 1.0;
        const double least = 1.0 / whole;
        const double most = static_cast<double>(*observation.below - 1) / whole;
        limits.low = limits.low.value_or(std::max(least, indicator.least.value_or(least)));
        limits.high = limits.high.value_or(std::min(most, indicator.greatest.value_or(most)));
    }
    if (!limits.low || !limits.high) {
        row.error(FindingCode::missing_value, limits.low ? "high" : "low",
                  "the value is suppressed, but between which limits it lies is not stated",
                  "give low and high, or the value as published, such as <5; missing when nothing is known");
        return std::nullopt;
    }
    return limits;
}

/// What stands beside a status that has no such thing.
bool contradicts(const Observation& observation, ObservationStatus status, StudyRow& row) {
    const bool is_observed = status == ObservationStatus::observed;
    const bool is_suppressed = status == ObservationStatus::suppressed;
    if (is_observed && !observation.value) {
        row.error(FindingCode::contradictory_status, "value", "the status is observed but there is no value",
                  "give the value, or the status missing");
        return true;
    }
    if (!is_observed && observation.value) {
        row.error(FindingCode::contradictory_status, "value", "a value stands beside a status that has none",
                  "remove the value, or the status");
        return true;
    }
    if (!is_suppressed && (observation.low || observation.high || observation.below)) {
        row.error(FindingCode::contradictory_status, observation.low ? "low" : "high",
                  "limits stand beside a status that has none",
                  "state the status suppressed, or remove them; a standard error goes to se");
        return true;
    }
    return false;
}

} // namespace

std::optional<StudyCell> cell_of(const Observation& observation, const Indicator& indicator, StudyRow row) {
    row.not_negative(observation.n, "n");
    row.not_negative(observation.se, "se");
    row.within(observation.value, indicator.least, indicator.greatest, "value");
    row.within(observation.low, indicator.least, indicator.greatest, "low");
    row.within(observation.high, indicator.least, indicator.greatest, "high");
    StudyCell cell{.status = status_of(observation), .n = observation.n, .se = observation.se};
    if (contradicts(observation, cell.status, row)) {
        return std::nullopt;
    }
    if (cell.status == ObservationStatus::suppressed) {
        const std::optional<Limits> limits = limits_of(observation, indicator, row);
        if (!limits) {
            return std::nullopt;
        }
        if (*limits->low > *limits->high) {
            row.error(FindingCode::reversed_interval, "high", "the highest value is below the lowest",
                      "swap the two ends or correct the wrong one");
            return std::nullopt;
        }
        cell.low = *limits->low;
        cell.high = *limits->high;
    }
    cell.value = observation.value.value_or(0.0);
    return cell;
}

} // namespace samspill
