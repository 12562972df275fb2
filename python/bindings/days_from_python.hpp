// Days that Python hands over as texts. A text that is no day gives an unknown one, which analyses refuse.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/model/seat_day.hpp>

#include <optional>
#include <string>
#include <utility>

namespace samspill::python {

using Window = std::pair<std::string, std::string>;

/// "latest", a day, or nothing for all seats.
/// @throws InvalidArgument for any other text
[[nodiscard]] inline SeatDay seat_day_of(const std::optional<std::string>& text) {
    if (!text) {
        return SeatDay::all_seats();
    }
    return *text == "latest" ? SeatDay{} : SeatDay::on(Date::parse(*text).value_or(Date{}));
}

[[nodiscard]] inline std::optional<DateInterval> interval_of(const std::optional<Window>& window) {
    if (!window) {
        return std::nullopt;
    }
    return DateInterval{Date::parse(window->first).value_or(Date{}),
                        Date::parse(window->second).value_or(Date{})};
}

} // namespace samspill::python
