#include <samspill/io/place_tables.hpp>

#include "stage_columns.hpp"
#include "table_builder.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace samspill {
namespace {

using enum ColumnType;
using detail::ColumnSpec;
using detail::stated;
using detail::TableBuilder;

constexpr std::string_view people_unit = "people";
constexpr std::string_view share_unit = "fraction of the people in needs of known size";
constexpr std::string_view per_1000_unit = "people in need for each 1000 inhabitants of the area";

/// The id of a group's common value; nothing where the needs state none.
struct GroupId {
    const ActorNetwork& network;

    std::optional<std::string> operator()(TermId term) const { return named(network.text(term)); }
    std::optional<std::string> operator()(AreaId area) const { return id_of(network.areas().id, area); }
    std::optional<std::string> operator()(ActorId actor) const { return id_of(network.actors().id, actor); }
    std::optional<std::string> operator()(std::int32_t month) const { return std::to_string(month); }

private:
    template <class Id>
    [[nodiscard]] std::optional<std::string> id_of(const std::vector<TermId>& ids, Id id) const {
        return id.is_none() ? std::nullopt : named(network.text(ids[id.position()]));
    }
    [[nodiscard]] static std::optional<std::string> named(std::string_view text) {
        return text.empty() ? std::nullopt : std::optional{std::string{text}};
    }
};

/// The name that areas and actors have beside their id.
struct GroupName {
    const ActorNetwork& network;

    std::optional<std::string_view> operator()(AreaId area) const {
        return area.is_none() ? std::nullopt : stated(network.text(network.areas().name[area.position()]));
    }
    std::optional<std::string_view> operator()(ActorId actor) const {
        return actor.is_none() ? std::nullopt : stated(network.text(network.actors().name[actor.position()]));
    }
    template <class Other>
    std::optional<std::string_view> operator()(Other /*without a name of its own*/) const {
        return std::nullopt;
    }
};

std::vector<ColumnSpec> group_columns(Grouping grouping) {
    std::vector<ColumnSpec> columns{{"group", text, ""},
                                    {"name", text, ""},
                                    {"needs", int64, "needs"},
                                    {"needs_unknown", int64, "needs of unknown size"},
                                    {"people", int64, people_unit},
                                    {"covered_low", float64, people_unit},
                                    {"covered_high", float64, people_unit},
                                    {"gap_low", float64, people_unit},
                                    {"gap_high", float64, people_unit},
                                    {"share_low", float64, share_unit},
                                    {"share_high", float64, share_unit},
                                    {"known_low", float64, people_unit},
                                    {"known_high", float64, people_unit},
                                    {"known_share_low", float64, share_unit},
                                    {"known_share_high", float64, share_unit}};
    if (grouping == Grouping::area) {
        columns.insert(columns.end(), {{"own_needs", int64, "needs"},
                                       {"own_needs_unknown", int64, "needs of unknown size"},
                                       {"own_people", int64, people_unit},
                                       {"own_covered_low", float64, people_unit},
                                       {"own_covered_high", float64, people_unit},
                                       {"population", int64, "inhabitants"},
                                       {"people_per_1000", float64, per_1000_unit},
                                       {"covered_per_1000_low", float64, per_1000_unit},
                                       {"covered_per_1000_high", float64, per_1000_unit}});
    }
    return columns;
}

/// A group by its id and its share; no id stands for needs that state nothing.
struct NamedGroup {
    std::optional<std::string> id{};
    std::optional<double> share{};
};

enum class End : std::uint8_t { low, high };

NamedGroup named(const ActorNetwork& network, const CoverageGroups& result, std::optional<std::size_t> group,
                 End end) {
    if (!group) {
        return {};
    }
    const GroupCoverage& row = result.groups[*group];
    return {std::visit(GroupId{network}, row.key),
            end == End::low ? row.own.share_low() : row.own.share_high()};
}

void add_measure(TableBuilder& table, const Measure& measure, End end, const NamedGroup& best = {},
                 const NamedGroup& worst = {}) {
    table.row(measure.definition.name, end == End::low ? "low" : "high", measure.value, best.id, best.share,
              worst.id, worst.share, measure.definition.unit, measure.definition.denominator,
              measure.denominator, measure.n, to_string(measure.status), stated(measure.reason),
              measure.definition.method, stated(measure.definition.convention));
}

void add_equity(TableBuilder& table, const ActorNetwork& network, const CoverageGroups& result, End end) {
    const CoverageEquity& equity = end == End::low ? result.equity_low : result.equity_high;
    add_measure(table, equity.gap, end, named(network, result, equity.best, end),
                named(network, result, equity.worst, end));
    for (const Measure* measure : {&equity.theil, &equity.theil_between, &equity.theil_within}) {
        add_measure(table, *measure, end);
    }
}

std::string_view area_id(const ActorNetwork& network, AreaId area) {
    return network.text(network.areas().id[area.position()]);
}

std::optional<std::string_view> area_name(const ActorNetwork& network, AreaId area) {
    return GroupName{network}(area);
}

} // namespace

