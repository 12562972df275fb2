// What happened in a forum: its meetings, what was on their agenda, and who came.
#pragma once

#include <samspill/core/count.hpp>
#include <samspill/core/date_time.hpp>
#include <samspill/core/index.hpp>
#include <samspill/core/list_column.hpp>
#include <samspill/model/vocabulary.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace samspill {

/// One row of the table `meetings`: a meeting that took place.
struct Meeting {
    std::string id{};
    std::string forum{};
    DateTime start{}; ///< must be stated
    DateTime end{};
};

/// The table `meetings` as an ActorNetwork keeps it, sorted by id.
struct MeetingColumns {
    std::vector<TermId> id;
    std::vector<ForumId> forum;
    std::vector<DateTime> start;
    std::vector<DateTime> end;

    [[nodiscard]] std::size_t size() const noexcept { return id.size(); }
    /// Minutes that the meeting took; nothing when its end is unknown.
    [[nodiscard]] std::optional<std::int64_t> minutes(std::size_t row) const noexcept {
        return minutes_between(start[row], end[row]);
    }
};

/// One row of the table `agenda_items`.
struct AgendaItem {
    std::string meeting{};
    std::string item{}; ///< number or title; each once a meeting
    Count minutes{Count::unknown()};
    std::vector<Sector> relevant_sectors{}; ///< whom the item concerns; empty = nobody said
    std::string proposed_by{};              ///< id of an actor
};

/// The table `agenda_items` as an ActorNetwork keeps it, sorted by meeting and item; each pair stands once.
struct AgendaItemColumns {
    std::vector<MeetingId> meeting;
    std::vector<TermId> item;
    std::vector<Count> minutes;
    ListColumn<Sector> relevant_sectors;
    std::vector<ActorId> proposed_by;

    [[nodiscard]] std::size_t size() const noexcept { return meeting.size(); }
};

/// One row of the table `attendance`: somebody who was at a meeting. A meeting without such rows is one that
/// nobody kept a list of.
struct Attendance {
    std::string meeting{};
    std::string actor{};
    std::string person{}; ///< one of actor and person must be stated
    Count speaking_seconds{Count::unknown()};
};

/// The table `attendance` as an ActorNetwork keeps it, sorted by meeting, person and actor.
struct AttendanceColumns {
    std::vector<MeetingId> meeting;
    std::vector<ActorId> actor;
    std::vector<PersonId> person;
    std::vector<Count> speaking_seconds;

    [[nodiscard]] std::size_t size() const noexcept { return meeting.size(); }
};

} // namespace samspill
