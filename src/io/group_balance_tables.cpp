#include <samspill/io/group_balance_tables.hpp>

#include "result_cells.hpp"
#include "table_builder.hpp"

#include <array>
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

std::optional<std::string_view> forum_id(const ActorNetwork& network, ForumId forum) {
    return id_text(network, network.forums().id, forum);
}

std::string_view attribute_name(const GroupBalanceResult& result, std::size_t attribute) {
    return to_string(result.attributes[attribute].attribute);
}

std::optional<std::string_view> meeting_id(const ActorNetwork& network, MeetingId meeting) {
    return id_text(network, network.meetings().id, meeting);
}

/// Why a measure has no value, or what its value leaves out.
template <class AnyMeasure>
std::optional<std::string_view> note(const AnyMeasure& measure) {
    return stated(measure.reason);
}

constexpr std::array<std::string_view, vocabulary_size<Counted>> units{"seats", "people", "attendances",
                                                                       "seconds", "minutes"};
constexpr std::string_view amount_unit = "as unit says";

std::string_view unit_of(const BalanceSubject& subject) {
    return units[static_cast<std::size_t>(subject.counted)];
}

std::vector<ColumnSpec> with(std::vector<ColumnSpec> columns, const std::vector<ColumnSpec>& more) {
    columns.insert(columns.end(), more.begin(), more.end());
    return columns;
}

/// What a row is about; of a meeting its id and number too.
std::vector<ColumnSpec> subject_columns(bool of_meetings) {
    std::vector<ColumnSpec> columns{{"counted", text, ""}, {"forum", text, ""}};
    return of_meetings ? with(columns, {{"meeting", text, ""}, {"number", int64, "meetings of the forum"}})
                       : columns;
}

template <class... Cells>
void subject_row(TableBuilder& table, const ActorNetwork& network, const BalanceSubject& subject,
                 const Cells&... cells) {
    if (subject.meeting.is_none()) {
        table.row(to_string(subject.counted), forum_id(network, subject.forum), cells...);
    } else {
        table.row(to_string(subject.counted), forum_id(network, subject.forum),
                  meeting_id(network, subject.meeting), subject.number, cells...);
    }
}

const std::vector<ColumnSpec> balance_columns{
    {"attribute", text, ""},
    {"unit", text, ""},
    {"as_of", text, "date"},
    {"amount", float64, amount_unit},
    {"amount_counted", float64, "of it in exactly one of the groups"},
    {"amount_unknown", float64, "of it in none of the groups, or not stated"},
    {"amount_in_several", float64, "of it in several of the groups"},
    {"meetings", int64, "meetings"},
    {"meetings_counted", int64, "meetings of which it is known"},
    {"note", text, ""},
    {"parity", float64, fraction_unit},
    {"parity_note", text, ""},
    {"min_max_ratio", float64, "ratio"},
    {"dissimilarity", float64, fraction_unit},
    {"dissimilarity_note", text, ""},
    {"gallagher", float64, fraction_unit},
    {"kullback_leibler", float64, "nats"},
    {"blau", float64, fraction_unit},
    {"iqv", float64, fraction_unit},
    {"blau_unbiased", float64, fraction_unit},
    {"shannon", float64, "nats"},
    {"pielou", float64, fraction_unit},
    {"hill_1", float64, "groups"},
    {"hill_2", float64, "groups"}};

template <class... Cells>
void balance_row(TableBuilder& table, const ActorNetwork& network, const GroupBalanceResult& result,
                 const AttributeBalance& row, const Cells&... more) {
    subject_row(table, network, row.subject, attribute_name(result, row.attribute), unit_of(row.subject),
                detail::day_text(row.as_of), row.amount, row.amount_counted, row.amount_unknown,
                row.amount_in_several, row.meetings, row.meetings_counted, stated(row.note), row.parity.value,
                note(row.parity), row.min_max_ratio.value, row.dissimilarity.value, note(row.dissimilarity),
                row.gallagher.value, row.kullback_leibler.value, row.blau.value, row.iqv.value,
                row.blau_unbiased.value, row.shannon.value, row.pielou.value, row.hill_1.value,
                row.hill_2.value, more...);
}

