#include <samspill/core/utf8.hpp>
#include <samspill/model/weekly_times.hpp>

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

namespace samspill {
namespace {

constexpr std::array<std::string_view, 7> weekday_codes{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
constexpr std::array<std::string_view, 7> recurrence_names{"SECONDLY", "MINUTELY", "HOURLY", "DAILY",
                                                           "WEEKLY",   "MONTHLY",  "YEARLY"};
constexpr std::size_t longest_rule = 512; // far beyond what calendars write

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }

std::string upper(std::string_view text) {
    std::string result{text};
    for (char& c : result) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return result;
}

std::string_view take_until(std::string_view& rest, char separator) {
    const std::size_t length = std::min(rest.find(separator), rest.size());
    const std::string_view taken = rest.substr(0, length);
    rest.remove_prefix(std::min(length + 1, rest.size()));
    return taken;
}

/// A number without sign from `least` to `most`.
std::optional<std::int32_t> number(std::string_view text, std::int32_t least, std::int32_t most) {
    std::int32_t value = 0;
    if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) {
        return std::nullopt;
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool fits = error == std::errc{} && value >= least && value <= most;
    return fits ? std::optional{value} : std::nullopt;
}

template <std::size_t n>
std::optional<std::uint8_t> position(const std::array<std::string_view, n>& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt
                                : std::optional{static_cast<std::uint8_t>(found - names.begin())};
}

/// What stands after BYDAY: `MO`, `2SA`, `-1FR`.
std::optional<WeeklySlot> weekday(std::string_view text) {
    constexpr std::int32_t weeks_of_a_year = 53;
    if (text.size() < 2) {
        return std::nullopt;
    }
    const auto day = position(weekday_codes, text.substr(text.size() - 2));
    std::string_view count = text.substr(0, text.size() - 2);
    if (!day) {
        return std::nullopt;
    }
    WeeklySlot slot{.weekday = static_cast<Weekday>(*day)};
    if (count.empty()) {
        return slot;
    }
    const bool from_the_end = count.front() == '-';
    count.remove_prefix(from_the_end || count.front() == '+' ? 1 : 0);
    const auto ordinal = number(count, 1, weeks_of_a_year);
    if (!ordinal) {
        return std::nullopt;
    }
    slot.ordinal = static_cast<std::int8_t>(from_the_end ? -*ordinal : *ordinal);
    return slot;
}

/// A day (20261231) or a time of a day (20261231T235959Z).
bool is_date(std::string_view text) {
    const std::string_view day = text.substr(0, 8);
    std::string_view time = text.substr(day.size());
    if (!number(day, 1'01'01, 9999'12'31)) {
        return false;
    }
    if (!time.empty() && time.back() == 'Z') {
        time.remove_suffix(1);
    }
    return text.size() == 8 ||
           (time.size() == 7 && time.front() == 'T' && number(time.substr(1), 0, 23'59'60));
}

/// Reads the parts of one rule; each function tells whether its part keeps the rules.
class RuleReader {
public:
    [[nodiscard]] bool read(std::string_view part) {
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos || equals == 0 || equals + 1 == part.size()) {
            return false;
        }
        const std::string_view name = part.substr(0, equals);
        if (std::find(seen_.begin(), seen_.end(), name) != seen_.end()) {
            return false;
        }
        seen_.push_back(name);
        return read(name, part.substr(equals + 1));
    }

    [[nodiscard]] std::optional<WeeklyTimes> take() && {
        const bool has_ordinal =
            std::any_of(days_.begin(), days_.end(), [](const WeeklySlot& day) { return day.ordinal != 0; });
        const bool takes_ordinal =
            times_.recurrence == Recurrence::monthly || times_.recurrence == Recurrence::yearly;
        if (!has("FREQ") || (has("UNTIL") && has("COUNT")) || (has_ordinal && !takes_ordinal)) {
            return std::nullopt;
        }
        make_slots();
        return std::move(times_);
    }

private:
    using Numbers = std::vector<std::optional<std::uint8_t>>;

    [[nodiscard]] bool has(std::string_view name) const {
        return std::find(seen_.begin(), seen_.end(), name) != seen_.end();
    }

    [[nodiscard]] bool read(std::string_view name, std::string_view value) {
        if (name == "FREQ") {
            const auto recurrence = position(recurrence_names, value);
            times_.recurrence = static_cast<Recurrence>(recurrence.value_or(0));
            return recurrence.has_value();
        }
        if (name == "INTERVAL") {
            const auto interval = number(value, 1, 9999);
            times_.interval = interval.value_or(1);
            return interval.has_value();
        }
        if (name == "BYDAY") {
            return read_days(value);
        }
        if (name == "BYHOUR") {
            return read_numbers(value, 23, hours_);
        }
        if (name == "BYMINUTE") {
            return read_numbers(value, 59, minutes_);
        }
        if (name == "UNTIL") {
            return is_date(value);
        }
        if (name == "COUNT") {
            return number(value, 1, 999'999'999).has_value();
        }
        if (name == "WKST") {
            return position(weekday_codes, value).has_value();
        }
        times_.has_unread_parts = times_.has_unread_parts || name != "BYSECOND";
        return std::all_of(name.begin(), name.end(),
                           [](char c) { return is_upper(c) || is_digit(c) || c == '-'; }) &&
               is_upper(name.front());
    }

