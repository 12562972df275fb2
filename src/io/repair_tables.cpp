#include <samspill/io/repair_tables.hpp>

#include "result_cells.hpp"
#include "stage_columns.hpp"
#include "table_builder.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

using enum ColumnType;
using detail::bound;
using detail::id_text;
using detail::id_texts;
using detail::stated;
using detail::TableBuilder;

constexpr std::string_view people_unit = "people";
constexpr std::string_view months_unit = "months from arrival";
constexpr std::string_view effort_unit = "unit of the efforts";

std::optional<double> sum(const std::optional<PerStage<double>>& losses) {
    return losses ? std::optional{std::accumulate(losses->begin(), losses->end(), 0.0)} : std::nullopt;
}

/// The step that takes each repair, from 1.
std::vector<std::optional<std::int64_t>> steps_of(const RepairsResult& result) {
    std::vector<std::optional<std::int64_t>> steps(result.repairs.size());
    for (std::size_t step = 0; step < result.chosen.size(); ++step) {
        for (const std::size_t repair : result.chosen[step].repairs) {
            steps[repair] = static_cast<std::int64_t>(step) + 1;
        }
    }
    return steps;
}

} // namespace

Table coverage_cascade(const ActorNetwork& /*network*/, const CoverageResult& result) {
    TableBuilder table{"coverage_cascade",
                       {{"stage", text, ""},
                        {"tanahashi", text, ""},
                        {"status", text, ""},
                        {"lost_least", float64, people_unit},
                        {"lost_most", float64, people_unit},
                        {"left_least", float64, people_unit},
                        {"left_most", float64, people_unit}}};
    const LossCascade& cascade = result.cascade;
    const auto people = static_cast<double>(result.totals.sums.people);
    PerStage<double> left_least{};
    PerStage<double> left_most{};
    // From the end, so that what is left last is exactly the people minus the gap.
    left_least.back() = people - cascade.least.gap;
    left_most.back() = people - cascade.most.gap;
    for (std::size_t stage = cascade_stages - 1; stage > 0; --stage) {
        left_least[stage - 1] = left_least[stage] + cascade.least.lost[stage];
        left_most[stage - 1] = left_most[stage] + cascade.most.lost[stage];
    }
    for (std::size_t stage = 0; stage < cascade_stages; ++stage) {
        const auto shown = [&](double value) {
            return detail::is_shown(cascade.order, cascade.status, stage) ? std::optional{value}
                                                                          : std::nullopt;
        };
        table.row(to_string(cascade.order[stage]), tanahashi_name(cascade.order[stage]),
                  to_string(cascade.status[stage]), shown(cascade.least.lost[stage]),
                  shown(cascade.most.lost[stage]), shown(left_least[stage]), shown(left_most[stage]));
    }
    return std::move(table).take();
}

Table coverage_losses(const ActorNetwork& network, const CoverageResult& result) {
    const LossCascade& cascade = result.cascade;
    TableBuilder table{"coverage_losses",
                       {{"need", text, ""},
                        {"people", int64, people_unit},
                        {"gap_least", float64, people_unit},
                        {"gap_most", float64, people_unit}}};
    detail::StageColumns stages{cascade.order, cascade.status};
    const NeedColumns& needs = network.needs();
    for (std::size_t i = 0; i < needs.size(); ++i) {
        const auto losses = [&](const CascadeReading& reading) -> std::optional<PerStage<double>> {
            if (!needs.people[i].is_known()) {
                return std::nullopt;
            }
            PerStage<double> lost{};
            const auto exact = cascade.losses(NeedId{i}, needs.people[i], reading);
            std::transform(exact.begin(), exact.end(), lost.begin(),
                           [](const ExactPeople& people) { return people.to_double(); });
            return lost;
        };
        const auto least = losses(cascade.least);
        const auto most = losses(cascade.most);
        table.row(network.text(needs.id[i]), needs.people[i], sum(least), sum(most));
        stages.add(least, most);
    }
    return std::move(table).take(std::move(stages).take());
}

Table repairs_table(const ActorNetwork& network, const RepairsResult& result) {
    TableBuilder table{"repairs",
                       {{"repair", int64, "position, from 1"},
                        {"kind", text, ""},
                        {"actor", text, ""},
                        {"activity", text, ""},
                        {"opened_to", text, ""},
                        {"target_group", text, ""},
                        {"area", text, ""},
                        {"from_month", int64, months_unit},
                        {"to_month", int64, months_unit},
                        {"language", text, ""},
                        {"age_min", int64, "years"},
                        {"age_max", int64, "years"},
                        {"cost", float64, "price for a participant"},
                        {"access", text_list, ""},
                        {"seats", int64, "seats"},
                        {"from_activity", text, ""},
                        {"told", text_list, ""},
                        {"needs", text_list, ""},
                        {"effort", float64, effort_unit},
                        {"people", int64, people_unit},
                        {"people_per_effort", float64, "people for each unit of effort"},
                        {"step", int64, "step of the greedy choice"},
                        {"chosen_exactly", boolean, ""}}};
    const auto& activity_ids = network.activities().id;
    const std::vector<std::optional<std::int64_t>> steps = steps_of(result);
    for (std::size_t k = 0; k < result.repairs.size(); ++k) {
        const Repair& repair = result.repairs[k];
        std::vector<std::string_view> access;
        access.reserve(repair.access.size());
        for (const TermId term : repair.access) {
            access.push_back(network.text(term));
        }
        const bool has_seats = repair.seats > 0;
        std::optional<bool> exactly;
        if (result.exact) {
            const auto& chosen = result.exact->repairs;
            exactly = std::binary_search(chosen.begin(), chosen.end(), k);
        }
        table.row(
            static_cast<std::int64_t>(k) + 1, to_string(repair.kind),
            id_text(network, network.actors().id, repair.actor),
            id_text(network, activity_ids, repair.activity), stated(to_string(repair.opened)),
            stated(network.text(repair.target_group)), id_text(network, network.areas().id, repair.area),
            bound(repair.period.has_from(), repair.period.from),
            bound(repair.period.has_to(), repair.period.to), stated(network.text(repair.language)),
            bound(repair.ages.has_min(), repair.ages.min), bound(repair.ages.has_max(), repair.ages.max),
            repair.cost, access, has_seats ? std::optional{repair.seats} : std::nullopt,
            id_text(network, activity_ids, repair.from), id_texts(network, network.actors().id, repair.told),
            id_texts(network, network.needs().id, repair.needs), repair.effort, repair.people,
            repair.people_per_effort(), steps[k], exactly);
    }
    return std::move(table).take();
}

Table repairs_curve(const ActorNetwork& /*network*/, const RepairsResult& result) {
    TableBuilder table{"repairs_curve", {{"effort", float64, effort_unit}, {"people", float64, people_unit}}};
    for (const EffortCorner& corner : result.curve) {
        table.row(corner.effort, corner.people);
    }
    return std::move(table).take();
}

Table repairs_knowledge(const ActorNetwork& network, const RepairsResult& result) {
    TableBuilder table{"repairs_knowledge",
                       {{"entry_point", text, ""},
                        {"activity", text, ""},
                        {"people", int64, people_unit},
                        {"repair", int64, "position, from 1"}}};
    for (const MissingKnowledge& missing : result.knowledge) {
        const Repair& repair = result.repairs[missing.repair];
        table.row(id_text(network, network.actors().id, missing.entry_point),
                  id_text(network, network.activities().id, repair.activity), repair.people,
                  static_cast<std::int64_t>(missing.repair) + 1);
    }
    return std::move(table).take();
}

} // namespace samspill
