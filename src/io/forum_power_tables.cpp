#include <samspill/io/forum_power_tables.hpp>

#include "result_cells.hpp"
#include "table_builder.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace samspill {
namespace {

using enum ColumnType;
using detail::stated;
using detail::TableBuilder;

constexpr std::string_view fraction_unit = "fraction of 1";

std::string_view forum_id(const ActorNetwork& network, ForumId forum) {
    return network.text(network.forums().id[forum.position()]);
}

std::optional<double> low(const std::optional<PowerInterval>& interval) {
    return interval ? std::optional{interval->low} : std::nullopt;
}

std::optional<double> high(const std::optional<PowerInterval>& interval) {
    return interval ? std::optional{interval->high} : std::nullopt;
}

std::string veto_text(std::span<const SectorVeto> vetoes) {
    std::string text;
    for (const SectorVeto& veto : vetoes) {
        text.append(text.empty() ? "" : ";").append(to_string(veto.sector)).append("=");
        text.append(to_string(veto.veto));
    }
    return text;
}

std::optional<std::string_view> why_no_unions(const ForumPowerResult& result, ForumId forum) {
    return stated(result.forums[forum.position()].sectors_reason);
}

} // namespace

Table power_members(const VotingPower& power) {
    TableBuilder table{"voting_power",
                       {{"member", int64, ""},
                        {"banzhaf", float64, "fraction of all swings"},
                        {"banzhaf_absolute", float64, "fraction of the coalitions of others"},
                        {"shapley_shubik", float64, "fraction of all orders"},
                        {"coleman_prevent", float64, "fraction of winning coalitions"},
                        {"coleman_initiate", float64, "fraction of losing coalitions"},
                        {"swings", text, "coalitions"},
                        {"banzhaf_fraction", text, ""},
                        {"shapley_fraction", text, ""},
                        {"banzhaf_absolute_low", float64, "fraction of the coalitions of others"},
                        {"banzhaf_absolute_high", float64, "fraction of the coalitions of others"},
                        {"shapley_low", float64, "fraction of all orders"},
                        {"shapley_high", float64, "fraction of all orders"}}};
    for (std::size_t k = 0; k < power.members.size(); ++k) {
        const MemberPower& row = power.members[k];
        table.row(static_cast<std::int64_t>(k), row.banzhaf, row.banzhaf_absolute, row.shapley_shubik,
                  row.coleman_prevent, row.coleman_initiate, stated(row.swings), stated(row.banzhaf_fraction),
                  stated(row.shapley_fraction), low(row.banzhaf_absolute_interval),
                  high(row.banzhaf_absolute_interval), low(row.shapley_interval), high(row.shapley_interval));
    }
    return std::move(table).take();
}

Table union_members(const UnionPower& power) {
    TableBuilder table{"union_power",
                       {{"member", int64, ""},
                        {"union", int64, ""},
                        {"owen", float64, fraction_unit},
                        {"banzhaf_owen", float64, fraction_unit}}};
    for (std::size_t k = 0; k < power.members.size(); ++k) {
        const MemberUnionPower& row = power.members[k];
        table.row(static_cast<std::int64_t>(k), static_cast<std::int64_t>(row.union_number), row.owen,
                  row.banzhaf_owen);
    }
    return std::move(table).take();
}

Table power_forums(const ActorNetwork& network, const ForumPowerResult& result) {
    TableBuilder table{"voting_power_forums",
                       {{"forum", text, ""},
                        {"form", text, ""},
                        {"as_of", text, "date"},
                        {"voters", int64, "seats, each person once"},
                        {"votes", float64, "votes"},
                        {"quota", float64, "votes"},
                        {"head_count", int64, "seats, each person once"},
                        {"vetoes", text, "sectors, and how much of each must agree"},
                        {"quota_assumed", boolean, ""},
                        {"votes_assumed", boolean, ""},
                        {"power_to_act", float64, "fraction of all coalitions"},
                        {"power_to_act_of_sectors", float64, "fraction of all coalitions of sectors"},
                        {"sectors_reason", text, ""},
                        {"winning_coalitions", text, "coalitions"},
                        {"method", text, ""},
                        {"samples", int64, "samples"},
                        {"shapley_residual", float64, fraction_unit},
                        {"status", text, ""},
                        {"reason", text, ""}}};
    for (const ForumVote& row : result.forums) {
        const bool is_ok = row.status == Status::ok;
        const auto if_ok = [is_ok](double value) { return is_ok ? std::optional{value} : std::nullopt; };
        const std::optional<std::string_view> method =
            is_ok ? std::optional{to_string(row.method)} : std::nullopt;
        table.row(forum_id(network, row.forum), to_string(network.forums().form[row.forum.position()]),
                  detail::day_text(row.as_of), static_cast<std::int64_t>(row.voters), if_ok(row.votes),
                  row.quota, row.head_count, stated(veto_text(network.forums().vetoes[row.forum.position()])),
                  row.quota_assumed, row.votes_assumed, if_ok(row.power_to_act), row.power_to_act_of_sectors,
                  stated(row.sectors_reason), stated(row.winning_coalitions), method,
                  static_cast<std::int64_t>(row.samples), if_ok(row.shapley_residual), to_string(row.status),
                  stated(row.reason));
    }
    return std::move(table).take();
}