Table coverage_groups(const ActorNetwork& network, const CoverageGroups& result) {
    const bool by_area = result.grouping == Grouping::area;
    TableBuilder table{"coverage_by_" + std::string{to_string(result.grouping)},
                       group_columns(result.grouping)};
    for (const GroupCoverage& row : result.groups) {
        const CoverageSums& sums = row.sums;
        const auto shown = [&](auto write) {
            write(std::visit(GroupId{network}, row.key), std::visit(GroupName{network}, row.key), sums.needs,
                  sums.needs_unknown, sums.people, sums.covered_low, sums.covered_high, sums.gap_low(),
                  sums.gap_high(), sums.share_low(), sums.share_high(), row.known_low, row.known_high,
                  row.known_share_low(), row.known_share_high());
        };
        if (!by_area) {
            shown([&](const auto&... cells) { table.row(cells...); });
            continue;
        }
        shown([&](const auto&... cells) {
            table.row(cells..., row.own.needs, row.own.needs_unknown, row.own.people, row.own.covered_low,
                      row.own.covered_high, row.population, row.per_1000(static_cast<double>(sums.people)),
                      row.per_1000(sums.covered_low), row.per_1000(sums.covered_high));
        });
    }
    return std::move(table).take();
}

Table coverage_group_losses(const ActorNetwork& network, const CoverageGroups& result) {
    TableBuilder table{"coverage_losses_by_" + std::string{to_string(result.grouping)},
                       {{"group", text, ""}, {"name", text, ""}, {"people", int64, people_unit}}};
    detail::StageColumns stages{result.stage_order, result.stage_status};
    for (const GroupCoverage& row : result.groups) {
        table.row(std::visit(GroupId{network}, row.key), std::visit(GroupName{network}, row.key),
                  row.sums.people);
        stages.add(row.lost_least, row.lost_most);
    }
    return std::move(table).take(std::move(stages).take());
}

Table coverage_equity(const ActorNetwork& network, const CoverageGroups& result) {
    TableBuilder table{"coverage_equity_by_" + std::string{to_string(result.grouping)},
                       {{"measure", text, ""},
                        {"end", text, ""},
                        {"value", float64, "see the column unit"},
                        {"best", text, ""},
                        {"best_share", float64, share_unit},
                        {"worst", text, ""},
                        {"worst_share", float64, share_unit},
                        {"unit", text, ""},
                        {"denominator", text, ""},
                        {"denominator_amount", float64, "see the column denominator"},
                        {"n", float64, "groups (share_gap), needs or months of needs (theil)"},
                        {"status", text, ""},
                        {"reason", text, ""},
                        {"method", text, ""},
                        {"convention", text, ""}}};
    add_equity(table, network, result, End::low);
    add_equity(table, network, result, End::high);
    return std::move(table).take();
}

Table accessibility_areas(const ActorNetwork& network, const AccessibilityResult& result) {
    const std::string_view unit = result.totals.mean.definition.unit;
    TableBuilder table{"accessibility_areas",
                       {{"area", text, ""},
                        {"name", text, ""},
                        {"people", float64, "people who compete for seats"},
                        {"accessibility_low", float64, unit},
                        {"accessibility_high", float64, unit},
                        {"places", int64, "areas with activities within reach"},
                        {"needs", int64, "needs"},
                        {"needs_unknown", int64, "needs of unknown size"},
                        {"shares_with_unknown", boolean, ""},
                        {"status", text, ""},
                        {"reason", text, ""},
                        {"high_status", text, ""},
                        {"high_reason", text, ""}}};
    for (const AreaAccess& row : result.areas) {
        table.row(area_id(network, row.area), area_name(network, row.area), row.people, row.low.value,
                  row.high.value, row.places, row.needs, row.needs_unknown, row.shares_with_unknown,
                  to_string(row.low.status), stated(row.low.reason), to_string(row.high.status),
                  stated(row.high.reason));
    }
    return std::move(table).take();
}

Table accessibility_places(const ActorNetwork& network, const AccessibilityResult& result) {
    TableBuilder table{"accessibility_places",
                       {{"area", text, ""},
                        {"name", text, ""},
                        {"seats", float64, "free seats"},
                        {"people", float64, "people who can reach them, weighted by distance"},
                        {"ratio", float64, result.totals.mean.definition.unit},
                        {"activities", int64, "activities"},
                        {"capacity_unknown", int64, "activities of unknown capacity"},
                        {"shares_with_unknown", boolean, ""},
                        {"status", text, ""},
                        {"reason", text, ""}}};
    for (const PlaceAccess& row : result.places) {
        table.row(area_id(network, row.area), area_name(network, row.area), row.seats, row.people,
                  row.ratio.value, row.activities, row.capacity_unknown, row.shares_with_unknown,
                  to_string(row.ratio.status), stated(row.ratio.reason));
    }
    return std::move(table).take();
}

} // namespace samspill
