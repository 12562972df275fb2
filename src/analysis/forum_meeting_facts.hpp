// Private to analysis: what a forum's meetings and their agendas say.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/forum_rules_result.hpp>

#include "../detail/forum_meetings.hpp"

#include <cstdint>
#include <span>

namespace samspill::detail {

/// Rows [first, last) of the table of seats.
struct SeatRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// M1.12 R5: of the minutes of these meetings of a forum, each counted once for every member from civil
/// society with a seat on its day whose free times are stated, the share in which that member is free.
/// `seats`: all that the forum ever had.
[[nodiscard]] ForumFactValue meeting_overlap(const ActorNetwork& network, std::span<const MeetingId> meetings,
                                             SeatRange seats);
/// M1.12 R6: minutes of the items of these meetings that are relevant to the municipality and to civil
/// society or users, over the minutes of all their items.
[[nodiscard]] ForumFactValue agenda_relevance(const ActorNetwork& network, const ForumMeetings& held_by,
                                              std::span<const MeetingId> meetings);
/// M1.12 R7: meetings in the year up to a day over those meant, which are fewer by days for a forum that has
/// existed for a part of that year only. It has existed since the first day of its seats, or since its terms
/// of reference or its first meeting where these come earlier; for the whole year where the beginning of a
/// seat is not stated.
[[nodiscard]] ForumFactValue meeting_ratio(const ActorNetwork& network, const ForumMeetings& held_by,
                                           ForumId forum, SeatRange seats, Date until);

} // namespace samspill::detail
