// Calendar days without time of day or time zone.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace samspill {

/// A day of the proleptic Gregorian calendar as days since 1970-01-01, or unknown.
class Date {
public:
    constexpr Date() noexcept = default;
    constexpr explicit Date(std::int32_t days_since_epoch) noexcept : days_{days_since_epoch} {}

    /// Reads `YYYY-MM-DD` (a time of day after `T` or a space is accepted and dropped).
    /// Gives nothing for any other text and for days that do not exist, such as 2023-02-29.
    [[nodiscard]] static std::optional<Date> parse(std::string_view text) noexcept;

    [[nodiscard]] constexpr bool is_known() const noexcept { return days_ != absent; }
    [[nodiscard]] constexpr std::int32_t days_since_epoch() const noexcept { return days_; }
    /// `YYYY-MM-DD`; empty for an unknown date.
    [[nodiscard]] std::string to_string() const;

    friend constexpr auto operator<=>(Date, Date) noexcept = default;

private:
    static constexpr std::int32_t absent = std::numeric_limits<std::int32_t>::min();
    std::int32_t days_ = absent;
};

/// Half-open interval of days [from, to); an unknown bound is open.
struct DateInterval {
    Date from;
    Date to;

    [[nodiscard]] constexpr bool is_empty() const noexcept {
        return from.is_known() && to.is_known() && from >= to;
    }
    /// Whether a known day lies in the interval.
    [[nodiscard]] constexpr bool contains(Date day) const noexcept {
        return (!from.is_known() || from <= day) && (!to.is_known() || day < to);
    }
    /// Days that this interval shares with `window`, whose bounds must be known.
    [[nodiscard]] std::int32_t days_within(DateInterval window) const noexcept;

    friend constexpr auto operator<=>(const DateInterval&, const DateInterval&) noexcept = default;
};

} // namespace samspill
