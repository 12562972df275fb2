// Private to the model: the tables about forums as columns, before there is a network.
#pragma once

#include <samspill/model/actor_network.hpp>

#include "forum_rules.hpp"
#include "table_rules.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace samspill {

/// Columns made of staged rows, and the staged row that each row of them was. Rows that refer to nothing are
/// errors already and left out.
class StagedForumWork {
public:
    explicit StagedForumWork(const StudyCheck& study);

    [[nodiscard]] ForumWork work() const {
        return {forums_, people_, seats_, meetings_, items_, attendance_};
    }
    /// The row that findings name.
    [[nodiscard]] std::int64_t number(const ForumFinding& finding) const;

private:
    template <class Id>
    [[nodiscard]] Id find(TableName table, const std::string& id) const {
        const IdPositions& positions = study_.ids.positions(table);
        const auto found = id.empty() ? positions.end() : positions.find(id);
        return found == positions.end() ? Id::none() : Id{found->second};
    }

    /// Actors are numbered in the order of their ids, as in a network, so that the same seat is named
    /// whatever the order of the rows.
    void rank_actors();
    [[nodiscard]] ActorId actor(const std::string& id) const;
    [[nodiscard]] MeetingId meeting(const std::string& id) const;
    void add_seats();
    void add_meetings();
    void add_items();
    void add_attendance();

    const StudyCheck& study_;
    std::vector<std::uint32_t> actor_rank_; // by staged row
    ForumColumns forums_;
    PersonColumns people_;
    SeatColumns seats_;
    MeetingColumns meetings_;
    AgendaItemColumns items_;
    AttendanceColumns attendance_;
    std::vector<std::uint32_t> seat_rows_;
    std::vector<std::uint32_t> meeting_rows_;
    std::vector<std::uint32_t> attendance_rows_;
    std::vector<MeetingId> meeting_at_; // by staged row
};

} // namespace samspill
