// How many seats can people get to, given who else can get to them?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/accessibility_result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace samspill {

/// How much a place counts at a distance d up to the threshold d0; nothing counts beyond it.
enum class Decay : std::uint8_t {
    binary,   ///< 1 (2SFCA, Luo & Wang 2003)
    stepwise, ///< the weight of its zone (E2SFCA, Luo & Qi 2009)
    gaussian, ///< (exp(-(d/d0)²/2) - exp(-1/2)) / (1 - exp(-1/2)) (Dai 2010): 1 at 0, 0 at the threshold
};

/// Who competes for the seats.
enum class AccessDemand : std::uint8_t {
    needs,      ///< people of the needs that state the area
    population, ///< inhabitants; of areas inside one another only the innermost that state them
};

/// Which distances to use.
enum class DistanceBasis : std::uint8_t {
    stated,     ///< travel times when the network has any, else coordinates
    minutes,    ///< travel times
    kilometres, ///< coordinates
};

/// Distances above the limit of the zone before it, up to and including `limit`.
struct DecayZone {
    double limit = 0.0;
    double weight = 0.0;

    friend bool operator==(const DecayZone&, const DecayZone&) = default;
};

struct AccessibilityOptions {
    /// Farthest distance that counts, in minutes or kilometres. Unset: the limit of the last zone, else 30
    /// minutes (Luo & Wang 2003) or 15 kilometres (a project choice).
    std::optional<double> threshold{};
    Decay decay = Decay::binary;
    /// For Decay::stepwise: limits rising, weights in [0, 1] and not rising. Empty: thirds of the threshold
    /// with the weights 1, 0.68 and 0.22 (Luo & Qi 2009, who took zones of 10 minutes).
    std::vector<DecayZone> zones{};
    AccessDemand demand = AccessDemand::needs;
    DistanceBasis distance = DistanceBasis::stated;
    std::string theme{}; ///< only needs and activities of this theme; empty: all
};

/// Spatial accessibility by a two-step floating catchment area: R_j = S_j / sum_i P_i w(d_ij) for each place,
/// A_i = sum_j R_j w(d_ij) for each area, so that sum_i P_i A_i = the seats that somebody can reach.
///
/// Areas are points: d_ij is 0 within an area and otherwise the travel time from i to j (as stated in the
/// other direction where it is not in this one; a pair that is stated in neither is out of reach) or the
/// great-circle distance. Nesting of areas plays no role, nor do period, language and other conditions of
/// coverage. Areas in no row of travel times, or without coordinates, are not assessable.
///
/// Seats are capacity minus those in use. An activity is at the seat of its actor when it serves that area or
/// states no area; otherwise at the areas it serves, with equal parts of its seats in each. Unknown seats
/// make an interval that is open above; needs of unknown size compete with nobody and are flagged.
/// @throws MissingTable when areas, activities or (for AccessDemand::needs) needs were not given, and when
/// there is no travel time or no coordinate to measure distances by
/// @throws InvalidArgument for a threshold that is not above 0, zones that are out of order or out of range
/// or given for another decay, a threshold beside zones
/// @throws NotFound when neither a need nor an activity has the theme; Cancelled when `control` asks to stop
/// O(areas log areas + pairs within about twice the threshold); memory for the pairs within reach.
[[nodiscard]] AccessibilityResult accessibility(const ActorNetwork& network,
                                                const AccessibilityOptions& options = {},
                                                RunControl* control = nullptr);

} // namespace samspill
