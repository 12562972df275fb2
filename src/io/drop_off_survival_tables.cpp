#include <samspill/io/drop_off_survival_tables.hpp>

#include "result_cells.hpp"
#include "table_builder.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace samspill {
namespace {

using enum ColumnType;
using detail::id_text;
using detail::stated;
using detail::TableBuilder;

constexpr std::string_view share_unit = "fraction of the spells";

std::optional<std::string_view> forum_id(const ActorNetwork& network, ForumId forum) {
    return id_text(network, network.forums().id, forum);
}

} // namespace

Table drop_off_groups(const ActorNetwork& network, const DropOffResult& result,
                      const DropOffSurvival& survival) {
    const std::string unit{result.unit};
    TableBuilder table{"drop_off_groups",
                       {{"forum", text, ""},
                        {"group", text, ""},
                        {"spells", int64, "spells"},
                        {"events", int64, "drop-offs"},
                        {"last_survival", float64, share_unit},
                        {"median", float64, unit},
                        {"median_low", float64, unit},
                        {"median_high", float64, unit},
                        {"median_note", text, ""},
                        {"absences", int64, "missed meetings"},
                        {"mean_absences", float64, "missed meetings of one holder"}}};
    for (const GroupSurvival& row : survival.groups) {
        const SurvivalCurve& curve = row.curve;
        const auto& steps = row.absences.steps;
        table.row(forum_id(network, row.forum), std::string_view{result.groups[row.group]}, curve.n,
                  curve.events, curve.steps.empty() ? 1.0 : curve.steps.back().survival,
                  curve.median.estimate, curve.median.low, curve.median.high, stated(curve.median.reason),
                  row.absences.events, steps.empty() ? 0.0 : steps.back().mean);
    }
    return std::move(table).take();
}

Table drop_off_curves(const ActorNetwork& network, const DropOffResult& result,
                      const DropOffSurvival& survival) {
    TableBuilder table{"drop_off_curves",
                       {{"forum", text, ""},
                        {"group", text, ""},
                        {"time", float64, result.unit},
                        {"at_risk", int64, "spells"},
                        {"events", int64, "drop-offs"},
                        {"censored", int64, "spells"},
                        {"survival", float64, share_unit},
                        {"se", float64, share_unit},
                        {"low", float64, share_unit},
                        {"high", float64, share_unit}}};
    for (const GroupSurvival& group : survival.groups) {
        for (const SurvivalStep& step : group.curve.steps) {
            table.row(forum_id(network, group.forum), std::string_view{result.groups[group.group]}, step.time,
                      step.at_risk, step.events, step.censored, step.survival, step.se, step.low, step.high);
        }
    }
    return std::move(table).take();
}

Table drop_off_mean_absences(const ActorNetwork& network, const DropOffResult& result,
                             const DropOffSurvival& survival) {
    TableBuilder table{"drop_off_mean_absences",
                       {{"forum", text, ""},
                        {"group", text, ""},
                        {"time", float64, result.unit},
                        {"at_risk", int64, "spells"},
                        {"absences", int64, "missed meetings"},
                        {"mean", float64, "missed meetings of one holder"},
                        {"se", float64, "missed meetings of one holder"},
                        {"low", float64, "missed meetings of one holder"},
                        {"high", float64, "missed meetings of one holder"}}};
    for (const GroupSurvival& group : survival.groups) {
        for (const MeanCumulativeStep& step : group.absences.steps) {
            table.row(forum_id(network, group.forum), std::string_view{result.groups[group.group]}, step.time,
                      step.at_risk, step.events, step.mean, step.se, step.low, step.high);
        }
    }
    return std::move(table).take();
}

Table drop_off_tests(const ActorNetwork& network, const DropOffSurvival& survival) {
    TableBuilder table{"drop_off_tests",
                       {{"forum", text, ""},
                        {"weight", text, ""},
                        {"spells", int64, "spells"},
                        {"events", int64, "drop-offs"},
                        {"chi_square", float64, ""},
                        {"degrees", int64, "degrees of freedom"},
                        {"p", float64, "from the chi-square distribution"},
                        {"status", text, ""},
                        {"reason", text, ""},
                        {"permutation_p", float64, "of the arrangements of the labels"},
                        {"smallest_p", float64, "of the most extreme arrangement"},
                        {"exact", boolean, "every arrangement was counted"},
                        {"arrangements", int64, "arrangements of the labels"},
                        {"replicates", int64, "arrangements drawn"}}};
    for (const DropOffTest& row : survival.tests) {
        const LogRankTest& test = row.test;
        const std::optional<PermutationTest>& by = row.permutation;
        table.row(forum_id(network, row.forum), to_string(row.weight), test.n, test.events, test.chi_square,
                  test.degrees, test.p, to_string(test.status), stated(test.reason),
                  by ? by->p : std::nullopt, by ? by->smallest_p : std::nullopt,
                  by ? std::optional{by->exact} : std::nullopt, by ? by->arrangements : std::nullopt,
                  by ? std::optional{by->replicates} : std::nullopt);
    }
    return std::move(table).take();
}

} // namespace samspill
