// The weekly times that a recurrence rule states: on which weekdays, at which hours, every how many weeks.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

enum class Weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

/// FREQ of a recurrence rule.
enum class Recurrence : std::uint8_t { secondly, minutely, hourly, daily, weekly, monthly, yearly };

/// One meeting on the calendar of a week.
struct WeeklySlot {
    Weekday weekday = Weekday::monday;
    /// Which such weekday of the month: 1 the first, -1 the last; 0 every one.
    std::int8_t ordinal = 0;
    std::optional<std::uint8_t> hour{};   ///< 0 to 23
    std::optional<std::uint8_t> minute{}; ///< 0 to 59

    friend auto operator<=>(const WeeklySlot&, const WeeklySlot&) = default;
};

/// What a recurrence rule says about the week.
struct WeeklyTimes {
    Recurrence recurrence = Recurrence::weekly;
    std::int32_t interval = 1; ///< every second week is recurrence weekly, interval 2
    /// In ascending order, each once. Empty when the rule names no weekday (it may begin on any) or repeats
    /// by other units than days, weeks and months.
    std::vector<WeeklySlot> slots{};
    /// The rule has parts that are not read and could rule out some of the slots, such as BYMONTH or
    /// BYSETPOS.
    bool has_unread_parts = false;

    friend bool operator==(const WeeklyTimes&, const WeeklyTimes&) = default;
};

/// Reads a recurrence rule (RFC 5545, section 3.3.10) such as "FREQ=WEEKLY;BYDAY=TU,TH;BYHOUR=17", in upper
/// or lower case, parts in any order, with or without "RRULE:" before it. A daily rule without BYDAY stands
/// for all seven days. Slots are the product of BYDAY, BYHOUR and BYMINUTE. When the rule ends (UNTIL, COUNT)
/// and where weeks begin (WKST) makes no difference; other parts are marked as unread. Nothing when the rule
/// is malformed: no FREQ, a part twice or without a value, a value that its part does not allow, UNTIL with
/// COUNT, an ordinal (1MO) in a rule that is neither monthly nor yearly, more than 512 characters. O(length +
/// slots).
[[nodiscard]] std::optional<WeeklyTimes> parse_weekly_times(std::string_view rule);

/// How often the week's calendar holds each weekday, or each hour of it, counted in meetings a week.
class WeekLoad {
public:
    /// O(slots); `times` as parse_weekly_times gives it.
    explicit WeekLoad(const WeeklyTimes& times);

    [[nodiscard]] bool empty() const noexcept { return !has_days_; }
    [[nodiscard]] bool has_hours() const noexcept { return !by_hour_.empty(); }

    /// Sum of the smaller over sum of the larger load of each weekday and hour, or of each weekday when one
    /// of the two states no hours (Ruzicka 1958; the Jaccard coefficient of weighted sets). A rule of every
    /// nth week loads its slots by 1/n; one day a month (2SA) by 1/4 of that. Minutes make no difference. In
    /// [0, 1], symmetric, 1 for equal loads; nothing when one of the two names no weekday. O(hours of a
    /// week).
    [[nodiscard]] std::optional<double> similarity(const WeekLoad& other) const noexcept;

private:
    static constexpr std::size_t days = 7;

    /// The load of one hour of the week: 24 hours a day from Monday 0 h on.
    struct Hour {
        std::uint8_t hour;
        double load;
    };

    std::array<double, days> by_day_{};
    std::vector<Hour> by_hour_; // ascending, each once
    bool has_days_ = false;
};

} // namespace samspill
