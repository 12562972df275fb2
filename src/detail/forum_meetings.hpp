// Private to the analyses: the meetings of each forum in their order, with what belongs to each.
#pragma once

#include <samspill/core/error.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/seat_holders.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace samspill::detail {

/// Throws when a table is missing without which nobody's attendance is known.
inline void require_attendance(const ActorNetwork& network, const std::string& analysis) {
    for (const TableName table :
         {TableName::forums, TableName::seats, TableName::meetings, TableName::attendance}) {
        if (!network.has(table)) {
            throw MissingTable{analysis + " needs the table " + std::string{to_string(table)}};
        }
    }
}

class ForumMeetings {
public:
    using Range = std::pair<std::uint32_t, std::uint32_t>;

    /// O(n log n) in seats and meetings.
    explicit ForumMeetings(const ActorNetwork& network)
        : network_{network}, holders_{network.seats(), network.forums().size()},
          order_(network.meetings().size()), attendance_{ranges(network.attendance().meeting,
                                                                network.meetings().size())},
          items_{ranges(network.agenda_items().meeting, network.meetings().size())} {
        const MeetingColumns& meetings = network.meetings();
        for (std::uint32_t k = 0; k < order_.size(); ++k) {
            order_[k] = MeetingId{k};
        }
        const auto key = [&](MeetingId m) {
            return std::tuple{meetings.forum[m.position()], start_of(m), m};
        };
        std::sort(order_.begin(), order_.end(), [&](MeetingId a, MeetingId b) { return key(a) < key(b); });
        std::vector<ForumId> forums;
        forums.reserve(order_.size());
        for (const MeetingId m : order_) {
            forums.push_back(meetings.forum[m.position()]);
        }
        by_forum_ = ranges(forums, network.forums().size());
    }

    [[nodiscard]] const SeatHolders& holders() const noexcept { return holders_; }
    /// Meetings of a forum by the time of their start.
    [[nodiscard]] std::span<const MeetingId> of(ForumId forum) const noexcept {
        const std::uint32_t first = by_forum_[forum.position()];
        return std::span{order_}.subspan(first, by_forum_[forum.position() + 1] - first);
    }
    /// Those that began on a day or before it; all of them for an unknown day.
    [[nodiscard]] std::vector<MeetingId> of(ForumId forum, Date until) const {
        const std::span<const MeetingId> all = of(forum);
        std::vector<MeetingId> held{all.begin(), all.end()};
        std::erase_if(held, [&](MeetingId m) { return until.is_known() && day(m) > until; });
        return held;
    }
    [[nodiscard]] Date day(MeetingId meeting) const noexcept {
        return network_.meetings().start[meeting.position()].date();
    }
    /// Rows of the table of attendance.
    [[nodiscard]] Range attendance_of(MeetingId meeting) const noexcept {
        return {attendance_[meeting.position()], attendance_[meeting.position() + 1]};
    }
    /// Rows of the table of agenda items.
    [[nodiscard]] Range items_of(MeetingId meeting) const noexcept {
        return {items_[meeting.position()], items_[meeting.position() + 1]};
    }
    [[nodiscard]] bool is_recorded(MeetingId meeting) const noexcept {
        const auto [first, last] = attendance_of(meeting);
        return first < last;
    }
    /// Position among the holders of the meeting's forum of the one whose seat a row of attendance is about;
    /// nothing for a guest.
    [[nodiscard]] std::optional<std::uint32_t> holder_of(std::uint32_t row) const noexcept {
        const AttendanceColumns& attendance = network_.attendance();
        const MeetingId meeting = attendance.meeting[row];
        const ForumId forum = network_.meetings().forum[meeting.position()];
        const PersonId person = attendance.person[row];
        const ActorId actor = attendance.actor[row].is_none() && !person.is_none()
                                  ? network_.people().actor[person.position()]
                                  : attendance.actor[row];
        const auto found = holders_.find(forum, day(meeting), actor, person);
        return found ? std::optional{*found - holders_.first_of(forum)} : std::nullopt;
    }

    /// Calls visit(row, holder) with every row of the meeting's attendance and holder_of(row). O(rows +
    /// holders) where people come for themselves.
    template <class Visit>
    void visit_attendance(MeetingId meeting, Visit visit) const {
        const auto holders = holders_.of(network_.meetings().forum[meeting.position()]);
        const Date on = day(meeting);
        const auto [first, last] = attendance_of(meeting);
        std::uint32_t next = 0; // rows and holders both stand by person
        for (std::uint32_t row = first; row < last; ++row) {
            const PersonId person = network_.attendance().person[row];
            while (next < holders.size() && holders[next].person < person) {
                ++next;
            }
            const bool is_own = !person.is_none() && next < holders.size() &&
                                holders[next].person == person && holders_.is_seated(holders[next], on);
            visit(row, is_own ? std::optional{next} : holder_of(row));
        }
    }

private:
    /// Where the rows of each id begin in a sorted column, and where the last ones end.
    template <class Id>
    [[nodiscard]] static std::vector<std::uint32_t> ranges(const std::vector<Id>& sorted, std::size_t ids) {
        std::vector<std::uint32_t> begin(ids + 1, 0);
        for (const Id id : sorted) {
            ++begin[id.position() + 1];
        }
        std::partial_sum(begin.begin(), begin.end(), begin.begin());
        return begin;
    }
    /// Minutes of UTC where the offset is known, else of the clock on the wall.
    [[nodiscard]] std::int64_t start_of(MeetingId meeting) const noexcept {
        const DateTime start = network_.meetings().start[meeting.position()];
        return start.minutes_since_epoch() - start.offset().value_or(0);
    }

    const ActorNetwork& network_;
    SeatHolders holders_;
    std::vector<MeetingId> order_;
    std::vector<std::uint32_t> by_forum_;
    std::vector<std::uint32_t> attendance_;
    std::vector<std::uint32_t> items_;
};

} // namespace samspill::detail
