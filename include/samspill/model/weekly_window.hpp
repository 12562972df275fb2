// Hours of the week in which somebody has time.
#pragma once

#include <samspill/model/weekly_times.hpp>

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace samspill {

/// Half-open part [from, to) of one weekday, in minutes since midnight; 0 <= from < to <= 1440.
struct WeeklyWindow {
    Weekday weekday = Weekday::monday;
    std::int16_t from = 0;
    std::int16_t to = 0;

    friend auto operator<=>(const WeeklyWindow&, const WeeklyWindow&) = default;
};

/// Reads `MO 17:00-21:00`: a weekday by RFC 5545 (MO, TU, WE, TH, FR, SA, SU, in upper or lower case),
/// spaces, and two times of day, the later one behind; 24:00 is the end of the day. Nothing for any other
/// text.
[[nodiscard]] std::optional<WeeklyWindow> parse_weekly_window(std::string_view text) noexcept;

} // namespace samspill
