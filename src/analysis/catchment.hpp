// Which places are within reach of which areas, without ever looking at areas x places.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/accessibility_result.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace samspill::detail {

/// One byte an area.
using AreaFlags = std::vector<std::uint8_t>;

/// Pairs of an area and a place in compressed rows; row i lists the places that area i can reach, ascending.
struct Catchments {
    std::vector<std::size_t> begin{0}; ///< pairs of area i are [begin[i], begin[i + 1])
    std::vector<AreaId> place;
    std::vector<double> distance; ///< from the area to the place, at most the threshold
};

/// Flags the areas whose distances are known: those in some row of travel times, or with coordinates.
[[nodiscard]] AreaFlags measured_areas(const ActorNetwork& network, DistanceUnit unit);

/// All pairs at most `threshold` apart, of measured areas and flagged places, which must be measured too.
/// Travel times: O(pairs stated * log n). Kilometres: places are sorted into cubes as long as the threshold,
/// so that only those of neighbouring cubes are measured.
/// @throws Cancelled when `control` asks to stop
[[nodiscard]] Catchments catchments(const ActorNetwork& network, DistanceUnit unit, double threshold,
                                    const AreaFlags& measured, const AreaFlags& places, RunControl* control);

} // namespace samspill::detail
