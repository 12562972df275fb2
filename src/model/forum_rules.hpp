// Private to the model: the rules that the tables about forums must keep together.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>

#include "forum_work.hpp"

#include <vector>

namespace samspill {

/// Of these tables only the columns that the rules ask about are filled.
struct ForumWork {
    const ForumColumns& forums;  // quota, head_count
    const PersonColumns& people; // actor
    const SeatColumns& seats;
    const MeetingColumns& meetings; // forum, start, end
    const AgendaItemColumns& items; // meeting, minutes
    const AttendanceColumns& attendance;
};

/// Rules that rows break, in ascending order. O(n log n).
[[nodiscard]] std::vector<ForumFinding> broken_forum_rules(const ForumWork& work, RunControl* control);

} // namespace samspill
