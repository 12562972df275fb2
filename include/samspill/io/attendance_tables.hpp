// Attendance and drop-off as tables.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/attendance_result.hpp>
#include <samspill/result/drop_off_result.hpp>

namespace samspill {

// Measures are columns of their name; each has a column of its name and `_note` that says why there is no
// number, or what it leaves out.

/// One row a forum, and a last one without a forum for all of them.
[[nodiscard]] Table attendance_forums(const ActorNetwork& network, const AttendanceResult& result);
/// One row a meeting, by forum and time.
[[nodiscard]] Table attendance_meetings(const ActorNetwork& network, const AttendanceResult& result);
/// One row a forum and group, and rows without a forum for all of them.
[[nodiscard]] Table attendance_groups(const ActorNetwork& network, const AttendanceResult& result);
/// One row a meeting and group.
[[nodiscard]] Table attendance_meeting_groups(const ActorNetwork& network, const AttendanceResult& result);

/// One row a spell.
[[nodiscard]] Table drop_off_spells(const ActorNetwork& network, const DropOffResult& result);
/// One row a missed meeting of a spell, with the time since its beginning.
[[nodiscard]] Table drop_off_absences(const ActorNetwork& network, const DropOffResult& result);

} // namespace samspill
