// Sums over clusters of duplicates that have more seats than the need asks for.
#pragma once

#include <cstdint>

namespace samspill {

/// Clusters of one verdict, `surplus` or `backup`, taken together.
struct SurplusSums {
    std::int64_t clusters = 0;
    std::int64_t lower_bounds = 0; ///< of them, clusters with an activity of unknown capacity: `seats` counts
                                   ///< at least their surplus
    std::int64_t seats = 0;        ///< seats beyond the need
    std::int64_t people = 0;       ///< people in the needs that these clusters serve, each need counted once

    friend bool operator==(const SurplusSums&, const SurplusSums&) = default;
};

} // namespace samspill