Table groups_table(const ActorNetwork& network, const GroupBalanceResult& result, std::string_view name,
                   const std::vector<GroupShare>& rows, bool of_meetings) {
    TableBuilder table{
        std::string{name},
        with(subject_columns(of_meetings), {{"attribute", text, ""},
                                            {"group", text, ""},
                                            {"amount", float64, amount_unit},
                                            {"share", float64, "fraction of the amount counted"},
                                            {"baseline", float64, "people, inhabitants, actors or weight"},
                                            {"baseline_share", float64, "fraction of the baseline"},
                                            {"ratio", float64, "share over baseline share"},
                                            {"ratio_note", text, ""},
                                            {"gap", float64, fraction_unit},
                                            {"log_ratio", float64, "ln of the ratio"}})};
    for (const GroupShare& row : rows) {
        subject_row(table, network, row.subject, attribute_name(result, row.attribute),
                    std::string_view{result.attributes[row.attribute].groups[row.group]}, row.amount,
                    row.share, row.baseline, row.baseline_share, row.ratio.value, note(row.ratio),
                    row.gap.value, row.log_ratio.value);
    }
    return std::move(table).take();
}

Table crossed_table(const ActorNetwork& network, std::string_view name,
                    const std::vector<CrossedBalance>& rows, bool of_meetings) {
    TableBuilder table{std::string{name},
                       with(subject_columns(of_meetings),
                            {{"joint_blau", float64, fraction_unit},
                             {"attainable_maximum", float64, fraction_unit},
                             {"joint_evenness", float64, "fraction of the attainable maximum"},
                             {"joint_evenness_note", text, ""},
                             {"total_correlation", float64, "nats"},
                             {"unavoidable_correlation", float64, "nats"},
                             {"correlation_share", float64, "fraction of the largest of these margins"},
                             {"correlation_share_note", text, ""},
                             {"cells", int64, "combinations"},
                             {"empty_cells", int64, "combinations of which nobody has any"},
                             {"unavoidably_empty", int64, "combinations beyond the whole amount"},
                             {"left_out", int64, "entries of which a group is not known"},
                             {"balanced_on_margins_only", boolean, ""},
                             {"margins_note", text, ""}})};
    for (const CrossedBalance& row : rows) {
        const IntersectionalBalance& b = row.balance;
        const bool known = b.joint_blau.status != Status::unknown;
        const auto if_known = [&](auto number) { return known ? std::optional{number} : std::nullopt; };
        subject_row(table, network, row.subject, b.joint_blau.value, if_known(b.attainable_maximum),
                    b.joint_evenness.value, note(b.joint_evenness), b.total_correlation.value,
                    if_known(b.unavoidable_correlation), b.correlation_share.value, note(b.correlation_share),
                    b.cells, if_known(b.empty_cells), if_known(b.unavoidably_empty), if_known(b.left_out),
                    b.balanced_on_margins_only, stated(b.margins_reason));
    }
    return std::move(table).take();
}

} // namespace

Table group_balance_forums(const ActorNetwork& network, const GroupBalanceResult& result) {
    TableBuilder table{"group_balance_forums", with(with(subject_columns(false), balance_columns),
                                                    {{"p_baseline", float64, "probability"},
                                                     {"p_baseline_smallest", float64, "probability"},
                                                     {"p_baseline_outcomes", int64, "outcomes"},
                                                     {"p_baseline_note", text, ""}})};
    for (const ForumAttributeBalance& row : result.forums) {
        const ExactTest& test = row.against_baseline;
        balance_row(table, network, result, row, test.p, test.smallest_p, test.outcomes, note(test));
    }
    return std::move(table).take();
}

Table group_balance_meetings(const ActorNetwork& network, const GroupBalanceResult& result) {
    TableBuilder table{"group_balance_meetings", with(subject_columns(true), balance_columns)};
    for (const AttributeBalance& row : result.meetings) {
        balance_row(table, network, result, row);
    }
    return std::move(table).take();
}

Table group_balance_groups(const ActorNetwork& network, const GroupBalanceResult& result) {
    return groups_table(network, result, "group_balance_groups", result.groups, false);
}

Table group_balance_meeting_groups(const ActorNetwork& network, const GroupBalanceResult& result) {
    return groups_table(network, result, "group_balance_meeting_groups", result.meeting_groups, true);
}

