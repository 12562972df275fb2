#include <samspill/core/date.hpp>

#include <algorithm>
#include <chrono>

namespace samspill {

namespace {

/// Reads a text from left to right; a failed `take` leaves the position where it was.
class Scanner {
public:
    explicit Scanner(std::string_view text) noexcept : rest_{text} {}

    [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }
    /// Exactly `digits` decimal digits, or nothing.
    [[nodiscard]] std::optional<int> number(std::size_t digits) noexcept {
        if (rest_.size() < digits) {
            return std::nullopt;
        }
        int value = 0;
        for (const char c : rest_.substr(0, digits)) {
            if (c < '0' || c > '9') {
                return std::nullopt;
            }
            value = value * 10 + (c - '0');
        }
        rest_.remove_prefix(digits);
        return value;
    }
    [[nodiscard]] bool any_of(std::string_view allowed) noexcept {
        if (rest_.empty() || allowed.find(rest_.front()) == std::string_view::npos) {
            return false;
        }
        rest_.remove_prefix(1);
        return true;
    }
    void skip_digits() noexcept {
        rest_.remove_prefix(std::min(rest_.find_first_not_of("0123456789"), rest_.size()));
    }

private:
    std::string_view rest_;
};

/// `HH:MM`, `HH:MM:SS` or `HH:MM:SS.f…`, then nothing, `Z` or an offset `+HH`, `+HHMM`, `+HH:MM`.
bool is_time_of_day(Scanner& text) noexcept {
    const auto below = [&text](int limit) {
        const auto value = text.number(2);
        return value && *value < limit;
    };
    if (!below(25) || !text.any_of(":") || !below(60)) {
        return false;
    }
    if (text.any_of(":")) {
        if (!below(61)) { // leap seconds exist
            return false;
        }
        if (text.any_of(".,")) {
            text.skip_digits();
        }
    }
    if (text.any_of("+-")) {
        const bool hours = below(24);
        const bool colon = text.any_of(":");
        return hours && ((text.at_end() && !colon) || (below(60) && text.at_end()));
    }
    return text.at_end() || (text.any_of("Zz") && text.at_end());
}

void append_padded(std::string& text, std::int64_t number, std::size_t width) {
    const std::string digits = std::to_string(number);
    text.append(width - std::min(width, digits.size()), '0').append(digits);
}

} // namespace

std::optional<Date> Date::parse(std::string_view text) noexcept {
    Scanner scanner{text};
    const auto year = scanner.number(4);
    const bool dash = scanner.any_of("-");
    const auto month = scanner.number(2);
    const bool second_dash = scanner.any_of("-");
    const auto day = scanner.number(2);
    if (!year || !dash || !month || !second_dash || !day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day calendar_day{std::chrono::year{*year},
                                                   std::chrono::month{static_cast<unsigned>(*month)},
                                                   std::chrono::day{static_cast<unsigned>(*day)}};
    if (!calendar_day.ok()) {
        return std::nullopt;
    }
    if (!scanner.at_end() && (!scanner.any_of("T ") || !is_time_of_day(scanner))) {
        return std::nullopt;
    }
    return Date{static_cast<std::int32_t>(std::chrono::sys_days{calendar_day}.time_since_epoch().count())};
}

std::string Date::to_string() const {
    if (!is_known()) {
        return {};
    }
    // H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days. std::chrono::year holds
    // 16 bits only, while tables from other programs may state any 32-bit day.
    constexpr std::int64_t days_per_era = 146'097;              // 400 years
    const std::int64_t shifted = std::int64_t{days_} + 719'468; // days since 0000-03-01
    const std::int64_t era = (shifted >= 0 ? shifted : shifted - (days_per_era - 1)) / days_per_era;
    const std::int64_t day_of_era = shifted - era * days_per_era;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
    const std::int64_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);

    std::string text = year < 0 ? "-" : (year > 9999 ? "+" : "");
    append_padded(text, year < 0 ? -year : year, 4);
    text += '-';
    append_padded(text, month, 2);
    text += '-';
    append_padded(text, day, 2);
    return text;
}

std::int32_t DateInterval::days_within(DateInterval window) const noexcept {
    const std::int64_t first = std::max(from.is_known() ? from : window.from, window.from).days_since_epoch();
    const std::int64_t last = std::min(to.is_known() ? to : window.to, window.to).days_since_epoch();
    constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(last - first, 0, most));
}

} // namespace samspill
