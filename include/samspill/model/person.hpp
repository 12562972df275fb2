// A pseudonymous person who acts for an actor.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/core/list_column.hpp>
#include <samspill/model/vocabulary.hpp>

#include <optional>
#include <string>
#include <vector>

namespace samspill {

/// One row of the table `people`. Ids are pseudonyms; names have no place here.
struct Person {
    std::string id{};
    std::string actor{}; ///< id of the actor the person acts for
    std::string role{};
    std::optional<PersonTier> tier{};
    std::vector<std::string> languages{};
    std::optional<double> hours{};     ///< hours a week given to the network
    std::vector<std::string> groups{}; ///< memberships for intersectional balance
    std::vector<std::string> competences{};
    std::vector<std::string> available{}; ///< when the person has time; see parse_weekly_window
};

/// The table `people` as an ActorNetwork keeps it, sorted by id.
struct PersonColumns {
    std::vector<TermId> id;
    std::vector<ActorId> actor;
    std::vector<TermId> role;
    std::vector<std::optional<PersonTier>> tier;
    ListColumn<TermId> languages;
    std::vector<std::optional<double>> hours;
    ListColumn<TermId> groups;
    ListColumn<TermId> competences;
    ListColumn<TermId> available;

    [[nodiscard]] std::size_t size() const noexcept { return id.size(); }
};

} // namespace samspill
