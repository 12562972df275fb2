#include "seat_categories.hpp"

#include <samspill/core/error.hpp>

#include "../detail/area_order.hpp"
#include "../detail/former_units.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <string_view>

namespace samspill::detail {
void check_attribute(const BalancedAttribute& asked) {
    const std::set<std::string> distinct{asked.groups.begin(), asked.groups.end()};
    if (distinct.size() != asked.groups.size()) {
        throw InvalidArgument{"groups must name no group twice"};
    }
    const bool is_place =
        asked.attribute == GroupAttribute::area || asked.attribute == GroupAttribute::former_unit;
    const bool is_personal =
        asked.attribute == GroupAttribute::tier || asked.attribute == GroupAttribute::membership;
    switch (asked.baseline) {
    case GroupBaseline::equal:
    case GroupBaseline::people:
        return;
    case GroupBaseline::actors:
        if (is_personal) {
            throw InvalidArgument{"baseline actors needs an attribute that actors have"};
        }
        return;
    case GroupBaseline::population:
        if (!is_place) {
            throw InvalidArgument{"baseline population needs the attribute area or former_unit"};
        }
        return;
    case GroupBaseline::needs:
        if (!is_place && asked.attribute != GroupAttribute::language &&
            asked.attribute != GroupAttribute::membership) {
            throw InvalidArgument{
                "baseline needs needs the attribute area, former_unit, language or membership"};
        }
        return;
    case GroupBaseline::given: {
        const bool usable = std::all_of(asked.weights.begin(), asked.weights.end(),
                                        [](double weight) { return std::isfinite(weight) && weight >= 0.0; });
        if (!usable || asked.weights.size() != asked.groups.size() ||
            std::accumulate(asked.weights.begin(), asked.weights.end(), 0.0) <= 0.0) {
            throw InvalidArgument{"weights must be one for each group, 0 or more, and not all 0"};
        }
        return;
    }
    }
}

SeatCategories::SeatCategories(const ActorNetwork& network, const BalancedAttribute& asked)
    : network_{network}, attribute_{asked.attribute}, baseline_{asked.baseline}, weights_{asked.weights},
      holders_{network, asked.attribute} {
    name_groups(asked);
    position_.reserve(holders_.names().size());
    for (const std::string& name : holders_.names()) {
        position_.push_back(group_named(name).value_or(groups_.size()));
    }
    if (attribute_ == GroupAttribute::area || attribute_ == GroupAttribute::former_unit) {
        find_area_groups();
    }
}

void SeatCategories::name_groups(const BalancedAttribute& asked) {
    groups_ = asked.groups;
    if (!groups_.empty()) {
        return;
    }
    if (attribute_ == GroupAttribute::sector) {
        groups_ = {std::string{to_string(Sector::municipal)}, std::string{to_string(Sector::civil_society)}};
        return;
    }
    std::set<std::uint32_t> seated;
    const SeatColumns& seats = network_.seats();
    for (std::size_t k = 0; k < seats.size(); ++k) {
        const auto found = holders_.of(seats.actor[k], seats.person[k]);
        seated.insert(found.begin(), found.end());
    }
    for (const std::uint32_t group : seated) {
        groups_.push_back(holders_.names()[group]);
    }
}

std::optional<std::size_t> SeatCategories::group_named(std::string_view name) const {
    const auto found = std::find(groups_.begin(), groups_.end(), name);
    return found == groups_.end() ? std::nullopt
                                  : std::optional{static_cast<std::size_t>(found - groups_.begin())};
}

/// The group of each area: its own, or that of the nearest area around it which is one.
void SeatCategories::find_area_groups() {
    const AreaTree& tree = network_.area_tree();
    const std::vector<TermId> units =
        attribute_ == GroupAttribute::former_unit ? former_units(network_) : network_.areas().id;
    of_area_.assign(units.size(), groups_.size());
    const std::vector<AreaId> order = inside_out(tree);
    for (auto area = order.rbegin(); area != order.rend(); ++area) {
        const std::optional<std::size_t> own = group_named(network_.text(units[area->position()]));
        const AreaId parent = tree.parent(*area);
        if (own) {
            of_area_[area->position()] = *own;
        } else if (attribute_ == GroupAttribute::area && !parent.is_none()) {
            of_area_[area->position()] = of_area_[parent.position()];
        }
    }
}

std::size_t SeatCategories::of(ActorId actor, PersonId person) const {
    if (!of_area_.empty()) {
        const AreaId area = network_.actors().area[actor.position()];
        return area.is_none() ? groups_.size() : of_area_[area.position()];
    }
    std::size_t category = groups_.size();
    for (const std::uint32_t group : holders_.of(actor, person)) {
        const std::size_t position = position_[group];
        if (position < groups_.size()) {
            if (category < groups_.size()) {
                return groups_.size() + 1;
            }
            category = position;
        }
    }
    return category;
}

std::vector<std::optional<double>> SeatCategories::baseline() const {
    std::vector<std::optional<double>> equal(groups_.size(), 1.0);
    switch (baseline_) {
    case GroupBaseline::equal:
        return equal;
    case GroupBaseline::actors:
        return counts_of_actors();
    case GroupBaseline::people:
        return counts_of_people();
    case GroupBaseline::population:
        return population();
    case GroupBaseline::needs:
        return people_in_need();
    case GroupBaseline::given:
        break;
    }
    return {weights_.begin(), weights_.end()};
}

std::vector<std::optional<double>> SeatCategories::counts_of_actors() const {
    std::vector<std::optional<double>> counts(groups_.size(), 0.0);
    for (std::size_t a = 0; a < network_.actors().size(); ++a) {
        const std::size_t group = of(ActorId{a}, PersonId::none());
        if (group < groups_.size()) {
            *counts[group] += 1.0;
        }
    }
    return counts;
}

std::vector<std::optional<double>> SeatCategories::counts_of_people() const {
    std::vector<std::optional<double>> counts(groups_.size(), 0.0);
    for (std::size_t p = 0; p < network_.people().size(); ++p) {
        const std::size_t group = of(network_.people().actor[p], PersonId{p});
        if (group < groups_.size()) {
            *counts[group] += 1.0;
        }
    }
    return counts;
}

/// Inhabitants of the areas that are of a group while no area around them is.
std::vector<std::optional<double>> SeatCategories::population() const {
    std::vector<std::optional<double>> people(groups_.size(), 0.0);
    std::vector<bool> found(groups_.size(), false);
    for (std::size_t a = 0; a < of_area_.size(); ++a) {
        const std::size_t group = of_area_[a];
        const AreaId parent = network_.area_tree().parent(AreaId{a});
        if (group == groups_.size() || (!parent.is_none() && of_area_[parent.position()] == group)) {
            continue;
        }
        found[group] = true;
        const Count inhabitants = network_.areas().population[a];
        if (inhabitants.is_known() && people[group]) {
            *people[group] += static_cast<double>(inhabitants.value());
        } else {
            people[group].reset();
        }
    }
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        if (!found[g]) {
            people[g].reset();
        }
    }
    return people;
}

std::optional<std::size_t> SeatCategories::group_of_need(std::size_t need) const {
    const NeedColumns& needs = network_.needs();
    if (!of_area_.empty()) {
        const AreaId area = needs.area[need];
        return area.is_none() || of_area_[area.position()] == groups_.size()
                   ? std::nullopt
                   : std::optional{of_area_[area.position()]};
    }
    const TermId term =
        attribute_ == GroupAttribute::language ? needs.language[need] : needs.target_group[need];
    return term.is_none() ? std::nullopt : group_named(network_.text(term));
}

std::vector<std::optional<double>> SeatCategories::people_in_need() const {
    std::vector<std::optional<double>> people(groups_.size(), 0.0);
    for (std::size_t n = 0; n < network_.needs().size(); ++n) {
        const Count size = network_.needs().people[n];
        const std::optional<std::size_t> group = group_of_need(n);
        if (group && size.is_known()) {
            *people[*group] += static_cast<double>(size.value());
        }
    }
    return people;
}

} // namespace samspill::detail
