#include <samspill/analysis/attendance.hpp>

#include <samspill/core/error.hpp>

#include "../core/parallel.hpp"
#include "../detail/forum_meetings.hpp"
#include "../detail/holder_groups.hpp"
#include "../detail/options_echo.hpp"
#include "attendance_tally.hpp"
#include "trend.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using detail::ForumMeetings;
using detail::HolderGroups;
using detail::Point;

constexpr MeasureDefinition least_squares{"erosion", "M1.9", "change of parity a meeting", "",
                                          "slope of the least-squares line"};
constexpr MeasureDefinition theil_sen{"erosion", "M1.9", "change of parity a meeting", "",
                                      "median of the slopes of all pairs (Theil-Sen)"};
constexpr MeasureDefinition lagged_slope{"absence_slope", "M1.12 R6",
                                         "change of absence for a change of 1 - relevance from 0 to 1", "",
                                         "slope of the least-squares line"};
constexpr MeasureDefinition lagged_correlation{"absence_correlation", "M1.12 R6", "Pearson's r", "", ""};
constexpr std::string_view few_meetings = "fewer than two meetings that differ";

Measure line(const MeasureDefinition& definition, const std::optional<double>& value, std::size_t points) {
    const auto n = static_cast<double>(points);
    return value ? Measure{definition, value, Status::ok, "", n, std::nullopt}
                 : Measure::not_applicable(definition, few_meetings, n);
}

LaggedAbsence absence_of(const std::vector<Point>& pairs) {
    const detail::Moments moments = detail::moments_of(pairs);
    return {.pairs = static_cast<std::int64_t>(pairs.size()),
            .slope = line(lagged_slope, detail::slope_of(moments), pairs.size()),
            .correlation = line(lagged_correlation, detail::correlation_of(moments), pairs.size())};
}

bool is_civil(std::uint32_t sector) {
    return sector == static_cast<std::uint32_t>(Sector::civil_society) ||
           sector == static_cast<std::uint32_t>(Sector::target_group);
}

/// One forum's part of the result.
struct ForumPart {
    ForumAttendance forum;
    std::vector<MeetingAttendance> meetings;
    std::vector<AttendanceGroup> forum_groups;
    std::vector<AttendanceGroup> meeting_groups;
    std::vector<std::uint32_t> groups; // of the network, by position in the tally
    std::vector<std::uint8_t> expected;
    AttendanceTally total;
    std::vector<Point> lagged; // differences from the means
};

class AttendanceAnalysis {
public:
    AttendanceAnalysis(const ActorNetwork& network, const AttendanceOptions& options)
        : network_{network}, options_{options}, meetings_{network}, groups_{network, options.attribute},
          questions_{.relevance = options.attribute == GroupAttribute::sector,
                     .proposals = groups_.actors_have_groups()} {
        for (const std::string& name : options.expected_groups) {
            const std::size_t group = groups_.find(name);
            if (group == groups_.names().size()) {
                throw InvalidArgument{"expected_groups must name groups of the network"};
            }
            expected_groups_.push_back(static_cast<std::uint32_t>(group));
        }
    }

    AttendanceResult run(RunControl* control) const {
        const std::size_t forums = network_.forums().size();
        constexpr std::size_t forums_a_task = 64; // enough to be worth a thread's while
        std::vector<ForumPart> parts(forums);
        detail::run_in_parallel((forums + forums_a_task - 1) / forums_a_task, control,
                                [&](std::size_t task, RunControl* own) {
                                    StageTicker ticker{own, "attendance of forums", 0};
                                    const std::size_t last = std::min(forums, (task + 1) * forums_a_task);
                                    for (std::size_t f = task * forums_a_task; f < last; ++f) {
                                        parts[f] = part_of(ForumId{f}, ticker);
                                    }
                                });
        return join(std::move(parts));
    }

private:
    /// Groups that hold a seat of the forum, or that it expects; ascending.
    [[nodiscard]] std::vector<std::uint32_t> groups_in(ForumId forum,
                                                       const std::vector<std::uint32_t>& expected) const {
        std::vector<std::uint32_t> groups = expected;
        for (const SeatHolder& holder : meetings_.holders().of(forum)) {
            const auto of = groups_.of(holder.actor, holder.person);
            groups.insert(groups.end(), of.begin(), of.end());
        }
        std::sort(groups.begin(), groups.end());
        groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
        return groups;
    }

