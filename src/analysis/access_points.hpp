// Where the seats are and where the people are who compete for them.
#pragma once

#include "../detail/share_sum.hpp"
#include "catchment.hpp"

#include <samspill/analysis/accessibility.hpp>
#include <samspill/model/actor_network.hpp>

#include <vector>

namespace samspill::detail {

/// Free seats of the activities of one theme, exact until they are summed up.
struct PlacedSeats {
    AreaFlags is_place;          ///< measured areas that hold activities
    std::vector<PlaceAccess> at; ///< by area: activities and those of unknown capacity
    std::vector<ShareSum> seats; ///< by area
    ShareSum unplaced;           ///< at no measured area
    std::int64_t activities_unplaced = 0;
    std::int64_t capacity_unknown = 0; ///< activities, placed or not
};

/// An activity is at the seat of its actor when it serves that area or states none; else in equal parts at
/// the areas it serves. Activities of unknown capacity have 0 seats here. O(activities * areas of an
/// activity).
[[nodiscard]] PlacedSeats place_seats(const ActorNetwork& network, const AccessibilityOptions& options,
                                      const AreaFlags& measured);

/// Fills in people and needs of every area and what the totals say about people that have no place.
/// @return flags of the areas where some people are not counted. O(needs + areas).
[[nodiscard]] AreaFlags place_people(const ActorNetwork& network, const AccessibilityOptions& options,
                                     const AreaFlags& measured, AccessibilityResult& result);

/// @throws NotFound when the theme is asked for and no row of needs or activities has it
void require_theme(const ActorNetwork& network, const AccessibilityOptions& options);

} // namespace samspill::detail
