// A measure in a row of many: what it is and what it rests on are said once for all rows.
#pragma once

#include <samspill/result/measure.hpp>

#include <optional>
#include <string_view>

namespace samspill {

/// Value, status and reason of a Measure. The field that holds it names the measure; its row holds the
/// amount that it rests on.
struct BriefMeasure {
    std::optional<double> value;
    Status status = Status::not_applicable;
    std::string_view reason; ///< a literal; empty when there is nothing to explain

    BriefMeasure() = default;
    BriefMeasure(const Measure& measure) // NOLINT(google-explicit-constructor): it says less, nothing else
        : value{measure.value}, status{measure.status}, reason{measure.reason} {}
    BriefMeasure(Status why, std::string_view because) : status{why}, reason{because} {}

    [[nodiscard]] friend bool operator==(const BriefMeasure&, const BriefMeasure&) = default;
};

} // namespace samspill
