// Private to analysis: months and years of the calendar between days.
#pragma once

#include <samspill/core/date.hpp>

#include <chrono>
#include <cstdint>

namespace samspill::detail {

[[nodiscard]] inline std::chrono::year_month_day calendar_day(Date day) noexcept {
    return std::chrono::sys_days{std::chrono::days{day.days_since_epoch()}};
}

/// Whole months of the calendar from one known day to another; negative when `to` comes first.
[[nodiscard]] inline std::int64_t whole_months_between(Date from, Date to) noexcept {
    if (to < from) {
        return -whole_months_between(to, from);
    }
    const std::chrono::year_month_day begin = calendar_day(from);
    const std::chrono::year_month_day end = calendar_day(to);
    const std::int64_t months = 12 * (std::int64_t{int{end.year()}} - int{begin.year()}) +
                                (std::int64_t{unsigned{end.month()}} - unsigned{begin.month()});
    return months - (end.day() < begin.day() ? 1 : 0);
}

/// The same day of the year before; 29 February becomes 28 February.
[[nodiscard]] inline Date one_year_before(Date day) noexcept {
    std::chrono::year_month_day before = calendar_day(day) - std::chrono::years{1};
    if (!before.ok()) {
        before = before.year() / before.month() / std::chrono::last;
    }
    return Date{static_cast<std::int32_t>(std::chrono::sys_days{before}.time_since_epoch().count())};
}

} // namespace samspill::detail
