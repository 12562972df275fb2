#include <samspill/io/attendance_tables.hpp>

#include "result_cells.hpp"
#include "table_builder.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using enum ColumnType;
using detail::ColumnSpec;
using detail::id_text;
using detail::stated;
using detail::TableBuilder;

constexpr std::string_view fraction_unit = "fraction of 1";

void add_measure(std::vector<ColumnSpec>& columns, std::string_view name, std::string_view note,
                 std::string_view unit) {
    columns.push_back({name, float64, unit});
    columns.push_back({note, text, ""});
}

std::vector<ColumnSpec> balance_columns(std::vector<ColumnSpec> columns) {
    columns.push_back({"entitled", int64, "seats entitled to recorded meetings"});
    columns.push_back({"present", int64, "attendances of these"});
    columns.push_back({"guests", int64, "attendances without a seat"});
    add_measure(columns, "entitled_parity", "entitled_parity_note", fraction_unit);
    add_measure(columns, "present_parity", "present_parity_note", fraction_unit);
    add_measure(columns, "speaking_parity", "speaking_parity_note", fraction_unit);
    add_measure(columns, "agenda_parity", "agenda_parity_note", fraction_unit);
    add_measure(columns, "proposal_parity", "proposal_parity_note", fraction_unit);
    add_measure(columns, "relevance", "relevance_note", "fraction of the agenda minutes");
    return columns;
}

template <class... First>
void balance_row(TableBuilder& table, const AttendanceBalance& b, const First&... first) {
    const auto note = [](const Measure& measure) { return stated(measure.reason); };
    table.row(first..., b.entitled, b.present, b.guests, b.entitled_parity.value, note(b.entitled_parity),
              b.present_parity.value, note(b.present_parity), b.speaking_parity.value,
              note(b.speaking_parity), b.agenda_parity.value, note(b.agenda_parity), b.proposal_parity.value,
              note(b.proposal_parity), b.relevance.value, note(b.relevance));
}

std::optional<std::string_view> forum_id(const ActorNetwork& network, ForumId forum) {
    return id_text(network, network.forums().id, forum);
}
std::optional<std::string_view> meeting_id(const ActorNetwork& network, MeetingId meeting) {
    return id_text(network, network.meetings().id, meeting);
}

/// The measures of a forum that a meeting does not have.
std::vector<Column> forum_measures(const std::vector<const ForumAttendance*>& forums) {
    std::vector<Column> columns;
    columns.emplace_back("attendance", float64, "fraction of the seats entitled");
    columns.emplace_back("erosion", float64, "change of present_parity a meeting");
    columns.emplace_back("erosion_meetings", int64, "meetings of known parity");
    columns.emplace_back("absence_pairs", int64, "pairs of meetings");
    columns.emplace_back("absence_slope", float64,
                         "change of the civil side's absence from the next meeting for a change of 1 - "
                         "relevance from 0 to 1");
    columns.emplace_back("absence_correlation", float64, "Pearson's r");
    for (const ForumAttendance* forum : forums) {
        std::size_t next = 0;
        columns[next++].append(forum->attendance.value);
        columns[next++].append(forum->erosion.value);
        columns[next++].append(static_cast<std::int64_t>(forum->erosion.n));
        columns[next++].append(forum->absence.pairs);
        columns[next++].append(forum->absence.slope.value);
        columns[next++].append(forum->absence.correlation.value);
    }
    return columns;
}

Table groups_table(const ActorNetwork& network, const AttendanceResult& result, std::string_view name,
                   const std::vector<const std::vector<AttendanceGroup>*>& parts) {
    TableBuilder table{std::string{name},
                       {{"forum", text, ""},
                        {"meeting", text, ""},
                        {"group", text, ""},
                        {"expected", boolean, ""},
                        {"entitled", int64, "seats entitled to recorded meetings"},
                        {"present", int64, "attendances of these"},
                        {"speaking_seconds", int64, "seconds"},
                        {"relevant_minutes", int64, "minutes of the agenda"},
                        {"proposed", int64, "agenda items"}}};
    for (const std::vector<AttendanceGroup>* rows : parts) {
        for (const AttendanceGroup& row : *rows) {
            table.row(forum_id(network, row.forum), meeting_id(network, row.meeting),
                      std::string_view{result.groups[row.group]}, row.expected, row.entitled, row.present,
                      row.speaking_seconds, row.relevant_minutes, row.proposed);
        }
    }
    return std::move(table).take();
}

} // namespace

