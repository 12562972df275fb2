#include <samspill/io/sharing_tables.hpp>

#include "result_cells.hpp"
#include "table_builder.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

using enum ColumnType;
using detail::bound;
using detail::id_text;
using detail::number_of;
using detail::stated;
using detail::TableBuilder;

constexpr std::string_view people_unit = "people";
constexpr std::string_view seats_unit = "seats";
constexpr std::string_view months_unit = "months from arrival";
constexpr std::string_view position_unit = "position, from 1";
constexpr std::string_view meetings_unit = "meetings a month, more or fewer";
constexpr std::string_view minutes_unit = "minutes a month, more or fewer";

std::optional<std::string_view> activity_text(const ActorNetwork& network, ActivityId activity) {
    return id_text(network, network.activities().id, activity);
}

/// Actors whose activities a proposal is about, in the order of its costs.
std::vector<std::string_view> actors_of(const ActorNetwork& network, const SharingProposal& proposal) {
    std::vector<std::string_view> actors;
    actors.reserve(proposal.value.costs.size());
    for (const SharingCost& cost : proposal.value.costs) {
        actors.push_back(network.text(network.actors().id[cost.actor.position()]));
    }
    return actors;
}

/// How one condition is today, where the proposal changes it.
struct Today {
    std::optional<std::vector<std::string_view>> areas;
    std::optional<MonthInterval> period;
    std::optional<std::vector<std::string_view>> languages;

    Today(const ActorNetwork& network, const SharingProposal& proposal) {
        const ActivityColumns& activities = network.activities();
        const std::size_t j = proposal.activity.position();
        if (!proposal.changed.area.is_none()) {
            areas.emplace();
            for (const AreaId area : activities.areas[j]) {
                areas->push_back(network.text(network.areas().id[area.position()]));
            }
        }
        if (proposal.changed.period) {
            period = activities.period[j];
        }
        if (!proposal.changed.language.is_none()) {
            languages.emplace();
            for (const TermId language : activities.languages[j]) {
                languages->push_back(network.text(language));
            }
        }
    }
};

std::optional<std::int64_t> first_month(const std::optional<MonthInterval>& period) {
    return period ? bound(period->has_from(), period->from) : std::nullopt;
}

std::optional<std::int64_t> end_month(const std::optional<MonthInterval>& period) {
    return period ? bound(period->has_to(), period->to) : std::nullopt;
}

std::vector<std::optional<std::int64_t>> steps_of(const WorkSharingResult& result) {
    std::vector<std::optional<std::int64_t>> steps(result.proposals.size());
    for (std::size_t step = 0; step < result.chosen.size(); ++step) {
        steps[result.chosen[step].proposal] = number_of(step);
    }
    return steps;
}

} // namespace

Table work_sharing_proposals(const ActorNetwork& network, const WorkSharingResult& result) {
    TableBuilder table{"work_sharing_proposals",
                       {{"proposal", int64, position_unit},
                        {"kind", text, ""},
                        {"theme", text, ""},
                        {"activity", text, ""},
                        {"other", text, ""},
                        {"actors", text_list, ""},
                        {"gap", text, ""},
                        {"from_areas", text_list, ""},
                        {"to_area", text, ""},
                        {"from_first_month", int64, months_unit},
                        {"from_end_month", int64, months_unit},
                        {"to_first_month", int64, months_unit},
                        {"to_end_month", int64, months_unit},
                        {"from_languages", text_list, ""},
                        {"to_language", text, ""},
                        {"changes", int64, "conditions"},
                        {"whole", boolean, ""},
                        {"people", int64, people_unit},
                        {"seats", int64, seats_unit},
                        {"seats_freed", int64, seats_unit},
                        {"cluster", int64, position_unit},
                        {"step", int64, "step of the choice"}}};
    const auto steps = steps_of(result);
    for (std::size_t k = 0; k < result.proposals.size(); ++k) {
        const SharingProposal& proposal = result.proposals[k];
        const ChangedConditions& changed = proposal.changed;
        const Today today{network, proposal};
        const bool moves = proposal.kind == SharingKind::move;
        table.row(number_of(k), to_string(proposal.kind),
                  network.text(network.activities().theme[proposal.activity.position()]),
                  activity_text(network, proposal.activity), activity_text(network, proposal.other),
                  actors_of(network, proposal), id_text(network, network.needs().id, proposal.gap),
                  today.areas, id_text(network, network.areas().id, changed.area), first_month(today.period),
                  end_month(today.period), first_month(changed.period), end_month(changed.period),
                  today.languages, stated(network.text(changed.language)), std::int64_t{changed.size()},
                  moves ? std::optional{proposal.value.whole} : std::nullopt, proposal.value.people,
                  proposal.value.seats, proposal.value.seats_freed, number_of(proposal.cluster), steps[k]);
    }
    return std::move(table).take();
}

