#include "forum_work.hpp"

#include <samspill/model/seat_holders.hpp>

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace samspill {
namespace {

/// Of these tables only the columns that the rules ask about are filled.
struct ForumWork {
    const ForumColumns& forums;  // quota
    const PersonColumns& people; // actor
    const SeatColumns& seats;
    const MeetingColumns& meetings; // forum, start, end
    const AgendaItemColumns& items; // meeting, minutes
    const AttendanceColumns& attendance;
};

constexpr std::string_view same_seat = "the person holds this seat already in part of the period";
constexpr std::string_view second_seat = "the person holds another seat of the forum at the same time";
constexpr std::string_view no_majority = "the quota is above the sum of all votes";
constexpr std::string_view no_seat = "nobody holds a seat of the forum on that day under these ids";
constexpr std::string_view long_speech = "the seconds are more than the meeting lasted";
constexpr std::string_view long_speeches = "the speaking seconds add up to more than the meeting lasted";
constexpr std::string_view long_agenda = "the minutes of the agenda add up to more than the meeting lasted";

class ForumRules {
public:
    ForumRules(const ForumWork& work, RunControl* control)
        : work_{work}, holders_{work.seats, work.forums.quota.size()}, control_{control} {}

    std::vector<ForumFinding> run() && {
        check_seats();
        check_quotas();
        check_agenda();
        check_attendance();
        std::sort(found_.begin(), found_.end());
        return std::move(found_);
    }

private:
    void add(TableName table, std::size_t row, FindingCode code, std::string_view column,
             std::string_view message) {
        found_.push_back({table, static_cast<std::uint32_t>(row), code, column, message});
    }

    void check_seats() {
        StageTicker ticker{control_, "checking seats", holders_.all().size()};
        for (const SeatHolder& holder : holders_.all()) {
            ticker.step();
            if (!holder.person.is_none() && holder.last - holder.first > 1) {
                check_seats_of(holder);
            }
        }
    }

    /// Which of the seats, in the given order, begin before an earlier one has ended.
    template <class SameGroup>
    [[nodiscard]] std::vector<std::uint32_t> overlapping(const std::vector<std::uint32_t>& rows,
                                                         SameGroup same_group) const {
        constexpr std::int64_t forever = std::numeric_limits<std::int64_t>::max();
        std::vector<std::uint32_t> late;
        std::int64_t reached = std::numeric_limits<std::int64_t>::min();
        for (std::size_t at = 0; at < rows.size(); ++at) {
            const DateInterval& period = work_.seats.period[rows[at]];
            const bool first = at == 0 || !same_group(rows[at - 1], rows[at]);
            if (!first && period.from.days_since_epoch() < reached) { // open beginnings are the smallest
                late.push_back(rows[at]);
            }
            const std::int64_t end = period.to.is_known() ? period.to.days_since_epoch() : forever;
            reached = first ? end : std::max(reached, end);
        }
        return late;
    }

    void check_seats_of(const SeatHolder& holder) {
        const SeatColumns& seats = work_.seats;
        const auto given = holders_.seats_of(holder);
        std::vector<std::uint32_t> rows(given.begin(), given.end());
        const auto seat = [&](std::uint32_t k) { return std::tuple{seats.actor[k], seats.role[k]}; };
        std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::tuple{seat(a), seats.period[a], a} < std::tuple{seat(b), seats.period[b], b};
        });
        const std::vector<std::uint32_t> repeated =
            overlapping(rows, [&](std::uint32_t a, std::uint32_t b) { return seat(a) == seat(b); });
        for (const std::uint32_t k : repeated) {
            add(TableName::seats, k, FindingCode::overlapping_seats, "from", same_seat);
        }
        std::erase_if(rows, [&](std::uint32_t k) {
            return std::find(repeated.begin(), repeated.end(), k) != repeated.end();
        });
        std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::tuple{seats.period[a], seat(a), a} < std::tuple{seats.period[b], seat(b), b};
        });
        for (const std::uint32_t k : overlapping(rows, [](auto, auto) { return true; })) {
            add(TableName::seats, k, FindingCode::seated_twice, "person", second_seat);
        }
    }

    /// Votes of all seats, whenever they are held; those that a person has twice with equal votes count once.
    [[nodiscard]] std::optional<double> votes_of(ForumId forum) const {
        std::vector<double> votes;
        for (const SeatHolder& holder : holders_.of(forum)) {
            std::set<double> of_person;
            for (const std::uint32_t k : holders_.seats_of(holder)) {
                const std::optional<double>& stated = work_.seats.votes[k];
                if (!stated) {
                    return std::nullopt;
                }
                if (holder.person.is_none() || of_person.insert(*stated).second) {
                    votes.push_back(*stated);
                }
            }
        }
        std::sort(votes.begin(), votes.end()); // the same sum for any order of the rows
        double sum = 0.0;
        for (const double vote : votes) {
            sum += vote;
        }
        return votes.empty() ? std::nullopt : std::optional{sum};
    }

    void check_quotas() {
        constexpr double rounding = 1e-9;
        for (std::size_t f = 0; f < work_.forums.quota.size(); ++f) {
            const std::optional<double>& quota = work_.forums.quota[f];
            const auto votes = quota ? votes_of(ForumId{f}) : std::nullopt;
            if (votes && *quota > *votes * (1.0 + rounding)) {
                add(TableName::forums, f, FindingCode::quota_above_votes, "quota", no_majority);
            }
        }
    }

    /// Nothing for a meeting of unknown length, and for one that ends before it starts, which is an error.
    [[nodiscard]] std::optional<std::int64_t> minutes_of(std::size_t meeting) const {
        const auto minutes = work_.meetings.minutes(meeting);
        return minutes && *minutes > 0 ? minutes : std::nullopt;
    }
    [[nodiscard]] std::optional<std::int64_t> seconds_of(std::size_t meeting) const {
        constexpr std::int64_t seconds_a_minute = 60;
        const auto minutes = minutes_of(meeting);
        return minutes ? std::optional{*minutes * seconds_a_minute} : std::nullopt;
    }

    void check_agenda() {
        const AgendaItemColumns& items = work_.items;
        std::vector<std::int64_t> minutes(work_.meetings.start.size(), 0);
        for (std::size_t k = 0; k < items.meeting.size(); ++k) {
            if (items.minutes[k].is_known()) {
                add_to(minutes[items.meeting[k].position()], items.minutes[k]);
            }
        }
        for (std::size_t m = 0; m < minutes.size(); ++m) {
            const auto lasted = minutes_of(m);
            if (lasted && minutes[m] > *lasted) {
                add(TableName::meetings, m, FindingCode::beyond_meeting, "end", long_agenda);
            }
        }
    }

    /// Stops at Count::limit, which is longer than any meeting.
    static void add_to(std::int64_t& sum, Count more) {
        sum = std::min(sum + std::min(more.value(), Count::limit), Count::limit);
    }

    void check_attendance() {
        const AttendanceColumns& attendance = work_.attendance;
        std::vector<std::int64_t> spoken(work_.meetings.start.size(), 0);
        std::vector<std::uint8_t> has_long_speech(work_.meetings.start.size(), 0);
        StageTicker ticker{control_, "checking attendance", attendance.meeting.size()};
        for (std::size_t k = 0; k < attendance.meeting.size(); ++k) {
            ticker.step();
            const std::size_t meeting = attendance.meeting[k].position();
            const PersonId person = attendance.person[k];
            const ActorId actor = attendance.actor[k].is_none() && !person.is_none()
                                      ? work_.people.actor[person.position()]
                                      : attendance.actor[k];
            const ForumId forum = work_.meetings.forum[meeting];
            if (!holders_.find(forum, work_.meetings.start[meeting].date(), actor, person)) {
                add(TableName::attendance, k, FindingCode::unseated_attendance, "person", no_seat);
            }
            if (attendance.speaking_seconds[k].is_known()) {
                add_to(spoken[meeting], attendance.speaking_seconds[k]);
                const auto lasted = seconds_of(meeting);
                if (lasted && attendance.speaking_seconds[k].value() > *lasted) {
                    has_long_speech[meeting] = 1;
                    add(TableName::attendance, k, FindingCode::beyond_meeting, "speaking_seconds",
                        long_speech);
                }
            }
        }
        for (std::size_t m = 0; m < spoken.size(); ++m) {
            const auto lasted = seconds_of(m);
            if (lasted && spoken[m] > *lasted && has_long_speech[m] == 0) {
                add(TableName::meetings, m, FindingCode::beyond_meeting, "end", long_speeches);
            }
        }
    }

    const ForumWork& work_;
    SeatHolders holders_;
    RunControl* control_;
    std::vector<ForumFinding> found_;
};

