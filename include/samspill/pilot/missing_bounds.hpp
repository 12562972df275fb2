// What if the municipalities that did not answer were the bad ones?
#pragma once

#include <samspill/model/observation.hpp>
#include <samspill/result/missing_bounds_result.hpp>

#include <cstdint>
#include <limits>
#include <span>

namespace samspill {

/// One unit at one wave, in the unit of the indicator.
struct WaveObservation {
    ObservationStatus status = ObservationStatus::missing;
    double value = 0.0; ///< read only when observed
    double low = 0.0;   ///< lowest and highest value it may have; read only when suppressed: "<5" is 1 to 4
    double high = 0.0;
    std::uint32_t stratum = 0; ///< of units that answer alike, any number
};

struct MissingBoundsOptions {
    /// Values that an indicator may have: the least and the greatest. Infinite where there is no end.
    double least = 0.0;
    double greatest = 1.0;
};

/// Complete-case mean, worst-case bounds (Manski 1989) and a mean re-weighted by strata of response (methods
/// M3.15). Structural units are in no denominator; a suppressed one is between its own limits and never 0
/// unless they say so; nothing is carried over from another wave. The re-weighted mean is no better than
/// its assumption, that within a stratum it is chance who answers.
///
/// Not applicable: no unit that could have a value (`empty`). Without any observed unit there are bounds
/// only. No bounds where values have no end and a unit is missing; no re-weighted mean where a stratum has no
/// observed unit. The same bits for any order of the units. O(units log units).
/// @throws InvalidArgument for options or values that are NaN or the wrong way round, observed values that
/// are not finite, values or limits outside what an indicator may have
[[nodiscard]] MissingBoundsResult missing_bounds(std::span<const WaveObservation> units,
                                                 const MissingBoundsOptions& options = {});

} // namespace samspill
