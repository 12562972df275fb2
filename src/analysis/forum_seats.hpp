// Private to analysis: whom a forum expects, and who holds its seats.
#pragma once

#include <samspill/analysis/representation.hpp>
#include <samspill/core/date.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/seat_day.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace samspill::detail {

inline constexpr std::size_t sector_count = vocabulary_size<Sector>;

/// What a forum's composition, or the options, say about each sector.
struct SectorExpectation {
    std::array<bool, sector_count> expected{};
    SectorWeights weight{}; ///< expected seats, in any unit; equal where nothing is stated
};

/// `otherwise`: the sectors expected where the forum's composition names none.
[[nodiscard]] SectorExpectation expectation_of(const ActorNetwork& network, ForumId forum,
                                               std::span<const Sector> otherwise);

/// When seats count: on a day of each forum, or by the part of a window that they were held.
struct SeatTime {
    SeatDays days; ///< unknown where there is a window
    std::optional<DateInterval> window{};
};

/// @throws InvalidArgument for a window without both ends or of no days, and for one beside a stated day
[[nodiscard]] SeatTime seat_time(const ActorNetwork& network, const SeatDay& as_of,
                                 const std::optional<DateInterval>& window);

/// The part of the window that lies in at least one of the periods; 1 without a window. O(n log n).
[[nodiscard]] double part_of_window(std::vector<DateInterval> periods,
                                    const std::optional<DateInterval>& window);

/// A seat as balance counts it.
struct CountedSeat {
    ForumId forum;
    ActorId actor;       ///< the first in id order that the person is seated for
    PersonId person;     ///< none where the seat names no person
    double weight = 1.0; ///< the part of the window that it was held; 1 without a window
};

/// Seats that are held at that time. Those of one forum that a person holds with equal votes are one seat,
/// held whenever one of them is; seats that name no person are seats of their own. By forum, then people,
/// then unnamed seats in the order of their table. O(seats log seats).
[[nodiscard]] std::vector<CountedSeat> counted_seats(const ActorNetwork& network, const SeatTime& time);

/// The same, summed for each forum by sector.
[[nodiscard]] std::vector<SectorWeights> seats_by_forum(const ActorNetwork& network, const SeatTime& time);

[[nodiscard]] inline std::size_t sector_of(const ActorNetwork& network, ActorId actor) noexcept {
    return static_cast<std::size_t>(network.actors().sector[actor.position()]);
}

} // namespace samspill::detail
