#include <samspill/io/duplication_tables.hpp>

#include "result_cells.hpp"
#include "table_builder.hpp"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using enum ColumnType;
using detail::activity_id;
using detail::bound;
using detail::stated;
using detail::TableBuilder;

constexpr std::string_view people_unit = "people";
constexpr std::string_view months_unit = "months from arrival";
constexpr std::string_view fraction_unit = "fraction of 1";

std::string_view actor_id(const ActorNetwork& network, ActivityId activity) {
    return network.text(network.actors().id[network.activities().actor[activity.position()].position()]);
}

std::optional<std::string_view> cluster_key(const ActorNetwork& network, const DuplicationResult& result,
                                            std::optional<std::size_t> cluster) {
    if (!cluster) {
        return std::nullopt;
    }
    return activity_id(network, result.clusters[*cluster].activities.front());
}

std::vector<std::string_view> names_of(const ComparedAttributes& compared) {
    std::vector<std::string_view> names{"theme"};
    const auto add = [&](bool stated_by_both, std::string_view name) {
        if (stated_by_both) {
            names.push_back(name);
        }
    };
    add(compared.target_group, "target_group");
    add(compared.area, "area");
    add(compared.period, "period");
    add(compared.language, "language");
    add(compared.ages, "ages");
    return names;
}

} // namespace

Table duplication_pairs(const ActorNetwork& network, const DuplicationResult& result) {
    TableBuilder table{"duplication_pairs",
                       {{"cluster", text, ""},
                        {"activity_a", text, ""},
                        {"activity_b", text, ""},
                        {"actor_a", text, ""},
                        {"actor_b", text, ""},
                        {"theme", text, ""},
                        {"from_month", int64, months_unit},
                        {"to_month", int64, months_unit},
                        {"matched", text_list, ""},
                        {"score", float64, fraction_unit},
                        {"by_likeness", boolean, ""}}};
    for (const DuplicatePair& pair : result.pairs) {
        table.row(cluster_key(network, result, pair.cluster), activity_id(network, pair.a),
                  activity_id(network, pair.b), actor_id(network, pair.a), actor_id(network, pair.b),
                  network.text(network.activities().theme[pair.a.position()]),
                  bound(pair.shared_months.has_from(), pair.shared_months.from),
                  bound(pair.shared_months.has_to(), pair.shared_months.to), names_of(pair.compared),
                  pair.score, pair.by_likeness);
    }
    return std::move(table).take();
}

Table duplication_clusters(const ActorNetwork& network, const DuplicationResult& result) {
    TableBuilder table{"duplication_clusters",
                       {{"cluster", text, ""},
                        {"theme", text, ""},
                        {"activities", text_list, ""},
                        {"actors", text_list, ""},
                        {"needs", text_list, ""},
                        {"capacity", int64, "seats"},
                        {"capacity_unknown", int64, "activities of unknown capacity"},
                        {"people", int64, people_unit},
                        {"needs_unknown", int64, "needs of unknown size"},
                        {"surplus", int64, "seats"},
                        {"verdict", text, ""}}};
    for (const DuplicateCluster& cluster : result.clusters) {
        std::vector<std::string_view> activities;
        std::vector<std::string_view> actors;
        std::vector<std::string_view> needs;
        for (const ActivityId activity : cluster.activities) {
            activities.push_back(activity_id(network, activity));
            actors.push_back(actor_id(network, activity));
        }
        for (const NeedId need : cluster.needs) {
            needs.push_back(network.text(network.needs().id[need.position()]));
        }
        table.row(activities.front(), network.text(cluster.theme), activities, actors, needs,
                  cluster.capacity, cluster.capacity_unknown, cluster.people, cluster.needs_unknown,
                  cluster.surplus, to_string(cluster.verdict));
    }
    return std::move(table).take();
}

Table duplication_groups(const ActorNetwork& network, const DuplicationResult& result) {
    TableBuilder table{"duplication_groups",
                       {{"group", text, ""},
                        {"alike", text, ""},
                        {"theme", text, ""},
                        {"activities", int64, "activities"},
                        {"actors", int64, "actors"}}};
    for (const AlikeGroup& group : result.groups) {
        const ActivityId first = group.activities.front();
        table.row(activity_id(network, first), to_string(group.alike_in),
                  network.text(network.activities().theme[first.position()]),
                  static_cast<std::int64_t>(group.activities.size()), group.actors);
    }
    return std::move(table).take();
}

Table demand_cell_rows(const ActorNetwork& network, const DemandCells& result) {
    TableBuilder table{"demand_cells",
                       {{"theme", text, ""},
                        {"area", text, ""},
                        {"target_group", text, ""},
                        {"language", text, ""},
                        {"month", int64, months_unit},
                        {"people", int64, people_unit},
                        {"needs_unknown", int64, "needs of unknown size"},
                        {"activities", int64, "activities"},
                        {"seats", int64, "seats"},
                        {"seats_unknown", int64, "activities of unknown capacity"},
                        {"gap", int64, people_unit},
                        {"surplus", int64, "seats"},
                        {"verdict", text, ""}}};
    for (const DemandCell& cell : result.cells) {
        const auto area = cell.area.is_none()
                              ? std::nullopt
                              : stated(network.text(network.areas().id[cell.area.position()]));
        table.row(network.text(cell.theme), area, stated(network.text(cell.target_group)),
                  stated(network.text(cell.language)), std::int64_t{cell.month}, cell.people,
                  cell.needs_unknown, cell.activities, cell.seats, cell.seats_unknown, cell.gap, cell.surplus,
                  to_string(cell.verdict));
    }
    return std::move(table).take();
}

Table duplicate_score_curve(const std::vector<ThresholdScore>& curve) {
    TableBuilder table{"duplicate_score_curve",
                       {{"threshold", float64, fraction_unit},
                        {"true_positives", int64, "pairs"},
                        {"false_positives", int64, "pairs"},
                        {"false_negatives", int64, "pairs"},
                        {"unlabelled", int64, "pairs"},
                        {"precision", float64, "fraction of the pairs found"},
                        {"recall", float64, "fraction of the pairs that are the same"},
                        {"f1", float64, fraction_unit}}};
    for (const ThresholdScore& point : curve) {
        const Agreement& agreement = point.agreement;
        table.row(point.threshold, agreement.true_positives, agreement.false_positives,
                  agreement.false_negatives, agreement.unlabelled, agreement.precision(), agreement.recall(),
                  agreement.f1());
    }
    return std::move(table).take();
}

} // namespace samspill
