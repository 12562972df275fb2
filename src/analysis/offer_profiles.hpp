// Activities that agree in everything but months and ages, and which of these profiles agree.
#pragma once

#include <samspill/analysis/duplicate_pairs.hpp>
#include <samspill/model/actor_network.hpp>

#include "../graph/offer_index.hpp"
#include "../graph/row_classes.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill::detail {

/// Classes of activities with equal kind, obligation, theme, target groups, areas and languages. Two
/// activities are a pair when their profiles agree, their bounds meet (OfferBounds) and their actors differ;
/// so ten thousand rows that differ in months and ages alone are one profile. Memory O(activities): lists of
/// partners are kept while they fit, and looked up again when they do not.
class OfferProfiles {
public:
    OfferProfiles(const ActorNetwork& network, const PairOptions& options);

    [[nodiscard]] const RowClasses& classes() const noexcept { return classes_; }
    [[nodiscard]] std::uint32_t profile_of(ActivityId activity) const noexcept {
        return classes_.class_of[activity.position()];
    }
    /// Profiles that agree with this one, itself among them, in an order that depends on the network alone.
    /// Valid until the next call. O(activities of the theme in nested areas), or O(1) when kept.
    [[nodiscard]] std::span<const std::uint32_t> partners_of(std::uint32_t profile);

private:
    void look_up(std::uint32_t profile);

    const ActorNetwork& network_;
    PairOptions options_;
    RowClasses classes_;
    std::vector<ActivityId> firsts_; // of each profile
    OfferIndex index_;
    std::vector<std::vector<std::uint32_t>> kept_; // by profile; empty where not kept
    std::size_t room_;                             // for further partners that are kept
    std::vector<std::uint32_t> found_;
};

} // namespace samspill::detail
