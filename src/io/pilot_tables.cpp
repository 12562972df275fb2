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

namespace samspill {
namespace {

using enum ColumnType;
using detail::stated;
using detail::TableBuilder;

constexpr std::string_view outcome_unit = "as the outcome";
constexpr std::string_view fraction_unit = "fraction of 1";
constexpr std::string_view ratio_unit = "observed / expected";

} // namespace

Table cluster_robust_errors(const ClusterRobustResult& result) {
    TableBuilder table{"cluster_robust_errors",
                       {{"variance", text, {}},
                        {"status", text, {}},
                        {"reason", text, {}},
                        {"se", float64, outcome_unit},
                        {"degrees_of_freedom", float64, {}},
                        {"t", float64, "standard errors"},
                        {"p", float64, fraction_unit},
                        {"low", float64, outcome_unit},
                        {"high", float64, outcome_unit}}};
    for (const ClusterRobustError& error : result.errors) {
        table.row(to_string(error.variance), to_string(error.status), stated(error.reason), error.se,
                  error.degrees_of_freedom, error.t, error.p, error.low, error.high);
    }
    return std::move(table).take();
}

Table adjusted_p_rows(const MultiplicityResult& result) {
    TableBuilder table{"adjusted_p",
                       {{"bonferroni", float64, fraction_unit},
                        {"holm", float64, fraction_unit},
                        {"benjamini_hochberg", float64, fraction_unit},
                        {"benjamini_yekutieli", float64, fraction_unit}}};
    for (std::size_t k = 0; k < result.bonferroni.p.size(); ++k) {
        table.row(result.bonferroni.p[k], result.holm.p[k], result.benjamini_hochberg.p[k],
                  result.benjamini_yekutieli.p[k]);
    }
    return std::move(table).take();
}

Table funnel_points(const FunnelResult& result) {
    TableBuilder table{"funnel_points",
                       {{"observed", int64, "events"},
                        {"expected", float64, "events"},
                        {"ratio", float64, ratio_unit},
                        {"score", float64, "standard deviations"}}};
    for (const FunnelPoint& point : result.points) {
        table.row(point.observed, point.expected, point.ratio, point.score);
    }
    return std::move(table).take();
}

Table funnel_limit_rows(const FunnelResult& result) {
    TableBuilder table{"funnel_limits",
                       {{"unit", int64, "position from 0"},
                        {"level", float64, fraction_unit},
                        {"low", float64, ratio_unit},
                        {"high", float64, ratio_unit},
                        {"widened_low", float64, ratio_unit},
                        {"widened_high", float64, ratio_unit}}};
    for (std::size_t unit = 0; unit < result.points.size(); ++unit) {
        for (const RatioLimits& limits : result.points[unit].limits) {
            table.row(static_cast<std::int64_t>(unit), limits.level, limits.low, limits.high,
                      limits.widened_low, limits.widened_high);
        }
    }
    return std::move(table).take();
}

Table shrunken_ratio_rows(const ShrinkageResult& result) {
    TableBuilder table{"shrunken_ratios",
                       {{"observed", int64, "events"},
                        {"expected", float64, "events"},
                        {"ratio", float64, ratio_unit},
                        {"weight", float64, fraction_unit},
                        {"shrunken", float64, ratio_unit},
                        {"low", float64, ratio_unit},
                        {"high", float64, ratio_unit},
                        {"mean_rank", float64, "rank from 1, lowest first"},
                        {"rank_low", int64, "rank from 1, lowest first"},
                        {"rank_high", int64, "rank from 1, lowest first"}}};
    for (const ShrunkenRatio& unit : result.ratios) {
        table.row(unit.observed, unit.expected, unit.ratio, unit.weight, unit.shrunken, unit.low, unit.high,
                  unit.mean_rank, unit.rank_low, unit.rank_high);
    }
    return std::move(table).take();
}

Table precondition_coefficients(const PreconditionModelResult& result, std::span<const std::string> names) {
    detail::require(names.empty() || names.size() == result.preconditions,
                    "names must be one for each precondition");
    TableBuilder table{"precondition_coefficients",
                       {{"precondition", text, {}},
                        {"coefficient", float64, "ln rate or ln odds for one more of its unit"},
                        {"se", float64, "ln rate or ln odds for one more of its unit"}}};
    for (std::size_t k = 0; k < result.coefficients.size(); ++k) {
        const std::string name = k == 0          ? std::string{"constant"}
                                 : names.empty() ? std::to_string(k - 1)
                                                 : names[k - 1];
        table.row(std::string_view{name}, result.coefficients[k], result.standard_errors[k]);
    }
    return std::move(table).take();
}

Table precondition_units(const PreconditionModelResult& result) {
    TableBuilder table{"precondition_units",
                       {{"expected", float64, "events"}, {"left_out_expected", float64, "events"}}};
    for (std::size_t k = 0; k < result.expected.size(); ++k) {
        table.row(result.expected[k],
                  k < result.left_out_expected.size() ? result.left_out_expected[k] : std::nullopt);
    }
    return std::move(table).take();
}

} // namespace samspill
