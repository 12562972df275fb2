// In which attributes two activities agree, whatever their actors and names.
#pragma once

#include <samspill/analysis/duplicate_pairs.hpp>
#include <samspill/model/actor_network.hpp>

#include <cstdint>

namespace samspill::detail {

/// What both state agrees, one of the two leaves it open, or what both state keeps them apart.
enum class Accord : std::uint8_t { shared, open, apart };

struct OfferAgreement {
    bool comparable = false; ///< of one kind and theme, and both or neither obligatory
    Accord target_groups = Accord::open;
    Accord areas = Accord::open;
    Accord periods = Accord::open;
    Accord languages = Accord::open;
    Accord ages = Accord::open;

    /// Whether nothing but months and ages can keep them apart.
    [[nodiscard]] bool profiles_agree(const PairOptions& options) const noexcept {
        return comparable && target_groups != Accord::apart && areas != Accord::apart &&
               (!options.match_languages || languages != Accord::apart);
    }
    /// Whether two such activities of different actors are a pair.
    [[nodiscard]] bool makes_a_pair(const PairOptions& options) const noexcept {
        return profiles_agree(options) && periods != Accord::apart &&
               (!options.match_ages || ages != Accord::apart);
    }
    [[nodiscard]] ComparedAttributes compared() const noexcept {
        return {.target_group = target_groups == Accord::shared,
                .area = areas == Accord::shared,
                .period = periods == Accord::shared,
                .language = languages == Accord::shared,
                .ages = ages == Accord::shared};
    }
};

/// Symmetric. O(product of the lists of both).
[[nodiscard]] OfferAgreement agreement_of(const ActorNetwork& network, ActivityId a, ActivityId b);

} // namespace samspill::detail