Table work_sharing_costs(const ActorNetwork& network, const WorkSharingResult& result) {
    TableBuilder table{"work_sharing_costs",
                       {{"proposal", int64, position_unit},
                        {"actor", text, ""},
                        {"sector", text, ""},
                        {"seats_given_up", int64, seats_unit},
                        {"seats_taken_on", int64, seats_unit},
                        {"meetings", float64, meetings_unit},
                        {"minutes", float64, minutes_unit}}};
    for (std::size_t k = 0; k < result.proposals.size(); ++k) {
        for (const SharingCost& cost : result.proposals[k].value.costs) {
            table.row(number_of(k), id_text(network, network.actors().id, cost.actor),
                      to_string(network.actors().sector[cost.actor.position()]), cost.seats_given_up,
                      cost.seats_taken_on, cost.meetings, cost.minutes);
        }
    }
    return std::move(table).take();
}

Table work_sharing_chosen(const ActorNetwork& network, const WorkSharingResult& result) {
    TableBuilder table{"work_sharing_chosen",
                       {{"step", int64, position_unit},
                        {"proposal", int64, position_unit},
                        {"kind", text, ""},
                        {"activity", text, ""},
                        {"other", text, ""},
                        {"actors", text_list, ""},
                        {"people", int64, people_unit},
                        {"seats", int64, seats_unit},
                        {"seats_freed", int64, seats_unit}}};
    for (std::size_t step = 0; step < result.chosen.size(); ++step) {
        const ChosenSharing& chosen = result.chosen[step];
        const SharingProposal& proposal = result.proposals[chosen.proposal];
        table.row(number_of(step), number_of(chosen.proposal), to_string(proposal.kind),
                  activity_text(network, proposal.activity), activity_text(network, proposal.other),
                  actors_of(network, proposal), chosen.value.people, chosen.value.seats,
                  chosen.value.seats_freed);
    }
    return std::move(table).take();
}

Table work_sharing_sectors(const ActorNetwork& /*network*/, const WorkSharingResult& result) {
    TableBuilder table{
        "work_sharing_sectors",
        {{"sector", text, ""},
         {"seats_given_up", int64, seats_unit},
         {"seats_taken_on", int64, seats_unit},
         {"meetings", float64, meetings_unit},
         {"meetings_unknown", int64, "times an actor is concerned and its schedule does not tell"}}};
    for (std::size_t sector = 0; sector < result.sectors.size(); ++sector) {
        const SectorSharing& row = result.sectors[sector];
        table.row(to_string(static_cast<Sector>(sector)), row.seats_given_up, row.seats_taken_on,
                  row.meetings, row.meetings_unknown);
    }
    return std::move(table).take();
}

Table overview_cells(const ActorNetwork& network, const OverviewMatrix& result) {
    TableBuilder table{"overview_cells",
                       {{"actor", text, ""},
                        {"sector", text, ""},
                        {"theme", text, ""},
                        {"month", int64, months_unit},
                        {"activities", int64, "activities"},
                        {"seats", int64, seats_unit},
                        {"seats_unknown", int64, "activities of unknown capacity"},
                        {"statutory", boolean, ""}}};
    for (const OverviewCell& cell : result.cells) {
        table.row(id_text(network, network.actors().id, cell.actor),
                  to_string(network.actors().sector[cell.actor.position()]), network.text(cell.theme),
                  std::int64_t{cell.month}, cell.sums.activities, cell.sums.seats, cell.sums.seats_unknown,
                  cell.sums.statutory);
    }
    return std::move(table).take();
}

Table overview_themes(const ActorNetwork& network, const OverviewMatrix& result) {
    TableBuilder table{"overview_themes",
                       {{"theme", text, ""},
                        {"month", int64, months_unit},
                        {"actors", int64, "actors"},
                        {"activities", int64, "activities"},
                        {"seats", int64, seats_unit},
                        {"seats_unknown", int64, "activities of unknown capacity"},
                        {"statutory", boolean, ""},
                        {"people", int64, people_unit},
                        {"needs_unknown", int64, "needs of unknown size"},
                        {"covered_low", float64, people_unit},
                        {"covered_high", float64, people_unit}}};
    for (const OverviewThemeMonth& row : result.themes) {
        const auto& coverage = row.coverage;
        table.row(network.text(row.theme), std::int64_t{row.month}, row.actors, row.sums.activities,
                  row.sums.seats, row.sums.seats_unknown, row.sums.statutory,
                  coverage ? std::optional{coverage->people} : std::nullopt,
                  coverage ? std::optional{coverage->needs_unknown} : std::nullopt,
                  coverage ? std::optional{coverage->covered_low} : std::nullopt,
                  coverage ? std::optional{coverage->covered_high} : std::nullopt);
    }
    return std::move(table).take();
}

} // namespace samspill
