#include "access_points.hpp"

#include "../detail/area_order.hpp"

#include <samspill/core/checked.hpp>
#include <samspill/core/error.hpp>

#include <algorithm>
#include <cstddef>
#include <span>

namespace samspill::detail {
namespace {

/// True for every term when no theme is asked for.
class ThemeFilter {
public:
    ThemeFilter(const ActorNetwork& network, const std::string& theme)
        : all_{theme.empty()}, theme_{network.texts().find(theme)} {}

    [[nodiscard]] bool operator()(TermId theme) const noexcept { return all_ || theme == theme_; }

private:
    bool all_;
    TermId theme_;
};

std::span<const AreaId> areas_of(const ActorNetwork& network, std::size_t activity) {
    const auto served = network.activities().areas[activity];
    const AreaId& seat = network.actors().area[network.activities().actor[activity].position()];
    if (seat.is_none()) {
        return served;
    }
    const auto holds_seat = [&](AreaId one) { return network.area_tree().contains(one, seat); };
    const bool is_at_seat = served.empty() || std::any_of(served.begin(), served.end(), holds_seat);
    return is_at_seat ? std::span{&seat, 1} : served;
}

AreaFlags place_needs(const ActorNetwork& network, const AccessibilityOptions& options,
                      const AreaFlags& measured, AccessibilityResult& result) {
    const NeedColumns& needs = network.needs();
    const ThemeFilter chosen{network, options.theme};
    std::vector<std::int64_t> people(measured.size(), 0);
    std::int64_t unplaced = 0;
    for (std::size_t i = 0; i < needs.size(); ++i) {
        if (!chosen(needs.theme[i])) {
            continue;
        }
        const std::int64_t known = needs.people[i].value_or(0);
        const std::int64_t unknown = needs.people[i].is_known() ? 0 : 1;
        result.totals.demand_unknown += unknown;
        const AreaId area = needs.area[i];
        if (!area.is_none()) {
            AreaAccess& row = result.areas[area.position()];
            row.needs = row.needs.value_or(0) + 1;
            row.needs_unknown = row.needs_unknown.value_or(0) + unknown;
            people[area.position()] = checked_add(people[area.position()], known);
        }
        if (area.is_none() || measured[area.position()] == 0) {
            unplaced = checked_add(unplaced, known);
            ++result.totals.needs_unplaced;
        }
    }
    result.totals.people_unplaced = static_cast<double>(unplaced);
    AreaFlags unknown_at(measured.size(), 0);
    for (std::size_t k = 0; k < people.size(); ++k) {
        AreaAccess& row = result.areas[k];
        row.people = static_cast<double>(people[k]);
        row.needs = row.needs.value_or(0);
        row.needs_unknown = row.needs_unknown.value_or(0);
        unknown_at[k] = *row.needs_unknown > 0 ? 1 : 0;
    }
    return unknown_at;
}

/// Flags the areas with others inside, and those with the inhabitants of some area inside stated.
struct Inside {
    explicit Inside(const ActorNetwork& network, const std::vector<AreaId>& inside_out)
        : any(inside_out.size(), 0), stated(inside_out.size(), 0) {
        for (const AreaId area : inside_out) {
            const std::size_t k = area.position();
            const bool states = network.areas().population[k].is_known() || stated[k] != 0;
            if (const AreaId parent = network.area_tree().parent(area); !parent.is_none()) {
                any[parent.position()] = 1;
                if (states) {
                    stated[parent.position()] = 1;
                }
            }
        }
    }
    AreaFlags any;
    AreaFlags stated;
};

/// Inhabitants are taken from the innermost areas that state them. Those of an area without others inside
/// are unknown when neither it nor an area around it counts them.
AreaFlags place_population(const ActorNetwork& network, const AreaFlags& measured,
                           AccessibilityResult& result) {
    const std::vector<AreaId> order = inside_out(network.area_tree());
    const Inside inside{network, order};
    AreaFlags counted(order.size(), 0); // by itself or by an area around it
    AreaFlags unknown_at(order.size(), 0);
    std::int64_t unplaced = 0;
    for (auto area = order.rbegin(); area != order.rend(); ++area) {
        const std::size_t k = area->position();
        const AreaId parent = network.area_tree().parent(*area);
        const Count population = network.areas().population[k];
        const bool counts_here = population.is_known() && inside.stated[k] == 0;
        counted[k] = counts_here || (!parent.is_none() && counted[parent.position()] != 0) ? 1 : 0;
        unknown_at[k] = counted[k] == 0 && inside.any[k] == 0 ? 1 : 0;
        const std::int64_t people = counts_here ? population.value() : 0;
        if (unknown_at[k] == 0) {
            result.areas[k].people = static_cast<double>(people);
        }
        result.totals.demand_unknown += unknown_at[k];
        unplaced = checked_add(unplaced, measured[k] == 0 ? people : 0);
    }
    result.totals.people_unplaced = static_cast<double>(unplaced);
    return unknown_at;
}

} // namespace

void require_theme(const ActorNetwork& network, const AccessibilityOptions& options) {
    const ThemeFilter chosen{network, options.theme};
    const auto& needed = network.needs().theme;
    const auto& offered = network.activities().theme;
    if (!options.theme.empty() && std::none_of(needed.begin(), needed.end(), chosen) &&
        std::none_of(offered.begin(), offered.end(), chosen)) {
        throw NotFound{"no need and no activity has the theme that was asked for"};
    }
}

PlacedSeats place_seats(const ActorNetwork& network, const AccessibilityOptions& options,
                        const AreaFlags& measured) {
    const ThemeFilter chosen{network, options.theme};
    PlacedSeats placed{AreaFlags(measured.size(), 0),
                       std::vector<PlaceAccess>(measured.size()),
                       std::vector<ShareSum>(measured.size()),
                       {},
                       0,
                       0};
    for (std::size_t j = 0; j < network.activities().size(); ++j) {
        if (!chosen(network.activities().theme[j])) {
            continue;
        }
        const Count seats = network.activities().free_seats(ActivityId{j});
        const std::int64_t unknown = seats.is_known() ? 0 : 1;
        placed.capacity_unknown += unknown;
        const auto areas = areas_of(network, j);
        bool has_place = false;
        for (const AreaId area : areas) {
            const std::size_t k = area.position();
            const Fraction part{1, static_cast<std::int64_t>(areas.size())};
            if (measured[k] == 0) {
                placed.unplaced.add(part, seats.value_or(0));
                continue;
            }
            has_place = true;
            placed.is_place[k] = 1;
            placed.seats[k].add(part, seats.value_or(0));
            ++placed.at[k].activities;
            placed.at[k].capacity_unknown += unknown;
        }
        if (areas.empty()) {
            placed.unplaced.add(Fraction::one(), seats.value_or(0));
        }
        placed.activities_unplaced += has_place ? 0 : 1;
    }
    return placed;
}

AreaFlags place_people(const ActorNetwork& network, const AccessibilityOptions& options,
                       const AreaFlags& measured, AccessibilityResult& result) {
    return options.demand == AccessDemand::needs ? place_needs(network, options, measured, result)
                                                 : place_population(network, measured, result);
}

} // namespace samspill::detail
