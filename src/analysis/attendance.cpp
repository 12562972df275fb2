#include <samspill/analysis/attendance.hpp>

#include <samspill/core/error.hpp>

#include "../core/parallel.hpp"
#include "../detail/options_echo.hpp"
#include "attendance_series.hpp"
#include "attendance_tally.hpp"
#include "attendance_trends.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace samspill {
namespace {

/// One forum's part of the result.
struct ForumPart {
    ForumAttendance forum;
    std::vector<MeetingAttendance> meetings;
    std::vector<AttendanceGroup> forum_groups;
    std::vector<AttendanceGroup> meeting_groups;
    std::vector<std::uint32_t> groups; // of the network, by position in the tally
    std::vector<std::uint8_t> expected;
    AttendanceTally total;
    std::vector<detail::Point> lagged; // differences from the means
};

class AttendanceAnalysis {
public:
    AttendanceAnalysis(const ActorNetwork& network, const AttendanceOptions& options)
        : options_{options}, sources_{.network = network,
                                      .meetings = detail::ForumMeetings{network},
                                      .groups = detail::HolderGroups{network, options.attribute},
                                      .questions = {}} {
        sources_.questions = {.relevance = options.attribute == GroupAttribute::sector,
                              .proposals = sources_.groups.actors_have_groups()};
        for (const std::string& name : options.expected_groups) {
            const std::size_t group = sources_.groups.find(name);
            if (group == sources_.groups.names().size()) {
                throw InvalidArgument{"expected_groups must name groups of the network"};
            }
            expected_groups_.push_back(static_cast<std::uint32_t>(group));
        }
    }

    AttendanceResult run(RunControl* control) const {
        const std::size_t forums = sources_.network.forums().size();
        constexpr std::size_t forums_a_task = 64; // enough to be worth a thread's while
        std::vector<ForumPart> parts(forums);
        detail::run_in_parallel((forums + forums_a_task - 1) / forums_a_task, control, "attendance of forums",
                                [&](std::size_t task, RunControl* own) {
                                    StageTicker ticker{own};
                                    const std::size_t last = std::min(forums, (task + 1) * forums_a_task);
                                    for (std::size_t f = task * forums_a_task; f < last; ++f) {
                                        parts[f] = part_of(ForumId{f}, ticker);
                                    }
                                });
        return join(parts);
    }

private:
    /// Groups that hold a seat of the forum, or that it expects; ascending.
    [[nodiscard]] std::vector<std::uint32_t> groups_in(ForumId forum,
                                                       const std::vector<std::uint32_t>& expected) const {
        std::vector<std::uint32_t> groups = expected;
        for (const SeatHolder& holder : sources_.meetings.holders().of(forum)) {
            const auto of = sources_.groups.of(holder.actor, holder.person);
            groups.insert(groups.end(), of.begin(), of.end());
        }
        std::sort(groups.begin(), groups.end());
        groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
        return groups;
    }

