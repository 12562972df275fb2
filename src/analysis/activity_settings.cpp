#include "activity_settings.hpp"

#include "../detail/former_units.hpp"
#include "../model/actor_chains.hpp"

#include <cstddef>
#include <cstdint>

namespace samspill::detail {
namespace {

/// What an actor gets from itself and from the actors above it.
struct ActorSetting {
    ActorId top;
    ActorId department;
    AreaId seat;
    bool is_own_seat = false;
};

/// Settings of the actors, each worked out after that of its parent.
std::vector<ActorSetting> actor_settings(const ActorColumns& actors) {
    const std::vector<std::uint32_t> houses = houses_of(actors);
    std::vector<ActorSetting> settings(actors.size());
    for (const std::uint32_t row : parents_first(parent_rows(actors))) {
        const ActorId parent = actors.parent[row];
        const AreaId own_seat = actors.area[row];
        ActorSetting& setting = settings[row];
        if (!parent.is_none()) {
            setting = settings[parent.position()];
            setting.department = setting.department.is_none() ? ActorId{row} : setting.department;
        }
        setting.top = ActorId{houses[row]};
        setting.is_own_seat = parent.is_none() || !own_seat.is_none();
        setting.seat = setting.is_own_seat ? own_seat : setting.seat;
    }
    return settings;
}

/// The value that all have in common; none when there is no value or more than one.
template <class Id, class Values, class ValueOf>
Id common_value(const Values& values, const ValueOf& value_of) {
    Id common = Id::none();
    bool is_first = true;
    for (const auto& one : values) {
        const Id value = value_of(one);
        if (value.is_none() || (!is_first && value != common)) {
            return Id::none();
        }
        common = value;
        is_first = false;
    }
    return common;
}

} // namespace

std::vector<ActivitySetting> activity_settings(const ActorNetwork& network,
                                               const MunicipalityMap& municipalities, RunControl* control) {
    const ActivityColumns& activities = network.activities();
    const std::vector<TermId> unit_of = former_units(network);
    const std::vector<ActorSetting> actors = actor_settings(network.actors());
    StageTicker ticker{control, "placing activities", activities.size()};
    std::vector<ActivitySetting> settings(activities.size());
    for (std::size_t k = 0; k < settings.size(); ++k) {
        ticker.step();
        const ActorSetting& actor = actors[activities.actor[k].position()];
        ActivitySetting& setting = settings[k];
        setting.top = actor.top;
        setting.department = actor.department;
        if (!actor.seat.is_none()) {
            setting.source = actor.is_own_seat ? PlaceSource::actor : PlaceSource::parent_actor;
            setting.municipality = municipalities.of(actor.seat);
            setting.above_municipality = municipalities.is_above(actor.seat);
            setting.former_unit = unit_of[actor.seat.position()];
            continue;
        }
        const auto areas = activities.areas[k];
        setting.municipality =
            common_value<AreaId>(areas, [&](AreaId area) { return municipalities.of(area); });
        if (!setting.municipality.is_none()) {
            setting.source = PlaceSource::activity_areas;
            setting.former_unit =
                common_value<TermId>(areas, [&](AreaId area) { return unit_of[area.position()]; });
        }
    }
    return settings;
}

} // namespace samspill::detail
