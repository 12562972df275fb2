// Private to the analysis of attendance: the members of one forum, and the sums of each of its meetings.
#pragma once

#include <samspill/core/list_column.hpp>
#include <samspill/model/actor_network.hpp>

#include "../detail/forum_meetings.hpp"
#include "../detail/holder_groups.hpp"
#include "attendance_tally.hpp"
#include "meeting_presence.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill {

/// True for the sectors that the civil side of a forum is made of.
[[nodiscard]] constexpr bool is_civil(Sector sector) noexcept {
    return sector == Sector::civil_society || sector == Sector::target_group;
}

/// What forums have in common.
struct AttendanceSources {
    const ActorNetwork& network;
    detail::ForumMeetings meetings;
    detail::HolderGroups groups;
    TallyQuestions questions;
};

/// The holders of one forum and how they were at its meetings.
class AttendanceSeries {
public:
    /// `groups` are those of the forum, ascending: all that hold a seat of it, and more. Both must outlive
    /// this object. O(holders * log(groups)).
    AttendanceSeries(const AttendanceSources& sources, ForumId forum,
                     const std::vector<std::uint32_t>& groups);

    [[nodiscard]] std::size_t holders() const noexcept { return holders_.size(); }

    /// Sums of one meeting, by position in `groups`. O(holders + attendance + items).
    [[nodiscard]] AttendanceTally tally_of(MeetingId meeting);

private:
    [[nodiscard]] std::uint32_t local(std::uint32_t group) const;
    void count_members(AttendanceTally& tally) const;
    void count_items(AttendanceTally& tally, MeetingId meeting) const;
    void count_relevance(AttendanceTally& tally, std::int64_t minutes, std::span<const Sector> sectors) const;

    const AttendanceSources& sources_;
    std::span<const SeatHolder> holders_;
    const std::vector<std::uint32_t>& groups_;
    ListColumn<std::uint32_t> of_holder_; // positions in groups_
    detail::MeetingPresence presence_;    // of the meeting that is being read
};

} // namespace samspill
