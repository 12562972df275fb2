#include <samspill/io/pathway_tables.hpp>

#include "table_builder.hpp"

#include <string_view>
#include <utility>

namespace samspill {
namespace {

using enum ColumnType;
using detail::stated;
using detail::TableBuilder;

constexpr std::string_view people_unit = "people";
constexpr std::string_view fraction_unit = "fraction of 1";
constexpr std::string_view of_entered = "share of those who entered the stage";

std::string_view group_of(const PathwayNames& names, std::uint32_t group) { return names.groups[group]; }
std::string_view stage_of(const PathwayNames& names, std::size_t stage) { return names.stages[stage]; }

} // namespace

Table pathway_conversions(const PathwayFunnelResult& result, const PathwayNames& names) {
    TableBuilder table{"pathway_conversions",
                       {{"group", text, {}},
                        {"stage", text, {}},
                        {"entered", int64, people_unit},
                        {"passed", int64, people_unit},
                        {"between", int64, people_unit},
                        {"conversion", float64, of_entered},
                        {"low", float64, of_entered},
                        {"high", float64, of_entered},
                        {"status", text, {}},
                        {"reason", text, {}}}};
    for (const FunnelConversion& row : result.conversions) {
        table.row(group_of(names, row.group), stage_of(names, row.stage), row.entered, row.passed,
                  row.between, row.conversion.estimate, row.conversion.low, row.conversion.high,
                  to_string(row.conversion.status), stated(row.conversion.reason));
    }
    return std::move(table).take();
}

Table pathway_products(const PathwayFunnelResult& result, const PathwayNames& names) {
    TableBuilder table{"pathway_products",
                       {{"group", text, {}},
                        {"through", float64, "product of the conversions"},
                        {"low", float64, fraction_unit},
                        {"high", float64, fraction_unit},
                        {"reached", float64, people_unit},
                        {"status", text, {}},
                        {"reason", text, {}}}};
    for (const FunnelPathway& row : result.pathways) {
        table.row(group_of(names, row.group), row.through, row.low, row.high, row.reached,
                  to_string(row.status), stated(row.reason));
    }
    return std::move(table).take();
}

Table pathway_comparisons(const PathwayFunnelResult& result, const PathwayNames& names) {
    TableBuilder table{"pathway_comparisons",
                       {{"stage", text, {}},
                        {"first", text, {}},
                        {"second", text, {}},
                        {"difference", float64, of_entered},
                        {"p", float64, fraction_unit},
                        {"smallest_p", float64, fraction_unit},
                        {"status", text, {}},
                        {"reason", text, {}}}};
    for (const FunnelComparison& row : result.comparisons) {
        table.row(stage_of(names, row.stage), group_of(names, row.first), group_of(names, row.second),
                  row.difference, row.test.p, row.test.smallest_p, to_string(row.test.status),
                  stated(row.test.reason));
    }
    return std::move(table).take();
}

Table pathway_times(const PathwayFunnelResult& result, const PathwayNames& names) {
    TableBuilder table{"pathway_times",
                       {{"group", text, {}},
                        {"stage", text, {}},
                        {"time", float64, "as the times given"},
                        {"at_risk", int64, people_unit},
                        {"passed", int64, people_unit},
                        {"left", float64, "share who have not passed"},
                        {"low", float64, "share who have not passed"},
                        {"high", float64, "share who have not passed"}}};
    for (const FunnelTime& own : result.times) {
        for (const SurvivalStep& step : own.curve.steps) {
            table.row(group_of(names, own.group), stage_of(names, own.stage), step.time, step.at_risk,
                      step.events, step.survival, step.low, step.high);
        }
    }
    return std::move(table).take();
}

} // namespace samspill
