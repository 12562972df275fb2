#include <samspill/pilot/missing_bounds.hpp>

#include <samspill/core/numeric.hpp>

#include "pilot/columns.hpp"

#include <cmath>
#include <map>
#include <vector>

namespace samspill {
namespace {

using detail::require;

void check(std::span<const WaveObservation> units, const MissingBoundsOptions& options) {
    require(options.least <= options.greatest, "least must not be above greatest");
    for (const WaveObservation& unit : units) {
        if (unit.status == ObservationStatus::observed) {
            require(std::isfinite(unit.value), "observed values must be finite");
            require(options.least <= unit.value && unit.value <= options.greatest,
                    "observed values must be within what an indicator may have");
        } else if (unit.status == ObservationStatus::suppressed) {
            require(unit.low <= unit.high, "low must not be above high");
            require(options.least <= unit.low && unit.high <= options.greatest,
                    "limits of suppressed values must be within what an indicator may have");
        }
    }
}

void count(MissingBoundsResult& result, std::span<const WaveObservation> units) {
    for (const WaveObservation& unit : units) {
        switch (unit.status) {
        case ObservationStatus::observed:
            ++result.observed;
            break;
        case ObservationStatus::missing:
            ++result.missing;
            break;
        case ObservationStatus::structural:
            ++result.structural;
            break;
        case ObservationStatus::suppressed:
            ++result.suppressed;
            break;
        }
    }
    result.denominator = result.observed + result.missing + result.suppressed;
}

/// What a unit adds to the sum of all if `extreme` is what a missing one has.
double term_of(const WaveObservation& unit, double extreme, bool is_low) {
    switch (unit.status) {
    case ObservationStatus::observed:
        return unit.value;
    case ObservationStatus::missing:
        return extreme;
    case ObservationStatus::suppressed:
        return is_low ? unit.low : unit.high;
    case ObservationStatus::structural:
        break;
    }
    return 0.0;
}

std::optional<double> bound(std::span<const WaveObservation> units, std::size_t denominator, double extreme,
                            bool is_low) {
    std::vector<double> terms;
    terms.reserve(units.size());
    for (const WaveObservation& unit : units) {
        const double term = term_of(unit, extreme, is_low);
        if (!std::isfinite(term)) {
            return std::nullopt;
        }
        terms.push_back(term);
    }
    return detail::ordered_sum(std::move(terms)) / static_cast<double>(denominator);
}

struct ResponseStratum {
    std::size_t units = 0;
    std::vector<double> observed;
};

/// The means of strata, each with all its units as weight.
void add_means(MissingBoundsResult& result, std::span<const WaveObservation> units) {
    std::map<std::uint32_t, ResponseStratum> strata;
    std::vector<double> observed;
    observed.reserve(result.observed);
    for (const WaveObservation& unit : units) {
        if (unit.status == ObservationStatus::structural) {
            continue;
        }
        ResponseStratum& stratum = strata[unit.stratum];
        ++stratum.units;
        if (unit.status == ObservationStatus::observed) {
            stratum.observed.push_back(unit.value);
            observed.push_back(unit.value);
        }
    }
    if (observed.empty()) {
        result.reweighted_reason = "nothing observed";
        return;
    }
    result.complete_case = detail::ordered_sum(std::move(observed)) / static_cast<double>(result.observed);
    CompensatedSum sum;
    for (auto& [number, stratum] : strata) {
        if (stratum.observed.empty()) {
            result.reweighted_reason = "a stratum without any observed unit";
            return;
        }
        const auto answered = static_cast<double>(stratum.observed.size());
        const double weight = static_cast<double>(stratum.units) / answered;
        sum.add(weight * detail::ordered_sum(std::move(stratum.observed)));
    }
    result.reweighted = sum.value() / static_cast<double>(result.denominator);
}

} // namespace

MissingBoundsResult missing_bounds(std::span<const WaveObservation> units,
                                   const MissingBoundsOptions& options) {
    check(units, options);
    MissingBoundsResult result;
    result.convention = "bounds and re-weighting over observed, missing and suppressed units";
    count(result, units);
    if (result.denominator == 0) {
        result.status = Status::not_applicable;
        result.reason = "empty";
        return result;
    }
    result.low = bound(units, result.denominator, options.least, true);
    result.high = bound(units, result.denominator, options.greatest, false);
    if (!result.low || !result.high) {
        result.bounds_reason = "no end to what a missing value may be";
    }
    add_means(result, units);
    if (!result.complete_case) {
        result.reason = "nothing observed: bounds only";
    }
    return result;
}

} // namespace samspill