Table power_voters(const ActorNetwork& network, const ForumPowerResult& result) {
    TableBuilder table{"voting_power_voters",
                       {{"forum", text, ""},
                        {"actor", text, ""},
                        {"person", text, ""},
                        {"sector", text, ""},
                        {"votes", float64, "votes"},
                        {"banzhaf", float64, "fraction of all swings"},
                        {"banzhaf_absolute", float64, "fraction of the coalitions of others"},
                        {"shapley_shubik", float64, "fraction of all orders"},
                        {"coleman_prevent", float64, "fraction of winning coalitions"},
                        {"coleman_initiate", float64, "fraction of losing coalitions"},
                        {"owen", float64, fraction_unit},
                        {"banzhaf_owen", float64, fraction_unit},
                        {"sectors_reason", text, ""},
                        {"swings", text, "coalitions"},
                        {"banzhaf_fraction", text, ""},
                        {"shapley_fraction", text, ""},
                        {"banzhaf_absolute_low", float64, "fraction of the coalitions of others"},
                        {"banzhaf_absolute_high", float64, "fraction of the coalitions of others"},
                        {"shapley_low", float64, "fraction of all orders"},
                        {"shapley_high", float64, "fraction of all orders"}}};
    for (const VoterPower& row : result.voters) {
        const MemberPower& power = row.power;
        table.row(forum_id(network, row.forum), network.text(network.actors().id[row.actor.position()]),
                  detail::id_text(network, network.people().id, row.person),
                  Vocabulary<Sector>::names[row.sector], row.votes, power.banzhaf, power.banzhaf_absolute,
                  power.shapley_shubik, power.coleman_prevent, power.coleman_initiate, row.owen,
                  row.banzhaf_owen, why_no_unions(result, row.forum), stated(power.swings),
                  stated(power.banzhaf_fraction), stated(power.shapley_fraction),
                  low(power.banzhaf_absolute_interval), high(power.banzhaf_absolute_interval),
                  low(power.shapley_interval), high(power.shapley_interval));
    }
    return std::move(table).take();
}

Table power_sectors(const ActorNetwork& network, const ForumPowerResult& result) {
    TableBuilder table{"voting_power_sectors",
                       {{"forum", text, ""},
                        {"sector", text, ""},
                        {"voters", int64, "seats, each person once"},
                        {"votes", float64, "votes"},
                        {"vote_share", float64, "fraction of the votes of the forum"},
                        {"banzhaf", float64, "fraction of all swings"},
                        {"shapley_shubik", float64, "fraction of all orders"},
                        {"owen", float64, fraction_unit},
                        {"banzhaf_owen", float64, fraction_unit},
                        {"sectors_reason", text, ""},
                        {"banzhaf_as_one", float64, "fraction of all swings"},
                        {"shapley_as_one", float64, "fraction of all orders"}}};
    for (const SectorPower& row : result.sectors) {
        table.row(forum_id(network, row.forum), Vocabulary<Sector>::names[row.sector],
                  static_cast<std::int64_t>(row.voters), row.votes, row.vote_share, row.banzhaf,
                  row.shapley_shubik, row.owen, row.banzhaf_owen, why_no_unions(result, row.forum),
                  row.banzhaf_as_one, row.shapley_as_one);
    }
    return std::move(table).take();
}

} // namespace samspill