    [[nodiscard]] std::vector<std::uint32_t> expected_in(ForumId forum) const {
        std::vector<std::uint32_t> expected = expected_groups_;
        if (options_.attribute == GroupAttribute::sector) {
            for (const ExpectedSector& entry : sources_.network.forums().composition[forum.position()]) {
                expected.push_back(static_cast<std::uint32_t>(entry.sector));
            }
            for (const Sector sector : options_.expected_sectors) {
                if (sources_.network.forums().composition[forum.position()].empty()) {
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
        AttendanceSeries series{sources_, forum, part.groups};
        std::vector<std::uint32_t> same(part.groups.size());
        for (std::uint32_t k = 0; k < same.size(); ++k) {
            same[k] = k;
        }
        std::vector<AttendanceTally> tallies;
        tallies.reserve(sources_.meetings.of(forum).size());
        for (const MeetingId meeting : sources_.meetings.of(forum)) {
            const auto [first, last] = sources_.meetings.attendance_of(meeting);
            ticker.step(1 + last - first + series.holders());
            tallies.push_back(series.tally_of(meeting));
            part.total.add(tallies.back(), same);
            add_meeting(part, forum, meeting, tallies.back());
        }
        describe(part, forum, tallies);
        return part;
    }

    void add_meeting(ForumPart& part, ForumId forum, MeetingId meeting, const AttendanceTally& tally) const {
        MeetingAttendance row;
        row.forum = forum;
        row.meeting = meeting;
        row.number = static_cast<std::int64_t>(part.meetings.size()) + 1;
        row.recorded = tally.recorded > 0;
        row.balance = balance_of(tally, part.expected, sources_.questions);
        part.meetings.push_back(row);
        add_groups(part.meeting_groups, tally, part, forum, meeting);
    }

    void add_groups(std::vector<AttendanceGroup>& rows, const AttendanceTally& tally, const ForumPart& part,
                    ForumId forum, MeetingId meeting) const {
        for (std::size_t k = 0; k < part.groups.size(); ++k) {
            AttendanceGroup row = group_row(tally, k, sources_.questions);
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
        part.forum.balance = balance_of(part.total, part.expected, sources_.questions);
        part.forum.attendance = attendance_share(part.total);
        part.forum.erosion = erosion_of(part.meetings, options_.trend);
        if (sources_.questions.relevance) {
            part.lagged = relevance_and_absence(part.meetings, tallies, part.groups);
        }
        part.forum.absence = lagged_absence(part.lagged);
        center(part.lagged);
        add_groups(part.forum_groups, part.total, part, forum, MeetingId::none());
    }

    static void reserve(AttendanceResult& result, const std::vector<ForumPart>& parts) {
        std::size_t meetings = 0;
        std::size_t forum_groups = 0;
        std::size_t meeting_groups = 0;
        for (const ForumPart& part : parts) {
            meetings += part.meetings.size();
            forum_groups += part.forum_groups.size();
            meeting_groups += part.meeting_groups.size();
        }
        result.forums.reserve(parts.size());
        result.meetings.reserve(meetings);
        result.forum_groups.reserve(forum_groups);
        result.meeting_groups.reserve(meeting_groups);
    }

    [[nodiscard]] AttendanceResult join(const std::vector<ForumPart>& parts) const {
        AttendanceResult result;
        result.provenance = detail::provenance_of("attendance", sources_.network);
        result.groups = sources_.groups.names();
        AttendanceTally total;
        total.groups.resize(result.groups.size());
        std::vector<std::uint8_t> expected(result.groups.size(), 0);
        std::vector<std::uint8_t> occurs(result.groups.size(), 0);
        std::vector<detail::Point> lagged;
        const auto append = [](auto& all, const auto& some) {
            all.insert(all.end(), some.begin(), some.end());
        };
        reserve(result, parts);
        for (const ForumPart& part : parts) {
            result.forums.push_back(part.forum);
            append(result.meetings, part.meetings);
            append(result.forum_groups, part.forum_groups);
            append(result.meeting_groups, part.meeting_groups);
            append(lagged, part.lagged);
            total.add(part.total, part.groups);
            for (std::size_t k = 0; k < part.groups.size(); ++k) {
                occurs[part.groups[k]] = 1;
                if (part.total.meetings > 0) { // who never met expected nobody to come
                    expected[part.groups[k]] |= part.expected[k];
                }
            }
        }
        result.all.meetings = total.meetings;
        result.all.recorded = total.recorded;
        result.all.balance = balance_of(total, expected, sources_.questions);
        result.all.attendance = attendance_share(total);
        result.all.erosion =
            Measure::not_applicable(erosion_definition(options_.trend), "of a single forum only", 0.0);
        result.all.absence = lagged_absence(lagged);
        for (std::uint32_t group = 0; group < occurs.size(); ++group) {
            if (occurs[group] != 0) {
                AttendanceGroup row = group_row(total, group, sources_.questions);
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

    const AttendanceOptions& options_;
    AttendanceSources sources_;
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
