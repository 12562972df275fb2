#include "seat_categories.hpp"

#include <samspill/core/error.hpp>

#include "../detail/area_order.hpp"
#include "../detail/former_units.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <span>
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
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        named_.emplace(groups_[g], g);
    }
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
    std::set<std::uint32_t> found = seated_groups();
    add_groups_of_baseline(found);
    std::set<std::string> names;
    for (const std::uint32_t group : found) {
        names.insert(holders_.names()[group]);
    }
    if (baseline_ == GroupBaseline::needs || baseline_ == GroupBaseline::population) {
        add_named_by_baseline(names);
    }
    if (attribute_ != GroupAttribute::tier) {
        groups_.assign(names.begin(), names.end());
        return;
    }
    for (const std::uint32_t tier : found) { // in the order of the vocabulary
        groups_.push_back(holders_.names()[tier]);
    }
}

std::set<std::uint32_t> SeatCategories::seated_groups() const {
    std::set<std::uint32_t> seated;
    const SeatColumns& seats = network_.seats();
    for (std::size_t k = 0; k < seats.size(); ++k) {
        const auto found = holders_.of(seats.actor[k], seats.person[k]);
        seated.insert(found.begin(), found.end());
    }
    return seated;
}

/// A group with people but without a seat is what a comparison is to show.
void SeatCategories::add_groups_of_baseline(std::set<std::uint32_t>& found) const {
    const auto add = [&](std::span<const std::uint32_t> groups) {
        found.insert(groups.begin(), groups.end());
    };
    if (baseline_ == GroupBaseline::people) {
        for (std::size_t p = 0; p < network_.people().size(); ++p) {
            add(holders_.of(network_.people().actor[p], PersonId{p}));
        }
    } else if (baseline_ == GroupBaseline::actors) {
        for (std::size_t a = 0; a < network_.actors().size(); ++a) {
            add(holders_.of(ActorId{a}));
        }
    }
}

/// Languages and memberships that needs name; places with needs or inhabitants that lie in no place seated.
void SeatCategories::add_named_by_baseline(std::set<std::string>& names) const {
    if (attribute_ == GroupAttribute::language || attribute_ == GroupAttribute::membership) {
        const NeedColumns& needs = network_.needs();
        for (const TermId term :
             attribute_ == GroupAttribute::language ? needs.language : needs.target_group) {
            if (!term.is_none()) {
                names.emplace(network_.text(term));
            }
        }
        return;
    }
    std::vector<std::uint8_t> asked(network_.areas().size(), baseline_ == GroupBaseline::population);
    if (baseline_ == GroupBaseline::needs) {
        for (const AreaId area : network_.needs().area) {
            if (!area.is_none()) {
                asked[area.position()] = 1;
            }
        }
    }
    if (attribute_ == GroupAttribute::former_unit) {
        const std::vector<TermId> units = former_units(network_);
        for (std::size_t a = 0; a < units.size(); ++a) {
            if (asked[a] != 0 && !units[a].is_none()) {
                names.emplace(network_.text(units[a]));
            }
        }
        return;
    }
    add_areas(asked, names);
}

/// Of the areas asked for those that are in no group; of inhabited ones the outermost without a group inside,
/// because inhabitants count for every area around them.
void SeatCategories::add_areas(const std::vector<std::uint8_t>& asked, std::set<std::string>& names) const {
    const AreaTree& tree = network_.area_tree();
    const std::vector<AreaId> order = inside_out(tree);
    const auto name_of = [&](AreaId area) { return network_.text(network_.areas().id[area.position()]); };
    std::vector<std::uint8_t> holds_group(tree.size(), 0);
    for (const AreaId area : order) {
        const AreaId parent = tree.parent(area);
        if (names.contains(std::string{name_of(area)})) {
            holds_group[area.position()] = 1;
        }
        if (holds_group[area.position()] != 0 && !parent.is_none()) {
            holds_group[parent.position()] = 1;
        }
    }
    const bool outermost_only = baseline_ == GroupBaseline::population;
    std::vector<std::uint8_t> in_group(tree.size(), 0);
    std::vector<std::string> more;
    for (auto next = order.rbegin(); next != order.rend(); ++next) {
        const AreaId parent = tree.parent(*next);
        const std::size_t area = next->position();
        in_group[area] = static_cast<std::uint8_t>(names.contains(std::string{name_of(*next)}) ||
                                                   (!parent.is_none() && in_group[parent.position()] != 0));
        if (in_group[area] == 0 && asked[area] != 0 && !(outermost_only && holds_group[area] != 0)) {
            more.emplace_back(name_of(*next));
            in_group[area] = outermost_only ? 1 : 0;
        }
    }
    names.insert(more.begin(), more.end());
}

std::optional<std::size_t> SeatCategories::group_named(std::string_view name) const {
    const auto found = named_.find(name);
    return found == named_.end() ? std::nullopt : std::optional{found->second};
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

/// Inhabitants of the areas that are of a group while the area around them is of none or of another, from
/// which they are taken.
std::vector<std::optional<double>> SeatCategories::population() const {
    std::vector<std::optional<double>> people(groups_.size(), 0.0);
    std::vector<bool> found(groups_.size(), false);
    const auto add = [&](std::size_t group, Count inhabitants, double sign) {
        if (inhabitants.is_known() && people[group]) {
            *people[group] += sign * static_cast<double>(inhabitants.value());
        } else {
            people[group].reset();
        }
    };
    for (std::size_t a = 0; a < of_area_.size(); ++a) {
        const std::size_t group = of_area_[a];
        const AreaId parent = network_.area_tree().parent(AreaId{a});
        const std::size_t around = parent.is_none() ? groups_.size() : of_area_[parent.position()];
        if (group == groups_.size() || around == group) {
            continue;
        }
        found[group] = true;
        add(group, network_.areas().population[a], 1.0);
        if (around < groups_.size()) {
            add(around, network_.areas().population[a], -1.0);
        }
    }
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        if (!found[g] || (people[g] && *people[g] < 0.0)) {
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
        if (!group) {
            continue;
        }
        if (size.is_known() && people[*group]) {
            *people[*group] += static_cast<double>(size.value());
        } else {
            people[*group].reset(); // somebody is in need, and nobody knows how many
        }
    }
    return people;
}

} // namespace samspill::detail