Table group_balance_crossed(const ActorNetwork& network, const GroupBalanceResult& result) {
    return crossed_table(network, "group_balance_crossed", result.crossed, false);
}

Table group_balance_meeting_crossed(const ActorNetwork& network, const GroupBalanceResult& result) {
    return crossed_table(network, "group_balance_meeting_crossed", result.meeting_crossed, true);
}

Table group_balance_cells(const ActorNetwork& network, const GroupBalanceResult& result) {
    TableBuilder table{"group_balance_cells",
                       with(subject_columns(false), {{"groups", text_list, "one for each attribute"},
                                                     {"unit", text, ""},
                                                     {"amount", float64, amount_unit}})};
    for (const CrossedBalance& row : result.crossed) {
        for (const CrossedCell& cell : row.balance.occupied) {
            std::vector<std::string_view> groups;
            groups.reserve(cell.categories.size());
            for (std::size_t a = 0; a < cell.categories.size(); ++a) {
                groups.emplace_back(result.attributes[a].groups[cell.categories[a]]);
            }
            subject_row(table, network, row.subject, groups, unit_of(row.subject), cell.seats);
        }
    }
    return std::move(table).take();
}

Table group_balance_segregation(const GroupBalanceResult& result) {
    TableBuilder table{"group_balance_segregation",
                       {{"counted", text, ""},
                        {"attribute", text, ""},
                        {"theil_h", float64, fraction_unit},
                        {"theil_h_note", text, ""},
                        {"mutual_information", float64, "nats"},
                        {"between_forms", float64, "nats"},
                        {"within_forms", float64, "nats"},
                        {"group_entropy", float64, "nats"},
                        {"forum_entropy", float64, "nats"},
                        {"joint_entropy", float64, "nats"},
                        {"forums_unknown", int64, "forums left out"}}};
    for (const AttributeSegregation& row : result.segregation) {
        const Segregation& s = row.segregation;
        table.row(to_string(row.counted), attribute_name(result, row.attribute), s.theil_h.value,
                  note(s.theil_h), s.mutual_information.value, s.between.value, s.within.value,
                  s.sector_entropy.value, s.forum_entropy.value, s.joint_entropy.value, row.forums_unknown);
    }
    return std::move(table).take();
}

Table group_balance_airtime(const ActorNetwork& network, const GroupBalanceResult& result) {
    TableBuilder table{"group_balance_airtime",
                       {{"forum", text, ""},
                        {"attribute", text, ""},
                        {"members", int64, "members in exactly one of the groups"},
                        {"left_out", int64, "members in none of the groups, in several, or not stated"},
                        {"theil", float64, "nats"},
                        {"theil_note", text, ""},
                        {"between", float64, "nats"},
                        {"within", float64, "nats"},
                        {"gini", float64, fraction_unit},
                        {"per_head_ratio", float64, "largest seconds a head of a group over the smallest"},
                        {"note", text, ""}}};
    for (const AirtimeInequality& row : result.airtime) {
        const AmountInequality& t = row.inequality;
        table.row(forum_id(network, row.forum), attribute_name(result, row.attribute), row.members,
                  row.left_out, t.theil.value, note(t.theil), t.between.value, t.within.value, t.gini.value,
                  t.per_head_ratio.value, stated(row.note));
    }
    return std::move(table).take();
}

Table group_balance_airtime_groups(const ActorNetwork& network, const GroupBalanceResult& result) {
    TableBuilder table{"group_balance_airtime_groups",
                       {{"forum", text, ""},
                        {"attribute", text, ""},
                        {"group", text, ""},
                        {"members", int64, "members"},
                        {"seconds", float64, "seconds"},
                        {"share", float64, "fraction of the seconds of these groups"},
                        {"per_head", float64, "seconds a member"},
                        {"theil", float64, "nats"}}};
    for (const AirtimeInequality& row : result.airtime) {
        for (const AmountGroup& group : row.inequality.groups) {
            table.row(forum_id(network, row.forum), attribute_name(result, row.attribute),
                      std::string_view{result.attributes[row.attribute].groups[group.group]}, group.people,
                      group.amount, group.share, group.per_head, group.theil);
        }
    }
    return std::move(table).take();
}

} // namespace samspill
