#include <samspill/io/inference_tables.hpp>

#include "table_builder.hpp"

#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace samspill {
namespace {

using enum ColumnType;
using detail::TableBuilder;

constexpr std::string_view people_unit = "people";
constexpr std::string_view fraction_unit = "fraction of 1";
constexpr std::string_view time_unit = "as the times given";
constexpr std::string_view events_unit = "events a person";

std::optional<double> stated(double number) {
    return std::isnan(number) ? std::nullopt : std::optional{number};
}

} // namespace

Table fisher_test_rows(const FisherTests& tests) {
    TableBuilder table{"fisher_tests",
                       {{"p", float64, fraction_unit},
                        {"smallest_p", float64, fraction_unit},
                        {"outcomes", int64, "possible tables"}}};
    for (std::size_t k = 0; k < tests.p.size(); ++k) {
        table.row(stated(tests.p[k]), stated(tests.smallest_p[k]), tests.outcomes[k]);
    }
    return std::move(table).take();
}

Table survival_steps(const SurvivalCurve& curve) {
    TableBuilder table{"survival_steps",
                       {{"time", float64, time_unit},
                        {"at_risk", int64, people_unit},
                        {"events", int64, people_unit},
                        {"censored", int64, people_unit},
                        {"survival", float64, fraction_unit},
                        {"se", float64, fraction_unit},
                        {"low", float64, fraction_unit},
                        {"high", float64, fraction_unit}}};
    for (const SurvivalStep& step : curve.steps) {
        table.row(step.time, step.at_risk, step.events, step.censored, step.survival, step.se, step.low,
                  step.high);
    }
    return std::move(table).take();
}

Table mean_cumulative_steps(const MeanCumulative& function) {
    TableBuilder table{"mean_cumulative_steps",
                       {{"time", float64, time_unit},
                        {"at_risk", int64, people_unit},
                        {"events", int64, "events"},
                        {"mean", float64, events_unit},
                        {"se", float64, events_unit},
                        {"low", float64, events_unit},
                        {"high", float64, events_unit}}};
    for (const MeanCumulativeStep& step : function.steps) {
        table.row(step.time, step.at_risk, step.events, step.mean, step.se, step.low, step.high);
    }
    return std::move(table).take();
}

} // namespace samspill
