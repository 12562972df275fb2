// One computed number with everything needed to read it, or the reason why there is none.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>

namespace samspill {

/// Why a number is there or not. `unknown`: the data leave it open; `not_applicable`: the definition gives
/// nothing here (an empty forum has no balance); `suppressed`: withheld to protect people.
enum class Status : std::uint8_t { ok, unknown, not_applicable, suppressed };

[[nodiscard]] constexpr std::string_view to_string(Status status) noexcept {
    switch (status) {
    case Status::ok:
        return "ok";
    case Status::unknown:
        return "unknown";
    case Status::not_applicable:
        return "not_applicable";
    case Status::suppressed:
        return "suppressed";
    }
    return {};
}

/// What a measure is, independent of data. All texts are literals, so a definition never dangles.
struct MeasureDefinition {
    std::string_view name;        ///< column name in results, such as "parity"
    std::string_view method;      ///< method id, such as "M1.1"
    std::string_view unit;        ///< what the value counts; shares are fractions of 1
    std::string_view denominator; ///< what the value was divided by
    std::string_view convention;  ///< choice among rival definitions; empty when there is only one
};

/// A value with its status, the observations it rests on and its denominator. A missing value is never 0.
/// An infinite value is kept as infinity with status `ok` and a reason that begins with "infinite".
struct Measure {
    MeasureDefinition definition;
    std::optional<double> value;
    Status status = Status::ok;
    std::string_view reason;           ///< a literal; empty when there is nothing to explain
    double n = 0.0;                    ///< what was observed, such as seats; person-time may be fractional
    std::optional<double> denominator; ///< the amount of `definition.denominator`; none without a value

    [[nodiscard]] bool is_infinite() const noexcept { return value && std::isinf(*value); }

    [[nodiscard]] static Measure of(const MeasureDefinition& definition, double value, double n,
                                    double denominator, std::string_view reason = {}) noexcept {
        return {definition, value, Status::ok, reason, n, denominator};
    }
    [[nodiscard]] static Measure not_applicable(const MeasureDefinition& definition, std::string_view reason,
                                                double n) noexcept {
        return {definition, std::nullopt, Status::not_applicable, reason, n, std::nullopt};
    }
};

} // namespace samspill
