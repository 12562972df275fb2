// Minutes on the wall clock of the place, with the offset to UTC where it was stated.
#pragma once

#include <samspill/core/date.hpp>

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace samspill {

/// A minute of local time, or unknown. There is no time zone database: a time without an offset is what the
/// clock on the wall showed.
class DateTime {
public:
    static constexpr std::int32_t minutes_per_day = 24 * 60;

    constexpr DateTime() noexcept = default;
    /// `minutes` of local time since 1970-01-01T00:00; `offset` in minutes east of UTC.
    constexpr explicit DateTime(std::int64_t minutes, std::optional<std::int16_t> offset = {}) noexcept
        : minutes_{minutes}, offset_{offset.value_or(no_offset)} {}

    /// Reads `YYYY-MM-DDTHH:MM`, seconds behind it (dropped), and an offset `Z`, `+HH`, `+HHMM` or `+HH:MM`;
    /// a space may stand for `T`. 24:00 is the end of the day. Gives nothing for any other text, among them a
    /// day alone, and for days and times that do not exist on any calendar.
    [[nodiscard]] static std::optional<DateTime> parse(std::string_view text) noexcept;

    [[nodiscard]] constexpr bool is_known() const noexcept { return minutes_ != absent; }
    /// Minutes of local time since 1970-01-01T00:00.
    [[nodiscard]] constexpr std::int64_t minutes_since_epoch() const noexcept { return minutes_; }
    /// Minutes east of UTC, where stated.
    [[nodiscard]] constexpr std::optional<std::int16_t> offset() const noexcept {
        return offset_ == no_offset ? std::nullopt : std::optional{offset_};
    }
    /// The day on the local calendar; unknown for an unknown time.
    [[nodiscard]] constexpr Date date() const noexcept {
        return is_known() ? Date{static_cast<std::int32_t>((minutes_ - minute_of_day()) / minutes_per_day)}
                          : Date{};
    }
    /// Minutes since midnight, 0 to 1439; only for a known time.
    [[nodiscard]] constexpr std::int32_t minute_of_day() const noexcept {
        const auto rest = static_cast<std::int32_t>(minutes_ % minutes_per_day);
        return rest < 0 ? rest + minutes_per_day : rest;
    }
    /// `YYYY-MM-DDTHH:MM` with `+HH:MM` where an offset was stated; empty for an unknown time.
    [[nodiscard]] std::string to_string() const;

    /// By the clock on the wall, then by offset.
    friend constexpr auto operator<=>(DateTime, DateTime) noexcept = default;

private:
    static constexpr std::int64_t absent = std::numeric_limits<std::int64_t>::min();
    static constexpr std::int16_t no_offset = std::numeric_limits<std::int16_t>::min();

    std::int64_t minutes_ = absent;
    std::int16_t offset_ = no_offset;
};

/// Minutes from one time to another: elapsed when both state an offset, else by the clock on the wall.
/// Nothing when one is unknown.
[[nodiscard]] constexpr std::optional<std::int64_t> minutes_between(DateTime from, DateTime to) noexcept {
    if (!from.is_known() || !to.is_known()) {
        return std::nullopt;
    }
    const std::int64_t on_the_wall = to.minutes_since_epoch() - from.minutes_since_epoch();
    const bool has_offsets = from.offset() && to.offset();
    return has_offsets ? on_the_wall - *to.offset() + *from.offset() : on_the_wall;
}

/// True on a Sunday on which clocks change in Europe by directive 2000/84/EC: the last of March and October.
[[nodiscard]] bool clocks_change_on(Date day) noexcept;

/// True when the local time does not exist or exists twice in central Europe, and no offset tells which is
/// meant: 02:00 to 02:59 in a night when clocks change.
[[nodiscard]] bool is_ambiguous(DateTime time) noexcept;

} // namespace samspill
