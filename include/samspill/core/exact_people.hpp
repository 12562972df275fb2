// Expected people without rounding: a whole number and a proper fraction.
#pragma once

#include <samspill/core/fraction.hpp>

#include <cstdint>
#include <string>

namespace samspill {

/// whole + rest with 0 <= rest < 1, in lowest terms. Holds 40/9 of people as 4 and 4/9, so that neither part
/// leaves 64 bits even where their common numerator would.
struct ExactPeople {
    std::int64_t whole = 0;
    Fraction rest{};

    [[nodiscard]] double to_double() const noexcept { return static_cast<double>(whole) + rest.to_double(); }
    /// "4 4/9", "4" or "4/9".
    [[nodiscard]] std::string text() const {
        const std::string fraction =
            std::to_string(rest.numerator()) + "/" + std::to_string(rest.denominator());
        if (rest.numerator() == 0) {
            return std::to_string(whole);
        }
        return whole == 0 ? fraction : std::to_string(whole) + " " + fraction;
    }

    friend bool operator==(const ExactPeople&, const ExactPeople&) noexcept = default;
};

} // namespace samspill
