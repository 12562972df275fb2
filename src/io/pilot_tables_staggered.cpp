#include <samspill/io/pilot_tables.hpp>

#include "core/require.hpp"
#include "table_builder.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using enum ColumnType;
using detail::ColumnSpec;
using detail::stated;
using detail::TableBuilder;

constexpr std::string_view outcome_unit = "as the outcome";

/// The columns of a StaggeredEstimate after columns of their own.
std::vector<ColumnSpec> with_estimate(std::vector<ColumnSpec> own) {
    for (const std::string_view name : {"status", "reason"}) {
        own.push_back({name, text, {}});
    }
    for (const std::string_view name : {"estimate", "se", "low", "high", "band_low", "band_high"}) {
        own.push_back({name, float64, outcome_unit});
    }
    return own;
}

const std::string& named(std::span<const std::string> names, std::int32_t period) {
    detail::require(period >= 0 && static_cast<std::size_t>(period) < names.size(),
                    "every period must have a name");
    return names[static_cast<std::size_t>(period)];
}

bool is_by_periods_since(StaggeredAggregate kind) { return kind == StaggeredAggregate::dynamic; }

} // namespace

Table staggered_cells(const StaggeredResult& result, std::span<const std::string> names) {
    const ColumnType type = names.empty() ? int64 : text;
    TableBuilder table{"staggered_cells", with_estimate({{"group", type, names.empty() ? "period" : ""},
                                                         {"period", type, names.empty() ? "period" : ""},
                                                         {"base", type, names.empty() ? "period" : ""},
                                                         {"is_after", boolean, {}},
                                                         {"treated", int64, "units"},
                                                         {"controls", int64, "units"}})};
    const auto add = [&](const GroupTimeEffect& cell, const auto& shown) {
        const StaggeredEstimate& effect = cell.effect;
        table.row(shown(cell.group), shown(cell.period), shown(cell.base), cell.is_after,
                  static_cast<std::int64_t>(cell.treated), static_cast<std::int64_t>(cell.controls),
                  to_string(effect.status), stated(effect.reason), effect.estimate, effect.se, effect.low,
                  effect.high, effect.band_low, effect.band_high);
    };
    for (const GroupTimeEffect& cell : result.cells) {
        if (names.empty()) {
            add(cell, [](std::int32_t period) { return std::int64_t{period}; });
        } else {
            add(cell, [&](std::int32_t period) { return std::string_view{named(names, period)}; });
        }
    }
    return std::move(table).take();
}

Table staggered_aggregates(const StaggeredResult& result, std::span<const std::string> names) {
    TableBuilder table{"staggered_aggregates", with_estimate({{"kind", text, {}},
                                                              {"key", names.empty() ? int64 : text, {}},
                                                              {"cells", int64, "group-time effects"}})};
    const auto add = [&](const StaggeredAggregateEffect& aggregate, const auto& key) {
        const StaggeredEstimate& effect = aggregate.effect;
        table.row(to_string(aggregate.kind), key, static_cast<std::int64_t>(aggregate.cells),
                  to_string(effect.status), stated(effect.reason), effect.estimate, effect.se, effect.low,
                  effect.high, effect.band_low, effect.band_high);
    };
    for (const StaggeredAggregateEffect& aggregate : result.aggregates) {
        const std::optional<std::int32_t>& key = aggregate.key;
        if (names.empty()) {
            add(aggregate, key ? std::optional{std::int64_t{*key}} : std::nullopt);
        } else if (key) {
            const bool is_count = is_by_periods_since(aggregate.kind);
            add(aggregate, std::optional{is_count ? std::to_string(*key) : named(names, *key)});
        } else {
            add(aggregate, std::optional<std::string>{});
        }
    }
    return std::move(table).take();
}

} // namespace samspill