    [[nodiscard]] std::vector<std::uint32_t> expected_in(ForumId forum) const {
        std::vector<std::uint32_t> expected = expected_groups_;
        if (options_.attribute == GroupAttribute::sector) {
            for (const ExpectedSector& entry : network_.forums().composition[forum.position()]) {
                expected.push_back(static_cast<std::uint32_t>(entry.sector));
            }
            for (const Sector sector : options_.expected_sectors) {
                if (network_.forums().composition[forum.position()].empty()) {
                    expected.push_back(static_cast<std::uint32_t>(sector));
                }
            }
        } else if (expected.empty()) {
            expected = groups_in(forum, {});
        }
        return expected;
    }

    [[nodiscard]] ForumPart part_of(ForumId forum, StageTicker& ticker) const {
        ForumPart part;
        const std::vector<std::uint32_t> expected = expected_in(forum);
        part.groups = groups_in(forum, expected);
        for (const std::uint32_t group : part.groups) {
            part.expected.push_back(std::find(expected.begin(), expected.end(), group) != expected.end());
        }
        part.total.groups.resize(part.groups.size());
        const Series series{*this, forum, part.groups};
        std::vector<std::uint32_t> same(part.groups.size());
        for (std::uint32_t k = 0; k < same.size(); ++k) {
            same[k] = k;
        }
        std::vector<AttendanceTally> tallies;
        tallies.reserve(meetings_.of(forum).size());
        for (const MeetingId meeting : meetings_.of(forum)) {
            const auto [first, last] = meetings_.attendance_of(meeting);
            ticker.step(1 + last - first + series.holders());
            tallies.push_back(series.tally_of(meeting));
            part.total.add(tallies.back(), same);
            add_meeting(part, forum, meeting, tallies.back());
        }
        describe(part, forum, tallies);
        return part;
    }

    /// The holders of one forum and how they were at its meetings.
    class Series {
    public:
        Series(const AttendanceAnalysis& all, ForumId forum, const std::vector<std::uint32_t>& groups)
            : all_{all}, holders_{all.meetings_.holders().of(forum)}, groups_{groups} {
            for (const SeatHolder& holder : holders_) {
                for (const std::uint32_t group : all.groups_.of(holder.actor, holder.person)) {
                    of_holder_.push_value(local(group));
                }
                of_holder_.end_row();
            }
        }

        [[nodiscard]] std::size_t holders() const noexcept { return holders_.size(); }

        [[nodiscard]] AttendanceTally tally_of(MeetingId meeting) const {
            AttendanceTally tally;
            tally.groups.resize(groups_.size());
            tally.meetings = 1;
            if (all_.meetings_.is_recorded(meeting)) {
                tally.recorded = 1;
                count_entitled(tally, meeting);
                count_present(tally, meeting);
            }
            count_items(tally, meeting);
            return tally;
        }

    private:
        /// Position of a group among those of the forum; their number when it is none of them.
        [[nodiscard]] std::uint32_t local(std::uint32_t group) const {
            const auto found = std::lower_bound(groups_.begin(), groups_.end(), group);
            return static_cast<std::uint32_t>(found != groups_.end() && *found == group
                                                  ? found - groups_.begin()
                                                  : static_cast<std::ptrdiff_t>(groups_.size()));
        }

        void count_entitled(AttendanceTally& tally, MeetingId meeting) const {
            const Date day = all_.meetings_.day(meeting);
            for (std::size_t k = 0; k < holders_.size(); ++k) {
                if (all_.meetings_.holders().is_seated(holders_[k], day)) {
                    ++tally.entitled;
                    for (const std::uint32_t group : of_holder_[k]) {
                        ++tally.groups[group].entitled;
                    }
                }
            }
        }

        /// An actor whose seat several people took is present once, and spoke as long as they all did.
        void count_present(AttendanceTally& tally, MeetingId meeting) const {
            std::vector<std::uint8_t> came(holders_.size(), 0);
            bool all_spoken_known = true;
            const auto [first, last] = all_.meetings_.attendance_of(meeting);
            for (std::uint32_t row = first; row < last; ++row) {
                const auto holder = all_.meetings_.holder_of(row);
                if (!holder) {
                    ++tally.guests;
                    continue;
                }
                const bool is_first = came[*holder] == 0;
                came[*holder] = 1;
                tally.present += is_first ? 1 : 0;
                const Count spoken = all_.network_.attendance().speaking_seconds[row];
                all_spoken_known = all_spoken_known && spoken.is_known();
                for (const std::uint32_t group : of_holder_[*holder]) {
                    tally.groups[group].present += is_first ? 1 : 0;
                    tally.groups[group].speaking += spoken.is_known() ? spoken.value() : 0;
                }
            }
            if (all_spoken_known && tally.present > 0) {
                tally.spoken = 1;
                return;
            }
            for (GroupTally& group : tally.groups) {
                group.speaking = 0;
            }
        }

