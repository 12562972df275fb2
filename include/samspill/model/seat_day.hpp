// The day on which the seats of forums are counted.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/model/actor_network.hpp>

#include <cstdint>
#include <vector>

namespace samspill {

/// Whose seats count: those held on the latest day of the study, those held on a given day, or all that
/// anybody ever held, predecessors beside their successors.
class SeatDay {
public:
    /// The latest day.
    constexpr SeatDay() noexcept = default;

    /// @throws InvalidArgument for an unknown day
    [[nodiscard]] static SeatDay on(Date day);
    [[nodiscard]] static constexpr SeatDay all_seats() noexcept { return SeatDay{Kind::all_seats, Date{}}; }

    [[nodiscard]] constexpr bool is_latest() const noexcept { return kind_ == Kind::latest; }
    [[nodiscard]] constexpr bool is_all_seats() const noexcept { return kind_ == Kind::all_seats; }
    /// The given day; unknown for the latest day and for all seats.
    [[nodiscard]] constexpr Date day() const noexcept { return day_; }

    friend constexpr bool operator==(const SeatDay&, const SeatDay&) noexcept = default;

private:
    enum class Kind : std::uint8_t { latest, given, all_seats };

    constexpr SeatDay(Kind kind, Date day) noexcept : kind_{kind}, day_{day} {}

    Kind kind_ = Kind::latest;
    Date day_;
};

/// The days that a SeatDay comes to in one network. Unknown days stand for all seats.
struct SeatDays {
    Date study;               ///< the day asked for, or the latest
    std::vector<Date> forums; ///< by ForumId: the same, or the last day of a forum that had ended by then
};

/// The latest day is that of the latest recorded meeting of any forum; in a study without meetings the latest
/// day on which a seat began; where no such day is known all seats count. A forum whose `ends_on` is that day
/// or an earlier one is taken on the day before it ended, also when the day is given. O(forums + meetings +
/// seats).
[[nodiscard]] SeatDays seat_days(const ActorNetwork& network, const SeatDay& as_of);

/// Whether a seat of this period counts on a day: unknown bounds are open, and on an unknown day every seat
/// counts.
[[nodiscard]] constexpr bool is_held_on(const DateInterval& period, Date day) noexcept {
    return !day.is_known() || period.contains(day);
}

} // namespace samspill
