#include "forum_rules.hpp"

#include <samspill/model/seat_holders.hpp>

#include "votes_in_time.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

namespace samspill {
namespace {

constexpr std::string_view same_seat = "the person holds this seat already in part of the period";
constexpr std::string_view second_seat = "the person holds another seat of the forum at the same time";
constexpr std::string_view no_majority = "the quota is above the sum of the votes on every day";
constexpr std::string_view too_few_heads = "the head count is above the number of voters on every day";
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
        const auto seat = [&](std::uint32_t k) {
            return std::tuple{seats.actor[k], seats.role[k].value_or(SeatRole::member)};
        };
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

    void check_quotas() {
        for (std::size_t f = 0; f < work_.forums.quota.size(); ++f) {
            const std::optional<double>& quota = work_.forums.quota[f];
            const Count head_count = work_.forums.head_count[f];
            if (!quota && !head_count.is_known()) {
                continue;
            }
            std::vector<VotingPeriods> voters = voters_of(ForumId{f});
            if (quota && !can_reach(*quota, voters)) {
                add(TableName::forums, f, FindingCode::quota_above_votes, "quota", no_majority);
            }
            for (VotingPeriods& voter : voters) {
                voter.votes = voter.votes == 0.0 ? 0.0 : 1.0; // a seat without votes is no head
            }
            if (head_count.is_known() &&
                !can_reach(static_cast<double>(head_count.value()), std::move(voters))) {
                add(TableName::forums, f, FindingCode::head_count_above_voters, "head_count", too_few_heads);
            }
        }
    }

    /// Everybody who ever votes; seats that a person has with equal votes make one voter.
    [[nodiscard]] std::vector<VotingPeriods> voters_of(ForumId forum) const {
        std::vector<VotingPeriods> voters;
        for (const SeatHolder& holder : holders_.of(forum)) {
            std::map<std::optional<double>, std::vector<DateInterval>> of_person;
            for (const std::uint32_t k : holders_.seats_of(holder)) {
                if (holder.person.is_none()) {
                    voters.push_back({work_.seats.votes[k], {work_.seats.period[k]}});
                } else {
                    of_person[work_.seats.votes[k]].push_back(work_.seats.period[k]);
                }
            }
            for (auto& [votes, periods] : of_person) {
                voters.push_back({votes, std::move(periods)});
            }
        }
        return voters;
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

} // namespace

std::vector<ForumFinding> broken_forum_rules(const ForumWork& work, RunControl* control) {
    return ForumRules{work, control}.run();
}

} // namespace samspill
