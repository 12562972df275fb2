#include "meeting_presence.hpp"

#include <algorithm>
#include <cstddef>

namespace samspill::detail {

void read_presence(const ActorNetwork& network, const ForumMeetings& meetings, MeetingId meeting,
                   MeetingPresence& presence) {
    const auto holders = meetings.holders().of(network.meetings().forum[meeting.position()]);
    const Date day = meetings.day(meeting);
    presence.seated.resize(holders.size());
    for (std::size_t k = 0; k < holders.size(); ++k) {
        presence.seated[k] = meetings.holders().is_seated(holders[k], day) ? 1 : 0;
    }
    presence.came.assign(holders.size(), 0);
    presence.seconds.assign(holders.size(), 0);
    presence.guests = 0;
    presence.recorded = meetings.is_recorded(meeting);
    bool all_stated = true;
    bool any_came = false;
    meetings.visit_attendance(meeting, [&](std::uint32_t row, std::optional<std::uint32_t> holder) {
        if (!holder) {
            ++presence.guests;
            return;
        }
        any_came = true;
        presence.came[*holder] = 1;
        const Count spoken = network.attendance().speaking_seconds[row];
        all_stated = all_stated && spoken.is_known();
        presence.seconds[*holder] += spoken.value_or(0);
    });
    presence.spoken = all_stated && any_came;
}

} // namespace samspill::detail
