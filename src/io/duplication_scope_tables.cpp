#include <samspill/io/duplication_scope_tables.hpp>

#include "result_cells.hpp"
#include "table_builder.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using enum ColumnType;
using detail::activity_id;
using detail::ColumnSpec;
using detail::id_text;
using detail::TableBuilder;

constexpr std::string_view people_unit = "people in the needs, each need once";

std::string_view cluster_id(const ActorNetwork& network, const DuplicationResult& duplication,
                            std::size_t cluster) {
    return activity_id(network, duplication.clusters[cluster].activities.front());
}

/// Columns for what the rows of a summary are about, then the sums.
std::vector<ColumnSpec> sum_columns(std::vector<ColumnSpec> columns) {
    columns.insert(columns.end(), {{"pairs", int64, "pairs"},
                                   {"clusters", int64, "clusters"},
                                   {"surplus_clusters", int64, "clusters"},
                                   {"surplus_lower_bounds", int64, "clusters with unknown seats"},
                                   {"surplus_seats", int64, "seats beyond the need"},
                                   {"surplus_people", int64, people_unit},
                                   {"backup_clusters", int64, "clusters"},
                                   {"backup_seats", int64, "seats beyond the need"},
                                   {"backup_people", int64, people_unit}});
    return columns;
}

template <class... Keys>
void add_row(TableBuilder& table, const ScopeSums& sums, const Keys&... keys) {
    table.row(keys..., sums.pairs, sums.clusters, sums.surplus.clusters, sums.surplus.lower_bounds,
              sums.surplus.seats, sums.surplus.people, sums.backup.clusters, sums.backup.seats,
              sums.backup.people);
}

} // namespace

Table duplication_scope_pairs(const ActorNetwork& network, const DuplicationResult& duplication,
                              const DuplicationScopeResult& result) {
    TableBuilder table{"duplication_scope_pairs",
                       {{"cluster", text, ""},
                        {"activity_a", text, ""},
                        {"activity_b", text, ""},
                        {"scope", text, ""},
                        {"actor_a", text, ""},
                        {"actor_b", text, ""},
                        {"sector_a", text, ""},
                        {"sector_b", text, ""},
                        {"municipality_a", text, ""},
                        {"municipality_b", text, ""},
                        {"place_a", text, "what the municipality was read from"},
                        {"place_b", text, "what the municipality was read from"},
                        {"common_actor", text, ""}}};
    const ActorColumns& actors = network.actors();
    for (std::size_t k = 0; k < result.pairs.size(); ++k) {
        const DuplicatePair& pair = duplication.pairs[k];
        const PairScope& scope = result.pairs[k];
        const ActivitySetting& a = result.settings[pair.a.position()];
        const ActivitySetting& b = result.settings[pair.b.position()];
        const ActorId actor_a = network.activities().actor[pair.a.position()];
        const ActorId actor_b = network.activities().actor[pair.b.position()];
        table.row(pair.cluster ? std::optional{cluster_id(network, duplication, *pair.cluster)}
                               : std::nullopt,
                  activity_id(network, pair.a), activity_id(network, pair.b), to_string(scope.scope),
                  id_text(network, actors.id, actor_a), id_text(network, actors.id, actor_b),
                  to_string(actors.sector[actor_a.position()]), to_string(actors.sector[actor_b.position()]),
                  id_text(network, network.areas().id, a.municipality),
                  id_text(network, network.areas().id, b.municipality), to_string(a.source),
                  to_string(b.source), id_text(network, actors.id, scope.common_actor));
    }
    return std::move(table).take();
}

Table duplication_scope_clusters(const ActorNetwork& network, const DuplicationResult& duplication,
                                 const DuplicationScopeResult& result) {
    std::vector<ColumnSpec> columns{
        {"cluster", text, ""}, {"scope", text, ""}, {"verdict", text, ""}, {"surplus", int64, "seats"}};
    std::vector<std::string> names;
    names.reserve(duplication_scopes);
    for (std::size_t scope = 0; scope < duplication_scopes; ++scope) {
        names.push_back("pairs_" + std::string{to_string(static_cast<DuplicationScope>(scope))});
        columns.push_back({names.back(), int64, "pairs"});
    }
    TableBuilder table{"duplication_scope_clusters", columns};
    for (std::size_t c = 0; c < result.clusters.size(); ++c) {
        const DuplicateCluster& cluster = duplication.clusters[c];
        const ClusterScope& scope = result.clusters[c];
        std::apply(
            [&](const auto&... pairs) {
                table.row(cluster_id(network, duplication, c), to_string(scope.scope),
                          to_string(cluster.verdict), cluster.surplus, pairs...);
            },
            scope.pairs);
    }
    return std::move(table).take();
}

Table duplication_by_scope(const DuplicationScopeResult& result) {
    TableBuilder table{"duplication_by_scope", sum_columns({{"scope", text, ""}})};
    for (std::size_t scope = 0; scope < duplication_scopes; ++scope) {
        add_row(table, result.by_scope[scope], to_string(static_cast<DuplicationScope>(scope)));
    }
    return std::move(table).take();
}

Table duplication_by_sectors(const DuplicationScopeResult& result) {
    TableBuilder table{"duplication_by_sectors",
                       sum_columns({{"sector_a", text, ""}, {"sector_b", text, ""}})};
    for (const auto& row : result.by_sectors) {
        add_row(table, row.sums, to_string(static_cast<Sector>(row.first)),
                to_string(static_cast<Sector>(row.second)));
    }
    return std::move(table).take();
}

Table duplication_by_former_units(const ActorNetwork& network, const DuplicationScopeResult& result) {
    TableBuilder table{"duplication_by_former_units",
                       sum_columns({{"former_unit_a", text, ""}, {"former_unit_b", text, ""}})};
    for (const auto& row : result.by_former_units) {
        add_row(table, row.sums, network.text(row.first), network.text(row.second));
    }
    return std::move(table).take();
}

} // namespace samspill