    [[nodiscard]] bool read_days(std::string_view list) {
        while (!list.empty()) {
            const bool ends_open = list.back() == ',';
            const auto day = weekday(take_until(list, ','));
            if (!day || ends_open) {
                return false;
            }
            days_.push_back(*day);
        }
        return true;
    }

    [[nodiscard]] static bool read_numbers(std::string_view list, std::int32_t most, Numbers& numbers) {
        while (!list.empty()) {
            const bool ends_open = list.back() == ',';
            const auto value = number(take_until(list, ','), 0, most);
            if (!value || ends_open) {
                return false;
            }
            numbers.emplace_back(static_cast<std::uint8_t>(*value));
        }
        std::sort(numbers.begin(), numbers.end());
        numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
        return true;
    }

    void make_slots() {
        const bool is_of_the_week = times_.recurrence == Recurrence::daily ||
                                    times_.recurrence == Recurrence::weekly ||
                                    times_.recurrence == Recurrence::monthly;
        if (!is_of_the_week) {
            return;
        }
        for (std::uint8_t day = 0;
             days_.empty() && times_.recurrence == Recurrence::daily && day < weekday_codes.size(); ++day) {
            times_.slots.push_back({.weekday = static_cast<Weekday>(day)});
        }
        if (times_.slots.empty()) {
            times_.slots = days_;
        }
        std::sort(times_.slots.begin(), times_.slots.end());
        times_.slots.erase(std::unique(times_.slots.begin(), times_.slots.end()), times_.slots.end());
        multiply(hours_, &WeeklySlot::hour);
        multiply(minutes_, &WeeklySlot::minute);
    }

    /// Every slot with each of the numbers; as it is when none is stated.
    void multiply(const Numbers& numbers, std::optional<std::uint8_t> WeeklySlot::*member) {
        if (numbers.empty()) {
            return;
        }
        std::vector<WeeklySlot> product;
        product.reserve(times_.slots.size() * numbers.size());
        for (const WeeklySlot& slot : times_.slots) {
            for (const auto value : numbers) {
                product.push_back(slot);
                product.back().*member = value;
            }
        }
        times_.slots = std::move(product);
    }

    WeeklyTimes times_;
    std::vector<WeeklySlot> days_;
    Numbers hours_;
    Numbers minutes_;
    std::vector<std::string_view> seen_;
};

} // namespace

std::optional<WeeklyTimes> parse_weekly_times(std::string_view rule) {
    constexpr std::string_view property = "RRULE:";
    const std::string_view written = trimmed(rule);
    if (written.empty() || written.size() > longest_rule) {
        return std::nullopt;
    }
    const std::string text = upper(written);
    std::string_view rest = text;
    rest.remove_prefix(rest.starts_with(property) ? property.size() : 0);
    RuleReader reader;
    while (!rest.empty()) {
        if (!reader.read(take_until(rest, ';'))) {
            return std::nullopt;
        }
    }
    return std::move(reader).take();
}

WeekLoad::WeekLoad(const WeeklyTimes& times) {
    constexpr double weeks_of_a_month = 4.0;
    constexpr std::uint8_t hours_of_a_day = 24;
    const double most = 1.0 / times.interval;
    const auto add = [most](double& load, const WeeklySlot& slot) {
        load = std::min(most, load + (slot.ordinal == 0 ? most : most / weeks_of_a_month));
    };
    std::array<double, days * hours_of_a_day> by_hour{};
    const WeeklySlot* before = nullptr;
    for (const WeeklySlot& slot : times.slots) {
        const auto day = static_cast<std::size_t>(slot.weekday);
        const bool same_day =
            before != nullptr && before->weekday == slot.weekday && before->ordinal == slot.ordinal;
        has_days_ = true;
        if (!same_day) {
            add(by_day_[day], slot);
        }
        if (slot.hour && !(same_day && before->hour == slot.hour)) {
            add(by_hour[day * hours_of_a_day + *slot.hour], slot);
        }
        before = &slot;
    }
    for (std::size_t hour = 0; hour < by_hour.size(); ++hour) {
        if (by_hour[hour] > 0.0) {
            by_hour_.push_back({static_cast<std::uint8_t>(hour), by_hour[hour]});
        }
    }
}

std::optional<double> WeekLoad::similarity(const WeekLoad& other) const noexcept {
    if (empty() || other.empty()) {
        return std::nullopt;
    }
    double smaller = 0.0;
    double larger = 0.0;
    const auto add = [&](double mine, double theirs) {
        smaller += std::min(mine, theirs);
        larger += std::max(mine, theirs);
    };
    if (!has_hours() || !other.has_hours()) {
        for (std::size_t day = 0; day < days; ++day) {
            add(by_day_[day], other.by_day_[day]);
        }
        return smaller / larger;
    }
    auto mine = by_hour_.begin();
    auto theirs = other.by_hour_.begin();
    while (mine != by_hour_.end() || theirs != other.by_hour_.end()) {
        const bool take_mine =
            theirs == other.by_hour_.end() || (mine != by_hour_.end() && mine->hour <= theirs->hour);
        const bool take_theirs =
            mine == by_hour_.end() || (theirs != other.by_hour_.end() && theirs->hour <= mine->hour);
        add(take_mine ? mine->load : 0.0, take_theirs ? theirs->load : 0.0);
        mine += take_mine ? 1 : 0;
        theirs += take_theirs ? 1 : 0;
    }
    return smaller / larger;
}

} // namespace samspill
