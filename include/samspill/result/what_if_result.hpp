// What one change would do to the number of people covered.
#pragma once

#include <cstdint>
#include <optional>

namespace samspill {

/// People covered in all, at both ends of what the tables leave open. Low: unknown seats are none and needs
/// without entry point find nothing; high: unknown seats suffice and those needs find everything.
struct CoveredPeople {
    std::int64_t low = 0;
    std::int64_t high = 0;
    std::optional<std::int64_t> known_low;  ///< by offers their entry point can find; nothing when no tie
    std::optional<std::int64_t> known_high; ///< records knowledge

    friend bool operator==(const CoveredPeople&, const CoveredPeople&) = default;
};

/// Totals without and with a change. Each pair of ends is of the same reading, so differences are between
/// like and like; above 0 people are gained, below 0 lost.
struct WhatIfResult {
    CoveredPeople before;
    CoveredPeople after;

    [[nodiscard]] std::int64_t gained_low() const noexcept { return after.low - before.low; }
    [[nodiscard]] std::int64_t gained_high() const noexcept { return after.high - before.high; }
    /// Nothing when knowledge is recorded on one side only, or on none.
    [[nodiscard]] std::optional<std::int64_t> known_gained_low() const noexcept {
        return difference(after.known_low, before.known_low);
    }
    [[nodiscard]] std::optional<std::int64_t> known_gained_high() const noexcept {
        return difference(after.known_high, before.known_high);
    }

    friend bool operator==(const WhatIfResult&, const WhatIfResult&) = default;

private:
    static std::optional<std::int64_t> difference(std::optional<std::int64_t> a,
                                                  std::optional<std::int64_t> b) noexcept {
        return a && b ? std::optional{*a - *b} : std::nullopt;
    }
};

} // namespace samspill
