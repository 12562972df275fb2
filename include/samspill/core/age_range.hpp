// Ages in whole years, both ends included; a missing bound is open.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace samspill {

/// Inclusive range of ages in years: {6, 18} means from 6 up to and including 18.
struct AgeRange {
    static constexpr std::int32_t open_min = std::numeric_limits<std::int32_t>::min();
    static constexpr std::int32_t open_max = std::numeric_limits<std::int32_t>::max();

    std::int32_t min = open_min;
    std::int32_t max = open_max;

    [[nodiscard]] constexpr bool has_min() const noexcept { return min != open_min; }
    [[nodiscard]] constexpr bool has_max() const noexcept { return max != open_max; }
    [[nodiscard]] constexpr bool is_stated() const noexcept { return has_min() || has_max(); }
    [[nodiscard]] constexpr bool overlaps(AgeRange other) const noexcept {
        return min <= other.max && other.min <= max;
    }
    [[nodiscard]] constexpr bool contains(AgeRange other) const noexcept {
        return min <= other.min && other.max <= max;
    }

    friend constexpr auto operator<=>(AgeRange, AgeRange) noexcept = default;
};

} // namespace samspill
