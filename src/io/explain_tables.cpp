#include <samspill/io/explain_tables.hpp>

#include "result_cells.hpp"
#include "table_builder.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

using enum ColumnType;
using detail::activity_id;
using detail::TableBuilder;

constexpr std::string_view people_unit = "people";

std::vector<std::string_view> names(const std::vector<OfferCondition>& conditions) {
    std::vector<std::string_view> texts;
    texts.reserve(conditions.size());
    for (const OfferCondition condition : conditions) {
        texts.push_back(to_string(condition));
    }
    return texts;
}

std::optional<std::string_view> name(std::optional<OfferCondition> condition) {
    return condition ? std::optional{to_string(*condition)} : std::nullopt;
}

} // namespace

Table explanation_nearest(const ActorNetwork& network, const Explanation& result) {
    TableBuilder table{"explanation_nearest",
                       {{"activity", text, ""},
                        {"name", text, ""},
                        {"actor", text, ""},
                        {"one_condition", text, ""},
                        {"failed", text_list, ""},
                        {"unstated", text_list, ""},
                        {"area_steps", int64, "steps between areas"},
                        {"months", int64, "months"},
                        {"years", int64, "years of age"},
                        {"free_seats", int64, "seats"},
                        {"found", boolean, ""}}};
    for (const NearOffer& offer : result.nearest) {
        const std::size_t j = offer.activity.position();
        const ActorId actor = network.activities().actor[j];
        table.row(activity_id(network, offer.activity),
                  detail::stated(network.text(network.activities().name[j])),
                  network.text(network.actors().id[actor.position()]), name(offer.one_condition()),
                  names(offer.failed), names(offer.unstated), offer.distance.area_steps,
                  offer.distance.months, offer.distance.years, offer.free_seats, offer.found);
    }
    return std::move(table).take();
}

Table criticality_activities(const ActorNetwork& network, const CriticalityResult& result) {
    TableBuilder table{"criticality_activities",
                       {{"activity", text, ""},
                        {"people", int64, people_unit},
                        {"people_unbounded", int64, people_unit},
                        {"seats", int64, "free seats"},
                        {"statutory", boolean, ""},
                        {"redundant", boolean, ""},
                        {"jointly_redundant", boolean, ""}}};
    const std::vector<ActivityId>& joint = result.jointly_redundant;
    for (std::size_t j = 0; j < result.activities.size(); ++j) {
        const ActivityCriticality& row = result.activities[j];
        table.row(activity_id(network, ActivityId{j}), row.lost.people, row.lost.people_unbounded, row.seats,
                  row.statutory, row.redundant,
                  std::binary_search(joint.begin(), joint.end(), ActivityId{j}));
    }
    return std::move(table).take();
}

Table criticality_actors(const ActorNetwork& network, const CriticalityResult& result) {
    TableBuilder table{"criticality_actors",
                       {{"actor", text, ""},
                        {"people", int64, people_unit},
                        {"people_unbounded", int64, people_unit},
                        {"activities", int64, "activities"}}};
    for (std::size_t a = 0; a < result.actors.size(); ++a) {
        const ActorCriticality& row = result.actors[a];
        table.row(network.text(network.actors().id[a]), row.lost.people, row.lost.people_unbounded,
                  row.activities);
    }
    return std::move(table).take();
}

} // namespace samspill
