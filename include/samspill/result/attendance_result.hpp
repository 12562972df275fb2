// Who comes to the meetings of each forum, who speaks, and whose matters are on the agenda.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/result/measure.hpp>
#include <samspill/result/provenance.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace samspill {

/// One group in one meeting, in all meetings of a forum (`meeting` is none), or in all forums (both are
/// none).
struct AttendanceGroup {
    ForumId forum;
    MeetingId meeting;
    std::uint32_t group = 0;   ///< position in AttendanceResult::groups
    bool expected = false;     ///< counts in the parities
    std::int64_t entitled = 0; ///< people and actors with a seat on the day of a meeting with a list
    std::int64_t present = 0;  ///< those of them who came
    std::optional<std::int64_t> speaking_seconds; ///< in meetings where it is known of everybody present
    std::optional<std::int64_t> relevant_minutes; ///< of agenda items that concern the group; sectors only
    std::optional<std::int64_t> proposed;         ///< agenda items that its actors proposed
};

/// Balance over the expected groups. Parities are those of methods M1.1, on the sums of the groups.
struct AttendanceBalance {
    std::int64_t entitled = 0; ///< as in AttendanceGroup, over all groups, each holder once
    std::int64_t present = 0;
    std::int64_t guests = 0; ///< people or actors who came without a seat
    Measure entitled_parity; ///< if everybody with a seat had come
    Measure present_parity;  ///< of those who came
    Measure speaking_parity; ///< of speaking time
    Measure agenda_parity;   ///< of agenda minutes relevant to each sector
    Measure proposal_parity; ///< of agenda items proposed
    Measure relevance;       ///< share of agenda minutes relevant to both sides (M1.12 R6)
};

struct MeetingAttendance {
    ForumId forum;
    MeetingId meeting;
    std::int64_t number = 0; ///< 1 is the first meeting of the forum by time
    bool recorded = false;   ///< somebody kept a list of who came
    AttendanceBalance balance;
};

/// The least-squares line through pairs of meetings that follow one another: low relevance in the first, and
/// absence in the second. An association in few meetings, and no proof of a cause.
struct LaggedAbsence {
    std::int64_t pairs = 0; ///< pairs of meetings where both numbers are known
    Measure slope;          ///< change of absence for a change of 1 - relevance from 0 to 1
    Measure correlation;    ///< Pearson's r, in [-1, 1]
};

struct ForumAttendance {
    ForumId forum; ///< none for all forums together
    std::int64_t meetings = 0;
    std::int64_t recorded = 0; ///< meetings with a list of who came
    AttendanceBalance balance; ///< over these
    Measure attendance;        ///< present / entitled
    Measure erosion;           ///< slope of present_parity a meeting; negative: the balance erodes
    LaggedAbsence absence;     ///< of the civil side, after meetings of low relevance
};

/// Result of attendance(). Ids are those of the network it was computed from.
struct AttendanceResult {
    Provenance provenance;
    std::vector<std::string> groups;             ///< values of the attribute, in their order
    std::vector<ForumAttendance> forums;         ///< indexed by ForumId
    ForumAttendance all;                         ///< all forums together; no erosion
    std::vector<MeetingAttendance> meetings;     ///< by forum, then time
    std::vector<AttendanceGroup> forum_groups;   ///< by forum, then group; groups expected or seated
    std::vector<AttendanceGroup> meeting_groups; ///< by forum, time of the meeting, then group
    std::vector<AttendanceGroup> all_groups;     ///< by group

    /// What must be read beside LaggedAbsence.
    static constexpr const char* caveat =
        "Absence after meetings of low relevance is an association in few meetings; both may have another "
        "cause, and the members who leave first also change who is left to be absent.";
};

} // namespace samspill