        void count_items(AttendanceTally& tally, MeetingId meeting) const {
            const AgendaItemColumns& items = all_.network_.agenda_items();
            const auto [first, last] = all_.meetings_.items_of(meeting);
            for (std::uint32_t row = first; row < last; ++row) {
                ++tally.items;
                const auto sectors = items.relevant_sectors[row];
                if (all_.questions_.relevance && items.minutes[row].is_known() && !sectors.empty()) {
                    count_relevance(tally, items.minutes[row].value(), sectors);
                }
                const auto proposers = all_.groups_.of(items.proposed_by[row]);
                tally.items_proposed += proposers.empty() ? 0 : 1;
                for (const std::uint32_t group : proposers) {
                    if (const std::uint32_t at = local(group); at < groups_.size()) {
                        ++tally.groups[at].proposed;
                    }
                }
            }
        }

        void count_relevance(AttendanceTally& tally, std::int64_t minutes,
                             std::span<const Sector> sectors) const {
            bool municipal = false;
            bool civil = false;
            for (const Sector sector : sectors) {
                const auto group = static_cast<std::uint32_t>(sector);
                municipal = municipal || sector == Sector::municipal;
                civil = civil || is_civil(group);
                if (const std::uint32_t at = local(group); at < groups_.size()) {
                    tally.groups[at].relevant += minutes;
                }
            }
            ++tally.items_relevant;
            tally.minutes += minutes;
            tally.minutes_both += municipal && civil ? minutes : 0;
        }

        const AttendanceAnalysis& all_;
        std::span<const SeatHolder> holders_;
        const std::vector<std::uint32_t>& groups_;
        ListColumn<std::uint32_t> of_holder_; // positions in groups_
    };

    void add_meeting(ForumPart& part, ForumId forum, MeetingId meeting, const AttendanceTally& tally) const {
        MeetingAttendance row;
        row.forum = forum;
        row.meeting = meeting;
        row.number = static_cast<std::int64_t>(part.meetings.size()) + 1;
        row.recorded = tally.recorded > 0;
        row.balance = balance_of(tally, part.expected, questions_);
        part.meetings.push_back(row);
        add_groups(part.meeting_groups, tally, part, forum, meeting);
    }

    void add_groups(std::vector<AttendanceGroup>& rows, const AttendanceTally& tally, const ForumPart& part,
                    ForumId forum, MeetingId meeting) const {
        for (std::size_t k = 0; k < part.groups.size(); ++k) {
            AttendanceGroup row = group_row(tally, k, questions_);
            row.forum = forum;
            row.meeting = meeting;
            row.group = part.groups[k];
            row.expected = part.expected[k] != 0;
            rows.push_back(row);
        }
    }

    void describe(ForumPart& part, ForumId forum, const std::vector<AttendanceTally>& tallies) const {
        part.forum.forum = forum;
        part.forum.meetings = part.total.meetings;
        part.forum.recorded = part.total.recorded;
        part.forum.balance = balance_of(part.total, part.expected, questions_);
        part.forum.attendance = attendance_share(part.total);
        part.forum.erosion = erosion_of(part.meetings);
        part.lagged = lagged_absence(part, tallies);
        part.forum.absence = absence_of(part.lagged);
        center(part.lagged);
        add_groups(part.forum_groups, part.total, part, forum, MeetingId::none());
    }

    [[nodiscard]] Measure erosion_of(const std::vector<MeetingAttendance>& meetings) const {
        std::vector<Point> series;
        series.reserve(meetings.size());
        for (const MeetingAttendance& meeting : meetings) {
            if (meeting.balance.present_parity.value) {
                series.push_back(
                    {static_cast<double>(meeting.number), *meeting.balance.present_parity.value});
            }
        }
        return options_.trend == TrendLine::theil_sen
                   ? line(theil_sen, detail::theil_sen_slope(series), series.size())
                   : line(least_squares, detail::slope_of(detail::moments_of(series)), series.size());
    }