Table attendance_forums(const ActorNetwork& network, const AttendanceResult& result) {
    TableBuilder table{"attendance_forums", balance_columns({{"forum", text, ""},
                                                             {"meetings", int64, "meetings"},
                                                             {"recorded", int64, "meetings with a list"}})};
    std::vector<const ForumAttendance*> rows;
    rows.reserve(result.forums.size() + 1);
    for (const ForumAttendance& forum : result.forums) {
        rows.push_back(&forum);
    }
    rows.push_back(&result.all);
    for (const ForumAttendance* forum : rows) {
        balance_row(table, forum->balance, forum_id(network, forum->forum), forum->meetings, forum->recorded);
    }
    return std::move(table).take(forum_measures(rows));
}

Table attendance_meetings(const ActorNetwork& network, const AttendanceResult& result) {
    TableBuilder table{"attendance_meetings", balance_columns({{"forum", text, ""},
                                                               {"meeting", text, ""},
                                                               {"number", int64, "meetings from the first"},
                                                               {"start", text, "local time"},
                                                               {"recorded", boolean, ""}})};
    for (const MeetingAttendance& row : result.meetings) {
        const std::string start = network.meetings().start[row.meeting.position()].to_string();
        balance_row(table, row.balance, forum_id(network, row.forum), meeting_id(network, row.meeting),
                    row.number, std::string_view{start}, row.recorded);
    }
    return std::move(table).take();
}

Table attendance_groups(const ActorNetwork& network, const AttendanceResult& result) {
    return groups_table(network, result, "attendance_groups", {&result.forum_groups, &result.all_groups});
}

Table attendance_meeting_groups(const ActorNetwork& network, const AttendanceResult& result) {
    return groups_table(network, result, "attendance_meeting_groups", {&result.meeting_groups});
}

Table drop_off_spells(const ActorNetwork& network, const DropOffResult& result) {
    TableBuilder table{"drop_off_spells",
                       {{"forum", text, ""},
                        {"actor", text, ""},
                        {"person", text, ""},
                        {"group", text, ""},
                        {"in_several", boolean, ""},
                        {"duration", int64, result.unit},
                        {"event", boolean, ""},
                        {"end", text, ""},
                        {"recorded", int64, "recorded meetings while the seat was held"},
                        {"missed", int64, "of these"},
                        {"observed", int64, result.unit}}};
    for (std::size_t k = 0; k < result.spells.size(); ++k) {
        const AttendanceSpell& row = result.spells[k];
        const auto group = row.group == AttendanceSpell::no_group
                               ? std::nullopt
                               : std::optional{std::string_view{result.groups[row.group]}};
        table.row(forum_id(network, row.forum), id_text(network, network.actors().id, row.actor),
                  id_text(network, network.people().id, row.person), group, row.in_several, row.duration,
                  row.is_event(), to_string(row.end), row.recorded,
                  static_cast<std::int64_t>(result.absences[k].size()), result.observed[k]);
    }
    return std::move(table).take();
}

Table drop_off_absences(const ActorNetwork& network, const DropOffResult& result) {
    TableBuilder table{
        "drop_off_absences",
        {{"spell", int64, "row of the spells, from 1"}, {"forum", text, ""}, {"time", int64, result.unit}}};
    for (std::size_t k = 0; k < result.spells.size(); ++k) {
        for (const std::int64_t time : result.absences[k]) {
            table.row(detail::number_of(k), forum_id(network, result.spells[k].forum), time);
        }
    }
    return std::move(table).take();
}

} // namespace samspill
