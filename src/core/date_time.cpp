#include <samspill/core/date_time.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>

namespace samspill {
namespace {

constexpr std::size_t date_length = 10; // YYYY-MM-DD

/// Two decimal digits at the beginning, at most `limit`; taken off the text.
std::optional<std::int32_t> take_pair(std::string_view& text, std::int32_t limit) noexcept {
    constexpr std::size_t pair = 2;
    std::int32_t value = 0;
    if (text.size() < pair || text[0] < '0' || text[0] > '9') { // no sign
        return std::nullopt;
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + pair, value);
    if (error != std::errc{} || end != text.data() + pair || value > limit) {
        return std::nullopt;
    }
    text.remove_prefix(pair);
    return value;
}

bool take(std::string_view& text, std::string_view any_of) noexcept {
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

/// `HH:MM`, with seconds and their decimals read over; minutes since midnight.
std::optional<std::int32_t> take_time(std::string_view& text) noexcept {
    constexpr std::int32_t last_minute = 59;
    constexpr std::int32_t leap_second = 60;
    const auto hour = take_pair(text, 24);
    const bool colon = take(text, ":");
    const auto minute = take_pair(text, last_minute);
    if (!hour || !colon || !minute) {
        return std::nullopt;
    }
    if (take(text, ":")) {
        if (!take_pair(text, leap_second)) {
            return std::nullopt;
        }
        if (take(text, ".,")) {
            text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
        }
    }
    const std::int32_t minutes = *hour * 60 + *minute;
    return minutes <= DateTime::minutes_per_day ? std::optional{minutes} : std::nullopt;
}

/// `Z`, `+HH`, `+HHMM` or `+HH:MM` up to the end of the text; minutes east of UTC.
std::optional<std::int16_t> take_offset(std::string_view text) noexcept {
    if (take(text, "Zz")) {
        return text.empty() ? std::optional{std::int16_t{0}} : std::nullopt;
    }
    const bool west = !text.empty() && text.front() == '-';
    constexpr std::int32_t most_hours = 23;
    constexpr std::int32_t most_minutes = 59;
    if (!take(text, "+-")) {
        return std::nullopt;
    }
    const auto hours = take_pair(text, most_hours);
    if (!hours) {
        return std::nullopt;
    }
    const bool colon = take(text, ":");
    const auto minutes = text.empty() && !colon ? std::optional{0} : take_pair(text, most_minutes);
    if (!minutes || !text.empty()) {
        return std::nullopt;
    }
    const std::int32_t offset = *hours * 60 + *minutes;
    return static_cast<std::int16_t>(west ? -offset : offset);
}

void append_pair(std::string& text, std::int32_t number) {
    text += static_cast<char>('0' + number / 10);
    text += static_cast<char>('0' + number % 10);
}

} // namespace

std::optional<DateTime> DateTime::parse(std::string_view text) noexcept {
    const std::optional<Date> day = Date::parse(text.substr(0, date_length));
    std::string_view rest = text.substr(std::min(date_length, text.size()));
    if (!day || !take(rest, "T ")) {
        return std::nullopt;
    }
    const auto minutes = take_time(rest);
    if (!minutes) {
        return std::nullopt;
    }
    const std::int64_t local = std::int64_t{day->days_since_epoch()} * minutes_per_day + *minutes;
    if (rest.empty()) {
        return DateTime{local};
    }
    const auto offset = take_offset(rest);
    return offset ? std::optional{DateTime{local, *offset}} : std::nullopt;
}

std::string DateTime::to_string() const {
    if (!is_known()) {
        return {};
    }
    std::string text = date().to_string() + 'T';
    append_pair(text, minute_of_day() / 60);
    text += ':';
    append_pair(text, minute_of_day() % 60);
    if (offset()) {
        const std::int32_t east = *offset();
        text += east < 0 ? '-' : '+';
        append_pair(text, (east < 0 ? -east : east) / 60);
        text += ':';
        append_pair(text, (east < 0 ? -east : east) % 60);
    }
    return text;
}

bool clocks_change_on(Date day) noexcept {
    constexpr std::int32_t last_day = 3'000'000; // beyond the year 9999; std::chrono::year holds 16 bits
    if (!day.is_known() || day.days_since_epoch() > last_day || day.days_since_epoch() < -last_day) {
        return false;
    }
    using std::chrono::year_month_day;
    const std::chrono::sys_days that{std::chrono::days{day.days_since_epoch()}};
    const year_month_day date{that};
    const bool last_week = year_month_day{that + std::chrono::days{7}}.month() != date.month();
    const bool month = date.month() == std::chrono::March || date.month() == std::chrono::October;
    return month && last_week && std::chrono::weekday{that} == std::chrono::Sunday;
}

bool is_ambiguous(DateTime time) noexcept {
    constexpr std::int32_t first = 2 * 60;
    constexpr std::int32_t end = 3 * 60;
    return time.is_known() && !time.offset() && time.minute_of_day() >= first && time.minute_of_day() < end &&
           clocks_change_on(time.date());
}

} // namespace samspill