/// Columns made of staged rows, and the staged row that each row of them was. Rows that refer to nothing are
/// errors already and left out.
class StagedForumWork {
public:
    explicit StagedForumWork(const StudyCheck& study) : study_{study}, actor_rank_(study.rows.actors.size()) {
        rank_actors();
        for (const Forum& forum : study.rows.forums.rows) {
            forums_.quota.push_back(forum.quota);
        }
        for (const Person& person : study.rows.people.rows) {
            people_.actor.push_back(actor(person.actor));
        }
        add_seats();
        add_meetings();
        add_items();
        add_attendance();
    }

    [[nodiscard]] ForumWork work() const {
        return {forums_, people_, seats_, meetings_, items_, attendance_};
    }
    /// The row that findings name.
    [[nodiscard]] std::int64_t number(const ForumFinding& finding) const {
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

private:
    template <class Id>
    [[nodiscard]] Id find(TableName table, const std::string& id) const {
        const IdPositions& positions = study_.ids.positions(table);
        const auto found = id.empty() ? positions.end() : positions.find(id);
        return found == positions.end() ? Id::none() : Id{found->second};
    }

    /// Actors are numbered in the order of their ids, as in a network, so that the same seat is named
    /// whatever the order of the rows.
    void rank_actors() {
        const auto& rows = study_.rows.actors.rows;
        std::vector<std::uint32_t> order(rows.size());
        std::iota(order.begin(), order.end(), 0U);
        std::sort(order.begin(), order.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return rows[a].id < rows[b].id; });
        for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
            actor_rank_[order[rank]] = rank;
        }
    }

    [[nodiscard]] ActorId actor(const std::string& id) const {
        const ActorId row = find<ActorId>(TableName::actors, id);
        return row.is_none() ? row : ActorId{actor_rank_[row.position()]};
    }

    void add_seats() {
        const auto& rows = study_.rows.seats.rows;
        for (std::uint32_t k = 0; k < rows.size(); ++k) {
            const ForumId forum = find<ForumId>(TableName::forums, rows[k].forum);
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

    void add_meetings() {
        const auto& rows = study_.rows.meetings.rows;
        meeting_at_.assign(rows.size(), MeetingId::none());
        for (std::uint32_t k = 0; k < rows.size(); ++k) {
            const ForumId forum = find<ForumId>(TableName::forums, rows[k].forum);
            if (!forum.is_none() && rows[k].start.is_known()) {
                meeting_at_[k] = MeetingId{meeting_rows_.size()};
                meetings_.forum.push_back(forum);
                meetings_.start.push_back(rows[k].start);
                meetings_.end.push_back(rows[k].end);
                meeting_rows_.push_back(k);
            }
        }
    }

    [[nodiscard]] MeetingId meeting(const std::string& id) const {
        const MeetingId row = find<MeetingId>(TableName::meetings, id);
        return row.is_none() ? row : meeting_at_[row.position()];
    }

    void add_items() {
        for (const AgendaItem& row : study_.rows.agenda_items.rows) {
            if (const MeetingId of = meeting(row.meeting); !of.is_none()) {
                items_.meeting.push_back(of);
                items_.minutes.push_back(row.minutes);
            }
        }
    }

    void add_attendance() {
        const auto& rows = study_.rows.attendance.rows;
        for (std::uint32_t k = 0; k < rows.size(); ++k) {
            const MeetingId at = meeting(rows[k].meeting);
            const ActorId actor = this->actor(rows[k].actor);
            const PersonId person = find<PersonId>(TableName::people, rows[k].person);
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

} // namespace

Severity ForumFinding::severity() const noexcept {
    return code == FindingCode::seated_twice ? Severity::info : Severity::warning;
}

std::string_view ForumFinding::hint() const noexcept {
    switch (code) {
    case FindingCode::overlapping_seats:
        return "end the earlier period where the later one begins, or keep one of the rows";
    case FindingCode::seated_twice:
        return "the person counts once, unless the seats have different votes";
    case FindingCode::quota_above_votes:
        return "correct the quota or the votes; as they stand, nothing can ever be decided";
    case FindingCode::unseated_attendance:
        return "correct the ids or the period of the seat; guests are counted as guests";
    default:
        return "correct the numbers, or the times of the meeting";
    }
}

bool is_about_forum_work(FindingCode code) noexcept {
    switch (code) {
    case FindingCode::overlapping_seats:
    case FindingCode::seated_twice:
    case FindingCode::quota_above_votes:
    case FindingCode::unseated_attendance:
    case FindingCode::beyond_meeting:
        return true;
    default:
        return false;
    }
}

void check_forum_work(const StudyCheck& study) {
    const StagedForumWork staged{study};
    const ForumWork work = staged.work();
    const bool seats_unknown =
        study.ids.is_broken(TableName::seats) || study.rows.seats.size() == 0; // then nobody is out of place
    for (const ForumFinding& finding : ForumRules{work, study.control}.run()) {
        if (seats_unknown && finding.code == FindingCode::unseated_attendance) {
            continue;
        }
        study.at(finding.table, staged.number(finding))
            .report(finding.severity(), finding.code, finding.column, std::string{finding.message},
                    std::string{finding.hint()});
    }
}

std::vector<ForumFinding> forum_findings(const NetworkParts& parts) {
    const ForumWork work{*parts.forums,   *parts.people,       *parts.seats,
                         *parts.meetings, *parts.agenda_items, *parts.attendance};
    std::vector<ForumFinding> found = ForumRules{work, nullptr}.run();
    if (parts.seats->size() == 0) {
        std::erase_if(found, [](const ForumFinding& finding) {
            return finding.code == FindingCode::unseated_attendance;
        });
    }
    return found;
}

} // namespace samspill
