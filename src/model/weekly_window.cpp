#include <samspill/model/weekly_window.hpp>

#include <algorithm>
#include <array>
#include <cstddef>

namespace samspill {
namespace {

/// `HH:MM` with nothing around it; minutes since midnight.
std::optional<std::int16_t> time_of_day(std::string_view text) noexcept {
    constexpr std::size_t length = 5;
    constexpr std::string_view pattern = "00:00";
    const auto fits = [](char c, char wanted) { return wanted == '0' ? c >= '0' && c <= '9' : c == wanted; };
    if (text.size() != length || !std::equal(text.begin(), text.end(), pattern.begin(), fits)) {
        return std::nullopt;
    }
    const auto number = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    const int minutes = number(0) * 60 + number(3);
    const bool exists = number(3) < 60 && minutes <= 24 * 60;
    return exists ? std::optional{static_cast<std::int16_t>(minutes)} : std::nullopt;
}

} // namespace

std::optional<WeeklyWindow> parse_weekly_window(std::string_view text) noexcept {
    constexpr std::array<std::string_view, 7> names{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    const auto same_letter = [](char a, char b) { return (a >= 'a' && a <= 'z' ? a - ('a' - 'A') : a) == b; };
    const std::string_view name = text.substr(0, 2);
    const auto day = std::find_if(names.begin(), names.end(), [&](std::string_view candidate) {
        return std::equal(name.begin(), name.end(), candidate.begin(), candidate.end(), same_letter);
    });
    const std::size_t begin = text.find_first_not_of(' ', std::min<std::size_t>(2, text.size()));
    if (day == names.end() || begin == 2 || begin == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view times = text.substr(begin);
    const std::size_t dash = times.find('-');
    const auto from = time_of_day(times.substr(0, dash));
    const auto to = dash == std::string_view::npos ? std::nullopt : time_of_day(times.substr(dash + 1));
    if (!from || !to || *from >= *to) {
        return std::nullopt;
    }
    return WeeklyWindow{static_cast<Weekday>(day - names.begin()), *from, *to};
}

} // namespace samspill
