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

/// Why a measure has no value, or what its value leaves out.
std::optional<std::string_view> note(const Measure& measure) { return stated(measure.reason); }

} // namespace

Table group_balance_forums(const ActorNetwork& network, const GroupBalanceResult& result) {
    TableBuilder table{"group_balance_forums",
                       {{"forum", text, ""},
                        {"attribute", text, ""},
                        {"seats", float64, "seats, each person once"},
                        {"seats_counted", float64, "seats in exactly one of the groups"},
                        {"seats_unknown", float64, "seats in none of the groups, or not stated"},
                        {"seats_in_several", float64, "seats in several of the groups"},
                        {"parity", float64, fraction_unit},
                        {"parity_note", text, ""},
                        {"min_max_ratio", float64, "ratio"},
                        {"dissimilarity", float64, fraction_unit},
                        {"dissimilarity_note", text, ""},
                        {"kullback_leibler", float64, "nats"},
                        {"blau", float64, fraction_unit},
                        {"iqv", float64, fraction_unit},
                        {"shannon", float64, "nats"},
                        {"pielou", float64, fraction_unit},
                        {"hill_1", float64, "groups"},
                        {"hill_2", float64, "groups"}}};
    for (const AttributeBalance& row : result.forums) {
        table.row(forum_id(network, row.forum), attribute_name(result, row.attribute), row.seats,
                  row.seats_counted, row.seats_unknown, row.seats_in_several, row.parity.value,
                  note(row.parity), row.min_max_ratio.value, row.dissimilarity.value, note(row.dissimilarity),
                  row.kullback_leibler.value, row.blau.value, row.iqv.value, row.shannon.value,
                  row.pielou.value, row.hill_1.value, row.hill_2.value);
    }
    return std::move(table).take();
}

Table group_balance_groups(const ActorNetwork& network, const GroupBalanceResult& result) {
    TableBuilder table{"group_balance_groups",
                       {{"forum", text, ""},
                        {"attribute", text, ""},
                        {"group", text, ""},
                        {"seats", float64, "seats, each person once"},
                        {"share", float64, "fraction of the seats counted"},
                        {"baseline_share", float64, "fraction of the baseline"},
                        {"ratio", float64, "share over baseline share"},
                        {"ratio_note", text, ""},
                        {"gap", float64, fraction_unit}}};
    for (const GroupShare& row : result.groups) {
        table.row(forum_id(network, row.forum), attribute_name(result, row.attribute),
                  std::string_view{result.attributes[row.attribute].groups[row.group]}, row.seats, row.share,
                  row.baseline_share, row.ratio.value, note(row.ratio), row.gap.value);
    }
    return std::move(table).take();
}

Table group_balance_crossed(const ActorNetwork& network, const GroupBalanceResult& result) {
    TableBuilder table{"group_balance_crossed",
                       {{"forum", text, ""},
                        {"joint_blau", float64, fraction_unit},
                        {"attainable_maximum", float64, fraction_unit},
                        {"joint_evenness", float64, "fraction of the attainable maximum"},
                        {"joint_evenness_note", text, ""},
                        {"total_correlation", float64, "nats"},
                        {"unavoidable_correlation", float64, "nats"},
                        {"correlation_share", float64, "fraction of the largest of these margins"},
                        {"correlation_share_note", text, ""},
                        {"cells", int64, "combinations"},
                        {"empty_cells", int64, "combinations nobody sits for"},
                        {"unavoidably_empty", int64, "combinations beyond the number of seats"},
                        {"left_out", int64, "seats of which a group is not known"},
                        {"balanced_on_margins_only", boolean, ""},
                        {"margins_note", text, ""}}};
    for (const CrossedBalance& row : result.crossed) {
        const IntersectionalBalance& b = row.balance;
        table.row(forum_id(network, row.forum), b.joint_blau.value, b.attainable_maximum,
                  b.joint_evenness.value, note(b.joint_evenness), b.total_correlation.value,
                  b.unavoidable_correlation, b.correlation_share.value, note(b.correlation_share), b.cells,
                  b.empty_cells, b.unavoidably_empty, b.left_out, b.balanced_on_margins_only,
                  stated(b.margins_reason));
    }
    return std::move(table).take();
}

Table group_balance_cells(const ActorNetwork& network, const GroupBalanceResult& result) {
    TableBuilder table{"group_balance_cells",
                       {{"forum", text, ""},
                        {"groups", text_list, "one for each attribute"},
                        {"seats", float64, "seats, each person once"}}};
    for (const CrossedBalance& row : result.crossed) {
        for (const CrossedCell& cell : row.balance.occupied) {
            std::vector<std::string_view> groups;
            groups.reserve(cell.categories.size());
            for (std::size_t a = 0; a < cell.categories.size(); ++a) {
                groups.emplace_back(result.attributes[a].groups[cell.categories[a]]);
            }
            table.row(forum_id(network, row.forum), groups, cell.seats);
        }
    }
    return std::move(table).take();
}

Table group_balance_segregation(const GroupBalanceResult& result) {
    TableBuilder table{"group_balance_segregation",
                       {{"attribute", text, ""},
                        {"theil_h", float64, fraction_unit},
                        {"theil_h_note", text, ""},
                        {"mutual_information", float64, "nats"},
                        {"between_forms", float64, "nats"},
                        {"within_forms", float64, "nats"},
                        {"group_entropy", float64, "nats"}}};
    for (const AttributeSegregation& row : result.segregation) {
        const Segregation& s = row.segregation;
        table.row(attribute_name(result, row.attribute), s.theil_h.value, note(s.theil_h),
                  s.mutual_information.value, s.between.value, s.within.value, s.sector_entropy.value);
    }
    return std::move(table).take();
}

} // namespace samspill
