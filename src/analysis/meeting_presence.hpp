// Private to analysis: who held a seat on the day of a meeting, who of them came, and how long they spoke.
#pragma once

#include <samspill/model/actor_network.hpp>

#include "../detail/forum_meetings.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace samspill::detail {

/// The holders of a forum at one of its meetings, by position among them.
struct MeetingPresence {
    std::vector<std::uint8_t> seated; ///< on the day of the meeting
    std::vector<std::uint8_t> came;
    std::vector<std::int64_t> seconds; ///< of all who took the holder's seat, where stated
    std::int64_t guests = 0;           ///< rows of people and actors without a seat
    bool recorded = false;             ///< somebody kept a list of who came
    bool spoken = false;               ///< members came, and the seconds of all of them are stated
};

/// Reads one meeting into `presence`, which keeps its memory for the next. O(holders + attendance).
void read_presence(const ActorNetwork& network, const ForumMeetings& meetings, MeetingId meeting,
                   MeetingPresence& presence);

/// Minutes of a row of the table of agenda items, where these and the sectors that it concerns are stated.
[[nodiscard]] inline std::optional<std::int64_t> relevant_minutes(const ActorNetwork& network,
                                                                  std::uint32_t row) {
    const AgendaItemColumns& items = network.agenda_items();
    const bool stated = items.minutes[row].is_known() && !items.relevant_sectors[row].empty();
    return stated ? std::optional{items.minutes[row].value()} : std::nullopt;
}

} // namespace samspill::detail
