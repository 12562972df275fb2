// Days that Python hands over as texts. A text that is no day gives an unknown one, which analyses refuse.
#pragma once

#include <samspill/core/date.hpp>

#include <optional>
#include <string>
#include <utility>

namespace samspill::python {

using Window = std::pair<std::string, std::string>;

[[nodiscard]] inline std::optional<Date> day_of(const std::optional<std::string>& text) {
    return text ? std::optional{Date::parse(*text).value_or(Date{})} : std::nullopt;
}

[[nodiscard]] inline std::optional<DateInterval> interval_of(const std::optional<Window>& window) {
    if (!window) {
        return std::nullopt;
    }
    return DateInterval{Date::parse(window->first).value_or(Date{}),
                        Date::parse(window->second).value_or(Date{})};
}

} // namespace samspill::python
