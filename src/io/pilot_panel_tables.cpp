#include <samspill/io/pilot_panel_tables.hpp>

#include "core/require.hpp"
#include "table_builder.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace samspill {
namespace {

using enum ColumnType;
using detail::stated;
using detail::TableBuilder;

constexpr std::string_view outcome_unit = "as the outcome";

std::string_view named(std::span<const std::string> names, std::size_t place) {
    detail::require(place < names.size(), "every unit and period must have a name");
    return names[place];
}

std::int64_t whole(std::size_t count) { return static_cast<std::int64_t>(count); }

} // namespace

Table synthetic_weights(const SyntheticControlResult& result, const PanelNames& names) {
    TableBuilder table{"synthetic_weights", {{"unit", text, {}}, {"weight", float64, "fraction of 1"}}};
    for (const DonorWeight& donor : result.weights) {
        table.row(named(names.units, donor.unit), donor.weight);
    }
    return std::move(table).take();
}

Table synthetic_gaps(const SyntheticControlResult& result, const PanelNames& names) {
    const bool has_names = !names.periods.empty();
    TableBuilder table{"synthetic_gaps",
                       {{"period", has_names ? text : int64, {}},
                        {"is_after", boolean, {}},
                        {"outcome", float64, outcome_unit},
                        {"synthetic", float64, outcome_unit},
                        {"gap", float64, outcome_unit}}};
    for (const SyntheticControlGap& gap : result.gaps) {
        if (has_names) {
            // a period below 0 becomes a place that no name has
            table.row(named(names.periods, static_cast<std::size_t>(gap.period)), gap.is_after, gap.outcome,
                      gap.synthetic, gap.gap);
        } else {
            table.row(std::int64_t{gap.period}, gap.is_after, gap.outcome, gap.synthetic, gap.gap);
        }
    }
    return std::move(table).take();
}

Table synthetic_placebos(const SyntheticControlResult& result, const PanelNames& names) {
    TableBuilder table{"synthetic_placebos",
                       {{"unit", text, {}},
                        {"pre_rmspe", float64, outcome_unit},
                        {"post_rmspe", float64, outcome_unit},
                        {"ratio", float64, "post / pre"},
                        {"counted", boolean, {}}}};
    for (const SyntheticControlPlacebo& placebo : result.placebos) {
        table.row(named(names.units, placebo.unit), placebo.pre_rmspe, placebo.post_rmspe, placebo.ratio,
                  placebo.counted);
    }
    return std::move(table).take();
}

Table bootstrap_mean_rows(const BootstrapMeansResult& result, std::span<const std::string> names) {
    detail::require(names.empty() || names.size() == result.means.size(),
                    "names must be one for each indicator");
    constexpr std::string_view unit = "as the indicator";
    TableBuilder table{"bootstrap_means",
                       {{"indicator", text, {}},
                        {"status", text, {}},
                        {"reason", text, {}},
                        {"known", int64, "rows"},
                        {"undefined", int64, "replicates"},
                        {"estimate", float64, unit},
                        {"se", float64, unit},
                        {"percentile_low", float64, unit},
                        {"percentile_high", float64, unit},
                        {"basic_low", float64, unit},
                        {"basic_high", float64, unit},
                        {"bca_low", float64, unit},
                        {"bca_high", float64, unit},
                        {"bca_reason", text, {}}}};
    for (std::size_t k = 0; k < result.means.size(); ++k) {
        const BootstrapMean& mean = result.means[k];
        const std::string name = names.empty() ? std::to_string(k) : names[k];
        table.row(std::string_view{name}, to_string(mean.status), stated(mean.reason), whole(mean.known),
                  mean.undefined, mean.estimate, mean.se, mean.percentile_low, mean.percentile_high,
                  mean.basic_low, mean.basic_high, mean.bca_low, mean.bca_high, stated(mean.bca_reason));
    }
    return std::move(table).take();
}

Table without_neighbourhoods(const NeighbourhoodRange& result, std::span<const std::string> names) {
    TableBuilder table{
        "without_neighbourhoods",
        {{"unit", text, {}}, {"left_out", int64, "units"}, {"estimate", float64, outcome_unit}}};
    for (const WithoutNeighbourhood& without : result.without) {
        table.row(named(names, without.unit), whole(without.left_out), without.estimate);
    }
    return std::move(table).take();
}

} // namespace samspill
