// Private to analysis: what a forum's meetings and their agendas say.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/forum_rules_result.hpp>

#include "../detail/forum_meetings.hpp"

#include <cstdint>
#include <span>

namespace samspill::detail {

/// M1.12 R5: of the minutes of all meetings, each counted once for every member from civil society whose free
/// times are stated, the share in which that member is free.
[[nodiscard]] ForumFactValue meeting_overlap(const ActorNetwork& network, const ForumMeetings& held_by,
                                             ForumId forum, std::span<const std::uint32_t> seats);
/// M1.12 R6: minutes of agenda items relevant to the municipality and to civil society or users, over the
/// minutes of all items.
[[nodiscard]] ForumFactValue agenda_relevance(const ActorNetwork& network, const ForumMeetings& held_by,
                                              ForumId forum);
/// M1.12 R7: meetings in the year up to a day, over those meant.
[[nodiscard]] ForumFactValue meeting_ratio(const ActorNetwork& network, const ForumMeetings& held_by,
                                           ForumId forum, Date until);

} // namespace samspill::detail
