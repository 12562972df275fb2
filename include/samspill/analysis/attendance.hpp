// Equal seats are not an equal say: who comes, who speaks, whose matters are dealt with.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/group_attribute.hpp>
#include <samspill/result/attendance_result.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace samspill {

/// The line through the series of parities. Both are per meeting and count unrecorded meetings as time that
/// passed: `least_squares`: the least-squares slope; `theil_sen`: the median of the slopes of all pairs,
/// which one odd meeting does not move (Theil 1950; Sen 1968).
enum class TrendLine : std::uint8_t { least_squares, theil_sen };

struct AttendanceOptions {
    GroupAttribute attribute = GroupAttribute::sector;
    /// Sectors a forum is meant to bring together when its own composition does not say so.
    std::vector<Sector> expected_sectors{Sector::municipal, Sector::civil_society};
    /// For attributes other than the sector: the groups that parities compare. Empty: all groups that ever
    /// hold a seat of the forum.
    std::vector<std::string> expected_groups{};
    TrendLine trend = TrendLine::least_squares;
};

/// Balance of attendances, speaking time, agenda minutes and proposals by group (methods M1.9): for each
/// meeting as a series, for each forum over its meetings, and over all forums. Somebody is entitled to a
/// meeting who holds a seat on its day; a person with several seats counts once, and so does an actor with
/// seats that name no person. Others who came are guests and belong to no group.
///
/// Missing is not zero. A meeting without any attendance was not recorded: its numbers are `unknown`, and it
/// is left out of sums. Speaking time counts in meetings that state it for all members who came, agenda items
/// count where what is asked about them is stated; a reason says when some are left out.
///
/// `relevance` is the share of agenda minutes that concern both sides, the municipality on the one and civil
/// society or target group on the other. `LaggedAbsence` compares 1 - relevance of a meeting with the share
/// of the civil side's entitled members who miss the next one; over all forums both are taken as differences
/// from their means in the forum. Agenda measures need the attribute `sector`, proposals one that actors
/// have.
/// @throws MissingTable when the tables forums, seats, meetings or attendance were not given
/// @throws InvalidArgument for no or repeated expected sectors, or an expected group that nobody is in
/// O(seats + attendance * log(seats of a forum) + meetings * (holders + groups of a forum)), theil_sen
/// O(meetings² of a forum) more; Cancelled when `control` asks to stop.
[[nodiscard]] AttendanceResult attendance(const ActorNetwork& network, const AttendanceOptions& options = {},
                                          RunControl* control = nullptr);

} // namespace samspill
