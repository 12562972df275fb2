// Months counted from arrival, as half-open intervals [from, to).
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace samspill {

/// Half-open interval of whole months. A missing bound is open: no `from` means "since ever", no `to`
/// "without end"; neither means standing. Month 0 is the month of arrival, -2 two months before it.
struct MonthInterval {
    static constexpr std::int32_t open_from = std::numeric_limits<std::int32_t>::min();
    static constexpr std::int32_t open_to = std::numeric_limits<std::int32_t>::max();

    std::int32_t from = open_from;
    std::int32_t to = open_to;

    [[nodiscard]] constexpr bool has_from() const noexcept { return from != open_from; }
    [[nodiscard]] constexpr bool has_to() const noexcept { return to != open_to; }
    [[nodiscard]] constexpr bool is_standing() const noexcept { return !has_from() && !has_to(); }
    /// True when no month belongs to the interval (from >= to).
    [[nodiscard]] constexpr bool is_empty() const noexcept { return from >= to; }
    [[nodiscard]] constexpr bool includes(std::int32_t month) const noexcept {
        return from <= month && month < to;
    }
    [[nodiscard]] constexpr bool overlaps(MonthInterval other) const noexcept {
        return from < other.to && other.from < to;
    }
    /// True when every month of `other` is a month of this interval.
    [[nodiscard]] constexpr bool contains(MonthInterval other) const noexcept {
        return from <= other.from && other.to <= to;
    }
    [[nodiscard]] constexpr MonthInterval intersection(MonthInterval other) const noexcept {
        return {from > other.from ? from : other.from, to < other.to ? to : other.to};
    }

    friend constexpr auto operator<=>(MonthInterval, MonthInterval) noexcept = default;
};

} // namespace samspill