    /// 1 - relevance of each meeting, and the absence of the civil side from the next.
    [[nodiscard]] std::vector<Point> lagged_absence(const ForumPart& part,
                                                    const std::vector<AttendanceTally>& tallies) const {
        std::vector<Point> pairs;
        pairs.reserve(tallies.size());
        for (std::size_t next = 1; next < tallies.size() && questions_.relevance; ++next) {
            const std::optional<double>& relevance = part.meetings[next - 1].balance.relevance.value;
            std::int64_t entitled = 0;
            std::int64_t present = 0;
            for (std::size_t k = 0; k < part.groups.size(); ++k) {
                if (is_civil(part.groups[k])) {
                    entitled += tallies[next].groups[k].entitled;
                    present += tallies[next].groups[k].present;
                }
            }
            if (relevance && entitled > 0) {
                pairs.push_back({1.0 - *relevance,
                                 static_cast<double>(entitled - present) / static_cast<double>(entitled)});
            }
        }
        return pairs;
    }

    static void center(std::vector<Point>& points) {
        CompensatedSum x;
        CompensatedSum y;
        for (const Point& point : points) {
            x.add(point.x);
            y.add(point.y);
        }
        const auto n = static_cast<double>(points.size());
        for (Point& point : points) {
            point = {point.x - x.value() / n, point.y - y.value() / n};
        }
    }

    [[nodiscard]] AttendanceResult join(std::vector<ForumPart> parts) const {
        AttendanceResult result;
        result.provenance = detail::provenance_of("attendance", network_);
        result.groups = groups_.names();
        AttendanceTally total;
        total.groups.resize(result.groups.size());
        std::vector<std::uint8_t> expected(result.groups.size(), 0);
        std::vector<std::uint8_t> occurs(result.groups.size(), 0);
        std::vector<Point> lagged;
        const auto append = [](auto& all, const auto& some) {
            all.insert(all.end(), some.begin(), some.end());
        };
        for (const ForumPart& part : parts) {
            result.forums.push_back(part.forum);
            append(result.meetings, part.meetings);
            append(result.forum_groups, part.forum_groups);
            append(result.meeting_groups, part.meeting_groups);
            append(lagged, part.lagged);
            total.add(part.total, part.groups);
            for (std::size_t k = 0; k < part.groups.size(); ++k) {
                occurs[part.groups[k]] = 1;
                expected[part.groups[k]] |= part.expected[k];
            }
        }
        result.all.meetings = total.meetings;
        result.all.recorded = total.recorded;
        result.all.balance = balance_of(total, expected, questions_);
        result.all.attendance = attendance_share(total);
        result.all.erosion =
            Measure::not_applicable(options_.trend == TrendLine::theil_sen ? theil_sen : least_squares,
                                    "of a single forum only", 0.0);
        result.all.absence = absence_of(lagged);
        for (std::uint32_t group = 0; group < occurs.size(); ++group) {
            if (occurs[group] != 0) {
                AttendanceGroup row = group_row(total, group, questions_);
                row.group = group;
                row.expected = expected[group] != 0;
                result.all_groups.push_back(row);
            }
        }
        echo_options(result.provenance);
        return result;
    }

    void echo_options(Provenance& provenance) const {
        std::string sectors;
        for (const Sector sector : options_.expected_sectors) {
            sectors.append(sectors.empty() ? "" : ";").append(to_string(sector));
        }
        std::string groups;
        for (const std::string& group : options_.expected_groups) {
            groups.append(groups.empty() ? "" : ";").append(group);
        }
        detail::echo(provenance, "attribute", std::string{to_string(options_.attribute)});
        detail::echo(provenance, "expected_sectors", sectors);
        detail::echo(provenance, "expected_groups", groups);
        detail::echo(provenance, "trend",
                     options_.trend == TrendLine::theil_sen ? "theil_sen" : "least_squares");
    }

    const ActorNetwork& network_;
    const AttendanceOptions& options_;
    ForumMeetings meetings_;
    HolderGroups groups_;
    TallyQuestions questions_;
    std::vector<std::uint32_t> expected_groups_;
};

void check(const AttendanceOptions& options) {
    std::vector<Sector> expected = options.expected_sectors;
    std::sort(expected.begin(), expected.end());
    if (expected.empty() || std::adjacent_find(expected.begin(), expected.end()) != expected.end()) {
        throw InvalidArgument{"expected_sectors must name at least one sector and none twice"};
    }
    if (options.attribute == GroupAttribute::sector && !options.expected_groups.empty()) {
        throw InvalidArgument{"sectors are expected by expected_sectors, not by expected_groups"};
    }
}

} // namespace

AttendanceResult attendance(const ActorNetwork& network, const AttendanceOptions& options,
                            RunControl* control) {
    detail::require_attendance(network, "attendance");
    check(options);
    return AttendanceAnalysis{network, options}.run(control);
}

} // namespace samspill
