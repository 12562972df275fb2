// Private to the analyses: the groups that holders of seats belong to by one attribute.
#pragma once

#include <samspill/core/list_column.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/group_attribute.hpp>

#include "former_units.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace samspill::detail {

/// Groups are numbered in the order of their names, sectors and tiers in that of their vocabularies.
class HolderGroups {
public:
    /// O(people + actors + areas).
    HolderGroups(const ActorNetwork& network, GroupAttribute attribute) : attribute_{attribute} {
        switch (attribute) {
        case GroupAttribute::sector:
            name_all<Sector>();
            for (const Sector sector : network.actors().sector) {
                push(by_actor_, static_cast<std::uint32_t>(sector));
            }
            return;
        case GroupAttribute::tier:
            name_all<PersonTier>();
            for (const auto& tier : network.people().tier) {
                tier ? push(by_person_, static_cast<std::uint32_t>(*tier)) : by_person_.end_row();
            }
            return;
        case GroupAttribute::membership:
            number({network.people().groups.values()});
            push_terms(by_person_, network.people().groups);
            break;
        case GroupAttribute::language:
            number({network.people().languages.values(), network.actors().languages.values()});
            push_terms(by_person_, network.people().languages);
            push_terms(by_actor_, network.actors().languages);
            break;
        case GroupAttribute::area:
            number({network.areas().id});
            for (const AreaId area : network.actors().area) {
                push_term(area.is_none() ? TermId::none() : network.areas().id[area.position()]);
            }
            break;
        case GroupAttribute::former_unit:
            number({network.areas().former_unit});
            push_former_units(network, former_units(network));
            break;
        }
        for (const TermId term : terms_) {
            names_.emplace_back(network.text(term));
        }
    }

    [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }
    /// The number of a group; size of names() when there is none of that name. O(groups).
    [[nodiscard]] std::size_t find(const std::string& name) const {
        return static_cast<std::size_t>(std::find(names_.begin(), names_.end(), name) - names_.begin());
    }
    /// Groups of whoever sits for `actor` as `person`, which may be none; ascending, empty where not known.
    [[nodiscard]] std::span<const std::uint32_t> of(ActorId actor, PersonId person) const {
        if (attribute_ == GroupAttribute::tier || attribute_ == GroupAttribute::membership) {
            return person.is_none() ? std::span<const std::uint32_t>{} : by_person_[person.position()];
        }
        if (attribute_ == GroupAttribute::language && !person.is_none() &&
            !by_person_[person.position()].empty()) {
            return by_person_[person.position()];
        }
        return of(actor);
    }
    /// Groups of an actor; empty where not known and for attributes that only people have.
    [[nodiscard]] std::span<const std::uint32_t> of(ActorId actor) const {
        return actor.is_none() || by_actor_.size() == 0 ? std::span<const std::uint32_t>{}
                                                        : by_actor_[actor.position()];
    }
    [[nodiscard]] bool actors_have_groups() const noexcept {
        return attribute_ != GroupAttribute::tier && attribute_ != GroupAttribute::membership;
    }

private:
    template <class Enum>
    void name_all() {
        for (const std::string_view name : Vocabulary<Enum>::names) {
            names_.emplace_back(name);
        }
    }
    static void push(ListColumn<std::uint32_t>& column, std::uint32_t group) {
        column.push_value(group);
        column.end_row();
    }
    void number(std::initializer_list<std::span<const TermId>> columns) {
        for (const std::span<const TermId> column : columns) {
            terms_.insert(terms_.end(), column.begin(), column.end());
        }
        std::sort(terms_.begin(), terms_.end());
        terms_.erase(std::unique(terms_.begin(), terms_.end()), terms_.end());
        std::erase(terms_, TermId::none());
    }
    [[nodiscard]] std::uint32_t number_of(TermId term) const {
        return static_cast<std::uint32_t>(std::lower_bound(terms_.begin(), terms_.end(), term) -
                                          terms_.begin());
    }
    void push_terms(ListColumn<std::uint32_t>& column, const ListColumn<TermId>& lists) const {
        for (std::size_t row = 0; row < lists.size(); ++row) {
            for (const TermId term : lists[row]) {
                column.push_value(number_of(term));
            }
            column.end_row();
        }
    }
    void push_term(TermId term) {
        if (!term.is_none()) {
            by_actor_.push_value(number_of(term));
        }
        by_actor_.end_row();
    }
    void push_former_units(const ActorNetwork& network, const std::vector<TermId>& units) {
        for (const AreaId area : network.actors().area) {
            push_term(area.is_none() ? TermId::none() : units[area.position()]);
        }
    }

    GroupAttribute attribute_;
    std::vector<std::string> names_;
    std::vector<TermId> terms_;
    ListColumn<std::uint32_t> by_person_;
    ListColumn<std::uint32_t> by_actor_;
};

} // namespace samspill::detail
