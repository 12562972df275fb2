#include "staged_forum_work.hpp"

#include <algorithm>
#include <numeric>

namespace samspill {

StagedForumWork::StagedForumWork(const StudyCheck& study)
    : study_{study}, actor_rank_(study.rows.actors.size()) {
    rank_actors();
    for (const Forum& forum : study.rows.forums.rows) {
        forums_.quota.push_back(forum.quota);
        forums_.head_count.push_back(forum.head_count);
    }
    for (const Person& person : study.rows.people.rows) {
        people_.actor.push_back(actor(person.actor));
    }
    add_seats();
    add_meetings();
    add_items();
    add_attendance();
}

std::int64_t StagedForumWork::number(const ForumFinding& finding) const {
    switch (finding.table) {
    case TableName::seats:
        return study_.rows.seats.numbers[seat_rows_[finding.row]];
    case TableName::meetings:
        return study_.rows.meetings.numbers[meeting_rows_[finding.row]];
    case TableName::attendance:
        return study_.rows.attendance.numbers[attendance_rows_[finding.row]];
    default:
        return study_.rows.forums.numbers[finding.row];
    }
}

void StagedForumWork::rank_actors() {
    const auto& rows = study_.rows.actors.rows;
    std::vector<std::uint32_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return rows[a].id < rows[b].id; });
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
        actor_rank_[order[rank]] = rank;
    }
}

ActorId StagedForumWork::actor(const std::string& id) const {
    const auto row = find<ActorId>(TableName::actors, id);
    return row.is_none() ? row : ActorId{actor_rank_[row.position()]};
}

void StagedForumWork::add_seats() {
    const auto& rows = study_.rows.seats.rows;
    for (std::uint32_t k = 0; k < rows.size(); ++k) {
        const auto forum = find<ForumId>(TableName::forums, rows[k].forum);
        if (!forum.is_none() && !rows[k].period.is_empty()) {
            seats_.forum.push_back(forum);
            seats_.actor.push_back(actor(rows[k].actor));
            seats_.person.push_back(find<PersonId>(TableName::people, rows[k].person));
            seats_.role.push_back(rows[k].role);
            seats_.votes.push_back(rows[k].votes);
            seats_.period.push_back(rows[k].period);
            seat_rows_.push_back(k);
        }
    }
}

void StagedForumWork::add_meetings() {
    const auto& rows = study_.rows.meetings.rows;
    meeting_at_.assign(rows.size(), MeetingId::none());
    for (std::uint32_t k = 0; k < rows.size(); ++k) {
        const auto forum = find<ForumId>(TableName::forums, rows[k].forum);
        if (!forum.is_none() && rows[k].start.is_known()) {
            meeting_at_[k] = MeetingId{meeting_rows_.size()};
            meetings_.forum.push_back(forum);
            meetings_.start.push_back(rows[k].start);
            meetings_.end.push_back(rows[k].end);
            meeting_rows_.push_back(k);
        }
    }
}

MeetingId StagedForumWork::meeting(const std::string& id) const {
    const auto row = find<MeetingId>(TableName::meetings, id);
    return row.is_none() ? row : meeting_at_[row.position()];
}

void StagedForumWork::add_items() {
    for (const AgendaItem& row : study_.rows.agenda_items.rows) {
        if (const MeetingId of = meeting(row.meeting); !of.is_none()) {
            items_.meeting.push_back(of);
            items_.minutes.push_back(row.minutes);
        }
    }
}

void StagedForumWork::add_attendance() {
    const auto& rows = study_.rows.attendance.rows;
    for (std::uint32_t k = 0; k < rows.size(); ++k) {
        const MeetingId at = meeting(rows[k].meeting);
        const ActorId actor = this->actor(rows[k].actor);
        const auto person = find<PersonId>(TableName::people, rows[k].person);
        const bool resolved =
            actor.is_none() == rows[k].actor.empty() && person.is_none() == rows[k].person.empty();
        if (!at.is_none() && resolved) {
            attendance_.meeting.push_back(at);
            attendance_.actor.push_back(actor);
            attendance_.person.push_back(person);
            attendance_.speaking_seconds.push_back(rows[k].speaking_seconds);
            attendance_rows_.push_back(k);
        }
    }
}

} // namespace samspill
