#include <samspill/io/power_asymmetry_tables.hpp>

#include "result_cells.hpp"
#include "table_builder.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using enum ColumnType;
using detail::stated;

constexpr std::string_view asymmetry_unit = "from -1 (civil society holds all) to 1 (municipality)";

/// What is held, by PowerDimension.
constexpr std::array<std::string_view, power_dimension_count> units{
    "seats, each person once",
    "fraction of all swings",
    "seconds",
    "agenda items",
    "seats of people from the leadership",
    "people with the role chair or coordinator",
    "pairs of actors, one knowing of the other",
};

std::string_view forum_id(const ActorNetwork& network, ForumId forum) {
    return network.text(network.forums().id[forum.position()]);
}

} // namespace

Table power_asymmetry_forums(const ActorNetwork& network, const PowerAsymmetryResult& result) {
    std::vector<detail::ColumnSpec> columns{{"forum", text, ""}, {"form", text, ""}, {"as_of", text, "date"}};
    for (const std::string_view dimension : Vocabulary<PowerDimension>::names) {
        columns.push_back({dimension, float64, asymmetry_unit});
    }
    columns.insert(columns.end(), {{"composite", float64, "weighted mean of the dimensions"},
                                   {"dimensions_used", int64, "dimensions"},
                                   {"composite_low", float64, "percentile of the bootstrap"},
                                   {"composite_high", float64, "percentile of the bootstrap"},
                                   {"bootstrap_meetings", int64, "meetings"},
                                   {"bootstrap_replicates", int64, "replicates"}});
    detail::TableBuilder table{"power_asymmetry_forums", columns};
    for (const PowerProfile& row : result.forums) {
        const auto of = [&](PowerDimension dimension) {
            return row.dimensions[static_cast<std::size_t>(dimension)].asymmetry;
        };
        const auto of_interval = [&](auto BootstrapInterval::*part) {
            return row.interval ? std::optional{(*row.interval).*part} : std::nullopt;
        };
        using enum PowerDimension;
        table.row(forum_id(network, row.forum), to_string(network.forums().form[row.forum.position()]),
                  detail::day_text(row.as_of), of(seats), of(voting_power), of(airtime), of(agenda_items),
                  of(decision_mandate), of(chair), of(information_lead), row.composite, row.dimensions_used,
                  of_interval(&BootstrapInterval::low), of_interval(&BootstrapInterval::high),
                  of_interval(&BootstrapInterval::meetings), of_interval(&BootstrapInterval::replicates));
    }
    return std::move(table).take();
}

Table power_asymmetry_dimensions(const ActorNetwork& network, const PowerAsymmetryResult& result) {
    detail::TableBuilder table{"power_asymmetry_dimensions",
                               {{"forum", text, ""},
                                {"dimension", text, ""},
                                {"municipal", float64, "see unit"},
                                {"civil_society", float64, "see unit"},
                                {"unit", text, ""},
                                {"asymmetry", float64, asymmetry_unit},
                                {"weight", float64, "weight in the composite"},
                                {"reason", text, ""}}};
    for (const PowerProfile& forum : result.forums) {
        for (const PowerAsymmetryDimension& row : forum.dimensions) {
            const auto of_side = [&](double PowerAmounts::*side) {
                return row.amounts ? std::optional{(*row.amounts).*side} : std::nullopt;
            };
            table.row(forum_id(network, forum.forum), to_string(row.dimension),
                      of_side(&PowerAmounts::municipal), of_side(&PowerAmounts::civil_society),
                      units[static_cast<std::size_t>(row.dimension)], row.asymmetry, row.weight,
                      stated(row.reason));
        }
    }
    return std::move(table).take();
}

} // namespace samspill
