#include <samspill/io/duplication_change_tables.hpp>

#include <samspill/core/error.hpp>

#include "result_cells.hpp"
#include "table_builder.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using enum ColumnType;
using detail::activity_id;
using detail::id_texts;
using detail::number_of;
using detail::TableBuilder;

constexpr std::string_view people_unit = "people";
constexpr std::string_view wave_unit = "1 = the first wave";
constexpr std::string_view seats_unit = "seats";

/// The cells of one side of a change; all empty when no cluster was found.
struct Side {
    std::optional<std::int64_t> wave{};
    std::optional<std::string_view> cluster{};
    std::optional<std::string_view> verdict{};
    std::optional<std::int64_t> surplus{};
    std::optional<std::int64_t> seats{};
    std::optional<std::int64_t> people{};
};

Side side(std::span<const ActorNetwork> networks, const std::optional<ClusterInWave>& found) {
    if (!found) {
        return {};
    }
    return {number_of(found->wave),
            activity_id(networks[found->wave], found->first_activity),
            to_string(found->verdict),
            found->surplus,
            found->seats,
            found->people};
}

std::string_view theme(std::span<const ActorNetwork> networks, const ClusterHistory& row) {
    const ClusterInWave& found = row.after ? *row.after : *row.before; // a row is about at least one
    return networks[found.wave].text(found.theme);
}

} // namespace

Table duplication_change_clusters(std::span<const ActorNetwork> networks,
                                  const DuplicationChangeResult& result) {
    if (networks.size() < result.waves.size() + 1) {
        throw InvalidArgument{"networks must hold one network a wave"};
    }
    TableBuilder table{"duplication_change_clusters",
                       {{"wave", int64, wave_unit},
                        {"track", int64, ""},
                        {"change", text, ""},
                        {"theme", text, ""},
                        {"wave_before", int64, wave_unit},
                        {"cluster_before", text, ""},
                        {"cluster_after", text, ""},
                        {"verdict_before", text, ""},
                        {"verdict_after", text, ""},
                        {"surplus_before", int64, seats_unit},
                        {"surplus_after", int64, seats_unit},
                        {"seats_before", int64, seats_unit},
                        {"seats_after", int64, seats_unit},
                        {"people_before", int64, people_unit},
                        {"people_after", int64, people_unit},
                        {"gone", text_list, ""},
                        {"left", text_list, ""},
                        {"joined", text_list, ""},
                        {"seats_changed", int64, "seats of activities in both waves"},
                        {"people_changed", int64, people_unit}}};
    for (const ClusterHistory& row : result.history) {
        const Side before = side(networks, row.before);
        const Side after = side(networks, row.after);
        const ActorNetwork& then = networks[row.before ? row.before->wave : row.wave];
        const ClusterDifference& what = row.difference;
        table.row(number_of(row.wave), number_of(row.track), to_string(row.change), theme(networks, row),
                  before.wave, before.cluster, after.cluster, before.verdict, after.verdict, before.surplus,
                  after.surplus, before.seats, after.seats, before.people, after.people,
                  id_texts(then, then.activities().id, what.gone),
                  id_texts(then, then.activities().id, what.left),
                  id_texts(networks[row.wave], networks[row.wave].activities().id, what.joined),
                  what.seats_changed, what.people_changed);
    }
    return std::move(table).take();
}

Table duplication_change_waves(const DuplicationChangeResult& result) {
    TableBuilder table{"duplication_change_waves",
                       {{"wave", int64, wave_unit},
                        {"change", text, ""},
                        {"clusters", int64, "clusters"},
                        {"lower_bounds", int64, "clusters with unknown seats"},
                        {"seats", int64, "seats beyond the need"},
                        {"people", int64, "people in the needs, each need once"},
                        {"seats_before", int64, "seats beyond the need"},
                        {"people_before", int64, "people in the needs, each need once"}}};
    for (std::size_t w = 0; w < result.waves.size(); ++w) {
        const WaveChange& wave = result.waves[w];
        for (std::size_t k = 0; k < cluster_changes; ++k) {
            const auto change = static_cast<ClusterChange>(k);
            const SurplusSums& sums = wave.by_change[k];
            const bool remains = change == ClusterChange::remains;
            table.row(number_of(w + 1), to_string(change), sums.clusters, sums.lower_bounds, sums.seats,
                      sums.people, remains ? std::optional{wave.remaining_before.seats} : std::nullopt,
                      remains ? std::optional{wave.remaining_before.people} : std::nullopt);
        }
    }
    return std::move(table).take();
}

} // namespace samspill
