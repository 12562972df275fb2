#include "joined_cell.hpp"

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace samspill {
namespace {

double low_of(const StudyCell& cell) {
    return cell.status == ObservationStatus::suppressed ? cell.low : cell.value;
}
double high_of(const StudyCell& cell) {
    return cell.status == ObservationStatus::suppressed ? cell.high : cell.value;
}

/// Σ weight · term over parts.
template <class Term>
double total(std::span<const StudyCell> parts, bool weighted, Term term) {
    CompensatedSum sum;
    for (const StudyCell& part : parts) {
        sum.add((weighted ? *part.n : 1.0) * term(part));
    }
    return sum.value();
}

} // namespace

std::optional<StudyCell> joined_cell(std::span<const StudyCell> parts, IndicatorCombination combination) {
    std::vector<StudyCell> counted;
    counted.reserve(parts.size());
    std::copy_if(parts.begin(), parts.end(), std::back_inserter(counted),
                 [](const StudyCell& part) { return part.status != ObservationStatus::structural; });
    if (counted.empty()) {
        return StudyCell{.status = ObservationStatus::structural};
    }
    const auto all = [&](auto is_so) { return std::all_of(counted.begin(), counted.end(), is_so); };
    const bool weighted = combination == IndicatorCombination::weighted_mean;
    const bool all_have_n = all([](const StudyCell& part) { return part.n.has_value(); });
    if (!all([](const StudyCell& part) { return part.status != ObservationStatus::missing; }) ||
        (weighted && !all_have_n)) {
        return std::nullopt;
    }
    StudyCell cell;
    if (all_have_n) {
        cell.n = total(counted, false, [](const StudyCell& part) { return *part.n; });
    }
    const double whole = weighted ? *cell.n : 1.0;
    if (whole == 0.0) {
        return std::nullopt;
    }
    if (all([](const StudyCell& part) { return part.status == ObservationStatus::observed; })) {
        cell.status = ObservationStatus::observed;
        cell.value = total(counted, weighted, [](const StudyCell& part) { return part.value; }) / whole;
    } else {
        cell.status = ObservationStatus::suppressed;
        cell.low = total(counted, weighted, low_of) / whole;
        cell.high = total(counted, weighted, high_of) / whole;
    }
    if (all([](const StudyCell& part) { return part.se.has_value(); })) {
        const double variance = total(counted, false, [&](const StudyCell& part) {
            const double scaled = (weighted ? *part.n : 1.0) * *part.se;
            return scaled * scaled;
        });
        cell.se = std::sqrt(variance) / whole;
    }
    return cell;
}

} // namespace samspill
